// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/value_field.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace imago::ui;
using Catch::Matchers::WithinAbs;

namespace {

SliderSpec years()
{
    SliderSpec spec;
    spec.title = QStringLiteral("Age");
    spec.help = QStringLiteral("From a child to the very old.");
    spec.low = 6;
    spec.high = 90;
    spec.safeLow = 8;
    spec.safeHigh = 85;
    spec.neutral = 30;
    spec.step = 1;
    spec.decimals = 0;
    spec.pattern = QStringLiteral("%1 years");
    return spec;
}

struct Row
{
    QWidget window;
    LabelledSlider slider{&window};
    QSignalSpy moved{&slider, &LabelledSlider::valueChanged};
    QSignalSpy began{&slider, &LabelledSlider::gestureStarted};
    QSignalSpy ended{&slider, &LabelledSlider::gestureEnded};

    explicit Row(const SliderSpec &spec = years())
    {
        window.resize(360, 60);
        slider.setGeometry(4, 20, 350, 24);
        slider.setSpec(spec);
        slider.setLabelWidth(80);
        slider.setValue(40);
        window.show();
        window.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&window));
    }

    SliderTrack &track() { return slider.track(); }
    QPoint at(double share)
    {
        return {8 + static_cast<int>(share * (track().width() - 16)), track().height() / 2};
    }

    bool wheel(Qt::KeyboardModifiers modifiers, int delta = 120)
    {
        QWheelEvent event(QPointF(10, 10), track().mapToGlobal(QPointF(10, 10)), {}, {0, delta}, Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        event.ignore();
        QApplication::sendEvent(&track(), &event);
        return event.isAccepted();
    }
};

} // namespace

TEST_CASE("a drag is one gesture and follows the hand")
{
    Row row;
    QTest::mousePress(&row.track(), Qt::LeftButton, {}, row.at((40.0 - 6) / 84));
    CHECK(row.began.count() == 1);
    CHECK(row.moved.count() == 0); // taking the handle does not move it
    QTest::mouseMove(&row.track(), row.at(0.7));
    QTest::mouseMove(&row.track(), row.at(0.9));
    CHECK(row.ended.count() == 0);
    QTest::mouseRelease(&row.track(), Qt::LeftButton, {}, row.at(0.9));
    CHECK(row.ended.count() == 1);
    CHECK(row.moved.count() == 2);
    CHECK_THAT(row.slider.value(), WithinAbs(6 + 0.9 * 84, 1.5));
    CHECK(row.slider.value() == std::round(row.slider.value())); // on the grid of what is shown
}

TEST_CASE("a press beside the handle takes it there")
{
    Row row;
    QTest::mousePress(&row.track(), Qt::LeftButton, {}, row.at(1.0));
    CHECK_THAT(row.slider.value(), WithinAbs(90, 0.6));
    QTest::mouseRelease(&row.track(), Qt::LeftButton, {}, row.at(1.0));
}

TEST_CASE("Shift drags ten times finer")
{
    Row row;
    QTest::mousePress(&row.track(), Qt::LeftButton, {}, row.at((40.0 - 6) / 84));
    const QPoint target = row.at((40.0 - 6) / 84) + QPoint(50, 0);
    QMouseEvent move(QEvent::MouseMove, target, row.track().mapToGlobal(target), Qt::NoButton, Qt::LeftButton,
                     Qt::ShiftModifier);
    QApplication::sendEvent(&row.track(), &move);
    const double coarse = 50 * 84.0 / (row.track().width() - 16);
    CHECK_THAT(row.slider.value(), WithinAbs(40 + coarse / 10, 1.0));
    QTest::mouseRelease(&row.track(), Qt::LeftButton);
}

TEST_CASE("Escape during a drag takes it back")
{
    Row row;
    QTest::mousePress(&row.track(), Qt::LeftButton, {}, row.at(0.9));
    CHECK(row.slider.value() > 70);
    QTest::keyClick(&row.track(), Qt::Key_Escape);
    CHECK(row.slider.value() == 40);
    CHECK(row.ended.count() == 1);
    QTest::mouseMove(&row.track(), row.at(0.2));
    CHECK(row.slider.value() == 40);
    QTest::mouseRelease(&row.track(), Qt::LeftButton);
    CHECK(row.ended.count() == 1);
}

TEST_CASE("a slider that is hidden in the middle of a drag ends its gesture")
{
    Row row;
    QTest::mousePress(&row.track(), Qt::LeftButton, {}, row.at(0.5));
    row.slider.hide();
    CHECK(row.ended.count() == 1);
    CHECK_FALSE(row.track().isDragging());
}

TEST_CASE("double-click resets, on the track and on the name")
{
    Row row;
    SECTION("track")
    {
        QTest::mouseDClick(&row.track(), Qt::LeftButton, {}, row.at(0.9));
    }
    SECTION("name")
    {
        QTest::mouseDClick(row.slider.childAt(30, 12), Qt::LeftButton);
    }
    CHECK(row.slider.value() == 30);
    CHECK(row.moved.count() >= 1);
}

