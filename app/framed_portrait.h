// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/generator.h"
#include "engine/style/face_protection.h"

#include <optional>

namespace imago {

/// The square around a face in which it is as large and where a portrait's face is; beyond the picture its border goes
/// on.
Image framedAsPortrait(const Image &picture, const style::FaceBox &face);

/// The picture in which the model is to look for a portrait: the largest face of a photo, as large and where a
/// portrait's face is, if the model comes clearly nearer to that than to the picture as it is. Nothing where it does
/// not, where no face is found, or without what finds faces (the video module, OpenCV's cascades). At most 3000 pixels
/// high and wide. Takes a fifth of a second, of huge pictures longer, the first time half a second more. Threads: any.
std::optional<Image> framedPortrait(latent::NeuralModel &model, const Image &picture);

} // namespace imago
