// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"
#include "ui/preview/frame_driver.h"

namespace imago::ui {

class Session;

/// The FrameDriver of portraits: it follows the session's recipe.
class PreviewDriver : public FrameDriver
{
    Q_OBJECT

public:
    /// How a recipe becomes work, up to and including a quality; the composition root knows the generators.
    using MakeRecipeWork = std::function<jobs::Work(const latent::Recipe &, jobs::Quality upTo)>;

    PreviewDriver(Session &session, PreviewBridge &bridge, jobs::InteractiveLane &lane,
                  QObject *parent = nullptr);

    /// As setWorkMaker().
    void setMaker(MakeRecipeWork makeWork);

private:
    Session &m_session;
};

} // namespace imago::ui
