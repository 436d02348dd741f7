// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/neural_factory.h"
#include "engine/faces/renderer.h"
#include "engine/latent/recipe.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

namespace imago::cli {

/// Makes finished pictures from recipes; opens the renderer and the neural model when the first recipe needs
/// them. Threads: one at a time.
class PictureMaker
{
public:
    /// `threads` 0: as many as there are processors.
    explicit PictureMaker(int threads);

    /// Fills in what only the decoder knows: the model's hash, and with `ownSize` the size it is at home in.
    Status complete(latent::Recipe &recipe, bool ownSize);

    /// The picture over its backdrop (or cut out, as the recipe says). Empty when `stop` came first.
    Result<Image> make(const latent::Recipe &recipe, const std::stop_token &stop);

    Result<std::shared_ptr<faces::Renderer>> renderer();
    Result<std::shared_ptr<latent::NeuralModel>> model();

private:
    Result<std::shared_ptr<latent::Generator>> generator(latent::Decoder decoder);

    int m_threads;
    std::shared_ptr<faces::Renderer> m_renderer;
    std::shared_ptr<latent::NeuralModel> m_model;
};

/// The number of threads that an option asks for; 0 is every processor.
int threadCount(int option);

/// Writes the picture with its recipe inside where the format can hold one (PNG). Errors: as
/// files::writeImage.
Status writePicture(const std::filesystem::path &file, const Image &picture, const latent::Recipe &recipe);

/// Makes the folder and those above it. Errors: FileUnwritable.
Status makeFolder(const std::filesystem::path &folder);

} // namespace imago::cli
