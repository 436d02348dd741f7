// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/distribution.h"

#include "engine/core/random.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace imago::train {

namespace {

using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

constexpr Eigen::Index kBlock = 512; // rows of a block of distances

Eigen::Map<const Rows> rowsOf(const FeatureTable &table)
{
    return {table.values.data(), static_cast<Eigen::Index>(table.count()), static_cast<Eigen::Index>(table.size)};
}

struct Moments
{
    Vector mean;
    Matrix covariance;
};

Moments momentsOf(const FeatureTable &table)
{
    const Matrix values = rowsOf(table).cast<double>();
    Moments moments;
    moments.mean = values.colwise().mean();
    const Matrix centred = values.rowwise() - moments.mean.transpose();
    moments.covariance = centred.transpose() * centred / static_cast<double>(values.rows() - 1);
    return moments;
}

// Of a symmetric matrix without negative eigenvalues, but for rounding.
Matrix squareRoot(const Matrix &matrix)
{
    const Eigen::SelfAdjointEigenSolver<Matrix> solver(matrix);
    const Vector roots = solver.eigenvalues().cwiseMax(0.0).cwiseSqrt();
    return solver.eigenvectors() * roots.asDiagonal() * solver.eigenvectors().transpose();
}

/// `wanted` different numbers below `count`, in no order; all of them where there are no more.
std::vector<std::size_t> chosen(std::size_t count, std::size_t wanted, Random &random)
{
    std::vector<std::size_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    for (std::size_t i = 0; i < std::min(wanted, count); ++i)
        std::swap(numbers[i], numbers[i + random.below(count - i)]);
    numbers.resize(std::min(wanted, count));
    return numbers;
}

double discrepancy(const FeatureTable &real, const FeatureTable &samples)
{
    const auto kernel = [](const FeatureTable &a, const FeatureTable &b) {
        const Matrix products = rowsOf(a).cast<double>() * rowsOf(b).cast<double>().transpose();
        return Matrix((products.array() / static_cast<double>(a.size) + 1.0).cube());
    };
    const auto within = [&kernel](const FeatureTable &table) {
        const Matrix values = kernel(table, table);
        const auto n = static_cast<double>(table.count());
        return (values.sum() - values.trace()) / (n * (n - 1));
    };
    return within(real) + within(samples) - 2 * kernel(real, samples).mean();
}

/// Squared distances of the rows [first, first + count) of `a` to all of `b`.
Rows squaredDistances(const FeatureTable &a, const FeatureTable &b, Eigen::Index first, Eigen::Index count)
{
    const auto rows = rowsOf(a).middleRows(first, count);
    Rows distances = -2.0F * (rows * rowsOf(b).transpose());
    distances.colwise() += rows.rowwise().squaredNorm();
    distances.rowwise() += rowsOf(b).rowwise().squaredNorm().transpose();
    return distances.cwiseMax(0.0F);
}

template <typename Visit>
void forEachBlock(const FeatureTable &a, const FeatureTable &b, const Visit &visit)
{
    const auto rows = static_cast<Eigen::Index>(a.count());
    for (Eigen::Index first = 0; first < rows; first += kBlock)
        visit(first, squaredDistances(a, b, first, std::min(kBlock, rows - first)));
}

// Of each picture the squared distance to its third neighbour.
std::vector<float> radiiOf(const FeatureTable &table)
{
    constexpr std::ptrdiff_t kNeighbour = 3; // 0 is the picture itself
    std::vector<float> radii;
    forEachBlock(table, table, [&radii](Eigen::Index, Rows distances) {
        for (Eigen::Index row = 0; row < distances.rows(); ++row) {
            float *values = distances.row(row).data();
            std::nth_element(values, values + kNeighbour, values + distances.cols());
            radii.push_back(values[kNeighbour]);
        }
    });
    return radii;
}

// The share of `points` that lie in a ball around one of `centres`.
double coverage(const FeatureTable &points, const FeatureTable &centres)
{
    const std::vector<float> radii = radiiOf(centres);
    const Eigen::Map<const Eigen::RowVectorXf> reach(radii.data(), static_cast<Eigen::Index>(radii.size()));
    std::size_t inside = 0;
    forEachBlock(points, centres, [&](Eigen::Index, const Rows &distances) {
        for (Eigen::Index row = 0; row < distances.rows(); ++row)
            inside += (distances.row(row).array() <= reach.array()).any() ? 1 : 0;
    });
    return static_cast<double>(inside) / static_cast<double>(points.count());
}

double meanPairDistance(const FeatureTable &table, Random &random)
{
    constexpr int kPairs = 10'000;
    double sum = 0;
    for (int i = 0; i < kPairs; ++i) {
        const std::size_t a = random.below(table.count());
        const std::size_t b = (a + 1 + random.below(table.count() - 1)) % table.count();
        double squared = 0;
        for (std::size_t k = 0; k < table.size; ++k)
            squared += (double{table[a][k]} - double{table[b][k]}) * (double{table[a][k]} - double{table[b][k]});
        sum += std::sqrt(squared);
    }
    return sum / kPairs;
}

} // namespace

