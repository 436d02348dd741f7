// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/run_imago.h"

#include <cmath>
#include <csignal>
#include <cstdlib>

using namespace imago::test;

namespace {

bool hasModule()
{
    return std::filesystem::exists(std::filesystem::path(IMAGO_PROGRAM).parent_path() / "libimago_neural.so");
}

// A photo and two paintings: portraits, since the program draws them itself.
struct Pictures
{
    TempDir folder;
    std::string photo = folder / "photo.png";
    std::string painting = folder / "painting.png";
    std::string other = folder / "other.jpg";

    Pictures()
    {
        draw(photo, "3", "96");
        draw(painting, "8", "64");
        draw(other, "21", "80");
    }

    static void draw(const std::string &file, const std::string &seed, const std::string &size)
    {
        REQUIRE(runImago({"portrait", "--seed", seed, "--size", size, "-o", file}).exitCode == 0);
    }

    std::string styled(std::vector<std::string> options) const
    {
        const std::string file = folder / "styled.png";
        std::vector<std::string> arguments{"style", photo, "--style", painting, "-o", file};
        arguments.insert(arguments.end(), options.begin(), options.end());
        const Outcome outcome = runImago(arguments);
        INFO(outcome.err);
        REQUIRE(outcome.exitCode == 0);
        return bytesOf(file);
    }
};

} // namespace

TEST_CASE("without the neural module style says so in one line")
{
    if (hasModule())
        return;
    const Pictures pictures;
    checkRefused({"style", pictures.photo, "--style", pictures.painting, "-o", pictures.folder / "x.png"}, "module");
}

TEST_CASE("a styled photo is the same bytes on any number of threads")
{
    if (!hasModule())
        return;
    const Pictures pictures;
    const std::string one = pictures.styled({"--threads", "1"});
    CHECK(one.size() > 1000);
    CHECK(one == pictures.styled({"--threads", "3"}));
    CHECK(one == pictures.styled({"--strength", "1", "--keep-colors", "none"}));
}

TEST_CASE("strength, colours, mixtures, masks and size change the styled photo")
{
    if (!hasModule())
        return;
    const Pictures pictures;
    const std::string plain = pictures.styled({});
    CHECK(plain != pictures.styled({"--strength", "0.5"}));
    for (const char *mode : {"luminance", "histogram", "oklab"})
        CHECK(plain != pictures.styled({"--keep-colors", mode}));
    const std::string mixed = pictures.styled({"--style", pictures.other});
    CHECK(plain != mixed);
    CHECK(mixed != pictures.styled({"--style", pictures.other + ":3"}));
    const std::string masked = pictures.styled({"--mask", pictures.other});
    CHECK(plain != masked);
    CHECK(masked != pictures.styled({"--mask", pictures.other, "--outside", pictures.other}));

    pictures.styled({"--size", "50"});
    const auto about = runImagoJson({"show", pictures.folder / "styled.png"});
    CHECK(about["width"] == 50);
    CHECK(about["height"] == 50);
}

TEST_CASE("strength 0 is the photo")
{
    if (!hasModule())
        return;
    const Pictures pictures;
    const std::string file = pictures.folder / "photo.tif";
    const std::string none = pictures.folder / "none.tif";
    REQUIRE(runImago({"portrait", "--seed", "3", "--size", "48", "-o", file}).exitCode == 0);
    REQUIRE(runImago({"style", file, "--style", pictures.painting, "--strength", "0", "-o", none}).exitCode == 0);
    CHECK(bytesOf(file) == bytesOf(none));
}

TEST_CASE("folders of photos become a folder of styled photos")
{
    if (!hasModule())
        return;
    const Pictures pictures;
    std::filesystem::create_directory(pictures.folder / "in");
    Pictures::draw(pictures.folder / "in/b.png", "5", "40");
    Pictures::draw(pictures.folder / "in/a.jpg", "6", "40");
    Pictures::draw(pictures.folder / "in/a.png", "7", "40");
    writeText(pictures.folder / "in/notes.txt", "no picture");
    const auto result = runImagoJson({"style", pictures.folder / "in", pictures.photo, "--style", pictures.painting,
                                      "-o", pictures.folder / "out/"});
    CHECK(result["structure"] == 0.5);
    REQUIRE(result["pictures"].size() == 4);
    CHECK(result["pictures"][0]["file"] == (pictures.folder / "out/a-styled.png").string());
    CHECK(result["pictures"][1]["file"] == (pictures.folder / "out/a-styled-2.png").string());
    CHECK(result["pictures"][2]["file"] == (pictures.folder / "out/b-styled.png").string());
    CHECK(result["pictures"][3]["width"] == 96);
    CHECK(bytesOf(pictures.folder / "out/photo-styled.png") == pictures.styled({}));

    SECTION("and one that can't be read does not keep the others")
    {
        writeText(pictures.folder / "in/broken.png", "\x89PNG");
        const Outcome outcome = runImago(
            {"style", pictures.folder / "in", "--style", pictures.painting, "-o", pictures.folder / "again/"});
        CHECK(outcome.exitCode == 2);
        CHECK(lineCount(outcome.out) == 3);
        CHECK(outcome.err.find("broken.png") != std::string::npos);
        CHECK(outcome.err.find("1 of 4") != std::string::npos);
        CHECK(std::filesystem::exists(pictures.folder / "again/b-styled.png"));
    }
}

