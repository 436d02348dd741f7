// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/style/style_model.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace imago::cli {

/// "--style", once or more.
void addStyleOption(CLI::App &verb, std::vector<std::string> &styles);
/// "--keep-colors": a name of style::ColorKeeping.
void addColorKeepingOption(CLI::App &verb, std::string &name);

/// Their files; the gallery's are left out.
std::vector<std::string> filesOf(const std::vector<std::string> &arguments);

/// The styles that "--style STYLE[:WEIGHT]" arguments name: of paintings, of style cards or, as "gallery:NAME", of the
/// cards that come with the studio. Errors, naming the file: as fileAndWeight, findGalleryCard, readPicture,
/// StyleModel::styleOf, readStyleCard and checkFits.
Result<std::vector<style::WeightedStyle>> readStyles(style::StyleModel &model,
                                                     const std::vector<std::string> &arguments);

} // namespace imago::cli
