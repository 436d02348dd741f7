// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"
#include "ui/widgets/picture_file.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace imago::ui {

/// What to draw: the face at hand, one attribute from end to end, or neighbours of the face.
enum class ExportSeries { One, Sweep, Variations };

/// An export as a value: what the dialog says and the app carries out.
struct ExportRequest
{
    PictureFile file;
    bool transparent = false; ///< No backdrop; not for JPEG.
    int side = 1024;          ///< Pixels, 16 to latent::kLargestSide.
    latent::Decoder decoder = latent::Decoder::Final;

    ExportSeries series = ExportSeries::One;
    int count = 9; ///< Pictures of a series, 2 to kMostPictures.
    std::size_t sweepAttribute = latent::Age;
    double sweepFrom = latent::portraitAttributes()[latent::Age].safeLow;
    double sweepTo = latent::portraitAttributes()[latent::Age].safeHigh;
    double spread = 0.35; ///< Of the variations, 0 to 1.
    std::uint64_t variationSeed = 1;

    QString folder;
    QString pattern; ///< See fileName(); without an ending.

    static constexpr int kMostPictures = 500;

    bool operator==(const ExportRequest &) const = default;
};

/// "{seed}" and friends: {n} number in the series, {seed}, {size}, {name} the series' attribute, {value} its
/// value, {date} as 2026-01-31. What a file system would not take is replaced; never empty; with the ending.
/// `index` counts from 0.
QString fileName(const ExportRequest &request, const latent::Recipe &recipe, int index);

/// The recipes of all pictures, in order: decoder, size and transparency from the request.
std::vector<latent::Recipe> exportRecipes(const ExportRequest &request, const latent::Recipe &recipe);

} // namespace imago::ui
