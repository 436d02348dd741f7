// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/note_card.h"

#include "engine/train/picture_source.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"
#include "ui/widgets/tones.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

using dataset::Finding;

constexpr int kIconSide = 22;
constexpr int kRadius = 8;
constexpr int kThumbnailSide = 84;
constexpr std::size_t kMostPictures = 24;

// Of the two reasons why nothing can be trained: its count is that of the pictures, or of far too many labels.
bool isAboutLabels(const dataset::PreflightNote &note)
{
    return note.count > train::kMostLabels;
}

bool isGrave(Finding finding)
{
    return dataset::isError(finding) || finding == Finding::Broken || finding == Finding::Reserved ||
           finding == Finding::SmallClasses || finding == Finding::TooFew || finding == Finding::LabelMismatch ||
           finding == Finding::UnreadableFolder;
}

// The choice that leaves a finding's pictures out; null where there is none.
bool train::LeaveOut::*leaveOutOf(Finding finding)
{
    const auto found = std::ranges::find(train::kLeaveOutParts, dataset::name(finding), &train::LeaveOutPart::name);
    return found == train::kLeaveOutParts.end() ? nullptr : found->part;
}

bool isLeftOut(Finding finding, const TrainingOrder &order)
{
    const auto part = leaveOutOf(finding);
    return part != nullptr && order.leaveOut.*part;
}

} // namespace

QString noteText(const dataset::PreflightNote &note)
{
    const auto text = [n = qulonglong{note.count}](const char *words) {
        return QCoreApplication::translate("imago::ui::NoteCard", words).arg(QLocale().toString(n));
    };
    switch (note.finding) {
    case Finding::CannotTrain:
        return isAboutLabels(note)
                   ? text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "More labels than a model can learn: %1"))
                   : text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Too few pictures to train on: %1"));
    case Finding::Broken:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Can't be read: %1"));
    case Finding::Reserved:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Their metadata forbids training: %1"));
    case Finding::Duplicate:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "The same file twice: %1"));
    case Finding::NearDuplicate:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Nearly the same as another: %1"));
    case Finding::TooSmall:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Smaller than the model's pictures: %1"));
    case Finding::OddAspect:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Much wider or higher than the frame: %1"));
    case Finding::MixedColor:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Grey among colours, or the reverse: %1"));
    case Finding::MixedAlpha:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Transparent among opaque pictures, or the reverse: %1"));
    case Finding::SmallClasses:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Classes with fewer than 10 pictures: %1"));
    case Finding::ClassImbalance:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "In classes that are much smaller than the largest: %1"));
    case Finding::Unlabelled:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Without a label, while others have one: %1"));
    case Finding::LabelMismatch:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Labels that name no picture: %1"));
    case Finding::UnusedColumn:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Columns of the labels without use: %1"));
    case Finding::OneSided:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Their left and right differ: %1"));
    case Finding::TooFew:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Few pictures: %1"));
    case Finding::UnreadableFolder:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Folders without permission: %1"));
    }
    return {};
}

