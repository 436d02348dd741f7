// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/train_pictures.h"
#include "engine/train/picture_training.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <stop_token>

namespace imago::cli {

/// What a training on a folder would cost on this machine.
struct MeasuredCosts
{
    train::ModelKind kind = train::ModelKind::Vae;
    train::TrainingEstimate steps;
    double prepareSeconds = 0; ///< Reading all the pictures, once.
    std::optional<std::uint64_t> availableBytes; ///< Memory, before it was measured; nothing where that is not known.

    /// Until the model has seen so many pictures.
    double minutes(std::int64_t pictures) const;
};

/// Does a few real steps; writes nothing, reads few pictures. Nothing after a stop.
/// Errors: what reading the pictures reports; BadInput for options; those of train::neural::estimateTraining.
Result<std::optional<MeasuredCosts>> measureCosts(const PictureOptions &options, const TrainingOptions &common,
                                                  const std::stop_token &stop);

/// One line; a warning where the memory does not suffice for the batch that was asked for.
void print(const MeasuredCosts &costs, Console &console);
nlohmann::ordered_json toJson(const MeasuredCosts &costs);

} // namespace imago::cli
