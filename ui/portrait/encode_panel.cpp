// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/encode_panel.h"

#include "engine/latent/likeness.h"
#include "ui/text/error_text.h"
#include "ui/widgets/drop_zone.h"
#include "ui/widgets/icon_button.h"

#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolTip>
#include <QVBoxLayout>

namespace imago::ui {

namespace {

constexpr int kPictureSide = 128;

struct NearnessText
{
    Q_DECLARE_TR_FUNCTIONS(NearnessText)
};

QLabel *centred(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

Nearness nearness(const latent::Encoding &encoding)
{
    if (encoding.distance < latent::kInsideDistance)
        return Nearness::Inside;
    return encoding.distance < latent::kFarDistance ? Nearness::Near : Nearness::Far;
}

QString nearnessText(Nearness nearness)
{
    switch (nearness) {
    case Nearness::Inside:
        return NearnessText::tr("Inside the portraits' world: the sliders say what it shows.");
    case Nearness::Near:
        return NearnessText::tr(
            "Near the portraits' world: most of it was met. Refining may bring it closer.");
    case Nearness::Far:
        return NearnessText::tr("Far away from the portraits' world: this is only the nearest portrait.");
    }
    return {};
}

EncodePanel::EncodePanel(QWidget *parent)
    : QWidget(parent)
    , m_drop(new DropZone(this))
    , m_report(new QWidget(this))
    , m_original(centred(m_report))
    , m_redrawn(centred(m_report))
    , m_originalTitle(centred(m_report))
    , m_redrawnTitle(centred(m_report))
    , m_progress(new QProgressBar(m_report))
    , m_verdict(centred(m_report))
    , m_figures(centred(m_report))
    , m_details(new QPushButton(m_report))
    , m_refine(new QPushButton(m_report))
    , m_stop(new QPushButton(m_report))
{
    m_progress->setTextVisible(false);
    auto *pictures = new QGridLayout;
    pictures->setSpacing(4);
    pictures->addWidget(m_original, 0, 0);
    pictures->addWidget(m_redrawn, 0, 1);
    pictures->addWidget(m_originalTitle, 1, 0);
    pictures->addWidget(m_redrawnTitle, 1, 1);
    for (QLabel *label : {m_original, m_redrawn})
        label->setFixedSize(kPictureSide, kPictureSide);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addStretch();
    for (QPushButton *button : {m_details, m_refine, m_stop})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *report = new QVBoxLayout(m_report);
    report->setContentsMargins(0, 0, 0, 0);
    report->setSpacing(6);
    report->addLayout(pictures);
    report->addWidget(m_progress);
    report->addWidget(m_verdict);
    report->addWidget(m_figures);
    report->addLayout(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_drop);
    column->addWidget(m_report);
    column->addStretch();

    connect(m_drop, &DropZone::fileDropped, this, &EncodePanel::fileDropped);
    connect(m_drop, &DropZone::pictureDropped, this, &EncodePanel::pictureDropped);
    connect(m_drop, &DropZone::pressed, this, &EncodePanel::openRequested);
    connect(m_refine, &QPushButton::clicked, this, &EncodePanel::refineRequested);
    connect(m_stop, &QPushButton::clicked, this, &EncodePanel::stopRequested);
    connect(m_details, &QPushButton::clicked, this, [this] {
        QToolTip::showText(m_details->mapToGlobal(QPoint(0, m_details->height())), details(m_error),
                           m_details);
    });
    setPhase(Phase::Empty);
}

void EncodePanel::showPicture(QLabel &label, const QImage &picture)
{
    if (picture.isNull()) {
        label.setPixmap({});
        return;
    }
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap = QPixmap::fromImage(
        picture.scaled(label.size() * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(ratio);
    label.setPixmap(pixmap);
}

void EncodePanel::setPhase(Phase phase)
{
    m_phase = phase;
    const bool busy = phase == Phase::Waiting || phase == Phase::Working;
    const bool failed = phase == Phase::Failed || phase == Phase::Unread;
    m_report->setVisible(phase != Phase::Empty);
    m_progress->setVisible(busy);
    m_stop->setVisible(busy);
    m_refine->setVisible(phase == Phase::Done);
    m_figures->setVisible(phase == Phase::Done);
    m_details->setVisible(failed);
    m_redrawn->setVisible(!failed);
    m_redrawnTitle->setVisible(!failed);
    retranslate();
}

void EncodePanel::showWorking(const QImage &original, bool refining)
{
    m_refining = refining;
    showPicture(*m_original, original);
    if (!refining)
        showPicture(*m_redrawn, {});
    m_progress->setRange(0, 0);
    setPhase(Phase::Working);
}

void EncodePanel::showProgress(int done, int total, const QImage &redrawn)
{
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    if (!redrawn.isNull())
        showPicture(*m_redrawn, redrawn);
}

void EncodePanel::showResult(const latent::Encoding &encoding, const QImage &read, const QImage &redrawn)
{
    m_encoding = encoding;
    showPicture(*m_original, read);
    showPicture(*m_redrawn, redrawn);
    setPhase(Phase::Done);
}

void EncodePanel::showStopped()
{
    setPhase(m_refining ? Phase::Done : Phase::Empty);
}

void EncodePanel::showError(const Error &error)
{
    m_error = error;
    setPhase(Phase::Failed);
}

void EncodePanel::showWaiting(const QImage &original)
{
    m_refining = false;
    showPicture(*m_original, original);
    showPicture(*m_redrawn, {});
    m_progress->setRange(0, 0);
    setPhase(Phase::Waiting);
}

void EncodePanel::showUnread(const QImage &original, const Error &error)
{
    m_error = error;
    showPicture(*m_original, original);
    setPhase(Phase::Unread);
}

void EncodePanel::clear()
{
    setPhase(Phase::Empty);
}

void EncodePanel::setAvailable(bool available, const QString &reason)
{
    m_drop->setEnabled(available);
    m_reason = available ? QString() : reason;
    retranslate();
}

QString EncodePanel::verdict() const
{
    return m_verdict->text();
}

void EncodePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QWidget::changeEvent(event);
}

void EncodePanel::retranslate()
{
    m_drop->setWords(tr("Drop a portrait here"),
                     m_reason.isEmpty()
                         ? tr("or press to choose a picture: the sliders jump to what it shows.")
                         : m_reason);
    m_originalTitle->setText(tr("Your picture"));
    m_redrawnTitle->setText(tr("Nearest portrait"));
    m_original->setAccessibleName(m_originalTitle->text());
    m_redrawn->setAccessibleName(m_redrawnTitle->text());
    m_progress->setAccessibleName(tr("Progress"));
    m_stop->setText(tr("Stop"));
    m_details->setText(tr("Details"));
    m_refine->setText(tr("Refine"));
    m_refine->setToolTip(
        tr("Improve the likeness by optimisation; you can watch it and stop it at any time."));
    m_refine->setIcon(themedIcon(QStringLiteral("view-refresh"), palette()));
    for (QPushButton *button : {m_stop, m_details, m_refine})
        button->setAccessibleName(button->text());
    switch (m_phase) {
    case Phase::Empty:
        break;
    case Phase::Waiting:
        m_verdict->setText(tr("Your picture is kept. It is read as soon as the neural model is loaded."));
        break;
    case Phase::Working:
        m_verdict->setText(m_refining ? tr("Refining the likeness…") : tr("Reading the portrait…"));
        break;
    case Phase::Done:
        m_verdict->setText(nearnessText(nearness(m_encoding)));
        //: %1 is a percentage: how much the redrawn picture differs from the dropped one, on average.
        m_figures->setText(tr("Mean difference of the redrawn picture: %1\u00a0%")
                               .arg(QString::number(100.0 * m_encoding.reconstruction, 'f', 1)));
        break;
    case Phase::Failed:
        m_verdict->setText(sentence(m_error));
        break;
    case Phase::Unread:
        //: %1 is a sentence that says why there is no neural model, and what to do.
        m_verdict->setText(tr("Your picture could not be read. %1").arg(m_reason));
        break;
    }
}

} // namespace imago::ui
