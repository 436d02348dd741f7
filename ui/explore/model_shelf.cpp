// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/model_shelf.h"

#include "ui/text/units.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/local_files.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <QDragEnterEvent>
#include <QEvent>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

constexpr int kCell = 104;

bool matches(const ModelEntry &model, const QString &needle)
{
    return needle.isEmpty() || model.title.contains(needle, Qt::CaseInsensitive) ||
           model.tags.join(QLatin1Char(' ')).contains(needle, Qt::CaseInsensitive);
}

} // namespace

ModelShelf::ModelShelf(QWidget *parent)
    : QWidget(parent)
    , m_filter(new QLineEdit(this))
    , m_grid(new ThumbnailGrid(this))
    , m_model(new ThumbnailModel(this))
    , m_disk(new QLabel(this))
    , m_trash(new IconButton(QStringLiteral("user-trash"), this))
    , m_import(new QPushButton(this))
{
    m_filter->setClearButtonEnabled(true);
    m_grid->setShape(ThumbnailGrid::Shape::Flow, kCell);
    m_grid->setTitlesShown(true);
    m_grid->setMarkRoles(ThumbnailModel::CurrentRole, -1);
    m_grid->setEmptyIcon(QStringLiteral("compass"));
    m_grid->setModel(m_model);
    m_disk->setForegroundRole(QPalette::PlaceholderText);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_disk, 1);
    bottom->addWidget(m_trash);
    bottom->addWidget(m_import);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_filter);
    column->addWidget(m_grid, 1);
    column->addLayout(bottom);
    setAcceptDrops(true);
    auto *trashed = new QMenu(m_trash);
    m_trash->setMenu(trashed);
    m_trash->setPopupMode(QToolButton::InstantPopup);
    m_trash->hide();

    connect(trashed, &QMenu::aboutToShow, this, &ModelShelf::fillTrashMenu);
    connect(m_filter, &QLineEdit::textChanged, this, &ModelShelf::follow);
    connect(m_grid, &ThumbnailGrid::chosen, this,
            [this](int row) { Q_EMIT openRequested(m_models[m_shown[static_cast<std::size_t>(row)]].package); });
    connect(m_grid, &ThumbnailGrid::removeRequested, this,
            [this](int row) { Q_EMIT deleteRequested(m_models[m_shown[static_cast<std::size_t>(row)]]); });
    connect(m_grid, &ThumbnailGrid::menuRequested, this, &ModelShelf::showMenu);
    connect(m_import, &QPushButton::clicked, this, [this] { Q_EMIT importRequested({}); });
    retranslate();
}

void ModelShelf::setModels(std::vector<ModelEntry> models)
{
    m_models = std::move(models);
    follow();
}

void ModelShelf::setDeleted(std::vector<DeletedModel> models)
{
    m_deleted = std::move(models);
    m_trash->setVisible(!m_deleted.empty());
    qint64 bytes = 0;
    for (const DeletedModel &model : m_deleted)
        bytes += model.bytes;
    m_trash->setWords(tr("%n deleted model(s), %1: bring one back, or make room.", nullptr,
                         static_cast<int>(m_deleted.size()))
                          .arg(sizeText(bytes)));
}

void ModelShelf::setCurrent(const QString &package)
{
    m_current = package;
    follow();
}

QString ModelShelf::titleOf(const QString &package) const
{
    const auto model = std::ranges::find(m_models, package, &ModelEntry::package);
    return model == m_models.end() ? QString() : model->title;
}

QString ModelShelf::diskUse() const
{
    return m_disk->text();
}

void ModelShelf::follow()
{
    m_shown.clear();
    std::vector<Thumbnail> cells;
    qint64 bytes = 0;
    for (std::size_t i = 0; i < m_models.size(); ++i) {
        const ModelEntry &model = m_models[i];
        bytes += model.bytes;
        if (!matches(model, m_filter->text().trimmed()))
            continue;
        Thumbnail cell;
        cell.key = i + 1;
        cell.title = model.title;
        cell.toolTip = QStringLiteral("%1\n%2").arg(model.title, sizeText(model.bytes));
        if (!model.tags.isEmpty())
            cell.toolTip += QLatin1Char('\n') + model.tags.join(QStringLiteral(", "));
        cell.picture = model.picture;
        cell.current = model.package == m_current;
        cells.push_back(std::move(cell));
        m_shown.push_back(i);
    }
    m_model->setCells(std::move(cells));
    m_disk->setText(m_models.empty()
                        ? QString()
                        : tr("%n model(s), %1", nullptr, static_cast<int>(m_models.size())).arg(sizeText(bytes)));
    m_grid->setEmptyText(m_models.empty() ? tr("Models that you train or import appear here.")
                                          : tr("No model has this in its name or tags."));
}

