// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/stored_zip.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <zip.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

using namespace imago;
using namespace imago::files;

namespace {

constexpr NoZip kNoZip{ErrorCode::NotAModel, "no zip"};

PackageFile entry(std::string path, std::string_view content)
{
    return {std::move(path), {reinterpret_cast<const std::uint8_t *>(content.data()), content.size()}};
}

Result<std::vector<std::pair<std::string, std::vector<std::uint8_t>>>> unpacked(std::span<const std::uint8_t> bytes)
{
    const Result<StoredZip> zip = StoredZip::open(bytes, "x.imago", kNoZip);
    if (!zip)
        return tl::unexpected(zip.error());
    std::vector<std::pair<std::string, std::vector<std::uint8_t>>> all;
    for (const StoredEntry &each : zip->entries()) {
        Result<std::vector<std::uint8_t>> read = zip->read(each);
        if (!read)
            return tl::unexpected(read.error());
        all.emplace_back(each.path, std::move(*read));
    }
    return all;
}

ErrorCode codeOf(std::span<const std::uint8_t> bytes)
{
    const auto entries = unpacked(bytes);
    REQUIRE(!entries);
    CHECK(entries.error().subject == "x.imago");
    return entries.error().code;
}

// What another program might have written.
std::vector<std::uint8_t> foreignArchive(const std::string &content, int method, bool withFolder)
{
    const test::TempDir folder;
    const std::string file = (folder / "foreign.zip").string();
    zip_t *archive = zip_open(file.c_str(), ZIP_CREATE, nullptr);
    if (withFolder)
        zip_dir_add(archive, "sub", ZIP_FL_ENC_UTF_8);
    const zip_int64_t index =
        zip_file_add(archive, "sub/a.txt", zip_source_buffer(archive, content.data(), content.size(), 0),
                     ZIP_FL_ENC_UTF_8);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), method, 0);
    REQUIRE(zip_close(archive) == 0);
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

TEST_CASE("what is packed comes out again, and the same bytes each time")
{
    const std::string zeros(100000, '\0');
    const std::vector<PackageFile> entries = {entry("a.txt", "alpha"), entry("sub/empty", ""),
                                              entry("\xE5\xBF\xAB.bin", zeros)};
    const auto bytes = packStoredZip(entries);
    REQUIRE(bytes);
    const auto back = unpacked(*bytes);
    REQUIRE(back);
    REQUIRE(back->size() == entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        CHECK((*back)[i].first == entries[i].path);
        CHECK(std::ranges::equal((*back)[i].second, entries[i].bytes));
    }
    CHECK(*packStoredZip(entries) == *bytes);
}

TEST_CASE("a stored archive of another program is read, folders are passed over")
{
    const auto entries = unpacked(foreignArchive("hello", ZIP_CM_STORE, true));
    REQUIRE(entries);
    REQUIRE(entries->size() == 1);
    CHECK(entries->front().first == "sub/a.txt");
}

TEST_CASE("a compressed archive and what is no archive are told apart from a damaged one")
{
    CHECK(codeOf({}) == ErrorCode::NotAModel);
    CHECK(codeOf(std::vector<std::uint8_t>(100, 'P')) == ErrorCode::NotAModel);
    CHECK(codeOf(foreignArchive(std::string(5000, 'x'), ZIP_CM_DEFLATE, false)) ==
          ErrorCode::UnsupportedFormat);
}

TEST_CASE("paths that lead elsewhere are refused")
{
    for (const char *path : {"../a", "a/../../b", "/etc/passwd", "a\\b", "C:a", "a//b", "./a"}) {
        INFO(path);
        const std::vector<PackageFile> entries = {entry(path, "x")};
        CHECK(codeOf(*packStoredZip(entries)) == ErrorCode::FileDamaged);
    }
}

TEST_CASE("too many entries, a name twice, and wrong sums are refused")
{
    std::vector<PackageFile> many;
    for (int i = 0; i < 513; ++i)
        many.push_back(entry(std::to_string(i), "x"));
    CHECK(codeOf(*packStoredZip(many)) == ErrorCode::FileTooLarge);

    // Two entries of one length, renamed to the same name.
    const std::vector<PackageFile> two = {entry("first", "x"), entry("secnd", "y")};
    std::vector<std::uint8_t> twice = *packStoredZip(two);
    const std::string from = "secnd", to = "first";
    for (auto at = twice.begin();
         (at = std::search(at, twice.end(), from.begin(), from.end())) != twice.end();)
        std::copy(to.begin(), to.end(), at);
    CHECK(codeOf(twice) == ErrorCode::FileDamaged);

    const std::vector<PackageFile> one = {entry("a", "the content")};
    std::vector<std::uint8_t> changed = *packStoredZip(one);
    const std::string content = "content";
    *std::search(changed.begin(), changed.end(), content.begin(), content.end()) = 'C';
    CHECK(codeOf(changed) == ErrorCode::FileDamaged);
}
