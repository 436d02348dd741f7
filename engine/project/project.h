// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/presets.h"
#include "engine/latent/recipe.h"
#include "engine/latent/variations.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace imago::project {

/// A recipe with the words that it was reached by or is called.
struct NamedRecipe
{
    std::string title; ///< UTF-8, as the user saw it; may be empty.
    latent::Recipe recipe;
    bool operator==(const NamedRecipe &) const = default;
};

/// What the style room shows, by the files that it came from: pictures themselves are not kept in projects.
struct StyleWork
{
    struct Source
    {
        std::string file; ///< A painting or a style card.
        double weight = 1.0;
        bool outside = false; ///< Of the region.
        bool operator==(const Source &) const = default;
    };

    std::string photo; ///< Its file; may be empty.
    std::vector<Source> styles;
    double strength = 1.0;
    std::string colors = "none"; ///< Which of the photo's colours stay, by name.
    bool operator==(const StyleWork &) const = default;
};

/// Everything that one works on in the studio, for saving and for going on where one left off.
struct Project
{
    latent::Recipe recipe; ///< What is on the canvas.

    std::vector<NamedRecipe> history; ///< The visible strip, oldest first.
    std::size_t historyCurrent = 0;   ///< Which of them is on the canvas.
    std::vector<NamedRecipe> favourites;
    std::vector<latent::Preset> presets;     ///< The user's own.
    std::optional<latent::Recipe> reference; ///< Held for comparing.

    std::optional<StyleWork> style; ///< Nothing: the room was not used.

    bool linked = true;
    latent::Locks locks;
    double spread = 0.3; ///< Of the variations, 0 to 1.

    std::string document; ///< In autosaves: the file that this is a newer state of. Else empty.
    std::vector<std::uint8_t> thumbnail; ///< A PNG for file managers and lists of recent files; may be empty.
    std::string otherKeys = "{}"; ///< A JSON object: what newer versions wrote. It is kept when saving again.

    bool operator==(const Project &) const = default;
};

inline constexpr std::size_t kMostHistory = 500; ///< Of a longer history the newest are saved.
inline constexpr std::size_t kMostFavourites = 1000;
inline constexpr std::size_t kMostStyles = 16;
inline constexpr std::size_t kLongestTitle = 400;         ///< Bytes of UTF-8; longer ones are cut when saved.
inline constexpr std::size_t kLargestThumbnail = 4 << 20; ///< Bytes.

} // namespace imago::project
