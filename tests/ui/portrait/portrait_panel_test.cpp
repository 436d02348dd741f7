// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/links.h"
#include "engine/latent/population.h"
#include "tests/support/catch.h"
#include "ui/portrait/portrait_panel.h"
#include "ui/portrait/randomise_bar.h"
#include "ui/portrait/slider_section.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/seed_edit.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/split_button.h"
#include "ui/widgets/value_field.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace imago;
using Catch::Matchers::WithinAbs;

namespace {

struct Fixture
{
    ui::Session session;
    ui::PortraitPanel panel{session};

    Fixture()
    {
        panel.resize(340, 720);
        panel.show();
        panel.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&panel));
    }

    ui::LabelledSlider &slider(const char *name)
    {
        ui::LabelledSlider *found = panel.slider(QString::fromLatin1(name));
        REQUIRE(found);
        return *found;
    }
    /// As an encoder reads one: of no seed.
    latent::Recipe bringReadFaceToTheMean()
    {
        latent::Recipe read = latent::recipeFromSeed(5, 0.8);
        read.point.z = latent::recipeFromSeed(8, 0.8).point.z;
        session.reset(read);
        panel.randomiseBar().truncationSlider().track().moveTo(0.0);
        return read;
    }
    float value(latent::Portrait attribute) const { return session.recipe().point.attributes[attribute]; }
    int steps() { return session.undoStack().count(); }
    QAction &action(int index) { return *panel.randomiseBar().randomiseActions().at(index); }
    ui::SliderSection &section(const char *key)
    {
        return **std::ranges::find(panel.sections(), QString::fromLatin1(key), &ui::SliderSection::key);
    }
};

void drag(ui::SliderTrack &track, int from, int to)
{
    QTest::mousePress(&track, Qt::LeftButton, {}, {from, 11});
    for (int x = from; x != to; x += to > from ? 1 : -1)
        QTest::mouseMove(&track, {x, 11});
    QTest::mouseRelease(&track, Qt::LeftButton, {}, {to, 11});
}

} // namespace

TEST_CASE("there is a slider for every attribute and it shows the recipe")
{
    Fixture f;
    const auto table = latent::portraitAttributes();
    f.session.change(QStringLiteral("seed"),
                     [](latent::Recipe &recipe) { recipe = latent::recipeFromSeed(9, 0.8); });
    for (std::size_t i = 0; i < table.size(); ++i) {
        INFO(table[i].name);
        const ui::LabelledSlider *slider = f.panel.slider(QString::fromStdString(std::string(table[i].name)));
        REQUIRE(slider);
        CHECK_THAT(slider->value(),
                   WithinAbs(static_cast<double>(f.session.recipe().point.attributes[i]), 1e-6));
    }
    CHECK_THAT(f.slider("shape-3").value(),
               WithinAbs(static_cast<double>(f.session.recipe().point.z[2]), 1e-6));
}

TEST_CASE("a slider drag is one undo step")
{
    Fixture f;
    f.session.setLinked(false);
    drag(f.slider("smile").track(), 8, 70);
    CHECK(f.value(latent::Smile) > 0.3F);
    CHECK(f.steps() == 1);
    CHECK_FALSE(f.session.gestureActive());
    f.session.undoStack().undo();
    CHECK(f.value(latent::Smile) == 0.0F);
    CHECK(f.slider("smile").value() == 0.0);
}

TEST_CASE("a drag of a shape is one undo step of z")
{
    Fixture f;
    f.panel.setCollapsedGroups({});
    QApplication::processEvents(); // the rows get their places
    auto &track = f.slider("shape-1").track();
    drag(track, track.width() / 2, track.width() - 12);
    CHECK(f.session.recipe().point.z[0] > 1.0F);
    CHECK(f.steps() == 1);
    f.session.undoStack().undo();
    CHECK(f.session.recipe().point.z[0] == 0.0F);
}

TEST_CASE("keys on one slider are one step, double-click resets")
{
    Fixture f;
    f.session.setLinked(false);
    auto &track = f.slider("age").track();
    track.setFocus();
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&track, Qt::Key_Right);
    CHECK(f.value(latent::Age) == 35.0F);
    CHECK(f.steps() == 1);
    QTest::mouseDClick(&track, Qt::LeftButton, {}, {60, 11});
    CHECK(f.value(latent::Age) == 30.0F);
}

