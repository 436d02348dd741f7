// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_summary.h"
#include "app/cli/picture_maker.h"
#include "app/cli/picture_name.h"
#include "app/cli/recipe_options.h"
#include "app/cli/sheet.h"
#include "app/cli/style_files.h"
#include "app/cli/verb.h"
#include "app/neural_module.h"
#include "engine/files/png_text.h"
#include "engine/files/resample.h"
#include "engine/latent/explore_recipe.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;
using latent::ExplorableModel;
using latent::ExplorePoint;

constexpr int kMostPictures = 4096;
constexpr int kSweepColumns = 7;

struct ExploreOptions
{
    std::string package;
    std::vector<std::string> settings; ///< NAME=VALUE
    std::optional<std::uint64_t> seed;
    std::string className;
    std::optional<double> variety;
    int count = 1;
    std::string from;
    int steps = 100;
    bool sweep = false;
    int enlargement = 1;
    std::string output;
};

std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &each : names)
        text += (text.empty() ? "" : ", ") + each;
    return text;
}

Result<std::size_t> sliderOf(const ExplorableModel &model, const std::string &name)
{
    const auto &sliders = model.sliders();
    std::optional<std::size_t> named;
    bool several = false;
    for (std::size_t i = 0; i < sliders.size(); ++i) {
        if (sliders[i].id == name)
            return i;
        if (sliders[i].name != name)
            continue;
        several = named.has_value();
        named = i;
    }
    if (several)
        return fail(ErrorCode::BadInput, "several sliders are called that; imago discover --list tells their ids", name);
    if (named)
        return *named;
    return fail(ErrorCode::BadInput,
                sliders.empty() ? "the model has no sliders yet; imago discover finds them"
                                : "no such slider; imago discover --list names them",
                name);
}

// Where the picture was drawn, if this model drew it and it says so.
std::optional<ExplorePoint> placeOf(const std::string &picture, const ExplorableModel &model)
{
    const auto texts = files::readPngText(picture);
    if (!texts || !texts->contains(std::string(latent::kExploreText)))
        return {};
    const auto recipe = latent::parseExploreRecipe(texts->at(std::string(latent::kExploreText)), picture);
    if (!recipe || recipe->modelHash != model.hash())
        return {};
    const Result<ExplorePoint> point = latent::pointOf(*recipe, model.sliders(), model.classNames());
    return point ? std::optional(*point) : std::nullopt;
}

