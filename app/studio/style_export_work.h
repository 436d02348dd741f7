// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/style_painter.h"
#include "ui/style/style_export.h"

#include <atomic>
#include <memory>
#include <vector>

namespace imago::app {

/// Paints and writes what the request asks for with the styles of `state`; a sheet shows the photo in each of
/// `gallery`. Counts finished files in `written`; a stop leaves those. A photo of a folder that cannot be read
/// leaves the others alone: the error of the first such one is told at the end.
///
/// `finished`: the picture as it is on the canvas, for StyleExportKind::Picture; null: it is painted.
///
/// Errors: those of painting and files::writeImage; FileUnwritable for the folder; BadInput for a folder
/// without pictures.
jobs::Work styleExportWork(std::shared_ptr<StylePainter> painter, const ui::StyleExportRequest &request,
                           const ui::StyleState &state, std::vector<ui::StyleSourcePtr> gallery,
                           std::shared_ptr<std::atomic<int>> written, const QImage &finished = {});

} // namespace imago::app
