// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/clip.h"

#include "engine/core/lower_case.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace imago::video {

namespace {

constexpr std::array<std::pair<const char *, Container>, 5> kEndings = {{{".mp4", Container::Mp4},
                                                                         {".m4v", Container::Mp4},
                                                                         {".mov", Container::Mov},
                                                                         {".webm", Container::WebM},
                                                                         {".gif", Container::Gif}}};

} // namespace

std::string_view name(Container container) noexcept
{
    switch (container) {
    case Container::Mp4:
        return "MP4";
    case Container::Mov:
        return "MOV";
    case Container::WebM:
        return "WebM";
    case Container::Gif:
        return "GIF";
    }
    return "";
}

std::optional<Container> containerFromEnding(const std::filesystem::path &path)
{
    const std::string ending = lowerCase(path.extension().string());
    for (const auto &[text, container] : kEndings) {
        if (ending == text)
            return container;
    }
    return std::nullopt;
}

std::int64_t Fraction::ticks(double seconds) const noexcept
{
    // A time that was printed and read again must not fall before its own tick.
    constexpr double kRounding = 1e-6;
    return static_cast<std::int64_t>(std::floor(seconds / value() + kRounding));
}

} // namespace imago::video
