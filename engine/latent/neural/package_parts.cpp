// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/package_parts.h"

#include "engine/files/save_file.h"

#include <nlohmann/json.hpp>

namespace imago::latent::neural {

namespace {

constexpr std::uint64_t kLargestKept = 8 << 20;

} // namespace

Status PackageParts::addNetwork(const std::string &file, const torch::nn::Module &network)
{
    tensor::TensorBundle bundle;
    bundle.addModule(network, files::DType::F16);
    return addTensors(file, bundle);
}

Status PackageParts::addTensors(const std::string &file, const tensor::TensorBundle &tensors)
{
    Result<std::vector<std::uint8_t>> bytes = files::toSafeTensors(tensors.views());
    if (!bytes)
        return tl::unexpected(bytes.error());
    addFile(file, *std::move(bytes));
    return {};
}

void PackageParts::addFile(const std::string &file, std::vector<std::uint8_t> bytes)
{
    m_files.emplace_back(file, std::move(bytes));
}

void PackageParts::addText(const std::string &file, const std::string &text)
{
    addFile(file, {text.begin(), text.end()});
}

Status PackageParts::write(const std::filesystem::path &folder, files::Manifest manifest,
                           const std::string &trainingJson, std::span<const char *const> kept)
{
    addText("training.json", trainingJson);
    for (const char *file : kept) {
        if (const Result<std::string> old = files::readFile(folder / file, kLargestKept))
            addText(file, *old);
    }
    manifest.version = "1.0.0";
    manifest.training = files::Json::parse(trainingJson, nullptr, false);
    manifest.provenance = {{"createdWith", std::string("Imago Studio ") + IMAGO_VERSION}};
    std::vector<files::PackageFile> views;
    for (const auto &[path, bytes] : m_files)
        views.push_back({path, bytes});
    return files::writePackage(folder, std::move(manifest), views);
}

Status loadNetwork(const files::Package &package, const std::string &file, torch::nn::Module &network)
{
    const Result<files::SafeTensors> weights = package.readTensors(file);
    if (!weights)
        return tl::unexpected(weights.error());
    Status loaded = tensor::loadModule(network, *weights);
    if (!loaded)
        loaded.error().subject = package.path().filename().string();
    return loaded;
}

} // namespace imago::latent::neural
