// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/session/history_model.h"
#include "ui/session/session.h"

#include <vector>

using namespace imago;

TEST_CASE("the history lists every state and goes to any of them")
{
    ui::Session session;
    ui::HistoryModel history(session);
    std::vector<latent::Recipe> states{session.recipe()};
    for (std::uint64_t seed = 10; seed < 14; ++seed) {
        session.randomise(ui::Randomise::Everything, seed);
        states.push_back(session.recipe());
    }
    REQUIRE(history.rowCount() == 5);

    for (const int row : {4, 0, 2, 1, 3}) {
        history.activate(row);
        CHECK(session.recipe() == states[static_cast<std::size_t>(row)]);
        CHECK(history.currentRow() == row);
        for (int other = 0; other < 5; ++other)
            CHECK(history.recipeAt(other) == states[static_cast<std::size_t>(other)]);
    }
}

TEST_CASE("a new step after undo replaces what was ahead")
{
    ui::Session session;
    ui::HistoryModel history(session);
    for (std::uint64_t seed = 10; seed < 14; ++seed)
        session.randomise(ui::Randomise::Everything, seed);
    history.activate(1);
    CHECK(history.data(history.index(3), ui::HistoryModel::UndoneRole).toBool());

    session.randomise(ui::Randomise::Everything, 99);
    CHECK(history.rowCount() == 3);
    CHECK(history.currentRow() == 2);
    CHECK(history.recipeAt(2).seed == 99);
    CHECK(history.recipeAt(1).seed == 10);
}

TEST_CASE("a step beside the recipe is a state of its own that shows the same face")
{
    ui::Session session;
    ui::HistoryModel history(session);
    session.randomise(ui::Randomise::Everything, 10);
    const latent::Recipe face = session.recipe();
    int undone = 0;
    int redone = 0;
    session.addStep(QStringLiteral("Tidy up"), [&] { ++undone; }, [&] { ++redone; });
    session.randomise(ui::Randomise::Everything, 11);
    REQUIRE(history.rowCount() == 4);
    CHECK(redone == 0);
    CHECK(history.data(history.index(2), Qt::DisplayRole).toString() == QStringLiteral("Tidy up"));

    for (const int row : {3, 1, 0, 2, 3}) {
        history.activate(row);
        CHECK(history.recipeAt(1) == face);
        CHECK(history.recipeAt(2) == face);
        CHECK(history.recipeAt(3).seed == 11);
    }
    CHECK(undone == 1);
    CHECK(redone == 1);
}

TEST_CASE("a thumbnail belongs to a recipe and survives undo")
{
    ui::Session session;
    ui::HistoryModel history(session);
    session.randomise(ui::Randomise::Everything, 10);
    QImage picture(256, 256, QImage::Format_RGBA8888);
    picture.fill(Qt::red);
    history.setThumbnail(latent::hash(session.recipe()), picture);
    session.undoStack().undo();

    CHECK(history.data(history.index(0), Qt::DecorationRole).value<QImage>().isNull());
    CHECK(history.data(history.index(1), Qt::DecorationRole).value<QImage>().width() ==
          ui::HistoryModel::kThumbnailSide);
}

TEST_CASE("of the states in sight those without a picture are asked for, one after another")
{
    ui::Session session;
    std::vector<ui::Session::State> states;
    for (std::uint64_t seed = 0; seed < 8; ++seed)
        states.push_back({QStringLiteral("step"), latent::recipeFromSeed(seed, 0.8)});
    session.restore(states, 4);
    ui::HistoryModel history(session);
    std::vector<int> asked;
    QObject::connect(&history, &ui::HistoryModel::pictureWanted, [&](int row) { asked.push_back(row); });
    QImage picture(96, 96, QImage::Format_RGBA8888);
    picture.fill(Qt::red);
    const auto hasPicture = [&](int row) {
        return !history.data(history.index(row), Qt::DecorationRole).value<QImage>().isNull();
    };
    const auto hashAt = [&](int row) { return latent::hash(history.recipeAt(row)); };

    history.look(3, 99);
    CHECK(asked == std::vector{3});
    history.deliver(hashAt(5), picture); // nobody asked for it
    CHECK_FALSE(hasPicture(5));
    history.deliver(hashAt(3), picture);
    CHECK(hasPicture(3));
    history.look(3, 99);
    CHECK(asked == std::vector{3, 5}); // not the current one

    history.giveUp(hashAt(5));
    history.look(3, 5);
    CHECK(asked == std::vector{3, 5});
    history.look(3, 6);
    CHECK(asked == std::vector{3, 5, 6});
    history.tryAgain();
    history.look(3, 5);
    CHECK(asked == std::vector{3, 5, 6, 5});
    history.look(1, 0); // nothing is in sight
    CHECK(asked.size() == 4);
}

TEST_CASE("states that a long drag only passes leave no pictures behind")
{
    ui::Session session;
    ui::HistoryModel history(session);
    QImage picture(96, 96, QImage::Format_RGBA8888);
    picture.fill(Qt::red);
    const auto currentHasPicture = [&] {
        return !history.data(history.index(history.currentRow()), Qt::DecorationRole).value<QImage>().isNull();
    };
    session.randomise(ui::Randomise::Everything, 10);
    history.setThumbnail(latent::hash(session.recipe()), picture);
    session.setAttribute(latent::Smile, 0.001F); // the first that is passed
    history.setThumbnail(latent::hash(session.recipe()), picture);
    CHECK(currentHasPicture());
    for (int pause = 2; pause < 100; ++pause) {
        session.setAttribute(latent::Smile, 0.001F * static_cast<float>(pause));
        history.setThumbnail(latent::hash(session.recipe()), picture);
    }
    REQUIRE(history.rowCount() == 3);
    CHECK(currentHasPicture());
    session.setAttribute(latent::Smile, 0.001F);
    CHECK_FALSE(currentHasPicture());
    history.activate(1);
    CHECK(currentHasPicture());
}
