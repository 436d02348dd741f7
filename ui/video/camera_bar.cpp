// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/video/camera_bar.h"

#include "ui/text/units.h"
#include "ui/widgets/icon_button.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

namespace imago::ui {

namespace {

constexpr int kIconWidth = 36;
constexpr QColor kRecordRed(0xE5, 0x48, 0x4D); // readable on light and on dark

} // namespace

CameraBar::CameraBar(QWidget *parent)
    : QWidget(parent)
    , m_switch(new QPushButton(this))
    , m_cameras(new QComboBox(this))
    , m_mirror(new QCheckBox(this))
    , m_record(new QPushButton(this))
    , m_words(new QLabel(this))
{
    m_switch->setCheckable(true);
    m_record->setCheckable(true);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_switch);
    row->addWidget(m_cameras);
    row->addWidget(m_mirror);
    row->addWidget(m_record);
    row->addWidget(m_words);
    row->addStretch();
    connect(m_switch, &QPushButton::clicked, this, [this](bool on) {
        refresh(); // the state says whether it is on
        Q_EMIT switchRequested(on);
    });
    connect(m_cameras, &QComboBox::activated, this,
            [this](int index) { Q_EMIT cameraChosen(m_cameras->itemData(index).toString()); });
    connect(m_mirror, &QCheckBox::clicked, this, &CameraBar::mirrorRequested);
    connect(m_record, &QPushButton::clicked, this, &CameraBar::recordRequested);
    refresh();
}

void CameraBar::setState(State state)
{
    m_state = state;
    m_pace = 0;
    if (state == State::Off)
        m_isRecording = false;
    refresh();
}

void CameraBar::setCameras(const std::vector<video::CameraInfo> &cameras)
{
    const QSignalBlocker quiet(m_cameras);
    m_cameras->clear();
    for (const video::CameraInfo &camera : cameras)
        m_cameras->addItem(QString::fromStdString(camera.name), QString::fromStdString(camera.id));
    refresh();
}

void CameraBar::setCamera(const QString &id)
{
    const QSignalBlocker quiet(m_cameras);
    m_cameras->setCurrentIndex(m_cameras->findData(id));
}

void CameraBar::setMirrored(bool mirrored)
{
    m_mirror->setChecked(mirrored);
}

void CameraBar::setRecording(bool recording)
{
    m_isRecording = recording;
    m_recorded = {};
    refresh();
}

void CameraBar::setRecorded(std::chrono::seconds time)
{
    m_recorded = time;
    refresh();
}

void CameraBar::setPace(int pictures)
{
    m_pace = pictures;
    refresh();
}

void CameraBar::setCompact(bool compact)
{
    m_isCompact = compact;
    refresh();
}

void CameraBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

void CameraBar::refresh()
{
    const bool isOn = m_state == State::On;
    m_switch->setChecked(m_state != State::Off);
    const bool isIcon = m_isCompact && m_state == State::Off;
    m_switch->setText(isIcon ? QString() : tr("Camera"));
    m_switch->setMaximumWidth(isIcon ? kIconWidth : QWIDGETSIZE_MAX);
    m_switch->setIcon(themedIcon(QStringLiteral("camera-web"), palette()));
    m_switch->setAccessibleName(tr("Camera"));
    m_switch->setToolTip(m_state == State::Off ? tr("See a camera live in the chosen style (C).")
                                               : tr("Switch the camera off (C)."));
    m_cameras->setVisible(m_state != State::Off && m_cameras->count() > 1);
    m_cameras->setAccessibleName(tr("Which camera"));
    m_mirror->setVisible(isOn);
    m_mirror->setText(tr("Mirror"));
    m_mirror->setToolTip(tr("Show and record the camera as in a mirror."));
    m_record->setVisible(isOn);
    m_record->setChecked(m_isRecording);
    m_record->setText(m_isRecording ? tr("Stop recording") : tr("Record"));
    m_record->setAccessibleName(m_record->text());
    QPalette red = palette();
    red.setColor(QPalette::ButtonText, kRecordRed);
    m_record->setIcon(
        themedIcon(m_isRecording ? QStringLiteral("media-playback-stop") : QStringLiteral("media-record"), red));
    m_record->setToolTip(tr("What the camera sees becomes a clip, which then wears any style in full quality."));
    m_words->setVisible(m_state != State::Off);
    m_words->setText(m_state == State::Opening ? tr("Opening the camera…")
                     : m_isRecording
                         ? tr("Recorded: %1").arg(durationText(m_recorded))
                         : m_pace > 0 ? tr("%n picture(s) a second", nullptr, m_pace) : QString());
}

} // namespace imago::ui
