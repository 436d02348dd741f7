// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/slider_search.h"

#include "engine/core/random.h"
#include "engine/files/package.h"
#include "engine/latent/neural/picture_package.h"
#include "engine/latent/neural/slider_file.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"
#include "engine/train/neural/picture_batch.h"
#include "engine/train/neural/picture_descriptor.h"
#include "engine/train/neural/rotated_components.h"

#include <algorithm>
#include <cmath>

namespace imago::train::neural {

using latent::ExploreSlider;
using latent::SliderKind;
using latent::neural::PictureLabels;
using latent::neural::PictureLabelsInfo;
using latent::neural::PictureModel;
using latent::neural::SliderSet;
using torch::Tensor;

namespace {

constexpr std::int64_t kBatch = 32;
constexpr int kFewest = 100;            // rows that a regression is made from
constexpr std::int64_t kLookedAt = 24;  // pictures on which effects are measured
constexpr double kReach = 2.5;          // standard deviations to each side
constexpr double kSame = 0.7;           // correlation of two sliders that are one
constexpr double kRidge = 1e-3;         // of the regressions, in the styles' mean variance
constexpr double kLeastVariance = 1e-6; // what varies less gets the ridge of this, so that rounding is no direction
constexpr double kLeastSpread = 1e-5;   // of the style's numbers, in their size: below, all is rounding
constexpr double kReadable = 0.3;       // correlation from which an attribute is a slider

/// What the model draws, and where from.
struct Survey
{
    Tensor style;      ///< N x style, without each class's mean
    Tensor base;       ///< kLookedAt x style, as they are
    Tensor mean;       ///< style, of all
    /// N x numbers: how the pictures look, without each class's mean; its colours and its edges vary alike
    Tensor looks;
    Tensor scale;      ///< numbers: what the descriptor is multiplied by for that
    Tensor attributes; ///< N x attributes; undefined without
    std::vector<std::string> attributeNames;
};

// For each number of the descriptor, what brings the variance of its half to 1.
Tensor scaleOf(const Tensor &looks, std::int64_t colours)
{
    const Tensor variance = looks.square().mean(0);
    const auto of = [&](std::int64_t from, std::int64_t count) {
        return variance.narrow(0, from, count).sum().clamp_min(1e-12).rsqrt().expand({count});
    };
    return torch::cat({of(0, colours), of(colours, variance.size(0) - colours)});
}

// Everything the model draws is compared inside its class: what a class is, the class says.
Tensor withoutClassMeans(const Tensor &rows, const Tensor &classes)
{
    if (!classes.defined())
        return rows - rows.mean(0, true);
    const Tensor counts = classes.sum(0).clamp_min(1.0).unsqueeze(1);
    return rows - torch::mm(classes, torch::mm(classes.t(), rows) / counts);
}

PictureLabels randomLabels(const PictureModel &model, std::int64_t count, Random &random, at::Generator &noise)
{
    PictureLabels labels;
    const auto classes = static_cast<std::int64_t>(model.labels.classes.size());
    if (classes > 0) {
        labels.classes = torch::zeros({count, classes});
        for (std::int64_t i = 0; i < count; ++i)
            labels.classes[i][static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(classes)))] = 1.0;
    }
    labels.attributes = randomAttributes(count, model.labels.attributes.size(), noise, torch::kCPU);
    return labels;
}

PictureUse useOf(const PictureSet &set, const PictureModel &model)
{
    if (model.encoder.is_empty())
        return PictureUse::NoEncoder;
    const bool knows = model.labels.classes.empty() || model.labels.classes == set.classes;
    return knows ? PictureUse::Placed : PictureUse::OtherClasses;
}

// With the planes that the model has: opaque, or as on black.
Tensor withPlanes(const Tensor &picture, int planes)
{
    if (picture.size(1) < planes)
        return torch::cat({picture, torch::ones_like(picture.narrow(1, 0, 1))}, 1);
    return picture.narrow(1, 0, planes);
}

// What the model is told of pictures: their classes, and the labels that it knows.
PictureLabels toldTo(const PictureModel &model, const PictureLabels &labels, bool sameAttributes)
{
    const Tensor classes = model.labels.classes.empty() ? Tensor() : labels.classes;
    if (sameAttributes || model.labels.attributes.empty())
        return {classes, sameAttributes ? labels.attributes : Tensor()};
    return {classes, torch::zeros({kBatch, static_cast<std::int64_t>(model.labels.attributes.size())})};
}

