// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/export_work.h"
#include "app/studio/open_any.h"
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/project/project_file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

using namespace imago;

TEST_CASE("a file is what its content says, whatever its name")
{
    const test::TempDir folder;
    const latent::Recipe recipe = latent::recipeFromSeed(7, 0.8);

    SECTION("a project")
    {
        project::Project project;
        project.recipe = recipe;
        REQUIRE(project::writeProject(folder / "work.txt", project));
        const Result<app::Opened> opened = app::openAny(folder / "work.txt");
        REQUIRE(opened);
        CHECK(std::get<project::Project>(*opened).recipe == recipe);
    }
    SECTION("a recipe")
    {
        REQUIRE(files::saveFile(folder / "face.txt", "\n " + latent::toJson(recipe)));
        const Result<app::Opened> opened = app::openAny(folder / "face.txt");
        REQUIRE(opened);
        CHECK(std::get<latent::Recipe>(*opened) == recipe);
    }
    SECTION("a picture of the studio")
    {
        REQUIRE(app::writePicture(folder / "face.png", Image({16, 16}), recipe, ui::ExportRequest()));
        const Result<app::Opened> opened = app::openAny(folder / "face.png");
        REQUIRE(opened);
        CHECK(std::get<latent::Recipe>(*opened) == recipe);
    }
    SECTION("another picture, shrunk to what is needed")
    {
        REQUIRE(files::writeImage(folder / "photo.png", Image({4000, 100})));
        const Result<app::Opened> opened = app::openAny(folder / "photo.png");
        REQUIRE(opened);
        const Image &picture = std::get<Image>(*opened);
        CHECK(picture.width() <= 2000);
        CHECK(picture.width() > 10 * picture.height());
    }
}

TEST_CASE("what cannot be opened says why")
{
    const test::TempDir folder;
    CHECK(app::openAny(folder / "nothing.png").error().code == ErrorCode::FileMissing);

    REQUIRE(files::saveFile(folder / "empty", ""));
    CHECK_FALSE(app::openAny(folder / "empty"));
    REQUIRE(files::saveFile(folder / "noise", "\x01\x02\x03 this is nothing that anybody knows"));
    CHECK(app::openAny(folder / "noise").error().code == ErrorCode::UnsupportedFormat);
    REQUIRE(files::saveFile(folder / "broken.json", "{\"format\": \"imago.recipe\", "));
    CHECK(app::openAny(folder / "broken.json").error().code == ErrorCode::FileDamaged);
    REQUIRE(files::saveFile(folder / "broken.imago", "PK\x03\x04"));
    CHECK_FALSE(app::openAny(folder / "broken.imago"));
    CHECK_FALSE(app::openAny(folder.path()));
}
