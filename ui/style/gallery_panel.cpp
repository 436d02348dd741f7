// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/gallery_panel.h"

#include "ui/session/style_session.h"
#include "ui/style/style_thumbnails.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHash>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

constexpr int kCell = 96;

std::uint64_t idOf(const SourcePtr &picture)
{
    return picture ? picture->id : 0;
}

} // namespace

GalleryPanel::GalleryPanel(StyleSession &session, StyleThumbnails &thumbnails, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_thumbnails(thumbnails)
    , m_grid(new ThumbnailGrid(this))
    , m_sheet(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_grid, 1);
    column->addWidget(m_sheet);
    m_grid->setShape(ThumbnailGrid::Shape::Flow, kCell);
    m_grid->setTitlesShown(true);
    m_grid->setMarkRoles(ThumbnailModel::CurrentRole, -1);
    m_grid->setModel(&m_model);
    connect(m_grid, &ThumbnailGrid::chosen, this, [this](int row) {
        choose(row, QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier));
    });
    connect(m_grid, &ThumbnailGrid::removeRequested, this, &GalleryPanel::remove);
    connect(m_grid, &ThumbnailGrid::menuRequested, this, &GalleryPanel::showMenu);
    connect(m_sheet, &QPushButton::clicked, this, &GalleryPanel::sheetRequested);
    connect(&session, &StyleSession::stateChanged, this, &GalleryPanel::followState);
    connect(&thumbnails, &StyleThumbnails::ready, this,
            [this](quint64 id, const QImage &picture) { m_model.setPicture(id, picture); });
    retranslate();
}

void GalleryPanel::setStyles(std::vector<StyleSourcePtr> styles)
{
    m_styles = std::move(styles);
    showStyles();
}

void GalleryPanel::addStyle(const StyleSourcePtr &style)
{
    const auto same = [&](const StyleSourcePtr &known) { return known->id == style->id; };
    if (std::ranges::any_of(m_styles, same))
        return;
    std::erase_if(m_own, same);
    m_own.insert(m_own.begin(), style);
    if (m_own.size() > kMostOwn)
        m_own.pop_back();
    showStyles();
}

std::vector<StyleSourcePtr> GalleryPanel::styles() const
{
    std::vector<StyleSourcePtr> all = m_own;
    all.insert(all.end(), m_styles.begin(), m_styles.end());
    return all;
}

void GalleryPanel::showOn(std::optional<SourcePtr> picture)
{
    m_instead = std::move(picture);
    m_sheet->setHidden(m_instead.has_value());
    if (idOf(this->picture()) != m_shownPicture)
        showStyles();
}

const SourcePtr &GalleryPanel::picture() const
{
    return m_instead ? *m_instead : m_session.state().photo;
}

void GalleryPanel::followState(const StyleState &before)
{
    const StyleState &state = m_session.state();
    const auto sameStyle = [](const ChosenStyle &a, const ChosenStyle &b) {
        return a.source->id == b.source->id;
    };
    if (idOf(picture()) == m_shownPicture && std::ranges::equal(state.styles, before.styles, sameStyle))
        return;
    showStyles();
}

void GalleryPanel::showStyles()
{
    const StyleState &state = m_session.state();
    const std::uint64_t shown = idOf(picture());
    QHash<quint64, QImage> painted; // they stay while their picture does
    if (shown == m_shownPicture) {
        for (int row = 0; row < m_model.rowCount(); ++row) {
            const Thumbnail &cell = m_model.cell(row);
            if (!cell.stale)
                painted.insert(cell.key, cell.picture);
        }
    }
    m_shownPicture = shown;
    std::vector<Thumbnail> cells;
    for (const StyleSourcePtr &style : styles()) {
        Thumbnail cell;
        cell.key = style->id;
        cell.title = style->name();
        cell.toolTip = tr("%1\nPress to wear it, with Ctrl to mix it in.").arg(style->name());
        cell.stale = !painted.contains(cell.key); // until it is painted on the picture
        cell.picture = cell.stale ? style->thumbnail : painted.value(cell.key);
        cell.current = std::ranges::any_of(
            state.styles, [&](const ChosenStyle &chosen) { return chosen.source->id == style->id; });
        cells.push_back(std::move(cell));
    }
    m_model.setCells(std::move(cells));
    m_sheet->setEnabled(state.photo != nullptr && !styles().empty());
    requestPictures();
}

void GalleryPanel::requestPictures()
{
    m_thumbnails.setPhoto(picture());
    if (picture() == nullptr)
        return;
    for (const StyleSourcePtr &style : styles())
        m_thumbnails.request(style);
}

void GalleryPanel::choose(int row, bool mix)
{
    const StyleSourcePtr style = styles()[static_cast<std::size_t>(row)];
    if (mix)
        m_session.addStyle(style);
    else
        m_session.setStyle(style);
}

void GalleryPanel::remove(int row)
{
    if (static_cast<std::size_t>(row) >= m_own.size())
        return; // what the studio comes with stays
    const StyleSourcePtr style = m_own[static_cast<std::size_t>(row)];
    m_own.erase(m_own.begin() + row);
    showStyles();
    Q_EMIT removed(style);
}

void GalleryPanel::showMenu(int row, const QPoint &place)
{
    if (row < 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Wear this style"), this, [this, row] { choose(row, false); });
    menu->addAction(themedIcon(QStringLiteral("list-add"), palette()), tr("Add it to the mix"), this,
                    [this, row] { choose(row, true); });
    if (static_cast<std::size_t>(row) < m_own.size())
        menu->addAction(themedIcon(QStringLiteral("edit-delete"), palette()),
                        tr("Remove it from the gallery"), this, [this, row] { remove(row); });
    menu->popup(place);
}

void GalleryPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QWidget::changeEvent(event);
}

void GalleryPanel::retranslate()
{
    showStyles(); // cards have names in several languages
    m_grid->setAccessibleName(tr("Gallery of styles"));
    m_grid->setEmptyText(tr("Paintings that you drop gather here, each shown on your picture."));
    m_sheet->setText(tr("Contact sheet…"));
    m_sheet->setAccessibleName(m_sheet->text());
    m_sheet->setToolTip(tr("Your photo in every style of the gallery, on one picture."));
}

} // namespace imago::ui
