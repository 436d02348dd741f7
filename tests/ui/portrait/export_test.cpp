// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/portrait/export_dialog.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace imago;
using ui::ExportFormat;
using ui::ExportRequest;
using ui::ExportSeries;

namespace {

ExportRequest request()
{
    ExportRequest request;
    request.folder = QStringLiteral("/tmp");
    request.pattern = QStringLiteral("{name}-{seed}-{n}");
    return request;
}

} // namespace

TEST_CASE("a file name says what it was asked to and is one that a file system takes")
{
    const latent::Recipe recipe = latent::recipeFromSeed(42, 0.8);
    ExportRequest one = request();
    CHECK(ui::fileName(one, recipe, 0) == QStringLiteral("portrait-42-1.png"));
    one.pattern = QStringLiteral("../a/b:c*{size}");
    CHECK(ui::fileName(one, recipe, 0) == QStringLiteral("_a_b_c_1024.png"));
    one.pattern.clear();
    CHECK(ui::fileName(one, recipe, 0) == QStringLiteral("portrait.png"));
    one.file.format = ExportFormat::Jpeg;
    one.pattern = QString(400, QLatin1Char('x'));
    CHECK(ui::fileName(one, recipe, 0).size() < 200);
    CHECK(ui::fileName(one, recipe, 0).endsWith(QStringLiteral(".jpg")));
    one.pattern = QStringLiteral("肖像🎨").repeated(40); // a file system counts bytes
    CHECK(ui::fileName(one, recipe, 0).toUtf8().size() < 200);
    CHECK(ui::fileName(one, recipe, 0).startsWith(QStringLiteral("肖像🎨肖像")));
    CHECK(QString::fromUtf8(ui::fileName(one, recipe, 0).toUtf8()) == ui::fileName(one, recipe, 0));
}

TEST_CASE("a face that no seed draws is named by a number of its own")
{
    latent::Recipe read = latent::recipeFromSeed(42, 0.8);
    read.point.z = latent::recipeFromSeed(43, 0.8).point.z;
    latent::Recipe other = read;
    other.point.z = latent::recipeFromSeed(44, 0.8).point.z;
    CHECK(ui::fileName(request(), read, 0).startsWith(QStringLiteral("portrait-p")));
    CHECK(ui::fileName(request(), read, 0) != ui::fileName(request(), other, 0));
    latent::Recipe older = read;
    older.point.attributes[latent::Age] = 70;
    CHECK(ui::fileName(request(), older, 0) == ui::fileName(request(), read, 0));
}

TEST_CASE("no two pictures of a series share a name, whatever the pattern")
{
    const latent::Recipe recipe = latent::recipeFromSeed(42, 0.8);
    ExportRequest series = request();
    series.series = ExportSeries::Sweep;
    series.count = 120;
    for (const char *pattern : {"same", "{n}", "{seed}", "{value}"}) {
        series.pattern = QString::fromLatin1(pattern);
        QSet<QString> names;
        for (int i = 0; i < series.count; ++i)
            names << ui::fileName(series, recipe, i);
        INFO(pattern);
        CHECK(names.size() == series.count);
    }
}

TEST_CASE("a sweep that nobody has set goes over the attribute's safe range")
{
    ExportRequest sweep;
    sweep.series = ExportSeries::Sweep;
    sweep.count = 2;
    const std::vector<latent::Recipe> recipes = ui::exportRecipes(sweep, latent::recipeFromSeed(1, 0.8));
    const latent::Attribute &age = latent::portraitAttributes()[latent::Age];
    CHECK(recipes.front().point.attributes[latent::Age] == age.safeLow);
    CHECK(recipes.back().point.attributes[latent::Age] == age.safeHigh);
}

TEST_CASE("a sweep goes from end to end and changes nothing else")
{
    const latent::Recipe recipe = latent::recipeFromSeed(42, 0.8);
    ExportRequest sweep = request();
    sweep.series = ExportSeries::Sweep;
    sweep.sweepAttribute = latent::Age;
    sweep.sweepFrom = 10;
    sweep.sweepTo = 90;
    sweep.count = 5;
    sweep.transparent = true;
    const auto recipes = ui::exportRecipes(sweep, recipe);
    REQUIRE(recipes.size() == 5);
    CHECK(recipes[0].point.attributes[latent::Age] == 10.0F);
    CHECK(recipes[2].point.attributes[latent::Age] == 50.0F);
    CHECK(recipes[4].point.attributes[latent::Age] == 90.0F);
    CHECK(recipes[3].point.z == recipe.point.z);
    CHECK(recipes[3].point.attributes[latent::Smile] == recipe.point.attributes[latent::Smile]);
    CHECK(recipes[3].size == Size{1024, 1024});
    CHECK(recipes[3].transparent);
    sweep.file.format = ExportFormat::Jpeg;
    CHECK_FALSE(ui::exportRecipes(sweep, recipe)[0].transparent);
}

