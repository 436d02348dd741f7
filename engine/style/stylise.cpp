// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/stylise.h"

#include "engine/files/image_file.h"
#include "engine/files/resample.h"
#include "engine/style/photo.h"
#include "engine/style/pixels.h"
#include "engine/style/region.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace imago::style {

namespace {

// Below it the photo shows through.
constexpr double kFullyPainted = 0.4;

// The part of a work that one painting is: its progress continues where the one before ended.
class Part
{
public:
    Part(jobs::JobContext &whole, int index, int count)
        : m_context(whole.ticket(), sink(whole, index, count), {whole.stopToken(), {}, {}, {}})
    {
    }

    jobs::JobContext &context() { return m_context; }

private:
    static jobs::EventSink sink(jobs::JobContext &whole, int index, int count)
    {
        return [&whole, index, count](const jobs::Event &event) {
            if (const auto *progress = std::get_if<jobs::Progress>(&event))
                whole.report(progress->stage, index * progress->total + progress->done, count * progress->total);
        };
    }

    jobs::JobContext m_context;
};

Status check(const StyleOrder &order, const Image &photo)
{
    if (!(order.strength >= 0.0 && order.strength <= 1.0))
        return fail(ErrorCode::BadInput, "the strength must be between 0 and 1");
    if (Status fine = checkSides(photo.size()); !fine)
        return fine;
    if (order.longerSide && *order.longerSide < kLeastSide)
        return fail(ErrorCode::BadInput, "the size must be " + std::to_string(kLeastSide) + " px or more");
    return order.mask ? checkMask(order.mask->size(), photo.size()) : Status();
}

Result<Image> painted(StyleModel &model, const Image &photo, std::span<const WeightedStyle> styles,
                      const StyleOrder &order, jobs::JobContext &context)
{
    Result<StyleVector> style = mixed(styles);
    if (!style)
        return tl::unexpected(std::move(style).error());
    if (order.strength < 1.0) {
        const Result<StyleVector> own = model.styleOf(photo);
        if (!own)
            return tl::unexpected(own.error());
        style = between(*own, *style, order.strength);
    }
    Result<Image> picture = model.paint(photo, *style, order.threads, context);
    if (!picture || picture->empty())
        return picture;
    if (!keepColors(*picture, photo, order.colors, order.threads, context.stopToken()))
        return Image();
    return picture;
}

} // namespace

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

    const bool two = order.mask && !order.outside.empty();
    Part first(context, 0, two ? 2 : 1);
    Result<Image> picture = painted(model, seen, order.styles, order, first.context());
    if (!picture || picture->empty())
        return picture;
    if (order.mask) {
        Result<Image> outside = seen;
        if (two) {
            Part second(context, 1, 2);
            outside = painted(model, seen, order.outside, order, second.context());
            if (!outside || outside->empty())
                return outside;
        }
        blendByMask(*picture, *outside, *order.mask);
    }
    if (order.strength < 1.0)
        blend(*picture, seen, paintedShare(order.strength));
    if (transparent)
        copyTransparency(*transparent, *picture);
    return format == PixelFormat::Rgba16 ? *std::move(picture) : picture->converted(format);
}

} // namespace imago::style
