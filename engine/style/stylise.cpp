// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/stylise.h"

#include "engine/core/find_by_name.h"
#include "engine/files/image_file.h"
#include "engine/files/resample.h"
#include "engine/style/detail.h"
#include "engine/style/photo.h"
#include "engine/style/pixels.h"
#include "engine/style/region.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>

namespace imago::style {

namespace {

// Below it the photo shows through.
constexpr double kFullyPainted = 0.4;
// How much of the strength protection takes away at most, where pictures are painted at once.
constexpr double kGentler = 0.75;

constexpr std::array kTiers = {Tier::Instant, Tier::Refined, Tier::Print};

// The part of a work that one painting is: its progress continues where the one before ended, and its pictures are
// finished before they are published.
class Part
{
public:
    using Finish = std::function<Image(Image)>;

    Part(jobs::JobContext &whole, int index, int count, Finish finish = {})
        : m_context(whole.ticket(), sink(whole, index, count, std::move(finish)),
                    {whole.stopToken(), m_checkpoint.get_token(), {}, {}})
    {
    }

    jobs::JobContext &context() { return m_context; }

private:
    jobs::EventSink sink(jobs::JobContext &whole, int index, int count, Finish finish)
    {
        return [this, &whole, index, count, finish = std::move(finish)](const jobs::Event &event) {
            if (whole.stopAtCheckpoint()) // whoever works tells often
                m_checkpoint.request_stop();
            if (const auto *progress = std::get_if<jobs::Progress>(&event))
                whole.report(progress->stage, index * progress->total + progress->done, count * progress->total);
            else if (const auto *frame = std::get_if<jobs::Frame>(&event); frame && finish)
                whole.publish(frame->quality, std::make_shared<const Image>(finish(*frame->image)));
        };
    }

    std::stop_source m_checkpoint;
    jobs::JobContext m_context;
};

bool isShare(double value)
{
    return value >= 0.0 && value <= 1.0;
}

Status check(const StyleOrder &order, const Image &photo)
{
    if (!isShare(order.strength) || !isShare(order.structure) || !isShare(order.protectionStrength))
        return fail(ErrorCode::BadInput, "strength, structure and protection must be between 0 and 1");
    if (Status fine = checkSides(photo.size()); !fine)
        return fine;
    if (order.longerSide && *order.longerSide < kLeastSide)
        return fail(ErrorCode::BadInput, "the size must be " + std::to_string(kLeastSide) + " px or more");
    if (order.strokeSide && *order.strokeSide < kLeastStrokeSide) {
        return fail(ErrorCode::BadInput,
                    "strokes can't be larger than in a picture of " + std::to_string(kLeastStrokeSide) + " px");
    }
    if (order.protection) {
        if (Status fits = checkMask(order.protection->size(), photo.size()); !fits)
            return fits;
    }
    return order.mask ? checkMask(order.mask->size(), photo.size()) : Status();
}

// By the networks at this strength; with larger strokes if that is ordered.
Result<Image> paintedEvenly(StyleModel &model, const Image &photo, std::span<const WeightedStyle> styles,
                            const StyleOrder &order, double strength, jobs::JobContext &context)
{
    Result<Style> style = mixed(styles);
    if (!style)
        return tl::unexpected(std::move(style).error());
    if (strength < 1.0) {
        const Result<Style> own = model.styleOf(photo);
        if (!own)
            return tl::unexpected(own.error());
        style = between(*own, *style, strength);
    }
    const int longer = std::max(photo.width(), photo.height());
    if (!order.strokeSide || *order.strokeSide >= longer)
        return model.paint(photo, *style, order.structure, order.threads, context);
    Part bold(context, 0, 2);
    const Image small = files::resample(photo, fitted(photo.size(), *order.strokeSide));
    const Result<Image> strokes = model.paint(small, *style, order.structure, order.threads, bold.context());
    if (!strokes || strokes->empty())
        return strokes;
    Part fine(context, 1, 2);
    Result<Image> picture = model.paint(photo, *style, order.structure, order.threads, fine.context());
    if (!picture || picture->empty())
        return picture;
    if (!takeLowBand(*picture, *strokes, order.threads, context.stopToken()))
        return Image();
    return picture;
}

// As paintedEvenly(), and once more, gently, for what is protected: from there come light and shade, which are what
// shapes are seen by; the colours stay the painting's.
Result<Image> paintedAtOnce(StyleModel &model, const Image &photo, std::span<const WeightedStyle> styles,
                            const StyleOrder &order, jobs::JobContext &context)
{
    if (!order.protection || order.protectionStrength <= 0.0)
        return paintedEvenly(model, photo, styles, order, order.strength, context);
    Part everywhere(context, 0, 2);
    Result<Image> picture = paintedEvenly(model, photo, styles, order, order.strength, everywhere.context());
    if (!picture || picture->empty())
        return picture;
    const double share = 1.0 - kGentler * order.protectionStrength;
    Part protectedPart(context, 1, 2);
    Result<Image> gentle =
        paintedEvenly(model, photo, styles, order, order.strength * share, protectedPart.context());
    if (!gentle || gentle->empty())
        return gentle;
    if (share < kFullyPainted && !blend(*gentle, photo, paintedShare(share), order.threads, context.stopToken()))
        return Image();
    if (!keepColors(*gentle, *picture, ColorKeeping::Oklab, order.threads, context.stopToken()))
        return Image();
    blendByMask(*gentle, *picture, *order.protection);
    return gentle;
}

Result<Image> painted(StyleModel &model, const Image &photo, std::span<const WeightedStyle> styles,
                      const StyleOrder &order, jobs::JobContext &context)
{
    if (order.tier == Tier::Instant)
        return paintedAtOnce(model, photo, styles, order, context);
    Refinement refinement;
    refinement.styles.assign(styles.begin(), styles.end());
    refinement.strength = order.strength;
    refinement.structure = order.structure;
    refinement.strokeSide = order.strokeSide;
    refinement.protection = order.protection;
    refinement.protectionStrength = order.protectionStrength;
    refinement.longestSide = order.tier == Tier::Print ? kPrintRefinedSide : kRefinedSide;
    refinement.seed = order.seed;
    refinement.threads = order.threads;
    return model.refine(photo, refinement, context);
}

// What is done to a painting once it is there, at any size: to previews and to the result.
class Finisher
{
public:
    Finisher(const StyleOrder &order, const Image &seen, const std::optional<Image> &transparent)
        : m_order(order)
        , m_seen(seen)
        , m_transparent(transparent)
    {
    }

