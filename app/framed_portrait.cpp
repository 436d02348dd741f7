// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/framed_portrait.h"

#include "app/video_module.h"
#include "engine/files/resample.h"
#include "engine/latent/framing.h"
#include "engine/style/photo.h"

#include <algorithm>
#include <optional>

namespace imago {

namespace {

constexpr int kSide = 2048; // more would only take memory: portraits are read at 128 px
// The renderer's own portraits are nearest as they are; of a photo that is framed a half or less remains.
constexpr double kClearlyNearer = 0.8;

std::optional<double> errorOf(latent::NeuralModel &model, const Image &picture)
{
    const Result<latent::Encoding> encoding = model.encode(picture, 0, {}, {});
    return encoding ? std::optional(encoding->reconstruction) : std::nullopt;
}

} // namespace

Image framedPortrait(latent::NeuralModel &model, const Image &picture)
{
    const Result<const VideoFactory *> module = openVideoModule();
    if (!module)
        return picture;
    const bool large = std::max(picture.width(), picture.height()) > kSide;
    const Image seen = large ? files::resample(picture, style::fitted(picture.size(), kSide)) : picture;
    const Result<std::vector<style::FaceBox>> faces = (*module)->findFaces(seen);
    if (!faces || faces->empty())
        return picture;
    const style::FaceBox &largest = faces->front();
    Image framed = latent::framedAsPortrait(seen, {largest.x, largest.y, largest.width, largest.height});
    const auto before = errorOf(model, picture);
    const auto after = errorOf(model, framed);
    return before && after && *after < kClearlyNearer * *before ? framed : picture;
}

} // namespace imago
