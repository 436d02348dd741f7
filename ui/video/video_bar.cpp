// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/video/video_bar.h"

#include "ui/session/style_session.h"
#include "ui/text/units.h"
#include "ui/video/camera_bar.h"
#include "ui/video/timeline.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <initializer_list>
#include <utility>

namespace imago::ui {

namespace {

constexpr int kClipCell = 64;
constexpr int kLeastSmooth = 214;
constexpr int kMostSmooth = 260;
constexpr int kSmoothLabel = 84;

} // namespace

VideoBar::VideoBar(StyleSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_camera(new CameraBar(this))
    , m_row(new QHBoxLayout)
    , m_timeline(new Timeline(this))
    , m_begin(new IconButton(QStringLiteral("zone-in"), this))
    , m_end(new IconButton(QStringLiteral("zone-out"), this))
    , m_moment(new QLabel(this))
    , m_stretch(new QLabel(this))
    , m_smooth(new LabelledSlider(this))
    , m_preview(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_clips(new ThumbnailGrid(this))
{
    m_smooth->setLockable(false);
    m_smooth->setLabelWidth(kSmoothLabel);
    m_smooth->setMinimumWidth(kLeastSmooth);
    m_smooth->setMaximumWidth(kMostSmooth);
    m_stretch->setForegroundRole(QPalette::PlaceholderText);
    m_stretch->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the first to give way
    m_clips->setShape(ThumbnailGrid::Shape::Strip, kClipCell);
    m_clips->setEmptyIcon(QStringLiteral("camera-video"));
    m_clips->setMarkRoles(ThumbnailModel::CurrentRole, -1);
    m_clips->setModel(&m_model);
    m_clips->setFixedHeight(kClipCell + 12);

    m_row->setSpacing(6);
    m_row->addWidget(m_camera);
    m_row->addSpacing(4);
    m_row->addWidget(m_moment);
    m_row->addWidget(m_begin);
    m_row->addWidget(m_end);
    m_row->addWidget(m_stretch, 1);
    m_row->addWidget(m_smooth, 2);
    m_row->addSpacing(8);
    m_row->addWidget(m_preview);
    m_row->addWidget(m_export);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 10, 6);
    column->setSpacing(2);
    column->addLayout(m_row);
    column->addWidget(m_timeline);
    column->addWidget(m_clips);

    connect(m_timeline, &Timeline::gestureStarted, this, [this] { m_session.beginGesture(); });
    connect(m_timeline, &Timeline::gestureEnded, &session, &StyleSession::endGesture);
    connect(m_timeline, &Timeline::fromMoved, &session, &StyleSession::setClipFrom);
    connect(m_timeline, &Timeline::toMoved, &session, &StyleSession::setClipTo);
    connect(m_timeline, &Timeline::playheadMoved, this, [this](double seconds) {
        followTime();
        Q_EMIT playheadMoved(seconds);
    });
    connect(m_begin, &QToolButton::clicked, this, &VideoBar::beginHere);
    connect(m_end, &QToolButton::clicked, this, &VideoBar::endHere);
    connect(m_smooth, &LabelledSlider::gestureStarted, this, [this] { m_session.beginGesture(); });
    connect(m_smooth, &LabelledSlider::gestureEnded, &session, &StyleSession::endGesture);
    connect(m_smooth, &LabelledSlider::valueChanged, this,
            [this](double percent) { m_session.setSmooth(percent / 100.0); });
    connect(m_preview, &QPushButton::clicked, this, [this] {
        if (m_previewing == Preview::None)
            Q_EMIT previewRequested();
        else
            Q_EMIT previewStopRequested();
    });
    connect(m_export, &QPushButton::clicked, this, &VideoBar::exportRequested);
    connect(m_clips, &ThumbnailGrid::chosen, this,
            [this](int index) {
                Q_EMIT clipChosen();
                m_session.showClip(static_cast<std::size_t>(index));
            });
    connect(m_clips, &ThumbnailGrid::removeRequested, this,
            [this](int index) { m_session.removeClip(static_cast<std::size_t>(index)); });
    connect(&session, &StyleSession::stateChanged, this, &VideoBar::follow);
    retranslate();
    follow();
}

double VideoBar::playhead() const
{
    return m_timeline->playhead();
}

void VideoBar::setPlayhead(double seconds)
{
    m_timeline->setPlayhead(seconds);
    followTime();
}

void VideoBar::setPreview(Preview preview)
{
    m_previewing = preview;
    refresh();
}

void VideoBar::setCanPaint(bool can)
{
    m_canPaint = can;
    refresh();
}

void VideoBar::setLive(bool live)
{
    m_isLive = live;
    follow();
}

void VideoBar::showParts()
{
    const VideoState &video = m_session.state().video;
    const bool isClip = video.shown() != nullptr && !m_isLive;
    m_camera->setCompact(isClip);
    m_row->setStretchFactor(m_camera, isClip ? 0 : 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_moment, m_begin, m_end, m_stretch, m_preview, m_export,
                                                          m_timeline})
        part->setVisible(isClip);
    m_smooth->setVisible(isClip || m_isLive);
    m_clips->setVisible(video.clips.size() > (m_isLive ? 0 : 1)); // one alone needs no list
}

void VideoBar::beginHere()
{
    m_session.setClipFrom(playhead());
}

void VideoBar::endHere()
{
    if (const ChosenClip *shown = m_session.state().video.shown())
        m_session.setClipTo(playhead() + shown->clip->frameSeconds());
}

void VideoBar::follow()
{
    const VideoState &video = m_session.state().video;
    const ChosenClip *shown = video.shown();
    const quint64 id = shown ? shown->clip->id : 0;
    const bool other = std::exchange(m_shown, id) != id;
    m_timeline->setClip(shown ? shown->clip : nullptr);
    m_timeline->setStretch(shown ? shown->from : 0.0, shown ? shown->to : 0.0);
    m_smooth->setValue(100.0 * video.smooth);
    std::vector<Thumbnail> cells;
    for (std::size_t i = 0; i < video.clips.size(); ++i) {
        Thumbnail cell;
        cell.key = video.clips[i].clip->id;
        cell.title = video.clips[i].clip->name;
        cell.toolTip = tr("%1\nPress to show it, Delete to take it away.").arg(cell.title);
        cell.picture = video.clips[i].clip->posters.front();
        cell.current = i == video.current && !m_isLive;
        cells.push_back(std::move(cell));
    }
    m_model.setCells(std::move(cells));
    showParts();
    if (other) {
        setPlayhead(shown ? shown->from : 0.0);
        Q_EMIT playheadMoved(playhead());
    }
    followTime();
    refresh();
}

void VideoBar::followTime()
{
    const ChosenClip *shown = m_session.state().video.shown();
    if (shown == nullptr)
        return;
    const QString end = momentText(shown->clip->seconds);
    m_moment->setText(tr("%1 / %2").arg(momentText(playhead()), end));
    // figures that run must not push
    m_moment->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 / %2").arg(end, end)));
    const QString stretch = shown->isWhole()
                                ? QString()
                                : tr("%1 – %2, %3 s").arg(momentText(shown->from), momentText(shown->to),
                                                          QString::number(shown->to - shown->from, 'f', 1));
    m_stretch->setText(stretch);
    m_stretch->setToolTip(stretch);
}

void VideoBar::refresh()
{
    const bool styled = m_canPaint && !m_session.state().styles.empty();
    m_preview->setEnabled(styled);
    m_export->setEnabled(styled);
    m_preview->setText(m_previewing == Preview::None ? tr("Preview") : tr("Stop"));
    m_preview->setAccessibleName(m_preview->text());
    m_preview->setIcon(themedIcon(m_previewing == Preview::None ? QStringLiteral("media-playback-start")
                                                                : QStringLiteral("media-playback-stop"),
                                  palette()));
    m_preview->setToolTip(!styled ? tr("Choose a style first.")
                          : m_previewing == Preview::None
                              ? tr("Paint two seconds from the playhead on and play them (P).")
                              : tr("Back to the still frame (P)."));
    m_export->setToolTip(styled ? tr("Paint all the clips that are here into files.") : tr("Choose a style first."));
}

void VideoBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        retranslate();
        follow();
    }
    QWidget::changeEvent(event);
}

void VideoBar::retranslate()
{
    m_timeline->setAccessibleName(tr("Timeline"));
    m_begin->setWords(tr("Begin with this frame (I)"));
    m_end->setWords(tr("End with this frame (O)"));
    m_clips->setAccessibleName(tr("Clips"));
    m_export->setText(tr("Export…"));
    m_export->setAccessibleName(m_export->text());
    m_moment->setToolTip(tr("Playhead and length of the clip"));
    m_smooth->setSpec(SliderSpec::percent(
        tr("Smoothness"),
        tr("At 0 every frame is painted for itself, at 100 strokes travel with what they are painted on."),
        tr("%1 %"), 100.0 * VideoState::kSmooth, 5.0));
}

} // namespace imago::ui
