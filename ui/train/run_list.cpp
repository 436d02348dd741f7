// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/run_list.h"

#include "ui/train/run_text.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/tones.h"

#include <QAbstractListModel>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

constexpr int kRowHeight = 62;
constexpr int kPictureSide = 46;
constexpr int kRadius = 6;

} // namespace

class RunListModel : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(entries.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const RunEntry &entry = entries[static_cast<std::size_t>(index.row())];
        if (role == Qt::DisplayRole)
            return entry.title;
        if (role == Qt::AccessibleTextRole)
            return QStringLiteral("%1: %2").arg(entry.title, progressText(entry));
        if (role == Qt::ToolTipRole) {
            const QString trouble = troubleText(entry);
            return trouble.isEmpty() ? progressText(entry) : trouble;
        }
        return {};
    }

    void set(std::vector<RunEntry> next)
    {
        const bool same = std::ranges::equal(entries, next, {}, &RunEntry::folder, &RunEntry::folder);
        if (same) {
            entries = std::move(next);
            if (!entries.empty())
                Q_EMIT dataChanged(index(0), index(static_cast<int>(entries.size()) - 1));
            return;
        }
        beginResetModel();
        entries = std::move(next);
        endResetModel();
    }

    std::vector<RunEntry> entries;
};

namespace {

/// A picture, the title, how it stands, and a thin bar while it runs.
class RunDelegate : public QStyledItemDelegate
{
public:
    RunDelegate(const RunListModel &model, const QHash<QString, QImage> &pictures, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_model(model)
        , m_pictures(pictures)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {160, kRowHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const RunEntry &entry = m_model.entries[static_cast<std::size_t>(index.row())];
        const Tones tones = Tones::of(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        const QRect row = option.rect.adjusted(4, 2, -4, -2);
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || option.state & QStyle::State_MouseOver) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(selected ? mixed(option.palette.color(QPalette::Window), tones.accent, 0.28)
                                       : tones.hover);
            painter->drawRoundedRect(row, kRadius, kRadius);
        }
        if (selected && option.state & QStyle::State_HasFocus) {
            painter->setPen(tones.accent);
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
        }
        const QRect frame(row.left() + 6, row.center().y() - kPictureSide / 2, kPictureSide, kPictureSide);
        const auto picture = m_pictures.constFind(entry.preview);
        if (picture != m_pictures.constEnd() && !picture->isNull()) {
            painter->drawImage(frame, *picture);
        } else {
            painter->setPen(Qt::NoPen);
            painter->setBrush(option.palette.color(QPalette::Base));
            painter->drawRoundedRect(frame, 4, 4);
            const QPixmap icon = tintedIcon(entry.phase == RunPhase::Queued ? QStringLiteral("clock")
                                                                            : QStringLiteral("view-statistics"),
                                            22, painter->device()->devicePixelRatioF(), tones.faintText);
            painter->drawPixmap(frame.center().x() - 10, frame.center().y() - 10, icon);
        }
        const int left = frame.right() + 11;
        const QRect words(left, row.top() + 6, row.right() - left - 6, row.height() - 12);
        QFont bold = option.font;
        bold.setWeight(QFont::DemiBold);
        const QFontMetrics boldMetrics(bold);
        painter->setFont(bold);
        painter->setPen(tones.text);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignTop,
                          boldMetrics.elidedText(entry.title, Qt::ElideRight, words.width()));
        painter->setFont(option.font);
        painter->setPen(entry.phase == RunPhase::Failed || entry.phase == RunPhase::Died ? tones.warning
                                                                                         : tones.faintText);
        const QString line = withTimeLeft(phaseText(entry.phase), entry);
        painter->drawText(words.translated(0, boldMetrics.height() + 1), Qt::AlignLeft | Qt::AlignTop,
                          option.fontMetrics.elidedText(line, Qt::ElideRight, words.width()));
        if (entry.isAlive() && entry.run && entry.run->status.total > 0) {
            const double share =
                static_cast<double>(entry.run->status.step) / static_cast<double>(entry.run->status.total);
            QRectF bar(left, row.bottom() - 8, words.width(), 3);
            painter->setPen(Qt::NoPen);
            painter->setBrush(tones.groove);
            painter->drawRoundedRect(bar, 1.5, 1.5);
            bar.setWidth(bar.width() * std::clamp(share, 0.0, 1.0));
            painter->setBrush(tones.accent);
            painter->drawRoundedRect(bar, 1.5, 1.5);
        }
        painter->restore();
    }

private:
    const RunListModel &m_model;
    const QHash<QString, QImage> &m_pictures;
};

} // namespace

