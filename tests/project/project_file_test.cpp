// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/save_file.h"
#include "engine/files/stored_zip.h"
#include "engine/project/project_file.h"
#include "engine/project/project_json.h"
#include "tests/project/sample_project.h"
#include "tests/support/catch.h"
#include "tests/support/replaced.h"
#include "tests/support/temp_dir.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

using namespace imago;
using namespace imago::project;
using test::replaced;
using test::sampleProject;
using test::TempDir;

namespace {

files::PackageFile entry(std::string path, std::string_view content)
{
    return {std::move(path), {reinterpret_cast<const std::uint8_t *>(content.data()), content.size()}};
}

ErrorCode codeOf(const Result<Project> &project)
{
    REQUIRE(!project);
    CHECK(project.error().subject == "mine.imago");
    return project.error().code;
}

ErrorCode codeOfArchive(const std::vector<files::PackageFile> &entries)
{
    return codeOf(projectFromBytes(*files::packStoredZip(entries), "mine.imago"));
}

ErrorCode codeOfJson(const std::string &text)
{
    return codeOf(fromJson(text, "mine.imago"));
}

} // namespace

TEST_CASE("a project survives its file, and its folder")
{
    TempDir folder;
    for (std::uint64_t number = 0; number < 10; ++number) {
        const Project project = sampleProject(number);
        REQUIRE(writeProject(folder / "mine.imago", project));
        const Result<Project> back = readProject(folder / "mine.imago");
        REQUIRE(back);
        CHECK(*back == project);
    }
    std::filesystem::create_directory(folder / "mine");
    for (std::uint64_t number = 0; number < 3; ++number) {
        Project project = sampleProject(number);
        if (number == 2)
            project.thumbnail.clear();
        REQUIRE(writeProject(folder / "mine", project));
        const Result<Project> back = readProject(folder / "mine");
        REQUIRE(back);
        CHECK(*back == project);
    }
}

TEST_CASE("an empty project is a project, and equal projects give equal bytes")
{
    const Result<std::vector<std::uint8_t>> bytes = toBytes(Project{});
    REQUIRE(bytes);
    CHECK(*projectFromBytes(*bytes, "x") == Project{});
    CHECK(*toBytes(sampleProject(4)) == *toBytes(sampleProject(4)));
}

TEST_CASE("a file that was damaged anywhere is refused or reads as it was, and never breaks the reader")
{
    const Project project = sampleProject(1);
    const std::vector<std::uint8_t> good = *toBytes(project);
    for (std::size_t size = 0; size < good.size(); size += 97)
        CHECK(!projectFromBytes(std::span(good).first(size), "x"));
    for (std::size_t at = 0; at < good.size(); at += 13) {
        std::vector<std::uint8_t> bad = good;
        bad[at] ^= 0x20;
        const Result<Project> read = projectFromBytes(bad, "x");
        if (read)
            CHECK(*read == project); // only times and attributes of the archive's entries may differ
    }
}

