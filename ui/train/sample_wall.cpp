// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/sample_wall.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/tones.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr int kCacheKilobytes = 96 << 10;
constexpr std::chrono::milliseconds kBetween{160};
constexpr int kLargestMagnification = 4;

} // namespace

SampleWall::SampleWall(QWidget *parent)
    : QWidget(parent)
    , m_view(new QWidget(this))
    , m_scrubber(new QSlider(Qt::Horizontal, this))
    , m_play(new IconButton(QStringLiteral("media-playback-start"), this))
    , m_words(new QLabel(this))
    , m_pictures(kCacheKilobytes)
{
    m_view->installEventFilter(this);
    m_view->setMinimumHeight(96);
    m_play->setCheckable(true);
    m_play->setCheckedIcon(QStringLiteral("media-playback-pause"));
    m_scrubber->setPageStep(5);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->setMinimumWidth(96);
    m_words->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_play);
    row->addWidget(m_scrubber, 1);
    row->addWidget(m_words);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_view, 1);
    column->addLayout(row);
    m_timer.setInterval(kBetween);

    connect(m_scrubber, &QSlider::valueChanged, this, [this](int index) {
        m_newest = index == m_scrubber->maximum();
        show(index);
    });
    connect(m_play, &QToolButton::toggled, this, [this](bool on) {
        if (on)
            play();
        else
            m_timer.stop();
    });
    connect(&m_timer, &QTimer::timeout, this, &SampleWall::advance);
    retranslate();
    setPreviews({}, {});
}

void SampleWall::setPreviews(const QString &run, std::vector<train::RunPreview> previews)
{
    if (run != m_run) {
        m_run = run;
        m_newest = true;
        m_picture = {};
        m_wanted.clear();
        m_play->setChecked(false);
    }
    m_previews = std::move(previews);
    const int last = static_cast<int>(m_previews.size()) - 1;
    const bool several = last > 0;
    m_scrubber->setEnabled(several);
    m_play->setEnabled(several);
    {
        const QSignalBlocker quiet(m_scrubber);
        m_scrubber->setRange(0, std::max(last, 0));
        if (m_newest && !m_timer.isActive())
            m_scrubber->setValue(last);
    }
    show(m_scrubber->value());
}

void SampleWall::show(int index)
{
    if (index < 0 || index >= static_cast<int>(m_previews.size())) {
        m_words->clear();
        m_view->update();
        return;
    }
    const train::RunPreview &preview = m_previews[static_cast<std::size_t>(index)];
    const QString file = QString::fromStdString(preview.file.string());
    m_words->setText(tr("Step %1").arg(QLocale().toString(qint64{preview.step})));
    if (const QImage *known = m_pictures.object(file)) {
        m_wanted.clear();
        m_picture = *known;
        m_view->update();
    } else if (m_wanted != file) {
        m_wanted = file;
        Q_EMIT pictureWanted(file);
    }
    Q_EMIT stepChanged(preview.step);
}

void SampleWall::setPicture(const QString &file, const QImage &picture)
{
    if (!picture.isNull())
        m_pictures.insert(file, new QImage(picture), static_cast<int>(picture.sizeInBytes() / 1024));
    if (file != m_wanted)
        return;
    m_wanted.clear();
    if (picture.isNull())
        return;
    m_picture = picture;
    m_view->update();
}

void SampleWall::setEmptyText(const QString &text)
{
    m_emptyText = text;
    m_view->update();
}

qint64 SampleWall::step() const
{
    const int index = m_scrubber->value();
    return index < static_cast<int>(m_previews.size()) ? m_previews[static_cast<std::size_t>(index)].step : -1;
}

void SampleWall::play()
{
    if (m_previews.size() < 2)
        return;
    if (m_scrubber->value() == m_scrubber->maximum())
        m_scrubber->setValue(0);
    m_timer.start();
    m_play->setChecked(true);
}

void SampleWall::advance()
{
    if (!m_wanted.isEmpty())
        return; // the picture before is still on its way
    if (m_scrubber->value() < m_scrubber->maximum())
        m_scrubber->setValue(m_scrubber->value() + 1);
    if (m_scrubber->value() == m_scrubber->maximum())
        m_play->setChecked(false);
}

bool SampleWall::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Paint) {
        paintPicture();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SampleWall::paintPicture()
{
    QPainter painter(m_view);
    const Tones tones = Tones::of(palette());
    const QRect all = m_view->rect();
    painter.fillRect(all, palette().color(QPalette::Base));
    if (m_picture.isNull()) {
        painter.setPen(tones.faintText);
        painter.drawText(all.adjusted(24, 8, -24, -8), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const qreal ratio = devicePixelRatioF();
    const QSizeF wanted = QSizeF(m_picture.size()).scaled(QSizeF(all.size()), Qt::KeepAspectRatio);
    const qreal scale = std::min(wanted.width() / m_picture.width() * ratio, qreal{kLargestMagnification});
    // Whole multiples keep small pixels square; below two they would waste too much of the room.
    const qreal step = scale >= 2.0 ? std::floor(scale) : scale;
    const QSizeF shown(m_picture.width() * step / ratio, m_picture.height() * step / ratio);
    const QRectF target(QPointF((all.width() - shown.width()) / 2, (all.height() - shown.height()) / 2), shown);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, step < 2.0);
    painter.drawImage(target, m_picture);
}

void SampleWall::retranslate()
{
    m_play->setWords(tr("Watch it learn"));
    m_scrubber->setAccessibleName(tr("History of the samples"));
    m_scrubber->setToolTip(tr("Drag through the training's history."));
    m_view->setAccessibleName(tr("What the model draws"));
    if (const qint64 at = step(); at >= 0)
        m_words->setText(tr("Step %1").arg(QLocale().toString(at)));
}

void SampleWall::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace imago::ui
