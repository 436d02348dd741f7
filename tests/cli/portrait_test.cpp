// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/run_imago.h"

#include <csignal>

using namespace imago::test;

TEST_CASE("a portrait is the same bytes on any number of threads")
{
    const TempDir folder;
    REQUIRE(runImago({"portrait", "--seed", "5", "--size", "96", "--threads", "1", "-o", folder / "one.png"})
                .exitCode == 0);
    REQUIRE(
        runImago({"portrait", "--seed", "5", "--size", "96", "--threads", "3", "-o", folder / "three.png"})
            .exitCode == 0);
    const std::string one = bytesOf(folder / "one.png");
    CHECK(one.size() > 1000);
    CHECK(one == bytesOf(folder / "three.png"));
}

TEST_CASE("seeds, attributes and truncation change the picture")
{
    const TempDir folder;
    const std::string file = folder / "face.png";
    const auto drawn = [&](std::vector<std::string> options) {
        for (const char *common : {"--size", "64", "-o"})
            options.emplace_back(common);
        options.push_back(file);
        options.insert(options.begin(), "portrait");
        REQUIRE(runImago(options).exitCode == 0);
        return bytesOf(file);
    };
    const std::string plain = drawn({});
    CHECK(plain == drawn({"--seed", "1"}));
    CHECK(plain != drawn({"--seed", "2"}));
    CHECK(plain != drawn({"--truncation", "0"}));
    CHECK(plain != drawn({"--transparent"}));
    const std::string old = drawn({"--set", "age=80"});
    CHECK(plain != old);
    CHECK(old != drawn({"--set", "age=80", "--set", "smile=1"}));
    CHECK(old != drawn({"--set", "age=80", "--linked"}));
}

TEST_CASE("a saved portrait draws itself again")
{
    const TempDir folder;
    const std::string first = folder / "first.png";
    const std::string again = folder / "again.png";
    REQUIRE(runImago({"portrait", "--seed", "9", "--set", "smile=0.7", "--set", "glasses=1", "--size", "80",
                      "-o", first})
                .exitCode == 0);
    REQUIRE(runImago({"portrait", "--from", first, "-o", again}).exitCode == 0);
    CHECK(bytesOf(first) == bytesOf(again));

    SECTION("also through the recipe's text")
    {
        const auto about = runImagoJson({"show", first});
        CHECK(about["kind"] == "picture");
        CHECK(about["recipe"]["seed"] == 9);
        writeText(folder / "recipe.json", about["recipe"].dump());
        REQUIRE(runImago({"portrait", "--from", folder / "recipe.json", "-o", again}).exitCode == 0);
        CHECK(bytesOf(first) == bytesOf(again));
    }
    SECTION("and can be changed on the way")
    {
        REQUIRE(runImago({"portrait", "--from", first, "--set", "smile=0", "-o", again}).exitCode == 0);
        CHECK(bytesOf(first) != bytesOf(again));
    }
}

TEST_CASE("several portraits are the same as one by one")
{
    const TempDir folder;
    const auto result =
        runImagoJson({"portrait", "--seed", "20", "--count", "3", "--size", "48", "-o", folder / "crowd/"});
    REQUIRE(result["portraits"].size() == 3);
    CHECK(result["portraits"][2]["seed"] == 22);
    REQUIRE(runImago({"portrait", "--seed", "22", "--size", "48", "-o", folder / "alone.png"}).exitCode == 0);
    CHECK(bytesOf(folder / "crowd/portrait-22.png") == bytesOf(folder / "alone.png"));

    SECTION("or on one sheet")
    {
        runImagoJson({"portrait", "--count", "3", "--size", "48", "--sheet", "-o", folder / "sheet.png"});
        const auto about = runImagoJson({"show", folder / "sheet.png"});
        CHECK(about["width"] == 3 * 48 + 2 * 4);
        CHECK(about["height"] == 48);
    }
}