RunList::RunList(QWidget *parent)
    : QListView(parent)
    , m_model(new RunListModel(this))
{
    setModel(m_model);
    setItemDelegate(new RunDelegate(*m_model, m_pictures, this));
    setUniformItemSizes(true);
    setMinimumWidth(200);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    viewport()->setAutoFillBackground(false);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (!now.isValid())
            return;
        m_chosen = m_model->entries[static_cast<std::size_t>(now.row())].folder;
        Q_EMIT chosenChanged();
    });
    retranslate();
}

void RunList::setEntries(std::vector<RunEntry> entries)
{
    const QString chosenBefore = m_chosen;
    m_model->set(std::move(entries));
    for (const RunEntry &entry : m_model->entries) {
        if (!entry.preview.isEmpty() && !m_pictures.contains(entry.preview)) {
            m_pictures.insert(entry.preview, {});
            Q_EMIT pictureWanted(entry.preview);
        }
    }
    m_chosen = chosenBefore;
    if (!m_chosen.isEmpty())
        choose(m_chosen);
}

void RunList::setPicture(const QString &file, const QImage &picture)
{
    if (!m_pictures.contains(file))
        return;
    const int side = static_cast<int>(kPictureSide * devicePixelRatioF());
    const int cut = std::min(picture.width(), picture.height());
    m_pictures[file] = picture.copy(0, 0, cut, cut).scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    // Earlier previews of the same trainings are not needed any more.
    m_pictures.removeIf([this](const auto &held) {
        return std::ranges::none_of(m_model->entries,
                                    [&](const RunEntry &entry) { return entry.preview == held.key(); });
    });
    viewport()->update();
}

const std::vector<RunEntry> &RunList::entries() const
{
    return m_model->entries;
}

const RunEntry *RunList::chosen() const
{
    const auto found = std::ranges::find(m_model->entries, m_chosen, &RunEntry::folder);
    return found == m_model->entries.end() ? nullptr : &*found;
}

void RunList::choose(const QString &folder)
{
    const auto found = std::ranges::find(m_model->entries, folder, &RunEntry::folder);
    if (found == m_model->entries.end()) {
        chooseNone();
        return;
    }
    const QModelIndex row = m_model->index(static_cast<int>(found - m_model->entries.begin()));
    if (row != currentIndex())
        setCurrentIndex(row);
}

void RunList::chooseNone()
{
    if (m_chosen.isEmpty() && !currentIndex().isValid())
        return;
    m_chosen.clear();
    setCurrentIndex({});
    clearSelection();
    Q_EMIT chosenChanged();
}

void RunList::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (!m_model->entries.empty())
        return;
    QPainter painter(viewport());
    painter.setPen(Tones::of(palette()).faintText);
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     tr("Your trainings appear here: those that run, those that wait, and those that are done."));
}

void RunList::keyPressEvent(QKeyEvent *event)
{
    const RunEntry *entry = chosen();
    if (event->key() == Qt::Key_Delete && entry != nullptr && !entry->isAlive())
        Q_EMIT deleteRequested(entry->folder);
    else
        QListView::keyPressEvent(event);
}

void RunList::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex row =
        event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    if (!row.isValid())
        return;
    const RunEntry entry = m_model->entries[static_cast<std::size_t>(row.row())];
    QMenu menu;
    if (entry.canResume())
        menu.addAction(tr("Resume"), this, [&] { Q_EMIT resumeRequested(entry.folder); });
    if (entry.isAlive())
        menu.addAction(tr("Stop"), this, [&] { Q_EMIT stopRequested(entry.folder); });
    menu.addAction(tr("Show the training's folder"), this, [&] { Q_EMIT revealRequested(entry.folder); });
    menu.addSeparator();
    QAction *remove = menu.addAction(tr("Delete"), this, [&] { Q_EMIT deleteRequested(entry.folder); });
    remove->setEnabled(!entry.isAlive());
    menu.exec(event->reason() == QContextMenuEvent::Mouse ? event->globalPos()
                                                          : viewport()->mapToGlobal(visualRect(row).center()));
}

void RunList::retranslate()
{
    setAccessibleName(tr("Trainings"));
    viewport()->update();
}

void RunList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QListView::changeEvent(event);
}

} // namespace imago::ui