TEST_CASE("linked sliders carry others along and show by how much")
{
    Fixture f;
    const double browBefore = f.slider("brow-thickness").value();
    f.slider("gender").track().moveTo(1.0);
    const latent::Point expected = latent::movedWithLinks(latent::neutralPoint(), latent::Gender, 1.0F);
    CHECK(f.session.recipe().point == expected);
    CHECK(f.slider("brow-thickness").value() > browBefore);
    CHECK(f.slider("brow-thickness").track().linkAmount() > 0.05);
    CHECK(f.slider("smile").track().linkAmount() == 0.0);
    CHECK(f.steps() == 1);

    QTest::mouseClick(&f.panel.linkedButton(), Qt::LeftButton);
    CHECK_FALSE(f.session.linked());
    CHECK(f.slider("brow-thickness").track().linkAmount() == 0.0);
    const double brow = f.slider("brow-thickness").value();
    f.slider("gender").track().moveTo(-1.0);
    CHECK(f.slider("brow-thickness").value() == brow);
}

TEST_CASE("randomising leaves locked sliders, except everything")
{
    Fixture f;
    f.slider("age").track().moveTo(77);
    f.slider("age").lockButton().click();
    CHECK(f.session.locks()[latent::Age]);
    const float age = f.value(latent::Age);

    f.action(0).trigger(); // unlocked
    CHECK(f.value(latent::Age) == age);
    CHECK(f.session.recipe().seed != 1);
    const latent::Recipe once = f.session.recipe();
    f.action(0).trigger();
    CHECK(f.session.recipe().point != once.point);
    CHECK(f.steps() == 3); // pressed fast, yet each is a step of its own

    SECTION("everything means everything")
    {
        f.action(1).trigger();
        const latent::Recipe &now = f.session.recipe();
        CHECK(now.point == latent::pointFromSeed(now.seed, now.truncation));
    }
    SECTION("expression alone")
    {
        const latent::Point before = f.session.recipe().point;
        f.action(2).trigger();
        const auto table = latent::portraitAttributes();
        for (std::size_t i = 0; i < table.size(); ++i) {
            if (table[i].group != latent::Group::Expression)
                CHECK(f.session.recipe().point.attributes[i] == before.attributes[i]);
        }
        CHECK(f.session.recipe().point.z == before.z);
    }
    SECTION("another person with the same sliders")
    {
        const latent::Point before = f.session.recipe().point;
        f.action(3).trigger();
        CHECK(f.session.recipe().point.attributes == before.attributes);
        CHECK(f.session.recipe().point.z != before.z);
    }
}

TEST_CASE("a lock that comes from elsewhere is shown")
{
    Fixture f;
    f.session.setLocked(latent::Smile, true);
    CHECK(f.slider("smile").isLocked());
}

TEST_CASE("a typed seed draws that seed's face")
{
    Fixture f;
    auto &seed = f.panel.randomiseBar().seedEdit();
    CHECK_FALSE(seed.seed()); // the mean person
    f.session.reset(latent::recipeFromSeed(1, 0.8));
    seed.field().setFocus();
    seed.field().selectAll();
    QTest::keyClicks(&seed.field(), QStringLiteral("4711"));
    QTest::keyClick(&seed.field(), Qt::Key_Return);
    CHECK(f.session.recipe().seed == 4711);
    CHECK(f.session.recipe().point == latent::pointFromSeed(4711, f.session.recipe().truncation));
    f.session.undoStack().undo();
    CHECK(seed.seed() == 1);
}

TEST_CASE("truncation moves the same person to and from the mean face")
{
    Fixture f;
    f.session.reset(latent::recipeFromSeed(5, 0.8));
    auto &truncation = f.panel.randomiseBar().truncationSlider();
    truncation.track().moveTo(0.4);
    const latent::Recipe &now = f.session.recipe();
    CHECK_THAT(static_cast<double>(now.point.z[0]),
               WithinAbs(static_cast<double>(latent::pointFromSeed(5, 0.4).z[0]), 1e-5));
    CHECK(now.point.attributes == latent::pointFromSeed(5, 0.4).attributes);
    truncation.track().moveTo(0.0);
    CHECK(std::ranges::all_of(f.session.recipe().point.z, [](float z) { return z == 0.0F; }));
    truncation.track().moveTo(0.8);
    CHECK(f.session.recipe().point.z == latent::pointFromSeed(5, 0.8).z); // there is a way back from the mean
}

TEST_CASE("a person of no seed comes back from the mean face, and shows no seed")
{
    Fixture f;
    const latent::Recipe read = f.bringReadFaceToTheMean();
    auto &bar = f.panel.randomiseBar();
    CHECK_FALSE(bar.seedEdit().seed());
    bar.truncationSlider().track().moveTo(0.8);
    CHECK_FALSE(bar.seedEdit().seed());
    CHECK_THAT(double{f.session.recipe().point.z[0]}, WithinAbs(double{read.point.z[0]}, 1e-5));
}

