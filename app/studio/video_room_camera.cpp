// SPDX-License-Identifier: GPL-3.0-or-later
// The camera on the video room's canvas.
#include "app/studio/video_room.h"
#include "ui/canvas/canvas_view.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/main_window.h"
#include "ui/video/camera_bar.h"
#include "ui/video/video_bar.h"

#include <QAction>
#include <QDir>

namespace imago::app {

void VideoRoom::connectCamera()
{
    m_camera.setBar(m_bar->camera());
    m_camera.setMirrored(m_settings.mirrorsCamera());
    connect(&m_bar->camera(), &ui::CameraBar::mirrorRequested, this, [this](bool on) {
        m_settings.setMirrorsCamera(on);
        m_camera.setMirrored(on);
    });
    QAction &action = m_window->actions()[ui::Command::Camera];
    connect(&action, &QAction::triggered, this, [this](bool on) { on ? m_camera.switchOn() : m_camera.switchOff(); });
    connect(m_bar, &ui::VideoBar::clipChosen, &m_camera, &CameraShow::switchOff);
    connect(&m_camera, &CameraShow::switched, this, &VideoRoom::followCamera);
    connect(&m_camera, &CameraShow::pictureCame, this, &VideoRoom::showCamera);
    connect(&m_camera, &CameraShow::sampleCame, this, &VideoRoom::showGallery);
    connect(&m_camera, &CameraShow::failed, this, &VideoRoom::failed);
    connect(&m_camera, &CameraShow::noneFound, this, [this] {
        m_noCamera = true;
        retranslate();
        if (m_session.state().video.shown() != nullptr)
            Q_EMIT told(tr("No camera was found. Connect one and press “Camera” again."));
    });
    connect(&m_camera, &CameraShow::recorded, this, [this](const QString &file) {
        Q_EMIT told(tr("Recorded: %1").arg(QDir::toNativeSeparators(file)));
        bring({file});
    });
}

void VideoRoom::followCamera(bool on)
{
    if (on) {
        stopPreview();
        m_driver.stop();
        m_noCamera = false;
    }
    m_window->actions()[ui::Command::Camera].setChecked(on);
    m_bar->setLive(on);
    m_canvas->clear();
    m_canvas->clearReference();
    m_reference = 0;
    retranslate();
    showGallery();
    if (!on)
        followFrame();
}

void VideoRoom::showCamera(const ImagePtr &painted, const ImagePtr &photo)
{
    const QSize size(photo->width(), photo->height());
    m_canvas->setReference(ui::toQImage(photo), size, false);
    m_canvas->showFrame(ui::toQImage(painted), size, false, 0);
}

} // namespace imago::app
