// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QToolButton;

namespace imago::ui {

class CanvasView;
class IconButton;

/// The small bar that floats over the lower edge of the canvas: zoom and compare.
class CanvasBar : public QFrame
{
    Q_OBJECT

public:
    /// Becomes a child of the canvas and keeps its place there.
    explicit CanvasBar(CanvasView &canvas);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void follow();
    void retranslate();

    CanvasView &m_canvas;
    IconButton *m_zoomOut;
    QToolButton *m_zoom;
    IconButton *m_zoomIn;
    IconButton *m_fit;
    IconButton *m_hold;
    IconButton *m_split;
    IconButton *m_peek;
};

} // namespace imago::ui
