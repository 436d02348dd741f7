// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/population.h"
#include "tests/support/catch.h"
#include "ui/session/session.h"

#include <limits>

using namespace imago;
using namespace std::chrono_literals;

namespace {

struct Fixture
{
    std::chrono::steady_clock::time_point now{};
    ui::Session session{nullptr, [this] { return now; }};

    float smile() const { return session.recipe().point.attributes[latent::Smile]; }
    int steps() { return session.undoStack().count(); }
};

} // namespace

TEST_CASE("a drag is one undo step and undo brings the recipe before it back")
{
    Fixture f;
    const latent::Recipe before = f.session.recipe();

    f.session.beginGesture();
    for (int i = 1; i <= 50; ++i) {
        f.now += 20ms;
        f.session.setAttribute(latent::Smile, 0.01F * static_cast<float>(i));
    }
    f.session.endGesture();

    CHECK(f.steps() == 1);
    const latent::Recipe after = f.session.recipe();
    CHECK(after.point.attributes[latent::Smile] == 0.5F);
    f.session.undoStack().undo();
    CHECK(f.session.recipe() == before);
    f.session.undoStack().redo();
    CHECK(f.session.recipe() == after);
}

TEST_CASE("a drag that ends where it began leaves no trace")
{
    Fixture f;
    f.session.beginGesture();
    f.session.setAttribute(latent::Smile, 0.5F);
    f.session.setAttribute(latent::Smile, 0.0F);
    f.session.endGesture();
    CHECK(f.steps() == 0);

    f.session.setAttribute(latent::Smile, 0.0F);
    CHECK(f.steps() == 0);
}

TEST_CASE("a drag through its start goes on as one step")
{
    Fixture f;
    f.session.beginGesture();
    f.session.setAttribute(latent::Smile, 0.5F);
    f.session.setAttribute(latent::Smile, 0.0F);
    f.session.setAttribute(latent::Smile, 0.3F);
    f.session.setAttribute(latent::Smile, 0.4F);
    f.session.endGesture();
    CHECK(f.steps() == 1);
    f.session.undoStack().undo();
    CHECK(f.smile() == 0.0F);
}

TEST_CASE("key and wheel steps merge within 800 ms")
{
    Fixture f;
    f.session.setAttribute(latent::Smile, 0.1F);
    f.now += 799ms;
    f.session.setAttribute(latent::Smile, 0.2F);

    SECTION("and not after it")
    {
        f.now += 801ms;
        f.session.setAttribute(latent::Smile, 0.3F);
        CHECK(f.steps() == 2);
    }
    SECTION("and not across another attribute")
    {
        f.session.setAttribute(latent::Anger, 0.3F);
        f.session.setAttribute(latent::Smile, 0.3F);
        CHECK(f.steps() == 3);
    }
    SECTION("and not after undo and redo")
    {
        f.session.undoStack().undo();
        f.session.undoStack().redo();
        f.session.setAttribute(latent::Smile, 0.3F);
        CHECK(f.steps() == 2);
    }
    SECTION("and not into a drag that follows")
    {
        f.session.beginGesture();
        f.session.setAttribute(latent::Smile, 0.3F);
        f.session.endGesture();
        CHECK(f.steps() == 2);
    }
}

TEST_CASE("a double-click beside a slider's handle is one step, though its first half moves the handle")
{
    Fixture f;
    f.session.setAttribute(latent::Smile, 0.2F);
    f.now += 2s;
    f.session.beginGesture();
    f.session.setAttribute(latent::Smile, 0.9F);
    f.session.endGesture();

    SECTION("when it resets")
    {
        f.now += 100ms;
        f.session.setAttribute(latent::Smile, 0.0F);
        CHECK(f.steps() == 2);
        f.session.undoStack().undo();
        CHECK(f.smile() == 0.2F);
    }
    SECTION("but what comes later, or moves another slider, is a step of its own")
    {
        f.session.setAttribute(latent::Anger, 0.4F);
        f.now += 801ms;
        f.session.setAttribute(latent::Smile, 0.0F);
        CHECK(f.steps() == 4);
    }
    SECTION("also after undo and redo")
    {
        f.session.undoStack().undo();
        f.session.undoStack().redo();
        f.session.setAttribute(latent::Smile, 0.0F);
        CHECK(f.steps() == 3);
    }
}

TEST_CASE("a button pressed twice at once makes two steps")
{
    Fixture f;
    f.session.randomise(ui::Randomise::Everything, 11);
    f.session.randomise(ui::Randomise::Everything, 12);
    CHECK(f.steps() == 2);
    f.session.undoStack().undo();
    CHECK(f.session.recipe().seed == 11);
}

TEST_CASE("randomising leaves locked attributes alone")
{
    Fixture f;
    f.session.setAttribute(latent::Age, 71);
    f.session.setLocked(latent::Age, true);
    const latent::Identity identity = f.session.recipe().point.z;

    f.session.randomise(ui::Randomise::Unlocked, 5);
    CHECK(f.session.recipe().point.attributes[latent::Age] == 71);
    CHECK(f.session.recipe().point.z != identity);

    f.session.randomise(ui::Randomise::Everything, 5);
    CHECK(f.session.recipe().point == latent::pointFromSeed(5, f.session.recipe().truncation));
}

TEST_CASE("randomising the expression keeps the person")
{
    Fixture f;
    f.session.randomise(ui::Randomise::Expression, 9);
    CHECK(f.session.recipe().point.z == latent::neutralPoint().z);
    CHECK(f.session.recipe().point.attributes[latent::HairLength] ==
          latent::neutralPoint().attributes[latent::HairLength]);
    CHECK(f.session.recipe().point.attributes != latent::neutralPoint().attributes);
}