// The user's pictures as the model places them, or pictures of its own. The pictures may have other labels than those
// that the model was trained with, which then are looked for all the same.
Result<Survey> survey(const SliderSearch &order, PictureModel &model, jobs::JobContext &context)
{
    at::Generator noise = at::detail::createCPUGenerator(order.seed);
    Random random(mixSeed(order.seed, 3));
    if (order.pictures != nullptr && order.pictures->set().size != model.decoder->shape.size)
        return fail(ErrorCode::BadInput, "the pictures are not of the model's size");
    const PictureUse use = order.pictures != nullptr ? useOf(order.pictures->set(), model) : PictureUse::NoEncoder;
    if (order.pictures != nullptr && order.onPictures)
        order.onPictures(use);
    const bool placed = use == PictureUse::Placed;
    const std::uint64_t known = placed ? order.pictures->set().training : 0;
    const bool sameAttributes = !placed || order.pictures->set().attributes == model.labels.attributes;
    const Result<PictureLabelsInfo> statistics = sameAttributes ? model.labels : labelStatistics(*order.pictures);
    if (!statistics)
        return tl::unexpected(statistics.error());
    std::vector<Tensor> styles, colours, edges, classes, attributes;
    const std::int64_t count =
        placed ? std::clamp<std::int64_t>(static_cast<std::int64_t>(known), kFewest, order.samples) : order.samples;
    for (std::int64_t done = 0; done < count; done += kBatch) {
        if (context.stopRequested())
            return Survey{};
        PictureLabels labels;
        Tensor z, picture; // as it is where there is one: what the model draws of it is softer
        if (placed) {
            std::vector<DrawnPicture> drawn;
            for (std::int64_t i = 0; i < kBatch; ++i)
                drawn.push_back({known <= static_cast<std::uint64_t>(order.samples)
                                     ? static_cast<std::uint64_t>(done + i) % known
                                     : random.below(known),
                                 false});
            const Result<PictureBatch> batch = pictureBatch(*order.pictures, drawn, *statistics, torch::kCPU);
            if (!batch)
                return tl::unexpected(batch.error());
            labels = toldTo(model, batch->labels, sameAttributes);
            picture = withPlanes(batch->picture, model.decoder->shape.planes());
            z = model.encoder(picture, labels).mean;
            if (batch->labels.attributes.defined())
                attributes.push_back(batch->labels.attributes);
        } else {
            labels = randomLabels(model, kBatch, random, noise);
            z = model.spread.of(torch::randn({kBatch, model.decoder->shape.latent}, noise));
            if (labels.attributes.defined())
                attributes.push_back(labels.attributes);
        }
        const Tensor style = model.decoder->style(z, labels);
        styles.push_back(style);
        const PictureDescriptor seen = describePictures(placed ? picture : model.decoder->draw(style));
        colours.push_back(seen.colours);
        edges.push_back(seen.edges);
        if (labels.classes.defined())
            classes.push_back(labels.classes);
        context.report(jobs::Stage::Training, static_cast<int>(done), static_cast<int>(count));
    }
    const Tensor all = torch::cat(styles);
    const Tensor classOf = classes.empty() ? Tensor() : torch::cat(classes);
    const Tensor looks = withoutClassMeans(torch::cat({torch::cat(colours), torch::cat(edges)}, 1), classOf);
    const Tensor scale = scaleOf(looks, colours.front().size(1));
    return Survey{withoutClassMeans(all, classOf), all.narrow(0, 0, kLookedAt), all.mean(0), looks * scale, scale,
                  attributes.empty() ? Tensor() : torch::cat(attributes), statistics->attributes};
}

// B of rows x B ~ wanted, by least squares with a little ridge; 0 where the rows do not vary.
Tensor regression(const Tensor &rows, const Tensor &wanted)
{
    const Tensor x = rows.to(torch::kDouble), y = wanted.to(torch::kDouble);
    const Tensor moment = torch::mm(x.t(), x);
    const double least = kLeastVariance * static_cast<double>(x.size(0));
    const double ridge = kRidge * std::max(moment.diagonal().mean().item<double>(), least);
    const Tensor held = moment + ridge * torch::eye(moment.size(0), torch::kDouble);
    return torch::linalg_solve(held, torch::mm(x.t(), y)).to(torch::kFloat);
}

