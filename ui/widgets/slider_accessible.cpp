// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/slider_accessible.h"

#include "ui/widgets/slider_track.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace imago::ui {

namespace {

class AccessibleSlider : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit AccessibleSlider(SliderTrack *track)
        : QAccessibleWidget(track)
    {
    }

    QAccessible::Role role() const override
    {
        return track().spec().toggle ? QAccessible::CheckBox : QAccessible::Slider;
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? track().spec().text(track().value())
                                          : QAccessibleWidget::text(kind);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.checkable = track().spec().toggle;
        state.checked = track().spec().toggle && track().spec().isOn(track().value());
        return state;
    }

    QStringList actionNames() const override
    {
        QStringList names = QAccessibleWidget::actionNames();
        names << (track().spec().toggle ? toggleAction() : increaseAction());
        if (!track().spec().toggle)
            names << decreaseAction();
        return names;
    }

    void doAction(const QString &name) override
    {
        const SliderSpec &spec = track().spec();
        if (name == toggleAction())
            track().moveTo(spec.isOn(track().value()) ? spec.low : spec.high);
        else if (name == increaseAction())
            track().moveTo(track().value() + spec.step);
        else if (name == decreaseAction())
            track().moveTo(track().value() - spec.step);
        else
            QAccessibleWidget::doAction(name);
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QVariant currentValue() const override { return track().value(); }
    void setCurrentValue(const QVariant &value) override { track().moveTo(value.toDouble()); }
    QVariant minimumValue() const override { return track().spec().low; }
    QVariant maximumValue() const override { return track().spec().high; }
    QVariant minimumStepSize() const override { return track().spec().step; }

private:
    SliderTrack &track() const { return *static_cast<SliderTrack *>(widget()); }
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *track = qobject_cast<SliderTrack *>(object);
    return track ? new AccessibleSlider(track) : nullptr;
}

} // namespace

void installSliderAccessibility()
{
    QAccessible::installFactory(makeInterface); // Qt keeps each factory once
}

} // namespace imago::ui
