// SPDX-License-Identifier: GPL-3.0-or-later
// The ladder that every package climbs before anything of it is used: each rung with a package that falls off
// it.
#include "engine/files/package.h"
#include "engine/files/save_file.h"
#include "tests/files/package_maker.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace imago;
using namespace imago::files;
using test::PackageParts;
namespace fs = std::filesystem;

namespace {

/// Writes the parts as a folder and as an archive and checks that both are refused alike.
void checkRefused(const PackageParts &parts, ErrorCode code, const std::string &detail)
{
    const test::TempDir folder;
    test::writeAsFolder(parts, folder / "bad");
    test::writeZip(test::entriesOf(parts), folder / "bad.imagomodel");
    for (const fs::path &path : {folder / "bad", folder / "bad.imagomodel"}) {
        const Result<Package> package = openPackage(path);
        INFO(path);
        REQUIRE_FALSE(package.has_value());
        INFO(describe(package.error()));
        CHECK(package.error().code == code);
        CHECK(package.error().detail.find(detail) != std::string::npos);
        CHECK(package.error().subject == path.filename().string());
    }
}

void checkManifestRefused(const std::string &key, const Json &value, ErrorCode code,
                          const std::string &detail)
{
    INFO(key << " " << value.dump());
    PackageParts parts = test::goodParts();
    parts.manifest[Json::json_pointer(key)] = value;
    checkRefused(parts, code, detail);
}

Error errorOfZip(const std::vector<test::ZipEntry> &entries)
{
    const test::TempDir folder;
    test::writeZip(entries, folder / "bad.imagomodel");
    const Result<Package> package = openPackage(folder / "bad.imagomodel");
    REQUIRE_FALSE(package.has_value());
    INFO(describe(package.error()));
    return package.error();
}

} // namespace

TEST_CASE("what is no package at all is named so")
{
    const test::TempDir folder;
    fs::create_directory(folder / "photos");
    std::ofstream(folder / "text.imagomodel") << "this is a text";
    std::ofstream(folder / "empty.imagomodel").flush();
    test::writeZip({{"a.txt", "x"}}, folder / "other.imagomodel");
    CHECK(openPackage(folder / "photos").error().code == ErrorCode::NotAModel);
    CHECK(openPackage(folder / "text.imagomodel").error().code == ErrorCode::NotAModel);
    CHECK(openPackage(folder / "empty.imagomodel").error().code == ErrorCode::NotAModel);
    CHECK(openPackage(folder / "other.imagomodel").error().code == ErrorCode::NotAModel);
    CHECK(openPackage(folder / "missing").error().code == ErrorCode::FileMissing);
    REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(openPackage(folder / "pipe").error().code == ErrorCode::FileUnreadable);
}

TEST_CASE("rung 1: sizes have limits")
{
    PackageParts parts = test::goodParts();
    SECTION("the manifest")
    {
        parts.manifest["newer"] = std::string((1 << 20) + 1, 'x');
        checkRefused(parts, ErrorCode::FileTooLarge, "manifest.json");
    }
    SECTION("the count of files")
    {
        for (int i = 0; i < 256; ++i)
            parts.files.push_back({"f" + std::to_string(i), ""});
        parts.list();
        checkRefused(parts, ErrorCode::FileDamaged, "at most 255");
    }
    SECTION("all files together")
    {
        parts.manifest["files"][1]["bytes"] = std::uint64_t{17} << 30;
        checkRefused(parts, ErrorCode::FileTooLarge, "16 GB");
        parts.manifest["files"][0]["bytes"] = UINT64_MAX;
        parts.manifest["files"][1]["bytes"] = 2;
        checkRefused(parts, ErrorCode::FileTooLarge, "16 GB");
    }
    SECTION("the entries of an archive")
    {
        std::vector<test::ZipEntry> entries = test::entriesOf(parts);
        for (int i = 0; i < 600; ++i)
            entries.push_back({"x" + std::to_string(i), ""});
        CHECK(errorOfZip(entries).code == ErrorCode::FileTooLarge);
    }
}

