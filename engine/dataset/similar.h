// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"
#include "engine/train/picture_reader.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace imago::dataset {

/// How much a picture of a data set resembles the one in question.
struct Similarity
{
    std::size_t item = 0;
    bool looksEqual = false;  ///< A copy: scaled, compressed again or slightly corrected (perceptual_hash.h).
    int hashDistance = 0;     ///< Bits of 64 that differ.
    double thumbnailDistance = 0; ///< 0 to 255.
    /// Between the features that a network sees, 0 to 1 (1 - cosine); without a network, nothing.
    std::optional<double> angle;
};

struct SimilarPictures
{
    std::vector<Similarity> nearest; ///< Empty after a stop.
    std::size_t unread = 0;          ///< Pictures that were passed over, as they can't be read.
};

/// The `most` pictures that are nearest to `picture`: copies first, then by what `reader` sees, or without one by their
/// perceptual hashes and thumbnails.
/// Errors: BadInput where none can be read; FileMissing when the folder goes away meanwhile; the reader's.
Result<SimilarPictures> similarPictures(const Image &picture, const Dataset &dataset, train::PictureReader *reader,
                                        std::size_t most, int threads,
                                        const std::function<void(std::size_t, std::size_t)> &progress = {},
                                        std::stop_token stop = {});

} // namespace imago::dataset
