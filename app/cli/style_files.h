// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/files/image_file.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace imago::cli {

/// The name that stands for standard input and output.
inline constexpr const char *kStandardStream = "-";

/// The photos that the arguments name: files, the pictures in folders (by their endings, in the order of their names),
/// and at most once standard input. Errors: BadInput for a folder without pictures, FileMissing.
Result<std::vector<std::string>> photosFrom(const std::vector<std::string> &arguments);

/// Where each photo's result goes: into the folder `output` as "NAME-styled.png" (with a number where photos share a
/// name), or for a single photo with a file's name into that file. Errors: BadInput where a file's name cannot take
/// several photos or is the photo itself; UnsupportedFormat for its ending.
Result<std::vector<std::string>> outputsFor(const std::vector<std::string> &photos, const std::string &output);

/// Reads a picture from a file or standard input. Errors: as files::readImage.
Result<Image> readPicture(const std::string &file);

/// Writes a picture into a file, or as PNG to standard output. Errors: as files::writeImage.
Status writePictureTo(const std::string &file, const Image &picture, const files::WriteOptions &options = {});

/// "FILE" or "FILE:WEIGHT"; a file of the whole name comes first. Errors: BadInput for a weight that is not above 0.
Result<std::pair<std::string, double>> fileAndWeight(const std::string &argument);

} // namespace imago::cli
