// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace imago::ui {

class UndoHistory;
class ThumbnailGrid;

/// The undo history as a strip of thumbnails: click one to go there.
class HistoryStrip : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryStrip(UndoHistory &model, QWidget *parent = nullptr);

    /// Another room's history.
    void setModel(UndoHistory &model);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showCurrent();
    void retranslate();

    UndoHistory *m_model = nullptr;
    ThumbnailGrid *m_grid;
};

} // namespace imago::ui
