// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/contact_sheet.h"
#include "app/studio/style_export_work.h"
#include "app/studio/style_learning.h"
#include "app/studio/style_painter.h"
#include "app/studio/style_reader.h"
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "tests/support/catch.h"
#include "tests/support/fake_style_model.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_pictures.h"

#include <QDir>

#include <map>
#include <stop_token>

using namespace imago;
using test::painting;
using test::photo;

namespace {

/// A painter with a model of its own, and what it published.
struct Painted
{
    std::shared_ptr<test::FakeStyleModel> model = std::make_shared<test::FakeStyleModel>();
    std::shared_ptr<app::StylePainter> painter = std::make_shared<app::StylePainter>(model);
    std::vector<jobs::Frame> frames;
    std::stop_source stop;

    jobs::JobContext context()
    {
        return {jobs::nextTicket(),
                [this](jobs::Event event) {
                    if (const auto *frame = std::get_if<jobs::Frame>(&event))
                        frames.push_back(*frame);
                },
                {stop.get_token(), {}, {}, {}}};
    }
    Result<jobs::Ending> show(const ui::StyleState &state, jobs::Quality upTo)
    {
        frames.clear();
        jobs::JobContext job = context();
        return painter->show(state, upTo, 1, job);
    }
};

ui::StyleState styled(Size size)
{
    ui::StyleState state;
    state.photo = photo(1, size);
    state.styles = {{painting(80), 1.0}};
    return state;
}

std::array<int, 3> colour(const Image &picture)
{
    const Image straight = picture.converted(PixelFormat::Rgba8);
    return {straight.row(0)[0], straight.row(0)[1], straight.row(0)[2]};
}

} // namespace

TEST_CASE("a large photo comes small first, then better, then whole")
{
    Painted painted;
    REQUIRE(painted.show(styled({2000, 1000}), jobs::Quality::Final) == jobs::Ending::Completed);
    REQUIRE(painted.frames.size() == 3);
    CHECK(painted.frames[0].quality == jobs::Quality::Draft);
    CHECK(painted.frames[0].image->size() == Size{256, 128});
    CHECK(painted.frames[1].quality == jobs::Quality::Preview);
    CHECK(painted.frames[1].image->size() == Size{1024, 512});
    CHECK(painted.frames[2].quality == jobs::Quality::Final);
    CHECK(painted.frames[2].image->size() == Size{2000, 1000});
    CHECK(colour(*painted.frames[2].image) == std::array{200, 80, 10});
    CHECK(painted.model->read == 1); // the painting, once

    REQUIRE(painted.show(styled({2000, 1000}), jobs::Quality::Draft));
    REQUIRE(painted.frames.size() == 1);
    CHECK(painted.model->read == 1);
}

TEST_CASE("a small photo is painted once whatever the quality")
{
    Painted painted;
    REQUIRE(painted.show(styled({100, 60}), jobs::Quality::Final));
    CHECK(painted.model->painted.size() == 1);
    REQUIRE(painted.frames.size() == 3);
    CHECK(painted.frames[0].image == painted.frames[2].image);
}

TEST_CASE("without a style the photo itself is shown, without a copy")
{
    Painted painted;
    ui::StyleState state = styled({100, 60});
    state.styles.clear();
    REQUIRE(painted.show(state, jobs::Quality::Draft));
    REQUIRE(painted.frames.size() == 1);
    CHECK(painted.frames[0].quality == jobs::Quality::Final);
    CHECK(painted.frames[0].image == state.photo->full);
    state.styles = {{painting(1), 0.0}}; // chosen, with no share
    REQUIRE(painted.show(state, jobs::Quality::Final));
    CHECK(colour(*painted.frames.back().image) == colour(*state.photo->full));
}

TEST_CASE("a stop ends between and within passes and keeps what was shown")
{
    Painted painted;
    painted.stop.request_stop();
    CHECK(painted.show(styled({2000, 1000}), jobs::Quality::Final) == jobs::Ending::Stopped);
    CHECK(painted.frames.empty());
}

