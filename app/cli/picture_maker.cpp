// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"

#include "app/neural_module.h"
#include "app/resources.h"
#include "engine/files/image_file.h"
#include "engine/files/resample.h"
#include "engine/files/save_file.h"
#include "engine/latent/backdrop.h"

#include <algorithm>
#include <thread>

namespace imago::cli {

namespace fs = std::filesystem;

PictureMaker::PictureMaker(int threads)
    : m_threads(threadCount(threads))
{
}

Status PictureMaker::complete(latent::Recipe &recipe, bool ownSize)
{
    if (recipe.decoder == latent::Decoder::Final) {
        recipe.modelHash.clear();
        return {};
    }
    const auto neural = model();
    if (!neural)
        return tl::unexpected(neural.error());
    recipe.modelId = (*neural)->id();
    recipe.modelHash = (*neural)->hash();
    if (ownSize)
        recipe.size = (*neural)->nativeSize();
    return {};
}

Result<Image> PictureMaker::make(const latent::Recipe &recipe, const std::stop_token &stop)
{
    const auto generator = this->generator(recipe.decoder);
    if (!generator)
        return tl::unexpected(generator.error());
    const Size drawn = (*generator)->anySize() ? recipe.size : (*generator)->nativeSize();
    const Result<ImagePtr> cutout = (*generator)->render(recipe.point, drawn, stop);
    if (!cutout)
        return tl::unexpected(cutout.error());
    if (*cutout == nullptr)
        return Image();
    Image picture = drawn == recipe.size ? **cutout : files::resample(**cutout, recipe.size);
    return recipe.transparent ? picture : latent::overBackdrop(picture, recipe.point.attributes);
}

Result<std::shared_ptr<faces::Renderer>> PictureMaker::renderer()
{
    if (m_renderer != nullptr)
        return m_renderer;
    const Result<fs::path> resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    auto opened = faces::Renderer::open(*resources / "faces" / "faces.bin");
    if (opened) {
        m_renderer = *opened;
        m_renderer->setThreads(m_threads);
    }
    return opened;
}

Result<std::shared_ptr<latent::NeuralModel>> PictureMaker::model()
{
    if (m_model != nullptr)
        return m_model;
    const Result<fs::path> resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    const Result<fs::path> package = findPortraitModel(*resources);
    if (!package)
        return tl::unexpected(package.error());
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());
    auto loaded = (*module)->loadModel(*package);
    if (loaded)
        m_model = *loaded;
    return loaded;
}

Result<std::shared_ptr<latent::Generator>> PictureMaker::generator(latent::Decoder decoder)
{
    if (decoder == latent::Decoder::Neural)
        return model().map([](auto model) { return std::static_pointer_cast<latent::Generator>(model); });
    return renderer().map(
        [](auto renderer) { return std::static_pointer_cast<latent::Generator>(renderer); });
}

int threadCount(int option)
{
    return option > 0 ? option : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

Status writePicture(const fs::path &file, const Image &picture, const latent::Recipe &recipe)
{
    files::WriteOptions options;
    if (files::formatFromEnding(file) == files::PictureFormat::Png) {
        options.text.emplace(files::kRecipeText, latent::toJson(recipe));
        if (!recipe.modelHash.empty())
            options.text.emplace(files::kModelText, recipe.modelHash);
    }
    return files::writeImage(file, picture, options);
}

Status makeFolder(const fs::path &folder)
{
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        return fail(ErrorCode::FileUnwritable, failed.message(), folder.string());
    return {};
}

} // namespace imago::cli
