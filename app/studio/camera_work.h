// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/style_painter.h"
#include "engine/video/camera.h"
#include "ui/session/source_picture.h"
#include "ui/session/style_state.h"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace imago::app {

/// Where cameras come from. Both take their time: never on the GUI thread.
struct CameraTools
{
    std::function<Result<std::vector<video::CameraInfo>>()> list;
    std::function<Result<std::unique_ptr<video::LiveSource>>(const std::string &id)> open;
};

/// This machine's, through the video module.
CameraTools realCameras();
/// A clip in the place of a camera, through the same module: for scripts and tests.
CameraTools clipAsCamera(const std::filesystem::path &clip);

/// What a camera sees, between the thread that reads it, the one that paints and the window. Threads: any.
class CameraView
{
public:
    struct Picture
    {
        ImagePtr photo; ///< Null: none.
        double seconds = 0; ///< When it was taken, by the camera's clock.
        std::uint64_t number = 0; ///< Grows by one a picture.
    };

    /// By the reader: what it sees now. `seconds` grow.
    void put(ImagePtr photo, double seconds);
    /// The newest picture as soon as it is newer than that one; none when `stop` came first.
    Picture newer(std::uint64_t than, const std::stop_token &stop);

    /// By the painter: what is to be seen.
    struct Shown
    {
        ImagePtr painted;
        ImagePtr photo;
    };
    void show(Shown shown);
    Shown shown() const;

    /// From now on left is right, in what is shown and in what is recorded.
    void mirror(bool on);
    bool isMirrored() const;

    /// From now on into this file; nothing: no more.
    void record(std::optional<std::filesystem::path> file);
    std::optional<std::filesystem::path> wantedFile() const;

private:
    mutable std::mutex m_mutex; ///< Guards all of them.
    std::condition_variable_any m_came;
    Picture m_newest;
    Shown m_shown;
    bool m_isMirrored = false;
    std::optional<std::filesystem::path> m_file;
};

/// What the reading thread tells; each call comes from there.
struct CameraNews
{
    std::function<void(std::vector<video::CameraInfo>)> found; ///< Empty: there is none, and the work ends.
    std::function<void(std::string id)> opened;
    std::function<void(ui::SourcePtr)> sample; ///< A picture to show styles on, once its light has settled.
    std::function<void(Result<std::filesystem::path>)> recorded;
};

/// Reads a camera until it is stopped, and records what is wanted meanwhile: the pictures as they come (mirrored where
/// the view is), not the painted ones. `id` empty: the first. A clip that is being recorded when it ends is finished.
/// Errors: those of the tools and the source.
jobs::Work cameraWork(CameraTools tools, std::string id, std::shared_ptr<CameraView> view, CameraNews news);

/// Paints the newest picture again and again, in the size of LiveSize, and publishes each as a draft. `look`: the
/// styles, without a photo, and how smooth: strokes travel along as in a clip, by style::LiveBlend. `painter` null, or
/// no style: the pictures as they are. Errors: those of StylePainter, the video module and LiveBlend.
jobs::Work livePaintWork(std::shared_ptr<StylePainter> painter, ui::StyleState look, std::shared_ptr<CameraView> view,
                         int threads);

} // namespace imago::app
