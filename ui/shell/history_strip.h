// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace imago::ui {

class UndoHistory;
class ThumbnailGrid;

/// The undo history as a strip of thumbnails: click one to go there. Tells the history which of them are in sight.
class HistoryStrip : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryStrip(UndoHistory &model, QWidget *parent = nullptr);

    /// Another room's history.
    void setModel(UndoHistory &model);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showCurrent();
    void scrollToCurrent();
    void retranslate();

    UndoHistory *m_model = nullptr;
    ThumbnailGrid *m_grid;
    QTimer m_look; ///< Runs until all changes of this moment are there.
};

} // namespace imago::ui
