// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

namespace imago::train::neural {

/// Counts how often in a row something was seen, in a number that checkpoints keep.
int inARow(torch::Tensor &looks, bool seen);

/// Looks at pictures that no step has seen: when going on has made a model worse for so long that it won't come back.
/// Its two numbers are tensors so that checkpoints keep them.
class HeldOutLooks
{
public:
    static constexpr int kPatience = 8; ///< Looks in a row.

    /// A look is bad above `worse` times the best one, or where its distance is not finite. Distances below `least` are
    /// all as good.
    explicit HeldOutLooks(double worse, double least = 0.0);

    /// Takes the next look's distance. True: it is the kPatience-th bad one in a row, or a later one.
    bool give(double distance);

    torch::Tensor &best() { return m_best; }
    torch::Tensor &badLooks() { return m_badLooks; }

private:
    double m_worse;
    double m_least;
    torch::Tensor m_best = torch::full({1}, -1.0); ///< Negative: no look yet.
    torch::Tensor m_badLooks = torch::zeros({1});  ///< In a row.
};

} // namespace imago::train::neural
