// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/color_profile.h"
#include "engine/files/exif.h"
#include "engine/files/picture_codec.h"

#include <algorithm>
#include <memory>
#include <new>
#include <webp/decode.h>
#include <webp/demux.h>
#include <webp/encode.h>
#include <webp/mux.h>

namespace imago::files {

namespace {

constexpr int kThorough = 4; ///< Of 0 (fast) to 6 (small).

struct WebPCloser
{
    void operator()(WebPDemuxer *demuxer) const noexcept { WebPDemuxDelete(demuxer); }
    void operator()(WebPAnimDecoder *decoder) const noexcept { WebPAnimDecoderDelete(decoder); }
    void operator()(WebPMux *mux) const noexcept { WebPMuxDelete(mux); }
};

Result<Size> readSize(ByteSpan file, const std::string &subject)
{
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(file.data(), file.size(), &features) != VP8_STATUS_OK)
        return damagedPicture("its header is broken", subject);
    return checkedSize(features.width, features.height, subject);
}

std::vector<std::uint8_t> chunkOf(const WebPDemuxer *demuxer, const char *name)
{
    WebPChunkIterator chunk{};
    std::vector<std::uint8_t> bytes;
    if (WebPDemuxGetChunk(demuxer, name, 1, &chunk) != 0)
        bytes.assign(chunk.chunk.bytes, chunk.chunk.bytes + chunk.chunk.size);
    WebPDemuxReleaseChunkIterator(&chunk);
    return bytes;
}

bool decodeFirstFrame(const WebPData &data, Image &image)
{
    WebPAnimDecoderOptions options;
    if (WebPAnimDecoderOptionsInit(&options) == 0)
        return false;
    options.color_mode = MODE_RGBA;
    const std::unique_ptr<WebPAnimDecoder, WebPCloser> decoder(WebPAnimDecoderNew(&data, &options));
    std::uint8_t *pixels = nullptr;
    int time = 0;
    if (!decoder || WebPAnimDecoderGetNext(decoder.get(), &pixels, &time) == 0)
        return false;
    std::copy_n(pixels, image.bytes().size(), image.bytes().begin());
    return true;
}

Result<StoredPicture> decode(ByteSpan file, const std::string &subject)
{
    const Result<Size> size = readSize(file, subject);
    if (!size)
        return tl::unexpected(size.error());
    const WebPData data{file.data(), file.size()};
    const std::unique_ptr<WebPDemuxer, WebPCloser> demuxer(WebPDemux(&data));
    if (!demuxer)
        return damagedPicture("it ends early", subject);
    StoredPicture picture;
    picture.image = Image(*size);
    const auto flags = WebPDemuxGetI(demuxer.get(), WEBP_FF_FORMAT_FLAGS);
    const bool isDecoded = (flags & ANIMATION_FLAG) != 0
                               ? decodeFirstFrame(data, picture.image)
                               : WebPDecodeRGBAInto(file.data(), file.size(), picture.image.bytes().data(),
                                                    picture.image.bytes().size(),
                                                    static_cast<int>(picture.image.bytesPerRow())) != nullptr;
    if (!isDecoded)
        return damagedPicture("its pixels cannot be decoded", subject);
    picture.profile = chunkOf(demuxer.get(), "ICCP");
    picture.orientation = exifOrientation(chunkOf(demuxer.get(), "EXIF"));
    return picture;
}

/// What libwebp allocates, freed whatever happens.
struct Picture
{
    WebPPicture picture{};
    WebPMemoryWriter writer{};
    WebPData assembled{};

    Picture() { WebPMemoryWriterInit(&writer); }
    ~Picture()
    {
        WebPPictureFree(&picture);
        WebPMemoryWriterClear(&writer);
        WebPDataClear(&assembled);
    }
    Picture(const Picture &) = delete;
    Picture &operator=(const Picture &) = delete;
};

Result<std::vector<std::uint8_t>> encode(const Image &image, const WriteOptions &options)
{
    if (image.width() > WEBP_MAX_DIMENSION || image.height() > WEBP_MAX_DIMENSION)
        return fail(ErrorCode::BadInput, "a WebP has at most 16383 pixels a side");
    WebPConfig config;
    Picture target;
    const float quality = options.lossless ? 75.0F : static_cast<float>(options.quality);
    if (WebPConfigPreset(&config, WEBP_PRESET_PICTURE, quality) == 0 || WebPPictureInit(&target.picture) == 0)
        return fail(ErrorCode::Internal, "this libwebp does not fit");
    config.method = kThorough;
    config.lossless = options.lossless ? 1 : 0;
    config.exact = config.lossless;
    target.picture.use_argb = config.lossless;
    target.picture.width = image.width();
    target.picture.height = image.height();
    target.picture.writer = WebPMemoryWrite;
    target.picture.custom_ptr = &target.writer;
    if (WebPPictureImportRGBA(&target.picture, image.bytes().data(), static_cast<int>(image.bytesPerRow())) ==
        0)
        throw std::bad_alloc();
    if (WebPEncode(&config, &target.picture) == 0)
        return fail(ErrorCode::Internal, "the WebP could not be made, error " +
                                             std::to_string(static_cast<int>(target.picture.error_code)));

    const std::unique_ptr<WebPMux, WebPCloser> mux(WebPMuxNew());
    const WebPData stream{target.writer.mem, target.writer.size};
    const WebPData profile{srgbProfile().data(), srgbProfile().size()};
    const std::vector<std::uint8_t> resolution = exifWithResolution(options.dpi);
    const WebPData exif{resolution.data(), resolution.size()};
    if (!mux || WebPMuxSetImage(mux.get(), &stream, 0) != WEBP_MUX_OK ||
        WebPMuxSetChunk(mux.get(), "ICCP", &profile, 0) != WEBP_MUX_OK ||
        WebPMuxSetChunk(mux.get(), "EXIF", &exif, 0) != WEBP_MUX_OK ||
        WebPMuxAssemble(mux.get(), &target.assembled) != WEBP_MUX_OK)
        throw std::bad_alloc();
    return std::vector<std::uint8_t>(target.assembled.bytes, target.assembled.bytes + target.assembled.size);
}

} // namespace

const PictureCodec kWebPCodec{readSize, decode, encode};

} // namespace imago::files
