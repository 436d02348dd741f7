// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/support/fake_clip.h"
#include "tests/support/test_pictures.h"
#include "ui/session/style_session.h"

#include <QPointF>

using namespace imago;
using test::painting;
using test::photo;

namespace {

struct Clocked
{
    std::chrono::steady_clock::time_point now{};
    ui::StyleSession session{nullptr, [this] { return now; }};
};

} // namespace

TEST_CASE("a picture is kept in the sizes that quick passes need")
{
    const ui::SourcePtr large = photo(1, {2048, 512});
    CHECK(large->medium->size() == Size{1024, 256});
    CHECK(large->small->size() == Size{384, 96});
    CHECK(large->draft->size() == Size{256, 64});
    CHECK(large->thumbnail.width() == ui::SourcePicture::kThumbnailSide);
    CHECK_FALSE(large->transparent);
    const ui::SourcePtr small = photo(1, {20, 30});
    CHECK(small->small == small->full);
    CHECK(small->draft == small->full);
    CHECK(small->id != large->id);
    CHECK(small->id == photo(1, {20, 30})->id);
    CHECK(small->id != photo(2, {20, 30})->id);
}

TEST_CASE("each thing that is brought or set is one step, and undo leads back through all of them")
{
    ui::StyleSession session;
    const auto first = photo(1);
    const auto one = painting(1);
    const auto two = painting(2);
    session.setPhoto(first);
    session.setStyle(one);
    CHECK(session.addStyle(two));
    session.setWeight(1, 0.25);
    session.setStrength(0.5);
    session.setColors(style::ColorKeeping::Oklab);
    session.removeStyle(0);
    REQUIRE(session.undoStack().count() == 7);
    CHECK(session.state().styles.size() == 1);
    CHECK(session.state().styles[0].weight == 0.25);

    session.undoStack().setIndex(3);
    CHECK(session.state().styles.size() == 2);
    CHECK(session.state().styles[1].weight == 1.0);
    CHECK(session.state().strength == 1.0);
    session.undoStack().setIndex(0);
    CHECK(session.state() == ui::StyleState());
    session.undoStack().setIndex(7);
    CHECK(session.state().colors == style::ColorKeeping::Oklab);
    CHECK(session.stateAfter(5).strength == 0.5);
    CHECK(session.stateAfter(4).strength == 1.0);
}

TEST_CASE("a drag is one step and one that comes back leaves no trace")
{
    ui::StyleSession session;
    session.beginGesture();
    for (const double strength : {0.9, 0.8, 0.3})
        session.setStrength(strength);
    session.endGesture();
    CHECK(session.undoStack().count() == 1);
    session.beginGesture();
    session.setStrength(0.6);
    session.setStrength(0.3);
    session.endGesture();
    CHECK(session.undoStack().count() == 1);
    session.undoStack().undo();
    CHECK(session.state().strength == 1.0);
}

TEST_CASE("wheel steps of one control melt into one step while they follow each other")
{
    Clocked clocked;
    clocked.session.setStrength(0.9);
    clocked.session.setStrength(0.8);
    CHECK(clocked.session.undoStack().count() == 1);
    clocked.now += std::chrono::seconds(2);
    clocked.session.setStrength(0.7);
    CHECK(clocked.session.undoStack().count() == 2);
}

TEST_CASE("a style is in the mix once, and there are not too many")
{
    ui::StyleSession session;
    CHECK(session.addStyle(painting(0)));
    CHECK_FALSE(session.addStyle(painting(0)));
    for (std::uint8_t shade = 1; shade < ui::StyleState::kMostStyles; ++shade)
        CHECK(session.addStyle(painting(shade)));
    CHECK_FALSE(session.addStyle(painting(99)));
    CHECK(session.state().styles.size() == ui::StyleState::kMostStyles);
    session.removeStyle(40);
    session.setWeight(40, 0.5);
    CHECK(session.state().styles.size() == ui::StyleState::kMostStyles);
}

TEST_CASE("photo and painting change places and back")
{
    ui::StyleSession session;
    CHECK_FALSE(session.canSwap());
    session.swapPhotoAndPainting();
    CHECK(session.undoStack().count() == 0);
    const auto face = photo(7);
    const auto art = painting(9);
    session.setPhoto(face);
    session.setStyle(art);
    REQUIRE(session.canSwap());
    session.swapPhotoAndPainting();
    CHECK(session.state().photo == art->painting);
    CHECK(session.state().styles[0].source->painting == face);
    session.swapPhotoAndPainting();
    CHECK(session.state().photo == face);
    CHECK(session.state().styles[0].source->id == art->id);
}

