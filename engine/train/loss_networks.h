// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/files/manifest.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imago::train {

/// A frozen network whose features a loss of some model used: what it sees has been trained for, so that it can't judge
/// that model any more.
struct LossNetwork
{
    std::string name;        ///< For people: "imago.any-style 1.0.0".
    std::string weightsHash; ///< files::Package::weightsHash()
    bool operator==(const LossNetwork &) const = default;
};

/// Of one model, with those of the models that it was trained on from. Nothing where that is not known.
using LossNetworks = std::optional<std::vector<LossNetwork>>;

/// Both models', each once.
LossNetworks together(const LossNetworks &a, const LossNetworks &b);

/// As a package's training keeps them, under "lossNetworks".
files::Json toJson(const LossNetworks &networks);
/// Nothing for a package that does not say, or says what is none.
LossNetworks lossNetworksOf(const files::Manifest &manifest);

/// Whether a network was in a model's losses.
enum class LossUse { Unknown, Unused, Used };
LossUse lossUse(const LossNetworks &networks, std::string_view weightsHash);

} // namespace imago::train