/// A slider to be: what a standard deviation of it adds to the style, and how it is read.
struct Candidate
{
    ExploreSlider slider;
    Tensor direction; ///< style
    Tensor reading;   ///< style
};

Candidate candidate(SliderKind kind, const std::string &id, Tensor direction, Tensor reading)
{
    ExploreSlider slider;
    slider.id = id;
    slider.name = id;
    slider.kind = kind;
    slider.low = -kReach;
    slider.high = kReach;
    return {std::move(slider), std::move(direction), std::move(reading)};
}

void addComponents(const Survey &seen, const SliderSearch &order, std::vector<Candidate> &found)
{
    if (order.components <= 0)
        return;
    const Tensor scores = rotatedComponents(seen.looks, order.components);
    const Tensor direction = regression(scores, seen.style); // components x style
    const Tensor reading = regression(seen.style, scores);   // style x components
    for (std::int64_t i = 0; i < scores.size(1); ++i)
        found.push_back(candidate(SliderKind::Component, "component-" + std::to_string(i + 1), direction[i],
                                  reading.select(1, i)));
}

// Whether pictures stand on a slider as they do on one that is there.
bool repeats(const Survey &seen, const Tensor &reading, const std::vector<Candidate> &found)
{
    const Tensor own = torch::mv(seen.style, reading);
    return std::ranges::any_of(found, [&](const Candidate &other) {
        const Tensor theirs = torch::mv(seen.style, other.reading);
        const double lengths = own.norm().item<double>() * theirs.norm().item<double>();
        return std::abs(own.dot(theirs).item<double>()) > kSame * std::max(1e-12, lengths);
    });
}

void addFactors(const Survey &seen, const PictureModel &model, const SliderSearch &order, std::vector<Candidate> &found)
{
    // In the styles' own standard deviations: a direction that the weights amplify but no picture uses is no slider.
    const Tensor deviation = seen.style.std(0).clamp_min(1e-6);
    const Tensor weights = (model.decoder->styleWeights() * deviation).to(torch::kDouble);
    const Tensor vectors =
        std::get<1>(torch::linalg_eigh(torch::mm(weights.t(), weights), "L")).flip(1).to(torch::kFloat);
    for (std::int64_t i = 0; i < std::min<std::int64_t>(order.factors, vectors.size(1)); ++i) {
        const Tensor unit = vectors.select(1, i) * deviation;
        const Tensor axis = unit / unit.norm();
        const double spread = torch::mv(seen.style, axis).std().item<double>();
        if (spread < 1e-6 || repeats(seen, axis, found))
            continue;
        found.push_back(candidate(SliderKind::Factor, "factor-" + std::to_string(i + 1), axis * spread, axis / spread));
    }
}

void addAttributes(const Survey &seen, std::vector<Candidate> &found)
{
    if (!seen.attributes.defined())
        return;
    for (std::int64_t i = 0; i < seen.attributes.size(1) && found.size() < latent::neural::kMostSliders; ++i) {
        const Tensor truth = seen.attributes.select(1, i);
        const Tensor deviation = truth.std();
        if (!(deviation.item<double>() > 1e-3))
            continue;
        const Tensor value = ((truth - truth.mean()) / deviation).unsqueeze(1);
        const Tensor reading = regression(seen.style, value);
        const Tensor read = torch::mm(seen.style, reading);
        const double correlation = (read * value).mean().item<double>() / std::max(1e-9, read.std().item<double>());
        if (correlation < kReadable)
            continue;
        const Tensor direction = regression(value, seen.style)[0];
        found.push_back(candidate(SliderKind::Attribute, "attribute-" + std::to_string(i + 1), direction,
                                  reading.squeeze(1)));
        // a model of an earlier version may have attributes without a name
        if (const std::string &called = seen.attributeNames[static_cast<std::size_t>(i)];
            latent::neural::isSliderName(called))
            found.back().slider.name = called;
    }
}

Tensor drawAll(PictureModel &model, const Tensor &styles)
{
    std::vector<Tensor> pictures;
    for (std::int64_t i = 0; i < styles.size(0); i += kBatch)
        pictures.push_back(
            model.decoder->draw(styles.narrow(0, i, std::min(kBatch, styles.size(0) - i))).clamp(-1.0, 1.0));
    return torch::cat(pictures);
}

