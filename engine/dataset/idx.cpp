// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/idx.h"

#include "engine/files/inflate.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <utility>

namespace imago::dataset {

namespace {

constexpr std::uint64_t kMostBytes = 4'000'000'000;
constexpr std::size_t kMostDimensions = 4;
constexpr std::uint32_t kLongestSide = 16'384;
constexpr std::uint8_t kUnsignedByte = 0x08;

} // namespace

std::size_t IdxArray::bytesEach() const noexcept
{
    std::size_t bytesOfOne = 1;
    for (std::size_t i = 1; i < shape.size(); ++i)
        bytesOfOne *= shape[i];
    return bytesOfOne;
}

Result<IdxArray> parseIdx(std::vector<std::uint8_t> bytes, const std::string &subject)
{
    if (bytes.size() < 4 || bytes[0] != 0 || bytes[1] != 0)
        return fail(ErrorCode::FileDamaged, "no IDX file: it does not begin with two zero bytes", subject);
    if (bytes[2] != kUnsignedByte)
        return fail(ErrorCode::UnsupportedFormat, "only IDX files of unsigned bytes (type 0x08) are read", subject);
    const std::size_t dimensions = bytes[3];
    if (dimensions == 0 || dimensions > kMostDimensions)
        return fail(ErrorCode::FileDamaged, "an IDX file has 1 to 4 dimensions here, not " + std::to_string(dimensions),
                    subject);
    IdxArray array;
    array.begin = 4 + 4 * dimensions;
    if (bytes.size() < array.begin)
        return fail(ErrorCode::FileDamaged, "the IDX head ends early", subject);
    std::uint64_t values = 1;
    for (std::size_t i = 0; i < dimensions; ++i) {
        std::uint32_t side = 0;
        for (std::size_t byte = 0; byte < 4; ++byte)
            side = side << 8 | bytes[4 + 4 * i + byte];
        array.shape.push_back(side);
        if (side != 0 && values > kMostBytes / side)
            return fail(ErrorCode::FileDamaged, "its head announces more than 4 GB", subject);
        values *= side;
    }
    if (bytes.size() - array.begin != values)
        return fail(ErrorCode::FileDamaged,
                    "its head announces " + std::to_string(values) + " bytes, the file holds " +
                        std::to_string(bytes.size() - array.begin),
                    subject);
    array.bytes = std::move(bytes);
    return array;
}

Result<IdxArray> readIdx(const std::filesystem::path &path)
{
    const std::string subject = files::subjectOf(path);
    Result<std::vector<std::uint8_t>> bytes = files::readBytes(path, kMostBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const bool packed = bytes->size() >= 2 && (*bytes)[0] == 0x1F && (*bytes)[1] == 0x8B;
    if (packed)
        bytes = files::inflated(*bytes, files::Wrapping::Gzip, kMostBytes, subject);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseIdx(std::move(*bytes), subject);
}

Status checkPictures(const IdxArray &array, const std::string &subject)
{
    const auto side = [](std::uint32_t length) { return length > 0 && length <= kLongestSide; };
    const bool flat = array.shape.size() == 3;
    const bool deep = array.shape.size() == 4 && (array.shape[3] == 1 || array.shape[3] == 3 || array.shape[3] == 4);
    if ((!flat && !deep) || !side(array.shape[1]) || !side(array.shape[2]))
        return fail(ErrorCode::UnsupportedFormat,
                    "pictures in IDX files are [count, height, width] or [count, height, width, channels]", subject);
    return {};
}

Image pictureOf(const IdxArray &array, std::size_t index)
{
    const Size size{static_cast<int>(array.shape[2]), static_cast<int>(array.shape[1])};
    const std::size_t channels = array.shape.size() == 4 ? array.shape[3] : 1;
    const std::span<const std::uint8_t> values = array[index];
    Image image(size);
    std::uint8_t *pixel = image.bytes().data();
    for (std::size_t at = 0; at < values.size(); at += channels, pixel += 4) {
        for (std::size_t channel = 0; channel < 3; ++channel)
            pixel[channel] = values[at + (channels == 1 ? 0 : channel)];
        pixel[3] = channels == 4 ? values[at + 3] : 255;
    }
    return image;
}

} // namespace imago::dataset
