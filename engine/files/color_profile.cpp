// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/color_profile.h"

#include <lcms2.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

namespace imago::files {

namespace {

constexpr double kProfileVersion = 2.1;
constexpr std::size_t kDateAt = 24; ///< of the ICC header: twelve bytes, when the profile was made
constexpr std::size_t kDateBytes = 12;
constexpr std::size_t kHeaderBytes = 128;

struct ContextCloser
{
    void operator()(cmsContext context) const noexcept { cmsDeleteContext(context); }
};
struct ProfileCloser
{
    void operator()(void *profile) const noexcept { cmsCloseProfile(profile); }
};
struct TransformCloser
{
    void operator()(void *transform) const noexcept { cmsDeleteTransform(transform); }
};
using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, ContextCloser>;
using Profile = std::unique_ptr<void, ProfileCloser>;
using Transform = std::unique_ptr<void, TransformCloser>;

Context makeContext()
{
    Context context(cmsCreateContext(nullptr, nullptr));
    if (!context)
        throw std::bad_alloc();
    cmsSetLogErrorHandlerTHR(context.get(), [](cmsContext, cmsUInt32Number, const char *) {});
    return context;
}

std::vector<std::uint8_t> makeSrgbProfile()
{
    const Context context = makeContext();
    const Profile profile(cmsCreate_sRGBProfileTHR(context.get()));
    cmsUInt32Number count = 0;
    if (!profile)
        throw std::bad_alloc();
    cmsSetProfileVersion(profile.get(), kProfileVersion);
    cmsSaveProfileToMem(profile.get(), nullptr, &count);
    std::vector<std::uint8_t> bytes(count);
    if (count < kHeaderBytes || !cmsSaveProfileToMem(profile.get(), bytes.data(), &count))
        throw std::bad_alloc();
    // 2000-01-01 instead of today, so that equal pictures have equal bytes.
    static constexpr std::uint8_t kDate[kDateBytes] = {0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
    std::copy_n(kDate, kDateBytes, bytes.begin() + kDateAt);
    return bytes;
}

/// From a foreign profile to sRGB; null where that makes no sense.
struct ToSrgb
{
    ToSrgb(std::span<const std::uint8_t> profile, cmsColorSpaceSignature space, cmsUInt32Number input,
           cmsUInt32Number output)
    {
        source.reset(cmsOpenProfileFromMemTHR(context.get(), profile.data(),
                                              static_cast<cmsUInt32Number>(profile.size())));
        if (!source || cmsGetColorSpace(source.get()) != space)
            return;
        target.reset(cmsCreate_sRGBProfileTHR(context.get()));
        transform.reset(cmsCreateTransformTHR(context.get(), source.get(), input, target.get(), output,
                                              INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION));
    }

    Context context = makeContext();
    Profile source;
    Profile target;
    Transform transform;
};

cmsColorSpaceSignature spaceOf(std::span<const std::uint8_t> profile)
{
    const Context context = makeContext();
    const Profile opened(cmsOpenProfileFromMemTHR(context.get(), profile.data(),
                                                  static_cast<cmsUInt32Number>(profile.size())));
    return opened ? cmsGetColorSpace(opened.get()) : cmsColorSpaceSignature{};
}

/// Row by row through buffers without alpha: alpha is no colour and stays.
template <typename Sample>
void convertRows(Image &image, const ToSrgb &way, bool isGrey)
{
    const auto width = static_cast<std::size_t>(image.width());
    std::vector<Sample> input(width * (isGrey ? 1 : 3));
    std::vector<Sample> output(width * 3);
    std::vector<Sample> row(width * 4);
    for (int y = 0; y < image.height(); ++y) {
        std::memcpy(row.data(), image.row(y), image.bytesPerRow());
        for (std::size_t x = 0; x < width; ++x) {
            if (isGrey)
                input[x] = row[4 * x];
            else
                std::copy_n(&row[4 * x], 3, &input[3 * x]);
        }
        cmsDoTransform(way.transform.get(), input.data(), output.data(), static_cast<cmsUInt32Number>(width));
        for (std::size_t x = 0; x < width; ++x)
            std::copy_n(&output[3 * x], 3, &row[4 * x]);
        std::memcpy(image.row(y), row.data(), image.bytesPerRow());
    }
}

} // namespace

std::span<const std::uint8_t> srgbProfile()
{
    static const std::vector<std::uint8_t> kProfile = makeSrgbProfile();
    return kProfile;
}

void convertToSrgb(Image &image, std::span<const std::uint8_t> profile)
{
    if (profile.size() < kHeaderBytes || std::ranges::equal(profile, srgbProfile()))
        return;
    const cmsColorSpaceSignature space = spaceOf(profile);
    const bool isGrey = space == cmsSigGrayData;
    const bool isWide = image.format() == PixelFormat::Rgba16;
    const cmsUInt32Number grey = isWide ? TYPE_GRAY_16 : TYPE_GRAY_8;
    const cmsUInt32Number rgb = isWide ? TYPE_RGB_16 : TYPE_RGB_8;
    const ToSrgb way(profile, isGrey ? cmsSigGrayData : cmsSigRgbData, isGrey ? grey : rgb, rgb);
    if (!way.transform)
        return;
    if (isWide)
        convertRows<std::uint16_t>(image, way, isGrey);
    else
        convertRows<std::uint8_t>(image, way, isGrey);
}

Image fromCmyk(std::span<const std::uint8_t> pixels, Size size, std::span<const std::uint8_t> profile)
{
    Image image(size);
    std::ranges::fill(image.bytes(), std::uint8_t{255});
    const ToSrgb way(profile, cmsSigCmykData, TYPE_CMYK_8, TYPE_RGBA_8);
    const auto width = static_cast<std::size_t>(size.width);
    for (int y = 0; y < size.height; ++y) {
        const std::uint8_t *from = pixels.data() + 4 * width * static_cast<std::size_t>(y);
        if (way.transform) {
            cmsDoTransform(way.transform.get(), from, image.row(y), static_cast<cmsUInt32Number>(width));
            continue;
        }
        for (std::size_t x = 0; x < width; ++x) {
            for (std::size_t c = 0; c < 3; ++c) {
                const int light = (255 - from[4 * x + c]) * (255 - from[4 * x + 3]);
                image.row(y)[4 * x + c] = static_cast<std::uint8_t>((light + 127) / 255);
            }
        }
    }
    return image;
}

} // namespace imago::files
