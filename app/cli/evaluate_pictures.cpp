// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluate_pictures.h"

#include "app/cli/picture_maker.h"
#include "app/cli/quality_file.h"
#include "app/cli/sheet.h"
#include "app/cli/work_folder.h"
#include "app/judges.h"
#include "app/model_pictures.h"
#include "app/neural_module.h"
#include "app/resources.h"
#include "engine/dataset/even_spread.h"
#include "engine/dataset/evaluation.h"
#include "engine/files/image_file.h"
#include "engine/files/package.h"
#include "engine/train/loss_networks.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;
using dataset::Dataset;
using dataset::MadePictures;
using dataset::PictureQuality;

constexpr std::size_t kNameWidth = 34;

// Pictures of a folder; those that can't be read are no samples of anything, so they are an error.
Result<MadePictures> picturesOf(const std::string &folder, std::size_t count)
{
    const Result<Dataset> set = dataset::openDataset(folder);
    if (!set)
        return tl::unexpected(set.error());
    const auto items = std::make_shared<const std::vector<std::size_t>>(
        dataset::evenSpread(0, set->size(), count == 0 ? set->size() : count));
    MadePictures made;
    made.count = items->size();
    made.draw = [set = *set, items](std::size_t i) { return set.read((*items)[i]); };
    made.name = [set = *set, items](std::size_t i) { return set.name((*items)[i]); };
    made.className = [set = *set, items](std::size_t i) {
        const int index = set.classIndex((*items)[i]);
        return index < 0 ? std::string() : set.classNames()[static_cast<std::size_t>(index)];
    };
    return made;
}

// Pictures that a model draws; of one with classes each as often.
Result<MadePictures> picturesFrom(const std::filesystem::path &package, std::size_t count, const std::stop_token &stop)
{
    constexpr std::size_t kUsual = 2000;
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());
    const auto opened = (*module)->openExplorable(package);
    if (!opened)
        return tl::unexpected(opened.error());
    return picturesDrawnBy(*opened, count == 0 ? kUsual : count, stop);
}

// The sides of a training's pictures that are nearest to the samples'.
Size trainingSize(Size size)
{
    const auto side = [](int length) { return std::clamp((length + 7) / 8 * 8, 16, 1024); };
    return {side(size.width), side(size.height)};
}

std::string line(const std::string &name, double figure, int digits, const std::string &remark = {})
{
    return padded(name, kNameWidth) + padded(number(figure, digits), 10) + remark;
}

// Which pictures are held against which.
void printCounts(const PictureQuality &q, Console &console)
{
    const bool others = q.trainedOnThese == false;
    console.line(counted(q.samples, "sample") + ", " +
                 counted(q.real, q.againstHeldOut && !others ? "held-out picture" : "real picture") + ", " +
                 std::to_string(q.training) + (others ? " among which copies are looked for" : " trained on"));
    if (others)
        console.line(std::string(kOtherPictures) + ": what is told of copies is told of these");
}

std::string conclusion(const PictureQuality &q)
{
    const std::string needed = std::to_string(dataset::kFewestToTell);
    switch (q.copying()) {
    case dataset::CopyVerdict::Copies:
        return "It copies training pictures: train on more of them, or stop earlier.";
    case dataset::CopyVerdict::NoSign:
        return q.trainedOnThese == false ? "No sign that it copies these pictures."
                                         : "No sign that it copies training pictures.";
    case dataset::CopyVerdict::CannotTell:
        break;
    }
    const std::string seen = q.lookEqual == 0 ? "No sample looks equal to a training picture. " : "";
    if (q.againstHeldOut && q.real >= dataset::kFewestToTell)
        return seen + "Whether it copies can't be told from so few samples; --count asks for more.";
    return seen + "Whether all are too near to them can't be told: that takes " + needed +
           " held-out pictures, and there are " + (q.againstHeldOut ? std::to_string(q.real) : "fewer than 10") +
           "; train on more pictures, or with a larger --held-out.";
}

// Figures that so few pictures can't give are left out.
std::string precisionLine(const std::string &name, double figure, const std::string &remark, const PictureQuality &q)
{
    return q.tellsPrecision() ? line(name, figure, 3, remark)
                              : padded(name, kNameWidth) + "too few pictures to tell; it takes " +
                                    std::to_string(dataset::kFewestToTell);
}

