// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace imago::ui {

class HistoryModel;
class ThumbnailGrid;

/// The undo stack as a strip of pictures: a click goes there.
class HistoryStrip : public QWidget
{
    Q_OBJECT

public:
    /// Requires: the model outlives the strip.
    explicit HistoryStrip(HistoryModel &model, QWidget *parent = nullptr);

    ThumbnailGrid &grid() const { return *m_grid; }

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    void showCurrent();

    HistoryModel &m_model;
    ThumbnailGrid *m_grid;
};

} // namespace imago::ui
