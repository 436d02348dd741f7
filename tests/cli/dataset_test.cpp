// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/run_imago.h"

#include <cstdlib>

using namespace imago::test;

namespace {

bool hasModule()
{
    return std::filesystem::exists(std::filesystem::path(IMAGO_PROGRAM).parent_path() / "libimago_neural.so");
}

// The studio's own scenes as somebody's folder of pictures.
void drawScenes(const std::filesystem::path &folder, const std::string &scene, int first, int count)
{
    std::filesystem::create_directories(folder);
    for (int seed = first; seed < first + count; ++seed) {
        const Outcome drawn = runImago({"art", scene, "--size", "64", "--seed", std::to_string(seed), "-o",
                                        (folder / (std::to_string(1000 + seed) + ".png")).string()});
        INFO(drawn.err);
        REQUIRE(drawn.exitCode == 0);
    }
}

} // namespace

TEST_CASE("dataset check tells what a folder holds, in words, as JSON and as a picture")
{
    const TempDir folder;
    drawScenes(folder / "set/village", "village", 1, 3);
    drawScenes(folder / "set/forest", "village", 5, 2);
    writeText(folder / "set/forest/broken.png", "no picture");
    const auto report = runImagoJson({"dataset", "check", folder / "set", "--sheet", folder / "sheet.png"});
    CHECK(report["pictures"] == 6);
    CHECK(report["usable"] == 5);
    CHECK(report["classes"]["village"] == 3);
    CHECK(report["notes"][0]["finding"] == "broken");
    CHECK(report["notes"][0]["listed"][0]["name"] == "forest/broken.png");
    CHECK(report["sheet"]["rows"].size() >= 2);
    CHECK(std::filesystem::file_size(folder / "sheet.png") > 1000);
    const Outcome words = runImago({"dataset", "check", folder / "set"});
    CHECK(words.exitCode == 0);
    CHECK(words.out.find("forest/broken.png") != std::string::npos);
    CHECK(words.out.find("signatures are not checked") != std::string::npos);

    const auto bare = runImagoJson({"dataset", "check", folder / "set", "--no-labels"});
    CHECK(bare["labels"] == "none");
    CHECK(bare["classes"].empty());

    checkRefused({"dataset", "check", folder / "nowhere"}, "nowhere");
    std::filesystem::create_directory(folder / "empty");
    checkRefused({"dataset", "check", folder / "empty"}, "no picture");
    checkRefused({"dataset", "check", folder / "set", "--size", "17"}, "--size");
    writeText(folder / "labels.csv", "file,label\nother.png,1\n");
    checkRefused({"dataset", "check", folder / "set", "--labels", folder / "labels.csv"}, "none of the pictures");
    checkRefused({"dataset"}, "--help");
}

TEST_CASE("dataset check says how what stands out is left out, and leaves it out")
{
    const TempDir folder;
    drawScenes(folder / "set", "village", 1, 4);
    const std::string wide = folder / "set/wide.png";
    REQUIRE(runImago({"art", "village", "--size", "256x64", "--seed", "9", "-o", wide}).exitCode == 0);
    const auto usable = [&](const std::vector<std::string> &more) {
        std::vector<std::string> command{"dataset", "check", folder / "set", "--size", "64x64"};
        command.insert(command.end(), more.begin(), more.end());
        return runImagoJson(command)["usable"].get<int>();
    };
    CHECK(usable({}) == 5);
    CHECK(usable({"--leave-out", "too-small,odd-aspect"}) == 4);
    CHECK(usable({"--leave-out", "too-small", "--leave-out", "odd-aspect"}) == 4);
    const Outcome all = runImago({"dataset", "check", folder / "set", "--size", "64x64"});
    CHECK(all.out.find("--leave-out odd-aspect does without them") != std::string::npos);
    const Outcome even = runImago({"dataset", "check", "--leave-out", "odd-aspect", folder / "set", "--size", "64x64"});
    CHECK(even.out.find("left out, as --leave-out says") != std::string::npos);
    CHECK(even.out.find("wide.png") != std::string::npos); // told all the same
    checkRefused({"dataset", "check", folder / "set", "--leave-out", "ugly"}, "--leave-out");
}

TEST_CASE("dataset check ends with 2 where no training can be made of the pictures, after its report")
{
    const TempDir folder;
    drawScenes(folder / "set", "village", 1, 1);
    writeText(folder / "set/broken.png", "no picture");
    const Outcome words = runImago({"dataset", "check", folder / "set", "--estimate"});
    CHECK(words.exitCode == 2);
    CHECK(words.out.find("cannot-train") != std::string::npos);
    CHECK(words.out.find("broken.png") != std::string::npos);
    CHECK(words.err.find("a model needs two at least (1 broken)") != std::string::npos);
    CHECK(lineCount(words.err) == 1);
    const Outcome told = runImago({"dataset", "check", folder / "set", "--json"});
    CHECK(told.exitCode == 2);
    const auto report = nlohmann::json::parse(told.out); // one value
    CHECK(report["usable"] == 1);
    CHECK(report["notes"][0]["level"] == "error");
}

