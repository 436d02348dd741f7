// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/picture_codec.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <gif_lib.h>
#include <memory>

namespace imago::files {

namespace {

constexpr std::size_t kHeaderBytes = 13;
constexpr int kNoTransparency = -1;

int onRead(GifFileType *gif, GifByteType *to, int count)
{
    auto *unread = static_cast<ByteSpan *>(gif->UserData);
    const std::size_t got = std::min(static_cast<std::size_t>(std::max(count, 0)), unread->size());
    std::memcpy(to, unread->data(), got);
    *unread = unread->subspan(got);
    return static_cast<int>(got);
}

struct GifCloser
{
    void operator()(GifFileType *gif) const noexcept { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, GifCloser>;

Result<Size> readSize(ByteSpan file, const std::string &subject)
{
    if (file.size() < kHeaderBytes)
        return damagedPicture("it ends early", subject);
    return checkedSize(file[6] | (file[7] << 8), file[8] | (file[9] << 8), subject);
}

/// Reads on to the first picture. Answers its transparent colour through `transparent`.
bool findPicture(GifFileType *gif, int &transparent)
{
    for (;;) {
        GifRecordType record = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(gif, &record) == GIF_ERROR || record == TERMINATE_RECORD_TYPE)
            return false;
        if (record == IMAGE_DESC_RECORD_TYPE)
            return DGifGetImageDesc(gif) == GIF_OK;
        int code = 0;
        GifByteType *block = nullptr;
        if (record == EXTENSION_RECORD_TYPE && DGifGetExtension(gif, &code, &block) == GIF_ERROR)
            return false;
        GraphicsControlBlock control{};
        if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr &&
            DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            transparent = control.TransparentColor;
        while (block != nullptr) {
            if (DGifGetExtensionNext(gif, &block) == GIF_ERROR)
                return false;
        }
    }
}

/// The row of an interlaced picture that is stored as number `index`.
int interlacedRow(int index, int height)
{
    static constexpr std::array<std::array<int, 2>, 4> kPasses{{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
    for (const auto &[first, step] : kPasses) {
        const int rows = std::max(0, (height - first + step - 1) / step);
        if (index < rows)
            return first + index * step;
        index -= rows;
    }
    return 0;
}

Result<StoredPicture> decode(ByteSpan file, const std::string &subject)
{
    const Result<Size> size = readSize(file, subject);
    if (!size)
        return tl::unexpected(size.error());
    ByteSpan unread = file;
    int code = 0;
    const Gif gif(DGifOpen(&unread, onRead, &code));
    int transparent = kNoTransparency;
    if (!gif || !findPicture(gif.get(), transparent))
        return damagedPicture("it holds no picture", subject);
    const GifImageDesc &frame = gif->Image;
    const ColorMapObject *colors = frame.ColorMap != nullptr ? frame.ColorMap : gif->SColorMap;
    if (colors == nullptr || frame.Left < 0 || frame.Top < 0 || frame.Width <= 0 || frame.Height <= 0 ||
        frame.Width > size->width - frame.Left || frame.Height > size->height - frame.Top)
        return damagedPicture("its first frame does not fit", subject);

    StoredPicture picture;
    picture.image = Image(*size);
    std::vector<GifPixelType> row(static_cast<std::size_t>(frame.Width));
    for (int i = 0; i < frame.Height; ++i) {
        if (DGifGetLine(gif.get(), row.data(), frame.Width) == GIF_ERROR)
            return damagedPicture("it ends early", subject);
        const int y = frame.Top + (frame.Interlace ? interlacedRow(i, frame.Height) : i);
        std::uint8_t *to = picture.image.row(y) + 4 * static_cast<std::size_t>(frame.Left);
        for (const GifPixelType index : row) {
            if (index < colors->ColorCount && index != transparent) {
                const GifColorType &color = colors->Colors[index];
                const std::uint8_t pixel[4] = {color.Red, color.Green, color.Blue, 255};
                std::memcpy(to, pixel, 4);
            }
            to += 4;
        }
    }
    return picture;
}

} // namespace

const PictureCodec kGifCodec{readSize, decode, nullptr};

} // namespace imago::files
