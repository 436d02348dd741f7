// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/renderer.h"
#include "engine/latent/progressive_renderer.h"

#include <memory>

namespace imago::app {

/// Who can draw a recipe in the running studio. A value: work keeps a copy.
struct Painters
{
    std::shared_ptr<faces::Renderer> renderer;
    std::shared_ptr<latent::NeuralModel> model; ///< Null while there is none.

    latent::Decoders decoders() const { return {model, renderer}; }
};

/// The finished picture of a recipe, at its size whatever its decoder's own size is; empty when `stop` came
/// first. Rgba16 has more than 8 bits from the renderer alone. Errors: ModelFailed where the decoder that the
/// recipe asks for is not there, and those of the decoders. Threads: any.
Result<Image> paint(const Painters &painters, const latent::Recipe &recipe, PixelFormat format, int threads,
                    const std::stop_token &stop);

/// The recipe with what only the decoder knows: the model's id and hash where the network draws.
latent::Recipe completed(const Painters &painters, latent::Recipe recipe);

} // namespace imago::app
