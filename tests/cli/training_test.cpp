// SPDX-License-Identifier: GPL-3.0-or-later
// Trainings by the real command line: what their reports say of models that learned by heart, and what a full disk and
// kills leave.
#include "tests/cli/run_imago.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <random>
#include <sys/mount.h>
#include <thread>
#include <tuple>
#include <unistd.h>
#include <utility>

using namespace imago::test;
namespace fs = std::filesystem;

namespace {

bool hasModule()
{
    return fs::exists(fs::path(IMAGO_PROGRAM).parent_path() / "libimago_neural.so");
}

/// Drawn people as a data set that says itself which pictures are held out.
void drawPeople(const TempDir &folder, int training, int heldOut)
{
    for (const auto &[part, count, seed] : {std::tuple("train", training, "1"), std::tuple("test", heldOut, "2")}) {
        const Outcome drawn = runImago({"faces", "--count", std::to_string(count), "--size", "32", "--seed", seed, "-o",
                                        folder / (std::string("drawn-") + part)});
        INFO(drawn.err);
        REQUIRE(drawn.exitCode == 0);
        fs::create_directories(folder / (std::string("set/") + part));
        for (const auto &entry : fs::recursive_directory_iterator(folder / (std::string("drawn-") + part))) {
            if (entry.path().extension() == ".png")
                fs::copy_file(entry.path(), folder / (std::string("set/") + part) / entry.path().filename());
        }
    }
}

nlohmann::json reportOf(const TempDir &folder, int training, int steps)
{
    drawPeople(folder, training, 60);
    const Outcome trained = runImago({"train", folder / "set", "--kind", "vae", "--size", "16", "--no-mirror",
                                      "--perceptual", "0", "--kl", "0.1", "--batch", "12", "--threads", "1",
                                      "--steps", std::to_string(steps), "--no-quality", "-o", folder / "run"});
    INFO(trained.err);
    REQUIRE(trained.exitCode == 0);
    CHECK(nlohmann::json::parse(bytesOf(folder / "run/plan.json"))["mirror"] == false);
    return runImagoJson({"evaluate", folder / "run", folder / "set", "--count", "200", "--store"});
}

} // namespace

TEST_CASE("a model that learned twelve pictures by heart is caught, one that learned from many is not")
{
    if (!hasModule())
        return;
    const TempDir few, many;
    const auto overfitted = reportOf(few, 12, 600);
    INFO(overfitted.dump());
    CHECK(overfitted["againstHeldOut"] == true);
    CHECK(overfitted["memorisation"]["memorised"] == true);
    const auto control = reportOf(many, 240, 200);
    INFO(control.dump());
    CHECK(control["memorisation"]["memorised"] == false);
    CHECK(control["memorisation"]["verdict"] == "no-sign");

    // No loss used the trunk, so it may measure; what was measured lies in the package.
    CHECK(overfitted["reader"]["usedByALoss"] == false);
    CHECK(overfitted["reader"]["network"].get<std::string>().find("trunk") != std::string::npos);
    const auto stored = nlohmann::json::parse(bytesOf(few / "run/package/quality.json"));
    CHECK(stored["memorisation"] == overfitted["memorisation"]);
}

