// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/framed_portrait.h"

#include "app/video_module.h"
#include "engine/files/resample.h"
#include "engine/style/photo.h"

#include <algorithm>
#include <cmath>

namespace imago {

namespace {

// Where OpenCV's frontal cascade sees the faces of our portraits, in shares of their side: the medians of 86 people
// that look at the camera.
constexpr double kCentreX = 0.50, kCentreY = 0.51, kWidth = 0.69;

constexpr int kSide = 2048; // more would only take memory: portraits are read at 128 px
// The renderer's own portraits are nearest as they are; of a photo that is framed a half or less remains.
constexpr double kClearlyNearer = 0.8;

std::optional<double> errorOf(latent::NeuralModel &model, const Image &picture)
{
    const Result<latent::Encoding> encoding = model.encode(picture, 0, {}, {});
    return encoding ? std::optional(encoding->reconstruction) : std::nullopt;
}

} // namespace

Image framedAsPortrait(const Image &picture, const style::FaceBox &face)
{
    const double centreX = face.x + 0.5 * face.width;
    const double centreY = face.y + 0.5 * face.height;
    const double wide = face.width * picture.width() / kWidth;
    const int side = std::max(1, static_cast<int>(std::lround(wide)));
    const int left = static_cast<int>(std::lround(centreX * picture.width() - kCentreX * wide));
    const int top = static_cast<int>(std::lround(centreY * picture.height() - kCentreY * wide));
    Image framed({side, side}, picture.format());
    const std::size_t bytes = picture.bytesPerPixel();
    for (int y = 0; y < side; ++y) {
        const std::uint8_t *from = picture.row(std::clamp(top + y, 0, picture.height() - 1));
        std::uint8_t *to = framed.row(y);
        for (int x = 0; x < side; ++x, to += bytes) {
            const auto seen = static_cast<std::size_t>(std::clamp(left + x, 0, picture.width() - 1));
            std::copy_n(from + bytes * seen, bytes, to);
        }
    }
    return framed;
}

std::optional<Image> framedPortrait(latent::NeuralModel &model, const Image &picture)
{
    const Result<const VideoFactory *> module = openVideoModule();
    if (!module)
        return std::nullopt;
    const bool large = std::max(picture.width(), picture.height()) > kSide;
    const Image small = large ? files::resample(picture, style::fitted(picture.size(), kSide)) : Image();
    const Image &seen = large ? small : picture;
    const Result<std::vector<style::FaceBox>> faces = (*module)->findFaces(seen);
    if (!faces || faces->empty())
        return std::nullopt;
    Image framed = framedAsPortrait(seen, faces->front());
    const auto before = errorOf(model, seen);
    const auto after = errorOf(model, framed);
    if (!before || !after || *after >= kClearlyNearer * *before)
        return std::nullopt;
    return framed;
}

} // namespace imago
