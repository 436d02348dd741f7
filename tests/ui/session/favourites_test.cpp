// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "ui/session/favourites.h"

#include <QFile>

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

    REQUIRE(again.remove(0));
    CHECK(again.rowCount() == 1);
    CHECK(ui::Favourites(path).rowCount() == 1);
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
