// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/support/fake_explorable.h"
#include "ui/session/explore_session.h"

#include <QUndoStack>

using namespace imago;
using namespace imago::ui;

namespace {

ExploreModel someModel(const std::string &hash = "abc")
{
    const test::FakeExplorable fake(hash);
    return {hash, "Fake", {16, 16}, false, fake.classNames(), fake.sliders()};
}

} // namespace

TEST_CASE("a slider's drag is one step, and undo brings the point back")
{
    ExploreSession session;
    session.setModel(someModel());
    REQUIRE(session.point().values == std::vector<double>{0.0, 0.0});
    session.beginGesture();
    session.setValue(0, 0.5);
    session.setValue(0, 99.0); // clamped to the slider's range
    session.endGesture();
    CHECK(session.point().values[0] == 2.5);
    CHECK(session.undoStack().count() == 1);
    session.undoStack().undo();
    CHECK(session.point().values[0] == 0.0);
    session.setValue(7, 1.0); // no such slider
    CHECK(session.undoStack().count() == 1);
}

TEST_CASE("randomising leaves locked sliders alone, and equal seeds give equal points")
{
    ExploreSession session;
    session.setModel(someModel());
    session.setValue(0, 1.25);
    session.setLocked(0, true);
    session.randomise(7);
    const latent::ExplorePoint first = session.point();
    CHECK(first.values[0] == 1.25);
    CHECK(first.values[1] != 0.0);
    CHECK(first.seed == 7);
    session.randomise(8);
    CHECK(session.point().values != first.values);
    session.randomise(7);
    CHECK(session.point() == first);

    const std::vector<latent::ExplorePoint> around = session.around(0.5, 3);
    REQUIRE(around.size() == 8);
    for (const latent::ExplorePoint &point : around) {
        CHECK(point.values[0] == 1.25);
        CHECK(std::abs(point.values[1]) <= 2.5);
    }
    CHECK(around == session.around(0.5, 3));
    CHECK(around != session.around(0.5, 4));
}

TEST_CASE("another model begins anew, the same one with other names goes on")
{
    ExploreSession session;
    session.setModel(someModel());
    session.setValue(1, 1.0);
    ExploreModel renamed = someModel();
    renamed.sliders[0].name = "Brightness";
    int models = 0;
    QObject::connect(&session, &ExploreSession::modelChanged, [&models] { ++models; });
    session.setModel(renamed);
    CHECK(models == 1);
    CHECK(session.point().values[1] == 1.0);
    CHECK(session.undoStack().count() == 1);
    session.setModel(someModel("other"));
    CHECK(session.point().values == std::vector<double>{0.0, 0.0});
    CHECK(session.undoStack().count() == 0);
}

TEST_CASE("a model that comes back is where it was left, unless its sliders are others")
{
    ExploreSession session;
    session.setModel(someModel());
    session.setSeed(7);
    session.setValue(1, 1.0);
    const latent::ExplorePoint left = session.point();
    session.setModel(someModel("other"));
    session.setModel(someModel());
    CHECK(session.point() == left);

    ExploreModel anew = someModel();
    anew.sliders.pop_back();
    session.setModel(anew);
    CHECK(session.point().values == std::vector<double>{0.0});
}

TEST_CASE("a point's hash follows from everything that its picture follows from")
{
    latent::ExplorePoint point;
    point.values = {0.5, 0.0};
    const std::uint64_t before = hash(point, "abc");
    CHECK(hash(point, "abd") != before);
    const auto differs = [&](auto edit) {
        latent::ExplorePoint other = point;
        edit(other);
        return hash(other, "abc") != before;
    };
    CHECK(differs([](latent::ExplorePoint &other) { other.seed = 2; }));
    CHECK(differs([](latent::ExplorePoint &other) { other.classIndex = 0; }));
    CHECK(differs([](latent::ExplorePoint &other) { other.variety = 0.5; }));
    CHECK(differs([](latent::ExplorePoint &other) { other.style = {1.0F}; }));
    CHECK(differs([](latent::ExplorePoint &other) { other.values = {0.0, 0.5}; }));
    CHECK_FALSE(differs([](latent::ExplorePoint &other) { other.values[1] = -0.0; }));
}

TEST_CASE("a new seed leaves a picture that was found, and a found one keeps the number of sliders")
{
    ExploreSession session;
    session.setModel(someModel());
    latent::ExplorePoint found;
    found.style = {1.0F, 2.0F};
    session.adopt(QStringLiteral("Find"), found);
    CHECK(session.point().values.size() == 2);
    session.setSeed(12);
    CHECK(session.point().style.empty());
    session.setClass(1);
    CHECK(session.point().classIndex == 1);
    session.setClass(2); // no such class
    CHECK(session.point().classIndex == 1);
    ExploreHistory history(session);
    CHECK(history.rowCount() == session.undoStack().count() + 1);
}