TEST_CASE("evaluate and discover prepare pictures as the training did, and say where they are others")
{
    if (!hasModule())
        return;
    const TempDir folder;
    drawPeople(folder, 36, 12);
    fs::rename(folder / "set/train", folder / "plain"); // no parts of its own: --held-out decides
    writeText(folder / "plain/tdmrep.json", R"([{"location": "/*", "tdm-reservation": 1}])");
    const std::vector<std::string> training{"train", folder / "plain", "--kind", "vae", "--size", "16x24", "--pad",
                                            "--held-out", "0", "--i-have-the-right", "--perceptual", "0", "--batch",
                                            "4", "--steps", "4", "--threads", "1", "--no-quality", "-o",
                                            folder / "run"};
    const Outcome trained = runImago(training);
    INFO(trained.err);
    REQUIRE(trained.exitCode == 0);

    const auto same = runImagoJson({"evaluate", folder / "run", folder / "plain", "--count", "20"});
    CHECK(same["trainedOnThese"] == true); // so padded and reserved as they were
    CHECK(same["againstHeldOut"] == false);
    CHECK(same["training"] == 36);
    CHECK(same["memorisation"]["copyTestCells"] == 0);
    const Outcome words = runImago({"evaluate", folder / "run", folder / "plain", "--count", "20"});
    CHECK(words.out.find("36 real pictures") != std::string::npos);
    CHECK(words.out.find("too few pictures were held out") != std::string::npos);
    CHECK(same["memorisation"]["verdict"] == "cannot-tell");
    CHECK(same["enoughForPrecision"] == false);
    CHECK(words.out.find("No sign") == std::string::npos);
    CHECK(words.out.find("that takes 50 held-out pictures, and there are fewer than 10") != std::string::npos);
    CHECK(words.out.find("other pictures") == std::string::npos);
    CHECK(runImagoJson({"evaluate", folder / "run", folder / "plain", "--count", "20", "--crop"})["trainedOnThese"] ==
          false);

    const auto others = runImagoJson({"evaluate", folder / "run", folder / "set", "--count", "20"});
    CHECK(others["trainedOnThese"] == false);
    const Outcome told = runImago({"evaluate", folder / "run", folder / "set", "--count", "20"});
    CHECK(told.out.find("other pictures than it was trained on") != std::string::npos);
    CHECK(told.out.find("trained on\n") == std::string::npos);

    const std::vector<std::string> discover{"discover", folder / "run", "--samples", "100", "--pictures"};
    const auto found = [&](const std::string &pictures) {
        std::vector<std::string> command = discover;
        command.push_back(pictures);
        const auto answer = runImagoJson(command);
        CHECK(answer["pictures"] == "placed");
        return answer["trainedOnThese"];
    };
    CHECK(found(folder / "plain") == true); // none of which could be used without the right
    CHECK(found(folder / "set") == false);
}

TEST_CASE("a training takes the shape of its pictures, keeps it over a stop, and both sides hold where they are said")
{
    if (!hasModule())
        return;
    const TempDir folder;
    fs::create_directory(folder / "set");
    for (int seed = 1; seed <= 24; ++seed) {
        const std::string name = std::to_string(seed), file = folder / ("set/" + name + ".png");
        REQUIRE(runImago({"art", "marbling", "--size", "64x96", "--seed", name, "-o", file}).exitCode == 0);
    }
    const auto sizeOf = [&](const std::string &size, const std::string &kind, const std::string &run) {
        const Outcome trained = runImago({"train", folder / "set", "--kind", kind, "--size", size, "--steps", "3",
                                          "--batch", "4", "--threads", "1", "--no-quality", "-o", folder / run});
        INFO(trained.err);
        REQUIRE(trained.exitCode == 0);
        const auto pictures = nlohmann::json::parse(bytesOf(folder / (run + "/plan.json")))["pictures"];
        return std::pair(pictures["width"].get<int>(), pictures["height"].get<int>());
    };
    CHECK(sizeOf("48", "vae", "vae") == std::pair(32, 48));
    CHECK(sizeOf("48", "gan", "gan") == std::pair(32, 48));
    CHECK(sizeOf("48x48", "vae", "square") == std::pair(48, 48));
    const std::vector<std::string> resume{"train", "--resume", "--size", "50", "--no-quality", "--threads", "1", "-o",
                                          folder / "vae"};
    const Outcome gone = runImago(resume);
    CHECK(gone.exitCode == 0); // a size, even one that can't be, changes nothing any more
    CHECK(gone.err.find("keeps its plan (3 steps), so this changes nothing: --size") != std::string::npos);
    CHECK(runImagoJson({"evaluate", folder / "gan", folder / "set", "--count", "20"})["trainedOnThese"] == true);

    // It draws, and can place nobody's pictures.
    const std::vector<std::string> place{"discover", folder / "gan", "--samples", "100", "--pictures", folder / "set"};
    CHECK(runImagoJson(place)["pictures"] == "no-encoder");
    CHECK(runImago(place).out.find("was not used") != std::string::npos);

    // A model of that shape keeps it on other pictures.
    const Outcome on = runImago({"train", folder / "set", "--from", folder / "square/package", "--steps", "2",
                                 "--batch", "4", "--threads", "1", "--no-quality", "-o", folder / "on"});
    INFO(on.err);
    CHECK(on.exitCode == 0);
    CHECK(nlohmann::json::parse(bytesOf(folder / "on/plan.json"))["pictures"]["height"] == 48);
    CHECK(runImagoJson({"dataset", "check", folder / "set"})["size"]["pixels"] == nlohmann::json::array({40, 64}));
}

TEST_CASE("a device and a precision that are not there are refused before a picture is prepared")
{
    if (!hasModule())
        return;
    const TempDir folder;
    drawPeople(folder, 2, 1);
    checkRefused({"train", folder / "set", "--device", "abacus", "-o", folder / "run"}, "abacus");
    checkRefused({"train", folder / "set", "--device", "abacus", "--estimate"}, "abacus");
    CHECK_FALSE(fs::exists(folder / "run"));
}

TEST_CASE("a training that was refused leaves no prepared pictures")
{
    if (!hasModule())
        return;
    const TempDir folder;
    drawPeople(folder, 4, 2);
    const Outcome refused = runImago({"train", folder / "set", "--from", IMAGO_SOURCE_DIR "/resources/models/portraits",
                                      "--size", "1024", "--steps", "1", "--batch", "2", "--threads", "1", "-o",
                                      folder / "run"});
    CHECK(refused.exitCode == 2);
    CHECK(refused.err.find("512 pixels") != std::string::npos);
    CHECK_FALSE(fs::exists(folder / "run/pictures.cache"));
    writeText(folder / "notes.txt", "mine");
    const std::string notes = folder / "notes.txt";
    CHECK(runImago({"train", folder / "set", "--size", "16", "--steps", "1", "-o", notes}).exitCode == 2);
    CHECK(bytesOf(folder / "notes.txt") == "mine");
}

TEST_CASE("a training without labels keeps that, its sliders are found, and evaluate prepares its pictures alike")
{
    if (!hasModule())
        return;
    const TempDir folder;
    drawPeople(folder, 24, 2);
    int number = 0;
    for (const auto &entry : fs::directory_iterator(folder / "set/train")) { // a folder a picture
        const fs::path place = fs::path(folder / "own") / std::to_string(100 + number++);
        fs::create_directories(place);
        fs::copy_file(entry.path(), place / entry.path().filename());
    }
    const std::vector<std::string> command{"train", folder / "own", "--size", "16", "--perceptual", "0", "--batch", "4",
                                           "--steps", "4", "--threads", "1", "--no-quality", "-o"};
    const auto trained = [&](const std::string &run, std::vector<std::string> more) {
        std::vector<std::string> whole = command;
        whole.push_back(folder / run);
        whole.insert(whole.end(), more.begin(), more.end());
        const Outcome outcome = runImago(whole);
        INFO(outcome.err);
        REQUIRE(outcome.exitCode == 0);
        return outcome.err;
    };
    const std::string warned = trained("labelled", {});
    CHECK(warned.find("--no-labels") != std::string::npos);
    CHECK(warned.find("singular") == std::string::npos);
    const std::string bare = trained("bare", {"--no-labels"});
    CHECK(bare.find("no sliders") == std::string::npos);
    const auto plan = nlohmann::json::parse(bytesOf(folder / "bare/plan.json"));
    CHECK(plan["pictures"]["classes"].empty());
    CHECK(plan["preparation"]["useLabels"] == false);
    CHECK(trained("bare", {"--resume"}).empty()); // with the classes of these it would be another training
    CHECK(runImagoJson({"evaluate", folder / "bare", folder / "own", "--count", "20"})["trainedOnThese"] == true);
    checkRefused({"train", folder / "own", "--no-labels", "--labels", folder / "labels.csv"}, "--no-labels");
}

namespace {

std::vector<std::string> someTraining(const TempDir &folder, const std::string &output)
{
    return {"train", folder / "set", "--kind", "vae", "--size", "16", "--perceptual", "0", "--batch", "4", "--steps",
            "12", "--threads", "1", "--checkpoint-minutes", "0", "--no-quality", "-o", folder / output};
}

std::uint64_t bytesIn(const fs::path &run)
{
    std::uint64_t bytes = 0;
    for (const auto &entry : fs::recursive_directory_iterator(run))
        bytes += entry.is_regular_file() ? (entry.file_size() + 4095) / 4096 * 4096 : 4096;
    return bytes;
}

// Not before there is something to go on from.
void beginAndStop(const TempDir &folder, const std::string &output)
{
    std::vector<std::string> command = someTraining(folder, output);
    command.insert(command.begin(), IMAGO_PROGRAM);
    Running stopped(command);
    while (!fs::exists(folder / output / "package/manifest.json"))
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    stopped.signal(SIGINT);
    stopped.outcome();
}

std::vector<std::string> resumed(const std::string &run) // which pictures, the run knows
{
    return {"train", "--resume", "--no-quality", "--checkpoint-minutes", "0", "--threads", "1", "-o", run};
}

std::size_t checkpoints(const fs::path &run)
{
    std::size_t count = 0;
    for (const auto &entry : fs::directory_iterator(run))
        count += entry.path().filename().string().starts_with("checkpoint-") ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("a disk that is full at a checkpoint is told in one line, and the training goes on from the one before")
{
    if (!hasModule())
        return;
    const TempDir folder;
    drawPeople(folder, 12, 4);
    REQUIRE(runImago(someTraining(folder, "whole")).exitCode == 0);
    // as people allow, where nothing is said
    CHECK(nlohmann::json::parse(bytesOf(folder / "whole/plan.json"))["mirror"] == true);

    beginAndStop(folder, "limited");
    REQUIRE(checkpoints(folder / "limited") > 0);

    const auto resume = [](const std::string &run) {
        std::vector<std::string> command = resumed(run);
        command.insert(command.begin(), IMAGO_PROGRAM);
        return command;
    };
    const auto checkEnded = [](const Outcome &outcome, const std::string &run, const std::string &remedy) {
        INFO(outcome.err);
        CHECK(outcome.exitCode == 2);
        CHECK(outcome.err.find(remedy) != std::string::npos);
        CHECK(outcome.err.find("--resume") != std::string::npos);
        CHECK(nlohmann::json::parse(bytesOf(run + "/status.json"))["state"] == "failed");
    };
    const std::string last = "/checkpoint-000000012.safetensors";
    const std::string whole = folder / "whole";

    // A disk with room for a third of a checkpoint beside what is there.
    const fs::path disk = folder / "disk";
    fs::create_directory(disk);
    const std::string bytes = std::to_string(bytesIn(folder / "limited") + (std::uint64_t{64} << 10));
    if (mount("imago-test", disk.c_str(), "tmpfs", 0, ("size=" + bytes).c_str()) == 0) { // not everybody may
        fs::copy(folder / "limited", disk / "run", fs::copy_options::recursive);
        const Outcome full = runProgram(resume(disk / "run"));
        checkEnded(full, disk / "run", "make room");
        CHECK(mount("imago-test", disk.c_str(), "tmpfs", MS_REMOUNT, "size=512m") == 0);
        CHECK(runProgram(resume(disk / "run")).exitCode == 0);
        CHECK(bytesOf(disk.string() + "/run" + last) == bytesOf(whole + last));
        umount(disk.c_str());
    }

    // No file may grow larger than half a megabyte: the checkpoint does not fit, everything before it does.
    std::string line = "ulimit -f 1000; exec";
    for (const std::string &word : resume(folder / "limited"))
        line += " '" + word + "'";
    checkEnded(runProgram({"/bin/sh", "-c", line}), folder / "limited", "choose another place");
    const Outcome gone = runProgram(resume(folder / "limited"));
    INFO(gone.err);
    CHECK(gone.exitCode == 0);
    CHECK(bytesOf((folder / "limited").string() + last) == bytesOf(whole + last));
}

TEST_CASE("a training does without what its user leaves out, also when it goes on and where it is measured")
{
    if (!hasModule())
        return;
    const TempDir folder;
    drawPeople(folder, 12, 4);
    const std::string wide = folder / "set/train/wide.png";
    REQUIRE(runImago({"art", "village", "--size", "256x64", "--seed", "1", "-o", wide}).exitCode == 0);
    std::vector<std::string> command = someTraining(folder, "run");
    command.insert(command.end(), {"--leave-out", "odd-aspect", "--on-white"});
    const Outcome trained = runImago(command);
    INFO(trained.err);
    REQUIRE(trained.exitCode == 0);
    CHECK(trained.err.find("1 as --leave-out says") != std::string::npos);
    const auto plan = nlohmann::json::parse(bytesOf(folder / "run/plan.json"));
    CHECK(plan["pictures"]["training"] == 12);
    CHECK(plan["preparation"]["leaveOut"] == nlohmann::json::array({"odd-aspect"}));
    CHECK(plan["preparation"]["onWhite"] == true);

    std::vector<std::string> again = resumed(folder / "run");
    const Outcome same = runImago(again);
    CHECK(same.exitCode == 0);
    CHECK(same.err.empty());
    again.insert(again.end(), {"--leave-out", "too-small", "--on-white"});
    CHECK(runImago(again).err.find("so this changes nothing: --leave-out") != std::string::npos);
    CHECK(runImagoJson({"evaluate", folder / "run", folder / "set", "--count", "20"})["trainedOnThese"] == true);
}

namespace {

// The cheapest of the built-in networks, on few portraits.
std::vector<std::string> judgesTraining(const std::string &run, const std::vector<std::string> &more)
{
    std::vector<std::string> command{IMAGO_PROGRAM, "train", "--builtin", "judge", "--threads", "1", "--draw-threads",
                                     "1", "-o", run};
    command.insert(command.end(), more.begin(), more.end());
    return command;
}

// The newest checkpoint's name; they sort as their steps do.
std::string newestCheckpoint(const fs::path &run)
{
    std::string newest;
    for (const auto &entry : fs::directory_iterator(run)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("checkpoint-") && name.ends_with(".safetensors"))
            newest = std::max(newest, name);
    }
    return newest;
}

void damage(const fs::path &file)
{
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    const auto middle = static_cast<std::streamoff>(fs::file_size(file) / 2);
    stream.seekg(middle);
    const char flipped = static_cast<char>(stream.get() ^ 0x40);
    stream.seekp(middle);
    stream.put(flipped);
}

} // namespace

TEST_CASE("a built-in network's training that is killed again and again ends with the bytes of one that was not")
{
    if (!hasModule())
        return;
    const TempDir folder;
    const std::vector<std::string> plan{"--steps", "12", "--batch", "2", "--window", "64", "--seed", "7"};
    const Outcome whole = runProgram(judgesTraining(folder / "whole", plan));
    INFO(whole.err);
    REQUIRE(whole.exitCode == 0);
    fs::remove(folder / "whole/samples.cache"); // a few hundred megabytes

    const fs::path run = folder / "killed";
    const std::vector<std::string> often{"--checkpoint-minutes", "0"}; // after every step
    std::vector<std::string> command = judgesTraining(run, plan);
    command.insert(command.end(), often.begin(), often.end());
    const auto killWhen = [&](const auto &condition) {
        Running killed(command);
        while (killed.isRunning() && !condition())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        killed.signal(SIGKILL);
        const Outcome outcome = killed.outcome();
        INFO(outcome.err);
        REQUIRE(outcome.exitCode == 128 + SIGKILL);
    };
    killWhen([&] { return fs::exists(run / "plan.json"); }); // the first portraits are being drawn
    command = judgesTraining(run, often); // its plan knows the rest, and of which people its pictures are
    command.emplace_back("--resume");
    std::minstd_rand chance(1);
    for (int kill = 0; kill < 3; ++kill) {
        const std::string before = newestCheckpoint(run);
        REQUIRE_FALSE(before.empty());
        killWhen([&] {
            if (newestCheckpoint(run) <= before)
                return false;
            std::this_thread::sleep_for(std::chrono::microseconds(chance() % 40'000));
            return true;
        });
        if (kill == 1)
            damage(run / newestCheckpoint(run)); // the one before must do
    }
    const Outcome resumed = runProgram(command);
    INFO(resumed.err);
    REQUIRE(resumed.exitCode == 0);
    const std::string last = "checkpoint-000000012.safetensors";
    CHECK(bytesOf(run / last) == bytesOf(folder / "whole" / last));
}

TEST_CASE("a training goes on with the pictures that it began with, also inside their folder and when that is gone")
{
    if (!hasModule())
        return;
    const TempDir folder;
    drawPeople(folder, 12, 4);
    REQUIRE(runImago(someTraining(folder, "whole")).exitCode == 0);
    const std::string last = bytesOf(folder / "whole/checkpoint-000000012.safetensors");
    constexpr const char *kChanged = "is not as it was";
    CHECK_FALSE(fs::exists(folder / "whole/pictures.cache")); // it has ended well
    CHECK(runImago(resumed(folder / "whole")).exitCode == 0); // and reads its pictures again
    CHECK(bytesOf(folder / "whole/checkpoint-000000012.safetensors") == last);
    CHECK_FALSE(fs::exists(folder / "whole/pictures.cache"));

    beginAndStop(folder, "set/run"); // its previews lie among the pictures
    const Outcome inside = runImago(resumed(folder / "set/run"));
    INFO(inside.err);
    CHECK(inside.exitCode == 0);
    CHECK(inside.out.find(kChanged) == std::string::npos);
    CHECK(bytesOf(folder / "set/run/checkpoint-000000012.safetensors") == last);

    beginAndStop(folder, "left");
    const std::string cache = bytesOf(folder / "left/pictures.cache");
    checkRefused({"train", folder / "drawn-train", "-o", folder / "left"}, "--resume");
    CHECK(bytesOf(folder / "left/pictures.cache") == cache);
    fs::remove_all(folder / "set");
    const Outcome without = runImago(resumed(folder / "left"));
    INFO(without.err);
    CHECK(without.exitCode == 0);
    CHECK(without.out.find(kChanged) != std::string::npos);
    CHECK(bytesOf(folder / "left/checkpoint-000000012.safetensors") == last);
}

TEST_CASE("a model that could not be written at the end is refused before the training")
{
    const TempDir folder;
    drawPeople(folder, 4, 2);
    fs::create_directory(folder / "model.imagomodel");
    checkRefused({"train", folder / "set", "-o", folder / "model.imagomodel"}, "model.imagomodel");
    CHECK_FALSE(fs::exists(folder / "model.training"));
    if (geteuid() == 0) // may write everywhere
        return;
    fs::create_directory(folder / "closed");
    fs::permissions(folder / "closed", fs::perms::owner_read | fs::perms::owner_exec);
    checkRefused({"train", folder / "set", "-o", folder / "closed/model.imagomodel"}, "model.imagomodel");
}