TEST_CASE("each rung of the ladder names what is wrong")
{
    const std::string good = *toJson(sampleProject(1));

    SECTION("the file")
    {
        TempDir folder;
        const auto code = [&](const std::string &name) {
            const auto read = readProject(folder / name);
            REQUIRE(!read);
            CHECK(read.error().subject == name);
            return read.error().code;
        };
        CHECK(code("nothing.imago") == ErrorCode::FileMissing);
        std::ofstream(folder / "empty.imago").flush();
        CHECK(code("empty.imago") == ErrorCode::FileDamaged);
        std::ofstream(folder / "text.imago") << good;
        CHECK(code("text.imago") == ErrorCode::UnsupportedFormat);
        std::ofstream(folder / "huge.imago") << "PK";
        std::filesystem::resize_file(folder / "huge.imago", kLargestProject + 1);
        CHECK(code("huge.imago") == ErrorCode::FileTooLarge);
        std::filesystem::create_directory(folder / "folder");
        CHECK(code("folder") == ErrorCode::UnsupportedFormat);
    }
    SECTION("the archive")
    {
        CHECK(codeOfArchive({entry("readme.txt", "hello")}) == ErrorCode::UnsupportedFormat);
        CHECK(codeOfArchive({entry("project.json", good), entry("../evil", "")}) == ErrorCode::FileDamaged);
        CHECK(codeOfArchive({entry("project.json", good), entry("thumbnail.png", "GIF89a")}) ==
              ErrorCode::FileDamaged);
        CHECK(codeOfArchive({entry("project.json", good), entry("mask.png", "no picture")}) ==
              ErrorCode::FileDamaged);
        CHECK(codeOfArchive(
                  {entry("project.json", good),
                   entry("thumbnail.png", "\x89PNG\r\n\x1A\n" + std::string(kLargestThumbnail, 'x'))}) ==
              ErrorCode::FileTooLarge);
    }
    SECTION("the JSON")
    {
        CHECK(codeOfJson("") == ErrorCode::FileDamaged);
        CHECK(codeOfJson("[]") == ErrorCode::FileDamaged);
        CHECK(codeOfJson("{}") == ErrorCode::UnsupportedFormat);
        CHECK(codeOfJson(good.substr(0, good.size() / 2)) == ErrorCode::FileDamaged);
        CHECK(codeOfJson(std::string(kLongestProjectJson + 1, ' ')) == ErrorCode::FileTooLarge);
        CHECK(codeOfJson(replaced(good, "imago.project", "imago.model")) == ErrorCode::UnsupportedFormat);
        CHECK(codeOfJson(replaced(good, "\"historyCurrent\": 3", "\"historyCurrent\": 6")) ==
              ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"historyCurrent\": 3", "\"historyCurrent\": -1")) ==
              ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"linked\": false", "\"linked\": 7")) == ErrorCode::FileDamaged);
        CHECK(codeOfJson(replaced(good, "\"spread\": 0.25", "\"spread\": 1.25")) == ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"hair-grey\"\n", "\"wings\"\n")) == ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"kind\": \"look\"", "\"kind\": \"sound\"")) == ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"truncation\": 1.0", "\"truncation\": 9.0")) ==
              ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"strength\": 0.75", "\"strength\": 7.5")) == ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"weight\": 0.5", "\"weight\": -0.5")) == ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"stroke\": 2.0", "\"stroke\": -2.0")) == ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"structure\": 0.25", "\"structure\": 25")) == ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"to\": 1.5", "\"to\": -1.5")) == ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"currentClip\": 1", "\"currentClip\": 2")) == ErrorCode::BadInput);
        CHECK(codeOfJson(replaced(good, "\"outside\": true", "\"outside\": \"yes\"")) == ErrorCode::FileDamaged);
        CHECK(codeOfJson("{\"format\":\"imago.project\",\"formatVersion\":1}") == ErrorCode::FileDamaged);
        CHECK(codeOfJson("{\"format\":7}") == ErrorCode::UnsupportedFormat);
        const auto detail = [&](const std::string &from, const std::string &to) {
            return fromJson(replaced(good, from, to), "mine.imago").error().detail;
        };
        CHECK(detail("\"linked\": false", "\"linked\": 7") == "\"linked\" must be true or false");
        CHECK(detail("\"outside\": true", "\"outside\": 1") ==
              "\"style.styles[0].outside\" must be true or false");
        CHECK(detail("\"recipe\": {", "\"recipe\": 7, \"other\": {") == "\"favourites[0].recipe\" must be an object");
    }
}

TEST_CASE("a project of a newer version is not opened, and what it added in this version is kept")
{
    const std::string good = *toJson(sampleProject(1));
    const std::size_t at = good.rfind("\"formatVersion\": 1");
    REQUIRE(at != std::string::npos);
    std::string newer = good;
    newer[at + 17] = '2';
    CHECK(codeOfJson(newer) == ErrorCode::Incompatible);

    const std::string extended =
        replaced(good, "\"spread\"", "\"patterns\": {\"kind\": \"kilim\", \"z\": [1, 2]}, \"spread\"");
    Result<Project> project = fromJson(extended, "x");
    REQUIRE(project);
    project->recipe.point.attributes[latent::Age] = 50;
    const Result<Project> again = fromJson(*toJson(*project), "x");
    REQUIRE(again);
    CHECK(again->otherKeys == R"({"patterns":{"kind":"kilim","z":[1,2]}})");
    CHECK(*again == *project);
}

TEST_CASE("a long history keeps its newest states, and the one on the canvas")
{
    Project project;
    for (std::size_t i = 0; i < kMostHistory + 100; ++i)
        project.history.push_back({std::to_string(i), {}});

    project.historyCurrent = project.history.size() - 1;
    Project back = *fromJson(*toJson(project), "x");
    CHECK(back.history.size() == kMostHistory);
    CHECK(back.history.front().title == "100");
    CHECK(back.history[back.historyCurrent].title == "599");

    project.historyCurrent = 20;
    back = *fromJson(*toJson(project), "x");
    CHECK(back.history.size() == kMostHistory);
    CHECK(back.history[back.historyCurrent].title == "20");
}

