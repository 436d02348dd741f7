// SPDX-License-Identifier: GPL-3.0-or-later
// HEIC and AVIF. libheif turns and mirrors the picture itself.
#include "engine/files/picture_codec.h"

#include <algorithm>
#include <cstring>
#include <libheif/heif.h>
#include <memory>
#include <new>
#include <utility>

namespace imago::files {

namespace {

struct HeifCloser
{
    void operator()(heif_context *context) const noexcept { heif_context_free(context); }
    void operator()(heif_image_handle *handle) const noexcept { heif_image_handle_release(handle); }
    void operator()(heif_image *image) const noexcept { heif_image_release(image); }
    void operator()(heif_decoding_options *options) const noexcept { heif_decoding_options_free(options); }
};
template <typename T>
using Owned = std::unique_ptr<T, HeifCloser>;

tl::unexpected<Error> failed(const heif_error &error, const std::string &subject)
{
    if (error.code == heif_error_Unsupported_feature || error.code == heif_error_Unsupported_filetype)
        return fail(ErrorCode::UnsupportedFormat,
                    std::string("this kind of HEIF is not supported: ") + error.message, subject);
    if (error.code == heif_error_Memory_allocation_error)
        return fail(ErrorCode::FileTooLarge, std::string("libheif refuses its size: ") + error.message,
                    subject);
    return damagedPicture(error.message, subject);
}

struct OpenedHeif
{
    Owned<heif_context> context;
    Owned<heif_image_handle> picture;
    Size size;
};

Result<OpenedHeif> open(ByteSpan file, const std::string &subject)
{
    OpenedHeif opened;
    opened.context.reset(heif_context_alloc());
    if (!opened.context)
        throw std::bad_alloc();
    heif_error error =
        heif_context_read_from_memory_without_copy(opened.context.get(), file.data(), file.size(), nullptr);
    if (error.code != heif_error_Ok)
        return failed(error, subject);
    heif_image_handle *handle = nullptr;
    error = heif_context_get_primary_image_handle(opened.context.get(), &handle);
    opened.picture.reset(handle);
    if (error.code != heif_error_Ok)
        return failed(error, subject);
    const Result<Size> size =
        checkedSize(heif_image_handle_get_width(handle), heif_image_handle_get_height(handle), subject);
    if (!size)
        return tl::unexpected(size.error());
    opened.size = *size;
    return opened;
}

Result<Size> readSize(ByteSpan file, const std::string &subject)
{
    const Result<OpenedHeif> opened = open(file, subject);
    if (!opened)
        return tl::unexpected(opened.error());
    return opened->size;
}

std::vector<std::uint8_t> profileOf(const heif_image_handle *picture)
{
    const heif_color_profile_type type = heif_image_handle_get_color_profile_type(picture);
    if (type != heif_color_profile_type_prof && type != heif_color_profile_type_rICC)
        return {};
    std::vector<std::uint8_t> profile(heif_image_handle_get_raw_color_profile_size(picture));
    const heif_error error = heif_image_handle_get_raw_color_profile(picture, profile.data());
    return error.code == heif_error_Ok ? profile : std::vector<std::uint8_t>();
}

/// Whether the file says, in numbers instead of a profile, that its light is encoded as PQ or HLG (ITU-R BT.2100): such
/// a picture has no white to map to ours, and taken as it is it looks grey and flat.
bool isHighDynamicRange(const heif_image_handle *picture)
{
    heif_color_profile_nclx *nclx = nullptr;
    if (heif_image_handle_get_nclx_color_profile(picture, &nclx).code != heif_error_Ok || nclx == nullptr)
        return false;
    const heif_transfer_characteristics curve = nclx->transfer_characteristics;
    heif_nclx_color_profile_free(nclx);
    return curve == heif_transfer_characteristic_ITU_R_BT_2100_0_PQ ||
           curve == heif_transfer_characteristic_ITU_R_BT_2100_0_HLG;
}

/// 10 or 12 bits spread over 16, so that white stays white.
void widenRow(const std::uint8_t *from, std::uint8_t *to, std::size_t samples, int bits)
{
    const std::uint32_t most = (1U << bits) - 1;
    for (std::size_t i = 0; i < samples; ++i) {
        std::uint16_t value = 0;
        std::memcpy(&value, from + 2 * i, 2);
        value = static_cast<std::uint16_t>((std::min<std::uint32_t>(value, most) * 65535U + most / 2) / most);
        std::memcpy(to + 2 * i, &value, 2);
    }
}

Result<StoredPicture> decode(ByteSpan file, const std::string &subject)
{
    const Result<OpenedHeif> opened = open(file, subject);
    if (!opened)
        return tl::unexpected(opened.error());
    const heif_image_handle *handle = opened->picture.get();
    std::vector<std::uint8_t> profile = profileOf(handle);
    if (profile.empty() && isHighDynamicRange(handle))
        return fail(ErrorCode::UnsupportedFormat,
                    "it is a high-dynamic-range picture (PQ or HLG); export it as a standard one (sRGB) first",
                    subject);
    const int bits = heif_image_handle_get_luma_bits_per_pixel(handle);
    const bool isWide = bits > 8 && bits <= 16;
    const Owned<heif_decoding_options> options(heif_decoding_options_alloc());
    heif_image *image = nullptr;
    const heif_error error = heif_decode_image(
        handle, &image, heif_colorspace_RGB,
        isWide ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RGBA, options.get());
    const Owned<heif_image> owner(image);
    if (error.code != heif_error_Ok)
        return failed(error, subject);

    int stride = 0;
    const std::uint8_t *pixels = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
    const Result<Size> size = checkedSize(heif_image_get_width(image, heif_channel_interleaved),
                                          heif_image_get_height(image, heif_channel_interleaved), subject);
    if (!size)
        return tl::unexpected(size.error());
    StoredPicture picture;
    picture.image = Image(*size, isWide ? PixelFormat::Rgba16 : PixelFormat::Rgba8);
    if (pixels == nullptr || static_cast<std::size_t>(stride) < picture.image.bytesPerRow())
        return damagedPicture("it has no pixels", subject);
    const int decodedBits = heif_image_get_bits_per_pixel_range(image, heif_channel_interleaved);
    for (int y = 0; y < size->height; ++y) {
        const std::uint8_t *from = pixels + static_cast<std::ptrdiff_t>(stride) * y;
        if (isWide)
            widenRow(from, picture.image.row(y), 4 * static_cast<std::size_t>(size->width), decodedBits);
        else
            std::memcpy(picture.image.row(y), from, picture.image.bytesPerRow());
    }
    picture.profile = std::move(profile);
    return picture;
}

} // namespace

const PictureCodec kHeifCodec{readSize, decode, nullptr};

} // namespace imago::files