TEST_CASE("rung 2: the manifest is one JSON object with the right kinds of values")
{
    const test::TempDir folder;
    for (const std::string text :
         {"", "{", "[]", "{\"format\":\"imago.model\",\"format\":\"imago.model\"}", "\xff"}) {
        fs::create_directories(folder / "bad");
        std::ofstream(folder / "bad" / "manifest.json") << text;
        CHECK(openPackage(folder / "bad").error().code == ErrorCode::FileDamaged);
    }
    constexpr ErrorCode kDamaged = ErrorCode::FileDamaged;
    checkManifestRefused("/id", "", kDamaged, "id must be a text");
    checkManifestRefused("/id", 1, kDamaged, "id must be a text");
    checkManifestRefused("/version", nullptr, kDamaged, "version must be a text");
    checkManifestRefused("/title", "Ferns", kDamaged, "title must be an object");
    checkManifestRefused("/title/en", 1, kDamaged, "title may hold texts only");
    checkManifestRefused("/networks", Json::object(), kDamaged, "networks must be a list");
    checkManifestRefused("/networks/0", 1, kDamaged, "must be an object");
    checkManifestRefused("/networks/0/version", 0, kDamaged, "1 or more");
    checkManifestRefused("/networks/0/version", -1, kDamaged, "whole number");
    checkManifestRefused("/networks/0/version", 1e30, kDamaged, "whole number");
    checkManifestRefused("/networks/0/options", 1, kDamaged, "options must be an object");
    checkManifestRefused("/networks/0/file", "other", kDamaged, "not listed");
    checkManifestRefused("/files/0/bytes", "8", kDamaged, "whole number");
    checkManifestRefused("/files/0/sha256", "12", kDamaged, "64");
    checkManifestRefused("/files/0/sha256", std::string(64, 'G'), kDamaged, "64");
    checkManifestRefused("/output", 3, kDamaged, "output must be an object");
    PackageParts parts = test::goodParts();
    parts.manifest["networks"].push_back(parts.manifest["networks"][0]);
    checkRefused(parts, kDamaged, "two networks");
    parts = test::goodParts();
    parts.manifest.erase("kind");
    checkRefused(parts, kDamaged, "kind is missing");
}

TEST_CASE("rung 3: the format and its version")
{
    checkManifestRefused("/format", "imago.project", ErrorCode::NotAModel, "does not say");
    checkManifestRefused("/format", 1, ErrorCode::NotAModel, "does not say");
    checkManifestRefused("/formatVersion", 2, ErrorCode::Incompatible, "version 2");
    checkManifestRefused("/formatVersion", 0, ErrorCode::FileDamaged, "formatVersion");
    checkManifestRefused("/formatVersion", "1", ErrorCode::FileDamaged, "formatVersion");
}

TEST_CASE("rung 4: no path leads out of the package or names a file twice")
{
    for (const std::string path : {"../secret", "/etc/passwd", "a/../b", "./a", "a//b", "a/", "", "a\\b",
                                   "C:a", "new\nline", "manifest.json"})
        checkManifestRefused("/files/1/path", path, ErrorCode::FileDamaged, "manifest.json");
    checkManifestRefused("/files/1/path", std::string(241, 'x'), ErrorCode::FileDamaged, "240");
    checkManifestRefused("/files/1/path", "empty.txt", ErrorCode::FileDamaged, "listed twice");
    checkManifestRefused("/files/1/path", "weights", ErrorCode::FileDamaged, "as a file and as a folder");
    checkManifestRefused("/files/1/path", "gone.md", ErrorCode::FileDamaged, "gone.md is missing");
}

TEST_CASE("rung 4 in a folder: links are refused, even ones that lead inside")
{
    const test::TempDir folder;
    const PackageParts parts = test::goodParts();
    test::writeAsFolder(parts, folder / "bad");
    SECTION("a file")
    {
        fs::rename(folder / "bad" / "CARD.md", folder / "outside.md");
        fs::create_symlink("../outside.md", folder / "bad" / "CARD.md");
    }
    SECTION("a folder on the way")
    {
        fs::rename(folder / "bad" / "weights", folder / "bad" / "elsewhere");
        fs::create_directory_symlink("elsewhere", folder / "bad" / "weights");
    }
    SECTION("the manifest")
    {
        fs::rename(folder / "bad" / "manifest.json", folder / "manifest.json");
        fs::create_symlink("../manifest.json", folder / "bad" / "manifest.json");
    }
    const Result<Package> package = openPackage(folder / "bad");
    REQUIRE_FALSE(package.has_value());
    CHECK(package.error().code == ErrorCode::FileDamaged);
    CHECK(package.error().detail.find("is a link") != std::string::npos);
}

TEST_CASE("rung 4 in a folder: a folder or a pipe is no file")
{
    const test::TempDir folder;
    test::writeAsFolder(test::goodParts(), folder / "bad");
    fs::remove(folder / "bad" / "CARD.md");
    if (GENERATE(true, false))
        fs::create_directory(folder / "bad" / "CARD.md");
    else
        REQUIRE(mkfifo((folder / "bad" / "CARD.md").c_str(), 0600) == 0);
    CHECK(openPackage(folder / "bad").error().code == ErrorCode::FileDamaged);
}

