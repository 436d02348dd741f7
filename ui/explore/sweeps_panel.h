// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/explore.h"
#include "ui/widgets/resting_panel.h"

#include <vector>

class QImage;
class QLabel;
class QVBoxLayout;

namespace imago::ui {

class ExploreSession;
class ThumbnailGrid;
class ThumbnailModel;

/// What each slider of the model does to the picture on the canvas: a row of pictures from one end of its travel to the
/// other. A click takes the slider there; a double click on its name renames it.
class SweepsPanel : public RestingPanel
{
    Q_OBJECT

public:
    static constexpr int kColumns = 5;

    explicit SweepsPanel(ExploreSession &session, QWidget *parent = nullptr);

    /// The picture of the points with this key: hash(point, model).
    void setPicture(quint64 key, const QImage &picture);

    int rowCount() const { return static_cast<int>(m_rows.size()); }
    ThumbnailGrid &grid(int row) const { return *m_rows[static_cast<std::size_t>(row)].grid; }

Q_SIGNALS:
    /// Those that have no picture yet, in the order in which they are looked at.
    void picturesWanted(const std::vector<imago::latent::ExplorePoint> &points);
    void renameRequested(std::size_t slider);

protected:
    bool gestureActive() const override;
    void refresh() override;
    void retranslate() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Row
    {
        QLabel *name;
        ThumbnailGrid *grid;
        ThumbnailModel *model;
    };

    void build();
    /// Where the slider stands in that picture.
    double valueAt(std::size_t slider, int column) const;

    ExploreSession &m_session;
    QLabel *m_none;
    QVBoxLayout *m_column;
    std::vector<Row> m_rows;
};

} // namespace imago::ui
