// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/painters.h"

#include "engine/files/resample.h"
#include "engine/latent/backdrop.h"

#include <utility>

namespace imago::app {

namespace {

Result<Image> cutoutOf(const Painters &painters, const latent::Recipe &recipe, PixelFormat format,
                       int threads, const std::stop_token &stop)
{
    if (recipe.decoder == latent::Decoder::Neural) {
        if (painters.model == nullptr)
            return fail(ErrorCode::ModelFailed, "no neural model is loaded");
        const Result<ImagePtr> drawn =
            painters.model->render(recipe.point, painters.model->nativeSize(), stop);
        if (!drawn)
            return tl::unexpected(drawn.error());
        if (*drawn == nullptr)
            return Image();
        const Image picture = (*drawn)->converted(format);
        return picture.size() == recipe.size ? picture : files::resample(picture, recipe.size);
    }
    if (painters.renderer == nullptr)
        return fail(ErrorCode::ModelFailed, "the renderer is not there");
    faces::DrawOptions options;
    options.threads = threads;
    options.format = format;
    Result<faces::Drawing> drawing = painters.renderer->draw(recipe.point, recipe.size.width, options, stop);
    if (!drawing)
        return tl::unexpected(drawing.error());
    return std::move(drawing->cutout);
}

} // namespace

Result<Image> paint(const Painters &painters, const latent::Recipe &recipe, PixelFormat format, int threads,
                    const std::stop_token &stop)
{
    Result<Image> cutout = cutoutOf(painters, recipe, format, threads, stop);
    if (!cutout || cutout->empty() || recipe.transparent)
        return cutout;
    return latent::overBackdrop(*cutout, recipe.point.attributes);
}

latent::Recipe completed(const Painters &painters, latent::Recipe recipe)
{
    recipe.modelHash.clear();
    if (recipe.decoder == latent::Decoder::Neural && painters.model != nullptr) {
        recipe.modelId = painters.model->id();
        recipe.modelHash = painters.model->hash();
    }
    return recipe;
}

} // namespace imago::app
