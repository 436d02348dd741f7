// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/clip.h"
#include "engine/video/ffmpeg/libav.h"

namespace imago::video {

/// Turns decoded frames into pictures. Keeps what it prepared for as long as frames look alike.
class PictureMaker
{
public:
    /// In this size (before the turn); Rgba16 above 8 bits a channel. Transparent where the frame is.
    /// Errors: UnsupportedFormat, OutOfMemory.
    Result<Image> picture(const AVFrame &frame, Size size);

private:
    Libav<SwsContext> m_scaler;
    Libav<AVFrame> m_rgb;
    Size m_from;
    int m_fromFormat = -1;
    ColorTags m_tags;
};

/// Turns pictures of one size into frames for an encoder.
class FrameMaker
{
public:
    /// `format`: AVPixelFormat. Errors: OutOfMemory, UnsupportedFormat.
    static Result<FrameMaker> create(Size size, int format, const ColorTags &tags);

    /// The frame is the maker's and good until the next call, unless the encoder keeps a reference of its own.
    /// Errors: OutOfMemory, Internal.
    Result<AVFrame *> frame(const Image &picture);

private:
    Size m_size;
    int m_format = -1;
    ColorTags m_tags;
    Libav<SwsContext> m_scaler;
    PixelFormat m_scalerFrom = PixelFormat::Rgba8;
    Libav<AVFrame> m_frame;
};

/// The code points that the frame's numbers really follow: what nobody said is guessed as players guess it.
ColorTags tagsOf(const AVFrame &frame);

/// Bits a channel of an AVPixelFormat; 0 for an unknown one.
int bitsOf(int pixelFormat);

} // namespace imago::video
