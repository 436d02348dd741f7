// SPDX-License-Identifier: GPL-3.0-or-later
// Several processes of the real program train one model.
#include "tests/cli/run_imago.h"
#include "tests/support/free_port.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <thread>

using namespace imago::test;
namespace fs = std::filesystem;

namespace {

/// A folder of small pictures.
std::string pictures(const TempDir &folder)
{
    const std::string path = folder / "pictures";
    fs::create_directory(path);
    for (int i = 0; i < 16; ++i) {
        const Outcome drawn = runImago({"portrait", "--seed", std::to_string(i), "--size", "32", "-o",
                                        path + "/" + std::to_string(i) + ".png"});
        REQUIRE(drawn.exitCode == 0);
    }
    return path;
}

std::vector<std::string> training(const std::string &folder, const std::string &output, int steps,
                                  const std::string &kind = "vae", const std::string &checkpointMinutes = "0.05")
{
    return {"train", folder, "--kind", kind, "--size", "16", "--steps", std::to_string(steps), "--batch", "8",
            "--threads", "1", "--checkpoint-minutes", checkpointMinutes, "--no-quality", "-o", output};
}

/// Starts the same command `count` times with the variables that launchers set.
class Launched
{
public:
    Launched(std::vector<std::string> arguments, int count)
    {
        arguments.insert(arguments.begin(), IMAGO_PROGRAM);
        setenv("MASTER_ADDR", "127.0.0.1", 1);
        setenv("MASTER_PORT", std::to_string(freePort()).c_str(), 1);
        setenv("WORLD_SIZE", std::to_string(count).c_str(), 1);
        for (int rank = 0; rank < count; ++rank) {
            setenv("RANK", std::to_string(rank).c_str(), 1);
            m_processes.push_back(std::make_unique<Running>(arguments));
        }
        for (const char *name : {"MASTER_ADDR", "MASTER_PORT", "WORLD_SIZE", "RANK"})
            unsetenv(name);
    }

    Running &operator[](std::size_t rank) { return *m_processes[rank]; }

    void expectAllGood()
    {
        for (const auto &process : m_processes) {
            const Outcome outcome = process->outcome();
            INFO(outcome.err);
            CHECK(outcome.exitCode == 0);
        }
    }

private:
    std::vector<std::unique_ptr<Running>> m_processes;
};

/// How a loss went: its mean over each 50 steps, and over the rest. A slow process alone reports more often than that.
std::vector<double> curve(const std::string &output, const std::string &loss)
{
    constexpr int kSpan = 50;
    std::istringstream log(bytesOf(output + "/log.jsonl"));
    std::vector<double> result;
    double sum = 0;
    int begin = 0, before = 0;
    for (std::string line; std::getline(log, line);) {
        const nlohmann::json report = nlohmann::json::parse(line);
        const int step = report.at("step");
        sum += report.at(loss).get<double>() * (step - before);
        before = step;
        if (step % kSpan == 0 || step == report.at("total")) {
            result.push_back(sum / (step - begin));
            begin = step;
            sum = 0;
        }
    }
    return result;
}

std::size_t checkpoints(const std::string &output)
{
    std::error_code none;
    std::size_t count = 0;
    for (const auto &entry : fs::directory_iterator(output, none))
        count += entry.path().filename().string().starts_with("checkpoint-") ? 1 : 0;
    return count;
}

// Every loss of the kind goes as in one process, in `counts` of them. Random numbers are each process's own.
void expectSameCurve(const std::string &kind, const std::vector<std::string> &losses, const std::vector<int> &counts,
                     double margin)
{
    const TempDir folder;
    const std::string from = pictures(folder);
    const Outcome alone = runImago(training(from, folder / "one", 60, kind));
    INFO(alone.err);
    REQUIRE(alone.exitCode == 0);
    for (const int count : counts) {
        const std::string output = folder / std::to_string(count);
        Launched(training(from, output, 60, kind), count).expectAllGood();
        for (const std::string &loss : losses) {
            const std::vector<double> wanted = curve(folder / "one", loss), got = curve(output, loss);
            REQUIRE(wanted.size() == 2);
            REQUIRE(got.size() == wanted.size());
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                CAPTURE(count, loss, i);
                CHECK(got[i] == Approx(wanted[i]).epsilon(margin));
            }
        }
        CHECK(fs::exists(output + "/package/manifest.json"));
        CHECK(checkpoints(output + "/worker-1") == 0);
    }
}

} // namespace

TEST_CASE("two and four processes learn what one does")
{
    expectSameCurve("vae", {"pixels"}, {2, 4}, 0.1);
}

// Its batch normalisation sees each process's part of the batch.
TEST_CASE("two processes play the game that one plays")
{
    expectSameCurve("gan", {"discriminator", "generator"}, {2}, 0.25);
}

TEST_CASE("a batch that can't be shared evenly is refused by all")
{
    const TempDir folder;
    Launched launched(training(pictures(folder), folder / "three", 5), 3);
    for (std::size_t rank = 0; rank < 3; ++rank) {
        const Outcome outcome = launched[rank].outcome();
        CHECK(outcome.exitCode == 2);
        CHECK(outcome.err.find("--batch") != std::string::npos);
    }
}

TEST_CASE("when one process is killed the others say so soon, and the training goes on from its checkpoint")
{
    const TempDir folder;
    const std::string from = pictures(folder), output = folder / "killed";
    const std::vector<std::string> order = training(from, output, 60, "vae", "0"); // after every step
    {
        Launched launched(order, 2);
        while (checkpoints(output) == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        launched[1].signal(SIGKILL);
        const auto begin = std::chrono::steady_clock::now();
        const Outcome first = launched[0].outcome();
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
        CHECK(first.exitCode == 2);
        CHECK(first.err.find("--resume") != std::string::npos);
    }
    std::vector<std::string> again = order;
    again.emplace_back("--resume");
    Launched(again, 2).expectAllGood();
    CHECK(runImagoJson({"show", output + "/package"})["kind"] == "model");
}
