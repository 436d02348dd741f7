// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/job_context.h"
#include "engine/latent/generator.h"
#include "engine/latent/recipe.h"

#include <memory>

namespace imago::latent {

/// The ways to a picture that a model offers.
struct Decoders
{
    std::shared_ptr<Generator> neural; ///< Null while no model is loaded.
    std::shared_ptr<Generator> final;
};

/// One finished picture of the recipe's point: drawn and, unless the recipe is transparent, laid over its
/// backdrop. An empty pointer means that `stop` came first. Errors: those of Generator::render.
Result<ImagePtr> renderPicture(Generator &generator, const Recipe &recipe, Size size, std::stop_token stop);

/// Draws a recipe coarse to fine and publishes every pass. With Decoder::Final:
///  * Draft: the neural decoder's picture or, without one, the final decoder's at 128 px;
///  * Preview: then the final decoder's at 256 px;
///  * Final: the draft, then the final decoder's at 128, 256, 512... up to the recipe's size; only the last
///  of
///    them is published as Final.
/// With Decoder::Neural: the neural decoder's picture alone, at its native size and as Final; bringing it to
/// the recipe's size is up to who shows or exports it.
///
/// Looks at the context's stop between passes. Errors: ModelFailed where the decoder asked for is not there,
/// and those of the decoders.
Result<jobs::Ending> renderProgressively(const Decoders &decoders, const Recipe &recipe, jobs::Quality upTo,
                                         jobs::JobContext &context);

/// The same, bound for a lane.
jobs::Work renderWork(Decoders decoders, Recipe recipe, jobs::Quality upTo);

} // namespace imago::latent
