// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/renderer.h"
#include "engine/latent/population.h"

#include <functional>
#include <string>

namespace imago::faces {

/// What `imago faces` writes.
struct DatasetOptions
{
    int count = 100; ///< 1 to 1,000,000.
    int side = 256;  ///< As Renderer::draw.
    std::uint64_t seed = 1;
    latent::Coupling coupling = latent::Coupling::Independent;
    bool transparent = false; ///< Leave the backdrop out.
    int threads = 1;          ///< Pictures drawn at the same time.
};

/// The point of picture `index`; it depends on seed, index and coupling alone.
latent::Point datasetPoint(std::uint64_t seed, std::uint64_t index, latent::Coupling coupling);

/// "000042.png"
std::string datasetFileName(std::uint64_t index);

/// The first line of labels.csv: file, seed, every attribute, z0 to z47.
std::string labelHeader();
/// The line of one picture, with numbers that read back as the same floats.
std::string labelLine(std::uint64_t seed, std::uint64_t index, const latent::Point &point);

/// Fills a folder (made when missing) with pictures, labels.csv and a README.md that explains the columns,
/// how to make the same set again, and the licence. labels.csv comes last: where it is, the set is complete.
/// Files of an older set are replaced; a folder with a larger set, or with somebody's own labels.csv or README.md, is not
/// touched. After a stop the pictures drawn so far stay, without labels.csv, and the status is ok.
///
/// `progress` is called with the number of pictures done, from any thread, one call at a time.
/// Errors: BadInput for options out of range, FileUnwritable for a folder that is not touched, the renderer's, those of
/// files::writeImage and files::SaveFile.
Status writeDataset(const Renderer &renderer, const std::filesystem::path &folder,
                    const DatasetOptions &options, const std::function<void(int)> &progress,
                    std::stop_token stop);

} // namespace imago::faces
