// SPDX-License-Identifier: GPL-3.0-or-later
// The studio with a neural module that a file beside this test plays.
#include "app/neural_module.h"
#include "app/resources.h"
#include "engine/files/image_file.h"
#include "tests/app/fake_studio.h"
#include "ui/canvas/canvas_view.h"
#include "ui/portrait/encode_panel.h"
#include "ui/shell/notice.h"

#include <QPushButton>
#include <QTest>

using namespace imago;
using test::FakeResources;
using test::FakeStudio;
using ui::Command;

TEST_CASE("the module is opened once and offers a model")
{
    const FakeResources resources;
    const Result<const NeuralFactory *> first = openNeuralModule();
    REQUIRE(first);
    CHECK(*first == *openNeuralModule());
    const auto package = findPortraitModel(*findResources());
    REQUIRE(package);
    CHECK((*first)->loadModel(*package));
}

TEST_CASE("the network's own picture is shown at the recipe's size")
{
    FakeStudio studio;
    QAction &neural = studio.app.window().actions()[Command::NeuralPicture];
    REQUIRE(neural.isEnabled());
    studio.app.session().setAttribute(latent::Smile, 1.0F);
    neural.trigger();
    REQUIRE(QTest::qWaitFor([&] { return studio.app.driver().isSettled(); }, 60'000));
    const ui::CanvasView &canvas = studio.app.window().canvas();
    CHECK(canvas.image().width() == 16);
    CHECK(canvas.geometryOfPicture().pictureSize() == QSize(512, 512));
    CHECK(canvas.image().pixelColor(8, 8) == QColor(Qt::white));
}

TEST_CASE("a neural picture of another model is opened with a warning that names both")
{
    FakeStudio studio;
    latent::Recipe recipe = latent::recipeFromSeed(3, 0.8);
    recipe.modelHash = std::string(64, 'a');
    const auto open = [&](const char *name) {
        REQUIRE(files::saveFile(studio.folder / name, latent::toJson(recipe)));
        const int steps = studio.app.session().undoStack().index();
        studio.app.open(QString::fromStdString((studio.folder / name).string()));
        REQUIRE(QTest::qWaitFor([&] { return studio.app.session().undoStack().index() != steps; }, 60'000));
        return studio.app.window().notice().sentence();
    };
    CHECK_FALSE(open("final.json").contains(QLatin1String("aaaaaaaaaaaa")));
    recipe.decoder = latent::Decoder::Neural;
    recipe.modelHash = "0123456789abcdef"; // the fake model's own
    CHECK_FALSE(open("own.json").contains(QLatin1String("imago.portraits")));
    recipe.modelHash = std::string(64, 'a');
    const QString warning = open("other.json");
    CHECK(warning.contains(QLatin1String("imago.portraits aaaaaaaaaaaa.")));
    CHECK(warning.contains(QLatin1String("imago.portraits 0123456789ab,")));
    CHECK(studio.app.session().recipe().point == recipe.point);
}

TEST_CASE("a portrait on the command line is read as soon as the model is there")
{
    const FakeResources resources;
    const test::TempDir folder;
    Image photo({40, 30});
    for (std::uint8_t &byte : photo.bytes())
        byte = 204;
    REQUIRE(files::writeImage(folder / "photo.png", photo));
    app::StudioOptions options;
    options.profile = QString::fromStdString((folder / "profile").string());
    options.language = QStringLiteral("en");
    options.open = QString::fromStdString((folder / "photo.png").string());
    app::StudioApp studio(*qApp, options);
    studio.start();
    const auto smile = [&] { return studio.session().recipe().point.attributes[latent::Smile]; };
    CHECK(QTest::qWaitFor([&] { return smile() > 0.79F && smile() < 0.81F; }, 60'000));
}

TEST_CASE("a portrait that is opened moves the sliders, as one undo step, and can be refined")
{
    FakeStudio studio;
    const float before = studio.smile();
    const latent::Attributes backdrop = studio.app.session().recipe().point.attributes;
    Image photo({40, 30});
    for (std::uint8_t &byte : photo.bytes())
        byte = 204;
    REQUIRE(files::writeImage(studio.folder / "photo.png", photo));
    studio.app.open(QString::fromStdString((studio.folder / "photo.png").string()));
    REQUIRE(QTest::qWaitFor([&] { return studio.smile() != before; }, 60'000));
    CHECK_THAT(studio.smile(), Catch::Matchers::WithinAbs(0.8, 0.01));
    CHECK(studio.app.session().recipe().point.attributes[latent::BackgroundHue] ==
          backdrop[latent::BackgroundHue]);
    auto *panel = studio.app.window().findChild<ui::EncodePanel *>();
    const QString verdict = panel->verdict();
    CHECK_FALSE(verdict.isEmpty());

    panel->refineButton().click();
    REQUIRE(QTest::qWaitFor(
        [&] {
            return panel->verdict() != verdict && !panel->verdict().isEmpty() &&
                   panel->refineButton().isEnabled() && !panel->refineButton().isHidden();
        },
        60'000));
    studio.app.session().undoStack().setIndex(0);
    CHECK(studio.smile() == before);
}