TEST_CASE("portraits are saved in the format of their name")
{
    const TempDir folder;
    for (const auto &[ending, format] : {std::pair{"jpg", "JPEG"}, {"webp", "WebP"}, {"tif", "TIFF"}}) {
        const std::string file = folder / (std::string("face.") + ending);
        REQUIRE(runImago({"portrait", "--size", "32", "-o", file}).exitCode == 0);
        CHECK(runImagoJson({"show", file})["format"] == format);
    }
}

TEST_CASE("what portrait can't do is said in one line")
{
    const TempDir folder;
    const std::string file = folder / "face.png";
    checkRefused({"portrait", "--set", "smlie=1", "-o", file}, "smile");
    checkRefused({"portrait", "--set", "smile", "-o", file}, "NAME=VALUE");
    checkRefused({"portrait", "--set", "smile=much", "-o", file}, "not a number");
    checkRefused({"portrait", "--set", "smile=nan", "-o", file}, "smile");
    checkRefused({"portrait", "--set", "age=400", "-o", file}, "6 to 90");
    checkRefused({"portrait", "--seed", "-1", "-o", file}, "seed");
    checkRefused({"portrait", "--size", "5", "-o", file}, "size");
    checkRefused({"portrait", "--size", "5000", "-o", file}, "size");
    checkRefused({"portrait", "--truncation", "2", "-o", file}, "truncation");
    checkRefused({"portrait", "--count", "0", "-o", file}, "count");
    checkRefused({"portrait", "--count", "2", "-o", file}, "folder");
    checkRefused({"portrait", "--decoder", "oil", "-o", file}, "decoder");
    checkRefused({"portrait", "-o", folder / "face.xyz"}, ".png");
    checkRefused({"portrait", "-o", folder / "no/such/place/face.png"}, "face.png");
    checkRefused({"portrait"}, "--output");
    checkRefused({"portrait", "--from", folder / "nothing.png", "-o", file}, "nothing.png");
    checkRefused({"portrait", "--from", folder.path(), "-o", file}, folder.path().filename());
    checkRefused({"portrait", "--from", file, "--seed", "3", "-o", file}, "--seed");
    CHECK_FALSE(std::filesystem::exists(file));

    writeText(folder / "broken.json", "{\"format\": \"imago.recipe\"");
    checkRefused({"portrait", "--from", folder / "broken.json", "-o", file}, "broken.json");
    writeText(folder / "photo.jpg", "\xFF\xD8\xFF\xE0 and so on");
    checkRefused({"portrait", "--from", folder / "photo.jpg", "-o", file}, "imago encode");
    writeText(folder / "empty.json", "");
    checkRefused({"portrait", "--from", folder / "empty.json", "-o", file}, "empty.json");

    std::filesystem::create_symlink("/dev/full", folder / "full.png");
    checkRefused({"portrait", "--size", "64", "-o", folder / "full.png"}, "make room");
}

TEST_CASE("an old picture survives a failed save")
{
    const TempDir folder;
    const std::string file = folder / "face.png";
    REQUIRE(runImago({"portrait", "--size", "32", "-o", file}).exitCode == 0);
    const std::string before = bytesOf(file);
    checkRefused({"portrait", "--from", folder / "nothing.png", "-o", file}, "nothing.png");
    CHECK(bytesOf(file) == before);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("Ctrl-C ends a long series between two portraits")
{
    const TempDir folder;
    Running running(
        {IMAGO_PROGRAM, "portrait", "--count", "1000000", "--size", "256", "-o", folder / "crowd/"});
    // The first picture's file tells that the program is at work.
    while (!std::filesystem::exists(folder / "crowd/portrait-1.png"))
        sched_yield();
    running.signal(SIGINT);
    const Outcome outcome = running.outcome();
    CHECK(outcome.exitCode == 130);
    for (const auto &entry : std::filesystem::directory_iterator(folder / "crowd")) {
        CHECK(entry.path().extension() == ".png"); // no half-written files
    }
}
