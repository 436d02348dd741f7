// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/presets_panel.h"

#include "ui/preview/thumbnail_source.h"
#include "ui/text/preset_text.h"
#include "ui/widgets/collapsible_section.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace imago::ui {

namespace {

constexpr int kColumns = 3;
constexpr std::chrono::milliseconds kRest{300};
constexpr latent::PresetKind kKinds[] = {latent::PresetKind::Expression, latent::PresetKind::Look};

// By name among those of a kind.
auto named(std::vector<latent::Preset> &presets, const std::string &name, latent::PresetKind kind)
{
    return std::ranges::find_if(
        presets, [&](const latent::Preset &preset) { return preset.kind == kind && preset.name == name; });
}

} // namespace

PresetsPanel::PresetsPanel(Session &session, ThumbnailSource &source, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_source(source)
    , m_name(new QLineEdit(this))
    , m_kind(new SegmentedSwitch(2, this))
    , m_save(new QPushButton(this))
{
    auto *content = new QWidget;
    auto *shelves = new QVBoxLayout(content);
    shelves->setContentsMargins(0, 0, 4, 0);
    shelves->setSpacing(2);
    for (const latent::PresetKind kind : kKinds) {
        m_shelves.push_back(makeShelf(kind));
        shelves->addWidget(m_shelves.back().section);
    }
    shelves->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);

    auto *saving = new QHBoxLayout;
    saving->setSpacing(4);
    saving->addWidget(m_name, 1);
    saving->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 4, 8);
    column->setSpacing(6);
    column->addWidget(scroll, 1);
    column->addWidget(m_kind);
    column->addLayout(saving);
    m_name->setMaxLength(40);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);

    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_session.gestureActive())
            m_rest.start();
        else
            refresh();
    });
    connect(&session, &Session::recipeChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(&source, &ThumbnailSource::ready, this, [this](quint64 hash, const QImage &picture) {
        m_waiting.remove(hash);
        for (const Shelf &shelf : m_shelves)
            shelf.model->setPicture(hash, picture);
    });
    connect(&source, &ThumbnailSource::failed, this, [this](quint64 hash) { m_waiting.remove(hash); });
    connect(m_name, &QLineEdit::textChanged, this, &PresetsPanel::followName);
    connect(m_kind, &SegmentedSwitch::chosen, this, &PresetsPanel::followName);
    connect(m_name, &QLineEdit::returnPressed, this, &PresetsPanel::save);
    connect(m_save, &QPushButton::clicked, this, &PresetsPanel::save);
    retranslate();
}

PresetsPanel::Shelf PresetsPanel::makeShelf(latent::PresetKind kind)
{
    Shelf shelf;
    shelf.kind = kind;
    shelf.section = new CollapsibleSection(this);
    shelf.grid = new ThumbnailGrid(shelf.section);
    shelf.model = new ThumbnailModel(shelf.grid);
    shelf.grid->setShape(ThumbnailGrid::Shape::Columns, kColumns);
    shelf.grid->setTitlesShown(true);
    shelf.grid->setMarkRoles(ThumbnailModel::CurrentRole, -1);
    shelf.grid->setModel(shelf.model);
    shelf.section->body().addWidget(shelf.grid);
    connect(shelf.grid, &ThumbnailGrid::chosen, this, [this, kind](int row) { apply(presetAt(kind, row)); });
    connect(shelf.grid, &ThumbnailGrid::removeRequested, this, [this, kind](int row) { remove(kind, row); });
    connect(shelf.grid, &ThumbnailGrid::menuRequested, this,
            [this, kind](int row, const QPoint &place) { showMenu(kind, row, place); });
    return shelf;
}

const PresetsPanel::Shelf &PresetsPanel::shelf(latent::PresetKind kind) const
{
    return *std::ranges::find(m_shelves, kind, &Shelf::kind);
}

ThumbnailGrid &PresetsPanel::grid(latent::PresetKind kind) const
{
    return *shelf(kind).grid;
}

const latent::Preset &PresetsPanel::presetAt(latent::PresetKind kind, int row) const
{
    return shelf(kind).presets[static_cast<std::size_t>(row)];
}

void PresetsPanel::setUserPresets(std::vector<latent::Preset> presets)
{
    m_user = std::move(presets);
    followName();
    refresh();
}

void PresetsPanel::apply(const latent::Preset &preset)
{
    const latent::Preset chosen = preset; // the shelf is filled anew while the recipe changes
    m_session.changeApart([chosen] { return presetTitle(chosen); }, [&chosen](latent::Recipe &recipe) {
        recipe.point = latent::applied(chosen, recipe.point);
    });
}

Status PresetsPanel::saveCurrent(const QString &name, latent::PresetKind kind)
{
    Result<latent::Preset> preset =
        latent::makePreset(name.trimmed().toStdString(), kind, m_session.recipe().point);
    if (!preset)
        return tl::unexpected(std::move(preset).error());
    const auto text = [saved = *preset] { return tr("Save the preset %1").arg(presetTitle(saved)); };
    std::vector<latent::Preset> next = m_user;
    const auto same = named(next, preset->name, kind);
    if (same != next.end())
        *same = *std::move(preset);
    else
        next.push_back(*std::move(preset));
    change(text, std::move(next));
    return {};
}

