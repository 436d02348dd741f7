// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/video/ffmpeg/reader.h"
#include "tests/cli/run_imago.h"
#include "tests/video/clip_maker.h"

#include <algorithm>
#include <csignal>

using namespace imago::test;

namespace {

bool hasModules()
{
    const auto folder = std::filesystem::path(IMAGO_PROGRAM).parent_path();
    return std::filesystem::exists(folder / "libimago_neural.so") &&
           std::filesystem::exists(folder / "libimago_video.so");
}

struct Pictures
{
    TempDir folder;
    std::string clip = folder / "clip.mp4";
    std::string painting = folder / "painting.png";

    explicit Pictures(int frames = 8)
    {
        makeSound(folder / "sound.mov", "aac");
        ClipPlan plan;
        plan.sound = folder / "sound.mov";
        plan.times.clear();
        for (int i = 0; i < frames; ++i)
            plan.times.push_back(20 * i + i % 2);
        makeClip(clip, plan);
        REQUIRE(runImago({"portrait", "--seed", "8", "--size", "64", "-o", painting}).exitCode == 0);
    }
};

} // namespace

TEST_CASE("a clip is painted and says what it is")
{
    if (!hasModules())
        return;
    const Pictures pictures;
    const std::string output = pictures.folder / "painted.mp4";
    const auto result =
        runImagoJson({"video", pictures.clip, "--style", pictures.painting, "--structure", "0.3", "--smooth", "0.7",
                      "--keep-colors", "luminance", "--size", "48", "-o", output});
    const auto &clip = result["clips"][0];
    CHECK(clip["frames"] == 8);
    CHECK(clip["width"] == 48);
    CHECK(clip["height"] == 36);
    CHECK(clip["soundsCopied"] == 1);
    CHECK(result["structure"] == 0.3);
    CHECK(result["smooth"] == 0.7);
    CHECK(soundOf(output).size() == soundOf(pictures.clip).size());
    CHECK(std::filesystem::exists(output));
}

TEST_CASE("clips of a folder become clips of a folder, and a preview is two seconds")
{
    if (!hasModules())
        return;
    const Pictures pictures(90); // three seconds
    std::filesystem::create_directory(pictures.folder / "in");
    std::filesystem::copy(pictures.clip, pictures.folder / "in/a.mp4");
    writeText(pictures.folder / "in/broken.mp4", "nothing");
    const Outcome outcome = runImago({"video", pictures.folder / "in", "--style", pictures.painting, "--size", "32",
                                      "--preview", "0.5", "-o", pictures.folder / "out/"});
    CHECK(outcome.exitCode == 2);
    CHECK(outcome.err.find("broken.mp4") != std::string::npos);
    CHECK(outcome.err.find("1 of 2") != std::string::npos);
    const auto reader = imago::video::Reader::open(pictures.folder / "out/a-styled.mp4");
    REQUIRE(reader);
    CHECK(reader->info().seconds > 1.9);
    CHECK(reader->info().seconds < 2.1);
}

TEST_CASE("Ctrl-C keeps what is painted, and --resume ends as an unbroken run")
{
    if (!hasModules())
        return;
    const Pictures pictures(140);
    const std::string whole = pictures.folder / "whole.mp4";
    const std::string output = pictures.folder / "painted.mp4";
    std::vector<std::string> command{"video", pictures.clip, "--style", pictures.painting, "-o", whole};
    REQUIRE(runImago(command).exitCode == 0);
    command.back() = output;
    const auto work = pictures.folder / ".painted.mp4.imagovideo";
    std::vector<std::string> running{IMAGO_PROGRAM};
    running.insert(running.end(), command.begin(), command.end());
    Running run(running);
    while (!std::filesystem::exists(work / "state.json") && !std::filesystem::exists(output))
        sched_yield();
    run.signal(SIGINT);
    const Outcome stopped = run.outcome();
    if (stopped.exitCode == 0)
        return; // it was faster
    CHECK(stopped.exitCode == 130);
    CHECK(stopped.err.find("--resume") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(output));
    command.emplace_back("--resume");
    const auto resumed = runImagoJson(command);
    CHECK(resumed["clips"][0]["resumed"] > 0);
    CHECK(bytesOf(whole) == bytesOf(output));
    CHECK_FALSE(std::filesystem::exists(work));
}

