// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/similar.h"

#include "engine/dataset/crew.h"
#include "engine/dataset/fit.h"
#include "engine/dataset/perceptual_hash.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

namespace imago::dataset {

namespace {

using Features = std::vector<float>;

Result<Features> featuresOf(const Image &picture, train::PictureReader &reader)
{
    const Size size = reader.pictureSize();
    std::vector<std::uint8_t> pixels(4 * static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    fitPicture(picture, size, Fit::Pad, pixels);
    Result<train::PictureReader::Reading> reading = reader.read(pixels);
    if (!reading)
        return tl::unexpected(reading.error());
    return std::move(reading->features.values);
}

double angle(const Features &a, const Features &b)
{
    const double product = std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    const double lengths = std::sqrt(std::inner_product(a.begin(), a.end(), a.begin(), 0.0) *
                                     std::inner_product(b.begin(), b.end(), b.begin(), 0.0));
    return lengths == 0 ? 1 : std::clamp(1 - product / lengths, 0.0, 1.0);
}

} // namespace

Result<SimilarPictures> similarPictures(const Image &picture, const Dataset &dataset, train::PictureReader *reader,
                                        std::size_t most, int threads,
                                        const std::function<void(std::size_t, std::size_t)> &progress,
                                        std::stop_token stop)
{
    const Appearance own = appearanceOf(picture);
    Features ownFeatures;
    if (reader != nullptr) {
        Result<Features> features = featuresOf(picture, *reader);
        if (!features)
            return tl::unexpected(features.error());
        ownFeatures = std::move(*features);
    }
    std::vector<Similarity> found;
    std::optional<Error> failure;
    std::mutex collecting; // also the reader's: it serves one at a time
    const auto look = [&](std::size_t item) {
        const Result<Image> other = dataset.read(item);
        if (!other)
            return other.error().code != ErrorCode::FileMissing;
        const Appearance its = appearanceOf(*other);
        Similarity similarity{item, nearlyEqual(own, its), hashDistance(own.hash, its.hash),
                              thumbnailDistance(own, its), std::nullopt};
        const std::scoped_lock lock(collecting);
        if (reader != nullptr && !failure) {
            const Result<Features> features = featuresOf(*other, *reader);
            if (features)
                similarity.angle = angle(ownFeatures, *features);
            else
                failure = features.error();
        }
        found.push_back(similarity);
        return true;
    };
    if (const Status done = forEachPicture(dataset, dataset.size(), threads, look, progress, stop); !done)
        return tl::unexpected(done.error());
    if (failure)
        return tl::unexpected(*failure);
    if (stop.stop_requested())
        return SimilarPictures();
    if (found.empty())
        return fail(ErrorCode::BadInput, "none of its pictures can be read", files::subjectOf(dataset.path()));
    const auto rank = [](const Similarity &s) {
        return std::tuple(!s.looksEqual, s.angle.value_or(s.hashDistance), s.thumbnailDistance, s.item);
    };
    std::ranges::sort(found, {}, rank);
    const std::size_t unread = dataset.size() - found.size();
    if (found.size() > most)
        found.resize(most);
    return SimilarPictures{std::move(found), unread};
}

} // namespace imago::dataset
