// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace imago::ui {

class HistoryModel;
class ThumbnailGrid;

/// The undo history as a strip of thumbnails: click one to go there.
class HistoryStrip : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryStrip(HistoryModel &model, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showCurrent();
    void retranslate();

    HistoryModel &m_model;
    ThumbnailGrid *m_grid;
};

} // namespace imago::ui