TEST_CASE("styles are mixed by weight, and a lesser strength starts from the photo's own style")
{
    Painted painted;
    ui::StyleState state = styled({100, 60});
    state.styles = {{painting(80), 0.5}, {painting(160), 0.5}};
    REQUIRE(painted.show(state, jobs::Quality::Draft));
    CHECK(colour(*painted.frames[0].image)[1] == 120);
    state.strength = 0.0;
    REQUIRE(painted.show(state, jobs::Quality::Draft));
    CHECK(colour(*painted.frames[0].image) == colour(*state.photo->full));
    const int read = painted.model->read;
    state.strength = 0.5;
    REQUIRE(painted.show(state, jobs::Quality::Draft));
    CHECK(painted.model->read == read); // a slider must not read the same pictures again and again
}

TEST_CASE("outside of the region the photo stays, also of a very thin one")
{
    Painted painted;
    ui::StyleState state = styled({400, 300});
    state.mask = style::BrushMask::filled(state.photo->size(), 0);
    REQUIRE(painted.show(state, jobs::Quality::Final));
    CHECK(colour(*painted.frames.back().image) == colour(*state.photo->full));

    // Another style there instead; alone, it leaves the photo inside.
    state.mask = style::BrushMask::filled(state.photo->size(), 0);
    state.styles.push_back({painting(160), 1.0, true});
    REQUIRE(painted.show(state, jobs::Quality::Final));
    CHECK(colour(*painted.frames.back().image)[1] == 160);
    state.styles.erase(state.styles.begin());
    REQUIRE(painted.show(state, jobs::Quality::Final));
    CHECK(colour(*painted.frames.back().image)[1] == 160);
    state.mask = state.mask.inverted();
    REQUIRE(painted.show(state, jobs::Quality::Final));
    CHECK(colour(*painted.frames.back().image) == colour(*state.photo->full));

    ui::StyleState thin = styled({3000, 18});
    thin.mask = style::BrushMask::filled(thin.photo->size(), 255);
    REQUIRE(painted.show(thin, jobs::Quality::Final));
    CHECK(colour(*painted.frames.back().image) == std::array{200, 80, 10});
}

TEST_CASE("refining begins with the instant picture and shows how it improves")
{
    Painted painted;
    ui::StyleState state = styled({2000, 1000});
    state.tier = style::Tier::Refined;
    REQUIRE(painted.show(state, jobs::Quality::Draft));
    CHECK(painted.model->refined == 0); // a hand that moves does not wait for it
    REQUIRE(painted.show(state, jobs::Quality::Final));
    REQUIRE(painted.frames.size() == 5);
    CHECK(painted.frames[1].image->size() == Size{1024, 512});
    CHECK(painted.frames[2].quality == jobs::Quality::Preview);
    CHECK(painted.frames[3].quality == jobs::Quality::Preview);
    CHECK(painted.frames[4].quality == jobs::Quality::Final);
    CHECK(painted.frames[4].image->size() == Size{2000, 1000});
    CHECK(painted.model->refined == 1);

    ui::StyleState small = styled({100, 60}); // also where all passes have one size
    small.tier = style::Tier::Print;
    REQUIRE(painted.show(small, jobs::Quality::Final));
    CHECK(painted.model->refined == 2);
}

TEST_CASE("what can't be refined is painted at once whatever the quality")
{
    Painted painted;
    style::StyleCard card;
    card.name["en"] = "Plain";
    card.networkHash = painted.model->networkHash();
    card.style.parameters[1] = 77.0F * 257.0F;
    ui::StyleState state = styled({100, 60});
    state.styles = {{ui::styleOfCard(card, QStringLiteral("/plain.imagostyle")), 1.0}};
    state.tier = style::Tier::Refined;
    CHECK_FALSE(state.canBeRefined());
    REQUIRE(painted.show(state, jobs::Quality::Final));
    CHECK(painted.model->refined == 0);
    CHECK(colour(*painted.frames.back().image)[1] == 77);

    card.networkHash = std::string(64, 'b');
    card.style.parameters[1] = 78.0F;
    state.styles = {{ui::styleOfCard(card, {}), 1.0}};
    const Result<jobs::Ending> ending = painted.show(state, jobs::Quality::Final);
    REQUIRE_FALSE(ending);
    CHECK(ending.error().code == ErrorCode::Incompatible);
    CHECK(ending.error().subject == "Plain");
}