void ModelShelf::showMenu(int row, const QPoint &position)
{
    QMenu menu;
    if (row >= 0) {
        const ModelEntry model = m_models[m_shown[static_cast<std::size_t>(row)]];
        menu.addAction(tr("Open"), this, [this, model] { Q_EMIT openRequested(model.package); });
        menu.addAction(tr("Rename…"), this, [this, model] { rename(model); });
        menu.addAction(tr("Tags…"), this, [this, model] { tag(model); });
        menu.addAction(tr("Show in the file manager"), this, [this, model] { Q_EMIT revealRequested(model.folder); });
        menu.addSeparator();
        menu.addAction(tr("Delete"), this, [this, model] { Q_EMIT deleteRequested(model); });
        menu.addSeparator();
    }
    menu.addAction(tr("Import…"), this, [this] { Q_EMIT importRequested({}); });
    menu.exec(position);
}

void ModelShelf::fillTrashMenu()
{
    QMenu &menu = *m_trash->menu();
    menu.clear();
    for (const DeletedModel &model : m_deleted) {
        //: %1 is the name of a deleted model, %2 what it takes of the disk.
        QString words = tr("Bring back %1 (%2)").arg(model.title, sizeText(model.bytes));
        menu.addAction(words.replace(QLatin1Char('&'), QStringLiteral("&&")), this,
                       [this, model] { Q_EMIT restoreRequested(model); });
    }
    menu.addSeparator();
    menu.addAction(themedIcon(QStringLiteral("edit-delete"), palette()), tr("Delete all of them for good…"), this,
                   &ModelShelf::askToEmptyTrash);
}

void ModelShelf::askToEmptyTrash()
{
    QStringList folders;
    for (const DeletedModel &model : m_deleted)
        folders << model.folder;
    const auto count = static_cast<int>(folders.size());
    QMessageBox question(QMessageBox::Warning, tr("Delete for good"),
                         tr("%n deleted model(s) will be gone, with the trainings that made them. This can't be undone.",
                            nullptr, count),
                         QMessageBox::Cancel, this);
    question.addButton(tr("Delete for good"), QMessageBox::DestructiveRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    if (question.buttonRole(question.clickedButton()) == QMessageBox::DestructiveRole)
        Q_EMIT deleteForGoodRequested(folders);
}

void ModelShelf::rename(ModelEntry model)
{
    bool agreed = false;
    const QString name =
        QInputDialog::getText(this, tr("Rename the model"), tr("Name"), QLineEdit::Normal, model.title, &agreed)
            .trimmed();
    if (!agreed || name.isEmpty() || name == model.title)
        return;
    model.title = name;
    Q_EMIT describeRequested(model);
}

void ModelShelf::tag(ModelEntry model)
{
    bool agreed = false;
    const QString words = QInputDialog::getText(this, tr("Tags of the model"), tr("Words, parted by commas"),
                                                QLineEdit::Normal, model.tags.join(QStringLiteral(", ")), &agreed);
    if (!agreed)
        return;
    QStringList tags;
    for (const QString &word : words.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!word.trimmed().isEmpty() && !tags.contains(word.trimmed()))
            tags << word.trimmed();
    }
    if (tags == model.tags)
        return;
    model.tags = tags;
    Q_EMIT describeRequested(model);
}

void ModelShelf::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void ModelShelf::dropEvent(QDropEvent *event)
{
    const QStringList paths = localFiles(*event->mimeData());
    if (!paths.isEmpty())
        Q_EMIT importRequested(paths);
}

void ModelShelf::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter by name or tag"));
    m_filter->setAccessibleName(tr("Filter by name or tag"));
    m_import->setText(tr("Import…"));
    m_import->setToolTip(tr("Takes a model package in: an .imagomodel file, or a folder with a manifest.json."));
    m_grid->setAccessibleName(tr("Your models"));
    setDeleted(std::move(m_deleted));
    follow();
}

void ModelShelf::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace imago::ui
