// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace imago::ui {

/// One of a few words, side by side. Left and Right walk, as between radio buttons.
class SegmentedSwitch : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentedSwitch(int count, QWidget *parent = nullptr);

    /// As many as there are segments.
    void setWords(const QStringList &words, const QStringList &toolTips);

    int current() const;
    void setCurrent(int index); ///< Emits nothing.

    QAbstractButton &segment(int index) const;

Q_SIGNALS:
    void chosen(int index); ///< By the user.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_group;
};

} // namespace imago::ui