TEST_CASE("a drag from the mean face to the far end and back loses nothing of the person")
{
    Fixture f;
    for (const std::uint64_t seed : {3, 5, 6, 7}) { // some reach so far that they are cut
        f.session.reset(latent::recipeFromSeed(seed, 0.0));
        auto &slider = f.panel.randomiseBar().truncationSlider();
        Q_EMIT slider.gestureStarted();
        for (const double truncation : {1.5, 0.8})
            slider.track().moveTo(truncation);
        Q_EMIT slider.gestureEnded();
        CHECK(f.session.recipe().point.z == latent::pointFromSeed(seed, 0.8).z);
    }
}

TEST_CASE("undoing a seed that was chosen at the mean face leads back to who came there")
{
    Fixture f;
    const latent::Recipe read = f.bringReadFaceToTheMean();
    auto &bar = f.panel.randomiseBar();
    Q_EMIT bar.seedEdit().seedChosen(6);
    CHECK(bar.seedEdit().seed() == 6);
    f.session.undoStack().undo();
    CHECK_FALSE(bar.seedEdit().seed());
    bar.truncationSlider().track().moveTo(0.8);
    CHECK_THAT(double{f.session.recipe().point.z[0]}, WithinAbs(double{read.point.z[0]}, 1e-5));
}

TEST_CASE("a seed that is chosen at the mean face is who comes from it")
{
    Fixture f;
    f.session.reset(latent::recipeFromSeed(5, 0.8));
    auto &bar = f.panel.randomiseBar();
    bar.truncationSlider().track().moveTo(0.0);
    Q_EMIT bar.seedEdit().seedChosen(6);
    bar.truncationSlider().track().moveTo(0.8);
    CHECK(bar.seedEdit().seed() == 6);
}

TEST_CASE("dragging the truncation to an end and back loses nothing of the person")
{
    Fixture f;
    f.session.reset(latent::recipeFromSeed(5, 0.8));
    const latent::Recipe before = f.session.recipe();
    auto &slider = f.panel.randomiseBar().truncationSlider();
    Q_EMIT slider.gestureStarted();
    for (const double truncation : {0.4, 0.0, 1.5, 0.8})
        slider.track().moveTo(truncation);
    Q_EMIT slider.gestureEnded();
    CHECK(f.session.recipe() == before);
    CHECK(f.steps() == 0);
}

TEST_CASE("a group's reset is one step and leaves the others")
{
    Fixture f;
    f.session.setAttribute(latent::Smile, 0.7F);
    f.session.setAttribute(latent::Anger, 0.4F);
    f.session.setAttribute(latent::Yaw, 12.0F);
    const int before = f.steps();
    auto *reset = f.section("expression").findChild<ui::IconButton *>(QString(), Qt::FindDirectChildrenOnly);
    REQUIRE(reset);
    CHECK(reset->isEnabled());
    reset->click();
    CHECK(f.value(latent::Smile) == 0.0F);
    CHECK(f.value(latent::Anger) == 0.0F);
    CHECK(f.value(latent::Yaw) == 12.0F);
    CHECK(f.steps() == before + 1);
    CHECK_FALSE(reset->isEnabled());
}

TEST_CASE("the filter finds sliders by title, help and stable name")
{
    Fixture f;
    const auto shown = [&f] {
        QSet<QString> names;
        for (const ui::SliderSection *section : f.panel.sections()) {
            for (const ui::LabelledSlider *row : section->rows()) {
                if (row->isVisible())
                    names.insert(row->objectName());
            }
        }
        return names;
    };
    const QStringList folded = f.panel.collapsedGroups();
    REQUIRE(folded.contains(QStringLiteral("shape")));

    f.panel.filterField().setText(QStringLiteral("BEARD"));
    CHECK(shown() == QSet<QString>{QStringLiteral("beard-length")});
    f.panel.filterField().setText(QStringLiteral("gaze-x"));
    CHECK(shown() == QSet<QString>{QStringLiteral("gaze-x")});
    f.panel.filterField().setText(QStringLiteral("shape 4"));
    CHECK(shown() == QSet<QString>{QStringLiteral("shape-4")}); // also in a folded group
    CHECK(f.panel.collapsedGroups() == folded);                 // which stays folded for the settings

    f.panel.filterField().setText(QStringLiteral("xyzzy"));
    CHECK(shown().isEmpty());

    f.panel.filterField().setText(QStringLiteral("smile"));
    f.panel.filterField().setFocus();
    QTest::keyClick(&f.panel.filterField(), Qt::Key_Down);
    CHECK(f.slider("smile").track().hasFocus());

    f.panel.focusFilter();
    QTest::keyClick(&f.panel.filterField(), Qt::Key_Escape);
    CHECK(f.panel.filterField().text().isEmpty());
    CHECK_FALSE(f.slider("shape-4").isVisible());
    CHECK(f.slider("hair-length").isVisible());
}

