// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/image_file.h"
#include "engine/latent/explore_recipe.h"
#include "engine/latent/presets.h"
#include "tests/cli/run_imago.h"

#include <set>

using namespace imago::test;

TEST_CASE("every verb explains itself")
{
    const Outcome overview = runImago({"--help"});
    CHECK(overview.exitCode == 0);
    CHECK(overview.err.empty());
    for (const std::string verb :
         {"portrait", "sweep", "style", "art", "encode", "faces", "train", "discover", "explore", "evaluate", "models",
          "show", "attributes", "bench", "styles", "learn-style", "style-sheet", "video"}) {
        INFO(verb);
        CHECK(overview.out.find("\n  " + verb) != std::string::npos);
        const Outcome help = runImago({verb, "--help"});
        CHECK(help.exitCode == 0);
        CHECK(help.err.empty());
        CHECK(help.out.find("--json") != std::string::npos);
    }
    const std::string training = runImago({"train", "--help"}).out;
    CHECK(training.find("--no-mirror") != std::string::npos);
    CHECK(training.find("{false}") == std::string::npos);
    CHECK(runImago({"portrait", "--help"}).out.find("hair-length") != std::string::npos);
    CHECK(runImago({"--version"}).out.starts_with("Imago Studio "));
}

TEST_CASE("words that are no verb or option are refused in one line")
{
    checkRefused({}, "--help");
    checkRefused({"paint"}, "--help");
    checkRefused({"portrait", "--colour", "red", "-o", "x.png"}, "--colour");
    checkRefused({"train"}, "--builtin");
    checkRefused({"train", "--builtin", "cats"}, "portraits");
    checkRefused({"train", "--builtin", "judge", "--adversarial", "0.5"}, "--adversarial");
    checkRefused({"train", "--builtin", "encoder", "--adversarial", "0.5"}, "--adversarial");
    checkRefused({"train", "pictures", "--batch", "3"}, "pairs");
    checkRefused({"portrait", "--transparent", "-o", "face.jpg"}, "no transparency");
    checkRefused({"portrait", "--linked", "-o", "face.png"}, "--set");
    checkRefused({"sweep", "age", "--transparent", "-o", "sheet.jpg"}, "no transparency");
    checkRefused({"sweep", "age", "age", "-o", "ages/"}, "twice");
    checkRefused({"train", "pictures", "--minutes", "nan"}, "--minutes");
    checkRefused({"train", "pictures", "--steps", "5", "--minutes", "1"}, "--minutes");
    checkRefused({"train", "pictures", "--r1", "1"}, "--r1: it is for a GAN");
    checkRefused({"train", "pictures", "--kind", "gan", "--perceptual", "0"}, "--perceptual: it is for a VAE");
    checkRefused({"train", "pictures", "--window", "64"}, "--window: it is for --builtin");
    checkRefused({"train", "--builtin", "portraits", "--no-mirror"}, "--mirror");
    checkRefused({"train", "--builtin", "portraits", "--leave-out", "too-small"}, "--leave-out: it is for pictures");
    checkRefused({"dataset", "chekc", "pictures"}, "chekc");
    checkRefused({"portrait", "--truncation", "nan", "-o", "x.png"}, "--truncation");
    checkRefused({"portrait", "--truncation", "1.6", "-o", "x.png"}, "--truncation");
    checkRefused({"show"}, "FILE");
}

TEST_CASE("the attributes are listed with their ranges")
{
    const auto list = runImagoJson({"attributes"})["attributes"];
    REQUIRE(list.size() >= 40);
    std::set<std::string> names;
    for (const auto &attribute : list) {
        names.insert(attribute["name"]);
        CHECK(attribute["low"].get<double>() <= attribute["safeLow"].get<double>());
        CHECK(attribute["safeHigh"].get<double>() <= attribute["high"].get<double>());
    }
    CHECK(names.size() == list.size());
    CHECK(names.contains("hair-length"));
    const Outcome words = runImago({"attributes"});
    CHECK(words.exitCode == 0);
    CHECK(lineCount(words.out) > list.size());
}

