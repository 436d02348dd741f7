// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/style_arguments.h"

#include "app/cli/style_files.h"
#include "app/resources.h"
#include "engine/style/color_keeping.h"
#include "engine/style/style_card.h"

#include <CLI/CLI.hpp>

#include <string_view>
#include <utility>

namespace imago::cli {

namespace {

constexpr std::string_view kGallery = "gallery:";

// A style card's, or that of a painting.
Result<style::Style> readStyle(style::StyleModel &model, const std::string &file)
{
    if (style::isStyleCard(file)) {
        Result<style::StyleCard> card = style::readStyleCard(file);
        if (!card)
            return tl::unexpected(std::move(card).error());
        if (Status fits = checkFits(*card, model.networkHash()); !fits)
            return tl::unexpected(std::move(fits).error());
        return std::move(card->style);
    }
    const Result<Image> painting = readPicture(file);
    if (!painting)
        return tl::unexpected(painting.error());
    return model.styleOf(*painting);
}

Result<std::string> galleryFile(const std::string &name)
{
    const auto resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    return findGalleryCard(*resources, name).map([](const std::filesystem::path &card) { return card.string(); });
}

} // namespace

void addStyleOption(CLI::App &verb, std::vector<std::string> &styles)
{
    verb.add_option(
            "--style", styles,
            "A painting (any picture), a style card (.imagostyle) or gallery:NAME (imago styles lists them), with a "
            "weight where several are mixed; repeat it for each")
        ->type_name("STYLE[:WEIGHT]")
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

std::vector<std::string> filesOf(const std::vector<std::string> &arguments)
{
    std::vector<std::string> files;
    for (const std::string &argument : arguments) {
        if (const auto named = fileAndWeight(argument); named && !argument.starts_with(kGallery))
            files.push_back(named->first);
    }
    return files;
}

Result<std::vector<style::WeightedStyle>> readStyles(style::StyleModel &model,
                                                     const std::vector<std::string> &arguments)
{
    std::vector<style::WeightedStyle> styles;
    for (const std::string &argument : arguments) {
        const bool built = argument.starts_with(kGallery);
        const auto named = fileAndWeight(built ? argument.substr(kGallery.size()) : argument);
        if (!named)
            return tl::unexpected(named.error());
        const Result<std::string> file = built ? galleryFile(named->first) : named->first;
        if (!file)
            return tl::unexpected(file.error());
        Result<style::Style> style = readStyle(model, *file);
        if (!style) {
            style.error().subject = named->first;
            return tl::unexpected(std::move(style).error());
        }
        styles.push_back({*std::move(style), named->second});
    }
    return styles;
}

} // namespace imago::cli