TEST_CASE("standard input becomes standard output")
{
    if (!hasModule())
        return;
    const Pictures pictures;
    const std::string piped = pictures.folder / "piped.png";
    const Outcome outcome = runProgram({"/bin/sh", "-c",
                                        std::string(IMAGO_PROGRAM) + " style - --style " + pictures.painting +
                                            " -o - < " + pictures.photo + " > " + piped});
    INFO(outcome.err);
    REQUIRE(outcome.exitCode == 0);
    CHECK(outcome.err.empty());
    CHECK(bytesOf(piped) == pictures.styled({}));
}

TEST_CASE("what style can't do is said in one line")
{
    const Pictures pictures;
    const std::string file = pictures.folder / "x.png";
    const auto refused = [&](std::vector<std::string> options, const std::string &mentions) {
        std::vector<std::string> arguments{"style", pictures.photo, "-o", file};
        arguments.insert(arguments.end(), options.begin(), options.end());
        checkRefused(arguments, mentions);
    };
    refused({}, "--style");
    refused({"--style", pictures.painting, "--strength", "2"}, "strength");
    refused({"--style", pictures.painting, "--keep-colors", "sepia"}, "keep-colors");
    refused({"--style", pictures.painting, "--size", "5"}, "size");
    refused({"--style", pictures.painting, "--outside", pictures.other}, "--mask");
    checkRefused({"style", pictures.photo, pictures.other, "--style", pictures.painting, "-o", file}, "folder");
    checkRefused({"style", pictures.photo, "--style", pictures.painting, "-o", pictures.photo}, "a file that is read");
    const std::string weighted = pictures.painting + ":2";
    checkRefused({"style", pictures.photo, "--style", weighted, "-o", pictures.painting}, "is read");
    checkRefused({"style", pictures.photo, "--style", weighted, "--mask", pictures.other, "-o", pictures.other}, "is read");
    checkRefused({"style-sheet", pictures.photo, "--style", pictures.painting, "-o", pictures.painting}, "is read");
    checkRefused({"style", pictures.photo, "--style", pictures.painting, "-o", pictures.folder / "x.bmp"}, ".png");
    checkRefused({"style", "-", "-", "--style", pictures.painting, "-o", pictures.folder / "out/"}, "only once");
    checkRefused({"style", pictures.folder / "nothing", "--style", pictures.painting, "-o", file}, "nothing");
    if (!hasModule())
        return;
    refused({"--style", pictures.folder / "nothing.png"}, "nothing.png");
    refused({"--style", pictures.painting + ":much"}, "not a number");
    refused({"--style", pictures.painting + ":0"}, "above 0");
    Pictures::draw(pictures.folder / "mask.png", "1", "32");
    REQUIRE(runImago({"sweep", "smile", "--steps", "2", "--size", "32", "-o", pictures.folder / "wide.png"}).exitCode ==
            0);
    refused({"--style", pictures.painting, "--mask", pictures.folder / "wide.png"}, "proportions");
    CHECK_FALSE(std::filesystem::exists(file));
    checkRefused({"style", "-", "--style", pictures.painting, "-o", file}, "standard input");
}

TEST_CASE("Ctrl-C ends a large painting and leaves nothing behind")
{
    if (!hasModule())
        return;
    const Pictures pictures;
    std::filesystem::create_directory(pictures.folder / "out");
    Running running({IMAGO_PROGRAM, "style", pictures.photo, pictures.photo, "--style", pictures.painting, "--size",
                     "700", "-o", pictures.folder / "out/"});
    // The first photo's file tells that the program is at work.
    while (!std::filesystem::exists(pictures.folder / "out/photo-styled.png"))
        sched_yield();
    running.signal(SIGINT);
    CHECK(running.outcome().exitCode == 130);
    for (const auto &entry : std::filesystem::directory_iterator(pictures.folder / "out"))
        CHECK(entry.path().extension() == ".png"); // no half-written files
}

TEST_CASE("refined is another picture than instant, the same again, and follows its controls")
{
    if (!hasModule())
        return;
    const Pictures pictures;
    const std::string plain = pictures.styled({});
    const std::string refined = pictures.styled({"--quality", "refined", "--threads", "1"});
    CHECK(refined != plain);
    CHECK(refined == pictures.styled({"--quality", "refined", "--threads", "1", "--seed", "1"}));
    CHECK(refined != pictures.styled({"--quality", "refined", "--threads", "1", "--structure", "1"}));
    CHECK(refined != pictures.styled({"--quality", "refined", "--threads", "1", "--protect", pictures.other}));
    CHECK(plain != pictures.styled({"--stroke", "64"}));
}

