// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensor/peers.h"

#include "engine/tensor/device.h"
#include "tests/support/catch.h"
#include "tests/support/free_port.h"
#include "tests/support/run_program.h"

#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

using namespace imago;
using tensor::Peers;

namespace {

struct Variable
{
    Variable(const char *name, const std::string &value)
        : m_name(name)
    {
        setenv(name, value.c_str(), 1);
    }
    ~Variable() { unsetenv(m_name); }
    Variable(const Variable &) = delete;
    Variable &operator=(const Variable &) = delete;

private:
    const char *m_name;
};

constexpr const char *kDevice = "IMAGO_TEST_DEVICE";

// Those on which so many processes can train together in this build and on this machine.
std::vector<std::string> devicesFor([[maybe_unused]] int count)
{
    std::vector<std::string> devices;
#ifdef IMAGO_GLOO
    devices.emplace_back("cpu");
#endif
#ifdef IMAGO_NCCL
    if (static_cast<int>(torch::cuda::device_count()) >= count)
        devices.emplace_back("cuda");
#endif
    return devices;
}

// As a process of together() meets the others.
Result<Peers> ofThisLaunch()
{
    return Peers::fromEnvironment(*tensor::device(std::getenv(kDevice)));
}

// This program again, once for each rank, running one of the hidden cases below.
std::vector<test::Outcome> together(int count, const std::string &hiddenCase, const std::string &on,
                                    int meetingPort = test::freePort())
{
    const Variable device(kDevice, on);
    const Variable address("MASTER_ADDR", "127.0.0.1");
    const Variable port("MASTER_PORT", std::to_string(meetingPort));
    const Variable size("WORLD_SIZE", std::to_string(count));
    std::vector<std::unique_ptr<test::Running>> programs;
    for (int rank = 0; rank < count; ++rank) {
        const Variable number("RANK", std::to_string(rank));
        const Variable gpu("LOCAL_RANK", std::to_string(rank));
        programs.push_back(std::make_unique<test::Running>(std::vector<std::string>{"/proc/self/exe", hiddenCase}));
    }
    std::vector<test::Outcome> outcomes;
    for (const auto &program : programs)
        outcomes.push_back(program->outcome());
    return outcomes;
}

} // namespace

TEST_CASE("without WORLD_SIZE a process is alone and waits for nobody")
{
    const Result<Peers> peers = Peers::fromEnvironment(torch::kCPU);
    REQUIRE(peers);
    CHECK(peers->alone());
    const torch::Tensor values = torch::tensor({1.0F, 2.0F});
    REQUIRE(peers->average(values));
    CHECK(values[1].item<float>() == 2.0F);
}

TEST_CASE("launch variables that are missing or no numbers are named")
{
    const Variable size("WORLD_SIZE", "2");
    const auto subject = [] {
        return Peers::fromEnvironment(torch::kCPU, std::chrono::milliseconds(200)).error().subject;
    };
    CHECK(subject() == "RANK");
    const Variable rank("RANK", "0");
    CHECK(subject() == "MASTER_PORT");
    const Variable port("MASTER_PORT", std::to_string(test::freePort()));
    CHECK(subject() == "MASTER_ADDR");
    {
        const Variable address("MASTER_ADDR", "127.0.0.1");
        const Result<Peers> nobodyCame = Peers::fromEnvironment(torch::kCPU, std::chrono::milliseconds(200));
        REQUIRE(!nobodyCame);
#ifdef IMAGO_GLOO
        CHECK(nobodyCame.error().code == ErrorCode::DeviceLost);
#endif
    }
    const Variable tooLarge("RANK", "2");
    CHECK(subject() == "RANK");
    for (const char *bad : {"", "two", "0", "-1", "2x"}) {
        const Variable wrong("WORLD_SIZE", bad);
        CHECK(subject() == "WORLD_SIZE");
    }
}

TEST_CASE("the processes of a training share means and what the first one says")
{
    for (const int count : {2, 4}) {
        for (const std::string &device : devicesFor(count)) {
            for (const test::Outcome &outcome : together(count, "hidden: mean and copy", device)) {
                INFO(device << '\n' << outcome.out << outcome.err);
                CHECK(outcome.exitCode == 0);
            }
        }
    }
}

#ifdef IMAGO_GLOO