TEST_CASE("dataset check tells what a training would cost here, measured by a few steps")
{
    const TempDir folder;
    drawScenes(folder / "set", "village", 1, 4);
    checkRefused({"dataset", "check", folder / "set", "--kind", "gan"}, "--estimate");
    if (!hasModule())
        return;
    const std::vector<std::string> check{"dataset", "check", folder / "set", "--estimate",
                                         "--size", "16", "--threads", "1"};
    const auto costs = runImagoJson(check)["estimate"];
    CHECK(costs["kind"] == "vae");
    CHECK(costs["secondsPerStep"] > 0.0);
    CHECK(costs["goodModelMinutes"] > costs["firstSlidersMinutes"]);
    CHECK(costs["memoryBytes"] > 10'000'000);
    CHECK(costs["availableBytes"] > 0);
    const Outcome words = runImago(check);
    CHECK(words.out.find("minutes to first sliders") != std::string::npos);
    CHECK(words.out.find("of memory, of ") != std::string::npos);
    CHECK(costs["batch"] == costs["wantedBatch"]);
    CHECK(words.err.find("does not suffice") == std::string::npos);
    CHECK_FALSE(runImagoJson({"dataset", "check", folder / "set"}).contains("estimate"));
}

TEST_CASE("dataset check tells what is in the pictures also where the estimate fails")
{
    const TempDir folder;
    drawScenes(folder / "set", "village", 1, 4);
    REQUIRE(setenv("IMAGO_NEURAL_MODULE", "/nowhere/at/all.so", 1) == 0);
    const Outcome told = runImago({"dataset", "check", folder / "set", "--estimate", "--json"});
    REQUIRE(unsetenv("IMAGO_NEURAL_MODULE") == 0);
    CHECK(told.exitCode == 2);
    CHECK(told.err.find("/nowhere/at/all.so") != std::string::npos);
    const auto report = nlohmann::json::parse(told.out); // one value
    CHECK(report["usable"] == 4);
    CHECK_FALSE(report.contains("estimate"));
}

TEST_CASE("a package that is not there to go on from is refused before pictures are prepared, also for an estimate")
{
    if (!hasModule())
        return;
    const TempDir folder;
    drawScenes(folder / "set", "village", 1, 4);
    checkRefused({"train", folder / "set", "--from", folder / "nowhere", "--estimate"}, "nowhere");
    checkRefused({"train", folder / "set", "--from", folder / "nowhere", "-o", folder / "run"}, "nowhere");
    CHECK_FALSE(std::filesystem::exists(folder / "run"));
}

TEST_CASE("similar finds a copy first, and what looks alike before what does not")
{
    const TempDir folder;
    drawScenes(folder / "set", "village", 1, 6);
    REQUIRE(runImago({"art", "village", "--size", "96", "--seed", "3", "-o", folder / "larger.jpg"}).exitCode == 0);
    const auto byHash =
        runImagoJson({"similar", folder / "larger.jpg", "--to", folder / "set", "--hashes", "--count", "3"});
    REQUIRE(byHash["similar"].size() == 3);
    CHECK(byHash["similar"][0]["name"] == "1003.png");
    CHECK(byHash["similar"][0]["looksEqual"] == true);
    CHECK(byHash["similar"][1]["looksEqual"] == false);
    CHECK(byHash["unread"] == 0);
    checkRefused({"learn-classes", folder / "set", "-o", folder / "judge"}, "two at least");
    checkRefused({"similar", folder / "none.png", "--to", folder / "set"}, "none.png");
    std::ofstream(folder / "set/broken.png") << "no picture";
    const Outcome told = runImago({"similar", folder / "larger.jpg", "--to", folder / "set", "--hashes"});
    CHECK(told.exitCode == 0);
    CHECK(told.err.find("1 picture can't be read") != std::string::npos);
    if (!hasModule())
        return;
    const auto seen = runImagoJson({"similar", folder / "larger.jpg", "--to", folder / "set"});
    CHECK(seen["similar"][0]["name"] == "1003.png");
    CHECK(seen["similar"][0]["featureDistance"] < seen["similar"][1]["featureDistance"]);
}

TEST_CASE("evaluate tells copies from fresh pictures")
{
    if (!hasModule())
        return;
    // A source of pictures: training and held-out ones, fresh ones, and a control that only repeats training pictures.
    const TempDir folder;
    REQUIRE(runImago({"faces", "--count", "400", "--size", "32", "--seed", "1", "-o", folder / "real"}).exitCode == 0);
    REQUIRE(runImago({"faces", "--count", "100", "--size", "32", "--seed", "2", "-o", folder / "fresh"}).exitCode == 0);
    REQUIRE(runImago({"faces", "--count", "100", "--size", "32", "--seed", "1", "-o", folder / "copied"}).exitCode ==
            0);
    const auto measured = [&](const std::string &samples) {
        return runImagoJson({"evaluate", "--samples", folder / samples, "--real", folder / "real"});
    };
    const auto fresh = measured("fresh");
    CHECK(fresh["memorisation"]["memorised"] == false);
    CHECK(fresh["againstHeldOut"] == true);
    const auto copied = measured("copied");
    CHECK(copied["memorisation"]["memorised"] == true);
    CHECK(copied["memorisation"]["copyTest"] < -3);
    CHECK(copied["memorisation"]["looksEqual"] > 80);
    CHECK(copied["memorisation"]["nearest"][0]["looksEqual"] == true);
    checkRefused({"evaluate", "--samples", folder / "none", "--real", folder / "real"}, "none");
    checkRefused({"evaluate", "--real", folder / "real"}, "--samples");
    checkRefused({"evaluate", "--samples", folder / "fresh", "--real", folder / "real", "--people", "5"},
                 "--people: it is for models of portraits");
    checkRefused({"evaluate", "--sheet", folder / "sheet.png"}, "--sheet: it is for pictures");
}
