// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"
#include "engine/dataset/fit.h"
#include "engine/dataset/picture_facts.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>

namespace imago::dataset {

/// In which form pictures are kept.
struct SampleForm
{
    Size size;
    Fit fit = Fit::Crop;
    int smallestSide = 1; ///< Of pictures with a shorter side no pixels are kept.

    bool operator==(const SampleForm &) const = default;
};

/// The pictures of a data set, examined and brought into one form, in a memory-mapped file: a head, the pixels, the
/// facts, the listing (kept_listing.h).
class SampleCache
{
public:
    /// As PictureSamples::open.
    static Result<std::unique_ptr<SampleCache>> open(const Dataset &dataset, const SampleForm &form,
                                                     const std::filesystem::path &file, int threads,
                                                     const std::function<void(std::size_t, std::size_t)> &progress,
                                                     std::stop_token stop);
    /// What open() left in this file, in whichever form. Errors: as files::openRegular; FileDamaged for what is no
    /// cache of this version.
    static Result<std::unique_ptr<SampleCache>> reopen(const std::filesystem::path &file);
    ~SampleCache();
    SampleCache(const SampleCache &) = delete;
    SampleCache &operator=(const SampleCache &) = delete;

    const PictureFacts &facts(std::size_t item) const noexcept;
    /// Premultiplied RGBA8; zeros where the picture has no use.
    std::span<const std::uint8_t> pixels(std::size_t item) const noexcept;
    const SampleForm &form() const noexcept { return m_form; }
    std::uint64_t formKey() const noexcept;
    std::size_t size() const noexcept { return m_count; }
    /// Dataset::fingerprint() of what was examined.
    std::uint64_t datasetKey() const noexcept;
    std::span<const std::uint8_t> listing() const noexcept;

private:
    SampleCache(std::size_t count, const SampleForm &form, std::size_t listingBytes);
    std::size_t factsBegin() const noexcept;
    Status map(int descriptor, bool writable, const std::string &subject);
    bool examineInto(const Dataset &dataset, std::size_t item);

    std::size_t m_count;
    SampleForm m_form;
    std::size_t m_pixelBytes;
    std::size_t m_listingBytes;
    std::size_t m_bytes;
    std::uint8_t *m_memory = nullptr;
};

} // namespace imago::dataset
