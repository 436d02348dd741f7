// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/class_sizes.h"
#include "engine/dataset/picture_samples.h"
#include "engine/dataset/preflight.h"
#include "engine/files/save_file.h"
#include "tests/dataset/made_pictures.h"
#include "tests/dataset/marked_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <nlohmann/json.hpp>

#include <string>

using namespace imago;
using namespace imago::dataset;
using namespace imago::test;

namespace {

Preflight checked(const std::filesystem::path &folder, const PreflightOptions &options = {})
{
    const auto set = openDataset(folder);
    if (!set)
        FAIL(describe(set.error()));
    const auto report = preflight(*set, options);
    REQUIRE(report);
    return *report;
}

std::vector<std::string> names(const Preflight &report, Finding finding)
{
    const PreflightNote *note = report.find(finding);
    return note == nullptr ? std::vector<std::string>() : note->names;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("every kind of trouble is found, counted and named")
{
    const TempDir folder;
    for (std::uint64_t i = 0; i < 12; ++i)
        save(folder / ("cats/" + std::to_string(10 + i) + ".png"), blobs(i, {90, 80}));
    save(folder / "dogs/near.jpg", blobs(3, {120, 110}));
    std::filesystem::copy(folder / "cats/14.png", folder / "dogs/same.png");
    REQUIRE(files::saveFile(folder / "dogs/broken.png", "\x89PNG\r\n\x1a\n and no more"));
    REQUIRE(files::saveFile(folder / "dogs/empty.jpg", ""));
    save(folder / "dogs/small.png", blobs(40, {30, 30}));
    save(folder / "dogs/wide.png", blobs(41, {400, 100}));
    save(folder / "dogs/grey.png", blobs(42, {80, 80}, true));
    Image glass = blobs(43, {80, 80});
    glass.row(5)[3] = 100;
    save(folder / "dogs/glass.png", glass);
    const auto jpeg = files::encodeImage(blobs(44, {80, 80}), files::PictureFormat::Jpeg).value();
    REQUIRE(files::saveFile(
        folder / "dogs/c2pa.jpg",
        withManifest(jpeg, trainingAssertion("c2pa.training-mining", "c2pa.ai_training", "notAllowed"), 60'000)));
    save(folder / "dogs/beside.png", blobs(45, {80, 80}));
    REQUIRE(files::saveFile(
        folder / "dogs/beside.xmp",
        xmpPacket("xmlns:p=\"http://ns.useplus.org/ldf/xmp/1.0/\" p:DataMining=\"DMI-PROHIBITED\"", "")));
    REQUIRE(files::saveFile(folder / "tdmrep.json", R"([{"location": "/dogs/wide", "tdm-reservation": 1}])"));

    const Preflight report = checked(folder.path(), {.threads = 2});
    CHECK(report.pictures == 22);
    CHECK(report.usable == 16);
    CHECK(names(report, Finding::Broken) == Names{"dogs/broken.png", "dogs/empty.jpg"});
    CHECK(names(report, Finding::Reserved) == Names{"dogs/beside.png", "dogs/c2pa.jpg", "dogs/wide.png"});
    CHECK(report.find(Finding::Reserved)->words ==
          Names{"plus-data-mining", "c2pa-training-mining", "tdm-reservation"});
    CHECK(names(report, Finding::Duplicate) == Names{"dogs/same.png"});
    CHECK(names(report, Finding::NearDuplicate) == Names{"dogs/near.jpg"});
    CHECK(report.find(Finding::NearDuplicate)->words == Names{"cats/13.png"});
    CHECK(names(report, Finding::TooSmall) == Names{"dogs/small.png"});
    CHECK(names(report, Finding::MixedColor) == Names{"dogs/grey.png"});
    CHECK(names(report, Finding::MixedAlpha) == Names{"dogs/glass.png"});
    CHECK(report.find(Finding::TooFew) != nullptr);
    CHECK(report.find(Finding::OddAspect) == nullptr); // the wide one is left out
    CHECK(report.smallest == Size{30, 30});
    CHECK(report.largest == Size{400, 110});
    CHECK(report.medianSide == 90);
    CHECK(report.classes == std::vector<std::pair<std::string, std::size_t>>{{"cats", 12}, {"dogs", 10}});
    const auto json = nlohmann::json::parse(toJson(report));
    CHECK(json["notes"].size() == report.notes.size());
    CHECK(json["signaturesChecked"] == false);
    CHECK(json["size"]["pixels"] == nlohmann::json::array({64, 64}));
    CHECK(json["size"]["reason"] == "square");

    const Preflight owner = checked(folder.path(), {.hasTheRight = true});
    CHECK(owner.usable == 19);
    CHECK(owner.find(Finding::Reserved)->count == 3);
    CHECK(names(owner, Finding::OddAspect) == Names{"dogs/wide.png"});

    // training goes by the same rules
    const TempDir work;
    const auto set = openDataset(folder.path());
    const auto samples = PictureSamples::open(*set, {.heldOut = 0}, work / "cache");
    REQUIRE(samples);
    CHECK((*samples)->set().training == report.usable);
    CHECK((*samples)->leftOut().reserved == 3);
    CHECK((*samples)->set().alpha);
}

TEST_CASE("what stands out is left out where that is wished, and told all the same, by the training's own rules")
{
    const TempDir folder;
    const TempDir work;
    for (std::uint64_t i = 0; i < 12; ++i)
        save(folder / (std::to_string(10 + i) + ".png"), blobs(i, {80, 80}));
    save(folder / "small.png", blobs(40, {30, 30}));
    save(folder / "small-grey.png", blobs(41, {30, 30}, true));
    save(folder / "wide.png", blobs(42, {400, 100}));
    save(folder / "grey.png", blobs(43, {80, 80}, true));
    Image glass = blobs(44, {80, 80});
    glass.row(5)[3] = 100;
    save(folder / "glass.png", glass);
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    const auto without = [&](const train::LeaveOut &leaveOut) {
        const Preflight report = checked(folder.path(), {.leaveOut = leaveOut});
        const auto samples = PictureSamples::open(*set, {.heldOut = 0, .leaveOut = leaveOut}, work / "cache");
        REQUIRE(samples);
        CHECK((*samples)->set().training == report.usable);
        CHECK((*samples)->leftOut().wished == 17 - report.usable);
        CHECK((*samples)->set().alpha == (report.transparent > 0));
        return report;
    };
    const Names small{"small-grey.png", "small.png"};
    const Preflight all = without({});
    CHECK(all.usable == 17);
    CHECK(names(all, Finding::TooSmall) == small);
    CHECK(names(all, Finding::MixedColor) == Names{"grey.png", "small-grey.png"});
    const Preflight large = without({.small = true});
    CHECK(large.usable == 15);
    CHECK(names(large, Finding::TooSmall) == small);
    CHECK(names(large, Finding::MixedColor) == Names{"grey.png"}); // of those that are left
    const Preflight even = without({.odd = true});
    CHECK(even.usable == 16);
    CHECK(names(even, Finding::OddAspect) == Names{"wide.png"});
    const Preflight coloured = without({.rareColor = true});
    CHECK(coloured.usable == 15);
    CHECK(coloured.grey == 0);
    CHECK(coloured.find(Finding::MixedColor)->count == 2);
    const Preflight opaque = without({.rareAlpha = true});
    CHECK(opaque.usable == 16);
    CHECK(opaque.transparent == 0);
    CHECK(names(opaque, Finding::MixedAlpha) == Names{"glass.png"});
    CHECK(without({true, true, true, true}).usable == 12);

    const TempDir few;
    save(few / "large.png", blobs(1, {80, 80}));
    save(few / "small.png", blobs(2, {30, 30}));
    const Preflight one = checked(few.path(), {.size = {.exact = Size{64, 64}}, .leaveOut = {.small = true}});
    REQUIRE(one.find(Finding::CannotTrain) != nullptr);
    CHECK(one.find(Finding::CannotTrain)->words.at(0).find("(1 left out as you wish)") != std::string::npos);
}

TEST_CASE("rare classes, missing labels, labels of nothing and columns without use are told")
{
    const TempDir folder;
    std::string table = ",file,label\n0,gone.png,a\n";
    for (std::uint64_t i = 0; i < 30; ++i) {
        const std::string name = std::to_string(10 + i) + ".png";
        save(folder / name, blobs(i, {16, 16}));
        if (i > 0)
            table += std::to_string(i) + ',' + name + (i == 5 ? ",rare\n" : ",common\n");
    }
    REQUIRE(files::saveFile(folder / "labels.csv", table));
    const Preflight report = checked(folder.path(), {.size = {.longer = 16}});
    CHECK(names(report, Finding::ClassImbalance) == Names{"rare"});
    CHECK(names(report, Finding::Unlabelled) == Names{"10.png"});
    CHECK(names(report, Finding::LabelMismatch) == Names{"gone.png"});
    CHECK(report.find(Finding::UnusedColumn)->words == Names{"it has no name"});
}

TEST_CASE("what no training can be made of is told as an error, for the reason that the training would give")
{
    const TempDir folder;
    save(folder / "a.png", blobs(1));
    const auto obstacle = [&folder](const PreflightOptions &options = {}) {
        const Preflight report = checked(folder.path(), options);
        const PreflightNote *note = report.find(Finding::CannotTrain);
        CHECK((note == nullptr || report.notes.front().finding == Finding::CannotTrain));
        return note == nullptr ? std::string() : note->words.at(0);
    };
    CHECK(obstacle() == "1 of 1 picture can be used, and a model needs two at least");
    REQUIRE(files::saveFile(folder / "b.png", "no picture"));
    save(folder / "c.png", blobs(2, {7, 40}));
    std::filesystem::copy(folder / "a.png", folder / "d.png");
    const std::string why = "1 of 4 pictures can be used, and a model needs two at least (1 broken, 1 too small, "
                            "1 there already)";
    CHECK(obstacle() == why);
    CHECK(obstacle({.examined = 3}).empty()); // nobody knows
    const TempDir work;
    const auto refused = PictureSamples::open(*openDataset(folder.path()), {}, work / "cache");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail == why);
    const auto json = nlohmann::json::parse(toJson(checked(folder.path())));
    CHECK(json["notes"][0]["finding"] == "cannot-train");
    CHECK(json["notes"][0]["level"] == "error");
    CHECK(json["notes"][0]["why"] == why);
    CHECK(json["notes"][1]["level"] == "notice");

    save(folder / "e.png", blobs(5));
    REQUIRE(files::saveFile(folder / "tdmrep.json", R"([{"location": "/*", "tdm-reservation": 1}])"));
    CHECK(obstacle().find("3 whose metadata forbids training") != std::string::npos);
    CHECK(obstacle({.hasTheRight = true}).empty());
}

TEST_CASE("classes with too few pictures to be learned are told, unless labels are passed over")
{
    const TempDir folder;
    for (std::uint64_t i = 0; i < 12; ++i)
        save(folder / (std::to_string(10 + i) + "/picture.png"), blobs(i, {16, 16}));
    const Preflight report = checked(folder.path(), {.size = {.longer = 16}, .listed = 2});
    REQUIRE(report.find(Finding::SmallClasses) != nullptr);
    CHECK(report.find(Finding::SmallClasses)->count == 12);
    CHECK(names(report, Finding::SmallClasses) == Names{"10", "11"});
    CHECK(report.find(Finding::SmallClasses)->words == Names{"1 picture", "1 picture"});
    const auto bare = preflight(*openDataset(folder.path(), {.useLabels = false}), {.size = {.longer = 16}});
    REQUIRE(bare);
    CHECK(bare->find(Finding::SmallClasses) == nullptr);

    CHECK_FALSE(areClassesSmall({}));
    const auto small = [](std::vector<std::size_t> sizes) { return areClassesSmall(sizes); };
    CHECK(small({9, 9, 500}));
    CHECK_FALSE(small({9, 10, 500}));
    CHECK(small({9, 10}));
    CHECK_FALSE(small({1, 400, 0, 0, 0})); // numbers that no picture has are no classes
}

TEST_CASE("pictures of one shape are looked at for a model of that shape, unless another one is asked for")
{
    const TempDir folder;
    for (std::uint64_t i = 0; i < 10; ++i)
        save(folder / (std::to_string(10 + i) + ".png"), blobs(i, {100, 200}));
    save(folder / "wide.png", blobs(20, {200, 100}));
    const Preflight report = checked(folder.path(), {.threads = 2});
    CHECK(report.size.size == Size{32, 64});
    CHECK(report.size.reason == SizeReason::Common);
    CHECK(names(report, Finding::OddAspect) == Names{"wide.png"});
    const Preflight square = checked(folder.path(), {.size = {.exact = Size{64, 64}}});
    CHECK(square.size.reason == SizeReason::Asked);
    CHECK(square.find(Finding::OddAspect)->count == 11);
    CHECK(square.cacheBytes > report.cacheBytes);
    CHECK_FALSE(nlohmann::json::parse(toJson(square))["size"].contains("agreeing"));
}

TEST_CASE("a few of many pictures can be looked at, lists are short, and a stop ends it")
{
    const TempDir folder;
    for (std::uint64_t i = 0; i < 40; ++i)
        save(folder / (std::to_string(100 + i) + ".png"), blobs(i, {16, 16}));
    const Preflight few = checked(folder.path(), {.listed = 3, .examined = 10});
    CHECK(few.pictures == 40);
    CHECK(few.examined == 10);
    CHECK(few.size.size == Size{32, 32});
    CHECK(nlohmann::json::parse(toJson(few))["size"]["median"] == 16);
    CHECK(few.find(Finding::TooSmall)->count == 10);
    CHECK(names(few, Finding::TooSmall) == Names{"100.png", "104.png", "108.png"});
    std::stop_source stop;
    stop.request_stop();
    CHECK(preflight(*openDataset(folder.path()), {}, {}, stop.get_token())->examined == 0);

    const auto set = openDataset(folder.path());
    std::filesystem::remove_all(folder.path());
    const auto gone = preflight(*set, {});
    REQUIRE_FALSE(gone);
    CHECK(gone.error().code == ErrorCode::FileMissing);
}