Result<ExplorePoint> pointOf(ExplorableModel &model, const ExploreOptions &options, Console &console,
                             const std::stop_token &stop)
{
    ExplorePoint point;
    const auto drawnAt = options.from.empty() ? std::nullopt : placeOf(options.from, model);
    if (drawnAt) {
        point = *drawnAt;
    } else if (!options.from.empty()) {
        const Result<Image> picture = readPicture(options.from);
        if (!picture)
            return tl::unexpected(picture.error());
        double error = 0.0;
        const auto progress = [&console](int done, int total, const ImagePtr &) {
            console.progress("step", done, total);
            return true;
        };
        Result<ExplorePoint> found = model.encode(*picture, options.steps, progress, stop, &error);
        if (!found)
            return found;
        console.line("the picture is redrawn with a mean error of " + number(100.0 * error, 1) + " %");
        point = *std::move(found);
    }
    if (options.seed || !drawnAt)
        point.seed = options.seed.value_or(1);
    if (options.variety || !drawnAt)
        point.variety = options.variety.value_or(1.0);
    if (!options.className.empty()) {
        const auto &names = model.classNames();
        const auto found = std::ranges::find(names, options.className);
        if (found == names.end())
            return fail(ErrorCode::BadInput,
                        names.empty() ? "the model has no classes" : "its classes are " + joined(names),
                        options.className);
        point.classIndex = static_cast<int>(found - names.begin());
    }
    point.values.resize(model.sliders().size());
    for (const std::string &setting : options.settings) {
        const std::size_t equals = setting.rfind('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::BadInput, "write it as NAME=VALUE", setting);
        const Result<std::size_t> slider = sliderOf(model, setting.substr(0, equals));
        if (!slider)
            return tl::unexpected(slider.error());
        const Result<double> value = toNumber(setting.substr(equals + 1), setting.substr(0, equals));
        if (!value)
            return tl::unexpected(value.error());
        point.values[*slider] = *value;
    }
    return point;
}

// A row for each slider, from its low end to its high one.
std::vector<ExplorePoint> sweepOf(const ExplorableModel &model, const ExplorePoint &at)
{
    std::vector<ExplorePoint> points;
    for (std::size_t i = 0; i < model.sliders().size(); ++i) {
        const latent::ExploreSlider &slider = model.sliders()[i];
        for (int column = 0; column < kSweepColumns; ++column) {
            ExplorePoint point = at;
            point.values[i] += slider.low + (slider.high - slider.low) * column / (kSweepColumns - 1.0);
            points.push_back(point);
        }
    }
    return points;
}

Status explore(const ExploreOptions &options, Console &console, const std::stop_token &stop)
{
    if (const Status named = options.output == kStandardStream ? Status{} : checkPictureName(options.output); !named)
        return named;
    if (const Status keeps = checkKeepsInputs({options.output}, {options.from}); !keeps)
        return keeps;
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());
    const auto model = (*module)->openExplorable(packageOf(options.package));
    if (!model)
        return tl::unexpected(model.error());
    const Result<ExplorePoint> point = pointOf(**model, options, console, stop);
    if (!point)
        return tl::unexpected(point.error());
    std::vector<ExplorePoint> points;
    if (options.sweep) {
        points = sweepOf(**model, *point);
        if (points.empty())
            return fail(ErrorCode::BadInput, "the model has no sliders yet; imago discover finds them",
                        options.package);
    }
    for (int i = 0; !options.sweep && i < options.count; ++i) {
        points.push_back(*point);
        points.back().seed += static_cast<std::uint64_t>(i);
    }
    std::vector<Image> pictures;
    const Size size = (*model)->pictureSize();
    const Size wanted{size.width * options.enlargement, size.height * options.enlargement};
    for (const ExplorePoint &each : points) {
        const Result<ImagePtr> picture = (*model)->render(each, stop);
        if (!picture)
            return tl::unexpected(picture.error());
        if (*picture == nullptr)
            return {};
        pictures.push_back(wanted == size ? **picture : files::resample(**picture, wanted));
    }
    const int columns = options.sweep ? kSweepColumns : sheetColumns(static_cast<int>(pictures.size()));
    const Image sheet = pictures.size() == 1 ? pictures.front() : contactSheet(pictures, columns, 2);
    files::WriteOptions writing;
    if (points.size() == 1) {
        writing.text = latent::pngTexts(
            latent::recipeOf(points.front(), (*model)->hash(), (*model)->sliders(), (*model)->classNames()));
    }
    if (const Status written = writePictureTo(options.output, sheet, writing); !written)
        return written;
    if (options.output != kStandardStream)
        console.line(options.output);
    console.result({{"file", options.output}, {"count", pictures.size()}, {"columns", columns}});
    return {};
}

} // namespace

Action addExplore(CLI::App &verb)
{
    auto options = std::make_shared<ExploreOptions>();
    verb.add_option("MODEL", options->package, "A trained model's package, or the folder of its training")
        ->required()
        ->type_name("MODEL");
    verb.add_option("--slider", options->settings, "Moves a slider, in standard deviations; may be repeated")
        ->type_name("NAME=VALUE");
    verb.add_option("--seed", options->seed, "Which picture (1)")->check(wholeNumber());
    verb.add_option("--class", options->className, "Of which class, for a model with classes");
    verb.add_option("--variety", options->variety, "0: the mean picture; 1: as varied as the model's own (1)")
        ->check(between(0.0, 2.0));
    auto *count = verb.add_option("--count", options->count, "So many pictures, of this seed and the next (1)")
                      ->check(CLI::Range(1, kMostPictures));
    verb.add_option("--from", options->from,
                    "Start at a picture of one's own, or where the model drew a PNG that says so")
        ->type_name("PICTURE");
    verb.add_option("--enlarge", options->enlargement, "So many times the model's own size (1)")
        ->check(CLI::IsMember({1, 2, 4}));
    verb.add_option("--steps", options->steps, "Of optimisation for --from (100)")->check(CLI::Range(0, 10'000));
    verb.add_flag("--sweep", options->sweep, "A row for each slider, from one end to the other")->excludes(count);
    verb.add_option(
            "-o,--output", options->output,
            "A picture file (.png .jpg .webp .tif), or - for standard output; several pictures become one sheet")
        ->required()
        ->type_name("FILE");
    return [options](Console &console, const std::stop_token &stop) { return explore(*options, console, stop); };
}

} // namespace imago::cli
