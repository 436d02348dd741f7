// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/package.h"
#include "engine/latent/explore.h"

#include "engine/tensor/torch.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace imago::latent::neural {

/// In one package.
inline constexpr std::size_t kMostSliders = 256;

/// The sliders of a model on the user's own pictures, as its package keeps them (sliders.json and
/// weights/sliders.safetensors).
struct SliderSet
{
    std::vector<ExploreSlider> sliders;
    torch::Tensor directions; ///< sliders x style: what one standard deviation adds to the style.
    torch::Tensor mean;       ///< style: of the model's pictures.
    torch::Tensor readout;    ///< style x sliders: (style - mean) x readout is where a picture stands on each slider.

    /// Of N x style, N x sliders.
    torch::Tensor read(const torch::Tensor &style) const { return torch::mm(style - mean, readout); }
};

/// Whether a slider can be called so: 1 to kLongestSliderName bytes of UTF-8.
bool isSliderName(std::string_view text);

/// Empty where the package has none. Errors: FileDamaged, Incompatible.
Result<SliderSet> readSliders(const files::Package &package, int style);

/// Puts them into the package, in place of those it had. Errors: BadInput for what readSliders would refuse; as
/// files::writePackage.
Status writeSliders(const files::Package &package, const SliderSet &set);

/// Renames one; the model's hash changes with it. Errors: BadInput for an id that it has not, an empty or long name;
/// as files::openPackage and files::writePackage.
Status renameSlider(const std::filesystem::path &package, const std::string &id, const std::string &name);

} // namespace imago::latent::neural
