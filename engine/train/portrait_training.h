// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/sample_source.h"
#include "engine/train/step_report.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace imago::train {

/// What is trained on the renderer's portraits.
enum class PortraitNetworks {
    Generator, ///< The encoder and decoder behind the sliders.
    Decoder,   ///< The decoder of `from` alone, beside an encoder that stays as it is.
    Encoder,   ///< The encoder of `from` alone: reading better costs a fraction of drawing better.
    Judge      ///< What `imago evaluate` reads attributes and identity with: it shares nothing with the generator.
};
/// "portraits", "decoder", "encoder" and "judge": as the command line and RunStatus::kind call them.
std::string_view name(PortraitNetworks networks) noexcept;
std::optional<PortraitNetworks> portraitNetworksFrom(std::string_view text) noexcept;

/// The order to train the built-in portraits' networks.
struct PortraitTraining
{
    PortraitNetworks networks = PortraitNetworks::Generator;
    std::filesystem::path output; ///< Folder: plan.json, log.jsonl, checkpoints, previews, the package at the end.
    /// A package to go on from with a fresh optimiser; empty starts anew (not the Decoder or Encoder).
    std::filesystem::path from;
    bool resume = false;          ///< Go on exactly where the newest checkpoint in `output` stopped.
    double minutes = 60;          ///< Turned into steps once, by measuring.
    std::int64_t steps = 0;       ///< Above 0: this many steps in all instead of `minutes`.
    int batch = 16;
    /// "auto" or a Precision's name. Auto measures where there is a choice.
    std::string precision = "auto";
    double adversarial = 0.0; ///< As Plan::adversarial; the Generator's and Decoder's alone.
    std::int64_t window = 32768; ///< Samples in use at a time; the cache takes 71 KB each.
    std::uint64_t seed = 1;
    std::string device = "auto";
    int threads = 1;     ///< Of the network.
    int drawThreads = 1; ///< Of the renderer.
    double checkpointMinutes = 5;
    std::shared_ptr<const SampleSource> samples;
    std::function<void(const StepReport &)> onReport;
};

} // namespace imago::train
