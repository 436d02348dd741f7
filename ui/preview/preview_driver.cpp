// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/preview_driver.h"

#include "ui/session/session.h"

#include <utility>

namespace imago::ui {

PreviewDriver::PreviewDriver(Session &session, PreviewBridge &bridge, jobs::InteractiveLane &lane,
                             QObject *parent)
    : FrameDriver([&session] { return latent::hash(session.recipe()); }, bridge, lane, parent)
    , m_session(session)
{
    connect(&session, &Session::recipeChanged, this, &PreviewDriver::follow);
    connect(&session, &Session::gestureEnded, this, &PreviewDriver::letGo);
}

void PreviewDriver::setMaker(MakeRecipeWork makeWork)
{
    setWorkMaker([this, makeWork = std::move(makeWork)](jobs::Quality upTo) {
        return makeWork(m_session.recipe(), upTo);
    });
}

} // namespace imago::ui
