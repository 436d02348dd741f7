// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/canvas_geometry.h"

#include <QImage>
#include <QRect>
#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <functional>

class QMimeData;

namespace imago::ui {

class CanvasTool;

enum class Compare {
    Off,
    Split,    ///< The reference left of the divider, the picture right of it.
    Reference ///< The reference alone, while a key or button is held.
};

/// Shows the picture: zoom, pan, pixel grid, compare with a held reference, drag out, drop in.
///
/// Frames of any resolution fill the same place, so drafts and finals swap without a jump. Guarantees:
/// showing a frame only stores it; nothing here waits. Threads: the GUI thread.
class CanvasView : public QWidget
{
    Q_OBJECT

public:
    /// What leaves the canvas by drag or copy; the caller takes ownership. May return null.
    using MakeMime = std::function<QMimeData *()>;

    explicit CanvasView(QWidget *parent = nullptr);

    /// `size` is what one picture pixel is measured by; a draft may have fewer. `transparent` shows the
    /// checkerboard.
    void showFrame(const QImage &image, QSize size, bool transparent, std::uint64_t recipeHash);
    void clear();
    bool isEmpty() const { return m_current.image.isNull(); }
    const QImage &image() const { return m_current.image; }

    /// What stands on the empty canvas: a line that says where one is, and lines that say what to do.
    void setEmptyText(const QString &title, const QStringList &hints);
    void setMimeMaker(MakeMime makeMime) { m_makeMime = std::move(makeMime); }
    /// The theme's icon on the empty canvas.
    void setEmptyIcon(const QString &name) { m_emptyIcon = name; }
    /// What dropping does, in words. Several share the canvas from left to right, and drops tell on which.
    void setDropZones(const QStringList &words) { m_dropZones = words; }
    /// What the two halves of the split view are called.
    void setCompareWords(const QString &reference, const QString &now);

    /// Gets the left button from now on; null: none. The tool outlives its use.
    void setTool(CanvasTool *tool);
    CanvasTool *tool() const { return m_tool; }

    /// Drawn over the picture, in its place; null: nothing.
    void setVeil(const QImage &veil);

    /// Keeps the picture on the canvas as the reference to compare with.
    void holdReference();
    void setReference(const QImage &image, QSize size, bool transparent);
    void clearReference();
    /// The reference is not the user's to hold or let go: only comparing with it is offered.
    void setReferenceGiven(bool given) { m_referenceGiven = given; }
    bool isReferenceGiven() const { return m_referenceGiven; }
    bool hasReference() const { return !m_reference.image.isNull(); }

    Compare compare() const { return m_compare; }
    void setCompare(Compare compare);
    double divider() const { return m_divider; }
    void setDivider(double fraction);

    const CanvasGeometry &geometryOfPicture() const { return m_geometry; }
    void fit();
    void zoomIn();
    void zoomOut();
    void setZoom(double zoom);

    QSize sizeHint() const override { return {720, 640}; }
    QSize minimumSizeHint() const override { return {240, 200}; }

Q_SIGNALS:
    void filesDropped(const QStringList &paths, int zone); ///< Links to elsewhere have an empty path.
    void imageDropped(const QImage &image, int zone);
    void recipeDropped(const QByteArray &json);
    void zoomChanged(double zoom, bool fitting); ///< Also when a picture appears, goes or changes its size.
    void compareChanged(imago::ui::Compare compare);
    void referenceChanged(bool held);
    void menuRequested(const QPoint &globalPosition);
    /// The picture of this recipe has just been painted for the first time.
    void painted(std::uint64_t recipeHash);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Layer
    {
        QImage image;
        bool transparent = false;
        QImage seen; ///< Its visible part in the screen's own pixels, so that painting is copying; null when it
                     ///< has to be made anew.
        QRect place;  ///< Where the whole picture lies then, device pixels.
        QRect seenAt; ///< Where its visible part lies.
        bool sharp = false; ///< Whether its pixels are squares.
    };
    enum class Hand { Free, Pan, Divider, MayDragOut, Tool };

    void geometryChanged();
    /// Where the picture lies, to whole device pixels, and the part of that on the canvas.
    QRect placeOnScreen() const;
    QRect seenOnScreen() const;
    void prepare(Layer &layer) const;
    void updateCursor(QPointF position);
    bool isOnDivider(QPointF position) const;
    double dividerX() const;
    void startDragOut();
    void holdCompare(bool held);
    void retranslate();

    void paintPicture(QPainter &painter, const QRectF &rect) const;
    void paintLayer(QPainter &painter, const Layer &layer, const QRectF &clip) const;
    void paintGrid(QPainter &painter, const QRectF &rect) const;
    void paintDivider(QPainter &painter, const QRectF &rect) const;
    void paintLabel(QPainter &painter, const QRectF &rect, const QString &text, Qt::Alignment side) const;
    void paintEmpty(QPainter &painter) const;
    void paintDropTargets(QPainter &painter) const;
    QRectF dropTarget(int zone) const;
    int dropZoneAt(QPointF position) const;

    CanvasGeometry m_geometry;
    Layer m_current;
    Layer m_reference;
    Compare m_compare = Compare::Off;
    Compare m_compareBeforeHold = Compare::Off;
    double m_divider = 0.5;
    std::uint64_t m_recipeHash = 0;
    bool m_paintPending = false;

    MakeMime m_makeMime;
    QString m_emptyTitle;
    QStringList m_emptyHints;
    QString m_emptyIcon = QStringLiteral("user-identity");
    QStringList m_dropZones;
    QString m_referenceWord;
    QString m_nowWord;
    CanvasTool *m_tool = nullptr;
    QImage m_veil;
    bool m_referenceGiven = false;

    Hand m_hand = Hand::Free;
    QPointF m_handAt;
    QPointF m_pressedAt;
    bool m_spaceHeld = false;
    bool m_dropHovers = false;
    int m_dropZone = 0;
};

} // namespace imago::ui
