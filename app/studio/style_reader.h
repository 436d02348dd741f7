// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "ui/session/style_state.h"

#include <QStringList>

#include <stop_token>
#include <vector>

namespace imago::app {

/// Files as they are, folders by the pictures in them, in the order of their names; `cards` by their style cards too.
QStringList pictureFiles(const QStringList &paths, bool cards = false);

/// Reads a picture for the style room. Errors: as files::readImage, and BadInput for a picture below
/// style::kLeastSide.
Result<ui::SourcePtr> readSourcePicture(const QString &file);

/// The same from pixels. Errors: BadInput.
Result<ui::SourcePtr> sourcePictureOf(Image picture, const QString &name, const QString &file = {});

/// Writes a painting that has no file into the folder; its file, empty where that fails. The same pixels give the same
/// file.
QString keepPainting(const Image &painting, const QString &name, const QString &folder);

/// A painting (any picture) or a style card. Errors: as readSourcePicture and style::readStyleCard.
Result<ui::StyleSourcePtr> readStyleSource(const QString &file);

struct StyleSources
{
    std::vector<ui::StyleSourcePtr> styles;
    std::vector<Error> errors; ///< Of those that could not be read.
    bool firstFailed = false;  ///< One of them was the first.
};

/// All of them that can be read; ends early after a stop.
StyleSources readStyleSources(const QStringList &files, const std::stop_token &stop);

} // namespace imago::app
