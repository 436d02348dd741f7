// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/latent/presets.h"
#include "engine/latent/recipe.h"
#include "engine/latent/variations.h"

#include <cstdint>
#include <memory>
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

/// A picture that lies in the project itself, because it has no file or was painted here. A value that is cheap to
/// copy.
class KeptPicture
{
public:
    KeptPicture() = default;
    /// Requires: not null.
    explicit KeptPicture(ImagePtr image);
    /// As it lay in a project; not decoded yet. Requires: not empty.
    explicit KeptPicture(std::vector<std::uint8_t> bytes);

    bool isNone() const { return m_state == nullptr; }
    /// Decoded at the first call, which takes its time. Errors: those of files::readImage. Requires: !isNone().
    /// Threads: any.
    const Result<ImagePtr> &image() const;
    /// A PNG or, where that would be too large, a JPEG of the best quality; made at the first call, which takes its
    /// time, and remembered by all copies. Errors: those of files::encodeImage. Requires: !isNone(). Threads: any.
    const Result<std::vector<std::uint8_t>> &bytes() const;

    /// Equal bytes.
    bool operator==(const KeptPicture &other) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// What the rooms of style and video show, by the files that it came from; what has no file is kept itself.
struct StyleWork
{
    struct Source
    {
        std::string file; ///< A painting or a style card.
        double weight = 1.0;
        bool outside = false; ///< Of the region.
        bool operator==(const Source &) const = default;
    };

    struct Clip
    {
        std::string file;
        double from = 0.0; ///< Seconds,
        double to = 0.0;   ///< more than `from`.
        bool operator==(const Clip &) const = default;
    };

    std::string photo;      ///< Its file; may be empty.
    KeptPicture photoItself; ///< Where it has no file.
    std::string photoName;  ///< What people call it then.
    std::vector<Source> styles;
    double strength = 1.0;
    std::string colors = "none"; ///< Which of the photo's colours stay, by name.
    double stroke = 1.0;         ///< Size of strokes.
    std::string tier = "instant"; ///< By name.
    double structure = 0.5;
    std::uint64_t seed = 1;
    double faceProtection = 0.0;
    KeptPicture mask; ///< The region, grey; none: everywhere.
    std::vector<Clip> clips;
    std::size_t currentClip = 0;
    double smooth = 0.85; ///< Of clips.
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
inline constexpr std::size_t kMostClips = 500;
inline constexpr std::size_t kLargestPicture = 24 << 20; ///< Bytes of a kept picture.
inline constexpr std::size_t kLongestTitle = 400;         ///< Bytes of UTF-8; longer ones are cut when saved.
inline constexpr std::size_t kLargestThumbnail = 4 << 20; ///< Bytes.

} // namespace imago::project