void print(const PictureQuality &q, Console &console)
{
    printCounts(q, console);
    console.line("seen by " + q.reader + " (no FID: that is Inception's)\n");
    console.line(line("Frechet distance", q.frechet, 3,
                      q.frechetOfReal > 0 ? "training pictures in their place: " + number(q.frechetOfReal, 3) : ""));
    console.line(line("kernel distance", q.kernel.mean, 4, "+- " + number(q.kernel.deviation, 4)));
    console.line(precisionLine("precision", q.precisionRecall.precision, "samples that lie among real pictures", q));
    console.line(precisionLine("recall", q.precisionRecall.recall, "real pictures that lie among samples", q));
    console.line(line("diversity", q.diversity, 3, "1: as varied as real pictures"));
    if (q.recognised)
        console.line(line("class recognised, %", 100 * *q.recognised, 1,
                          q.recognisedReal ? "of real pictures: " + number(100 * *q.recognisedReal, 1) : ""));
    if (q.copyTest.cells > 0)
        console.line(
            line("three-sample test for copies", q.copyTest.statistic, 2,
                 "below " + number(train::CopyTest::kCopying) + ": nearer to training pictures than unseen ones are"));
    else
        console.line(padded("three-sample test for copies", kNameWidth) +
                     (q.againstHeldOut ? "too few pictures to tell" : "too few pictures were held out to tell"));
    console.line(line("look equal to a training picture", static_cast<double>(q.lookEqual), 0,
                      q.againstHeldOut ? "of held-out pictures: " + number(100 * q.lookEqualReal, 2) + " %" : ""));
    for (std::size_t i = 0; i < std::min<std::size_t>(5, q.nearest.size()); ++i) {
        const dataset::Resemblance &pair = q.nearest[i];
        console.line(
            "  " + pair.sample + " and " + pair.training +
            (pair.looksEqual ? ", which look equal" : ", at " + number(pair.distance) + " of the usual distance"));
    }
    console.line("\n" + conclusion(q));
}

/// Draws the most suspicious samples beside what they resemble.
Result<Image> pairSheet(const PictureQuality &quality, const MadePictures &made, const Dataset &real, Size size,
                        dataset::Fit fit)
{
    constexpr int kPairs = 4; // a row
    constexpr int kGap = 4;
    std::vector<Image> cells;
    for (const dataset::Resemblance &pair : quality.nearest) {
        const Result<Image> sample = made.draw(pair.sampleIndex);
        const Result<Image> training = real.read(pair.trainingItem);
        if (!sample || !training)
            return tl::unexpected(sample ? training.error() : sample.error());
        cells.push_back(dataset::fitted(*sample, size, dataset::Fit::Pad));
        cells.push_back(dataset::fitted(*training, size, fit));
    }
    return contactSheet(cells, 2 * kPairs, kGap);
}

/// What measures.
struct Reader
{
    std::shared_ptr<train::PictureReader> network;
    train::LossUse inLosses = train::LossUse::Unknown;
    /// Of the style networks' trunk, where another network measures in its place.
    train::LossUse usual = train::LossUse::Unused;
};

// The judge that was asked for. Without one the style networks' trunk, which knows things of every kind, unless a loss
// of the model used it (that of the projected discriminator and a VAE's perceptual one): what it sees has then been
// trained for, and its figures would flatter. The portraits' encoder, which no loss uses, knows less but flatters
// nobody.
Result<Reader> openReader(const PictureEvaluation &order)
{
    const Result<const Judges *> module = openJudges();
    if (!module)
        return tl::unexpected(module.error());
    train::LossNetworks losses;
    if (!order.model.empty()) {
        const Result<files::Package> model = files::openPackage(order.model);
        if (!model)
            return tl::unexpected(model.error());
        losses = train::lossNetworksOf(model->manifest());
    }
    const auto open = [&](const std::filesystem::path &package) -> Result<Reader> {
        const auto opened = (*module)->openPictureReader(package);
        if (!opened)
            return tl::unexpected(opened.error());
        return Reader{*opened, train::lossUse(losses, (*opened)->weightsHash())};
    };
    if (!order.judge.empty())
        return open(order.judge);
    Result<Reader> reader = findResources().and_then(findStylePackage).and_then(open);
    if (!reader || order.model.empty() || reader->inLosses == train::LossUse::Unused)
        return reader;
    const train::LossUse usual = reader->inLosses;
    reader = findResources().and_then(findPortraitModel).and_then(open);
    if (reader)
        reader->usual = usual;
    return reader;
}

