// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/perceptual_hash.h"

#include <cstddef>
#include <functional>

namespace imago::dataset {

/// Whether left and right can be swapped in these pictures without anyone noticing.
struct MirrorTest
{
    std::size_t pictures = 0;
    /// Share of the pictures that one linear rule tells from their mirror images, having been made from others: 0.5
    /// where left and right are alike (patterns, faces), 1 for a shelf of shoes that all point to the left.
    double told = 0.5;

    /// A model that also saw the mirror images would draw what these pictures never show.
    bool oneSided() const noexcept;
};

/// Fisher's linear discriminant between the 8 x 8 thumbnails and their mirror images, in two halves that judge each
/// other. Equal input gives an equal result. Pictures that `use` leaves out do not count.
MirrorTest testMirroring(std::size_t count, const std::function<const Appearance &(std::size_t)> &appearance,
                         const std::function<bool(std::size_t)> &use);

} // namespace imago::dataset
