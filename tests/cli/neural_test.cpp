// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs that open LibTorch. A build without it, or without a model package, must say so in one line.
#include "engine/files/image_file.h"
#include "engine/files/png_text.h"
#include "engine/files/save_file.h"
#include "engine/latent/backdrop.h"
#include "tests/cli/run_imago.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>

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

// The model that draws here, by its hash; empty without one.
std::string portraitModel()
{
    const auto models = runImagoJson({"models"})["models"];
    const auto portraits =
        std::ranges::find_if(models, [](const auto &model) { return model["id"] == "imago.portraits"; });
    return portraits == models.end() ? std::string() : (*portraits)["sha256"].get<std::string>();
}

// Of a small portrait that is drawn to `face`, as if the model with this hash had drawn it.
nlohmann::json neuralRecipe(const std::string &face, const std::string &hash)
{
    REQUIRE(runImago({"portrait", "--size", "16", "-o", face}).exitCode == 0);
    auto recipe = runImagoJson({"show", face})["recipe"];
    recipe["decoder"] = "neural";
    recipe["modelHash"] = hash;
    return recipe;
}

void checkNamesBoth(const std::string &warning, const std::string &one, const std::string &other)
{
    CHECK(warning.find("imago.portraits " + one.substr(0, 12)) != std::string::npos);
    CHECK(warning.find("imago.portraits " + other.substr(0, 12)) != std::string::npos);
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

TEST_CASE("figures that could not be stored are refused before they are measured")
{
    const TempDir folder;
    const std::filesystem::path models(IMAGO_SOURCE_DIR "/resources/models");
    std::filesystem::copy(models / "portraits", folder / "model", std::filesystem::copy_options::recursive);
    writeText(folder / "model/CARD.md", "mine"); // no part of the package
    checkRefused({"evaluate", folder / "model", "--store"}, "not part of the package");
    checkRefused({"evaluate", folder / "model", folder.path().string(), "--store"}, "not part of the package");
    CHECK(bytesOf(folder / "model/CARD.md") == "mine");
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
    CHECK(about["recipe"]["modelHash"] == portraitModel());
    REQUIRE(runImago({"portrait", "--decoder", "neural", "--size", "256", "-o", two}).exitCode == 0);
    CHECK(runImagoJson({"show", two})["width"] == 256);
}

TEST_CASE("a neural recipe of another model is shown and drawn with a warning that names both")
{
    const std::string own = portraitModel();
    if (own.empty())
        return;
    const TempDir folder;
    const std::string face = folder / "face.png";
    const std::string file = folder / "recipe.json";
    const std::string other(64, 'a');

    writeText(file, neuralRecipe(face, other).dump());
    const auto told = runImagoJson({"show", file})["otherModel"];
    CHECK(told["recipe"]["sha256"] == other);
    CHECK(told["here"]["sha256"] == own);
    const Outcome shown = runImago({"show", file});
    CHECK(shown.exitCode == 0);
    checkNamesBoth(shown.err, other, own);
    if (hasModel()) {
        const auto drawn = runImagoJson({"portrait", "--from", file, "-o", folder / "again.png"});
        CHECK(drawn["otherModel"] == told);
        CHECK(drawn["portraits"].size() == 1);
        // as a final picture it is no model's
        CHECK_FALSE(runImagoJson({"portrait", "--from", file, "--decoder", "final", "--size", "16", "-o", face})
                        .contains("otherModel"));
    }
    writeText(file, neuralRecipe(face, own).dump());
    CHECK_FALSE(runImagoJson({"show", file}).contains("otherModel"));
}

TEST_CASE("a sweep from another model's recipe or picture warns and names both models")
{
    const std::string own = portraitModel();
    if (own.empty() || !hasModule())
        return;
    const TempDir folder;
    const std::string face = folder / "face.png";
    const std::string file = folder / "recipe.json";
    const std::string sheet = folder / "sheet.png";
    const std::string other(64, 'a');
    const std::string recipe = neuralRecipe(face, other).dump();
    writeText(file, recipe);
    REQUIRE(imago::files::writePngText(face, {{std::string(imago::files::kRecipeText), recipe}}));
    const auto sweepFrom = [](const std::string &portrait, const std::string &output) {
        return std::vector<std::string>{"sweep", "age",    "--portrait", portrait, "--steps",
                                        "2",     "--json", "-o",         output};
    };

    for (const std::string &portrait : {file, face}) {
        INFO(portrait);
        const Outcome swept = runImago(sweepFrom(portrait, sheet));
        INFO(swept.err);
        REQUIRE(swept.exitCode == 0);
        checkNamesBoth(swept.err, other, own);
        const auto said = nlohmann::json::parse(swept.out);
        CHECK(said["otherModel"]["recipe"]["sha256"] == other);
        CHECK(said["otherModel"]["here"]["sha256"] == own);
        CHECK(said["pictures"].size() == 2);
    }
    // what it drew is the model's that is here, and as final pictures they are no model's
    const Outcome again = runImago(sweepFrom(sheet, folder / "again.png"));
    CHECK(again.exitCode == 0);
    CHECK(again.err.find("imago.portraits") == std::string::npos);
    std::vector<std::string> asFinal = sweepFrom(file, sheet);
    asFinal.insert(asFinal.end(), {"--decoder", "final", "--size", "16"});
    CHECK(runImago(asFinal).err.find("imago.portraits") == std::string::npos);
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
    CHECK(runImago({"show", recipe}).out.find("no seed") != std::string::npos);

    const std::string before = bytesOf(face);
    checkRefused({"encode", face, "-o", face}, "JSON");
    checkRefused({"encode", face, "-o", recipe, "--render", face}, "a file that is read");
    CHECK(bytesOf(face) == before);
}

TEST_CASE("a shaven face is encoded without a beard, a bearded one with it")
{
    if (!hasModel())
        return;
    const TempDir folder;
    const std::string face = folder / "face.png";
    const auto beard = [&](const std::string &seed, const std::string &length) {
        const std::string setting = "beard-length=" + length;
        REQUIRE(runImago({"portrait", "--seed", seed, "--size", "256", "--set", setting, "-o", face}).exitCode == 0);
        return runImagoJson({"encode", face, "-o", folder / "recipe.json"})["attributes"].value("beard-length", 0.0F);
    };
    for (const char *seed : {"902", "903", "905"}) // blond, and hardly read as bearded
        CHECK(beard(seed, "0") == 0.0F);
    CHECK(beard("905", "0.6") > 0.3F);
}

TEST_CASE("a portrait is found at the top, in the middle and at the bottom of a picture that is higher than wide")
{
    if (!hasModel())
        return;
    const TempDir folder;
    const std::string face = folder / "face.png";
    REQUIRE(runImago({"portrait", "--seed", "11", "--size", "128", "-o", face}).exitCode == 0);
    const auto square = imago::files::readImage(face);
    REQUIRE(square);
    const auto wanted = runImagoJson({"encode", face, "-o", folder / "recipe.json"})["attributes"];
    const std::string tall = folder / "tall.png";
    for (const int top : {0, 32, 64}) {
        imago::Image picture({128, 192}, square->format());
        for (int y = 0; y < picture.height(); ++y)
            std::copy_n(square->row(std::clamp(y - top, 0, 127)), picture.bytesPerRow(), picture.row(y));
        REQUIRE(imago::files::writeImage(tall, picture));
        CHECK(runImagoJson({"encode", tall, "-o", folder / "recipe.json"})["attributes"] == wanted);
    }
}

TEST_CASE("a small face in a wide picture is found")
{
    const auto module = std::filesystem::path(IMAGO_PROGRAM).parent_path() / "libimago_video.so";
    if (!hasModel() || !std::filesystem::exists(module) ||
        !std::filesystem::exists("/usr/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml"))
        return;
    const TempDir folder;
    const std::string face = folder / "face.png";
    REQUIRE(runImago({"portrait", "--seed", "12", "--set", "yaw=0", "--size", "160", "-o", face}).exitCode == 0);
    const auto square = imago::files::readImage(face);
    REQUIRE(square);
    imago::Image scene({640, 420}, square->format());
    for (int y = 0; y < scene.height(); ++y) {
        for (int x = 0; x < scene.width(); ++x)
            std::copy_n(square->row(0), square->bytesPerPixel(), scene.row(y) + 4 * x);
    }
    for (int y = 0; y < square->height(); ++y)
        std::copy_n(square->row(y), square->bytesPerRow(), scene.row(200 + y) + 4 * 400);
    REQUIRE(imago::files::writeImage(folder / "scene.png", scene));
    const auto wanted = runImagoJson({"encode", face, "-o", folder / "recipe.json"});
    const auto found = runImagoJson({"encode", folder / "scene.png", "-o", folder / "recipe.json"});
    CHECK(found["distance"].get<double>() < 0.6);
    for (const char *name : {"skin-tone", "hair-length", "beard-length", "hair-darkness"}) {
        INFO(name);
        CHECK(std::abs(found["attributes"][name].get<double>() - wanted["attributes"][name].get<double>()) < 0.25);
    }
}

TEST_CASE("a portrait is encoded with its backdrop, a cut-out without")
{
    if (!hasModel())
        return;
    const TempDir folder;
    const std::string face = folder / "face.png";
    const std::string recipe = folder / "recipe.json";
    const auto encoded = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"portrait", "--seed", "11", "--size", "256", "-o", face});
        REQUIRE(runImago(arguments).exitCode == 0);
        return runImagoJson({"encode", face, "-o", recipe})["attributes"];
    };
    using namespace imago::latent;
    const Attributes neutral = neutralPoint().attributes;
    CHECK_FALSE(encoded({"--transparent"}).contains("background-hue"));
    CHECK(runImagoJson({"show", recipe})["recipe"]["attributes"]["background-hue"] == neutral[BackgroundHue]);

    constexpr std::array<const char *, 3> kNames{"background-hue", "background-saturation", "background-lightness"};
    constexpr std::array<std::array<float, 3>, 3> kColours{{{30, 0.6F, 0.5F}, {140, 0.4F, 0.25F}, {280, 0.2F, 0.8F}}};
    for (const auto &colour : kColours) {
        std::vector<std::string> settings;
        for (std::size_t i = 0; i < kNames.size(); ++i)
            settings.insert(settings.end(), {"--set", kNames[i] + ("=" + std::to_string(colour[i]))});
        const auto attributes = encoded(settings);
        Attributes read = neutral;
        Attributes wanted = neutral;
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            read[BackgroundHue + i] = attributes[kNames[i]].get<float>();
            wanted[BackgroundHue + i] = colour[i];
        }
        const imago::Image drawn = overBackdrop(imago::Image({32, 32}), read);
        const imago::Image meant = overBackdrop(imago::Image({32, 32}), wanted);
        for (std::size_t i = 0; i < drawn.bytes().size(); ++i)
            REQUIRE(std::abs(int(drawn.bytes()[i]) - int(meant.bytes()[i])) <= 5);
    }
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
    constexpr std::uint64_t kLimit = 1 << 20;
    const std::string again = folder / "again.png", large = folder / "large.png";
    REQUIRE(runImago({"explore", model, "--from", picture, "-o", again}).exitCode == 0);
    CHECK(imago::files::readBytes(again, kLimit).value() == imago::files::readBytes(picture, kLimit).value()); // it says where it was drawn
    REQUIRE(runImago({"explore", model, "--from", picture, "--enlarge", "2", "-o", large}).exitCode == 0);
    CHECK(imago::files::readImage(large)->width() == 2 * imago::files::readImage(picture)->width());
    REQUIRE(runImago({"explore", model, "--from", picture, "--seed", "5", "-o", again}).exitCode == 0);
    CHECK(imago::files::readBytes(again, kLimit).value() != imago::files::readBytes(picture, kLimit).value());
    REQUIRE(runImago({"explore", model, "--from", pictures + "/1.png", "--steps", "2", "-o", picture}).exitCode == 0);
    checkRefused({"explore", model, "--slider", "age=1", "-o", picture}, "--list");
    REQUIRE(listed.size() > 1);
    const std::string second = listed[1]["id"];
    REQUIRE(runImago({"discover", model, "--name", second + "=flow"}).exitCode == 0);
    checkRefused({"explore", model, "--slider", "flow=1", "-o", picture}, "several sliders");
    REQUIRE(runImago({"explore", model, "--slider", second + "=1", "-o", picture}).exitCode == 0);
    checkRefused({"explore", model, "--class", "cats", "-o", picture}, "no classes");
    checkRefused({"train", folder / "nowhere", "-o", folder / "x"}, "");
    checkRefused({"train", pictures, "--size", "33", "-o", folder / "x"}, "multiples of 8");
    checkRefused({"train", pictures, "--resume", "-o", folder / "x"}, "no training");
    checkRefused({"train", "--resume", "-o", folder / "x"}, "no training");
    checkRefused({"evaluate", model}, "FOLDER");
    checkRefused({"evaluate", "--samples", pictures}, "--real");
    checkRefused({"discover", model, "-o", folder / "table.csv"}, "--read");
    std::filesystem::copy_file(picture, pictures + "/mine.png");
    checkRefused({"explore", model, "--from", pictures + "/mine.png", "-o", pictures + "/mine.png"}, "is read");
    std::filesystem::remove(pictures + "/mine.png");
    std::ofstream(pictures + "/labels.csv") << "file,mine\n1.png,2\n";
    checkRefused({"discover", model, "--read", pictures, "-o", pictures + "/labels.csv"}, "is read");
    std::filesystem::remove(pictures + "/labels.csv");
    checkRefused({"train", pictures, "--steps", "1", "-o", pictures}, "among the pictures");
    std::filesystem::remove_all(folder / "paper.training");
    const std::string bytes = bytesOf(model);
    checkRefused({"train", pictures, "--steps", "1", "-o", model}, "already");
    CHECK(bytesOf(model) == bytes);
}
