// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

#include <utility>

namespace imago::ui {

/// Pictures to choose from, in a grid or a strip. Works on any list model: the picture is its DecorationRole
/// (QImage), the words its DisplayRole and AccessibleTextRole.
///
/// Keys: arrows walk, Enter or Space chooses, Delete asks to remove. One click chooses.
class ThumbnailGrid : public QListView
{
    Q_OBJECT

public:
    enum class Shape {
        Flow,    ///< As many columns as fit, scrolling down.
        Columns, ///< A fixed number of columns over the full width, as high as its rows: no scrolling.
        Strip    ///< One row, scrolling sideways.
    };

    explicit ThumbnailGrid(QWidget *parent = nullptr);

    /// `size` is the number of columns, or the wanted side of a cell in logical pixels.
    void setShape(Shape shape, int size);
    void setTitlesShown(bool shown);
    /// What to say while there is nothing: what this place is for and how it fills.
    void setEmptyText(const QString &text);
    /// The theme's icon in a cell that has no picture yet; empty: none.
    void setEmptyIcon(const QString &name) { m_emptyIcon = name; }
    const QString &emptyIcon() const { return m_emptyIcon; }
    /// The model's roles for "this is on the canvas" and "this lies ahead, undone"; -1: none.
    void setMarkRoles(int current, int faded);

    /// Side of one picture in device pixels: what to ask a source for.
    int pictureSide() const;

    /// The first and the last row of which something is to be seen; without any, the last is before the first.
    std::pair<int, int> rowsInSight() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, 60}; }

    int titleHeight() const;
    int currentRole() const { return m_currentRole; }
    int fadedRole() const { return m_fadedRole; }
    void setModel(QAbstractItemModel *model) override;

Q_SIGNALS:
    void chosen(int row);
    void removeRequested(int row);
    /// The right mouse button or the menu key; `row` is -1 between the cells.
    void menuRequested(int row, const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();
    int cellSide() const;

    Shape m_shape = Shape::Flow;
    int m_size = 88;
    bool m_titles = false;
    int m_currentRole = -1;
    int m_fadedRole = -1;
    QString m_emptyText;
    QString m_emptyIcon = QStringLiteral("user-identity");
};

} // namespace imago::ui