void PresetsPanel::change(const StepText &text, std::vector<latent::Preset> presets)
{
    const std::vector<latent::Preset> before = m_user;
    take(presets);
    m_session.addStep(
        text,
        [panel = QPointer(this), before] {
            if (panel)
                panel->take(before);
        },
        [panel = QPointer(this), next = std::move(presets)] {
            if (panel)
                panel->take(next);
        });
}

void PresetsPanel::followName()
{
    const QString name = m_name->text().trimmed();
    const bool taken = named(m_user, name.toStdString(), kKinds[m_kind->current()]) != m_user.end();
    m_save->setEnabled(!name.isEmpty());
    m_save->setText(taken ? tr("Replace") : tr("Save"));
    m_save->setAccessibleName(taken ? tr("Replace the preset") : tr("Save as preset"));
    m_save->setToolTip(taken ? tr("A preset has this name already: it becomes what this face shows.")
                             : tr("Keep this face's expression or look, to put it on other faces."));
}

void PresetsPanel::take(const std::vector<latent::Preset> &presets)
{
    setUserPresets(presets);
    Q_EMIT userPresetsChanged();
}

void PresetsPanel::save()
{
    if (m_name->text().trimmed().isEmpty())
        return;
    const Status saved = saveCurrent(m_name->text(), kKinds[m_kind->current()]);
    if (saved)
        m_name->clear();
    else
        Q_EMIT failed(saved.error());
}

void PresetsPanel::remove(latent::PresetKind kind, int row)
{
    const Shelf &from = shelf(kind);
    if (static_cast<std::size_t>(row) < from.builtIn)
        return; // the studio's own stay
    const latent::Preset gone = presetAt(kind, row);
    std::vector<latent::Preset> next = m_user;
    std::erase(next, gone);
    change([gone] { return tr("Remove the preset %1").arg(presetTitle(gone)); }, std::move(next));
}

void PresetsPanel::refresh()
{
    cancelWaiting();
    for (Shelf &shelf : m_shelves) {
        shelf.presets.clear();
        for (const latent::Preset &preset : latent::builtInPresets()) {
            if (preset.kind == shelf.kind)
                shelf.presets.push_back(preset);
        }
        shelf.builtIn = shelf.presets.size();
        std::ranges::copy_if(m_user, std::back_inserter(shelf.presets),
                             [&](const latent::Preset &preset) { return preset.kind == shelf.kind; });
        std::vector<Thumbnail> cells;
        const latent::Recipe &now = m_session.recipe();
        for (const latent::Preset &preset : shelf.presets) {
            latent::Recipe recipe = now;
            recipe.point = latent::applied(preset, now.point);
            Thumbnail cell;
            cell.key = latent::hash(recipe);
            cell.title = presetTitle(preset);
            cell.current = recipe.point == now.point;
            if (const auto row = static_cast<int>(cells.size()); row < shelf.model->rowCount()) {
                const Thumbnail &before = shelf.model->cell(row);
                cell.picture = before.picture;
                cell.stale = before.stale || before.key != cell.key;
            }
            const bool wanted = cell.picture.isNull() || cell.stale;
            if (wanted && isVisible() && !shelf.section->isCollapsed()) {
                m_waiting.insert(cell.key);
                m_source.request(recipe, shelf.grid->pictureSide());
            }
            cells.push_back(std::move(cell));
        }
        shelf.model->setCells(std::move(cells));
    }
}

void PresetsPanel::cancelWaiting()
{
    for (const quint64 hash : std::exchange(m_waiting, {}))
        m_source.cancel(hash);
}

void PresetsPanel::showMenu(latent::PresetKind kind, int row, const QPoint &place)
{
    if (row < 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const latent::Preset preset = presetAt(kind, row);
    menu->addAction(tr("Put it on this face"), this, [this, preset] { apply(preset); });
    QAction *removing = menu->addAction(themedIcon(QStringLiteral("edit-delete"), palette()), tr("Remove"),
                                        this, [this, kind, row] { remove(kind, row); });
    removing->setEnabled(static_cast<std::size_t>(row) >= shelf(kind).builtIn);
    menu->popup(place);
}

void PresetsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_rest.start();
}

void PresetsPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    cancelWaiting();
}

void PresetsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QWidget::changeEvent(event);
}

void PresetsPanel::retranslate()
{
    const QString titles[] = {tr("Expressions"), tr("Looks")};
    for (std::size_t i = 0; i < m_shelves.size(); ++i) {
        m_shelves[i].section->setTitle(titles[i]);
        m_shelves[i].grid->setAccessibleName(titles[i]);
    }
    m_kind->setWords({tr("Expression"), tr("Look")},
                     {tr("Save what the face does: mouth, brows, eyes"),
                      tr("Save hair, beard, glasses, make-up and other details")});
    m_name->setPlaceholderText(tr("Name of a new preset"));
    m_name->setAccessibleName(tr("Name of a new preset"));
    followName();
    m_save->setIcon(themedIcon(QStringLiteral("document-save"), palette()));
    refresh();
}

} // namespace imago::ui
