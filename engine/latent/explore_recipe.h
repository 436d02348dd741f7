// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/explore.h"

#include <map>
#include <string>
#include <string_view>

namespace imago::latent {

/// The key of a PNG's text that holds one: another kind of recipe than a portrait's.
inline constexpr std::string_view kExploreText = "imago:explore";

/// A place in a trained model, by the names that stay: those of the sliders' ids and of the classes.
struct ExploreRecipe
{
    std::string modelHash; ///< ExplorableModel::hash()
    ExplorePoint point;    ///< Without class and values.
    std::string className; ///< Empty: drawn from the seed.
    std::map<std::string, double> values; ///< By slider id.

    bool operator==(const ExploreRecipe &) const = default;
};

ExploreRecipe recipeOf(const ExplorePoint &point, const std::string &modelHash,
                       const std::vector<ExploreSlider> &sliders, const std::vector<std::string> &classes);
/// The point in a model with these sliders and classes. Sliders that it has no longer are left out. Errors: BadInput
/// for a class that it has not.
Result<ExplorePoint> pointOf(const ExploreRecipe &recipe, const std::vector<ExploreSlider> &sliders,
                             const std::vector<std::string> &classes);

/// JSON on one line.
std::string toText(const ExploreRecipe &recipe);
/// By keyword, the texts that a PNG of this place carries: the place, and the model's hash (files::PngText).
std::map<std::string, std::string> pngTexts(const ExploreRecipe &recipe);
/// Errors: FileDamaged, FileTooLarge above 1 MB, Incompatible for a newer format; `subject` names the file.
Result<ExploreRecipe> parseExploreRecipe(std::string_view text, const std::string &subject);

} // namespace imago::latent
