// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/preflight_view.h"

#include "ui/text/units.h"
#include "ui/train/message_bar.h"
#include "ui/train/note_card.h"
#include "ui/train/run_text.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

constexpr double kTitleScale = 1.5;

} // namespace

PreflightView::PreflightView(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_costs(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(this))
    , m_trouble(new MessageBar(MessageBar::Kind::Problem, this))
    , m_notes(new QVBoxLayout)
{
    QFont large = font();
    large.setPointSizeF(kTitleScale * large.pointSizeF());
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_costs->setWordWrap(true);
    m_costs->setForegroundRole(QPalette::PlaceholderText);
    m_progress->setTextVisible(false);
    auto *work = new QHBoxLayout;
    work->setSpacing(10);
    work->addWidget(m_progress, 1);
    work->addWidget(m_cancel);
    auto *content = new QWidget(this);
    auto *cards = new QVBoxLayout(content);
    cards->setContentsMargins(0, 0, 6, 0);
    m_notes->setSpacing(10);
    cards->addLayout(m_notes);
    cards->addStretch(1); // cards are as high as their words
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 10, 12);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_summary);
    column->addWidget(m_costs);
    column->addLayout(work);
    column->addWidget(m_trouble);
    connect(m_trouble, &MessageBar::pressed, this, [this] {
        TrainingOrder order = m_order;
        order.useLabels = false;
        Q_EMIT orderWished(order);
    });
    column->addWidget(scroll, 1);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_isMeasuring)
            Q_EMIT measuringCancelled();
        else
            Q_EMIT cancelled();
    });
    follow();
}

void PreflightView::showLooking(const QString &folder)
{
    if (folder != m_folder || m_phase == Phase::Failed)
        clearCards();
    m_phase = Phase::Looking;
    m_isMeasuring = false;
    m_measured.reset();
    m_folder = folder;
    m_progress->setRange(0, 0);
    follow();
}

void PreflightView::showProgress(int done, int total)
{
    m_progress->setRange(0, total);
    m_progress->setValue(done);
}

void PreflightView::showReport(const dataset::Preflight &report, const TrainingOrder &order)
{
    m_phase = Phase::Done;
    m_report = report;
    clearCards();
    for (const dataset::PreflightNote &note : report.notes) {
        auto *card = new NoteCard(note, report, this);
        m_cards.push_back(card);
        m_notes->addWidget(card);
        connect(card, &NoteCard::orderWished, this, &PreflightView::orderWished);
        for (const std::size_t item : card->shownItems())
            Q_EMIT pictureWanted(item);
    }
    setOrder(order);
}

void PreflightView::showError(const QString &sentence, bool ofLabels)
{
    m_phase = Phase::Failed;
    clearCards();
    follow();
    m_trouble->say(sentence, ofLabels && m_order.useLabels ? tr("Train without labels") : QString());
}

void PreflightView::showMeasuring()
{
    m_isMeasuring = true;
    m_measured.reset();
    m_progress->setRange(0, 0);
    follow();
}

void PreflightView::showCosts(const std::optional<TrainingCosts> &costs)
{
    m_isMeasuring = false;
    m_measured = costs;
    follow();
}

QString PreflightView::costs() const
{
    return m_costs->text();
}

void PreflightView::setOrder(const TrainingOrder &order)
{
    m_order = order;
    for (NoteCard *card : m_cards)
        card->setOrder(order);
    follow();
}

void PreflightView::setPicture(std::size_t item, const QImage &picture)
{
    for (NoteCard *card : m_cards)
        card->setPicture(item, picture);
}

QString PreflightView::summary() const
{
    return m_summary->text();
}

QString PreflightView::obstacle() const
{
    if (m_phase == Phase::Failed)
        return m_trouble->sentence();
    const dataset::PreflightNote *note = m_report.find(dataset::Finding::CannotTrain);
    if (m_phase != Phase::Done || note == nullptr)
        return {};
    return noteText(*note) + QLatin1Char('\n') + noteRemedy(*note, m_order, m_report.heldOutByData > 0);
}

QString PreflightView::shapeText() const
{
    const dataset::TrainingSize &chosen = m_report.size;
    const QLocale locale;
    QString size = tr("The model's pictures: %1 × %2 px")
                       .arg(locale.toString(chosen.size.width), locale.toString(chosen.size.height));
    if (chosen.median > 0)
        size = tr("%1 (small, as half of yours have %2 px or less)").arg(size, locale.toString(chosen.median));
    const QString percent = locale.toString(100 * chosen.agreeing, 'f', 0);
    const QString share = chosen.lookedAt == 0 ? tr("%1 % of yours").arg(percent)
                                               : tr("%1 % of %2 that were looked at")
                                                     .arg(percent, locale.toString(qulonglong{chosen.lookedAt}));
    const QString ratio = locale.toString(std::max(chosen.aspect, 1 / chosen.aspect), 'f', 2);
    switch (chosen.reason) {
    case dataset::SizeReason::Asked:
        return size;
    case dataset::SizeReason::Model:
        return tr("%1, in the shape of the model that it goes on from").arg(size);
    case dataset::SizeReason::Common:
        return (chosen.aspect < 1 ? tr("%1, because %2 are about %3 times as high as wide")
                                  : tr("%1, because %2 are about %3 times as wide as high"))
            .arg(size, share, ratio);
    case dataset::SizeReason::Square:
        return tr("%1, because %2 are about square").arg(size, share);
    case dataset::SizeReason::Mixed:
        return tr("%1, because yours agree in no shape").arg(size);
    }
    return {};
}

