// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs that open LibTorch. A build without it, or without a model package, must say so in one line.
#include "tests/cli/run_imago.h"

#include <algorithm>

using namespace imago::test;

namespace {

bool hasModule()
{
    return std::filesystem::exists(std::filesystem::path(IMAGO_PROGRAM).parent_path() / "libimago_neural.so");
}

bool hasModel()
{
    return hasModule() && !runImagoJson({"models"})["models"].empty();
}

} // namespace

TEST_CASE("without a model the neural verbs say so in one line")
{
    if (hasModel())
        return;
    const TempDir folder;
    const std::string face = folder / "face.png";
    checkRefused({"portrait", "--decoder", "neural", "-o", face}, "");
    REQUIRE(runImago({"portrait", "--size", "64", "-o", face}).exitCode == 0);
    checkRefused({"encode", face, "-o", folder / "recipe.json"}, "");
    checkRefused({"evaluate"}, "");
}

TEST_CASE("a neural portrait is the same bytes each time and draws itself again")
{
    if (!hasModel())
        return;
    const TempDir folder;
    const std::string one = folder / "one.png";
    const std::string two = folder / "two.png";
    REQUIRE(runImago({"portrait", "--decoder", "neural", "--threads", "1", "-o", one}).exitCode == 0);
    REQUIRE(runImago({"portrait", "--decoder", "neural", "--threads", "2", "-o", two}).exitCode == 0);
    CHECK(bytesOf(one) == bytesOf(two));
    REQUIRE(runImago({"portrait", "--from", one, "-o", two}).exitCode == 0);
    CHECK(bytesOf(one) == bytesOf(two));

    const auto about = runImagoJson({"show", one});
    CHECK(about["recipe"]["decoder"] == "neural");
    const auto models = runImagoJson({"models"})["models"];
    const auto portraits =
        std::ranges::find_if(models, [](const auto &model) { return model["id"] == "imago.portraits"; });
    REQUIRE(portraits != models.end());
    CHECK(about["recipe"]["modelHash"] == (*portraits)["sha256"]);
    REQUIRE(runImago({"portrait", "--decoder", "neural", "--size", "256", "-o", two}).exitCode == 0);
    CHECK(runImagoJson({"show", two})["width"] == 256);
}

TEST_CASE("a neural recipe of another model is shown and drawn with a warning that names both")
{
    const auto models = runImagoJson({"models"})["models"];
    const auto portraits =
        std::ranges::find_if(models, [](const auto &model) { return model["id"] == "imago.portraits"; });
    if (portraits == models.end())
        return;
    const TempDir folder;
    const std::string face = folder / "face.png";
    const std::string file = folder / "recipe.json";
    REQUIRE(runImago({"portrait", "--size", "16", "-o", face}).exitCode == 0);
    auto recipe = runImagoJson({"show", face})["recipe"];
    recipe["decoder"] = "neural";
    const auto write = [&](const std::string &hash) {
        recipe["modelHash"] = hash;
        writeText(file, recipe.dump());
    };
    const std::string own = (*portraits)["sha256"].get<std::string>();
    const std::string other(64, 'a');

    write(other);
    const auto told = runImagoJson({"show", file})["otherModel"];
    CHECK(told["recipe"]["sha256"] == other);
    CHECK(told["here"]["sha256"] == own);
    const Outcome shown = runImago({"show", file});
    CHECK(shown.exitCode == 0);
    CHECK(shown.err.find("imago.portraits " + other.substr(0, 12)) != std::string::npos);
    CHECK(shown.err.find("imago.portraits " + own.substr(0, 12)) != std::string::npos);
    if (hasModel()) {
        const auto drawn = runImagoJson({"portrait", "--from", file, "-o", folder / "again.png"});
        CHECK(drawn["otherModel"] == told);
        CHECK(drawn["portraits"].size() == 1);
        // as a final picture it is no model's
        CHECK_FALSE(runImagoJson({"portrait", "--from", file, "--decoder", "final", "--size", "16", "-o", face})
                        .contains("otherModel"));
    }
    write(own);
    CHECK_FALSE(runImagoJson({"show", file}).contains("otherModel"));
}