TEST_CASE("a sweep moves one attribute")
{
    const TempDir folder;
    const auto result =
        runImagoJson({"sweep", "smile", "--steps", "3", "--size", "40", "-o", folder / "sheet.png"});
    REQUIRE(result["pictures"].size() == 3);
    CHECK(result["pictures"][0]["value"] == 0.0);
    CHECK(result["pictures"][1]["value"] == 0.5);
    CHECK(result["pictures"][2]["value"] == 1.0);
    CHECK(runImagoJson({"show", folder / "sheet.png"})["width"] == 3 * 40 + 2 * 4);

    SECTION("a folder holds the single pictures, which are what portrait draws")
    {
        runImagoJson({"sweep", "age", "--from", "20", "--to", "60", "--steps", "2", "--seed", "4", "--size",
                      "40", "-o", folder / "ages/"});
        REQUIRE(
            runImago({"portrait", "--seed", "4", "--set", "age=60", "--size", "40", "-o", folder / "old.png"})
                .exitCode == 0);
        CHECK(bytesOf(folder / "ages/age-002-60.png") == bytesOf(folder / "old.png"));
    }
    SECTION("several attributes are several rows")
    {
        runImagoJson({"sweep", "smile", "age", "--steps", "2", "--size", "40", "-o", folder / "rows.png"});
        CHECK(runImagoJson({"show", folder / "rows.png"})["height"] == 2 * 40 + 4);
    }
    SECTION("bad input is refused")
    {
        checkRefused({"sweep", "smlie", "-o", folder / "x.png"}, "smile");
        checkRefused({"sweep", "age", "--to", "200", "-o", folder / "x.png"}, "age");
        checkRefused({"sweep", "age", "--steps", "1", "-o", folder / "x.png"}, "steps");
        checkRefused({"sweep", "age", "-o", folder / "x.xyz"}, ".png");
        const std::string face = folder / "face.png";
        REQUIRE(runImago({"portrait", "--size", "40", "-o", face}).exitCode == 0);
        checkRefused({"sweep", "age", "--portrait", face, "-o", face}, "is read");
        checkRefused({"portrait", "--from", face, "--set", "age=60", "-o", face}, "is read");
    }
}

TEST_CASE("show tells what a file is, and says so when it does not know")
{
    const TempDir folder;
    checkRefused({"show", folder / "nothing"}, "nothing");
    checkRefused({"show", folder.path()}, folder.path().filename());
    writeText(folder / "empty.png", "");
    checkRefused({"show", folder / "empty.png"}, "empty.png");
    writeText(folder / "words.txt", "Hello.");
    checkRefused({"show", folder / "words.txt"}, "words.txt");
    writeText(folder / "other.json", "{\"format\": \"else\"}");
    checkRefused({"show", folder / "other.json"}, "other.json");
    writeText(folder / "cut.png", "\x89PNG\r\n\x1a\n");
    checkRefused({"show", folder / "cut.png"}, "cut.png");
    writeText(folder / "bad.imagomodel", "PK");
    checkRefused({"show", folder / "bad.imagomodel"}, "bad.imagomodel");
    writeText(folder / "bad.imago", "PK");
    checkRefused({"show", folder / "bad.imago"}, "bad.imago");
}

TEST_CASE("show tells the place of an explorer's picture in its model")
{
    const TempDir folder;
    const std::filesystem::path picture = folder / "picture.png";
    imago::latent::ExploreRecipe place;
    place.modelHash = "0123456789abcdef";
    place.point.seed = 77;
    place.className = "dogs";
    place.values = {{"component-1", 1.25}, {"component-2", 0.0}};
    imago::files::WriteOptions options;
    options.text.emplace(imago::latent::kExploreText, imago::latent::toText(place));
    REQUIRE(imago::files::writeImage(picture, imago::Image({8, 8}), options));

    const auto about = runImagoJson({"show", picture});
    CHECK(about["kind"] == "picture");
    CHECK(about["explore"]["model"] == place.modelHash);
    CHECK(about["explore"]["seed"] == 77);
    CHECK(about["explore"]["sliders"]["component-1"] == 1.25);
    const Outcome words = runImago({"show", picture});
    for (const char *said : {"seed 77", "class dogs", "component-1", "1.25", "model 0123456789abcdef"})
        CHECK(words.out.find(said) != std::string::npos);
    CHECK(words.out.find("component-2") == std::string::npos); // where it is anyway

    options.text.begin()->second = "{\"format\": \"imago.explore\", \"formatVersion\": 1}";
    REQUIRE(imago::files::writeImage(picture, imago::Image({8, 8}), options));
    checkRefused({"show", picture}, "\"model\" is missing");
}

