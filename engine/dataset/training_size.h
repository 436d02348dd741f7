// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/dataset/dataset.h"

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>

namespace imago::dataset {

/// What the user says of the size of a model's pictures.
struct SizeWish
{
    /// The longer side; nothing: the model's that is gone on from, else 64, or of smaller pictures 32 or 48, the
    /// smallest that holds the median one.
    std::optional<int> longer = {};
    std::optional<Size> exact = {}; ///< Both sides as they are, whatever shape the pictures have.
    std::optional<Size> model = {}; ///< Of a model that is gone on from, which keeps its shape.
};

/// The wish of somebody who goes on from this package (empty: from none) with the size that its model has, as
/// train::modelSizeOf(); where both sides are named, or the package can't be read, it stays as it is.
SizeWish withModel(SizeWish wish, const std::filesystem::path &package);

/// Why a model's pictures have their shape.
enum class SizeReason {
    Asked,  ///< The user named both sides.
    Model,  ///< As the model that is gone on from.
    Common, ///< Most pictures agree in it.
    Square, ///< Most pictures are about square.
    Mixed   ///< The pictures agree in no shape: a square.
};

/// "asked", "model", "common", "square", "mixed", as in the JSON.
std::string_view name(SizeReason reason) noexcept;

/// The size of a model's pictures.
struct TrainingSize
{
    Size size{64, 64};
    SizeReason reason = SizeReason::Asked;
    double agreeing = 0; ///< Common, Square: the share of the pictures that have about this shape.
    double aspect = 1;   ///< Common, Square: their width for their height.
    /// The longer side of the median picture, where the model's follows it because it is smaller than usual; else 0.
    int median = 0;
    std::size_t lookedAt = 0; ///< Common, Square: so many pictures stand for all; 0: all did.
};

/// The longer side of the picture in the middle. Requires: pictures.
int medianSide(std::span<const Size> pictures);

/// Decides it for pictures of these sizes. They agree where four of five are within 15 % of one shape. What follows
/// them is square, or its shorter side is in eighths of the longer one, at least two (in other parts where eighths are
/// no multiples of 8), so that the networks' levels can halve both sides often; it has at least 16 pixels.
/// Requires: sides of `wish` that train::isModelSide().
TrainingSize trainingSize(const SizeWish &wish, std::span<const Size> pictures);

/// The same for a data set, by an even spread of its pictures that is the same each time; reads none where `wish` needs
/// none. Pictures that can't be read have no say. After a stop it may be any size.
TrainingSize trainingSize(const SizeWish &wish, const Dataset &dataset, int threads, const std::stop_token &stop = {});

} // namespace imago::dataset
