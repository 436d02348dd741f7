// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"
#include "engine/dataset/fit.h"
#include "engine/dataset/picture_facts.h"
#include "engine/train/leave_out.h"
#include "engine/train/picture_source.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace imago::dataset {

class SampleCache;

/// Pictures with a shorter side are left out.
inline constexpr int kSmallestSide = 8;

struct PictureSamplesOptions
{
    Size size{64, 64}; ///< Of every sample; both sides multiples of 8, 16 to 1024.
    Fit fit = Fit::Crop;
    /// Share of the pictures that are only measured on, 0 to 0.5; at most 10,000 pictures, none of fewer than 10.
    /// Without meaning where the data set has a part for this.
    double heldOut = 0.1;
    bool useReserved = false;   ///< Train on pictures whose metadata forbids it: the user says that they may.
    bool useDuplicates = false; ///< Keep files of equal bytes more than once.
    train::LeaveOut leaveOut = {};
    bool onWhite = false; ///< Transparent pictures become opaque ones.
    int smallestSide = kSmallestSide;
    int threads = 1;
};

/// Why pictures of the data set are no samples.
struct LeftOut
{
    std::size_t broken = 0; ///< Of any Trouble.
    std::size_t reserved = 0;
    std::size_t duplicates = 0;
    std::size_t small = 0;
    std::size_t wished = 0; ///< As PictureSamplesOptions::leaveOut says.
};

/// Whether so many of a data set's pictures make a training. Errors: BadInput for fewer than two, with what was left
/// out.
Status checkEnough(std::size_t usable, const Dataset &dataset, const LeftOut &leftOut);

/// The pictures of a data set as training wants them: all of one size, decoded once into a memory-mapped file.
///
/// Sample i is a pure function of i (train/picture_source.h describes its bytes). Near-duplicates lie on one side of
/// the split, unless the data set itself says which pictures are held out.
/// Threads: any, several at a time.
class PictureSamples : public train::PictureSource
{
public:
    /// Told now and then (done, total), one call at a time, from any thread.
    using Progress = std::function<void(std::size_t, std::size_t)>;

    /// Takes over `cache` where it holds these pictures in this form, else writes it anew: as a hidden sibling first,
    /// so that a stop or a crash leaves no half a file. An empty pointer: `stop` came first.
    /// Errors: BadInput for options out of range, or fewer than two pictures that can be used; FileMissing when the
    /// folder goes away meanwhile; DiskFull (the file is allocated in full at once), FileUnwritable.
    static Result<std::shared_ptr<const PictureSamples>> open(const Dataset &dataset,
                                                              const PictureSamplesOptions &options,
                                                              const std::filesystem::path &cache,
                                                              const Progress &progress = {}, std::stop_token stop = {});
    /// What open() left in `cache`, whatever has become of the files of `folder` since: names and labels are as they
    /// were, and fingerprint() tells whether these are the samples that are wanted. An empty pointer: `stop` came
    /// first. Errors: as files::openRegular; FileDamaged; BadInput where the cache holds another form than that of
    /// `options`, or as open().
    static Result<std::shared_ptr<const PictureSamples>> reopen(const std::filesystem::path &folder,
                                                                const PictureSamplesOptions &options,
                                                                const std::filesystem::path &cache,
                                                                const std::stop_token &stop = {});
    ~PictureSamples() override;
    PictureSamples(const PictureSamples &) = delete;
    PictureSamples &operator=(const PictureSamples &) = delete;

    const train::PictureSet &set() const override { return m_set; }
    /// Of the pictures' content, labels and form; the same for a copy of the folder elsewhere.
    std::uint64_t fingerprint() const override { return m_fingerprint; }
    Status draw(std::uint64_t index, std::span<std::uint8_t> out) const override;

    const Dataset &dataset() const noexcept { return m_dataset; }
    /// The item of the data set that sample `index` shows.
    std::size_t item(std::size_t index) const noexcept { return m_order[index]; }
    /// What was found out about an item, also about those that were left out.
    const PictureFacts &facts(std::size_t item) const noexcept;
    const LeftOut &leftOut() const noexcept { return m_leftOut; }

private:
    PictureSamples(Dataset dataset, std::unique_ptr<SampleCache> cache);
    static Result<std::shared_ptr<const PictureSamples>>
    arranged(const Dataset &dataset, std::unique_ptr<SampleCache> cache, const PictureSamplesOptions &options,
             const std::stop_token &stop);
    Status arrange(const PictureSamplesOptions &options, const std::stop_token &stop);

    Dataset m_dataset;
    std::unique_ptr<SampleCache> m_cache;
    train::PictureSet m_set;
    std::vector<std::uint32_t> m_order; ///< Items: those trained on, then those held out.
    LeftOut m_leftOut;
    bool m_onWhite = false; ///< And some are transparent.
    std::uint64_t m_fingerprint = 0;
};

} // namespace imago::dataset
