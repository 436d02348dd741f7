// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"
#include "ui/session/undo_history.h"

namespace imago::ui {

class Session;

/// The history of portraits: each state is a recipe.
class HistoryModel : public UndoHistory
{
    Q_OBJECT

public:
    explicit HistoryModel(Session &session, QObject *parent = nullptr);

    /// Requires: 0 <= row < rowCount().
    const latent::Recipe &recipeAt(int row) const;

protected:
    std::uint64_t hashAt(int row) const override { return latent::hash(recipeAt(row)); }

private:
    Session &m_session;
};

} // namespace imago::ui