TEST_CASE("every change is told, with the part it touched")
{
    Fixture f;
    int told = 0;
    ui::RecipeParts parts;
    QObject::connect(&f.session, &ui::Session::recipeChanged,
                     [&](const latent::Recipe &, ui::RecipeParts changed) { ++told, parts = changed; });

    f.session.setAttribute(latent::Smile, 0.4F);
    CHECK(told == 1);
    CHECK(parts == ui::RecipeParts(ui::AttributePart));

    f.session.change(QStringLiteral("size"), [](latent::Recipe &recipe) { recipe.size = {1024, 1024}; });
    CHECK(parts == ui::RecipeParts(ui::SizePart));

    f.session.undoStack().undo();
    CHECK(told == 3);
}

TEST_CASE("values are kept in range and nonsense is ignored")
{
    Fixture f;
    f.session.setAttribute(latent::Smile, 7.0F);
    CHECK(f.smile() == 1.0F);
    f.session.setAttribute(latent::Smile, std::numeric_limits<float>::quiet_NaN());
    CHECK(f.smile() == 1.0F);
    f.session.setAttribute(10'000, 1.0F);
    CHECK(f.steps() == 1);
}

TEST_CASE("unlinked, an attribute moves alone; linked, age carries others along")
{
    Fixture f;
    const latent::Attributes before = f.session.recipe().point.attributes;
    const auto changedCount = [&] {
        int count = 0;
        for (std::size_t i = 0; i < before.size(); ++i)
            count += before[i] != f.session.recipe().point.attributes[i] ? 1 : 0;
        return count;
    };
    SECTION("unlinked")
    {
        f.session.setLinked(false);
        f.session.setAttribute(latent::Age, 85);
        CHECK(changedCount() == 1);
    }
    SECTION("linked")
    {
        f.session.setAttribute(latent::Age, 85);
        CHECK(changedCount() > 1);
    }
}

TEST_CASE("a slider that comes back brings back what it carried, even from the end of a range")
{
    Fixture f;
    latent::Recipe man = latent::recipeFromSeed(1, 0.8);
    man.point.attributes[latent::Gender] = 1.0F;
    man.point.attributes[latent::Age] = 40.0F;
    man.point.attributes[latent::Stubble] = 0.0F; // clean-shaven: less is not possible
    f.session.reset(man);
    for (const float gender : {0.5F, -1.0F, 0.2F, 1.0F})
        f.session.setAttribute(latent::Gender, gender);
    CHECK(f.session.recipe() == man);

    // Another change in between begins a new way.
    f.session.setAttribute(latent::Gender, 0.0F);
    f.session.setAttribute(latent::Stubble, 0.5F);
    f.session.setAttribute(latent::Gender, 0.0F);
    CHECK(f.session.recipe().point.attributes[latent::Stubble] == 0.5F);
}

TEST_CASE("a reset replaces everything and clears the way back")
{
    Fixture f;
    f.session.setAttribute(latent::Smile, 0.4F);
    f.session.reset(latent::recipeFromSeed(3, 0.8));
    CHECK(f.steps() == 0);
    CHECK(f.session.recipe() == latent::recipeFromSeed(3, 0.8));
}

TEST_CASE("a saved history comes back with its place in it and is told as one change")
{
    Fixture f;
    std::vector<ui::Session::State> states;
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
        states.push_back({QStringLiteral("step"), latent::recipeFromSeed(seed, 0.8)});
    states.push_back(states.back());
    int told = 0;
    QObject::connect(&f.session, &ui::Session::recipeChanged, [&] { ++told; });

    f.session.restore(states, 2);
    CHECK(told == 1);
    CHECK(f.session.recipe().seed == 3);
    CHECK(f.session.undoStack().isClean());
    f.session.undoStack().setIndex(0);
    CHECK(f.session.recipe().seed == 1);
    f.session.undoStack().setIndex(f.steps());
    CHECK(f.session.recipe().seed == 5);
}

TEST_CASE("a backdrop comes back where something is drawn of it")
{
    ui::Session session;
    latent::Recipe cutout = latent::recipeFromSeed(1, 0.8);
    cutout.transparent = true;
    SECTION("a slider of the face leaves the cut-out")
    {
        session.reset(cutout);
        session.setAttribute(latent::Smile, 1.0F);
        CHECK(session.recipe().transparent);
    }
    SECTION("a slider of the backdrop")
    {
        session.reset(cutout);
        session.setAttribute(latent::BackgroundHue, 0.3F);
        CHECK_FALSE(session.recipe().transparent);
        session.undoStack().undo();
        CHECK(session.recipe().transparent);
    }
    SECTION("another face and backdrop")
    {
        session.reset(cutout);
        session.randomise(ui::Randomise::Unlocked, 5);
        CHECK_FALSE(session.recipe().transparent);
    }
}

TEST_CASE("steps are called anew in another language, those with a fixed name are not")
{
    Fixture f;
    QString hello = QStringLiteral("hello");
    const auto smile = [&f](const ui::StepText &text, float value) {
        f.session.change(text, [value](latent::Recipe &recipe) { recipe.point.attributes[latent::Smile] = value; });
    };
    f.session.changeApart(QStringLiteral("of a file"), [](latent::Recipe &recipe) { recipe.seed = 7; });
    f.session.beginGesture();
    smile([] { return QStringLiteral("first"); }, 0.1F);
    smile([&hello] { return hello; }, 0.2F); // merged: the name is the latest
    f.session.endGesture();
    REQUIRE(f.steps() == 2);

    hello = QStringLiteral("hola");
    ui::retranslate(f.session.undoStack());
    CHECK(f.session.undoStack().text(0) == QStringLiteral("of a file"));
    CHECK(f.session.undoStack().text(1) == QStringLiteral("hola"));
}
