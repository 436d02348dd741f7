// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/catch.h"
#include "tests/support/run_program.h"
#include "tests/support/temp_dir.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace imago::test {

/// Runs the real command line.
inline Outcome runImago(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), IMAGO_PROGRAM);
    return runProgram(arguments);
}

/// Runs it with --json and reads what it says.
inline nlohmann::json runImagoJson(std::vector<std::string> arguments)
{
    arguments.emplace_back("--json");
    const Outcome outcome = runImago(std::move(arguments));
    INFO(outcome.err);
    REQUIRE(outcome.exitCode == 0);
    return nlohmann::json::parse(outcome.out);
}

/// What everybody promises about bad input: exit code 2, one line that names what is wrong, nothing on
/// stdout.
inline void checkRefused(const std::vector<std::string> &arguments, const std::string &mentions)
{
    const Outcome outcome = runImago(arguments);
    INFO(outcome.err);
    CHECK(outcome.exitCode == 2);
    CHECK(outcome.out.empty());
    CHECK(lineCount(outcome.err) == 1);
    CHECK(outcome.err.starts_with("imago: "));
    CHECK(outcome.err.find(mentions) != std::string::npos);
}

inline std::string bytesOf(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void writeText(const std::filesystem::path &file, const std::string &text)
{
    std::ofstream(file, std::ios::binary) << text;
}

} // namespace imago::test
