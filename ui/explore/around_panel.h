// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/explore.h"
#include "ui/widgets/neighbours_panel.h"

#include <QImage>

#include <vector>

namespace imago::ui {

class ExploreSession;

/// This picture and eight neighbours on the model's sliders. Pictures are asked for and come later.
class AroundPanel : public NeighboursPanel
{
    Q_OBJECT

public:
    explicit AroundPanel(ExploreSession &session, QWidget *parent = nullptr);

    void setPicture(quint64 key, const QImage &picture);

Q_SIGNALS:
    /// Those asked for before are not needed any more.
    void picturesWanted(const std::vector<imago::latent::ExplorePoint> &points);

protected:
    bool gestureActive() const override;
    void refresh() override;
    void adopt(int cell) override;
    void retranslate() override;

private:
    void enableMore();

    ExploreSession &m_session;
    std::vector<latent::ExplorePoint> m_points;
};

} // namespace imago::ui
