// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/color_keeping.h"
#include "engine/style/style_model.h"
#include "engine/video/clip.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace imago::style {

/// The length of a preview, in seconds.
inline constexpr double kPreviewSeconds = 2.0;

/// A finished frame and what it was painted from.
struct PaintedFrame
{
    imago::video::Frame frame; ///< Rgba8, with its time in the clip.
    ImagePtr photo;            ///< The clip's frame, opaque, in the same size.
};

/// How a clip is to be painted.
struct VideoOrder
{
    std::filesystem::path clip;
    std::filesystem::path output; ///< .mp4 .mov .webm .gif; empty: no file, for previews.
    std::vector<WeightedStyle> styles; ///< Mixed by weight; at least one.
    /// As StyleOrder::strength; the photo's own style is that of each shot's first frame.
    double strength = 1.0;
    double structure = 0.5; ///< As StyleModel::paint().
    ColorKeeping colors = ColorKeeping::None;
    std::optional<int> longerSide; ///< In pixels; nothing: as the clip.
    /// How much of a frame comes from the one before, moved along, where that is certain: 0, every frame for itself, to
    /// 1.
    double smooth = 0.85;
    std::optional<double> from; ///< In seconds from the clip's begin; it begins with the frame that is shown then.
    std::optional<double> to;
    bool resume = false; ///< Go on with what an earlier run of the same order left; otherwise that is thrown away.
    int threads = 1;     ///< Of the networks; changes no pixel.
    /// Told each finished frame, in order, by the thread that runs the work.
    std::function<void(const PaintedFrame &)> shown;
};

struct VideoReport
{
    std::int64_t frames = 0;
    std::int64_t resumed = 0; ///< Frames that an earlier run had made.
    int shots = 0;            ///< Begun in this run.
    Size size;
    double seconds = 0; ///< Of the new clip.
    int soundsCopied = 0;
    int soundsReencoded = 0;
};

} // namespace imago::style
