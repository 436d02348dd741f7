// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/picture_samples.h"

#include "engine/core/random.h"
#include "engine/dataset/kept_listing.h"
#include "engine/dataset/near_duplicates.h"
#include "engine/dataset/outliers.h"
#include "engine/dataset/sample_cache.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <unordered_set>
#include <utility>

namespace imago::dataset {

namespace {

constexpr std::uint64_t kSplitSeed = 0x5EED'0F5B'117AULL;
constexpr std::uint64_t kOnWhite = 0xFFFF'FFFFULL;
constexpr std::size_t kMostHeldOut = 10'000;
constexpr std::size_t kFewestToSplit = 10;
constexpr std::size_t kFewestToTrain = 2;

Status check(const PictureSamplesOptions &options)
{
    if (!train::isModelSide(options.size.width) || !train::isModelSide(options.size.height))
        return fail(ErrorCode::BadInput, "the sides are multiples of 8 from 16 to 1024", "size");
    if (!(options.heldOut >= 0 && options.heldOut <= 0.5))
        return fail(ErrorCode::BadInput, "0 to 0.5 of the pictures are held out", "held-out");
    return {};
}

// A share of the groups of near-duplicates, chosen by what the pictures hold and not by how they are called.
std::vector<bool> chooseHeldOut(std::span<const std::uint32_t> kept, std::span<const std::uint32_t> groups,
                                double share, const SampleCache &cache)
{
    std::vector<bool> heldOut(groups.size(), false);
    const auto wanted =
        std::min(kMostHeldOut, static_cast<std::size_t>(std::lround(static_cast<double>(kept.size()) * share)));
    if (kept.size() < kFewestToSplit || wanted == 0)
        return heldOut;
    std::vector<std::uint32_t> members(groups.size(), 0);
    std::vector<std::pair<std::uint64_t, std::uint32_t>> leaders;
    for (const std::uint32_t item : kept) {
        if (members[groups[item]]++ == 0)
            leaders.emplace_back(mixSeed(kSplitSeed, cache.facts(groups[item]).content), groups[item]);
    }
    std::ranges::sort(leaders);
    std::size_t count = 0;
    std::vector<bool> chosen(groups.size(), false);
    for (const auto &[order, leader] : leaders) {
        if (count + members[leader] <= wanted) {
            chosen[leader] = true;
            count += members[leader];
        }
    }
    for (const std::uint32_t item : kept)
        heldOut[item] = chosen[groups[item]];
    return heldOut;
}

} // namespace

Status checkEnough(std::size_t usable, const Dataset &dataset, const LeftOut &leftOut)
{
    if (usable >= kFewestToTrain)
        return {};
    std::string why;
    const auto add = [&why](std::size_t count, const char *what) {
        if (count > 0)
            why += (why.empty() ? " (" : ", ") + std::to_string(count) + what;
    };
    add(leftOut.broken, " broken");
    add(leftOut.small, " too small");
    add(leftOut.reserved, " whose metadata forbids training");
    add(leftOut.duplicates, " there already");
    add(leftOut.wished, " left out as you wish");
    return fail(ErrorCode::BadInput,
                std::to_string(usable) + " of " + std::to_string(dataset.size()) +
                    (dataset.size() == 1 ? " picture" : " pictures") + " can be used, and a model needs two at least" +
                    (why.empty() ? why : why + ")"),
                files::subjectOf(dataset.path()));
}

PictureSamples::PictureSamples(Dataset dataset, std::unique_ptr<SampleCache> cache)
    : m_dataset(std::move(dataset))
    , m_cache(std::move(cache))
{
}

PictureSamples::~PictureSamples() = default;

Result<std::shared_ptr<const PictureSamples>> PictureSamples::open(const Dataset &dataset,
                                                                   const PictureSamplesOptions &options,
                                                                   const std::filesystem::path &file,
                                                                   const Progress &progress, std::stop_token stop)
{
    if (const Status fine = check(options); !fine)
        return tl::unexpected(fine.error());
    const SampleForm form{options.size, options.fit, options.smallestSide};
    Result<std::unique_ptr<SampleCache>> cache =
        SampleCache::open(dataset, form, file, options.threads, progress, stop);
    if (!cache)
        return tl::unexpected(cache.error());
    if (*cache == nullptr)
        return std::shared_ptr<const PictureSamples>();
    return arranged(dataset, *std::move(cache), options, stop);
}

Result<std::shared_ptr<const PictureSamples>> PictureSamples::reopen(const std::filesystem::path &folder,
                                                                     const PictureSamplesOptions &options,
                                                                     const std::filesystem::path &file,
                                                                     const std::stop_token &stop)
{
    if (const Status fine = check(options); !fine)
        return tl::unexpected(fine.error());
    Result<std::unique_ptr<SampleCache>> cache = SampleCache::reopen(file);
    if (!cache)
        return tl::unexpected(cache.error());
    const SampleCache &kept = **cache;
    if (!(kept.form() == SampleForm{options.size, options.fit, options.smallestSide}))
        return fail(ErrorCode::BadInput, "the pictures are kept in another form", files::subjectOf(file));
    const Result<Dataset> dataset = datasetFrom(kept.listing(), kept.size(), kept.datasetKey(), folder);
    if (!dataset)
        return tl::unexpected(dataset.error());
    return arranged(*dataset, *std::move(cache), options, stop);
}

Result<std::shared_ptr<const PictureSamples>> PictureSamples::arranged(const Dataset &dataset,
                                                                       std::unique_ptr<SampleCache> cache,
                                                                       const PictureSamplesOptions &options,
                                                                       const std::stop_token &stop)
{
    std::shared_ptr<PictureSamples> samples(new PictureSamples(dataset, std::move(cache)));
    if (const Status done = samples->arrange(options, stop); !done)
        return tl::unexpected(done.error());
    if (stop.stop_requested())
        return std::shared_ptr<const PictureSamples>();
    return std::shared_ptr<const PictureSamples>(std::move(samples));
}

Status PictureSamples::arrange(const PictureSamplesOptions &options, const std::stop_token &stop)
{
    std::vector<bool> used(m_dataset.size(), false);
    std::unordered_set<std::uint64_t> seen;
    for (std::uint32_t item = 0; item < m_dataset.size(); ++item) {
        const PictureFacts &facts = m_cache->facts(item);
        if (facts.trouble != Trouble::None)
            ++m_leftOut.broken;
        else if (std::min(facts.size.width, facts.size.height) < options.smallestSide)
            ++m_leftOut.small;
        else if (facts.marks != 0 && !options.useReserved)
            ++m_leftOut.reserved;
        else if (!options.useDuplicates && !seen.insert(facts.content).second)
            ++m_leftOut.duplicates;
        else
            used[item] = true;
    }
    const auto before = std::ranges::count(used, true);
    takeOut(
        options.leaveOut, options.size, options.fit,
        [this](std::size_t item) -> const PictureFacts & { return m_cache->facts(item); }, used);
    std::vector<std::uint32_t> kept;
    for (std::uint32_t item = 0; item < m_dataset.size(); ++item) {
        if (used[item])
            kept.push_back(item);
    }
    m_leftOut.wished = static_cast<std::size_t>(before) - kept.size();
    if (const Status enough = checkEnough(kept.size(), m_dataset, m_leftOut); !enough)
        return enough;

    const bool parted =
        std::ranges::any_of(kept, [this](std::uint32_t i) { return m_dataset.part(i) == Part::HeldOut; }) &&
        std::ranges::any_of(kept, [this](std::uint32_t i) { return m_dataset.part(i) == Part::Training; });
    std::vector<bool> heldOut(m_dataset.size(), false);
    if (parted) {
        for (const std::uint32_t item : kept)
            heldOut[item] = m_dataset.part(item) == Part::HeldOut;
    } else if (options.heldOut > 0) {
        const auto groups = nearDuplicateGroups(
            m_dataset.size(), [this](std::size_t i) -> const Appearance & { return m_cache->facts(i).appearance; },
            [&used](std::size_t i) { return used[i]; }, stop);
        heldOut = chooseHeldOut(kept, groups, options.heldOut, *m_cache);
    }
    std::ranges::copy_if(kept, std::back_inserter(m_order), [&heldOut](std::uint32_t i) { return !heldOut[i]; });
    m_set.training = m_order.size();
    std::ranges::copy_if(kept, std::back_inserter(m_order), [&heldOut](std::uint32_t i) { return heldOut[i]; });
    m_set.heldOut = m_order.size() - m_set.training;
    m_set.size = options.size;
    m_set.classes = m_dataset.classNames();
    m_set.attributes = m_dataset.attributeNames();
    const bool alpha = std::ranges::any_of(m_order, [this](std::uint32_t i) { return m_cache->facts(i).transparent; });
    m_onWhite = alpha && options.onWhite;
    m_set.alpha = alpha && !options.onWhite;
    m_set.grey = std::ranges::all_of(m_order, [this](std::uint32_t i) { return m_cache->facts(i).grey; });

    std::uint64_t seed = mixSeed(m_cache->formKey(), m_set.training);
    for (const std::uint32_t item : m_order) {
        seed = mixSeed(mixSeed(seed, m_cache->facts(item).content),
                       static_cast<std::uint32_t>(m_dataset.classIndex(item)));
        for (const float value : m_dataset.attributes(item))
            seed = mixSeed(seed, std::bit_cast<std::uint32_t>(value));
    }
    m_fingerprint = m_onWhite ? mixSeed(seed, kOnWhite) : seed;
    return {};
}

const PictureFacts &PictureSamples::facts(std::size_t item) const noexcept
{
    return m_cache->facts(item);
}

Status PictureSamples::draw(std::uint64_t index, std::span<std::uint8_t> out) const
{
    if (index >= m_order.size() || out.size() != sampleBytes())
        return fail(ErrorCode::Internal, "no sample " + std::to_string(index) + " of these pictures");
    const std::uint32_t item = m_order[index];
    const train::PictureHead head{m_dataset.classIndex(item), item};
    const std::span<const float> attributes = m_dataset.attributes(item);
    std::memcpy(out.data(), &head, sizeof(head));
    if (!attributes.empty())
        std::memcpy(out.data() + sizeof(head), attributes.data(), attributes.size_bytes());
    const std::span<std::uint8_t> pixels = out.subspan(sizeof(head) + attributes.size_bytes());
    std::ranges::copy(m_cache->pixels(item), pixels.begin());
    if (m_onWhite)
        putOnWhite(pixels);
    return {};
}

} // namespace imago::dataset
