// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/resources.h"
#include "app/studio/export_work.h"
#include "engine/files/image_file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <algorithm>
#include <filesystem>
#include <vector>

using namespace imago;

namespace {

const app::Painters &painters()
{
    static const app::Painters opened = [] {
        app::Painters made;
        made.renderer = faces::Renderer::open(*findResources() / "faces" / "faces.bin").value();
        return made;
    }();
    return opened;
}

ui::ExportRequest smallRequest(const test::TempDir &folder)
{
    ui::ExportRequest request;
    request.side = 32;
    request.folder = QString::fromStdString((folder / "pictures").string());
    request.pattern = QStringLiteral("{name}-{n}");
    return request;
}

std::vector<std::filesystem::path> filesIn(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> found;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
        found.push_back(entry.path());
    std::ranges::sort(found);
    return found;
}

struct Run
{
    explicit Run(const ui::ExportRequest &request, std::stop_token stop = {},
                 const latent::Recipe &recipe = latent::recipeFromSeed(14, 0.8))
    {
        jobs::JobContext::Controls controls;
        controls.now = std::move(stop);
        jobs::JobContext context(
            jobs::nextTicket(), [](const jobs::Event &) {}, controls);
        ending = app::exportWork(painters(), request, recipe, written)(context);
    }
    std::shared_ptr<std::atomic<int>> written = std::make_shared<std::atomic<int>>(0);
    Result<jobs::Ending> ending = jobs::Ending::Completed;
};

} // namespace

TEST_CASE("an exported PNG carries the recipe that draws it again")
{
    const test::TempDir folder;
    ui::ExportRequest request = smallRequest(folder);
    request.file.sixteenBit = true;
    request.transparent = true;
    const Run run(request);
    REQUIRE(run.ending);
    CHECK(run.written->load() == 1);

    const std::vector<std::filesystem::path> files = filesIn(folder / "pictures");
    REQUIRE(files.size() == 1);
    const Result<files::PngText> text = files::readPngText(files.front());
    REQUIRE(text);
    const Result<latent::Recipe> recipe =
        latent::recipeFromJson(text->at(std::string(files::kRecipeText)), "picture");
    REQUIRE(recipe);
    CHECK(recipe->size == Size{32, 32});
    CHECK(recipe->transparent);

    const Result<Image> saved = files::readImage(files.front());
    REQUIRE(saved);
    CHECK(saved->format() == PixelFormat::Rgba16);
    const Result<Image> again = app::paint(painters(), *recipe, PixelFormat::Rgba16, 1, {});
    REQUIRE(again);
    CHECK(*again == *saved);
}

TEST_CASE("an export replaces no picture that is there")
{
    const test::TempDir folder;
    const ui::ExportRequest request = smallRequest(folder);
    REQUIRE(Run(request).ending);
    const std::filesystem::path first = filesIn(folder / "pictures").front();
    const auto before = files::readImage(first);
    REQUIRE(Run(request, {}, latent::recipeFromSeed(15, 0.8)).ending);
    REQUIRE(Run(request, {}, latent::recipeFromSeed(16, 0.8)).ending);
    CHECK(filesIn(folder / "pictures").size() == 3);
    CHECK(*files::readImage(first) == *before);
}

TEST_CASE("a sweep writes one file a step")
{
    const test::TempDir folder;
    ui::ExportRequest request = smallRequest(folder);
    request.file.format = ui::ExportFormat::Jpeg;
    request.series = ui::ExportSeries::Sweep;
    request.sweepAttribute = latent::Age;
    request.sweepFrom = 20;
    request.sweepTo = 80;
    request.count = 4;
    const Run run(request);
    REQUIRE(run.ending);
    CHECK(*run.ending == jobs::Ending::Completed);
    CHECK(filesIn(folder / "pictures").size() == 4);
}

TEST_CASE("a stopped export leaves finished files and says how many")
{
    const test::TempDir folder;
    ui::ExportRequest request = smallRequest(folder);
    request.series = ui::ExportSeries::Variations;
    request.count = 9;
    std::stop_source stop;
    stop.request_stop();
    const Run run(request, stop.get_token());
    REQUIRE(run.ending);
    CHECK(*run.ending == jobs::Ending::Stopped);
    CHECK(filesIn(folder / "pictures").size() == static_cast<std::size_t>(run.written->load()));
}

TEST_CASE("an export that cannot be done says why")
{
    const test::TempDir folder;
    ui::ExportRequest request = smallRequest(folder);
    SECTION("a folder that cannot be made")
    {
        request.folder = QStringLiteral("/proc/nowhere");
        const Run run(request);
        REQUIRE_FALSE(run.ending);
        CHECK(run.ending.error().code == ErrorCode::FileUnwritable);
    }
    SECTION("a network that is not there")
    {
        request.decoder = latent::Decoder::Neural;
        const Run run(request);
        REQUIRE_FALSE(run.ending);
        CHECK(run.ending.error().code == ErrorCode::ModelFailed);
    }
}
