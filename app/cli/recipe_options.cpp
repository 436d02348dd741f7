// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/recipe_options.h"

#include "app/cli/console.h"
#include "engine/files/image_file.h"
#include "engine/files/png_text.h"
#include "engine/files/save_file.h"
#include "engine/latent/links.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace imago::cli {

namespace {

constexpr std::uint64_t kLongestRecipe = 1 << 20;
constexpr int kMostThreads = 256;

std::string_view unitOf(const latent::Attribute &attribute)
{
    switch (attribute.unit) {
    case latent::Unit::Years:
        return "years";
    case latent::Unit::Degrees:
        return "degrees";
    case latent::Unit::Ratio:
        break;
    }
    return attribute.toggle ? "off or on" : "";
}

} // namespace

CLI::Validator wholeNumber()
{
    // The library would read -1 as the largest number.
    return CLI::Validator(
        [](const std::string &text) {
            std::uint64_t value = 0;
            const char *end = text.data() + text.size();
            const auto [stopped, failed] = std::from_chars(text.data(), end, value);
            return failed == std::errc() && stopped == end ? std::string()
                                                           : "Value " + text + " is no whole number from 0";
        },
        "");
}

CLI::Validator between(double low, double high)
{
    // The library's range has nothing against "nan".
    const CLI::Validator isNumber(
        [](const std::string &text) {
            return std::isnan(std::strtod(text.c_str(), nullptr)) ? "Value " + text + " is no number" : std::string();
        },
        "");
    return CLI::Range(low, high) & isNumber;
}

void addChoice(CLI::App &verb, const std::string &names, std::optional<bool> &choice, const std::string &description)
{
    verb.add_flag_function(names, [&choice](std::int64_t count) { choice = count > 0; }, description)
        ->take_last();
}

void addThreadsOption(CLI::App &verb, int &threads)
{
    verb.add_option("--threads", threads, "Processors to use; the result is the same for any number")
        ->type_name("N")
        ->check(CLI::Range(1, kMostThreads));
}

void addRecipeOptions(CLI::App &verb, RecipeOptions &options, const std::string &fromName)
{
    auto *seed =
        verb.add_option("--seed", options.seed, "Which person; the same number is the same person (1)")
            ->check(wholeNumber());
    auto *truncation =
        verb.add_option("--truncation", options.truncation,
                        "How far from the average face: 0 is the mean, 1 the population, up to 1.5 (0.8)")
            ->check(between(0.0, 1.5));
    verb.add_option(fromName, options.from, "Start from a recipe (JSON) or from a PNG that the studio saved")
        ->type_name("FILE")
        ->excludes(seed)
        ->excludes(truncation);
    verb.add_option("--set", options.settings, "Move a slider; may be given several times")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    verb.add_flag("--linked", options.linked, "Let --set carry along what people expect of gender and age");
    verb.add_option("--size", options.size, "Side in pixels (512; the neural decoder's own size)")
        ->type_name("PX")
        ->check(CLI::Range(16, latent::kLargestSide));
    verb.add_option("--decoder", options.decoder,
                    "final: crisp at any size; neural: the network's own picture")
        ->check(CLI::IsMember({"final", "neural"}));
    verb.add_flag("--transparent", options.transparent, "No background");
    addThreadsOption(verb, options.threads);
}

Result<double> toNumber(const std::string &text, const std::string &subject)
{
    double value = 0;
    const char *end = text.data() + text.size();
    const auto [stopped, failed] = std::from_chars(text.data(), end, value);
    if (failed != std::errc() || stopped != end || !std::isfinite(value))
        return fail(ErrorCode::BadInput, "\"" + text + "\" is not a number", subject);
    return value;
}

Status applySetting(latent::Point &point, const std::string &setting, bool linked)
{
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos)
        return fail(ErrorCode::BadInput, "write NAME=VALUE, for example --set age=70", setting);
    const std::string attribute = setting.substr(0, equals);
    const Result<double> value = toNumber(setting.substr(equals + 1), attribute);
    latent::Point moved = point;
    // An unknown name matters more than what is wrong with its value.
    const Status set = latent::setAttribute(moved, attribute, value.value_or(NAN));
    if (!value && latent::findAttribute(attribute))
        return tl::unexpected(value.error());
    if (!set)
        return set;
    point = linked
                ? latent::movedWithLinks(point, *latent::findAttribute(attribute), static_cast<float>(*value))
                : moved;
    return {};
}

Result<latent::Recipe> readRecipe(const std::string &file)
{
    const std::string subject = files::subjectOf(file);
    auto text = files::readPngText(file);
    if (!text && text.error().code == ErrorCode::UnsupportedFormat) {
        const auto json = files::readFile(file, kLongestRecipe);
        const bool tooLong = !json && json.error().code == ErrorCode::FileTooLarge; // as photos are
        if (!json && !tooLong)
            return tl::unexpected(json.error());
        constexpr const char *kBefore = " \t\r\n\xEF\xBB\xBF"; // and a byte order mark
        if (tooLong || json->find_first_not_of(kBefore) != json->find('{')) {
            return fail(ErrorCode::UnsupportedFormat,
                        "this is neither a recipe nor a PNG of the studio; "
                        "\"imago encode\" finds a picture's nearest portrait",
                        subject);
        }
        return latent::recipeFromJson(*json, subject);
    }
    if (!text)
        return tl::unexpected(text.error());
    const auto found = text->find(std::string(files::kRecipeText));
    if (found == text->end())
        return fail(ErrorCode::BadInput,
                    "this picture carries no recipe; \"imago encode\" looks for its portrait", subject);
    return latent::recipeFromJson(found->second, subject);
}

Result<latent::Recipe> makeRecipe(const RecipeOptions &options, std::uint64_t seedOffset)
{
    latent::Recipe recipe;
    if (options.from) {
        Result<latent::Recipe> read = readRecipe(*options.from);
        if (!read)
            return read;
        recipe = *std::move(read);
    } else {
        recipe = latent::recipeFromSeed(options.seed.value_or(recipe.seed) + seedOffset,
                                        options.truncation.value_or(recipe.truncation));
    }
    for (const std::string &setting : options.settings) {
        const Status applied = applySetting(recipe.point, setting, options.linked);
        if (!applied)
            return tl::unexpected(applied.error());
    }
    if (options.decoder)
        recipe.decoder = *options.decoder == "neural" ? latent::Decoder::Neural : latent::Decoder::Final;
    if (options.size)
        recipe.size = {*options.size, *options.size};
    if (options.transparent)
        recipe.transparent = true;
    return recipe;
}

Status checkTransparency(const RecipeOptions &options, const std::string &output)
{
    return options.transparent && files::formatFromEnding(output) == files::PictureFormat::Jpeg
               ? fail(ErrorCode::BadInput, "a JPEG has no transparency; choose PNG, WebP or TIFF", output)
               : Status{};
}

std::string attributeTable()
{
    std::string text;
    std::string_view group;
    for (const latent::Attribute &attribute : latent::portraitAttributes()) {
        if (group != latent::name(attribute.group)) {
            group = latent::name(attribute.group);
            text += "  " + std::string(group) + "\n";
        }
        const std::string range = number(static_cast<double>(attribute.low)) + " to " +
                                  number(static_cast<double>(attribute.high)) + " " +
                                  std::string(unitOf(attribute));
        text += "    " + padded(attribute.name, 23) + padded(range, 20) + std::string(attribute.help) + "\n";
    }
    return text;
}

} // namespace imago::cli