TEST_CASE("keys step, finely and coarsely, to the ends and to neutral")
{
    Row row;
    row.track().setFocus();
    QTest::keyClick(&row.track(), Qt::Key_Right);
    CHECK(row.slider.value() == 41);
    QTest::keyClick(&row.track(), Qt::Key_Left, Qt::ShiftModifier);
    CHECK_THAT(row.slider.value(), WithinAbs(40.9, 1e-9));
    QTest::keyClick(&row.track(), Qt::Key_PageUp);
    CHECK_THAT(row.slider.value(), WithinAbs(50.9, 1e-9));
    QTest::keyClick(&row.track(), Qt::Key_End);
    CHECK(row.slider.value() == 90);
    QTest::keyClick(&row.track(), Qt::Key_Up);
    CHECK(row.slider.value() == 90);
    QTest::keyClick(&row.track(), Qt::Key_Home);
    CHECK(row.slider.value() == 6);
    QTest::keyClick(&row.track(), Qt::Key_Delete);
    CHECK(row.slider.value() == 30);
    CHECK(row.began.count() == 0); // keys are no gesture; the session merges them
}

TEST_CASE("the wheel moves a slider only with the focus or with Ctrl")
{
    Row row;
    row.slider.valueField().clearFocus();
    row.track().clearFocus();
    CHECK_FALSE(row.wheel(Qt::NoModifier)); // goes on to the panel, which scrolls
    CHECK(row.slider.value() == 40);
    CHECK(row.wheel(Qt::ControlModifier));
    CHECK(row.slider.value() == 41);
    row.track().setFocus();
    CHECK(row.wheel(Qt::NoModifier, -240));
    CHECK(row.slider.value() == 39);
    CHECK(row.wheel(Qt::NoModifier, 60)); // half a notch of a fine wheel
    CHECK(row.slider.value() == 39);
    CHECK(row.wheel(Qt::NoModifier, 60));
    CHECK(row.slider.value() == 40);
}

TEST_CASE("typing a digit on the track edits the value")
{
    Row row;
    row.track().setFocus();
    QTest::keyClicks(&row.track(), QStringLiteral("7"));
    ValueField &field = row.slider.valueField();
    REQUIRE(field.hasFocus());
    CHECK(field.text() == QStringLiteral("7"));
    QTest::keyClicks(&field, QStringLiteral("2"));

    SECTION("Enter takes it and goes back to the track")
    {
        QTest::keyClick(&field, Qt::Key_Return);
        CHECK(row.slider.value() == 72);
        CHECK(row.moved.count() == 1);
        CHECK(row.track().hasFocus());
        CHECK(field.text() == QStringLiteral("72 years"));
    }
    SECTION("Escape leaves it")
    {
        QTest::keyClick(&field, Qt::Key_Escape);
        CHECK(row.slider.value() == 40);
        CHECK(row.moved.count() == 0);
        CHECK(field.text() == QStringLiteral("40 years"));
    }
    SECTION("leaving the field takes it")
    {
        field.clearFocus();
        CHECK(row.slider.value() == 72);
    }
    SECTION("what is out of range goes to the end")
    {
        QTest::keyClicks(&field, QStringLiteral("0"));
        QTest::keyClick(&field, Qt::Key_Return);
        CHECK(row.slider.value() == 90);
    }
    SECTION("what is no number changes nothing")
    {
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("old"));
        QTest::keyClick(&field, Qt::Key_Return);
        CHECK(row.slider.value() == 40);
        CHECK(field.text() == QStringLiteral("40 years"));
    }
}

TEST_CASE("arrows in the value field step")
{
    Row row;
    row.slider.valueField().beginEdit();
    QTest::keyClick(&row.slider.valueField(), Qt::Key_Up);
    CHECK(row.slider.value() == 41);
    CHECK(row.slider.valueField().text() == QStringLiteral("41"));
    QTest::keyClick(&row.slider.valueField(), Qt::Key_Down);
    CHECK(row.slider.value() == 40);
}

TEST_CASE("setValue emits nothing and stays in range")
{
    Row row;
    row.slider.setValue(500);
    CHECK(row.slider.value() == 90);
    row.slider.setValue(std::numeric_limits<double>::quiet_NaN());
    CHECK(row.slider.value() == 30);
    CHECK(row.moved.count() == 0);
    CHECK(row.slider.valueField().text() == QStringLiteral("30 years"));
}

TEST_CASE("the lock is a button, and the key L")
{
    Row row;
    QSignalSpy locked(&row.slider, &LabelledSlider::lockToggled);
    row.track().setFocus();
    QTest::keyClick(&row.track(), Qt::Key_L);
    CHECK(row.slider.isLocked());
    CHECK(row.slider.lockButton().accessibleName().contains(QStringLiteral("Unlock Age")));
    row.slider.lockButton().click();
    CHECK_FALSE(row.slider.isLocked());
    CHECK(locked.count() == 2);
    row.slider.setLocked(true);
    CHECK(locked.count() == 2);
}

