// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/image_file.h"
#include "engine/project/project.h"

#include <mutex>
#include <optional>
#include <utility>

namespace imago::project {

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr int kBestQuality = 97;

Result<Bytes> encoded(const Image &image)
{
    // What is far above the limit is not even tried as a PNG.
    if (image.bytes().size() < 8 * kLargestPicture) {
        Result<Bytes> png = files::encodeImage(image, files::PictureFormat::Png);
        if (!png || png->size() <= kLargestPicture)
            return png;
    }
    return files::encodeImage(image, files::PictureFormat::Jpeg, {.quality = kBestQuality, .text = {}});
}

} // namespace

/// Either of the two is there from the beginning, the other one is made when it is asked for.
struct KeptPicture::State
{
    std::mutex mutex;
    std::optional<Result<ImagePtr>> image;
    std::optional<Result<Bytes>> bytes;
};

KeptPicture::KeptPicture(ImagePtr image)
    : m_state(std::make_shared<State>())
{
    m_state->image = std::move(image);
}

KeptPicture::KeptPicture(Bytes bytes)
    : m_state(std::make_shared<State>())
{
    m_state->bytes = std::move(bytes);
}

const Result<ImagePtr> &KeptPicture::image() const
{
    const std::scoped_lock lock(m_state->mutex);
    if (!m_state->image) {
        m_state->image = files::readImage(**m_state->bytes, "picture").map([](Image &&image) {
            return std::make_shared<const Image>(std::move(image));
        });
    }
    return *m_state->image;
}

const Result<Bytes> &KeptPicture::bytes() const
{
    const std::scoped_lock lock(m_state->mutex);
    if (!m_state->bytes)
        m_state->bytes = encoded(***m_state->image);
    return *m_state->bytes;
}

bool KeptPicture::operator==(const KeptPicture &other) const
{
    if (m_state == other.m_state)
        return true;
    if (isNone() || other.isNone())
        return false;
    return bytes() && other.bytes() && *bytes() == *other.bytes();
}

} // namespace imago::project
