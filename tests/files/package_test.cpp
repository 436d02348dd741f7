// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/package.h"
#include "engine/files/save_file.h"
#include "tests/files/package_maker.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <fstream>

using namespace imago;
using namespace imago::files;
namespace fs = std::filesystem;

namespace {

struct Content
{
    Manifest manifest;
    std::vector<std::uint8_t> weights;
    std::vector<std::uint8_t> card;

    std::vector<PackageFile> files() const
    {
        return {{"weights/decoder.safetensors", weights}, {"CARD.md", card}};
    }
};

Content goodContent()
{
    const test::PackageParts parts = test::goodParts();
    Content content;
    content.manifest = parseManifest(parts.manifestText(), "good").value();
    content.weights.assign(parts.files[0].second.begin(), parts.files[0].second.end());
    content.card.assign(parts.files[1].second.begin(), parts.files[1].second.end());
    return content;
}

} // namespace

TEST_CASE("a package says what it is and hands out its files, as a folder and as one file")
{
    const test::TempDir folder;
    const fs::path path = folder / GENERATE("ferns", "ferns.imagomodel");
    const test::PackageParts parts = test::goodParts();
    if (path.extension().empty())
        test::writeAsFolder(parts, path);
    else
        test::writeZip(test::entriesOf(parts), path);

    const Result<Package> package = openPackage(path);
    REQUIRE(package);
    const Manifest &manifest = package->manifest();
    CHECK(manifest.id == "org.example.ferns");
    CHECK(manifest.title.at("zh_CN") == "\u8568\u7c7b");
    CHECK(manifest.license == "CC-BY-4.0");
    CHECK(manifest.training["steps"] == 60000);
    REQUIRE(manifest.network("decoder") != nullptr);
    CHECK(manifest.network("decoder")->options["latentSize"] == 48);
    CHECK(manifest.network("encoder") == nullptr);
    CHECK(manifest.others["attributes"] == "attributes.json");
    CHECK(package->path() == path);
    const std::string text = parts.manifestText();
    CHECK(package->hash() == sha256({reinterpret_cast<const std::uint8_t *>(text.data()), text.size()}));

    CHECK(package->readText("CARD.md").value() == "# What it is\n");
    CHECK(package->read("empty.txt").value().empty());
    const Result<SafeTensors> tensors = package->readTensors("weights/decoder.safetensors");
    REQUIRE(tensors);
    CHECK(tensors->find("w")->count() == 2);
    CHECK(package->readTensors("CARD.md").error().subject == path.filename().string() + "/CARD.md");
    CHECK(package->read("manifest.json").error().code == ErrorCode::FileMissing);
    CHECK(package->read("../secret").error().code == ErrorCode::FileMissing);
}

