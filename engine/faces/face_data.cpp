// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/face_data.h"

#include "engine/faces/head_topology.h"

#include <cstring>
#include <fstream>
#include <span>
#include <zlib.h>

namespace imago::faces {

namespace {

constexpr std::string_view kMagic = "IMFACES\n";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderSize = 24;
constexpr std::size_t kLargestFile = 32U << 20;
constexpr float kLargestCoordinate = 100.0F; // decimetres

/// Reads little-endian values one after the other; after the first that isn't there nothing is read any more.
class Reader
{
public:
    explicit Reader(std::span<const std::uint8_t> bytes)
        : m_bytes(bytes)
    {
    }

    bool good() const { return m_good; }
    bool atEnd() const { return m_good && m_bytes.empty(); }

    template <typename T>
    T value()
    {
        T result{};
        copy(&result, sizeof result);
        return result;
    }
    template <typename T>
    std::vector<T> values(std::size_t count)
    {
        if (count > m_bytes.size() / sizeof(T))
            m_good = false;
        if (!m_good)
            return {};
        std::vector<T> result(count);
        copy(result.data(), count * sizeof(T));
        return result;
    }
    std::string text(std::size_t length)
    {
        const auto bytes = values<char>(length);
        return {bytes.begin(), bytes.end()};
    }

private:
    void copy(void *target, std::size_t size)
    {
        if (size > m_bytes.size())
            m_good = false;
        if (!m_good || size == 0)
            return;
        std::memcpy(target, m_bytes.data(), size);
        m_bytes = m_bytes.subspan(size);
    }

    std::span<const std::uint8_t> m_bytes;
    bool m_good = true;
};

bool plausible(std::span<const V3> points)
{
    return std::ranges::all_of(points, [](const V3 &p) {
        return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z) &&
               std::fabs(p.x) < kLargestCoordinate && std::fabs(p.y) < kLargestCoordinate &&
               std::fabs(p.z) < kLargestCoordinate;
    });
}

Result<std::vector<std::uint8_t>> unpacked(const std::vector<std::uint8_t> &file, const std::string &name)
{
    const auto damaged = [&](const char *what) { return fail(ErrorCode::FileDamaged, what, name); };
    if (file.size() < kHeaderSize || std::memcmp(file.data(), kMagic.data(), kMagic.size()) != 0)
        return damaged("this is no packed head");
    Reader header(std::span<const std::uint8_t>(file).subspan(kMagic.size(), kHeaderSize - kMagic.size()));
    const auto version = header.value<std::uint32_t>();
    const std::size_t packedSize = header.value<std::uint32_t>();
    const std::size_t plainSize = header.value<std::uint32_t>();
    const auto checksum = header.value<std::uint32_t>();
    if (version != kVersion)
        return fail(ErrorCode::Incompatible, "version " + std::to_string(version) + " of the packed head",
                    name);
    if (packedSize != file.size() - kHeaderSize || plainSize > kLargestFile)
        return damaged("its sizes do not fit");
    std::vector<std::uint8_t> plain(plainSize);
    uLongf length = plainSize;
    if (uncompress(plain.data(), &length, file.data() + kHeaderSize, packedSize) != Z_OK ||
        length != plainSize)
        return damaged("it cannot be unpacked");
    if (crc32(0, plain.data(), static_cast<uInt>(plain.size())) != checksum)
        return damaged("its checksum is wrong");
    return plain;
}

bool readTargets(Reader &reader, std::size_t count, std::size_t vertices, std::vector<Target> &targets)
{
    for (std::size_t i = 0; i < count && reader.good(); ++i) {
        Target target;
        target.name = reader.text(reader.value<std::uint8_t>());
        target.scale = reader.value<float>();
        const auto moved = reader.value<std::uint16_t>();
        target.vertices = reader.values<std::uint16_t>(moved);
        target.moves = reader.values<std::array<std::int16_t, 3>>(moved);
        const bool inside = std::ranges::all_of(target.vertices, [&](std::size_t v) { return v < vertices; });
        if (!inside || !std::isfinite(target.scale) || std::fabs(target.scale) > 1.0F)
            return false;
        targets.push_back(std::move(target));
    }
    return reader.good();
}

bool readBody(std::span<const std::uint8_t> plain, FaceData &data, PackedHead &head)
{
    Reader reader(plain);
    const std::size_t vertices = reader.value<std::uint32_t>();
    const std::size_t faces = reader.value<std::uint32_t>();
    const std::size_t refined = reader.value<std::uint32_t>();
    const std::size_t eyePoints = reader.value<std::uint32_t>();
    const std::size_t targets = reader.value<std::uint32_t>();
    if (vertices < 3 || vertices > 65535 || faces == 0 || faces > 65535 || eyePoints < 2 ||
        eyePoints > vertices || eyePoints % 2 != 0 || targets > 1000)
        return false;
    const auto base = reader.values<V3>(vertices);
    head.canonical = reader.values<V3>(vertices);
    data.quads = reader.values<std::array<std::uint16_t, 4>>(faces);
    head.materials = reader.values<std::uint8_t>(faces);
    head.masks = reader.values<std::array<std::uint8_t, 5>>(refined);
    for (auto &eye : data.eyes)
        eye = reader.values<std::uint16_t>(eyePoints / 2);
    if (!reader.good() || !plausible(base) || !plausible(head.canonical))
        return false;
    const auto known = [&](std::size_t vertex) { return vertex < vertices; };
    for (const auto &quad : data.quads) {
        if (!std::ranges::all_of(quad, known))
            return false;
    }
    if (!std::ranges::all_of(data.eyes[0], known) || !std::ranges::all_of(data.eyes[1], known) ||
        std::ranges::any_of(head.materials, [](int material) { return material > 3; }))
        return false;
    for (const V3 &p : base)
        data.base.push_back(F4{p.x, p.y, p.z, 0});
    return readTargets(reader, targets, vertices, data.targets) && reader.atEnd();
}

} // namespace

std::size_t FaceData::find(std::string_view name) const
{
    const auto found = std::ranges::find(targets, name, &Target::name);
    return static_cast<std::size_t>(found - targets.begin());
}

Result<FaceData> loadFaceData(const std::filesystem::path &path)
{
    const std::string name = path.filename().string();
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return fail(ErrorCode::FileMissing, "the packed head is missing", name);
    const auto size = std::filesystem::file_size(path, error);
    if (error)
        return fail(ErrorCode::FileUnreadable, error.message(), name);
    if (size > kLargestFile)
        return fail(ErrorCode::FileDamaged, "it is too large for a packed head", name);
    std::vector<std::uint8_t> file(size);
    std::ifstream stream(path, std::ios::binary);
    if (!stream.read(std::bit_cast<char *>(file.data()), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::FileUnreadable, "it could not be read", name);

    const auto plain = unpacked(file, name);
    if (!plain)
        return tl::unexpected(plain.error());
    FaceData data;
    PackedHead head;
    if (!readBody(*plain, data, head) || !deriveTopology(data, head))
        return fail(ErrorCode::FileDamaged, "its contents contradict each other", name);
    return data;
}

} // namespace imago::faces
