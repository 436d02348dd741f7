// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/painting.h"

#include "engine/art/scene.h"
#include "engine/art/works.h"

#include <array>
#include <string>

namespace imago::art {

namespace {

using Draw = void (*)(Canvas &, std::uint64_t);

struct Entry
{
    Work work;
    Draw draw;
};

constexpr std::array kEntries = {
    Entry{{"impasto", "A night over the fields in thick, turning strokes of oil"}, paintImpasto},
    Entry{{"pointillism", "A harbour in dots of pure colour"}, paintPointillism},
    Entry{{"palette-knife", "A village in slabs of wild colour"}, paintKnife},
    Entry{{"pastel", "A path through the woods, soft pastel on dark paper"}, paintPastel},
    Entry{{"embroidery", "A bunch of flowers in silk on linen"}, paintEmbroidery},
    Entry{{"watercolour", "Mountains in pencil and wash on rough paper"}, paintWatercolour},
    Entry{{"ink-wash", "Misty mountains and bamboo, ink on rice paper"}, paintInkWash},
    Entry{{"marbling", "Combed paper marbling"}, paintMarbling},
    Entry{{"halftone", "A city in dots of two inks"}, paintHalftone},
    Entry{{"linocut", "A forest cut in linoleum, black over ochre"}, paintLinocut},
    Entry{{"etching", "A village in cross-hatching, brown ink"}, paintEtching},
    Entry{{"risograph", "A still life in three bright inks"}, paintRisograph},
    Entry{{"blueprint", "A city in white pencil on blue paper"}, paintBlueprint},
    Entry{{"mosaic", "Flowers in tesserae of glass and gold"}, paintMosaic},
    Entry{{"stained-glass", "A rose window"}, paintStainedGlass},
    Entry{{"facets", "Mountains of folded card"}, paintFacets},
    Entry{{"azulejo", "Tiles painted in cobalt blue"}, paintAzulejo},
    Entry{{"tartan", "Woollen twill in a sett of five colours"}, paintTartan},
    Entry{{"batik", "Medallions in wax and indigo"}, paintBatik},
    Entry{{"paper-cut", "Eight sheets of cut paper with their shadows"}, paintPaperCut},
    Entry{{"art-deco", "Towers, sunburst and fans in gold and jade"}, paintArtDeco},
    Entry{{"mountains", "Mountains, trees, often a lake", Kind::Scene}, drawMountains},
    Entry{{"sea", "Sailing boats before a cliff", Kind::Scene}, drawSea},
    Entry{{"city", "A city across a river", Kind::Scene}, drawCity},
    Entry{{"still-life", "Fruit, a jug and a bottle on a table", Kind::Scene}, drawStillLife},
    Entry{{"bouquet", "Flowers in a vase", Kind::Scene}, drawBouquet},
    Entry{{"forest", "A path between trees", Kind::Scene}, drawForest},
    Entry{{"village", "Houses among fields", Kind::Scene}, drawVillage},
    Entry{{"dunes", "Sand and sky", Kind::Scene}, drawDunes},
};

constexpr std::array kWorks = [] {
    std::array<Work, kEntries.size()> works{};
    for (std::size_t i = 0; i < works.size(); ++i)
        works[i] = kEntries[i].work;
    return works;
}();

// Lines finer than a pixel need it; above, the pixels are fine enough and the memory is not.
constexpr std::int64_t kMostSmoothPixels = std::int64_t{2048} * 2048;

} // namespace

std::string_view name(Kind kind) noexcept
{
    return kind == Kind::Painting ? "painting" : "scene";
}

std::span<const Work> works() noexcept
{
    return kWorks;
}

Result<Image> draw(std::string_view name, Size size, std::uint64_t seed)
{
    for (const int side : {size.width, size.height}) {
        if (side < kLeastSide || side > kLargestSide) {
            return fail(ErrorCode::BadInput, "sides go from " + std::to_string(kLeastSide) + " to " +
                                                 std::to_string(kLargestSide) + " pixels");
        }
    }
    for (const Entry &entry : kEntries) {
        if (entry.work.name != name)
            continue;
        const int factor = std::int64_t{size.width} * size.height <= kMostSmoothPixels ? 2 : 1;
        Canvas canvas({size.width * factor, size.height * factor});
        entry.draw(canvas, seed);
        return canvas.toImage(factor);
    }
    return fail(ErrorCode::BadInput, "there is no work of this name; imago art --list names them", std::string(name));
}

} // namespace imago::art