TEST_CASE("a style is learned on what is drawn and becomes a card beside the others")
{
    const test::TempDir folder;
    Painted painted;
    const auto learned = std::make_shared<ui::StyleSourcePtr>();
    const auto draw = [](const std::stop_token &) -> Result<std::vector<Image>> {
        return std::vector<Image>(3, test::plain({200, 200}, 1, 2, 3));
    };
    const QString place = QString::fromStdString((folder / "styles").string());
    const auto work = app::styleLearningWork(painted.painter, painting(90), photo(1, {300, 300}), draw, place, learned);
    for (const char *name : {"painting 90.imagostyle", "painting 90-2.imagostyle"}) {
        jobs::JobContext job = painted.context();
        REQUIRE(work(job) == jobs::Ending::Completed);
        const Result<ui::StyleSourcePtr> read = app::readStyleSource(place + QLatin1Char('/') + QLatin1String(name));
        REQUIRE(read);
        CHECK((*read)->id == (*learned)->id);
        CHECK((*read)->name() == QStringLiteral("painting 90"));
        CHECK_FALSE((*read)->thumbnail.isNull());
        CHECK((*read)->card->source.sha256.size() == 64);
    }
    ui::StyleState state = styled({100, 60});
    state.styles = {{*learned, 1.0}};
    REQUIRE(painted.show(state, jobs::Quality::Final));
    CHECK(colour(*painted.frames.back().image) == std::array{200, 90, 10});

    painted.stop.request_stop();
    learned->reset();
    jobs::JobContext stopped = painted.context();
    CHECK(work(stopped) == jobs::Ending::Stopped);
    CHECK(*learned == nullptr);
    CHECK(app::pictureFiles({place}, true).size() == 2);
}

TEST_CASE("an export writes the size, format and depth that are asked for")
{
    const test::TempDir folder;
    Painted painted;
    ui::StyleExportRequest request;
    request.folder = QString::fromStdString((folder / "out").string());
    request.name = QStringLiteral("face");
    request.longerSide = 320;
    request.file.format = ui::ExportFormat::Tiff;
    request.file.sixteenBit = true;
    const auto written = std::make_shared<std::atomic<int>>(0);
    jobs::JobContext job = painted.context();
    REQUIRE(app::styleExportWork(painted.painter, request, styled({100, 50}), {}, written)(job) ==
            jobs::Ending::Completed);
    CHECK(*written == 1);
    const Result<Image> read = files::readImage(folder / "out" / "face.tif");
    REQUIRE(read);
    CHECK(read->size() == Size{320, 160});
    CHECK(read->format() == PixelFormat::Rgba16);

    request.longerSide = 64;
    REQUIRE(app::styleExportWork(painted.painter, request, styled({100, 50}), {}, written)(job) ==
            jobs::Ending::Completed);
    CHECK(files::readImage(folder / "out" / "face.tif")->width() == 320); // nobody asked to replace it
    CHECK(files::readImage(folder / "out" / "face-2.tif")->width() == 64);
}

TEST_CASE("a batch styles every photo of a folder, tells of a bad one and loses none")
{
    const test::TempDir folder;
    std::filesystem::create_directories(folder / "in");
    for (const char *name : {"a.png", "b.jpg", "c.png"})
        REQUIRE(files::writeImage(folder / "in" / name, test::plain({40, 30}, 9, 9, 9)));
    REQUIRE(files::saveFile(folder / "in" / "bad.png", "no picture"));
    REQUIRE(files::saveFile(folder / "in" / "notes.txt", "no picture either"));
    Painted painted;
    ui::StyleState state = styled({100, 60});
    state.mask = style::BrushMask::filled({100, 60}, 0); // of the photo on the canvas, not of these
    ui::StyleExportRequest request;
    request.kind = ui::StyleExportKind::Folder;
    request.photos = QString::fromStdString((folder / "in").string());
    request.folder = QString::fromStdString((folder / "out").string());
    const auto written = std::make_shared<std::atomic<int>>(0);
    jobs::JobContext job = painted.context();
    const Result<jobs::Ending> ending = app::styleExportWork(painted.painter, request, state, {}, written)(job);
    REQUIRE_FALSE(ending);
    CHECK(ending.error().subject == "bad.png");
    CHECK(*written == 3);
    const Result<Image> one = files::readImage(folder / "out" / "b-styled.png");
    REQUIRE(one);
    CHECK(colour(*one) == std::array{200, 80, 10});

    painted.stop.request_stop();
    *written = 0;
    jobs::JobContext stopped = painted.context();
    CHECK(app::styleExportWork(painted.painter, request, state, {}, written)(stopped) == jobs::Ending::Stopped);
    CHECK(*written == 0);

    request.photos = QString::fromStdString((folder / "out" / "nothing").string());
    std::filesystem::create_directories(folder / "out" / "nothing");
    jobs::JobContext empty = painted.context();
    CHECK_FALSE(app::styleExportWork(painted.painter, request, state, {}, written)(empty));
}

