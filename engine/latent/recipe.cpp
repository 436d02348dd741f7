// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/recipe.h"

#include "engine/core/random.h"
#include "engine/latent/population.h"

#include <nlohmann/json.hpp>

#include <bit>
#include <cmath>

namespace imago::latent {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;
constexpr std::size_t kLongestText = 1 << 20;

} // namespace

Recipe recipeFromSeed(std::uint64_t seed, double truncation)
{
    Recipe recipe;
    recipe.seed = seed;
    recipe.truncation = truncation;
    recipe.point = pointFromSeed(seed, truncation);
    return recipe;
}

std::string toJson(const Recipe &recipe)
{
    Json attributes = Json::object();
    const auto table = portraitAttributes();
    for (std::size_t i = 0; i < table.size(); ++i)
        attributes[std::string(table[i].name)] = recipe.point.attributes[i];
    const Json json = {
        {"format", "imago.recipe"},
        {"formatVersion", kFormatVersion},
        {"model", recipe.modelId},
        {"modelHash", recipe.modelHash},
        {"seed", recipe.seed},
        {"truncation", recipe.truncation},
        {"attributes", attributes},
        {"z", recipe.point.z},
        {"decoder", recipe.decoder == Decoder::Final ? "final" : "neural"},
        {"size", {recipe.size.width, recipe.size.height}},
        {"transparent", recipe.transparent},
    };
    return json.dump(2);
}

Result<Recipe> recipeFromJson(std::string_view text, std::string subject)
{
    if (text.size() > kLongestText)
        return fail(ErrorCode::FileTooLarge, "a recipe is at most 1 MB", subject);
    // Not the ordered kind: that one searches all keys for each key, for minutes in a hostile file.
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::FileDamaged, "this is not a JSON object", subject);
    try {
        if (json.value("format", "") != "imago.recipe")
            return fail(ErrorCode::UnsupportedFormat, "this is not a recipe of the studio", subject);
        if (json.value("formatVersion", 0) > kFormatVersion)
            return fail(ErrorCode::Incompatible, "the recipe comes from a newer version of the studio: update this one",
                        subject);
        Recipe recipe;
        recipe.modelId = json.value("model", recipe.modelId);
        recipe.modelHash = json.value("modelHash", recipe.modelHash);
        recipe.seed = json.value("seed", recipe.seed);
        recipe.truncation = json.value("truncation", recipe.truncation);
        if (!std::isfinite(recipe.truncation) || recipe.truncation < 0.0 || recipe.truncation > 1.5)
            return fail(ErrorCode::BadInput, "truncation must be from 0 to 1.5", subject);
        for (const auto &[name, value] : json.at("attributes").items()) {
            const Status set = setAttribute(recipe.point, name, value.get<double>());
            if (!set)
                return fail(set.error().code, set.error().subject + ": " + set.error().detail, subject);
        }
        const auto &z = json.at("z");
        if (!z.is_array() || z.size() != kIdentitySize) {
            return fail(ErrorCode::BadInput, "z must hold " + std::to_string(kIdentitySize) + " numbers", subject);
        }
        for (std::size_t i = 0; i < kIdentitySize; ++i) {
            const auto value = z[i].get<float>();
            if (!std::isfinite(value) || std::abs(value) > 8.0F)
                return fail(ErrorCode::BadInput, "every z must be a number from -8 to 8", subject);
            recipe.point.z[i] = value;
        }
        const std::string decoder = json.value("decoder", "final");
        if (decoder != "final" && decoder != "neural")
            return fail(ErrorCode::BadInput, "decoder must be \"final\" or \"neural\"", subject);
        recipe.decoder = decoder == "final" ? Decoder::Final : Decoder::Neural;
        if (const auto size = json.find("size"); size != json.end())
            recipe.size = {size->at(0).get<int>(), size->at(1).get<int>()};
        if (recipe.size.width != recipe.size.height || recipe.size.width < 16 || recipe.size.width > kLargestSide) {
            return fail(ErrorCode::BadInput, "size must be square, from 16 to " + std::to_string(kLargestSide),
                        subject);
        }
        recipe.transparent = json.value("transparent", false);
        return recipe;
    } catch (const Json::exception &error) {
        return fail(ErrorCode::FileDamaged, error.what(), subject);
    }
}

std::uint64_t hash(const Recipe &recipe) noexcept
{
    std::uint64_t state = mixSeed(recipe.seed, std::bit_cast<std::uint64_t>(recipe.truncation));
    const auto add = [&state](std::uint64_t value) { state = mixSeed(state, value); };
    for (const float value : recipe.point.attributes)
        add(std::bit_cast<std::uint32_t>(value));
    for (const float value : recipe.point.z)
        add(std::bit_cast<std::uint32_t>(value));
    for (const std::string *text : {&recipe.modelId, &recipe.modelHash}) {
        add(text->size());
        for (const char c : *text)
            add(static_cast<unsigned char>(c));
    }
    add(static_cast<std::uint64_t>(recipe.decoder));
    add(static_cast<std::uint64_t>(recipe.size.width));
    add(static_cast<std::uint64_t>(recipe.size.height));
    add(recipe.transparent ? 1 : 0);
    return state;
}

} // namespace imago::latent
