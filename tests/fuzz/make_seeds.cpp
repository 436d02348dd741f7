// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the good files that the fuzz targets start from: make_seeds FOLDER
#include "engine/files/save_file.h"
#include "engine/project/project_file.h"
#include "engine/project/project_json.h"
#include "tests/project/sample_project.h"

#include <filesystem>
#include <iostream>
#include <string>

using namespace imago;

int main(int count, char **arguments)
{
    if (count != 2) {
        std::cerr << "make_seeds FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder = arguments[1];
    std::filesystem::create_directories(folder / "recipe");
    std::filesystem::create_directories(folder / "project");
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
