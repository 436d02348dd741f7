// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/portrait_reader.h"
#include "tests/app/fake_portrait_model.h"
#include "tests/support/catch.h"
#include "ui/portrait/encode_panel.h"
#include "ui/session/session.h"

#include <QPushButton>
#include <QTest>

#include <atomic>
#include <memory>
#include <optional>

using namespace imago;
using Catch::Matchers::WithinAbs;

namespace {

/// A picture that the fake model reads as a smile of this strength, of 255.
Image smiling(std::uint8_t smile)
{
    Image picture({8, 8});
    for (std::uint8_t &byte : picture.bytes())
        byte = smile;
    return picture;
}

/// The same before a backdrop as light as that, of 255.
Image smilingBefore(std::uint8_t backdrop, std::uint8_t smile)
{
    Image picture = smiling(smile);
    picture.row(0)[1] = backdrop;
    picture.row(0)[3] = 255;
    return picture;
}

struct Reader
{
    ui::Session session;
    app::TaskRunner tasks;
    ui::EncodePanel panel;
    std::optional<Image> framed; ///< What a picture is framed to; itself without.
    std::atomic<int> framings = 0;
    app::PortraitReader reader{session, tasks, panel, [this](latent::NeuralModel &, const Image &) {
                                   ++framings;
                                   return framed;
                               }};

    void bringModel()
    {
        app::Painters painters;
        painters.model = std::make_shared<test::FakePortraitModel>();
        reader.setPainters(painters);
    }
    double smile() const { return static_cast<double>(session.recipe().point.attributes[latent::Smile]); }
    double backdrop() const
    {
        return static_cast<double>(session.recipe().point.attributes[latent::BackgroundLightness]);
    }
    bool waitUntilRead()
    {
        return QTest::qWaitFor(
            [this] { return !panel.refineButton().isHidden() || panel.stopButton().isHidden(); }, 20'000);
    }
    bool isWaiting() const { return panel.verdict().contains(QStringLiteral("is kept")); }
};

} // namespace

TEST_CASE("a picture that comes before the model waits for it and is read then")
{
    Reader f;
    f.reader.read(smiling(204));
    CHECK(f.isWaiting());
    CHECK_FALSE(f.panel.stopButton().isHidden());
    CHECK(f.session.undoStack().count() == 0);

    f.reader.setPainters({}); // the renderer came: still no model
    CHECK(f.isWaiting());
    f.bringModel();
    CHECK_FALSE(f.isWaiting());
    REQUIRE(f.waitUntilRead());
    CHECK_THAT(f.smile(), WithinAbs(0.8, 0.01));
    CHECK(f.session.undoStack().count() == 1);
}

TEST_CASE("a second picture takes the place of one that waits")
{
    Reader f;
    f.reader.read(smiling(204));
    f.reader.read(smiling(51));
    f.bringModel();
    REQUIRE(f.waitUntilRead());
    CHECK_THAT(f.smile(), WithinAbs(0.2, 0.01));
    CHECK(f.session.undoStack().count() == 1);
}

TEST_CASE("a second picture takes the place of one that is being read")
{
    Reader f;
    f.bringModel();
    f.reader.read(smiling(204));
    f.reader.read(smiling(51));
    REQUIRE(f.waitUntilRead());
    CHECK_THAT(f.smile(), WithinAbs(0.2, 0.01));
    CHECK(f.session.undoStack().count() == 1);
}

TEST_CASE("a portrait brings the backdrop of its picture along, as one step with the rest")
{
    Reader f;
    f.session.change(QStringLiteral("Clear"), [](latent::Recipe &recipe) { recipe.transparent = true; });
    f.session.undoStack().clear();
    const double before = f.backdrop();
    const double smile = f.smile();
    f.bringModel();
    f.reader.read(smilingBefore(204, 51));
    REQUIRE(f.waitUntilRead());
    CHECK_THAT(f.smile(), WithinAbs(0.2, 0.01));
    CHECK_THAT(f.backdrop(), WithinAbs(0.8, 0.01));
    CHECK_FALSE(f.session.recipe().transparent);
    REQUIRE(f.session.undoStack().count() == 1);
    f.session.undoStack().undo();
    CHECK(f.session.recipe().transparent);
    CHECK(f.smile() == smile);
    CHECK(f.backdrop() == before);
}

TEST_CASE("a cut-out leaves the backdrop as it is")
{
    Reader f;
    f.bringModel();
    f.reader.read(smilingBefore(204, 51));
    REQUIRE(f.waitUntilRead());
    f.reader.read(smiling(102));
    REQUIRE(QTest::qWaitFor([&] { return f.smile() > 0.3; }, 20'000));
    CHECK_THAT(f.smile(), WithinAbs(0.4, 0.01));
    CHECK_THAT(f.backdrop(), WithinAbs(0.8, 0.01));
}

TEST_CASE("a picture that waits can be let go of")
{
    Reader f;
    f.reader.read(smiling(204));
    f.panel.stopButton().click();
    CHECK(f.panel.stopButton().isHidden());
    f.bringModel();
    f.reader.read(smiling(51));
    REQUIRE(f.waitUntilRead());
    CHECK(f.session.undoStack().count() == 1); // of the second alone
}

TEST_CASE("a picture that waits for a model that does not come is told why, and so is the next one")
{
    Reader f;
    f.reader.read(smiling(204));
    f.panel.setAvailable(false, QStringLiteral("There is no model."));
    f.reader.lack({ErrorCode::FileMissing, "libimago_neural.so", "this build has no neural module", {}});
    CHECK(f.panel.verdict().contains(QStringLiteral("There is no model.")));
    CHECK(f.panel.stopButton().isHidden());

    f.panel.clear();
    f.reader.read(smiling(51));
    CHECK(f.panel.verdict().contains(QStringLiteral("There is no model.")));
    CHECK_FALSE(f.isWaiting());
    CHECK(f.session.undoStack().count() == 0);
}

TEST_CASE("what is read is the picture as it was framed, once, also when it is refined")
{
    Reader f;
    f.framed = smiling(51);
    f.bringModel();
    f.reader.read(smiling(204));
    REQUIRE(f.waitUntilRead());
    CHECK_THAT(f.smile(), WithinAbs(0.2, 0.01));
    CHECK(f.framings == 1);
    f.reader.refine();
    REQUIRE(f.waitUntilRead());
    CHECK_THAT(f.smile(), WithinAbs(0.2, 0.01));
    CHECK(f.framings == 1);

    f.framed.reset();
    f.reader.read(smiling(204));
    REQUIRE(f.waitUntilRead());
    CHECK_THAT(f.smile(), WithinAbs(0.8, 0.01));
    CHECK(f.framings == 2);
}
