// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"

#include <QImage>
#include <QObject>

namespace imago::ui {

/// Small pictures of recipes, drawn in the background: grids, favourites and the history ask it.
///
/// Guarantees: request() never waits, and ready() never comes from inside it. A recipe is named by
/// latent::hash(recipe) as it was asked for; its own size is ignored in favour of `side`. Threads: the GUI
/// thread.
class ThumbnailSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Asks for a square picture of `side` device pixels. Asking again for what is waiting changes nothing.
    virtual void request(const latent::Recipe &recipe, int side) = 0;

    /// Nobody needs this picture any more; ready() may still come for it.
    virtual void cancel(quint64 hash) = 0;

Q_SIGNALS:
    void ready(quint64 hash, const QImage &picture);
    /// The picture could not be drawn; the place keeps its empty look.
    void failed(quint64 hash);
};

} // namespace imago::ui
