// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/history_model.h"

#include "ui/session/session.h"

namespace imago::ui {

HistoryModel::HistoryModel(Session &session, QObject *parent)
    : UndoHistory(session.undoStack(), parent)
    , m_session(session)
{
    connect(&session, &Session::recipeChanged, this, &HistoryModel::followState);
    follow();
}

const latent::Recipe &HistoryModel::recipeAt(int row) const
{
    return m_session.recipeAfter(row);
}

} // namespace imago::ui
