// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/run_imago.h"

using namespace imago::test;

TEST_CASE("a data set is the same on any number of threads")
{
    const TempDir folder;
    const auto drawn = [&](const std::string &name, const std::string &threads) {
        const auto result = runImagoJson({"faces", "--count", "5", "--size", "48", "--seed", "3", "--threads",
                                          threads, "-o", folder / name});
        CHECK(result["count"] == 5);
        return bytesOf(folder / (name + "/labels.csv")) + bytesOf(folder / (name + "/000004.png"));
    };
    CHECK(drawn("one", "1") == drawn("three", "3"));

    const std::string labels = bytesOf(folder / "one/labels.csv");
    CHECK(lineCount(labels) == 6);
    CHECK(labels.starts_with("file,seed,gender,age,"));
    CHECK(std::filesystem::exists(folder / "one/README.md"));

    runImagoJson(
        {"faces", "--count", "5", "--size", "48", "--seed", "3", "--independent", "-o", folder / "free"});
    CHECK(bytesOf(folder / "free/labels.csv") != labels);
}

TEST_CASE("what faces can't do is said in one line")
{
    const TempDir folder;
    checkRefused({"faces", "--count", "2"}, "--output");
    checkRefused({"faces", "--count", "-2", "-o", folder / "set"}, "count");
    checkRefused({"faces", "--size", "9000", "-o", folder / "set"}, "size");
    writeText(folder / "file", "Here first.");
    checkRefused({"faces", "--count", "1", "-o", folder / "file"}, "file");
}