// How far each slider changes pictures, and what it changes in the coordinates of the others as their pictures are
// read.
void measure(const Survey &seen, PictureModel &model, std::vector<Candidate> &found)
{
    std::vector<Tensor> readings;
    for (const Candidate &each : found)
        readings.push_back(each.reading);
    // Coordinates as pictures, one's own where there are any, tell them, so that a direction that no picture shows has
    // none.
    const Tensor fromPicture = regression(seen.looks, torch::mm(seen.style, torch::stack(readings, 1)));
    for (Candidate &each : found) {
        const Tensor low = drawAll(model, seen.base + each.direction * each.slider.low);
        const Tensor high = drawAll(model, seen.base + each.direction * each.slider.high);
        each.slider.effect = (0.5 * (high - low)).square().mean({1, 2, 3}).sqrt().mean().item<double>();
        const Tensor moved =
            torch::mm((describePictures(high).rows() - describePictures(low).rows()) * seen.scale, fromPicture)
                .mean(0)
                .to(torch::kDouble);
        each.slider.leakage.assign(moved.data_ptr<double>(), moved.data_ptr<double>() + moved.numel());
    }
}

// Greatest effect first; the leakage rows' columns move along.
void sortByEffect(std::vector<Candidate> &found)
{
    std::vector<std::size_t> order(found.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return found[a].slider.effect > found[b].slider.effect;
    });
    std::vector<Candidate> sorted;
    for (const std::size_t i : order) {
        Candidate each = found[i];
        for (std::size_t j = 0; j < order.size(); ++j)
            each.slider.leakage[j] = found[i].slider.leakage[order[j]];
        sorted.push_back(std::move(each));
    }
    found = std::move(sorted);
}

void keepNames(const std::vector<ExploreSlider> &before, std::vector<Candidate> &found)
{
    for (Candidate &each : found) {
        const auto old = std::ranges::find(before, each.slider.id, &ExploreSlider::id);
        if (old != before.end() && old->name != old->id)
            each.slider.name = old->name;
    }
}

Result<std::vector<ExploreSlider>> search(const SliderSearch &order, jobs::JobContext &context)
{
    if (order.components < 0 || order.components > 32 || order.factors < 0 || order.factors > 32 ||
        order.samples < kFewest)
        return fail(ErrorCode::BadInput, "0 to 32 components and factors, from 100 pictures or more");
    tensor::keepFreedMemory();
    tensor::setThreads(order.threads);
    const torch::InferenceMode inference;
    const Result<files::Package> package = files::openPackage(order.package);
    if (!package)
        return tl::unexpected(package.error());
    Result<PictureModel> model = latent::neural::readPictureModel(*package);
    if (!model)
        return tl::unexpected(model.error());
    const Result<Survey> seen = survey(order, *model, context);
    if (!seen)
        return tl::unexpected(seen.error());
    if (!seen->style.defined())
        return std::vector<ExploreSlider>();
    const double size = std::max(1.0, seen->mean.abs().max().item<double>());
    if (seen->style.std(0).max().item<double>() < kLeastSpread * size)
        return fail(ErrorCode::BadInput, model->labels.classes.empty()
                                             ? "the model's pictures are all alike, so no slider changes them"
                                             : "the model's pictures do not differ inside their classes, so no slider "
                                               "changes them; train without labels (--no-labels), or with more "
                                               "pictures a class");
    std::vector<Candidate> found;
    addComponents(*seen, order, found);
    addFactors(*seen, *model, order, found);
    addAttributes(*seen, found);
    if (found.empty())
        return fail(ErrorCode::BadInput, "nothing to look for: ask for components or factors");
    measure(*seen, *model, found);
    sortByEffect(found);
    if (const Result<SliderSet> before = latent::neural::readSliders(*package, model->decoder->shape.style); before)
        keepNames(before->sliders, found);

    SliderSet set;
    std::vector<Tensor> directions, readings;
    for (const Candidate &each : found) {
        set.sliders.push_back(each.slider);
        directions.push_back(each.direction);
        readings.push_back(each.reading);
    }
    set.directions = torch::stack(directions);
    set.readout = torch::stack(readings, 1);
    set.mean = seen->mean;
    if (const Status written = latent::neural::writeSliders(*package, set); !written)
        return tl::unexpected(written.error());
    return set.sliders;
}

} // namespace

Result<std::vector<ExploreSlider>> searchSliders(const SliderSearch &order, jobs::JobContext &context)
{
    return tensor::guard([&] { return search(order, context); });
}

} // namespace imago::train::neural