QString noteRemedy(const dataset::PreflightNote &note, const TrainingOrder &order, bool ownSplit)
{
    const auto text = [](const char *words) { return QCoreApplication::translate("imago::ui::NoteCard", words); };
    if (isLeftOut(note.finding, order))
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "They are left out."));
    switch (note.finding) {
    case Finding::CannotTrain:
        return isAboutLabels(note)
                   ? text(QT_TRANSLATE_NOOP("imago::ui::NoteCard",
                                            "Nothing can be trained until labels are put together or switched off."))
                   : text(QT_TRANSLATE_NOOP("imago::ui::NoteCard",
                                            "Nothing can be trained: a model needs two pictures at least that are not "
                                            "left out."));
    case Finding::Broken:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "They are left out. Save them anew with another "
                                                             "program, or fetch them again, to have them too."));
    case Finding::Reserved:
        return order.useReserved
                   ? text(QT_TRANSLATE_NOOP("imago::ui::NoteCard",
                                            "They are used, because you said that you have the right to."))
                   : text(QT_TRANSLATE_NOOP(
                         "imago::ui::NoteCard",
                         "They are left out. The marks were found; their signatures were not checked."));
    case Finding::Duplicate:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "Each is used once."));
    case Finding::NearDuplicate:
        return ownSplit ? text(QT_TRANSLATE_NOOP(
                              "imago::ui::NoteCard",
                              "They are used, where the data set's own parts for training and testing have them. "
                              "Keep one of each in the folder if the model should not prefer them."))
                        : text(QT_TRANSLATE_NOOP(
                              "imago::ui::NoteCard",
                              "They are used, and kept together when the model is tested on unseen pictures. Keep "
                              "one of each in the folder if the model should not prefer them."));
    case Finding::TooSmall:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "They are enlarged and will look soft. A smaller "
                                                             "model helps where there are many; a few are better "
                                                             "left out, or replaced by larger copies."));
    case Finding::OddAspect:
        return order.fit == TrainingOrder::Fit::Pad
                   ? text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "They are kept whole, with empty bars."))
                   : text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "More than 40 % of each is cut off."));
    case Finding::MixedColor:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "They are used. One of the sliders will be about this "
                                                             "difference; leave them out if you don't want it."));
    case Finding::MixedAlpha:
        return order.onWhite
                   ? text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "All are put on white, so that they are alike."))
                   : text(QT_TRANSLATE_NOOP("imago::ui::NoteCard",
                                            "They are used, and the model draws transparency. One of the sliders will "
                                            "be about this difference, unless all are put on white or these left "
                                            "out."));
    case Finding::SmallClasses:
        return order.useLabels
                   ? text(QT_TRANSLATE_NOOP("imago::ui::NoteCard",
                                            "So few pictures don't show what a class is, and no slider is found inside "
                                            "it. Without labels the model learns from all of them together."))
                   : text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "They don't matter: labels are not used."));
    case Finding::ClassImbalance:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "The model will know these classes less well: add "
                                                             "pictures of them, or join them with others."));
    case Finding::Unlabelled:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "They are used without a label: name them in the "
                                                             "table, or move them into the folder of a class."));
    case Finding::LabelMismatch:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "They are passed over: look whether file names changed."));
    case Finding::UnusedColumn:
        return text(QT_TRANSLATE_NOOP(
            "imago::ui::NoteCard",
            "They are passed over: without a name, the same everywhere, another text for every picture, or words "
            "beside the class."));
    case Finding::OneSided:
        return order.mirroring == TrainingOrder::Mirroring::Always
                   ? text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "They are mirrored all the same, as you chose."))
                   : text(QT_TRANSLATE_NOOP("imago::ui::NoteCard",
                                            "They are not mirrored: the model would draw what they never show."));
    case Finding::TooFew:
        return order.varyColor ? text(QT_TRANSLATE_NOOP("imago::ui::NoteCard",
                                                        "Colours are varied. More pictures would help still more."))
                               : text(QT_TRANSLATE_NOOP(
                                     "imago::ui::NoteCard",
                                     "A model learns so few by heart. Varied colours help; more pictures help more."));
    case Finding::UnreadableFolder:
        return text(QT_TRANSLATE_NOOP("imago::ui::NoteCard", "They are passed over: get the permission to read "
                                                             "them, then drop the folder again."));
    }
    return {};
}

NoteCard::NoteCard(dataset::PreflightNote note, const dataset::Preflight &report, QWidget *parent)
    : QWidget(parent)
    , m_note(std::move(note))
    , m_ownSplit(report.heldOutByData > 0)
    , m_size(report.size.size.width, report.size.size.height)
    , m_median(report.medianSide)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_remedy(new QLabel(this))
    , m_fix(new QPushButton(this))
    , m_leaveOut(new QPushButton(this))
{
    const Tones tones = Tones::of(palette());
    m_icon->setPixmap(tintedIcon(isGrave(m_note.finding) ? QStringLiteral("dialog-warning")
                                                         : QStringLiteral("dialog-information"),
                                 kIconSide, devicePixelRatioF(),
                                 isGrave(m_note.finding) ? tones.warning : tones.faintText));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_remedy->setWordWrap(true);
    m_remedy->setForegroundRole(QPalette::PlaceholderText);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_remedy);
    words->addStretch(); // beside two buttons the words stay together, at the icon
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_fix);
    buttons->addWidget(m_leaveOut);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addLayout(buttons);
    row->setAlignment(buttons, Qt::AlignVCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    column->addLayout(row);
    if (!m_note.items.empty()) {
        m_model = new ThumbnailModel(this);
        std::vector<Thumbnail> cells;
        for (std::size_t i = 0; i < std::min(m_note.items.size(), kMostPictures); ++i) {
            Thumbnail cell;
            cell.key = m_note.items[i];
            if (i < m_note.names.size())
                cell.title = cell.toolTip = QString::fromStdString(m_note.names[i]);
            if (i < m_note.words.size() && !m_note.words[i].empty())
                cell.toolTip += QStringLiteral(": ") + QString::fromStdString(m_note.words[i]);
            cells.push_back(std::move(cell));
        }
        m_model->setCells(std::move(cells));
        auto *grid = new ThumbnailGrid(this);
        grid->setShape(ThumbnailGrid::Shape::Strip, kThumbnailSide);
        grid->setEmptyIcon(QStringLiteral("photo"));
        grid->setTitlesShown(true);
        grid->setModel(m_model);
        grid->setFixedHeight(grid->sizeHint().height());
        column->addWidget(grid);
    } else if (!m_note.names.empty()) {
        QStringList names;
        for (std::size_t i = 0; i < std::min<std::size_t>(m_note.names.size(), 4); ++i)
            names << QString::fromStdString(m_note.names[i]);
        auto *list = new QLabel(names.join(QStringLiteral(", ")), this);
        list->setWordWrap(true);
        list->setTextFormat(Qt::PlainText);
        column->addWidget(list);
    }
    connect(m_fix, &QPushButton::clicked, this, [this] { Q_EMIT orderWished(fixed()); });
    connect(m_leaveOut, &QPushButton::clicked, this, [this, part = leaveOutOf(m_note.finding)] {
        TrainingOrder order = m_order;
        order.leaveOut.*part = !(order.leaveOut.*part);
        Q_EMIT orderWished(order);
    });
    setOrder({});
}

