// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace imago::ui {

/// A button with a menu of other ways to do the same: press it, or its arrow (Down on the keyboard).
class SplitButton : public QToolButton
{
    Q_OBJECT

public:
    explicit SplitButton(QWidget *parent = nullptr);

    void setIconName(const QString &name);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRect arrow() const;

    QString m_iconName;
};

} // namespace imago::ui