    // Requires: Rgba16, `photo` in the same size. False when `stop` came first.
    bool colors(Image &picture, const Image &photo, const std::stop_token &stop) const
    {
        return keepColors(picture, photo, m_order.colors, m_order.threads, stop);
    }

    // Puts the inner painting and what is outside of the mask together.
    void join(Image &picture, const Image &photo, const Image &outside) const
    {
        if (m_order.mask)
            blendByMask(picture, outside, *m_order.mask);
        if (m_order.strength < 1.0)
            blend(picture, photo, paintedShare(m_order.strength), m_order.threads, {});
    }

    // A preview of the inner painting, or with `inner` of the one outside.
    Image preview(Image picture, const Image *inner, const std::stop_token &stop) const
    {
        const PixelFormat format = picture.format();
        const Size size = picture.size();
        picture = picture.converted(PixelFormat::Rgba16);
        const auto fitting = [&size](const Image &image) {
            return (image.size() == size ? image : files::resample(image, size)).converted(PixelFormat::Rgba16);
        };
        const bool plain = m_order.colors == ColorKeeping::None && !m_order.mask && m_order.strength == 1.0;
        if (!plain) {
            const Image photo = fitting(m_seen);
            colors(picture, photo, stop);
            if (inner) {
                Image whole = fitting(*inner);
                join(whole, photo, picture);
                picture = std::move(whole);
            } else {
                join(picture, photo, photo);
            }
        }
        if (m_transparent)
            copyTransparency(fitting(*m_transparent), picture);
        return picture.converted(format);
    }

private:
    const StyleOrder &m_order;
    const Image &m_seen;
    const std::optional<Image> &m_transparent;
};

} // namespace

std::string_view name(Tier tier) noexcept
{
    switch (tier) {
    case Tier::Instant:
        return "instant";
    case Tier::Refined:
        return "refined";
    case Tier::Print:
        return "print";
    }
    return "";
}

std::optional<Tier> tierFromName(std::string_view text) noexcept
{
    return findByName(kTiers, text);
}

std::span<const Tier> tiers() noexcept
{
    return kTiers;
}

double paintedShare(double strength) noexcept
{
    const double share = std::clamp(strength / kFullyPainted, 0.0, 1.0);
    return share * (2.0 - share);
}

Result<Image> stylise(StyleModel &model, Image photo, const StyleOrder &order, jobs::JobContext &context)
{
    if (Status fine = check(order, photo); !fine)
        return tl::unexpected(std::move(fine).error());
    const Size size = order.longerSide ? fitted(photo.size(), *order.longerSide) : photo.size();
    if (static_cast<std::int64_t>(size.width) * size.height > files::kMostPixels)
        return fail(ErrorCode::BadInput, "this size has more than 200 million pixels");
    const PixelFormat format = photo.format();
    if (size != photo.size())
        photo = files::resample(photo, size);
    if (order.colors != ColorKeeping::None || order.mask || order.strength < 1.0)
        photo = photo.converted(PixelFormat::Rgba16); // what is mixed with the result is not rounded before
    std::optional<Image> transparent;
    if (!isOpaque(photo))
        transparent = photo.converted(PixelFormat::Rgba16);
    const Image seen = opaque(std::move(photo));
    const Finisher finisher(order, seen, transparent);
    const std::stop_token &stop = context.stopToken();

    const bool two = order.mask && !order.outside.empty();
    Part first(context, 0, two ? 2 : 1,
               [&](Image picture) { return finisher.preview(std::move(picture), nullptr, stop); });
    Result<Image> picture = painted(model, seen, order.styles, order, first.context());
    if (!picture || picture->empty())
        return picture;
    if (!finisher.colors(*picture, seen, stop))
        return Image();
    Result<Image> outside = Image();
    if (two) {
        Part second(context, 1, 2, [&](Image other) { return finisher.preview(std::move(other), &*picture, stop); });
        outside = painted(model, seen, order.outside, order, second.context());
        if (!outside || outside->empty())
            return outside;
        if (!finisher.colors(*outside, seen, stop))
            return Image();
    }
    finisher.join(*picture, seen, two ? *outside : seen);
    if (transparent)
        copyTransparency(*transparent, *picture);
    return format == PixelFormat::Rgba16 ? *std::move(picture) : picture->converted(format);
}

} // namespace imago::style