TEST_CASE("a killed run leaves the old file, and the next one begins anew")
{
    if (!hasModules())
        return;
    const Pictures pictures(140);
    const std::string output = pictures.folder / "painted.mp4";
    writeText(output, "old");
    Running run({IMAGO_PROGRAM, "video", pictures.clip, "--style", pictures.painting, "-o", output});
    while (!std::filesystem::exists(pictures.folder / ".painted.mp4.imagovideo/state.json") && bytesOf(output) == "old")
        sched_yield();
    run.signal(SIGKILL);
    if (run.outcome().exitCode == 0)
        return; // it was faster
    CHECK(bytesOf(output) == "old");
    const auto again = runImagoJson({"video", pictures.clip, "--style", pictures.painting, "-o", output});
    CHECK(again["clips"][0]["resumed"] == 0);
    CHECK(bytesOf(output).size() > 1000);
}

TEST_CASE("what video can't do is said in one line")
{
    const TempDir folder;
    const std::string none = folder / "none.mp4";
    checkRefused({"video", none, "-o", folder / "x.mp4"}, "--style");
    checkRefused({"video", none, none, "--style", "a.png", "-o", folder / "x.mp4"}, "folder");
    checkRefused({"video", none, "--style", "a.png", "--smooth", "2", "-o", folder / "x.mp4"}, "smooth");
    checkRefused({"video", none, "--style", "a.png", "--structure", "7", "-o", folder / "x.mp4"}, "structure");
    checkRefused({"video", none, "--style", "a.png", "--preview", "1", "--to", "2", "-o", folder / "x.mp4"},
                 "--preview");
    checkRefused({"video", folder.path(), "--style", "a.png", "-o", folder / "x.mp4"}, "no clips");
    if (!hasModules())
        return;
    const Pictures pictures;
    const auto refused = [&](std::vector<std::string> options, const std::string &output, const std::string &mentions) {
        std::vector<std::string> command{"video", pictures.clip, "--style", pictures.painting, "-o",
                                         pictures.folder / output};
        command.insert(command.end(), options.begin(), options.end());
        checkRefused(command, mentions);
    };
    checkRefused({"video", none, "--style", pictures.painting, "-o", folder / "x.mp4"}, "none.mp4");
    refused({}, "x.avi", ".mp4");
    refused({}, "clip.mp4", "is read");
    refused({"--from", "2", "--to", "1"}, "x.mp4", "after the beginning");
    refused({"--from", "100"}, "x.mp4", "ends before");
    checkRefused({"video", pictures.painting, "--style", pictures.painting, "-o", folder / "x.mp4"}, "not a clip");

    // Damaged ones: a line each that names the file, and no half of a clip.
    const std::string whole = *imago::files::readFile(pictures.clip, 1 << 24);
    const auto damaged = [&](const std::string &name, const std::string &bytes) {
        REQUIRE(imago::files::saveFile(folder / name, bytes));
        checkRefused({"video", folder / name, "--style", pictures.painting, "-o", folder / "x.mp4"}, name);
    };
    damaged("zero.mp4", "");
    damaged("cut.mp4", whole.substr(0, whole.size() / 2));
    damaged("words.webm", "These are words.");
    std::string holed = whole;
    std::ranges::fill(holed.begin() + static_cast<std::ptrdiff_t>(holed.rfind("moov")), holed.end(), '\0');
    damaged("holed.mp4", holed);
    makeSound(folder / "sound.mov", "aac");
    checkRefused({"video", folder / "sound.mov", "--style", pictures.painting, "-o", folder / "x.mp4"}, "no video");
    CHECK_FALSE(std::filesystem::exists(folder / "x.mp4"));
    CHECK_FALSE(std::filesystem::exists(pictures.folder / "x.mp4"));
}
