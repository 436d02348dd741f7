// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/presets.h"
#include "engine/project/project.h"

#include <string>
#include <utility>

namespace imago::test {

/// A project with something in each of its parts, that follows from its number.
inline project::Project sampleProject(std::uint64_t number)
{
    project::Project project;
    project.recipe = latent::recipeFromSeed(number, 0.8);
    for (std::uint64_t i = 0; i < 5 + number % 7; ++i)
        project.history.push_back({"Step " + std::to_string(i), latent::recipeFromSeed(number + i, 1.0)});
    project.historyCurrent = 3;
    project.favourites = {{"\xE5\xBF\xAB\xE4\xB9\x90", latent::recipeFromSeed(number * 3, 0.5)},
                          {"", project.recipe}};
    project.presets = {*latent::makePreset("Mine", latent::PresetKind::Look, project.recipe.point)};
    project.reference = latent::recipeFromSeed(number + 99, 0.7);
    if (number % 2 == 1) {
        project::StyleWork &style = project.style.emplace();
        style.photo = "/pictures/lake.jpg";
        style.styles = {{"/pictures/wave.png", 0.5, true}};
        style.strength = 0.75;
        style.colors = "oklab";
        style.stroke = 2.0;
        style.tier = "refined";
        style.structure = 0.25;
        style.seed = number;
        style.faceProtection = 0.5;
        Image mask({8, 4});
        for (std::uint8_t &byte : mask.bytes())
            byte = 255;
        mask.row(1)[4] = static_cast<std::uint8_t>(number);
        style.mask = project::KeptPicture(std::make_shared<const Image>(std::move(mask)));
        style.clips = {{"/clips/sea.mp4", 0.5, 2.0}, {"/clips/sky.webm", 0.0, 1.5}};
        style.currentClip = 1;
        style.smooth = 0.5;
    }
    project.linked = number % 2 == 0;
    project.locks.set(latent::Age).set(latent::HairGrey);
    project.spread = 0.25;
    project.thumbnail = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', static_cast<std::uint8_t>(number)};
    return project;
}

} // namespace imago::test
