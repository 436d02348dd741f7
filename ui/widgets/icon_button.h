// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QToolButton>

namespace imago::ui {

/// The theme's one-colour icon painted in `color`, so that it is readable on light and on dark.
QPixmap tintedIcon(const QString &name, int side, qreal pixelRatio, const QColor &color);

/// tintedIcon for menus and push buttons, in the palette's text colour.
QIcon themedIcon(const QString &name, const QPalette &palette);

/// A flat button that shows one of the theme's icons.
///
/// `quiet` buttons are seen only while their row is awake (hovered or focused), or while they are checked: a
/// panel with forty rows stays calm. They keep their place, and assistive technology always finds them.
class IconButton : public QToolButton
{
    Q_OBJECT

public:
    explicit IconButton(const QString &iconName, QWidget *parent = nullptr);

    /// The icon while checked; empty: the same one.
    void setCheckedIcon(const QString &iconName);
    void setQuiet(bool quiet);
    void setAwake(bool awake);

    /// Tooltip and accessible name in one.
    void setWords(const QString &words);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_iconName;
    QString m_checkedIconName;
    bool m_quiet = false;
    bool m_awake = false;
};

} // namespace imago::ui
