// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/studio_status.h"

#include "ui/text/units.h"
#include "ui/widgets/icon_button.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>

#include <cmath>

namespace imago::ui {

namespace {

constexpr int kProgressWidth = 140;

QString qualityWord(jobs::Quality quality)
{
    switch (quality) {
    case jobs::Quality::Draft:
        return StudioStatus::tr("Draft");
    case jobs::Quality::Preview:
        return StudioStatus::tr("Preview");
    case jobs::Quality::Final:
        return StudioStatus::tr("Finished");
    }
    return {};
}

} // namespace

StudioStatus::StudioStatus(QWidget *parent)
    : QStatusBar(parent)
    , m_task(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_stop(new IconButton(QStringLiteral("process-stop"), this))
    , m_quality(new QLabel(this))
    , m_time(new QLabel(this))
    , m_device(new QLabel(this))
    , m_picture(new QLabel(this))
    , m_zoom(new QLabel(this))
{
    setSizeGripEnabled(false);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kProgressWidth);
    addWidget(m_task);
    addWidget(m_progress);
    addWidget(m_stop);
    // Fixed widths: figures that change thirty times a second must not push their neighbours around.
    m_quality->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("Preview M")));
    m_time->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("remembered")));
    m_zoom->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("6400 % ")));
    for (QLabel *label : {m_quality, m_time, m_device, m_picture, m_zoom}) {
        label->setContentsMargins(8, 0, 8, 0);
        label->setTextFormat(Qt::PlainText);
        addPermanentWidget(label);
    }
    connect(m_stop, &QToolButton::clicked, this, &StudioStatus::taskStopRequested);
    hideTask();
    retranslate();
}

void StudioStatus::setFrame(jobs::Quality quality, std::chrono::microseconds took)
{
    m_hasFrame = true;
    m_shownQuality = quality;
    m_took = took;
    m_quality->setText(qualityWord(quality));
    const double milliseconds = static_cast<double>(took.count()) / 1000.0;
    m_time->setText(took.count() == 0
                        ? tr("remembered")
                        : tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0)));
}

void StudioStatus::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    m_quality->setEnabled(!busy || m_hasFrame);
}

void StudioStatus::setPicture(int width, int height)
{
    m_pictureSize = {width, height};
    m_picture->setText(pixelText(width, height));
}

void StudioStatus::showPicture(bool shown)
{
    for (QLabel *label : {m_quality, m_time, m_picture, m_zoom})
        label->setVisible(shown);
}

void StudioStatus::setZoom(double zoom, bool fitting)
{
    const QString percent = QString::number(std::lround(100.0 * zoom)) + QStringLiteral(" %");
    m_zoom->setText(percent);
    m_zoom->setToolTip(fitting ? tr("Zoom: fitted into the window") : tr("Zoom"));
}

void StudioStatus::setDevice(const QString &words, const QString &toolTip)
{
    m_device->setText(words);
    m_device->setToolTip(toolTip);
}

void StudioStatus::showTask(const QString &title, int done, int total)
{
    m_task->setText(title);
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    m_progress->setAccessibleName(title);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_task), static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_stop)})
        widget->show();
}

void StudioStatus::hideTask()
{
    for (QWidget *widget :
         {static_cast<QWidget *>(m_task), static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_stop)})
        widget->hide();
}

void StudioStatus::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QStatusBar::changeEvent(event);
}

void StudioStatus::retranslate()
{
    m_stop->setWords(tr("Stop this"));
    m_quality->setToolTip(tr("How good the picture on the canvas is: draft, preview or final"));
    m_time->setToolTip(tr("How long it took to draw"));
    m_picture->setToolTip(tr("Size of the final picture"));
    m_quality->setAccessibleName(tr("Quality"));
    m_time->setAccessibleName(tr("Frame time"));
    m_device->setAccessibleName(tr("Device"));
    m_picture->setAccessibleName(tr("Picture size"));
    m_zoom->setAccessibleName(tr("Zoom"));
    if (m_hasFrame)
        setFrame(m_shownQuality, m_took);
    if (!m_pictureSize.isNull())
        setPicture(m_pictureSize.width(), m_pictureSize.height());
}

} // namespace imago::ui
