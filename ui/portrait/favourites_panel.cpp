// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/favourites_panel.h"

#include "ui/preview/thumbnail_source.h"
#include "ui/session/favourites.h"
#include "ui/session/session.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QEvent>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace imago::ui {

namespace {

constexpr int kCell = 92;

} // namespace

FavouritesPanel::FavouritesPanel(Session &session, Favourites &favourites, ThumbnailSource &source,
                                 QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_favourites(favourites)
    , m_source(source)
    , m_grid(new ThumbnailGrid(this))
    , m_add(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_add);
    column->addWidget(m_grid, 1);
    m_grid->setShape(ThumbnailGrid::Shape::Flow, kCell);
    m_grid->setModel(&favourites);
    connect(m_add, &QPushButton::clicked, this, &FavouritesPanel::addCurrent);
    connect(m_grid, &ThumbnailGrid::chosen, this, &FavouritesPanel::open);
    connect(m_grid, &ThumbnailGrid::removeRequested, this, &FavouritesPanel::remove);
    connect(m_grid, &ThumbnailGrid::menuRequested, this, &FavouritesPanel::showMenu);
    connect(&source, &ThumbnailSource::ready, this, [this](quint64 hash, const QImage &picture) {
        const auto waiting = m_waiting.constFind(hash);
        if (waiting == m_waiting.cend() || picture.width() < Favourites::kPictureSide)
            return; // a smaller one is another panel's
        const latent::Recipe recipe = *waiting;
        m_waiting.erase(waiting);
        if (const Status added = m_favourites.add(recipe, picture); !added)
            Q_EMIT failed(added.error());
    });
    connect(&source, &ThumbnailSource::failed, this, [this](quint64 hash) {
        if (m_waiting.remove(hash) > 0)
            Q_EMIT failed(
                Error{ErrorCode::ModelFailed, {}, "the favourite's picture could not be drawn", {}});
    });
    retranslate();
}

void FavouritesPanel::addCurrent()
{
    const latent::Recipe recipe = m_session.recipe();
    if (m_favourites.contains(recipe) || m_waiting.contains(latent::hash(recipe)))
        return;
    keep(recipe);
    m_session.addStep(
        [] { return tr("Keep this face"); },
        [panel = QPointer(this), recipe] {
            if (panel)
                panel->drop(recipe);
        },
        [panel = QPointer(this), recipe] {
            if (panel)
                panel->keep(recipe);
        });
}

void FavouritesPanel::keep(const latent::Recipe &recipe)
{
    m_waiting.insert(latent::hash(recipe), recipe);
    m_source.request(recipe, Favourites::kPictureSide);
}

void FavouritesPanel::drop(const latent::Recipe &recipe)
{
    if (m_waiting.remove(latent::hash(recipe)) > 0)
        return; // its picture was not even drawn
    const int row = m_favourites.rowOf(recipe);
    if (row < 0)
        return;
    if (const auto removed = m_favourites.remove(row); !removed)
        Q_EMIT failed(removed.error());
}

void FavouritesPanel::open(int row)
{
    // Decoder and size belong to the canvas, not to the face.
    const latent::Recipe favourite = m_favourites.recipeAt(row);
    m_session.changeApart([] { return tr("Open a favourite"); }, [&favourite](latent::Recipe &recipe) {
        recipe.seed = favourite.seed;
        recipe.truncation = favourite.truncation;
        recipe.point = favourite.point;
    });
}

void FavouritesPanel::remove(int row)
{
    const Result<Favourites::Removed> removed = m_favourites.remove(row);
    if (!removed) {
        Q_EMIT failed(removed.error());
        return;
    }
    m_session.addStep(
        [] { return tr("Remove from favourites"); },
        [panel = QPointer(this), gone = *removed] {
            if (!panel)
                return;
            if (const Status back = panel->m_favourites.putBack(gone); !back)
                Q_EMIT panel->failed(back.error());
        },
        [panel = QPointer(this), recipe = removed->recipe] {
            if (panel)
                panel->drop(recipe);
        });
}

void FavouritesPanel::showMenu(int row, const QPoint &place)
{
    if (row < 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPersistentModelIndex index = m_favourites.index(row);
    const auto act = [this, index](void (FavouritesPanel::*what)(int)) {
        return [this, index, what] {
            if (index.isValid())
                (this->*what)(index.row());
        };
    };
    menu->addAction(tr("Open"), this, act(&FavouritesPanel::open));
    menu->addAction(themedIcon(QStringLiteral("edit-delete"), palette()), tr("Remove from favourites"), this,
                    act(&FavouritesPanel::remove));
    menu->popup(place);
}

void FavouritesPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FavouritesPanel::retranslate()
{
    m_add->setText(tr("Keep this face"));
    m_add->setAccessibleName(tr("Keep this face"));
    m_add->setIcon(themedIcon(QStringLiteral("bookmark-new"), palette()));
    m_grid->setAccessibleName(tr("Favourites"));
    m_grid->setEmptyText(
        tr("No favourites yet. Keep a face that you like, and come back to it with one click."));
}

} // namespace imago::ui
