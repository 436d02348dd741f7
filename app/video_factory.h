// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/job_context.h"
#include "engine/style/face_protection.h"
#include "engine/style/live_blend.h"
#include "engine/style/style_model.h"
#include "engine/style/video_order.h"
#include "engine/video/camera.h"
#include "engine/video/clip.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace imago {

/// What the video module offers to the programs that open it while they run: clips, and what else needs OpenCV.
///
/// The module, `libimago_video.so`, lies beside the program and exports one function:
///     extern "C" const imago::VideoFactory *imago_video_factory();
/// It carries FFmpeg's libraries and OpenCV with all that these bring along, so opening it takes half a second: never
/// on the GUI thread. Programs and module are built together; the struct's layout is no promise to others.
struct VideoFactory
{
    /// What a clip is, without reading it all. Errors: as engine/video/ffmpeg/reader.h.
    Result<video::ClipInfo> (*readClipInfo)(const std::filesystem::path &clip);

    /// Small pictures of moments of a clip. See engine/video/ffmpeg/posters.h.
    Result<std::vector<video::Frame>> (*readPosters)(const std::filesystem::path &clip,
                                                     const std::vector<double> &moments, int longerSide,
                                                     const std::stop_token &stop);

    // Cameras and what they see. See engine/video/ffmpeg/camera.h and recorder.h.
    Result<std::vector<video::CameraInfo>> (*cameras)();
    Result<std::unique_ptr<video::LiveSource>> (*openCamera)(const std::string &id);
    Result<std::unique_ptr<video::LiveSource>> (*playAsCamera)(const std::filesystem::path &clip);
    Result<std::unique_ptr<video::Recorder>> (*recordClip)(const std::filesystem::path &target,
                                                           const video::ClipInfo &live);

    /// Paints a clip. See engine/style/video/stylise_video.h.
    Result<std::optional<style::VideoReport>> (*styliseVideo)(style::StyleModel &model,
                                                                     const style::VideoOrder &order,
                                                                     jobs::JobContext &context);

    /// Takes the flicker out of live pictures. See engine/style/video/live_blend.h.
    std::unique_ptr<style::LiveBlend> (*makeLiveBlend)(double smooth);

    /// Where the faces of a photo are. See engine/style/faces/face_finder.h.
    Result<std::vector<style::FaceBox>> (*findFaces)(const Image &picture);
};

/// The name under which the module exports its factory.
inline constexpr const char *kVideoFactorySymbol = "imago_video_factory";
using VideoFactoryFunction = const VideoFactory *(*)();

} // namespace imago
