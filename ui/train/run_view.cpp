// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/run_view.h"

#include "ui/train/loss_plot.h"
#include "ui/train/message_bar.h"
#include "ui/train/run_text.h"
#include "ui/train/sample_wall.h"
#include "ui/widgets/icon_button.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr int kProgressSteps = 1000;
constexpr double kTitleScale = 1.5;

QString dataName(const RunEntry &entry)
{
    if (entry.order)
        return entry.order->folder;
    return entry.run ? QString::fromStdString(entry.run->status.dataset.string()) : QString();
}

} // namespace

RunView::RunView(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_about(new QLabel(this))
    , m_state(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_pause(new QPushButton(this))
    , m_stop(new QPushButton(this))
    , m_resume(new QPushButton(this))
    , m_explore(new QPushButton(this))
    , m_reveal(new IconButton(QStringLiteral("document-open-folder"), this))
    , m_warning(new MessageBar(MessageBar::Kind::Warning, this))
    , m_trouble(new MessageBar(MessageBar::Kind::Problem, this))
    , m_doubt(new MessageBar(MessageBar::Kind::Warning, this))
    , m_quality(new QLabel(this))
    , m_pairs(new NearestPairs(this))
    , m_wall(new SampleWall(this))
    , m_plot(new LossPlot(this))
{
    QFont large = font();
    large.setPointSizeF(kTitleScale * large.pointSizeF());
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setTextFormat(Qt::PlainText);
    m_about->setForegroundRole(QPalette::PlaceholderText);
    m_about->setTextFormat(Qt::PlainText);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, kProgressSteps);
    m_quality->setWordWrap(true);
    m_quality->setTextFormat(Qt::PlainText);
    m_explore->setDefault(true);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_about);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addLayout(words, 1);
    for (QPushButton *button : {m_pause, m_stop, m_resume, m_explore})
        head->addWidget(button, 0, Qt::AlignTop);
    head->addWidget(m_reveal, 0, Qt::AlignTop);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_wall);
    splitter->addWidget(m_plot);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setHandleWidth(10);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 12);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_state);
    column->addWidget(m_progress);
    column->addWidget(m_warning);
    column->addWidget(m_trouble);
    column->addWidget(m_quality);
    column->addWidget(m_doubt);
    column->addWidget(m_pairs);
    column->addWidget(splitter, 1);

    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_entry.phase == RunPhase::Paused)
            Q_EMIT continueRequested(m_entry.folder);
        else
            Q_EMIT pauseRequested(m_entry.folder);
    });
    connect(m_stop, &QPushButton::clicked, this, [this] { Q_EMIT stopRequested(m_entry.folder); });
    connect(m_resume, &QPushButton::clicked, this, [this] { Q_EMIT resumeRequested(m_entry.folder); });
    connect(m_trouble, &MessageBar::pressed, this, &RunView::takeWayOut);
    connect(m_warning, &MessageBar::pressed, this, [this] { Q_EMIT anewRequested(m_entry.remedy->order); });
    connect(m_explore, &QPushButton::clicked, this, [this] { Q_EMIT exploreRequested(m_entry.folder); });
    connect(m_reveal, &QToolButton::clicked, this, [this] { Q_EMIT revealRequested(m_entry.folder); });
    connect(m_wall, &SampleWall::stepChanged, m_plot, &LossPlot::setMark);
    retranslate();
}

void RunView::setEntry(const RunEntry &entry)
{
    if (entry.folder != m_entry.folder) {
        m_plot->showAll();
        m_plot->setMark(-1);
        m_imagesPerSecond = 0.0;
    }
    m_entry = entry;
    follow();
}

void RunView::setHistory(const std::vector<train::StepReport> &reports, std::vector<train::RunPreview> previews)
{
    m_imagesPerSecond = reports.empty() ? 0.0 : reports.back().imagesPerSecond;
    m_plot->setReports(reports);
    m_wall->setPreviews(m_entry.folder, std::move(previews));
    follow();
}

void RunView::setPairs(const QString &folder, std::vector<NearestPair> pairs)
{
    if (folder == m_pairsOf)
        m_pairs->setPairs(std::move(pairs));
}

QString RunView::progressWords() const
{
    return m_state->text();
}

QString RunView::qualityWords() const
{
    return m_quality->text();
}

