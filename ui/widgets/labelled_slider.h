// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/effect_popup.h"
#include "ui/widgets/slider_spec.h"

#include <QWidget>

class QLabel;

namespace imago::ui {

class IconButton;
class SliderTrack;
class ValueField;

/// One row of a panel: lock, name, track, value.
///
/// The track is the row's one Tab stop. Keys there: arrows step, Shift makes them fine, Page Up and Down are
/// coarse, Home and End go to the ends, Delete resets, Enter or a digit edits the value, L locks, I shows
/// what the slider changes, the menu key lists all of it. Double-click on the name or the track resets.
class LabelledSlider : public QWidget
{
    Q_OBJECT

public:
    explicit LabelledSlider(QWidget *parent = nullptr);

    const SliderSpec &spec() const;
    /// Also after a change of language; keeps the value.
    void setSpec(const SliderSpec &spec);

    double value() const;
    /// Emits nothing.
    void setValue(double value);

    /// What links added to this value; drawn as a mark, told in the tooltip. 0: nothing.
    void setLinkAmount(double amount);

    /// What the slider really changes, for the button "What it changes".
    void setEffects(Effects effects);

    bool isLocked() const;
    void setLocked(bool locked); ///< Emits nothing.
    /// Without a lock the name begins where the lock was, unless the row lies among rows that have one.
    void setLockable(bool lockable, bool amongLockable = false);

    /// Rows of one panel share it so that their tracks line up.
    void setLabelWidth(int width);
    int labelWidthHint() const;

    SliderTrack &track() const { return *m_track; }
    ValueField &valueField() const { return *m_field; }
    IconButton &lockButton() const { return *m_lock; }
    IconButton &infoButton() const { return *m_info; }

    void showEffects();

Q_SIGNALS:
    void gestureStarted();
    void gestureEnded();
    void valueChanged(double value); ///< By the user.
    void lockToggled(bool locked);   ///< By the user.

protected:
    void changeEvent(QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void enter(const QString &text);
    void setAwake(bool awake);

    IconButton *m_lock;
    QLabel *m_name;
    IconButton *m_info;
    SliderTrack *m_track;
    ValueField *m_field;
    Effects m_effects;
    double m_linkAmount = 0.0;
};

} // namespace imago::ui
