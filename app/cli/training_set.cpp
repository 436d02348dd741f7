// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/training_set.h"

#include "app/cli/picture_origin.h"
#include "app/cli/picture_size.h"
#include "engine/core/utf8.h"
#include "engine/dataset/class_sizes.h"
#include "engine/dataset/mirror_test.h"

#include <filesystem>
#include <string>
#include <system_error>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;

// A training that goes on does so with the pictures that it began with, whatever has become of their folder. Empty:
// they are not kept.
Pictures keptPictures(const std::string &folder, const dataset::PictureSamplesOptions &form, const fs::path &cache,
                      const train::ModelPlan &plan, const std::stop_token &stop)
{
    const Result<Pictures> kept = dataset::PictureSamples::reopen(folder, form, cache, stop);
    return kept && *kept && (*kept)->fingerprint() == plan.fingerprint ? *kept : nullptr;
}

// Whether the training in `run` began with the pictures in `folder`.
bool isOriginOf(const fs::path &run, const fs::path &folder)
{
    PictureOptions origin;
    std::error_code none;
    return readOrigin(run, origin) && fs::weakly_canonical(origin.folder, none) == fs::weakly_canonical(folder, none);
}

} // namespace

Result<Pictures> openPictures(const PictureOptions &options, const fs::path &folder, const TrainingOptions &common,
                              int threads, Console &console, const std::stop_token &stop)
{
    const bool resume = common.resume;
    const Result<train::ModelPlan> plan = resume ? storedPlan(folder) : train::ModelPlan{};
    if (!plan)
        return tl::unexpected(plan.error());
    const Result<dataset::SizeWish> wish = resume ? dataset::SizeWish() : sizeWish(options.size, common.from);
    if (!wish)
        return tl::unexpected(wish.error());
    const fs::path cache = folder / kPictureCache;
    dataset::PictureSamplesOptions samples;
    samples.size = plan->set.size; // of a training that goes on
    samples.fit = options.pad ? dataset::Fit::Pad : dataset::Fit::Crop;
    samples.heldOut = options.heldOut;
    samples.useReserved = options.hasTheRight;
    samples.leaveOut = options.leaveOut;
    samples.onWhite = options.onWhite;
    samples.threads = threads;
    const Result<dataset::Dataset> opened =
        dataset::openDataset(options.folder, {.labels = options.labels, .useLabels = !options.noLabels});
    if (const Pictures kept = resume ? keptPictures(options.folder, samples, cache, *plan, stop) : nullptr) {
        const bool same = opened && opened->fingerprint() == kept->dataset().fingerprint();
        if (!same && opened && !isOriginOf(folder, options.folder))
            return fail(ErrorCode::BadInput, "these are not the pictures that this training began with",
                        options.folder);
        if (!same)
            console.line(options.folder +
                         " is not as it was; the training goes on with the pictures that it began with");
        return kept;
    }
    if (stop.stop_requested())
        return Pictures();
    if (!opened)
        return tl::unexpected(opened.error());
    if (const Status fits = train::checkLabels(opened->classNames().size(), opened->attributeNames().size()); !fits)
        return tl::unexpected(fits.error());
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, error.message(), folder.string());
    if (!resume) {
        const dataset::TrainingSize size = dataset::trainingSize(*wish, *opened, threads, stop);
        samples.size = size.size;
        if (size.reason != dataset::SizeReason::Asked)
            console.line("the model's pictures: " + describe(size));
    }
    return dataset::PictureSamples::open(
        *opened, samples, cache,
        [&console](std::size_t done, std::size_t total) {
            console.progress("picture", static_cast<int>(done), static_cast<int>(total));
        },
        stop);
}

void tellLeftOut(const dataset::PictureSamples &pictures, Console &console)
{
    const dataset::LeftOut &left = pictures.leftOut();
    std::string counts;
    const auto add = [&counts](std::size_t count, const std::string &what) {
        if (count > 0)
            counts += (counts.empty() ? "" : ", ") + std::to_string(count) + " " + what;
    };
    add(left.broken, "broken");
    add(left.reserved, "whose metadata forbids training (--i-have-the-right uses them)");
    add(left.duplicates, "there already");
    add(left.small, "too small");
    add(left.wished, "as --leave-out says");
    if (!counts.empty())
        console.warn("pictures left out: " + counts + "; imago dataset check names them");
    const dataset::PassedOver &passed = pictures.dataset().passedOver();
    if (passed.rowsWithoutPicture > 0)
        console.warn(counted(passed.rowsWithoutPicture, "row of the labels names", "rows of the labels name") +
                     " no picture, the first \"" + asUtf8(passed.firstRows.front()) + '"');
    if (passed.picturesWithoutRow > 0)
        console.warn(counted(passed.picturesWithoutRow, "picture has", "pictures have") + " no label, the first \"" +
                     asUtf8(passed.firstPictures.front()) + '"');
    if (dataset::areClassesSmall(dataset::classSizes(pictures.dataset())))
        console.warn("most classes have fewer than " + std::to_string(dataset::kFewInClass) +
                     " pictures, too few to find sliders inside them; --no-labels trains on all pictures together");
}

bool mirrors(const PictureOptions &options, const dataset::PictureSamples &pictures, Console &console)
{
    if (options.mirror)
        return *options.mirror;
    const dataset::MirrorTest test = dataset::testMirroring(
        pictures.set().training,
        [&pictures](std::size_t i) -> const dataset::Appearance & {
            return pictures.facts(pictures.item(i)).appearance;
        },
        [](std::size_t) { return true; });
    if (test.oneSided()) {
        console.line("left and right differ in these pictures (" + number(100.0 * test.told, 0) +
                     " % are told from their mirror images), so they are not mirrored; --mirror does it all the same");
    }
    return !test.oneSided();
}

} // namespace imago::cli
