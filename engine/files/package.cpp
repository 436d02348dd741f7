// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/package.h"

#include "engine/files/package_source.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <new>

namespace imago::files {

namespace {

/// All of one file. `Bytes` is a vector of bytes or a string.
template <typename Bytes>
Result<Bytes> readAll(const PackageSource &source, std::string_view name, std::uint64_t limit,
                      const std::string &subject)
{
    try {
        const Result<std::uint64_t> size = source.size(name);
        if (!size)
            return tl::unexpected(size.error());
        Bytes bytes;
        if (*size <= limit)
            bytes.reserve(static_cast<std::size_t>(*size));
        const auto append = [&bytes](std::span<const std::uint8_t> chunk) {
            bytes.insert(bytes.end(), chunk.begin(), chunk.end());
        };
        if (Status read = source.read(name, limit, append); !read)
            return tl::unexpected(std::move(read).error());
        return bytes;
    } catch (const std::bad_alloc &) {
        return fail(ErrorCode::OutOfMemory, "there is not enough memory for " + std::string(name), subject);
    }
}

std::span<const std::uint8_t> bytesOf(const std::string &text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

Status checkSum(const ManifestFile &file, const std::string &sum, const std::string &subject)
{
    if (sum != file.sha256) {
        return fail(ErrorCode::ChecksumMismatch,
                    "the content of " + file.path + " is not what the manifest lists", subject);
    }
    return {};
}

/// Rung 5, for all files before any of them is read.
Status checkSizes(const PackageSource &source, const Manifest &manifest, const std::string &subject)
{
    for (const ManifestFile &file : manifest.files) {
        const Result<std::uint64_t> size = source.size(file.path);
        if (!size)
            return tl::unexpected(size.error());
        if (*size != file.bytes) {
            return fail(ErrorCode::FileDamaged,
                        file.path + " has " + std::to_string(*size) + " bytes, the manifest lists " +
                            std::to_string(file.bytes),
                        subject);
        }
    }
    return {};
}

/// Rung 6, in pieces: weights may be larger than what is worth keeping in memory.
Status checkSums(const PackageSource &source, const Manifest &manifest, const std::string &subject)
{
    for (const ManifestFile &file : manifest.files) {
        Sha256 sum;
        const auto add = [&sum](std::span<const std::uint8_t> chunk) { sum.add(chunk); };
        if (Status read = source.read(file.path, file.bytes, add); !read)
            return read;
        if (Status same = checkSum(file, sum.finish(), subject); !same)
            return same;
    }
    return {};
}

/// A link to a package is one, but a folder of links is not: only what is below it must not be a link.
Result<std::unique_ptr<PackageSource>> openSource(const std::filesystem::path &path)
{
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored) ? openFolder(path) : openArchive(path);
}

} // namespace

Result<Package> openPackage(const std::filesystem::path &path)
{
    const std::string subject = subjectOf(path);
    Result<std::unique_ptr<PackageSource>> source = openSource(path);
    if (!source)
        return tl::unexpected(std::move(source).error());
    if (!(*source)->contains(kManifestName))
        return fail(ErrorCode::NotAModel, "there is no manifest.json in it", subject);
    const Result<std::string> text = readAll<std::string>(**source, kManifestName, kLargestManifest, subject);
    if (!text)
        return tl::unexpected(text.error());
    Result<Manifest> manifest = parseManifest(*text, subject);
    if (!manifest)
        return tl::unexpected(std::move(manifest).error());
    if (Status sizes = checkSizes(**source, *manifest, subject); !sizes)
        return tl::unexpected(std::move(sizes).error());
    if (Status sums = checkSums(**source, *manifest, subject); !sums)
        return tl::unexpected(std::move(sums).error());

    Package package;
    package.m_path = path;
    package.m_source = std::move(*source);
    package.m_manifest = std::make_shared<const Manifest>(std::move(*manifest));
    package.m_hash = sha256(bytesOf(*text));
    return package;
}

std::string Package::weightsHash(std::string_view role) const
{
    const ManifestNetwork *network = m_manifest->network(role);
    const ManifestFile *file = network == nullptr ? nullptr : m_manifest->file(network->file);
    return file == nullptr ? std::string() : file->sha256;
}

std::string Package::drawingHash() const
{
    std::vector<std::string> lines;
    for (const ManifestFile &file : m_manifest->files) {
        if (file.path.starts_with("weights/") || file.path == "labels.json")
            lines.push_back(file.path + ' ' + file.sha256 + '\n');
    }
    std::ranges::sort(lines);
    Sha256 sum;
    for (const std::string &line : lines)
        sum.add(bytesOf(line));
    return sum.finish();
}

Result<std::vector<std::uint8_t>> Package::read(std::string_view file) const
{
    const std::string subject = subjectOf(m_path);
    const ManifestFile *listed = m_manifest->file(file);
    if (listed == nullptr)
        return fail(ErrorCode::FileMissing, "the package has no file " + std::string(file), subject);
    Result<std::vector<std::uint8_t>> bytes =
        readAll<std::vector<std::uint8_t>>(*m_source, file, listed->bytes, subject);
    if (!bytes)
        return bytes;
    // Again, since the file may have changed after the package was opened.
    if (Status same = checkSum(*listed, sha256(*bytes), subject); !same)
        return tl::unexpected(std::move(same).error());
    return bytes;
}

Result<std::string> Package::readText(std::string_view file) const
{
    const Result<std::vector<std::uint8_t>> bytes = read(file);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return std::string(bytes->begin(), bytes->end());
}

Result<SafeTensors> Package::readTensors(std::string_view file) const
{
    Result<std::vector<std::uint8_t>> bytes = read(file);
    if (!bytes)
        return tl::unexpected(std::move(bytes).error());
    return SafeTensors::parse(std::move(*bytes), subjectOf(m_path) + "/" + std::string(file));
}

} // namespace imago::files
