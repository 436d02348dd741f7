// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/network_version.h"
#include "tests/support/catch.h"

using namespace imago;

namespace {

Status check(int version, const char *architecture = "imago.picture-decoder")
{
    files::ManifestNetwork network;
    network.role = "decoder";
    network.architecture = architecture;
    network.version = version;
    return files::checkNetwork(network, "imago.picture-decoder", 2, "cats.imagomodel");
}

bool says(const Status &status, const char *words)
{
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::Incompatible);
    CHECK(status.error().subject == "cats.imagomodel");
    INFO(status.error().detail);
    return status.error().detail.find(words) != std::string::npos;
}

} // namespace

TEST_CASE("a model of another version is told to be older or newer, and what to do")
{
    CHECK(check(2));
    CHECK(says(check(1), "older than this studio"));
    CHECK(says(check(1), "train it again"));
    CHECK(says(check(3), "newer than this studio"));
    CHECK(says(check(3), "update the studio"));
    CHECK(says(check(2, "imago.pyramid-decoder"), "a kind that this studio does not know"));
}