TEST_CASE("the info shows what a slider changes, or that it was not measured")
{
    Row row;
    QTest::keyClick(&row.track(), Qt::Key_I);
    auto *popup = row.slider.findChild<EffectPopup *>();
    REQUIRE(popup);
    CHECK(popup->accessibleName() == QStringLiteral("Age"));
    QTest::keyClick(popup, Qt::Key_Escape);
    CHECK_FALSE(popup->isVisible());

    row.slider.setEffects(
        Effects{{{QStringLiteral("Hair grey"), 0.3, true}, {QStringLiteral("Yaw"), 0.001, false}}});
    EffectPopup measured(QStringLiteral("Age"), {}, {{{QStringLiteral("Hair grey"), 0.3, true}}}, nullptr);
    const auto children = measured.findChildren<QWidget *>();
    CHECK(std::ranges::any_of(children, [](const QWidget *child) {
        return child->accessibleName() == QStringLiteral("Hair grey +0.30");
    }));
}

TEST_CASE("what was measured by a poor reading is left out and counted")
{
    const auto wordsOf = [](const std::vector<Effect> &effects) {
        const EffectPopup popup(QStringLiteral("Age"), {}, effects, nullptr);
        QStringList words;
        for (const QLabel *label : popup.findChildren<QLabel *>())
            words << label->text();
        for (const QWidget *child : popup.findChildren<QWidget *>())
            words << child->accessibleName();
        return words.join(QLatin1Char('\n'));
    };
    const Effect grey{QStringLiteral("Hair grey"), 0.3, true, 0.83};
    const Effect lips{QStringLiteral("Lip fullness"), 0.9, false, 0.1};
    const Effect brows{QStringLiteral("Brow height"), 0.0, false, -0.2};

    const QString mixed = wordsOf({grey, lips, brows});
    CHECK(mixed.contains(QStringLiteral("Hair grey +0.30")));
    CHECK_FALSE(mixed.contains(QStringLiteral("Lip fullness")));
    CHECK(mixed.contains(QStringLiteral("left out: 2")));
    CHECK(mixed.contains(QStringLiteral("0.5")));
    CHECK_FALSE(wordsOf({grey}).contains(QStringLiteral("left out")));

    const QString nothing = wordsOf({lips});
    CHECK(nothing.contains(QStringLiteral("nothing else")));
    CHECK(nothing.contains(QStringLiteral("left out: 1")));
}

TEST_CASE("a switch has two states for every way to move it")
{
    SliderSpec spec;
    spec.title = QStringLiteral("Glasses");
    spec.toggle = true;
    spec.onWord = QStringLiteral("On");
    spec.offWord = QStringLiteral("Off");
    Row row(spec);
    row.slider.setValue(0);
    QTest::mouseClick(&row.track(), Qt::LeftButton, {}, {10, 10});
    CHECK(row.slider.value() == 1);
    QTest::keyClick(&row.track(), Qt::Key_Space);
    CHECK(row.slider.value() == 0);
    QTest::keyClick(&row.track(), Qt::Key_Return);
    CHECK_FALSE(row.slider.valueField().hasFocus());
    CHECK(row.slider.valueField().text() == QStringLiteral("Off"));
}

TEST_CASE("screen readers find a slider with its name, value and range")
{
    Row row;
    QAccessibleInterface *slider = QAccessible::queryAccessibleInterface(&row.track());
    REQUIRE(slider);
    CHECK(slider->role() == QAccessible::Slider);
    CHECK(slider->text(QAccessible::Name) == QStringLiteral("Age"));
    CHECK(slider->text(QAccessible::Value) == QStringLiteral("40 years"));
    QAccessibleValueInterface *value = slider->valueInterface();
    REQUIRE(value);
    CHECK(value->minimumValue().toDouble() == 6);
    CHECK(value->maximumValue().toDouble() == 90);
    value->setCurrentValue(50.0);
    CHECK(row.slider.value() == 50);
    CHECK(row.moved.count() == 1);
}

TEST_CASE("what links add is told in the tooltip")
{
    Row row;
    const QString before = row.track().toolTip();
    row.slider.setLinkAmount(0.17);
    CHECK(row.track().toolTip().contains(QStringLiteral("+0.17")));
    row.slider.setLinkAmount(0);
    CHECK(row.track().toolTip() == before);
}

TEST_CASE("beyond the safe range the colour warns")
{
    const SliderSpec spec = years();
    CHECK(spec.isSafe(85));
    CHECK_FALSE(spec.isSafe(88));
    Row row;
    row.slider.setValue(88);
    const QImage warned = row.track().grab().toImage();
    row.slider.setValue(84);
    CHECK(row.track().grab().toImage() != warned);
}

TEST_CASE("the context menu offers what the keys do")
{
    Row row;
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, row.slider.mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(&row.slider, &event);
    auto *menu = row.slider.findChild<QMenu *>();
    REQUIRE(menu);
    CHECK(menu->actions().size() == 4);
    menu->actions().at(1)->trigger(); // reset
    CHECK(row.slider.value() == 30);
    menu->close();
}
