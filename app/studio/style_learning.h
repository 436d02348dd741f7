// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/style_painter.h"

#include <QString>

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace imago::app {

/// Draws the pictures to learn on; empty when the stop came first. Called on a worker's thread.
using DrawContent = std::function<Result<std::vector<Image>>(const std::stop_token &)>;

/// Learns a painting's style and keeps it as a card in `folder`: about a minute of one processor. What it learns
/// on are pictures of `draw` and, where it is large enough, the photo. `learned` gets the card as the gallery
/// shows it. A stop leaves nothing behind. Errors: those of StyleModel::learn and style::writeStyleCard.
jobs::Work styleLearningWork(std::shared_ptr<StylePainter> painter, ui::StyleSourcePtr painting, ui::SourcePtr photo,
                             DrawContent draw, const QString &folder, std::shared_ptr<ui::StyleSourcePtr> learned);

} // namespace imago::app