TEST_CASE("a package that we write is read back with every key, known or not")
{
    const test::TempDir folder;
    const fs::path path = folder / GENERATE("ferns", "ferns.imagomodel");
    const Content content = goodContent();
    REQUIRE(writePackage(path, content.manifest, content.files()));
    const Package package = openPackage(path).value();
    const Json before = Json::parse(toJson(content.manifest));
    Json after = Json::parse(toJson(package.manifest()));
    CHECK(after["files"].size() == 2);
    after["files"] = before["files"];
    CHECK(after == before);
    CHECK(after["newer"]["deep"][1] == 2.5);
    CHECK(after["networks"][0]["later"] == 1);
    CHECK(package.read("CARD.md").value() == content.card);
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("equal packages have equal bytes")
{
    const test::TempDir folder;
    const Content content = goodContent();
    REQUIRE(writePackage(folder / "a.imagomodel", content.manifest, content.files()));
    REQUIRE(writePackage(folder / "b.imagomodel", content.manifest, content.files()));
    CHECK(readFile(folder / "a.imagomodel", 1 << 20).value() ==
          readFile(folder / "b.imagomodel", 1 << 20).value());
    REQUIRE(writePackage(folder / "c", content.manifest, content.files()));
    CHECK(openPackage(folder / "c").value().hash() == openPackage(folder / "a.imagomodel").value().hash());
}

TEST_CASE("the hash follows every file of the package")
{
    const test::TempDir folder;
    Content content = goodContent();
    REQUIRE(writePackage(folder / "a", content.manifest, content.files()));
    content.card[0] = '!';
    REQUIRE(writePackage(folder / "b", content.manifest, content.files()));
    CHECK(openPackage(folder / "a").value().hash() != openPackage(folder / "b").value().hash());
}

TEST_CASE("an older package is replaced whole, and nothing else ever is")
{
    const test::TempDir folder;
    Content content = goodContent();
    const fs::path path = folder / "ferns";
    REQUIRE(writePackage(path, content.manifest, content.files()));

    SECTION("a package and an empty folder are replaced")
    {
        content.manifest.version = "2.0.0";
        const std::vector<PackageFile> fewer{{"weights/decoder.safetensors", content.weights}};
        REQUIRE(writePackage(path, content.manifest, fewer));
        CHECK(openPackage(path).value().manifest().version == "2.0.0");
        CHECK_FALSE(fs::exists(path / "CARD.md"));
        fs::create_directory(folder / "new");
        REQUIRE(writePackage((folder / "new").string() + "/", content.manifest, fewer));
        CHECK(openPackage(folder / "new"));
        CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 2);
    }
    SECTION("a file that is not the package's own protects its folder")
    {
        std::ofstream(path / "notes.txt") << "mine";
        const Status written = writePackage(path, content.manifest, content.files());
        CHECK(written.error().code == ErrorCode::FileUnwritable);
        CHECK(written.error().detail.find("notes.txt") != std::string::npos);
        CHECK(fs::exists(path / "notes.txt"));
    }
    SECTION("a folder that is no package stays")
    {
        fs::create_directory(folder / "photos");
        std::ofstream(folder / "photos" / "a.jpg") << "mine";
        const Status written = writePackage(folder / "photos", content.manifest, content.files());
        CHECK(written.error().code == ErrorCode::FileUnwritable);
        CHECK(fs::exists(folder / "photos" / "a.jpg"));
        std::ofstream(folder / "file") << "mine";
        CHECK(writePackage(folder / "file", content.manifest, content.files()).error().code ==
              ErrorCode::FileUnwritable);
    }
    SECTION("what a killed writer left behind is used again")
    {
        fs::create_directories(folder / ".ferns.saving0" / "weights");
        std::ofstream(folder / ".ferns.saving0" / "weights" / "half") << "half";
        REQUIRE(writePackage(path, content.manifest, content.files()));
        CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
        CHECK(std::distance(fs::directory_iterator(path / "weights"), {}) == 1);
    }
}

TEST_CASE("the package writer refuses what the reader would")
{
    const test::TempDir folder;
    const fs::path path = folder / GENERATE("ferns", "ferns.imagomodel");
    const Content content = goodContent();
    const auto refused = [&](const Manifest &manifest, const std::vector<PackageFile> &files) {
        const Status written = writePackage(path, manifest, files);
        REQUIRE_FALSE(written.has_value());
        CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 0);
        return written.error().code;
    };
    const std::vector<PackageFile> good = content.files();
    const auto with = [&](const std::string &name) {
        std::vector<PackageFile> files = good;
        files.push_back({name, content.card});
        return files;
    };
    CHECK(refused(content.manifest, with("../escape")) == ErrorCode::BadInput);
    CHECK(refused(content.manifest, with("manifest.json")) == ErrorCode::BadInput);
    CHECK(refused(content.manifest, with("CARD.md")) == ErrorCode::BadInput);
    CHECK(refused(content.manifest, with("CARD.md/inside")) == ErrorCode::BadInput);
    CHECK(refused(content.manifest, {good[1]}) == ErrorCode::BadInput); // its network's file is missing
    Manifest nameless = content.manifest;
    nameless.id.clear();
    CHECK(refused(nameless, good) == ErrorCode::BadInput);
    CHECK(writePackage(folder / "missing" / "ferns", content.manifest, good).error().code ==
          ErrorCode::FileUnwritable);
}
