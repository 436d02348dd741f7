// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Validator;
}

namespace imago::cli {

/// The options that say which portrait: --seed, --truncation, --from, --set, --linked, --size, --decoder,
/// --transparent, --threads.
struct RecipeOptions
{
    std::optional<std::uint64_t> seed;
    std::optional<double> truncation;
    std::optional<std::string> from;
    std::vector<std::string> settings; ///< NAME=VALUE
    bool linked = false;
    std::optional<int> size;
    std::optional<std::string> decoder;
    bool transparent = false;
    int threads = 0; ///< 0: as many as there are processors.
};

/// `fromName`: what --from is called where that name means something else.
void addRecipeOptions(CLI::App &verb, RecipeOptions &options, const std::string &fromName = "--from");
void addThreadsOption(CLI::App &verb, int &threads);
/// A flag with its contrary, such as "--pad,!--crop"; empty while neither is said. (CLI11 2.1 counts into an optional,
/// so that it says no.)
void addChoice(CLI::App &verb, const std::string &names, std::optional<bool> &choice, const std::string &description);
/// For seeds: 0 to 2^64 - 1.
CLI::Validator wholeNumber();
/// For numbers with a point, both ends included.
CLI::Validator between(double low, double high);

/// The recipe that the options describe; `seedOffset` is added to the seed (for series of people).
/// Errors: BadInput, and what reading --from's file reports.
Result<latent::Recipe> makeRecipe(const RecipeOptions &options, std::uint64_t seedOffset = 0);

/// The recipe in a JSON file or in a PNG that carries one. Errors: those of readFile, readPngText and
/// recipeFromJson; BadInput for a picture without a recipe.
Result<latent::Recipe> readRecipe(const std::string &file);

/// Applies one NAME=VALUE. Errors: BadInput.
Status applySetting(latent::Point &point, const std::string &setting, bool linked);

/// The whole text as a number. Errors: BadInput naming `subject`.
Result<double> toNumber(const std::string &text, const std::string &subject);

/// Whether --transparent would be seen in a picture of this name. Errors: BadInput for a JPEG.
Status checkTransparency(const RecipeOptions &options, const std::string &output);

/// Every attribute with its range and unit, one a line: the end of a verb's --help.
std::string attributeTable();

} // namespace imago::cli
