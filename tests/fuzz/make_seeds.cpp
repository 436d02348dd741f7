// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the good files that the fuzz targets start from: make_seeds FOLDER
#include "engine/files/package.h"
#include "engine/files/save_file.h"
#include "engine/project/project_file.h"
#include "engine/project/project_json.h"
#include "tests/project/sample_project.h"

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

using namespace imago;

namespace {

/// A model package with one network, as an archive and as its manifest alone.
bool makePackageSeeds(const std::filesystem::path &folder, const std::string &tensors)
{
    files::Manifest manifest;
    manifest.id = "org.example.seed";
    manifest.version = "1.0.0";
    manifest.title["en"] = "Seed";
    manifest.kind = "generator";
    manifest.networks = {{"decoder", "imago.decoder", 1, {{"latentSize", 8}}, "decoder.safetensors"}};
    const std::vector<files::PackageFile> content{
        {"decoder.safetensors", {reinterpret_cast<const std::uint8_t *>(tensors.data()), tensors.size()}}};
    const std::filesystem::path file = folder / "seed.imagomodel";
    if (!files::writePackage(file, manifest, content))
        return false;
    const auto archive = files::readFile(file, 1 << 20);
    const auto package = files::openPackage(file);
    std::filesystem::remove(file);
    return archive && package && files::saveFile(folder / "archive", "P" + *archive) &&
           files::saveFile(folder / "manifest", "J" + files::toJson(package->manifest()));
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 2) {
        std::cerr << "make_seeds FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder = arguments[1];
    std::filesystem::create_directories(folder / "recipe");
    std::filesystem::create_directories(folder / "project");
    std::filesystem::create_directories(folder / "package");
    std::filesystem::create_directories(folder / "safetensors");
    const std::filesystem::path samples = std::filesystem::path(IMAGO_SOURCE_DIR) / "tests/files/data";
    std::filesystem::copy(samples / "pictures", folder / "picture",
                          std::filesystem::copy_options::overwrite_existing);
    const auto tensors = files::readFile(samples / "reference.safetensors", 1 << 20);
    if (!tensors || !files::saveFile(folder / "safetensors" / "reference", *tensors) ||
        !makePackageSeeds(folder / "package", *tensors))
        return 1;
    const std::string idx("\0\0\x08\x03\0\0\0\x01\0\0\0\x02\0\0\0\x02" "abcd", 20);
    std::filesystem::create_directories(folder / "dataset");
    if (!files::saveFile(folder / "dataset" / "idx", "I" + idx) ||
        !files::saveFile(folder / "dataset" / "csv", "Cfile,label,age\na.png,\"x, y\",3\nc.jpg,z,4\n") ||
        !files::saveFile(folder / "dataset" / "json", R"(J{"labels": [["a.png", 3], ["b/a.png", null]]})") ||
        !files::saveFile(folder / "dataset" / "tdm", R"(T[{"location": "/a/*", "tdm-reservation": 1}])"))
        return 1;
    project::Project small;
    small.history = {{"First", small.recipe}};
    for (const project::Project &project : {small, test::sampleProject(1)}) {
        const std::string number = std::to_string(project.recipe.seed + project.favourites.size());
        const auto archive = project::toBytes(project);
        const auto json = project::toJson(project);
        if (!archive || !json)
            return 1;
        const std::string bytes(archive->begin(), archive->end());
        if (!files::saveFile(folder / "project" / ("archive-" + number), "P" + bytes) ||
            !files::saveFile(folder / "project" / ("json-" + number), "J" + *json) ||
            !files::saveFile(folder / "recipe" / ("recipe-" + number), latent::toJson(project.recipe)) ||
            !files::saveFile(folder / "recipe" / ("presets-" + number), latent::toJson(project.presets)))
            return 1;
    }
    return 0;
}
