// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/faces/face_data.h"
#include "tests/faces/face_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <cstring>
#include <fstream>
#include <zlib.h>

using namespace imago;
using namespace imago::faces;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes original()
{
    std::ifstream file(test::faceData(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

ErrorCode loadError(const test::TempDir &folder, const Bytes &bytes)
{
    const auto path = folder / "faces.bin";
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    const auto loaded = Renderer::open(path);
    REQUIRE_FALSE(loaded.has_value());
    CHECK(loaded.error().subject == "faces.bin");
    return loaded.error().code;
}

// The plain contents packed again with right sizes and checksum: only their meaning can still be wrong.
Bytes packed(const Bytes &plain)
{
    uLongf length = compressBound(plain.size());
    Bytes file(24 + length);
    compress2(file.data() + 24, &length, plain.data(), plain.size(), 1);
    file.resize(24 + length);
    std::memcpy(file.data(), "IMFACES\n", 8);
    const std::uint32_t header[4] = {
        1, static_cast<std::uint32_t>(length), static_cast<std::uint32_t>(plain.size()),
        static_cast<std::uint32_t>(crc32(0, plain.data(), static_cast<uInt>(plain.size())))};
    std::memcpy(file.data() + 8, header, sizeof header);
    return file;
}

Bytes unpacked(const Bytes &file)
{
    std::uint32_t size = 0;
    std::memcpy(&size, file.data() + 16, 4);
    Bytes plain(size);
    uLongf length = size;
    REQUIRE(uncompress(plain.data(), &length, file.data() + 24, file.size() - 24) == Z_OK);
    return plain;
}

} // namespace

TEST_CASE("the packed head is whole")
{
    const auto data = loadFaceData(test::faceData());
    REQUIRE(data.has_value());
    CHECK(data->canonical.size() == data->regions.size());
    CHECK(data->rowStart.size() == data->canonical.size() + 1);
    CHECK(data->hairRoots.size() == 1500);
    CHECK(data->beardRoots.size() == 2560);
    CHECK(std::filesystem::file_size(test::faceData()) < 3'000'000);
    for (std::size_t i = 0; i < data->canonical.size(); ++i) {
        float sum = 0;
        for (std::size_t k = data->rowStart[i]; k < data->rowStart[i + 1]; ++k)
            sum += data->weight[k];
        REQUIRE_THAT(sum, Catch::Matchers::WithinAbs(1.0, 1e-4)); // refining moves nothing that stands still
    }
}

TEST_CASE("a file that is no packed head is refused")
{
    const test::TempDir folder;
    CHECK(Renderer::open(folder / "nowhere").error().code == ErrorCode::FileMissing);
    CHECK(Renderer::open(folder.path()).error().code == ErrorCode::FileMissing);
    CHECK(loadError(folder, {}) == ErrorCode::FileDamaged);
    CHECK(loadError(folder, Bytes(1000, 'x')) == ErrorCode::FileDamaged);
    Bytes newer = original();
    newer[8] = 2;
    CHECK(loadError(folder, newer) == ErrorCode::Incompatible);
}

TEST_CASE("every truncation is noticed")
{
    const test::TempDir folder;
    const Bytes whole = original();
    for (std::size_t length = 0; length < 64; ++length)
        CHECK(loadError(folder, Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))) ==
              ErrorCode::FileDamaged);
    Random random(1);
    for (int i = 0; i < 40; ++i) {
        const auto length = static_cast<std::ptrdiff_t>(random.below(whole.size()));
        CHECK(loadError(folder, Bytes(whole.begin(), whole.begin() + length)) == ErrorCode::FileDamaged);
    }
    Bytes longer = whole;
    longer.push_back(0);
    CHECK(loadError(folder, longer) == ErrorCode::FileDamaged);
}

TEST_CASE("flipped bytes are noticed")
{
    const test::TempDir folder;
    const Bytes whole = original();
    Random random(2);
    for (int i = 0; i < 60; ++i) {
        Bytes damaged = whole;
        const std::size_t at = i < 24 ? static_cast<std::size_t>(i) : random.below(whole.size());
        damaged[at] ^= static_cast<std::uint8_t>(1U << random.below(8));
        INFO("byte " << at);
        const ErrorCode code = loadError(folder, damaged);
        CHECK((code == ErrorCode::FileDamaged || (code == ErrorCode::Incompatible && at >= 8 && at < 12)));
    }
}

TEST_CASE("contents that lie with a right checksum do no harm")
{
    const test::TempDir folder;
    const Bytes plain = unpacked(original());
    CHECK(loadError(folder, packed({})) == ErrorCode::FileDamaged);
    for (std::size_t cut :
         {std::size_t{4}, std::size_t{19}, std::size_t{20}, plain.size() / 2, plain.size() - 1})
        CHECK(loadError(folder,
                        packed(Bytes(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(cut)))) ==
              ErrorCode::FileDamaged);
    for (std::size_t field = 0; field < 5; ++field) {
        for (const std::uint32_t value : {0U, 1U, 65535U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
            Bytes lying = plain;
            std::memcpy(lying.data() + 4 * field, &value, 4);
            INFO("count " << field << " is " << value);
            CHECK(loadError(folder, packed(lying)) == ErrorCode::FileDamaged);
        }
    }
    // Anything inside may change: it loads and draws, or it is refused.
    Random random(3);
    for (int i = 0; i < 40; ++i) {
        Bytes lying = plain;
        for (int k = 0; k < 50; ++k)
            lying[20 + random.below(lying.size() - 20)] = static_cast<std::uint8_t>(random.next());
        const auto path = folder / "lying.bin";
        const Bytes file = packed(lying);
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char *>(file.data()), static_cast<std::streamsize>(file.size()));
        const auto opened = Renderer::open(path);
        if (opened)
            CHECK((*opened)->draw(latent::neutralPoint(), 32, {}).has_value());
        else
            CHECK(opened.error().code == ErrorCode::FileDamaged);
    }
}
