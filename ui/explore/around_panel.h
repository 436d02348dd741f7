// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/explore.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <vector>

class QPushButton;

namespace imago::ui {

class ExploreSession;
class LabelledSlider;
class ThumbnailGrid;
class ThumbnailModel;

/// Nine pictures: this one in the middle and eight neighbours on the sliders. A click adopts one.
/// Pictures are asked for and come later.
class AroundPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AroundPanel(ExploreSession &session, QWidget *parent = nullptr);

    void setPicture(quint64 key, const QImage &picture);
    ThumbnailGrid &grid() const { return *m_grid; }

Q_SIGNALS:
    /// Those asked for before are not needed any more.
    void picturesWanted(const std::vector<imago::latent::ExplorePoint> &points);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void adopt(int cell);
    void retranslate();

    ExploreSession &m_session;
    LabelledSlider *m_spread;
    QPushButton *m_more;
    ThumbnailGrid *m_grid;
    ThumbnailModel *m_model;
    QTimer m_rest;
    quint64 m_seed = 1;
    std::vector<latent::ExplorePoint> m_points;
};

} // namespace imago::ui