TEST_CASE("a stroke is one step; painting begins with nothing and erasing with everything")
{
    ui::StyleSession session;
    session.brush({0, 0}, {10, 10}, {8.0, 0.5, false});
    CHECK(session.undoStack().count() == 0); // no photo, no region
    session.setPhoto(photo(1, {200, 100}));

    session.beginGesture();
    session.brush({50, 50}, {60, 50}, {8.0, 0.5, false});
    session.brush({60, 50}, {90, 50}, {8.0, 0.5, false});
    session.endGesture();
    CHECK(session.undoStack().count() == 2);
    CHECK(session.state().mask.at(75, 50) == 255);
    CHECK(session.state().mask.at(5, 5) == 0);
    session.undoStack().undo();
    CHECK(session.state().mask.isNone());

    session.brush({50, 50}, {60, 50}, {8.0, 0.5, true});
    CHECK(session.state().mask.at(55, 50) == 0);
    CHECK(session.state().mask.at(5, 5) == 255);
}

TEST_CASE("the region goes with its photo")
{
    ui::StyleSession session;
    session.setPhoto(photo(1));
    session.brush({20, 20}, {30, 20}, {6.0, 0.5, true});
    const auto revision = session.state().mask.revision();
    session.setPhoto(photo(1));
    CHECK(session.state().mask.revision() == revision);
    session.setPhoto(photo(2));
    CHECK(session.state().mask.isNone());
    session.undoStack().undo();
    CHECK(session.state().mask.revision() == revision);
}

TEST_CASE("equal states share a hash and every control changes it")
{
    ui::StyleState state;
    state.photo = photo(1);
    state.styles = {{painting(1), 1.0}};
    const std::uint64_t before = hash(state);
    CHECK(hash(ui::StyleState(state)) == before);
    const auto changed = [&](auto edit) {
        ui::StyleState other = state;
        edit(other);
        return hash(other) != before && !(other == state);
    };
    CHECK(changed([](ui::StyleState &s) { s.photo = photo(2); }));
    CHECK(changed([](ui::StyleState &s) { s.styles[0].weight = 0.5; }));
    CHECK(changed([](ui::StyleState &s) { s.styles[0].outside = true; }));
    CHECK(changed([](ui::StyleState &s) { s.styles.push_back({painting(2), 1.0}); }));
    CHECK(changed([](ui::StyleState &s) { s.strength = 0.5; }));
    CHECK(changed([](ui::StyleState &s) { s.colors = style::ColorKeeping::Histogram; }));
    CHECK(changed([](ui::StyleState &s) { s.stroke = 2.0; }));
    CHECK(changed([](ui::StyleState &s) { s.tier = style::Tier::Refined; }));
    state.tier = style::Tier::Refined;
    const std::uint64_t refined = hash(state);
    state.seed = 2;
    CHECK(hash(state) != refined);
    state.tier = style::Tier::Instant; // there the seed says nothing, so the picture is known
    CHECK(hash(state) == before);
    state.seed = 1;
    CHECK(changed([](ui::StyleState &s) { s.structure = 0.75; }));
    CHECK(changed([](ui::StyleState &s) { s.mask = style::BrushMask::filled({64, 48}, 255); }));
}

TEST_CASE("the history of the style room keeps the pictures of its states")
{
    ui::StyleSession session;
    ui::StyleHistory history(session);
    session.setPhoto(photo(1, {300, 200}));
    session.setStyle(painting(1));
    REQUIRE(history.rowCount() == 3);
    QImage picture(300, 200, QImage::Format_RGB32);
    picture.fill(Qt::red);
    history.setThumbnail(hash(session.state()), picture);
    history.activate(1);
    CHECK(session.state().styles.empty());
    const auto shown = history.data(history.index(2), Qt::DecorationRole).value<QImage>();
    CHECK(shown.width() == ui::UndoHistory::kThumbnailSide);
    CHECK(history.data(history.index(2), ui::UndoHistory::UndoneRole).toBool());
}

TEST_CASE("clips come once each, and their stretches keep a frame and can be undone")
{
    ui::StyleSession session;
    const auto one = test::fakeClip(1, 4.0);
    session.addClips({one, test::fakeClip(2, 2.0)});
    CHECK(session.state().video.clips.size() == 2);
    CHECK(session.state().video.shown()->clip->id == 1);
    session.showClip(1);
    session.addClips({one});
    CHECK(session.state().video.clips.size() == 2);
    CHECK(session.state().video.current == 0);

    session.setClipFrom(9.0);
    CHECK(session.state().video.shown()->from == 4.0 - one->frameSeconds());
    session.setClipTo(0.0);
    CHECK(session.state().video.shown()->to == 4.0);
    const std::uint64_t photo = ui::hash(session.state());
    const std::uint64_t clip = ui::clipHash(session.state());
    session.setClipFrom(1.0);
    CHECK(ui::hash(session.state()) == photo); // the photo looks as before, and so does the frame
    CHECK(ui::clipHash(session.state()) == clip);
    session.setStrength(0.5);
    CHECK(ui::hash(session.state()) != photo);
    CHECK(ui::clipHash(session.state()) != clip);

    session.showClip(1);
    session.removeClip(1);
    CHECK(session.state().video.shown()->clip->id == 1);
    session.removeClip(0);
    CHECK(session.state().video.shown() == nullptr);
    session.undoStack().undo();
    CHECK(session.state().video.shown()->clip->id == 1);
}