TEST_CASE("what could not be read again is not written")
{
    TempDir folder;
    const std::filesystem::path file = folder / "mine.imago";
    REQUIRE(writeProject(file, sampleProject(1)));
    const auto refused = [&](const Project &project) {
        const Status written = writeProject(file, project);
        REQUIRE(!written);
        CHECK(readProject(file) == sampleProject(1));
        return written.error().code;
    };
    Project bad = sampleProject(2);
    SECTION("a text that is not UTF-8")
    {
        bad.history[0].title = "\xFF\xFE";
    }
    SECTION("a value out of range")
    {
        bad.recipe.point.attributes[latent::Age] = 900;
    }
    SECTION("a value that is no number")
    {
        bad.recipe.point.z[3] = std::numeric_limits<float>::quiet_NaN();
    }
    SECTION("too many favourites")
    {
        bad.favourites.resize(kMostFavourites + 1);
    }
    SECTION("too many styles")
    {
        bad.style.emplace().styles.resize(kMostStyles + 1);
    }
    SECTION("a thumbnail that is no picture")
    {
        bad.thumbnail = {1, 2, 3};
    }
    CHECK(refused(bad) == ErrorCode::BadInput);
}

TEST_CASE("long titles are cut between characters")
{
    Project project;
    project.history.resize(1);
    for (int i = 0; i < 200; ++i)
        project.history[0].title += "\xE5\xBF\xAB";
    const Project back = *fromJson(*toJson(project), "x");
    CHECK(back.history[0].title.size() == 399);
}

TEST_CASE("a folder that holds other things is not written into")
{
    TempDir folder;
    std::ofstream(folder / "letter.txt") << "dear";
    const Status written = writeProject(folder.path(), sampleProject(1));
    REQUIRE(!written);
    CHECK(written.error().code == ErrorCode::FileUnwritable);
    CHECK(!std::filesystem::exists(folder / "project.json"));
}

TEST_CASE("a picture without a file lies in the project, in a file as in a folder")
{
    TempDir folder;
    Project project = sampleProject(1);
    Image photo({30, 20});
    for (std::size_t i = 0; i < photo.bytes().size(); ++i)
        photo.bytes()[i] = static_cast<std::uint8_t>(i % 4 == 3 ? 255 : i);
    project.style->photo.clear();
    project.style->photoName = "Pasted";
    project.style->photoItself = KeptPicture(std::make_shared<const Image>(photo));
    std::filesystem::create_directory(folder / "folder");
    for (const char *name : {"one.imago", "folder"}) {
        REQUIRE(writeProject(folder / name, project));
        const Result<Project> back = readProject(folder / name);
        REQUIRE(back);
        CHECK(*back == project);
        REQUIRE(back->style->photoItself.image());
        CHECK(std::ranges::equal((**back->style->photoItself.image()).bytes(), photo.bytes()));
        project.style->mask = KeptPicture(); // and goes again with what it belongs to
    }
    REQUIRE(writeProject(folder / "folder", project));
    CHECK_FALSE(std::filesystem::exists(folder / "folder" / "mask.png"));
    CHECK(readProject(folder / "folder")->style->mask.isNone());
}

TEST_CASE("a project from before regions, qualities and clips were kept opens as it was")
{
    Project project = sampleProject(1);
    const std::string good = *toJson(project);
    const std::size_t begin = good.find("\"style\": {");
    REQUIRE(begin != std::string::npos);
    int depth = 0;
    std::size_t end = begin + 9;
    do {
        depth += good[end] == '{' ? 1 : good[end] == '}' ? -1 : 0;
        ++end;
    } while (depth > 0);
    const std::string old = good.substr(0, begin) +
                            R"("style": {"photo": "/pictures/lake.jpg", "strength": 0.75, "colors": "oklab",
                               "styles": [{"file": "/pictures/wave.png", "weight": 0.5, "outside": true}]})" +
                            good.substr(end);
    const Result<Project> back = fromJson(old, "x");
    REQUIRE(back);
    StyleWork expected;
    expected.photo = "/pictures/lake.jpg";
    expected.styles = {{"/pictures/wave.png", 0.5, true}};
    expected.strength = 0.75;
    expected.colors = "oklab";
    CHECK(back->style == expected);
}
