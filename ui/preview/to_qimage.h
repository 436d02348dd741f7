// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <QImage>

namespace imago::ui {

/// The same pixels as a QImage, without a copy: the QImage keeps the picture alive. Null for a null or empty
/// one.
QImage toQImage(const ImagePtr &image);

/// A copy in the engine's format; pictures with more than 8 bits a channel keep 16.
Image fromQImage(const QImage &image);

} // namespace imago::ui
