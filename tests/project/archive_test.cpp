// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/project/archive.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <zip.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

using namespace imago;
using namespace imago::project;

namespace {

ArchiveEntry entry(std::string path, std::string_view content)
{
    return {std::move(path), {content.begin(), content.end()}};
}

ErrorCode codeOf(std::span<const std::uint8_t> bytes)
{
    const auto entries = readArchive(bytes, "x.imago");
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
    const std::vector<ArchiveEntry> entries = {entry("a.txt", "alpha"), entry("sub/empty", ""),
                                               entry("\xE5\xBF\xAB.bin", std::string(100000, '\0'))};
    const auto bytes = toArchive(entries);
    REQUIRE(bytes);
    const auto back = readArchive(*bytes, "x");
    REQUIRE(back);
    REQUIRE(back->size() == entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        CHECK((*back)[i].path == entries[i].path);
        CHECK((*back)[i].bytes == entries[i].bytes);
    }
    CHECK(*toArchive(entries) == *bytes);
}

TEST_CASE("a stored archive of another program is read, folders are passed over")
{
    const auto entries = readArchive(foreignArchive("hello", ZIP_CM_STORE, true), "x");
    REQUIRE(entries);
    REQUIRE(entries->size() == 1);
    CHECK(entries->front().path == "sub/a.txt");
}

TEST_CASE("a compressed archive is told apart from a damaged one")
{
    CHECK(codeOf(foreignArchive(std::string(5000, 'x'), ZIP_CM_DEFLATE, false)) ==
          ErrorCode::UnsupportedFormat);
}

TEST_CASE("paths that lead elsewhere are refused")
{
    for (const char *path : {"../a", "a/../../b", "/etc/passwd", "a\\b", "C:a", "a//b", "./a"}) {
        INFO(path);
        const std::vector<ArchiveEntry> entries = {entry(path, "x")};
        CHECK(codeOf(*toArchive(entries)) == ErrorCode::FileDamaged);
    }
}

TEST_CASE("too many entries, a name twice, and wrong sums are refused")
{
    std::vector<ArchiveEntry> many;
    for (int i = 0; i < 257; ++i)
        many.push_back(entry(std::to_string(i), "x"));
    CHECK(codeOf(*toArchive(many)) == ErrorCode::FileDamaged);

    // Two entries of one length, renamed to the same name.
    const std::vector<ArchiveEntry> two = {entry("first", "x"), entry("secnd", "y")};
    std::vector<std::uint8_t> twice = *toArchive(two);
    const std::string from = "secnd", to = "first";
    for (auto at = twice.begin();
         (at = std::search(at, twice.end(), from.begin(), from.end())) != twice.end();)
        std::copy(to.begin(), to.end(), at);
    CHECK(codeOf(twice) == ErrorCode::FileDamaged);

    const std::vector<ArchiveEntry> one = {entry("a", "the content")};
    std::vector<std::uint8_t> changed = *toArchive(one);
    const std::string content = "content";
    *std::search(changed.begin(), changed.end(), content.begin(), content.end()) = 'C';
    CHECK(codeOf(changed) == ErrorCode::FileDamaged);
}
