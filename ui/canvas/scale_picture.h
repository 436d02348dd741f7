// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRect>
#include <QRectF>

namespace imago::ui {

enum class Filter {
    Smooth, ///< Between pixels where it grows, means of pixels where it shrinks.
    Sharp   ///< Each pixel a square.
};

/// The part of a picture that is seen, in the pixels of the screen: `place` is where the whole picture lies and
/// `seen` the part that is wanted, both in device pixels. The result has the size of `seen`; what of it lies
/// outside the picture repeats the picture's edge. Format: ARGB32_Premultiplied for a transparent picture,
/// RGB32 otherwise. Null for a null picture or nothing seen.
///
/// Computed by the calling thread alone. Qt's own scaling splits its work over a pool and waits for it, which
/// on a machine whose processors are busy drawing takes far longer than the work itself. Threads: any.
QImage scaled(const QImage &picture, bool transparent, const QRectF &place, const QRect &seen, Filter filter);

} // namespace imago::ui
