// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/style_arguments.h"

#include "app/cli/style_files.h"
#include "app/neural_module.h"
#include "app/resources.h"
#include "engine/style/color_keeping.h"

#include <CLI/CLI.hpp>

#include <utility>

namespace imago::cli {

void addStyleOption(CLI::App &verb, std::vector<std::string> &styles)
{
    verb.add_option("--style", styles,
                    "A painting (any picture), with a weight where several are mixed; repeat it for each")
        ->type_name("PAINTING[:WEIGHT]")
        ->allow_extra_args(false)
        ->required();
}

void addColorKeepingOption(CLI::App &verb, std::string &name)
{
    std::vector<std::string> modes;
    for (const style::ColorKeeping keeping : style::colorKeepings())
        modes.emplace_back(style::name(keeping));
    verb.add_option("--keep-colors", name, "What of the photo's colours stays (none)")
        ->type_name("MODE")
        ->check(CLI::IsMember(modes));
}

Result<std::shared_ptr<style::StyleModel>> openStyleModel()
{
    const auto resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    const auto package = findStylePackage(*resources);
    if (!package)
        return tl::unexpected(package.error());
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());
    return (*module)->loadStyleModel(*package);
}

Result<std::vector<style::WeightedStyle>> readStyles(style::StyleModel &model, const std::vector<std::string> &arguments)
{
    std::vector<style::WeightedStyle> styles;
    for (const std::string &argument : arguments) {
        const auto named = fileAndWeight(argument);
        if (!named)
            return tl::unexpected(named.error());
        const Result<Image> painting = readPicture(named->first);
        if (!painting)
            return tl::unexpected(painting.error());
        Result<style::StyleVector> vector = model.styleOf(*painting);
        if (!vector) {
            vector.error().subject = named->first;
            return tl::unexpected(std::move(vector).error());
        }
        styles.push_back({*vector, named->second});
    }
    return styles;
}

} // namespace imago::cli
