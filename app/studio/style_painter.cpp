// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/style_painter.h"

#include "engine/files/resample.h"
#include "engine/style/face_protection.h"
#include "engine/style/photo.h"

#include <algorithm>
#include <cmath>

namespace imago::app {

/// A model that does not read the same picture twice in a row of changes: paintings, and the photo whose own
/// style a lesser strength starts from.
class StylePainter::RememberingModel final : public style::StyleModel
{
public:
    explicit RememberingModel(std::shared_ptr<style::StyleModel> model)
        : m_model(std::move(model))
    {
    }

    std::string id() const override { return m_model->id(); }
    std::string hash() const override { return m_model->hash(); }
    std::string networkHash() const override { return m_model->networkHash(); }

    Result<style::Style> styleOf(const Image &picture) override
    {
        const std::uint64_t key = ui::pixelHash(picture);
        const auto known = std::ranges::find(m_known, key, &Known::first);
        if (known != m_known.end())
            return known->second;
        Result<style::Style> read = m_model->styleOf(picture);
        if (read) {
            m_known.emplace_front(key, *read);
            if (m_known.size() > kMostKnown)
                m_known.pop_back();
        }
        return read;
    }

    Result<Image> paint(const Image &photo, const style::Style &read, double structure, int threads,
                        jobs::JobContext &context) override
    {
        return m_model->paint(photo, read, structure, threads, context);
    }

    Result<Image> refine(const Image &photo, const style::Refinement &order,
                         jobs::JobContext &context) override
    {
        return m_model->refine(photo, order, context);
    }

    Result<std::optional<style::LearnedStyle>> learn(const Image &painting, const style::Learning &order,
                                                     jobs::JobContext &context) override
    {
        return m_model->learn(painting, order, context);
    }

private:
    static constexpr std::size_t kMostKnown = 12; // each keeps its picture
    using Known = std::pair<std::uint64_t, style::Style>;

    std::shared_ptr<style::StyleModel> m_model;
    std::deque<Known> m_known; ///< Newest first.
};

namespace {

int strokeSide(style::Tier tier, double stroke)
{
    const double own = tier == style::Tier::Instant ? ui::StyleState::kStrokeSide : style::kOwnStrokeSide;
    return std::max(style::kLeastStrokeSide, static_cast<int>(std::lround(own / stroke)));
}

} // namespace

StylePainter::StylePainter(std::shared_ptr<style::StyleModel> model, std::shared_ptr<FaceMemory> faces)
    : m_model(std::make_shared<RememberingModel>(std::move(model)))
    , m_faces(std::move(faces))
{
}

style::StyleModel &StylePainter::model()
{
    return *m_model;
}

Result<style::Style> StylePainter::styleOf(const ui::StyleSource &source)
{
    Result<style::Style> read = tl::unexpected(Error());
    if (source.card) {
        Status fits = style::checkFits(*source.card, m_model->networkHash());
        read = fits ? Result<style::Style>(source.card->style) : tl::unexpected(std::move(fits).error());
    } else {
        read = m_model->styleOf(*source.painting->medium);
    }
    if (!read)
        read.error().subject = source.name().toStdString();
    return read;
}

Result<Image> StylePainter::paint(const ui::StyleState &state, const Image &photo,
                                  std::optional<int> longerSide, int threads, jobs::JobContext &job)
{
    const int longest = std::max(photo.width(), photo.height());
    if (state.faceProtection <= 0.0 || longest <= ui::SourcePicture::kMediumSide)
        return paint(state, photo, photo, longerSide, threads, job);
    const Image medium = files::resample(photo, style::fitted(photo.size(), ui::SourcePicture::kMediumSide));
    return paint(state, photo, medium, longerSide, threads, job);
}

Result<Image> StylePainter::paint(const ui::StyleState &state, const Image &photo, const Image &seen,
                                  std::optional<int> longerSide, int threads, jobs::JobContext &job)
{
    style::StyleOrder order;
    order.tier = state.canBeRefined() ? state.tier : style::Tier::Instant;
    order.structure = state.structure;
    order.seed = state.seed;
    order.strokeSide = strokeSide(order.tier, state.stroke);
    for (const ui::ChosenStyle &chosen : state.styles) {
        if (chosen.weight <= 0.0)
            continue;
        Result<style::Style> read = styleOf(*chosen.source);
        if (!read)
            return tl::unexpected(std::move(read).error());
        const bool outside = chosen.outside && !state.mask.isNone();
        (outside ? order.outside : order.styles).push_back({*read, chosen.weight});
        if (job.stopRequested())
            return Image();
    }
    style::BrushMask mask = state.mask;
    if (order.styles.empty()) { // all that there is lies outside
        std::swap(order.styles, order.outside);
        mask = mask.inverted();
    }
    if (order.styles.empty())
        return photo;
    if (state.faceProtection > 0.0) {
        const auto faces = m_faces->of(seen);
        if (faces && !faces->empty()) {
            order.protection = style::faceMask(photo.size(), *faces);
            order.protectionStrength = state.faceProtection;
        }
    }
    order.strength = state.strength;
    order.colors = state.colors;
    order.longerSide = longerSide;
    order.threads = threads;
    // Fitted here: a thin photo's mask is a few pixels high, and its proportions are as rounded as that.
    if (!mask.isNone())
        order.mask = files::resample(mask.toImage(), photo.size());
    return style::stylise(*m_model, photo, order, job);
}

Result<jobs::Ending> StylePainter::show(const ui::StyleState &state, jobs::Quality upTo, int threads,
                                        jobs::JobContext &job)
{
    const ui::SourcePicture &photo = *state.photo;
    if (!state.isStyled()) {
        job.publish(jobs::Quality::Final, photo.full);
        return jobs::Ending::Completed;
    }
    const std::pair<const ImagePtr *, jobs::Quality> passes[] = {{&photo.draft, jobs::Quality::Draft},
                                                                  {&photo.medium, jobs::Quality::Preview},
                                                                  {&photo.full, jobs::Quality::Final}};
    ui::StyleState quick = state;
    quick.tier = style::Tier::Instant;
    const bool refines = state.tier != style::Tier::Instant && state.canBeRefined();
    const Image *painted = nullptr;
    ImagePtr picture;
    for (const auto &[source, quality] : passes) {
        if (quality > upTo)
            break;
        const bool last = quality == jobs::Quality::Final;
        if (source->get() != painted || (last && refines)) {
            Result<Image> result = paint(last ? state : quick, **source, *photo.medium, std::nullopt, threads, job);
            if (!result)
                return tl::unexpected(result.error());
            if (result->empty())
                return jobs::Ending::Stopped;
            picture = std::make_shared<const Image>(*std::move(result));
            painted = source->get();
        }
        job.publish(quality, picture);
        if (job.stopRequested())
            return jobs::Ending::Stopped;
    }
    return jobs::Ending::Completed;
}

} // namespace imago::app