TEST_CASE("a contact sheet shows the photo in every style")
{
    const test::TempDir folder;
    Painted painted;
    ui::StyleExportRequest request;
    request.kind = ui::StyleExportKind::Sheet;
    request.folder = QString::fromStdString(folder.path().string());
    request.name = QStringLiteral("sheet");
    std::vector<ui::StyleSourcePtr> gallery;
    for (std::uint8_t shade = 0; shade < 5; ++shade)
        gallery.push_back(painting(shade));
    const auto written = std::make_shared<std::atomic<int>>(0);
    jobs::JobContext job = painted.context();
    ui::StyleState state = styled({120, 80});
    state.styles.clear(); // it needs none
    REQUIRE(app::styleExportWork(painted.painter, request, state, gallery, written)(job));
    const Result<Image> sheet = files::readImage(folder / "sheet.png");
    REQUIRE(sheet);
    CHECK(sheet->width() > 2 * 120); // six pictures in columns and rows
    CHECK(sheet->height() > 2 * 80);
}

TEST_CASE("pictures are found in folders by their endings and read one by one")
{
    const test::TempDir folder;
    std::filesystem::create_directories(folder / "in");
    REQUIRE(files::writeImage(folder / "in" / "b.png", test::plain({20, 20}, 1, 2, 3)));
    REQUIRE(files::writeImage(folder / "in" / "a.PNG.png", test::plain({20, 20}, 4, 5, 6)));
    REQUIRE(files::writeImage(folder / "in" / "tiny.png", test::plain({4, 4}, 7, 8, 9)));
    REQUIRE(files::saveFile(folder / "in" / "readme.txt", "text"));
    const QString in = QString::fromStdString((folder / "in").string());
    const QStringList files = app::pictureFiles({in});
    REQUIRE(files.size() == 3);
    CHECK(files.front().endsWith(QStringLiteral("a.PNG.png")));

    const app::StyleSources read = app::readStyleSources(files, {});
    CHECK(read.styles.size() == 2);
    REQUIRE(read.errors.size() == 1); // too small for a painting
    CHECK(read.errors.front().subject == "tiny");
    CHECK(read.styles.front()->name() == QStringLiteral("a.PNG"));
}

TEST_CASE("faces are searched once a photo, in every size of it, and painted gently")
{
    int searched = 0;
    const auto memory = std::make_shared<app::FaceMemory>([&](const Image &) -> Result<std::vector<style::FaceBox>> {
        ++searched;
        return std::vector<style::FaceBox>{{0.4, 0.4, 0.2, 0.2}};
    });
    Painted painted;
    painted.painter = std::make_shared<app::StylePainter>(painted.model, memory);
    ui::StyleState state = styled({2000, 1000});
    REQUIRE(painted.show(state, jobs::Quality::Draft));
    CHECK(searched == 0); // nobody asked
    state.faceProtection = 0.5;
    REQUIRE(painted.show(state, jobs::Quality::Final));
    CHECK(searched == 1);
    const Image &full = *painted.frames.back().image;
    const std::uint8_t *face = full.row(500) + 4 * 1000;
    CHECK(std::abs(face[0] - full.row(0)[0]) + std::abs(face[1] - full.row(0)[1]) > 20);
    jobs::JobContext job = painted.context();
    REQUIRE(painted.painter->paint(state, *state.photo->full, 800, 1, job)); // as an export does
    CHECK(searched == 1);

    const auto none = std::make_shared<app::FaceMemory>([](const Image &) -> Result<std::vector<style::FaceBox>> {
        return fail(ErrorCode::FileMissing, "no detector");
    });
    painted.painter = std::make_shared<app::StylePainter>(painted.model, none);
    REQUIRE(painted.show(state, jobs::Quality::Final)); // painted all the same
}
