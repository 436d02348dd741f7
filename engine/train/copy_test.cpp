// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/copy_test.h"

#include "engine/core/random.h"
#include "engine/train/distribution.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace imago::train {

namespace {

constexpr std::size_t kMostCells = 10;
constexpr std::size_t kPicturesACell = 100; // held-out ones, on average
constexpr std::size_t kFewestSamples = 20;
constexpr std::size_t kFewestHeldOut = 10;
constexpr int kRounds = 10;

// Lloyd's k-means from centres that lie apart (Arthur and Vassilvitskii 2007).
FeatureTable centresOf(const FeatureTable &table, std::size_t cells, std::uint64_t seed)
{
    Random random(seed);
    const std::size_t first = random.below(table.count());
    FeatureTable centres = table.picked(std::span(&first, 1));
    while (centres.count() < cells) {
        const std::vector<Neighbour> nearestCentre = nearest(table, centres);
        double total = 0;
        for (const Neighbour &neighbour : nearestCentre)
            total += neighbour.distance * neighbour.distance;
        double left = random.uniform() * total;
        std::size_t next = 0;
        while (next + 1 < table.count() && (left -= nearestCentre[next].distance * nearestCentre[next].distance) > 0)
            ++next;
        centres.values.insert(centres.values.end(), table[next].begin(), table[next].end());
    }
    for (int round = 0; round < kRounds; ++round) {
        const std::vector<Neighbour> nearestCentre = nearest(table, centres);
        std::vector<double> sums(centres.values.size(), 0.0);
        std::vector<std::size_t> counts(cells, 0);
        for (std::size_t i = 0; i < table.count(); ++i) {
            const std::size_t cell = nearestCentre[i].index;
            ++counts[cell];
            for (std::size_t k = 0; k < table.size; ++k)
                sums[cell * table.size + k] += table[i][k];
        }
        for (std::size_t i = 0; i < sums.size(); ++i) {
            if (counts[i / table.size] > 0)
                centres.values[i] = static_cast<float>(sums[i] / static_cast<double>(counts[i / table.size]));
        }
    }
    return centres;
}

std::vector<std::vector<double>> distancesByCell(const FeatureTable &table, const FeatureTable &training,
                                                 const FeatureTable &centres)
{
    const std::vector<Neighbour> cell = nearest(table, centres);
    const std::vector<Neighbour> neighbour = nearest(table, training);
    std::vector<std::vector<double>> distances(centres.count());
    for (std::size_t i = 0; i < table.count(); ++i)
        distances[cell[i].index].push_back(neighbour[i].distance);
    return distances;
}

// Mann and Whitney's U of "samples lie farther away", as deviations from chance; equal distances share their rank.
double rankScore(const std::vector<double> &samples, const std::vector<double> &heldOut)
{
    std::vector<std::pair<double, bool>> all;
    for (const double distance : samples)
        all.emplace_back(distance, true);
    for (const double distance : heldOut)
        all.emplace_back(distance, false);
    std::ranges::sort(all);
    const auto m = static_cast<double>(samples.size());
    const auto n = static_cast<double>(heldOut.size());
    double ranks = 0;
    double ties = 0;
    for (std::size_t begin = 0; begin < all.size();) {
        std::size_t end = begin;
        double own = 0;
        while (end < all.size() && all[end].first == all[begin].first)
            own += all[end++].second ? 1 : 0;
        const auto equal = static_cast<double>(end - begin);
        ranks += own * (static_cast<double>(begin + end + 1) / 2);
        ties += equal * equal * equal - equal;
        begin = end;
    }
    const double u = ranks - m * (m + 1) / 2;
    const double variance = m * n / 12 * (m + n + 1 - ties / ((m + n) * (m + n - 1)));
    return variance <= 0 ? 0 : (u - m * n / 2) / std::sqrt(variance);
}

} // namespace

CopyTest copyTest(const FeatureTable &training, const FeatureTable &heldOut, const FeatureTable &samples,
                  std::uint64_t seed)
{
    const std::size_t cells =
        std::clamp<std::size_t>(heldOut.count() / kPicturesACell, 1, std::min(kMostCells, training.count()));
    const FeatureTable centres = centresOf(training, cells, seed);
    const auto sampleDistances = distancesByCell(samples, training, centres);
    const auto heldOutDistances = distancesByCell(heldOut, training, centres);
    CopyTest test;
    double weights = 0;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        if (sampleDistances[cell].size() < kFewestSamples || heldOutDistances[cell].size() < kFewestHeldOut)
            continue;
        const auto weight = static_cast<double>(heldOutDistances[cell].size());
        test.statistic += weight * rankScore(sampleDistances[cell], heldOutDistances[cell]);
        weights += weight;
        ++test.cells;
    }
    test.statistic = weights == 0 ? 0 : test.statistic / weights;
    return test;
}

} // namespace imago::train