std::vector<std::size_t> NoteCard::shownItems() const
{
    const auto count = static_cast<std::ptrdiff_t>(std::min(m_note.items.size(), kMostPictures));
    return {m_note.items.begin(), m_note.items.begin() + count};
}

void NoteCard::setPicture(std::size_t item, const QImage &picture)
{
    if (m_model != nullptr)
        m_model->setPicture(item, picture);
}

QString NoteCard::words() const
{
    return m_title->text();
}

TrainingOrder NoteCard::smaller() const
{
    TrainingOrder order = m_order;
    const QSize size = order.hasSize() ? order.size : QSize(1, 1) * std::max(m_size.width(), m_size.height());
    int side = 0;
    for (const int each : trainingSides()) {
        const bool holdsHalf = m_median > 0 && side >= m_median;
        if (each < size.width() && !holdsHalf)
            side = each;
    }
    if (side > 0)
        order.size = {side, std::max(32, side * size.height() / size.width() / 8 * 8)};
    return order;
}

TrainingOrder NoteCard::fixed() const
{
    TrainingOrder order = m_order;
    switch (m_note.finding) {
    case Finding::Reserved:
        order.useReserved = !order.useReserved;
        break;
    case Finding::OddAspect:
        order.fit = order.fit == TrainingOrder::Fit::Pad ? TrainingOrder::Fit::Crop : TrainingOrder::Fit::Pad;
        break;
    case Finding::TooSmall:
        order = smaller();
        break;
    case Finding::MixedAlpha:
        order.onWhite = !order.onWhite;
        break;
    case Finding::CannotTrain:
        if (isAboutLabels(m_note))
            order.useLabels = !order.useLabels;
        break;
    case Finding::SmallClasses:
        order.useLabels = !order.useLabels;
        break;
    case Finding::OneSided:
        order.mirroring = order.mirroring == TrainingOrder::Mirroring::Always ? TrainingOrder::Mirroring::AsSuggested
                                                                             : TrainingOrder::Mirroring::Always;
        break;
    case Finding::TooFew:
        order.varyColor = !order.varyColor;
        break;
    default:
        break;
    }
    return order;
}

QString NoteCard::fixText() const
{
    if (isLeftOut(m_note.finding, m_order))
        return {}; // for those that are used
    switch (m_note.finding) {
    case Finding::Reserved:
        return m_order.useReserved ? tr("Leave them out") : tr("I have the right: use them");
    case Finding::OddAspect:
        return m_order.fit == TrainingOrder::Fit::Pad ? tr("Fill the frame") : tr("Keep them whole");
    case Finding::TooSmall: {
        const TrainingOrder order = fixed();
        if (order == m_order)
            return {};
        return m_order.followsShape ? tr("Train at %1 px").arg(order.size.width())
                                    : tr("Train at %1 × %2 px").arg(order.size.width()).arg(order.size.height());
    }
    case Finding::MixedAlpha:
        return m_order.onWhite ? tr("Keep transparency") : tr("Put all on white");
    case Finding::CannotTrain:
        if (!isAboutLabels(m_note))
            return {};
        [[fallthrough]];
    case Finding::SmallClasses:
        return m_order.useLabels ? tr("Train without labels") : tr("Use labels");
    case Finding::OneSided:
        return m_order.mirroring == TrainingOrder::Mirroring::Always ? tr("Don't mirror them")
                                                                    : tr("Mirror them all the same");
    case Finding::TooFew:
        return m_order.varyColor ? tr("Leave colours as they are") : tr("Vary colours");
    default:
        return {};
    }
}

QString NoteCard::leaveOutText() const
{
    if (isLeftOut(m_note.finding, m_order))
        return tr("Use them");
    const bool areAlike = m_note.finding == Finding::MixedAlpha && m_order.onWhite;
    return leaveOutOf(m_note.finding) == nullptr || areAlike ? QString() : tr("Leave them out");
}

void NoteCard::setOrder(const TrainingOrder &order)
{
    m_order = order;
    m_title->setText(noteText(m_note));
    m_remedy->setText(noteRemedy(m_note, order, m_ownSplit));
    m_fix->setText(fixText());
    m_fix->setVisible(!m_fix->text().isEmpty());
    m_leaveOut->setText(leaveOutText());
    m_leaveOut->setVisible(!m_leaveOut->text().isEmpty());
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_remedy->text());
}

void NoteCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tones tones = Tones::of(palette());
    painter.setPen(mixed(palette().color(QPalette::Window), tones.text, 0.14));
    painter.setBrush(palette().color(QPalette::AlternateBase));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

} // namespace imago::ui