TEST_CASE("photo and painting change places")
{
    if (!hasModule())
        return;
    const Pictures pictures;
    pictures.styled({"--invert"});
    const auto about = runImagoJson({"show", pictures.folder / "styled.png"});
    CHECK(about["width"] == 64); // the painting's
    const std::string inverted = bytesOf(pictures.folder / "styled.png");
    const std::string other = pictures.folder / "other.png";
    REQUIRE(runImago({"style", pictures.painting, "--style", pictures.photo, "-o", other}).exitCode == 0);
    CHECK(bytesOf(other) == inverted);
}

TEST_CASE("a style is learned into a card that paints, mixes and makes sheets")
{
    if (!hasModule())
        return;
    const Pictures pictures;
    Pictures::draw(pictures.folder / "content.png", "4", "200");
    const std::string card = pictures.folder / "swirl.imagostyle";
    const auto learned = runImagoJson({"learn-style", pictures.painting, "-o", card, "--steps", "3", "--content",
                                       pictures.folder / "content.png", "--name", "Swirl", "--license", "CC0-1.0"});
    CHECK(learned["name"] == "Swirl");
    CHECK(learned["steps"] == 3);
    CHECK(learned["weightSteps"] == 0);
    CHECK(learned["after"]["style"].get<double>() > 0);

    const std::string painted = pictures.folder / "painted.png";
    REQUIRE(runImago({"style", pictures.photo, "--style", card, "-o", painted}).exitCode == 0);
    CHECK(bytesOf(painted) != pictures.styled({}));
    CHECK(pictures.styled({"--style", card + ":2"}) != pictures.styled({"--style", card}));

    const std::string sheet = pictures.folder / "sheet.png";
    const auto made = runImagoJson({"style-sheet", pictures.photo, "--style", card, "--style", pictures.painting,
                                    "--size", "64", "-o", sheet});
    CHECK(made["columns"] == 3);
    CHECK(runImagoJson({"show", sheet})["width"] == 3 * 64 + 2 * 8);

    SECTION("and learned on from there")
    {
        const auto goOn = [&](const std::string &name, const std::string &steps) {
            return runImagoJson({"learn-style", pictures.painting, "--from", card, "--steps", steps, "--content",
                                 pictures.folder / "content.png", "-o", pictures.folder / name});
        };
        const auto same = goOn("same.imagostyle", "0");
        CHECK(same["steps"] == 3); // the card's own
        CHECK(same["name"] == "Swirl");
        const double ended = learned["after"]["style"];
        for (const char *moment : {"before", "after"})
            CHECK(std::abs(same[moment]["style"].get<double>() - ended) < 0.02 * ended);
        CHECK(pictures.styled({"--style", pictures.folder / "same.imagostyle"}) == pictures.styled({"--style", card}));

        const auto more = goOn("more.imagostyle", "2");
        CHECK(more["steps"] == 5);
        CHECK(pictures.styled({"--style", pictures.folder / "more.imagostyle"}) != pictures.styled({"--style", card}));
        checkRefused({"learn-style", pictures.painting, "--from", pictures.photo, "-o", card}, "not a style card");
    }
    SECTION("and a damaged one is refused in one line")
    {
        const std::string bytes = bytesOf(card);
        writeText(card, bytes.substr(0, bytes.size() / 2));
        checkRefused({"style", pictures.photo, "--style", card, "-o", painted}, "swirl.imagostyle");
        writeText(card, "no card");
        checkRefused({"style-sheet", pictures.photo, "--style", card, "-o", sheet}, "not a style card");
    }
}

TEST_CASE("what learning and refining can't do is said in one line")
{
    const Pictures pictures;
    const std::string card = pictures.folder / "x.imagostyle";
    checkRefused({"learn-style", pictures.painting, "-o", pictures.folder / "x.png"}, ".imagostyle");
    checkRefused({"learn-style", pictures.folder / "nothing.png", "-o", card}, "nothing.png");
    checkRefused({"learn-style", pictures.painting, "-o", card, "--steps", "5", "--minutes", "1"}, "minutes");
    checkRefused({"learn-style", pictures.painting, "-o", card, "--content", pictures.photo}, "192 px");
    const std::string file = pictures.folder / "x.png";
    checkRefused({"style", pictures.photo, "--style", pictures.painting, "--quality", "best", "-o", file}, "quality");
    checkRefused({"style", pictures.photo, "--style", pictures.painting, "--stroke", "9", "-o", file}, "stroke");
    checkRefused({"style", pictures.photo, "--style", pictures.painting, "--structure", "7", "-o", file}, "structure");
    checkRefused({"style", pictures.photo, "--style", pictures.painting, "--style", pictures.other, "--invert", "-o",
                  file},
                 "--invert");
    checkRefused({"style-sheet", pictures.photo, "--style", pictures.painting, "-o", pictures.folder / "x.bmp"},
                 ".png");
}