TEST_CASE("show tells presets, style cards and trainings")
{
    const TempDir folder;
    const std::string presets = folder / "presets.json";
    writeText(presets, imago::latent::toJson(imago::latent::builtInPresets().first(2)));
    const auto about = runImagoJson({"show", presets});
    CHECK(about["kind"] == "presets");
    REQUIRE(about["presets"].size() == 2);
    CHECK(about["presets"][0]["name"] == "Calm");
    CHECK(about["presets"][0]["values"].contains("smile"));
    CHECK(runImago({"show", presets}).out.find("Calm") != std::string::npos);
    writeText(presets, R"({"format": "imago.presets", "formatVersion": 1, "presets": null})");
    checkRefused({"show", presets}, "\"presets\" must be a list");

    const auto gallery = runImagoJson({"styles"})["styles"];
    REQUIRE(!gallery.empty());
    const std::string card = gallery[0]["file"].get<std::string>();
    const auto style = runImagoJson({"show", card});
    CHECK(style["kind"] == "style-card");
    CHECK(style["titles"] == gallery[0]["titles"]);
    CHECK(style["license"] == gallery[0]["license"]);
    CHECK(runImago({"show", card}).out.find(gallery[0]["titles"]["en"].get<std::string>()) != std::string::npos);

    const std::filesystem::path run = folder / "run";
    std::filesystem::create_directory(run);
    writeText(run / "status.json", R"({"format": "imago.training-status", "formatVersion": 1, "kind": "vae",
        "title": "Ferns", "pid": 1, "started": "2026-01-01T00:00:00Z", "state": "running", "step": 30, "total": 100})");
    const auto training = runImagoJson({"show", run});
    CHECK(training["kind"] == "training");
    CHECK(training["title"] == "Ferns");
    CHECK(training["state"] == "died"); // it says that it runs, and nobody holds its lock
    CHECK(runImago({"show", run}).out.find("step 30 of 100") != std::string::npos);
}

TEST_CASE("with --json an error is JSON, too")
{
    const Outcome outcome = runImago({"show", "/no/such/file", "--json"});
    CHECK(outcome.exitCode == 2);
    CHECK(nlohmann::json::parse(outcome.out)["error"]["code"] == "FileMissing");
    CHECK(lineCount(outcome.err) == 1);
    for (const std::vector<std::string> &line : {std::vector<std::string>{"paint", "--json"}, {"--json"}})
        CHECK(nlohmann::json::parse(runImago(line).out)["error"]["code"] == "BadInput");
}

TEST_CASE("encode refuses what is no picture")
{
    const TempDir folder;
    checkRefused({"encode", folder / "nothing.png", "-o", folder / "r.json"}, "nothing.png");
    writeText(folder / "words.png", "Hello.");
    checkRefused({"encode", folder / "words.png", "-o", folder / "r.json"}, "words.png");
}

TEST_CASE("models and bench answer in JSON")
{
    CHECK(runImagoJson({"models"})["models"].is_array());
    const auto bench = runImagoJson({"bench", "--seconds", "0.01", "--threads", "1"});
    CHECK(bench["figures"].size() >= 4);
    bool paints = false;
    for (const auto &figure : bench["figures"]) {
        CHECK(figure[figure.contains("mebibytes") ? "mebibytes" : "medianMs"].get<double>() > 0.0);
        paints = paints || figure["name"] == "style: 384 px, style known";
    }
    CHECK((paints || !bench["neural"].get<bool>()));
}

TEST_CASE("what can't be told because standard output is full is no success")
{
    const Outcome full = runProgram({"/bin/sh", "-c", "exec \"$0\" attributes --json > /dev/full", IMAGO_PROGRAM});
    CHECK(full.exitCode == 2);
    CHECK(full.err.find("standard output") != std::string::npos);
}
