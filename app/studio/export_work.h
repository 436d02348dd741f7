// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/painters.h"
#include "engine/files/image_file.h"
#include "ui/portrait/export_request.h"

#include <atomic>
#include <filesystem>
#include <memory>

namespace imago::app {

/// Draws and writes every picture of a request; PNGs carry their recipe. Counts finished files in `written`;
/// a stop leaves those. Errors: those of painting and of files::writeImage, FileUnwritable for the folder.
jobs::Work exportWork(Painters painters, const ui::ExportRequest &request, const latent::Recipe &recipe,
                      std::shared_ptr<std::atomic<int>> written);

files::WriteOptions writeOptions(const ui::PictureFile &file);

/// `wanted`, or with "-2" and so on where nothing is yet: a picture that is there is somebody's, whatever its name says.
std::filesystem::path freePath(const std::filesystem::path &wanted);

/// Writes one picture with its recipe where the format can hold one. Errors: as files::writeImage.
Status writePicture(const std::filesystem::path &file, const Image &picture, const latent::Recipe &recipe,
                    const ui::ExportRequest &request);

} // namespace imago::app