TEST_CASE("variations begin with the face itself")
{
    const latent::Recipe recipe = latent::recipeFromSeed(42, 0.8);
    ExportRequest around = request();
    around.series = ExportSeries::Variations;
    around.count = 4;
    const auto recipes = ui::exportRecipes(around, recipe);
    REQUIRE(recipes.size() == 4);
    CHECK(recipes[0].point == recipe.point);
    CHECK(recipes[1].point != recipe.point);
    CHECK(recipes == ui::exportRecipes(around, recipe));
}

TEST_CASE("the dialog gives back what it was given")
{
    ExportRequest given = request();
    given.file.format = ExportFormat::Tiff;
    given.file.sixteenBit = true;
    given.transparent = true;
    given.side = 777;
    given.file.dpi = 240;
    given.series = ExportSeries::Sweep;
    given.sweepAttribute = latent::Yaw;
    given.sweepFrom = -20;
    given.sweepTo = 25;
    given.count = 17;
    given.spread = 0.5;
    given.variationSeed = 99;
    ui::ExportDialog dialog(latent::recipeFromSeed(42, 0.8), given);
    CHECK(dialog.request() == given);
}

TEST_CASE("what a format cannot do is not asked of it")
{
    ExportRequest given = request();
    given.file.format = ExportFormat::Jpeg;
    given.file.sixteenBit = true;
    given.transparent = true;
    given.file.lossless = true;
    const ui::ExportDialog dialog(latent::recipeFromSeed(42, 0.8), given);
    CHECK_FALSE(dialog.request().file.sixteenBit);
    CHECK_FALSE(dialog.request().transparent);
    CHECK_FALSE(dialog.request().file.lossless);
}

TEST_CASE("a face without a background is exported without one, whatever was exported last")
{
    latent::Recipe recipe = latent::recipeFromSeed(42, 0.8);
    recipe.transparent = true;
    CHECK(ui::ExportDialog(recipe, request()).request().transparent);
    recipe.transparent = false;
    CHECK_FALSE(ui::ExportDialog(recipe, request()).request().transparent);
}

TEST_CASE("the neural decoder offers only its own sizes")
{
    ExportRequest given = request();
    given.decoder = latent::Decoder::Neural;
    given.side = 256;
    ui::ExportDialog dialog(latent::recipeFromSeed(42, 0.8), given);
    CHECK(dialog.request().side == 256);
    dialog.setNeuralSide(64);
    CHECK(QSet<int>{64, 128, 256}.contains(dialog.request().side));
    dialog.setNeuralSide(0);
    CHECK(dialog.request().decoder == latent::Decoder::Final);
}

TEST_CASE("an export asks once, shows progress, stops and ends")
{
    ui::ExportDialog dialog(latent::recipeFromSeed(42, 0.8), request());
    dialog.show();
    QSignalSpy asked(&dialog, &ui::ExportDialog::exportRequested);
    QSignalSpy stop(&dialog, &ui::ExportDialog::stopRequested);
    dialog.exportButton().click();
    REQUIRE(asked.count() == 1);
    CHECK(asked[0][0].value<ExportRequest>() == dialog.request());
    CHECK(dialog.isWorking());
    dialog.exportButton().click(); // disabled meanwhile
    CHECK(asked.count() == 1);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    CHECK(stop.count() == 1);
    CHECK(dialog.isVisible());
    dialog.showStopped(0);
    CHECK_FALSE(dialog.isWorking());
    dialog.exportButton().click();
    dialog.showError({ErrorCode::DiskFull, "portrait-42-1.png", "no space", {}});
    CHECK(dialog.message().contains(QStringLiteral("portrait-42-1.png")));
    dialog.exportButton().click();
    CHECK(dialog.message().isEmpty());
    dialog.showDone(1);
    CHECK(dialog.message().contains(QStringLiteral("/tmp")));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    CHECK_FALSE(dialog.isVisible());
}

TEST_CASE("without a folder there is nothing to export to")
{
    ExportRequest given = request();
    given.folder.clear();
    const ui::ExportDialog dialog(latent::recipeFromSeed(42, 0.8), given);
    CHECK_FALSE(dialog.exportButton().isEnabled());
}