TEST_CASE("folded groups are remembered")
{
    Fixture f;
    QSignalSpy changed(&f.panel, &ui::PortraitPanel::collapsedGroupsChanged);
    f.panel.setCollapsedGroups({QStringLiteral("hair"), QStringLiteral("light")});
    CHECK(f.panel.collapsedGroups().contains(QStringLiteral("hair")));
    CHECK(f.panel.collapsedGroups().size() == 2);
    CHECK_FALSE(f.slider("hair-length").isVisible());
    CHECK(f.slider("shape-1").isVisible());
    CHECK(changed.count() > 0);
}

TEST_CASE("what a slider changes comes from the effect matrix")
{
    Fixture f;
    std::vector<std::vector<double>> matrix(latent::PortraitAttributeCount);
    matrix[latent::Smile].assign(latent::PortraitAttributeCount, 0.0);
    matrix[latent::Smile][latent::Smile] = 2.5;
    matrix[latent::Smile][latent::Age] = -0.2;
    f.panel.setEffects(matrix);
    f.slider("smile").showEffects();
    auto *popup = f.slider("smile").findChild<ui::EffectPopup *>();
    REQUIRE(popup);
    const auto children = popup->findChildren<QWidget *>();
    CHECK(std::ranges::any_of(children, [](const QWidget *child) {
        return child->accessibleName() == QStringLiteral("Smile +2.50, Age -0.20");
    }));
    popup->close();
}

TEST_CASE("what a slider changes leaves out what its measure can't read")
{
    Fixture f;
    std::vector<std::vector<double>> matrix(latent::PortraitAttributeCount);
    matrix[latent::Smile].assign(latent::PortraitAttributeCount, 0.0);
    matrix[latent::Smile][latent::Smile] = 2.5;
    matrix[latent::Smile][latent::Age] = -0.2;
    std::vector<double> readingR2(latent::PortraitAttributeCount, 1.0);
    readingR2[latent::Age] = 0.04;
    f.panel.setEffects(matrix, readingR2);
    f.slider("smile").showEffects();
    auto *popup = f.slider("smile").findChild<ui::EffectPopup *>();
    REQUIRE(popup);
    const auto children = popup->findChildren<QWidget *>();
    CHECK(std::ranges::any_of(
        children, [](const QWidget *child) { return child->accessibleName() == QStringLiteral("Smile +2.50"); }));
    popup->close();
}

TEST_CASE("every control has an accessible name")
{
    Fixture f;
    f.panel.setCollapsedGroups({});
    for (QWidget *widget : f.panel.findChildren<QWidget *>()) {
        const bool control = widget->focusPolicy() != Qt::NoFocus || qobject_cast<QAbstractButton *>(widget);
        const bool ofQt =
            widget->objectName().startsWith(QStringLiteral("qt_")) ||
            qobject_cast<QLineEdit *>(widget->parentWidget()); // the clear button inside a field
        if (!control || ofQt || widget->focusProxy())
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        INFO(widget->metaObject()->className()
             << " in " << widget->parentWidget()->objectName().toStdString());
        REQUIRE(accessible);
        CHECK_FALSE(accessible->text(QAccessible::Name).isEmpty());
    }
}

TEST_CASE("Tab reaches every slider once, in the order of the screen, and all other controls")
{
    Fixture f;
    f.panel.setCollapsedGroups({});
    f.panel.randomiseBar().seedEdit().field().setFocus();
    QList<QWidget *> walked;
    do {
        walked << QApplication::focusWidget();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    } while (QApplication::focusWidget() && !walked.contains(QApplication::focusWidget()) &&
             walked.size() < 300);

    CHECK(walked.contains(&f.panel.filterField()));
    CHECK(walked.contains(&f.panel.linkedButton()));
    CHECK(walked.contains(&f.panel.randomiseBar().button()));
    int lowest = 0;
    for (const ui::SliderSection *section : f.panel.sections()) {
        CHECK(walked.contains(&section->header()));
        for (const ui::LabelledSlider *row : section->rows()) {
            INFO(row->objectName().toStdString());
            CHECK(walked.count(&row->track()) == 1);
            const auto place = static_cast<int>(walked.indexOf(&row->track()));
            CHECK(place > lowest);
            lowest = place;
        }
    }
}
