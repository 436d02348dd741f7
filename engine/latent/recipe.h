// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/latent/point.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace imago::latent {

enum class Decoder {
    Final, ///< engine/faces: crisp at any size
    Neural ///< the network's own picture
};

inline constexpr int kLargestSide = 4096;
inline constexpr std::string_view kPortraitModel = "imago.portraits";

/// The complete value from which a portrait follows. Equal recipes give equal pictures.
struct Recipe
{
    std::string modelId{kPortraitModel};
    std::string modelHash; ///< SHA-256 of the model package; empty while no neural decoder took part.
    std::uint64_t seed = 1; ///< What the point was drawn from; the point may have been moved since.
    double truncation = 0.8;
    Point point = neutralPoint();
    Decoder decoder = Decoder::Final;
    Size size{512, 512};      ///< Square, 16 to kLargestSide.
    bool transparent = false; ///< No backdrop.

    bool operator==(const Recipe &) const = default;
};

/// The recipe that a seed stands for.
Recipe recipeFromSeed(std::uint64_t seed, double truncation);

/// Whether the person is still the seed's: most of z is as it was drawn. Pictures that were read, and people drawn
/// without a seed, are of none.
bool isOfItsSeed(const Recipe &recipe);

/// The recipe as JSON, attributes by name; floats round-trip exactly. Unknown keys of newer minor versions are
/// ignored when read. See docs/formats.md.
std::string toJson(const Recipe &recipe);

/// Errors: FileDamaged for text that is not JSON, a missing key or a value of another kind, UnsupportedFormat,
/// Incompatible for a newer format, BadInput for an unknown attribute, a value out of range, a wrong count of z; each
/// names the key and what is expected. `subject` names the file for the error.
Result<Recipe> recipeFromJson(std::string_view text, std::string subject);

/// Whether the recipe's neural picture is of another model than the one with this hash, which then draws another
/// picture. False for final pictures, and where the recipe names no model.
bool isOfAnotherModel(const Recipe &recipe, std::string_view modelHash) noexcept;

/// A model in words that tell it from others: "imago.portraits 0123456789ab", its id and the beginning of its hash.
std::string modelName(std::string_view id, std::string_view hash);

/// A short stable hash of the recipe: the key of picture caches.
std::uint64_t hash(const Recipe &recipe) noexcept;

} // namespace imago::latent
