// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "ui/session/favourites.h"

#include <QFile>
#include <QFileInfo>

using namespace imago;

namespace {

QImage redPicture()
{
    QImage picture(512, 512, QImage::Format_RGBA8888);
    picture.fill(Qt::red);
    return picture;
}

} // namespace

TEST_CASE("favourites come back after a restart, newest first, each exactly as saved")
{
    const test::TempDir folder;
    const QString path = QString::fromStdString((folder / "favourites").string());
    const latent::Recipe first = latent::recipeFromSeed(1, 0.7);
    const latent::Recipe second = latent::recipeFromSeed(2, 0.7);
    {
        ui::Favourites favourites(path);
        REQUIRE(favourites.add(first, redPicture()));
        REQUIRE(favourites.add(second, redPicture()));
        REQUIRE(favourites.add(second, redPicture()));
        CHECK(favourites.rowCount() == 2);
        CHECK(favourites.recipeAt(0) == second);
    }
    ui::Favourites again(path);
    REQUIRE(again.rowCount() == 2);
    CHECK(again.contains(first));
    CHECK(again.contains(second));

    const auto removed = again.remove(0);
    REQUIRE(removed);
    CHECK(again.rowCount() == 1);
    CHECK(ui::Favourites(path).rowCount() == 1);
    REQUIRE(again.putBack(*removed));
    CHECK(ui::Favourites(path).contains(removed->recipe));
}

TEST_CASE("a favourite that was removed is put back where it was, whatever was added since")
{
    const test::TempDir folder;
    const QString path = QString::fromStdString((folder / "favourites").string());
    const auto recipe = [](std::uint64_t seed) { return latent::recipeFromSeed(seed, 0.7); };
    ui::Favourites favourites(path);
    for (std::uint64_t seed = 1; seed <= 3; ++seed)
        REQUIRE(favourites.add(recipe(seed), redPicture()));
    const auto removed = favourites.remove(1);
    REQUIRE(removed);
    const auto last = favourites.remove(1);
    REQUIRE(last);
    REQUIRE(favourites.add(recipe(4), redPicture()));

    REQUIRE(favourites.putBack(*last));
    REQUIRE(favourites.putBack(*removed));
    REQUIRE(favourites.putBack(*removed)); // there already
    REQUIRE(favourites.rowCount() == 4);
    const std::uint64_t order[] = {4, 3, 2, 1};
    for (int row = 0; row < 4; ++row)
        CHECK(favourites.recipeAt(row) == recipe(order[row]));
    CHECK(QFileInfo(removed->file).lastModified() == removed->kept);
    CHECK(ui::Favourites(path).rowCount() == 4);
}

TEST_CASE("a damaged favourite is left alone and not listed")
{
    const test::TempDir folder;
    QFile damaged(QString::fromStdString((folder / "broken.png").string()));
    REQUIRE(damaged.open(QIODevice::WriteOnly));
    damaged.write("not a picture");
    damaged.close();

    CHECK(ui::Favourites(QString::fromStdString(folder.path().string())).rowCount() == 0);
    CHECK(damaged.exists());
}

TEST_CASE("a folder that cannot be written is told and nothing is listed")
{
    ui::Favourites favourites(QStringLiteral("/proc/nowhere"));
    const Status added = favourites.add(latent::recipeFromSeed(1, 0.7), redPicture());
    REQUIRE_FALSE(added);
    CHECK(added.error().code == ErrorCode::FileUnwritable);
    CHECK(favourites.rowCount() == 0);
}
