// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/package.h"
#include "engine/tensor/weights.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace imago::latent::neural {

/// The files of a model's package while it is made: what models of all kinds write alike.
class PackageParts
{
public:
    /// A network's weights as float16. Errors: as files::toSafeTensors.
    Status addNetwork(const std::string &file, const torch::nn::Module &network);
    Status addTensors(const std::string &file, const tensor::TensorBundle &tensors);
    void addFile(const std::string &file, std::vector<std::uint8_t> bytes);
    void addText(const std::string &file, const std::string &text);

    /// Adds training.json and those files of `kept` that the folder holds already, and completes the manifest by
    /// version, training and provenance. Errors: as files::writePackage.
    Status write(const std::filesystem::path &folder, files::Manifest manifest, const std::string &trainingJson,
                 std::span<const char *const> kept);

private:
    std::vector<std::pair<std::string, std::vector<std::uint8_t>>> m_files;
};

/// Fills a network from a file of the package. Errors: as files::Package::readTensors and tensor::loadModule.
Status loadNetwork(const files::Package &package, const std::string &file, torch::nn::Module &network);

} // namespace imago::latent::neural