void RunView::follow()
{
    m_title->setText(m_entry.title);
    QStringList about;
    if (m_entry.run)
        about << kindText(m_entry.run->status.kind);
    else if (m_entry.order)
        about << (m_entry.order->kind == TrainingOrder::Kind::Gan ? QStringLiteral("GAN") : QStringLiteral("VAE"));
    if (m_entry.order && m_entry.order->hasSize())
        about << tr("%1 × %2 px").arg(m_entry.order->size.width()).arg(m_entry.order->size.height());
    if (const QString pictures = dataName(m_entry); !pictures.isEmpty())
        about << pictures;
    m_about->setText(about.join(QStringLiteral("  ·  ")));

    QString state = progressText(m_entry);
    if (m_entry.phase == RunPhase::Running && m_imagesPerSecond > 0.0)
        state = tr("%1 · %2 pictures a second").arg(state, QLocale().toString(m_imagesPerSecond, 'f', 0));
    m_state->setText(state);
    const bool unknown = m_entry.phase == RunPhase::Starting || m_entry.phase == RunPhase::Preparing ||
                         m_entry.phase == RunPhase::Finishing;
    m_progress->setRange(0, unknown ? 0 : kProgressSteps);
    if (!unknown) {
        const train::RunStatus *status = m_entry.run ? &m_entry.run->status : nullptr;
        const double share = status != nullptr && status->total > 0
                                 ? static_cast<double>(status->step) / static_cast<double>(status->total)
                                 : 0.0;
        m_progress->setValue(static_cast<int>(kProgressSteps * std::clamp(share, 0.0, 1.0)));
    }
    m_progress->setVisible(m_entry.phase != RunPhase::Queued && m_entry.phase != RunPhase::Finished);

    const bool paused = m_entry.phase == RunPhase::Paused;
    m_pause->setText(paused ? tr("Go on") : tr("Pause"));
    m_pause->setToolTip(paused ? tr("Lets the training go on where it was held.")
                               : tr("Holds the training at once; it keeps its memory."));
    m_pause->setVisible(m_entry.phase == RunPhase::Running || paused);
    m_stop->setText(m_entry.phase == RunPhase::Queued ? tr("Take out of the queue") : tr("Stop"));
    const bool ends = m_entry.phase == RunPhase::Finishing || m_entry.phase == RunPhase::Stopping;
    m_stop->setVisible((m_entry.isAlive() && !ends) ||
                       m_entry.phase == RunPhase::Queued);
    m_explore->setVisible(m_entry.canExplore() && m_entry.phase != RunPhase::Finishing);
    const bool noticed = m_entry.run && m_entry.run->status.message;
    m_warning->say(
        noticed ? messageText(*m_entry.run->status.message) : QString(),
        m_entry.remedy ? remedyText(m_entry.remedy->kind) : QString(),
        tr("Orders another training of the same pictures with the same settings but for this. This one stays."));
    followTrouble();
    const bool measured = m_entry.quality && !m_entry.isAlive();
    m_quality->setVisible(measured);
    m_quality->setText(measured ? qualityText(*m_entry.quality) : QString());
    m_quality->setToolTip(measured ? qualityHelp(*m_entry.quality) : QString());
    m_doubt->say(measured ? qualityWarning(*m_entry.quality) : QString());
    followPairs(measured);
    m_wall->setEmptyText(m_entry.phase == RunPhase::Queued
                             ? tr("It begins when the trainings before it have ended.")
                         : m_entry.isAlive() ? tr("The first samples appear here after the first checkpoint.")
                                             : tr("There are no samples: it ended before its first checkpoint."));
    m_plot->setEmptyText(m_entry.phase == RunPhase::Queued ? QString()
                         : m_entry.isAlive() ? tr("The curves begin with the training's first report.")
                                             : tr("There are no curves: it ended before its first report."));
}

RunView::WayOut RunView::wayOut() const
{
    if (m_entry.phase != RunPhase::Failed && m_entry.phase != RunPhase::Died)
        return WayOut::None;
    if (m_entry.instead)
        return WayOut::Instead;
    const bool resumes = m_entry.canResume() && !(m_entry.neverSpoke() && m_entry.order);
    return resumes ? WayOut::Resume : m_entry.order ? WayOut::Change : WayOut::None;
}

void RunView::takeWayOut()
{
    switch (wayOut()) {
    case WayOut::Resume:
        Q_EMIT resumeRequested(m_entry.folder);
        break;
    case WayOut::Instead:
        Q_EMIT anewRequested(m_entry.instead->order);
        break;
    case WayOut::Change:
        Q_EMIT changeRequested(*m_entry.order);
        break;
    case WayOut::None:
        break;
    }
}

void RunView::followTrouble()
{
    const WayOut way = wayOut();
    QString button, help;
    if (way == WayOut::Resume) {
        button = tr("Resume");
    } else if (way == WayOut::Instead) {
        button = remedyText(m_entry.instead->kind);
        help = tr("Orders another training of the same pictures with the same settings but for this. This one stays.");
    } else if (way == WayOut::Change) {
        button = tr("Change the order");
        help = tr("Brings its pictures and settings back into \"New training\". This one stays.");
    }
    m_trouble->say(troubleText(m_entry), button, help);
    m_resume->setVisible(m_entry.canResume() && way != WayOut::Resume);
}

void RunView::followPairs(bool measured)
{
    // names of other pictures' files say nothing about this training's
    const bool known = measured && m_entry.quality->trainedOnThese.value_or(true) && !m_entry.quality->nearest.empty();
    const QString wanted = known ? m_entry.folder : QString();
    QStringList names;
    for (std::size_t i = 0; known && i < m_entry.quality->nearest.size(); ++i)
        names << QString::fromStdString(m_entry.quality->nearest[i].sample + ' ' +
                                        m_entry.quality->nearest[i].training);
    if (wanted == m_pairsOf && names == m_pairNames)
        return;
    m_pairsOf = wanted;
    m_pairNames = names;
    m_pairs->setPairs({});
    if (!wanted.isEmpty())
        Q_EMIT pairsWanted(wanted);
}

void RunView::retranslate()
{
    m_stop->setToolTip(tr("Saves a checkpoint and ends. Resume goes on from it, to the same result."));
    m_resume->setText(tr("Resume"));
    m_resume->setToolTip(tr("Goes on from the newest checkpoint."));
    m_explore->setText(tr("Open in explorer"));
    m_explore->setToolTip(tr("Moves this model by its sliders."));
    m_reveal->setWords(tr("Show the training's folder"));
    m_progress->setAccessibleName(tr("Progress of the training"));
    m_quality->setAccessibleName(tr("Quality of the model's pictures"));
    follow();
}

void RunView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace imago::ui