double frechetDistance(const FeatureTable &real, const FeatureTable &samples)
{
    const Moments a = momentsOf(real);
    const Moments b = momentsOf(samples);
    // tr (AB)^(1/2) = tr (A^(1/2) B A^(1/2))^(1/2), and the latter is symmetric
    const Matrix root = squareRoot(a.covariance);
    const Matrix product = root * b.covariance * root;
    const Eigen::SelfAdjointEigenSolver<Matrix> solver((product + product.transpose()) / 2, Eigen::EigenvaluesOnly);
    const double mixed = solver.eigenvalues().cwiseMax(0.0).cwiseSqrt().sum();
    return (a.mean - b.mean).squaredNorm() + a.covariance.trace() + b.covariance.trace() - 2 * mixed;
}

KernelDistance kernelDistance(const FeatureTable &real, const FeatureTable &samples, std::uint64_t seed)
{
    constexpr std::size_t kSubset = 1000;
    constexpr std::size_t kSubsets = 10;
    const std::size_t size = std::min({kSubset, real.count(), samples.count()});
    const bool whole = size == real.count() && size == samples.count();
    Random random(seed);
    std::vector<double> values;
    for (std::size_t i = 0; i < (whole ? 1 : kSubsets); ++i)
        values.push_back(discrepancy(real.picked(chosen(real.count(), size, random)),
                                     samples.picked(chosen(samples.count(), size, random))));
    KernelDistance result;
    for (const double value : values)
        result.mean += value / static_cast<double>(values.size());
    for (const double value : values)
        result.deviation += (value - result.mean) * (value - result.mean) / static_cast<double>(values.size());
    result.deviation = std::sqrt(result.deviation);
    return result;
}

PrecisionRecall precisionRecall(const FeatureTable &real, const FeatureTable &samples, std::uint64_t seed)
{
    constexpr std::size_t kMost = 5000;
    Random random(seed);
    const FeatureTable some = real.picked(chosen(real.count(), kMost, random));
    const FeatureTable drawn = samples.picked(chosen(samples.count(), kMost, random));
    return {coverage(drawn, some), coverage(some, drawn)};
}

double diversity(const FeatureTable &real, const FeatureTable &samples, std::uint64_t seed)
{
    Random random(seed);
    const double among = meanPairDistance(real, random);
    return among == 0 ? 0 : meanPairDistance(samples, random) / among;
}

std::vector<Neighbour> nearest(const FeatureTable &queries, const FeatureTable &among)
{
    std::vector<Neighbour> found;
    forEachBlock(queries, among, [&found](Eigen::Index, const Rows &distances) {
        for (Eigen::Index row = 0; row < distances.rows(); ++row) {
            Eigen::Index best = 0;
            const float squared = distances.row(row).minCoeff(&best);
            found.push_back({static_cast<std::size_t>(best), std::sqrt(static_cast<double>(squared))});
        }
    });
    return found;
}

} // namespace imago::train
