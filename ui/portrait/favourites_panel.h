// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/latent/recipe.h"

#include <QHash>
#include <QWidget>

class QPushButton;

namespace imago::ui {

class Favourites;
class Session;
class ThumbnailGrid;
class ThumbnailSource;

/// The faces somebody kept: click to go back to one, a star to keep this one. Keeping and removing are steps of the
/// session's undo stack.
class FavouritesPanel : public QWidget
{
    Q_OBJECT

public:
    /// Requires: all of them outlive the panel.
    FavouritesPanel(Session &session, Favourites &favourites, ThumbnailSource &source,
                    QWidget *parent = nullptr);

    /// Keeps the face on the canvas; its picture is drawn first, so it appears a moment later.
    void addCurrent();

    ThumbnailGrid &grid() const { return *m_grid; }
    QPushButton &addButton() const { return *m_add; }

Q_SIGNALS:
    void failed(const imago::Error &error);

protected:
    void changeEvent(QEvent *event) override;

private:
    void open(int row);
    void remove(int row);
    void keep(const latent::Recipe &recipe);
    void drop(const latent::Recipe &recipe);
    void showMenu(int row, const QPoint &place);
    void retranslate();

    Session &m_session;
    Favourites &m_favourites;
    ThumbnailSource &m_source;
    QHash<quint64, latent::Recipe> m_waiting; ///< To be kept when their pictures arrive.
    ThumbnailGrid *m_grid;
    QPushButton *m_add;
};

} // namespace imago::ui
