// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/slider_spec.h"

#include <QPointer>
#include <QWidget>

#include <optional>

namespace imago::ui {

class ValueBubble;

/// The part of a slider that the hand holds: groove, safe range, neutral tick, link mark, handle.
///
/// Guarantees: setValue() emits nothing; valueChanged comes from the user alone, inside gestureStarted and
/// gestureEnded while the mouse is down. Escape during a drag returns to where it began. The wheel moves it
/// only when it has the focus or Ctrl is held, so that scrolling a panel changes nothing.
class SliderTrack : public QWidget
{
    Q_OBJECT

public:
    explicit SliderTrack(QWidget *parent = nullptr);
    ~SliderTrack() override;

    const SliderSpec &spec() const { return m_spec; }
    void setSpec(const SliderSpec &spec);

    double value() const { return m_value; }
    void setValue(double value);

    /// What links added to the value; 0 shows no mark.
    double linkAmount() const { return m_linkAmount; }
    void setLinkAmount(double amount);

    bool isDragging() const { return m_drag.has_value(); }

    /// As the user would: clamped, emitted when it changes something.
    void moveTo(double value);
    void reset() { moveTo(m_spec.neutral); }

    QSize sizeHint() const override { return {140, 22}; }
    QSize minimumSizeHint() const override { return {56, 22}; }

Q_SIGNALS:
    void gestureStarted();
    void gestureEnded();
    void valueChanged(double value);
    /// A digit or Enter was typed: the row opens its value field with `text`.
    void editRequested(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Drag
    {
        double startValue = 0.0;
        double exact = 0.0; ///< Before snapping, so that slow fine drags add up.
        double lastX = 0.0;
    };

    double positionOf(double value) const; ///< In pixels.
    double valuePerPixel() const;
    void endDrag();
    void showBubble();
    void paintGroove(QPainter &painter, double middle) const;
    void paintHandle(QPainter &painter, double middle) const;
    void paintSwitch(QPainter &painter) const;

    SliderSpec m_spec;
    double m_value = 0.0;
    double m_linkAmount = 0.0;
    std::optional<Drag> m_drag;
    int m_wheelRest = 0;
    QPointer<ValueBubble> m_bubble;
};

} // namespace imago::ui