TEST_CASE("a portrait is encoded into a recipe that draws")
{
    if (!hasModel())
        return;
    const TempDir folder;
    const std::string face = folder / "face.png";
    const std::string recipe = folder / "recipe.json";
    REQUIRE(runImago({"portrait", "--seed", "14", "--size", "256", "-o", face}).exitCode == 0);
    const auto result =
        runImagoJson({"encode", face, "-o", recipe, "--render", folder / "again.png", "--size", "96"});
    CHECK(result["reconstruction"].get<double>() >= 0.0);
    CHECK(result["attributes"].contains("age"));
    CHECK(runImagoJson({"show", recipe})["kind"] == "recipe");
    CHECK(runImagoJson({"show", folder / "again.png"})["width"] == 96);
}

TEST_CASE("a training of two steps runs, and there is nothing to resume elsewhere")
{
    if (!hasModule())
        return;
    const TempDir folder;
    const std::string output = folder / "training";
    const std::vector<std::string> start{"train",   "--builtin", "portraits", "--steps", "2",
                                         "--batch", "4",         "--window",  "64",      "--threads",
                                         "1",       "-o",        output};
    const auto trained = runImagoJson(start);
    CHECK(trained["completed"] == true);
    const auto status = nlohmann::json::parse(std::ifstream(output + "/status.json"));
    CHECK(status["state"] == "finished");
    CHECK(status["step"] == status["total"]);
    checkRefused(start, "--resume");
    checkRefused({"train", "--builtin", "portraits", "--resume", "-o", folder / "nothing"}, "");
    checkRefused({"train", "--builtin", "judge", "--resume", "-o", output}, "another kind (portraits)");
    const Outcome same = runImago({"train", "--builtin", "portraits", "--resume", "--batch", "4", "--window", "128",
                                   "--seed", "2", "--minutes", "5", "--threads", "1", "-o", output});
    INFO(same.err);
    CHECK(same.exitCode == 0);
    CHECK(same.err.find("so this changes nothing: --minutes, --seed, --window") != std::string::npos);
    checkRefused({"train", "--builtin", "encoder", "--steps", "2", "-o", folder / "nobody's"}, "--from");
}

TEST_CASE("a folder of pictures becomes a model with sliders, which is explored")
{
    if (!hasModule())
        return;
    const TempDir folder;
    const std::string pictures = folder / "pictures";
    std::filesystem::create_directory(pictures);
    for (const std::string seed : {"1", "2", "3", "4"})
        REQUIRE(runImago({"art", "marbling", "--size", "64", "--seed", seed, "-o", pictures + "/" + seed + ".png"})
                    .exitCode == 0);
    const std::string model = folder / "paper.imagomodel";
    const auto trained = runImagoJson(
        {"train", pictures, "--kind", "vae", "--size", "32x16", "--steps", "3", "--threads", "1", "-o", model});
    CHECK(trained["completed"] == true);
    CHECK(trained["package"] == model);

    const auto listed = runImagoJson({"discover", model, "--list"})["sliders"];
    REQUIRE_FALSE(listed.empty());
    const std::string first = listed[0]["id"];
    REQUIRE(runImago({"discover", model, "--name", first + "=flow"}).exitCode == 0);
    const std::string picture = folder / "picture.png";
    REQUIRE(runImago({"explore", model, "--slider", "flow=1.5", "--seed", "4", "-o", picture}).exitCode == 0);
    CHECK(runImagoJson({"show", picture})["width"] == 32);
    REQUIRE(runImago({"explore", model, "--from", pictures + "/1.png", "--steps", "2", "-o", picture}).exitCode == 0);
    checkRefused({"explore", model, "--slider", "age=1", "-o", picture}, "--list");
    checkRefused({"explore", model, "--class", "cats", "-o", picture}, "no classes");
    checkRefused({"train", folder / "nowhere", "-o", folder / "x"}, "");
    checkRefused({"train", pictures, "--size", "33", "-o", folder / "x"}, "multiples of 8");
    checkRefused({"train", pictures, "--resume", "-o", folder / "x"}, "no training");
}