TEST_CASE("rung 4 in an archive: entries are refused by name and kind, listed or not")
{
    std::vector<test::ZipEntry> entries = test::entriesOf(test::goodParts());
    SECTION("links")
    {
        entries.push_back({"extra", "/etc/passwd", false, false, 0120777});
    }
    SECTION("ways out")
    {
        entries.push_back({"../escape", "x"});
    }
    SECTION("absolute paths")
    {
        entries.push_back({"/escape", "x"});
    }
    CHECK(errorOfZip(entries).code == ErrorCode::FileDamaged);
}

TEST_CASE("rung 4 in an archive: two entries of one name are refused")
{
    const test::TempDir folder;
    std::vector<test::ZipEntry> entries = test::entriesOf(test::goodParts());
    entries.push_back({"CARD.mX", "another"});
    test::writeZip(entries, folder / "bad.imagomodel");
    test::replaceInFile(folder / "bad.imagomodel", "CARD.mX", "CARD.md");
    const Result<Package> package = openPackage(folder / "bad.imagomodel");
    REQUIRE_FALSE(package.has_value());
    CHECK(package.error().code == ErrorCode::FileDamaged);
}

TEST_CASE("an archive that is compressed or encrypted is refused, so nothing in it can unfold")
{
    std::vector<test::ZipEntry> entries = test::entriesOf(test::goodParts());
    SECTION("compressed")
    {
        entries.push_back({"bomb", std::string(1 << 20, '\0'), true});
        const Error error = errorOfZip(entries);
        CHECK(error.code == ErrorCode::UnsupportedFormat);
        CHECK(error.detail.find("zip -0") != std::string::npos);
    }
    SECTION("encrypted")
    {
        entries[1].isEncrypted = true;
        CHECK(errorOfZip(entries).code == ErrorCode::UnsupportedFormat);
    }
}

TEST_CASE("rung 5: sizes are those of the manifest")
{
    PackageParts parts = test::goodParts();
    parts.files[1].second += "more";
    checkRefused(parts, ErrorCode::FileDamaged, "CARD.md has 17 bytes, the manifest lists 13");
    parts.files[1].second = "less";
    checkRefused(parts, ErrorCode::FileDamaged, "CARD.md has 4 bytes");
}

TEST_CASE("rung 6: content is that of the manifest, also when it changes after opening")
{
    PackageParts parts = test::goodParts();
    const std::string before = parts.files[1].second;
    parts.files[1].second[0] = '!';
    checkRefused(parts, ErrorCode::ChecksumMismatch, "CARD.md");

    const test::TempDir folder;
    parts.files[1].second = before;
    test::writeAsFolder(parts, folder / "ferns");
    const Package package = openPackage(folder / "ferns").value();
    std::ofstream(folder / "ferns" / "CARD.md") << "!" << before.substr(1);
    CHECK(package.read("CARD.md").error().code == ErrorCode::ChecksumMismatch);
    fs::remove(folder / "ferns" / "CARD.md");
    CHECK(package.read("CARD.md").error().code == ErrorCode::FileDamaged);
}

TEST_CASE("an archive cut anywhere, or with any byte changed, is refused or unharmed")
{
    const test::TempDir folder;
    const fs::path path = folder / "ferns.imagomodel";
    test::writeZip(test::entriesOf(test::goodParts()), path);
    const std::string whole = readFile(path, 1 << 20).value();
    const std::string hash = openPackage(path).value().hash();
    const auto opened = [&path](const std::string &bytes) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        return openPackage(path);
    };
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Result<Package> package = opened(whole.substr(0, length));
        REQUIRE_FALSE(package.has_value());
        REQUIRE(package.error().code == (length < 4 ? ErrorCode::NotAModel : ErrorCode::FileDamaged));
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        const Result<Package> package = opened(changed);
        REQUIRE((!package.has_value() || package->hash() == hash));
        REQUIRE((!package.has_value() || package->readText("CARD.md").value() == "# What it is\n"));
    }
}

TEST_CASE("a folder without permission is unreadable")
{
    const test::TempDir folder;
    fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    test::writeAsFolder(test::goodParts(), folder / "ferns");
    fs::permissions(folder / "ferns", fs::perms::none);
    const bool isRoot = geteuid() == 0;
    REQUIRE((!isRoot || seteuid(65534) == 0));
    const Result<Package> package = openPackage(folder / "ferns");
    REQUIRE((!isRoot || seteuid(0) == 0));
    fs::permissions(folder / "ferns", fs::perms::owner_all);
    REQUIRE_FALSE(package.has_value());
    CHECK(package.error().code == ErrorCode::FileUnreadable);
}
