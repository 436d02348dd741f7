// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/picture_samples.h"
#include "engine/train/copy_test.h"
#include "engine/train/distribution.h"
#include "engine/train/loss_networks.h"
#include "engine/train/picture_reader.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace imago::dataset {

/// Pictures that somebody made, to be held against real ones.
struct MadePictures
{
    std::size_t count = 0;
    std::function<Result<Image>(std::size_t)> draw;   ///< From one thread, in order.
    std::function<std::string(std::size_t)> name;     ///< For the report.
    std::function<std::string(std::size_t)> className; ///< What it was meant to be; empty or returning "": nothing.
};

struct EvaluationOptions
{
    /// Held-out pictures (or real ones, without a split) that samples are compared with.
    std::size_t mostReal = 5'000;
    std::size_t mostTraining = 60'000; ///< Training pictures among which copies are looked for.
    std::size_t listed = 20;           ///< Nearest pairs in the report.
    std::uint64_t seed = 1;
    train::LossUse reader = train::LossUse::Unknown; ///< Of the reader, in the losses of what made the pictures.
    std::optional<bool> trainedOnThese; ///< As PictureQuality::trainedOnThese.
};

/// A sample beside the training picture that it resembles most.
struct Resemblance
{
    std::string sample;
    std::string training;
    std::size_t sampleIndex = 0;
    std::size_t trainingItem = 0; ///< Of the data set.
    /// In features, in units of the median distance of a held-out picture to its nearest training picture.
    double distance = 0;
    bool looksEqual = false; ///< Their perceptual hashes and thumbnails match, as they are or mirrored.
};

/// So many real pictures it takes to tell. Of a model whose samples lie nearer to training pictures than unseen ones do
/// in 7 of 10 pairs, the test for copies then sees it 19 times of 20: (0.7 - 0.5) sqrt(12 n) is 3 + 1.64 deviations at
/// n = 45. Precision and recall, which count what lies in balls around pictures, scatter by about 5 % there; with a
/// dozen by 10 to 20 %, and the wide ball of one odd picture holds everything.
inline constexpr std::size_t kFewestToTell = 50;

/// What is known of copies.
enum class CopyVerdict {
    Copies,
    NoSign,    ///< Looked for with pictures enough, and none found.
    CannotTell ///< Fewer than kFewestToTell pictures were held out, or there are too few samples.
};
/// "copies", "no-sign", "cannot-tell"
std::string_view name(CopyVerdict verdict) noexcept;

/// How good made pictures are, and whether they are copies.
struct PictureQuality
{
    std::string reader; ///< Which network saw the pictures. Figures of different networks can't be compared.
    std::string readerHash;
    train::LossUse readerInLosses = train::LossUse::Unknown; ///< Used: the figures flatter the model.
    std::size_t samples = 0;
    std::size_t real = 0;
    bool againstHeldOut = false; ///< Real are pictures that were held out of training.
    std::size_t training = 0;
    /// Whether what made the pictures was trained on the real ones, prepared alike: if not, nothing of them was held
    /// out of its training.
    std::optional<bool> trainedOnThese;

    double frechet = 0;
    /// The same of training pictures in the samples' place: as good as it gets at these counts.
    double frechetOfReal = 0;
    train::KernelDistance kernel;
    train::PrecisionRecall precisionRecall;
    double diversity = 0;
    std::optional<double> recognised; ///< Share of samples whose class the reader tells as it was meant.
    std::optional<double> recognisedReal; ///< The same of the real pictures: what the reader can tell at all.

    train::CopyTest copyTest;
    std::size_t lookEqual = 0; ///< Samples that look equal to a training picture.
    double lookEqualReal = 0;  ///< Share of held-out pictures that do: what pure chance and near-duplicates give.
    std::vector<Resemblance> nearest; ///< The most suspicious first.

    /// The test says so, or samples look equal to training pictures much more often than held-out pictures do.
    bool memorised() const noexcept;
    CopyVerdict copying() const noexcept;
    /// Whether there are pictures enough for precision and recall.
    bool tellsPrecision() const noexcept;
};

/// Compares `made` with the pictures of a training's samples, which keep their split. Nothing after a stop.
/// Errors: BadInput for fewer than 10 made pictures; those of `made` and the reader.
Result<std::optional<PictureQuality>>
evaluatePictures(const MadePictures &made, const PictureSamples &real, train::PictureReader &reader,
                 const EvaluationOptions &options, const std::function<void(std::size_t, std::size_t)> &progress = {},
                 std::stop_token stop = {});

/// As quality.json in a package, and as `imago evaluate --json`.
std::string toJson(const PictureQuality &quality);
/// The figures of such a text; of the nearest pairs the names. Errors: FileDamaged.
Result<PictureQuality> pictureQualityFromJson(std::string_view text, const std::string &subject);

} // namespace imago::dataset
