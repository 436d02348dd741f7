// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/feature_table.h"

#include <cstdint>
#include <vector>

namespace imago::train {

/// Distances between what a network sees in real pictures and in samples. Which network saw them goes beside each
/// figure: these are not the published FID and KID, which are those of Inception-v3.

/// Frechet distance of the two normal distributions with the tables' means and covariances (Dowson and Landau 1982;
/// Heusel et al. 2017, equation 6). Biased upwards for few pictures: compare at equal counts. Requires: 2 pictures
/// each, equal sizes.
double frechetDistance(const FeatureTable &real, const FeatureTable &samples);

struct KernelDistance
{
    double mean = 0; ///< Unbiased, so that it may be below zero.
    double deviation = 0; ///< Between the subsets; 0 where there was one.
};

/// Squared maximum mean discrepancy with the kernel (x . y / size + 1)^3, the unbiased estimate, averaged over random
/// subsets of up to 1,000 pictures (Binkowski et al. 2018, section 4). Requires: 2 pictures each, equal sizes.
KernelDistance kernelDistance(const FeatureTable &real, const FeatureTable &samples, std::uint64_t seed);

struct PrecisionRecall
{
    double precision = 0; ///< Share of the samples that lie among real pictures: quality.
    double recall = 0;    ///< Share of the real pictures that lie among samples: variety.
};

/// Kynkaanniemi et al. 2019, equations 1 and 2, with balls that reach the third neighbour. Of larger tables 5,000
/// random pictures each.
/// Requires: 4 pictures each, equal sizes.
PrecisionRecall precisionRecall(const FeatureTable &real, const FeatureTable &samples, std::uint64_t seed);

/// Mean distance of two random samples in units of that of two real pictures: 1 is as varied, 0 is one picture again
/// and again.
/// Requires: 2 pictures each, equal sizes.
double diversity(const FeatureTable &real, const FeatureTable &samples, std::uint64_t seed);

struct Neighbour
{
    std::size_t index = 0;
    double distance = 0; ///< Euclidean.
};

/// For each picture of `queries` the nearest one of `among`. Requires: `among` is not empty, equal sizes.
std::vector<Neighbour> nearest(const FeatureTable &queries, const FeatureTable &among);

} // namespace imago::train