void PreflightView::clearCards()
{
    for (NoteCard *card : std::exchange(m_cards, {}))
        delete card;
}

void PreflightView::follow()
{
    m_title->setText(QDir(m_folder).dirName());
    m_cancel->setText(tr("Cancel"));
    m_progress->setAccessibleName(tr("Looking through the pictures"));
    const bool looking = m_phase == Phase::Looking;
    const bool measuring = m_phase == Phase::Done && m_isMeasuring;
    m_progress->setVisible(looking || measuring);
    m_cancel->setVisible(looking || measuring);
    m_cancel->setToolTip(measuring ? tr("Leaves the measuring of a few steps; you can train without it.") : QString());
    if (m_phase != Phase::Failed)
        m_trouble->say({});
    m_costs->setVisible(m_phase == Phase::Done);
    if (looking) {
        m_summary->setText(tr("Looking through the pictures…"));
        return;
    }
    if (m_phase == Phase::Failed) {
        m_summary->clear();
        return;
    }
    const QLocale locale;
    const auto plural = [](std::size_t count) { return static_cast<int>(count); };
    const auto number = [&](std::size_t count) { return locale.toString(qulonglong{count}); };
    QStringList parts{m_report.examined < m_report.pictures
                          ? tr("%Ln picture(s), %1 of them looked at", nullptr, plural(m_report.pictures))
                                .arg(number(m_report.examined))
                          : tr("%Ln picture(s)", nullptr, plural(m_report.pictures)),
                      tr("%1 can be used").arg(number(m_report.usable))};
    if (!m_report.classes.empty())
        parts << tr("%Ln class(es)", nullptr, plural(m_report.classes.size()));
    if (!m_report.attributes.empty())
        parts << tr("%Ln label(s) with numbers", nullptr, plural(m_report.attributes.size()));
    parts << tr("%1 × %2 to %3 × %4 px")
                 .arg(m_report.smallest.width)
                 .arg(m_report.smallest.height)
                 .arg(m_report.largest.width)
                 .arg(m_report.largest.height);
    m_summary->setText(parts.join(QStringLiteral("  ·  ")) + QLatin1Char('\n') + shapeText());
    QString costs = tr("Takes %1 of disk and up to %2 of memory while the pictures are prepared.")
                        .arg(sizeText(static_cast<std::int64_t>(m_report.cacheBytes)),
                             sizeText(static_cast<std::int64_t>(m_report.memoryBytes)));
    if (m_report.notes.empty())
        costs = tr("Nothing to be mended.") + QLatin1Char(' ') + costs;
    if (measuring) {
        costs += QLatin1Char('\n') + tr("Measuring a few steps, to tell what it takes on this computer…");
    } else if (m_measured && m_measured->lacksMemory) {
        costs += QLatin1Char('\n') + tr("The memory that is free does not suffice for a training: close other programs, "
                                        "or choose a smaller size.");
    } else if (m_measured) {
        const double pictures = m_measured->batch / m_measured->secondsPerStep;
        costs += QLatin1Char('\n') +
                 tr("Measured on this computer: %1 pictures a second, %2 of memory; preparing takes %3. As a rule of "
                    "thumb, first sliders after %4 and a good model after %5; in %6 it sees %7 pictures.")
                     .arg(locale.toString(pictures, 'f', pictures < 10 ? 1 : 0), sizeText(m_measured->memoryBytes),
                          durationText(m_measured->prepareSeconds), durationText(60 * m_measured->firstSlidersMinutes),
                          durationText(60 * m_measured->goodModelMinutes), durationText(60 * m_order.minutes),
                          locale.toString(static_cast<qint64>(60 * m_order.minutes * pictures)));
        if (m_measured->batch < m_measured->wantedBatch)
            costs += QLatin1Char(' ') + tr("The memory that is free suffices for %1 pictures a step instead of %2: "
                                           "close other programs, or choose a smaller size.")
                                            .arg(m_measured->batch)
                                            .arg(m_measured->wantedBatch);
    }
    m_costs->setText(costs);
}

void PreflightView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setOrder(m_order);
    QWidget::changeEvent(event);
}

} // namespace imago::ui