// How far the figures can be trusted.
void printTrust(const Reader &reader, bool ofModel, Console &console)
{
    constexpr const char *kRemedy =
        "imago learn-classes learns a judge from labelled pictures, --judge measures with it";
    if (reader.inLosses == train::LossUse::Used)
        console.warn(std::string("a loss of this model used the network that measures, so the figures flatter it; ") +
                     kRemedy);
    else if (reader.usual != train::LossUse::Unused)
        console.line(std::string("The style networks' trunk, which is usual, ") +
                     (reader.usual == train::LossUse::Used ? "was" : "may have been") + " in this model's losses; " +
                     kRemedy + ".");
    else if (ofModel && reader.inLosses == train::LossUse::Unknown)
        console.warn("this package does not say which networks its losses used");
}

dataset::PictureSamples::Progress progressOf(Console &console, const char *what)
{
    return [&console, what](std::size_t done, std::size_t total) {
        console.progress(what, static_cast<int>(done), static_cast<int>(total));
    };
}

/// Compares and tells. Nothing after a stop.
Result<std::optional<PictureQuality>> measured(const MadePictures &made, const dataset::PictureSamples &pictures,
                                               const Reader &reader, bool ofModel, dataset::EvaluationOptions options,
                                               Console &console, const std::stop_token &stop)
{
    options.reader = reader.inLosses;
    Result<std::optional<PictureQuality>> quality =
        dataset::evaluatePictures(made, pictures, *reader.network, options, progressOf(console, "picture"), stop);
    if (quality && *quality) {
        print(**quality, console);
        printTrust(reader, ofModel, console);
    }
    return quality;
}

} // namespace

Status evaluatePictures(const PictureEvaluation &order, Console &console, const std::stop_token &stop)
{
    if (order.store) { // not only after minutes of measuring
        if (const Status place = files::checkPackagePlace(order.model); !place)
            return place;
    }
    const Result<MadePictures> made =
        order.model.empty() ? picturesOf(order.samples, order.count) : picturesFrom(order.model, order.count, stop);
    if (!made)
        return tl::unexpected(made.error());
    const Result<FolderForm> prepared = formFor(order.model, order.real, order.form, true); // measuring is no training
    if (!prepared)
        return tl::unexpected(prepared.error());
    const Result<Dataset> set =
        dataset::openDataset(order.real, {.labels = prepared->labels, .useLabels = prepared->useLabels});
    if (!set)
        return tl::unexpected(set.error());
    warnOfOtherLabels(*prepared, *set, console);
    const auto reader = openReader(order);
    if (!reader)
        return tl::unexpected(reader.error());
    const Result<WorkFolder> work = WorkFolder::make();
    if (!work)
        return tl::unexpected(work.error());
    const Result<Image> first = made->draw(0);
    if (!first)
        return tl::unexpected(first.error());

    dataset::PictureSamplesOptions form = prepared->samples;
    form.size = trainingSize(first->size());
    form.threads = threadCount(order.threads);
    const auto real =
        dataset::PictureSamples::open(*set, form, work->path() / "pictures", progressOf(console, "preparing"), stop);
    if (!real)
        return tl::unexpected(real.error());
    if (*real == nullptr)
        return {};
    dataset::EvaluationOptions options;
    options.seed = order.seed;
    options.trainedOnThese = prepared->trainedOn(**real);
    const auto quality = measured(*made, **real, *reader, !order.model.empty(), options, console, stop);
    if (!quality)
        return tl::unexpected(quality.error());
    if (!*quality)
        return {};
    if (!order.sheet.empty()) {
        const Result<Image> sheet = pairSheet(**quality, *made, *set, form.size, form.fit);
        const Status written = sheet ? files::writeImage(order.sheet, *sheet) : Status(tl::unexpected(sheet.error()));
        if (!written)
            return written;
        console.line(order.sheet + ": samples, each beside the training picture it resembles most");
    }
    const std::string figures = dataset::toJson(**quality);
    console.result(Json::parse(figures));
    return order.store ? storeQuality(order.model, figures) : Status{};
}

Status measureTrained(const std::filesystem::path &package, const dataset::PictureSamples &pictures, Console &console,
                      const std::stop_token &stop)
{
    constexpr std::size_t kSamples = 400;
    const Result<MadePictures> made = picturesFrom(package, kSamples, stop);
    if (!made)
        return tl::unexpected(made.error());
    PictureEvaluation order;
    order.model = package;
    const Result<Reader> reader = openReader(order);
    if (!reader)
        return tl::unexpected(reader.error());
    dataset::EvaluationOptions options;
    options.mostReal = kSamples;
    options.mostTraining = 5 * kSamples;
    options.trainedOnThese = true;
    const auto quality = measured(*made, pictures, *reader, true, options, console, stop);
    if (!quality)
        return tl::unexpected(quality.error());
    return *quality ? storeQuality(package, dataset::toJson(**quality)) : Status{};
}

} // namespace imago::cli
