// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/progressive_renderer.h"

#include "engine/latent/backdrop.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace imago::latent {

namespace {

using jobs::Ending;
using jobs::Quality;

constexpr int kDraftSide = 128;
constexpr int kPreviewSide = 256;

struct Pass
{
    Generator *generator;
    Size size;
    Quality quality;
};

// Doubling sides from `first` on, then `last`; just the native size for a decoder that knows no other.
std::vector<Size> coarseToFine(const Generator &generator, int first, int last)
{
    if (!generator.anySize())
        return {generator.nativeSize()};
    std::vector<Size> sizes;
    for (int side = first; side < last; side *= 2)
        sizes.push_back({side, side});
    sizes.push_back({last, last});
    return sizes;
}

std::vector<Pass> finalPasses(const Decoders &decoders, const Recipe &recipe, Quality upTo)
{
    std::vector<Pass> passes;
    const bool neuralDraft = decoders.neural != nullptr;
    if (neuralDraft)
        passes.push_back({decoders.neural.get(), decoders.neural->nativeSize(), Quality::Draft});
    if (neuralDraft && upTo == Quality::Draft)
        return passes;

    const int full = recipe.size.width;
    const int first = neuralDraft && upTo == Quality::Preview ? kPreviewSide : kDraftSide;
    const int last = upTo == Quality::Draft     ? std::min(kDraftSide, full)
                     : upTo == Quality::Preview ? std::min(kPreviewSide, full)
                                                : full;
    for (const Size size : coarseToFine(*decoders.final, first, last))
        passes.push_back({decoders.final.get(), size, passes.empty() ? Quality::Draft : Quality::Preview});
    if (upTo == Quality::Final || passes.back().size == recipe.size)
        passes.back().quality = Quality::Final;
    return passes;
}

} // namespace

Result<ImagePtr> renderPicture(Generator &generator, const Recipe &recipe, Size size, std::stop_token stop)
{
    Result<ImagePtr> cutout = generator.render(recipe.point, size, std::move(stop));
    if (!cutout || !*cutout || recipe.transparent)
        return cutout;
    return std::make_shared<const Image>(overBackdrop(**cutout, recipe.point.attributes));
}

Result<Ending> renderProgressively(const Decoders &decoders, const Recipe &recipe, Quality upTo,
                                   jobs::JobContext &context)
{
    const bool neuralAlone = recipe.decoder == Decoder::Neural;
    if (neuralAlone && !decoders.neural)
        return fail(ErrorCode::ModelFailed, "no model with a neural decoder is loaded");
    if (!neuralAlone && !decoders.final)
        return fail(ErrorCode::ModelFailed, "the decoder of final pictures is not there");

    const std::vector<Pass> passes =
        neuralAlone ? std::vector{Pass{decoders.neural.get(), decoders.neural->nativeSize(), Quality::Final}}
                    : finalPasses(decoders, recipe, upTo);
    for (const Pass &pass : passes) {
        if (context.stopRequested())
            return Ending::Stopped;
        Result<ImagePtr> picture = renderPicture(*pass.generator, recipe, pass.size, context.stopToken());
        if (!picture)
            return tl::unexpected(std::move(picture).error());
        if (!*picture)
            return Ending::Stopped;
        context.publish(pass.quality, *std::move(picture));
    }
    return Ending::Completed;
}

jobs::Work renderWork(Decoders decoders, Recipe recipe, Quality upTo)
{
    return [decoders = std::move(decoders), recipe = std::move(recipe), upTo](jobs::JobContext &context) {
        return renderProgressively(decoders, recipe, upTo, context);
    };
}

} // namespace imago::latent
