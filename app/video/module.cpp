// SPDX-License-Identifier: GPL-3.0-or-later
// The one door of libimago_video.so.
#include "app/video_factory.h"
#include "engine/style/faces/face_finder.h"
#include "engine/style/video/live_blend.h"
#include "engine/style/video/stylise_video.h"
#include "engine/video/ffmpeg/camera.h"
#include "engine/video/ffmpeg/posters.h"
#include "engine/video/ffmpeg/recorder.h"

extern "C" __attribute__((visibility("default"))) const imago::VideoFactory *imago_video_factory()
{
    static constexpr imago::VideoFactory kFactory{
        &imago::video::readClipInfo,
        &imago::video::readPosters,
        &imago::video::cameras,
        &imago::video::openCamera,
        &imago::video::playAsCamera,
        &imago::video::recordClip,
        &imago::style::video::styliseVideo,
        &imago::style::video::makeLiveBlend,
        &imago::style::faces::findFaces,
    };
    return &kFactory;
}
