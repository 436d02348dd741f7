// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/sample_cache.h"

#include "engine/core/random.h"
#include "engine/dataset/crew.h"
#include "engine/dataset/kept_listing.h"
#include "engine/files/descriptor.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <optional>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <thread>
#include <type_traits>
#include <unistd.h>

namespace imago::dataset {

namespace {

namespace fs = std::filesystem;

static_assert(std::is_trivially_copyable_v<PictureFacts>);

// A page, so that the pixels are aligned. Files of another version are written anew.
constexpr std::size_t kHeadBytes = 4096;
constexpr std::uint64_t kMagic = 0x3330'4843'4143'4D49ULL; // "IMCACH03" as bytes; rises with every change of the layout

struct Head
{
    std::uint64_t magic;
    std::uint64_t dataset; ///< Dataset::fingerprint
    std::uint64_t count;
    std::uint64_t listingBytes;
    std::int32_t width;
    std::int32_t height;
    std::int32_t fit;
    std::int32_t smallestSide;

    SampleForm form() const { return {{width, height}, static_cast<Fit>(fit), smallestSide}; }
};
static_assert(std::has_unique_object_representations_v<Head>); // compared as bytes

// What a head can say without the sizes that follow from it growing beyond a file's.
bool isSane(const Head &head)
{
    constexpr std::uint64_t kMost = std::uint64_t{1} << 40;
    const auto side = [](std::int32_t length) { return length > 0 && length <= (1 << 14); };
    const auto area = static_cast<std::uint64_t>(head.width) * static_cast<std::uint64_t>(head.height);
    return head.magic == kMagic && side(head.width) && side(head.height) && head.count > 0 &&
           head.count < kMost / (4 * area) && head.listingBytes < kMost &&
           (head.fit == static_cast<int>(Fit::Crop) || head.fit == static_cast<int>(Fit::Pad));
}

std::size_t pageCeiling(std::size_t bytes)
{
    return (bytes + kHeadBytes - 1) / kHeadBytes * kHeadBytes;
}

// Several processes of one training may want the same cache: one builds it, the others wait and take it over. The lock
// is the folder's own, leaves nothing behind and goes with its holder; not open where there is no such folder. Nothing:
// `stop` came first.
std::optional<files::Descriptor> lockFolderOf(const fs::path &file, const std::stop_token &stop)
{
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    files::Descriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    while (lock.isOpen() && flock(lock.get(), LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || errno == EINTR)) {
        if (stop.stop_requested())
            return {};
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return lock;
}

} // namespace

SampleCache::SampleCache(std::size_t count, const SampleForm &form, std::size_t listingBytes)
    : m_count(count)
    , m_form(form)
    , m_pixelBytes(4 * static_cast<std::size_t>(form.size.width) * static_cast<std::size_t>(form.size.height))
    , m_listingBytes(listingBytes)
    , m_bytes(factsBegin() + count * sizeof(PictureFacts) + listingBytes)
{
}

SampleCache::~SampleCache()
{
    if (m_memory != nullptr)
        munmap(m_memory, m_bytes);
}

std::uint64_t SampleCache::formKey() const noexcept
{
    std::uint64_t key =
        mixSeed(static_cast<std::uint64_t>(m_form.size.width), static_cast<std::uint64_t>(m_form.size.height));
    key = mixSeed(key, static_cast<std::uint64_t>(m_form.fit));
    return mixSeed(key, static_cast<std::uint64_t>(m_form.smallestSide));
}

std::uint64_t SampleCache::datasetKey() const noexcept
{
    return reinterpret_cast<const Head *>(m_memory)->dataset;
}

std::size_t SampleCache::factsBegin() const noexcept
{
    return kHeadBytes + pageCeiling(m_count * m_pixelBytes);
}

const PictureFacts &SampleCache::facts(std::size_t item) const noexcept
{
    return reinterpret_cast<const PictureFacts *>(m_memory + factsBegin())[item];
}

std::span<const std::uint8_t> SampleCache::listing() const noexcept
{
    return {m_memory + (m_bytes - m_listingBytes), m_listingBytes};
}

std::span<const std::uint8_t> SampleCache::pixels(std::size_t item) const noexcept
{
    return {m_memory + kHeadBytes + item * m_pixelBytes, m_pixelBytes};
}

Status SampleCache::map(int descriptor, bool writable, const std::string &subject)
{
    void *memory = mmap(nullptr, m_bytes, writable ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED, descriptor, 0);
    if (memory == MAP_FAILED)
        return files::failWriting(errno, subject);
    m_memory = static_cast<std::uint8_t *>(memory);
    return {};
}

bool SampleCache::examineInto(const Dataset &dataset, std::size_t item)
{
    Image picture;
    PictureFacts facts = examine(dataset, item, picture);
    if (facts.trouble == Trouble::None && std::min(facts.size.width, facts.size.height) >= m_form.smallestSide) {
        try {
            fitPicture(picture, m_form.size, m_form.fit, {m_memory + kHeadBytes + item * m_pixelBytes, m_pixelBytes});
        } catch (const std::bad_alloc &) {
            facts.trouble = Trouble::TooLarge;
        }
    }
    const_cast<PictureFacts &>(this->facts(item)) = facts;
    return facts.trouble != Trouble::Missing;
}

Result<std::unique_ptr<SampleCache>> SampleCache::open(const Dataset &dataset, const SampleForm &form,
                                                       const fs::path &file, int threads,
                                                       const std::function<void(std::size_t, std::size_t)> &progress,
                                                       std::stop_token stop)
{
    const std::string subject = files::subjectOf(file);
    const std::vector<std::uint8_t> listing = listingOf(dataset);
    std::unique_ptr<SampleCache> cache(new SampleCache(dataset.size(), form, listing.size()));
    const std::optional<files::Descriptor> lock = lockFolderOf(file, stop);
    if (!lock)
        return std::unique_ptr<SampleCache>();
    const Head head{kMagic,           dataset.fingerprint(), dataset.size(),  listing.size(), form.size.width,
                    form.size.height, static_cast<int>(form.fit), form.smallestSide};
    if (const Result<files::OpenFile> old = files::openRegular(file); old && old->bytes == cache->m_bytes) {
        Head there = {};
        const bool same = pread(old->descriptor.get(), &there, sizeof(there), 0) == ssize_t{sizeof(there)} &&
                          std::memcmp(&there, &head, sizeof(head)) == 0;
        if (same && cache->map(old->descriptor.get(), false, subject))
            return cache;
    }

    const fs::path sibling = file.parent_path() / ('.' + file.filename().string() + ".building");
    const files::Descriptor descriptor(::open(sibling.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!descriptor.isOpen())
        return files::failWriting(errno, subject);
    // A sparse file could run out of disk under the mapping, and that is a signal, not an error code.
    const int full = posix_fallocate(descriptor.get(), 0, static_cast<off_t>(cache->m_bytes));
    Status built = full == 0 ? Status() : Status(files::failWriting(full, subject));
    if (built)
        built = cache->map(descriptor.get(), true, subject);
    if (built)
        built = forEachPicture(
            dataset, dataset.size(), threads, [&](std::size_t item) { return cache->examineInto(dataset, item); },
            progress, stop);
    if (!built || stop.stop_requested()) {
        ::unlink(sibling.c_str());
        if (!built)
            return tl::unexpected(built.error());
        return std::unique_ptr<SampleCache>();
    }
    std::ranges::copy(listing, cache->m_memory + (cache->m_bytes - listing.size()));
    std::memcpy(cache->m_memory, &head, sizeof(head));
    if (msync(cache->m_memory, cache->m_bytes, MS_SYNC) != 0 || ::rename(sibling.c_str(), file.c_str()) != 0) {
        const int reason = errno;
        ::unlink(sibling.c_str());
        return files::failWriting(reason, subject);
    }
    return cache;
}

Result<std::unique_ptr<SampleCache>> SampleCache::reopen(const fs::path &file)
{
    const std::string subject = files::subjectOf(file);
    const Result<files::OpenFile> there = files::openRegular(file);
    if (!there)
        return tl::unexpected(there.error());
    Head head = {};
    const bool whole = pread(there->descriptor.get(), &head, sizeof(head), 0) == ssize_t{sizeof(head)};
    if (!whole || !isSane(head))
        return fail(ErrorCode::FileDamaged, "these are no kept pictures of this version", subject);
    std::unique_ptr<SampleCache> cache(new SampleCache(head.count, head.form(), head.listingBytes));
    if (cache->m_bytes != there->bytes)
        return fail(ErrorCode::FileDamaged, "the kept pictures are cut off", subject);
    if (const Status mapped = cache->map(there->descriptor.get(), false, subject); !mapped)
        return tl::unexpected(mapped.error());
    return cache;
}

} // namespace imago::dataset