TEST_CASE("where the launcher's agent serves the meeting place, no process does, and each attempt meets anew")
{
    c10d::TCPStoreOptions serving;
    serving.port = 0; // any
    serving.isServer = true;
    serving.waitWorkers = false;
    c10d::TCPStore agent("127.0.0.1", serving);
    const Variable served("TORCHELASTIC_USE_AGENT_STORE", "True");
    const auto meets = [&agent] {
        for (const test::Outcome &outcome : together(2, "hidden: mean and copy", "cpu", agent.getPort())) {
            INFO(outcome.out << outcome.err);
            CHECK(outcome.exitCode == 0);
        }
    };
    meets();
    const std::int64_t first = agent.getNumKeys();
    const Variable again("TORCHELASTIC_RESTART_COUNT", "1"); // the first attempt's addresses are still there
    meets();
    CHECK(agent.getNumKeys() > first);
}

TEST_CASE("something at the meeting place that never answers ends the waiting, with what helps")
{
    const int mute = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); // connections wait in its queue
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    REQUIRE(bind(mute, generic, length) == 0);
    REQUIRE(listen(mute, 8) == 0);
    REQUIRE(getsockname(mute, generic, &length) == 0);

    const Variable size("WORLD_SIZE", "2"), rank("RANK", "0"), where("MASTER_ADDR", "127.0.0.1");
    const Variable port("MASTER_PORT", std::to_string(ntohs(address.sin_port)));
    const Variable served("TORCHELASTIC_USE_AGENT_STORE", "True");
    const auto begin = std::chrono::steady_clock::now();
    const Result<Peers> met = Peers::fromEnvironment(torch::kCPU, std::chrono::seconds(2)); // torch has whole ones
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
    REQUIRE_FALSE(met);
    CHECK(met.error().code == ErrorCode::DeviceLost);
    INFO(met.error().detail);
    CHECK(met.error().detail.find("TORCH_DISABLE_SHARE_RDZV_TCP_STORE") != std::string::npos);
    close(mute); // which ends what still waits
}

#else

TEST_CASE("a build whose torch came without Gloo's headers says that processors can't train together")
{
    const Variable size("WORLD_SIZE", "2"), rank("RANK", "0"), port("MASTER_PORT", "29500"),
        address("MASTER_ADDR", "127.0.0.1");
    const Result<Peers> peers = Peers::fromEnvironment(torch::kCPU);
    REQUIRE_FALSE(peers);
    CHECK(peers.error().code == ErrorCode::Incompatible);
    CHECK(peers.error().detail.find("Gloo") != std::string::npos);
}

#endif

TEST_CASE("a process that is gone ends the others with a clear error, soon")
{
    for (const std::string &device : devicesFor(3)) {
        const auto begin = std::chrono::steady_clock::now();
        for (const test::Outcome &outcome : together(3, "hidden: the last one leaves", device)) {
            INFO(device << '\n' << outcome.out << outcome.err);
            CHECK(outcome.exitCode == 0);
        }
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
    }
}

TEST_CASE("hidden: mean and copy", "[.]")
{
    const Result<Peers> peers = ofThisLaunch();
    REQUIRE(peers);
    const auto rank = static_cast<float>(peers->rank());
    const auto count = static_cast<float>(peers->count());
    const torch::Tensor values = torch::full({300'000}, rank);
    REQUIRE(peers->average(values));
    CHECK(values.eq((count - 1) / 2).all().item<bool>());
    const torch::Tensor matrix = torch::arange(6.0F).view({2, 3}).t() * (rank + 1); // not contiguous
    REQUIRE(peers->average(matrix));
    CHECK(matrix[2][1].item<float>() == 5 * (count + 1) / 2);
    REQUIRE(peers->meet());
    const torch::Tensor copied = torch::full({7}, rank + 3);
    REQUIRE(peers->copyFromFirst(copied));
    CHECK(copied.eq(3).all().item<bool>());
    std::string text = peers->isFirst() ? "the plan" : "";
    REQUIRE(peers->copyFromFirst(text));
    CHECK(text == "the plan");
}

TEST_CASE("hidden: the last one leaves", "[.]")
{
    const Result<Peers> peers = ofThisLaunch();
    REQUIRE(peers);
    const torch::Tensor values = torch::ones({1000});
    REQUIRE(peers->average(values));
    if (peers->rank() == peers->count() - 1)
        std::_Exit(0);
    Status averaged;
    for (int i = 0; i < 3 && averaged; ++i) // those far from it in the ring may hear of it a call later
        averaged = peers->average(values);
    REQUIRE(!averaged);
    CHECK(averaged.error().code == ErrorCode::DeviceLost);
    CHECK(averaged.error().detail.find("--resume") != std::string::npos);
}
