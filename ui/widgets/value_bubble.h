// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace imago::ui {

/// The value above the hand while a slider is dragged. Lies over the window, takes no input.
class ValueBubble : public QWidget
{
    Q_OBJECT

public:
    explicit ValueBubble(QWidget *window);

    /// Its tip points at `tip` (in the window's coordinates); kept inside the window.
    void show(const QString &text, QPoint tip);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace imago::ui
