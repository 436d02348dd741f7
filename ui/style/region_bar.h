// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace imago::ui {

class IconButton;
class LabelledSlider;
class MaskTool;
class StyleSession;

/// The brush for the region that wears the style: paint, erase, invert, whole picture, import, size, softness.
class RegionBar : public QWidget
{
    Q_OBJECT

public:
    enum class Brush { Away, Paints, Erases };

    RegionBar(StyleSession &session, MaskTool &tool, QWidget *parent = nullptr);

    Brush brush() const { return m_brush; }
    /// Also the user's way: the same one again puts it away.
    void setBrush(Brush brush);
    void invert();
    void clearRegion();
    /// One step of the brush's size, for the keys [ and ].
    void stepSize(int steps);

    IconButton &paintButton() const { return *m_paint; }
    IconButton &eraseButton() const { return *m_erase; }

Q_SIGNALS:
    void brushChanged(imago::ui::RegionBar::Brush brush);
    void importRequested();
    void sizeChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    void retranslate();

    StyleSession &m_session;
    MaskTool &m_tool;
    Brush m_brush = Brush::Away;
    IconButton *m_paint;
    IconButton *m_erase;
    IconButton *m_invert;
    IconButton *m_import;
    IconButton *m_clear;
    LabelledSlider *m_size;
    LabelledSlider *m_softness;
    QLabel *m_hint;
};

} // namespace imago::ui
