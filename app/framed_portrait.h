// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/generator.h"

namespace imago {

/// The picture in which the model is to look for a portrait: the largest face of a photo, as large and where a
/// portrait's face is, if the model comes clearly nearer to that than to the picture as it is. As it is where no face is
/// found, or without what finds faces (the video module, OpenCV's cascades). At most 2048 pixels high and wide where it
/// was framed. Takes a fifth of a second, the first time half a second more. Threads: any.
Image framedPortrait(latent::NeuralModel &model, const Image &picture);

} // namespace imago
