// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/outliers.h"

#include <algorithm>

namespace imago::dataset {

namespace {

constexpr double kMostLost = 0.4;         // of a picture by cropping it
constexpr double kMostEnlarged = 4.0 / 3; // as fitPicture enlarges at all

using Facts = std::function<const PictureFacts &(std::size_t)>;

std::vector<std::size_t> thoseInUse(const std::vector<bool> &use, const auto &condition)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < use.size(); ++i) {
        if (use[i] && condition(i))
            found.push_back(i);
    }
    return found;
}

std::vector<std::size_t> rarerOnes(const std::vector<bool> &use, const Facts &facts, bool PictureFacts::*kind)
{
    const auto all = static_cast<std::size_t>(std::ranges::count(use, true));
    std::vector<std::size_t> ofKind = thoseInUse(use, [&](std::size_t i) { return facts(i).*kind; });
    if (2 * ofKind.size() <= all)
        return ofKind;
    return thoseInUse(use, [&](std::size_t i) { return !(facts(i).*kind); });
}

} // namespace

Outliers takeOut(const train::LeaveOut &leaveOut, Size size, Fit fit, const Facts &facts, std::vector<bool> &use)
{
    const auto wide = [&](std::size_t i) { return static_cast<double>(size.width) / facts(i).size.width; };
    const auto high = [&](std::size_t i) { return static_cast<double>(size.height) / facts(i).size.height; };
    const auto takeIf = [&use](bool wished, const std::vector<std::size_t> &pictures) {
        for (const std::size_t i : pictures)
            use[i] = use[i] && !wished;
    };
    Outliers found;
    found.small = thoseInUse(use, [&](std::size_t i) {
        const double scale = fit == Fit::Crop ? std::max(wide(i), high(i)) : std::min(wide(i), high(i));
        return scale > kMostEnlarged;
    });
    takeIf(leaveOut.small, found.small);
    found.odd = thoseInUse(
        use, [&](std::size_t i) { return 1 - std::min(wide(i), high(i)) / std::max(wide(i), high(i)) > kMostLost; });
    takeIf(leaveOut.odd, found.odd);
    found.rareColor = rarerOnes(use, facts, &PictureFacts::grey);
    takeIf(leaveOut.rareColor, found.rareColor);
    found.rareAlpha = rarerOnes(use, facts, &PictureFacts::transparent);
    takeIf(leaveOut.rareAlpha, found.rareAlpha);
    return found;
}

} // namespace imago::dataset
