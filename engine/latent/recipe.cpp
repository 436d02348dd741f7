// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/recipe.h"

#include "engine/core/random.h"
#include "engine/core/utf8.h"
#include "engine/files/json_fields.h"
#include "engine/latent/population.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>
#include <vector>

namespace imago::latent {

namespace {

using Json = nlohmann::ordered_json;

constexpr files::JsonFormat kFormat{.name = "imago.recipe",
                                    .version = 1,
                                    .foreign = "this is not a recipe of the studio",
                                    .newer = "the recipe comes from",
                                    .foreignCode = ErrorCode::UnsupportedFormat};
constexpr std::size_t kLongestText = 1 << 20;
constexpr float kFarthestIdentity = 8.0F;
constexpr std::size_t kLongestShownId = 64;
constexpr std::size_t kShownOfHash = 12;
constexpr float kSameIdentity = 1e-3F; // truncation that came and went rounds

} // namespace

Recipe recipeFromSeed(std::uint64_t seed, double truncation)
{
    Recipe recipe;
    recipe.seed = seed;
    recipe.truncation = truncation;
    recipe.point = pointFromSeed(seed, truncation);
    return recipe;
}

bool isOfItsSeed(const Recipe &recipe)
{
    const Identity drawn = pointFromSeed(recipe.seed, recipe.truncation).z;
    std::size_t same = 0;
    for (std::size_t i = 0; i < drawn.size(); ++i)
        same += std::abs(drawn[i] - recipe.point.z[i]) < kSameIdentity ? 1 : 0;
    return 2 * same > drawn.size();
}

std::string toJson(const Recipe &recipe)
{
    Json attributes = Json::object();
    const auto table = portraitAttributes();
    for (std::size_t i = 0; i < table.size(); ++i)
        attributes[std::string(table[i].name)] = recipe.point.attributes[i];
    const Json json = {
        {"format", kFormat.name},
        {"formatVersion", kFormat.version},
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
    Result<files::JsonDocument> document = files::JsonDocument::parse(text, kFormat, subject);
    if (!document)
        return tl::unexpected(std::move(document).error());
    files::JsonFields fields = document->fields();
    Recipe recipe;
    recipe.modelId = fields.get("model", recipe.modelId);
    recipe.modelHash = fields.get("modelHash", recipe.modelHash);
    recipe.seed = fields.get("seed", recipe.seed);
    recipe.truncation = fields.get("truncation", recipe.truncation);
    files::JsonFields attributes = fields.object("attributes");
    std::vector<std::pair<std::string, double>> values;
    for (const auto &[name, value] : attributes.json().items())
        values.emplace_back(name, attributes.get<double>(name));
    const auto z = fields.get<std::vector<float>>("z");
    const std::string decoder = fields.get("decoder", std::string("final"));
    const auto size = fields.get("size", std::vector<int>{recipe.size.width, recipe.size.height});
    recipe.transparent = fields.get("transparent", recipe.transparent);
    if (Status read = document->check(); !read)
        return tl::unexpected(std::move(read).error());

    for (const auto &[name, value] : values) {
        if (const Status set = setAttribute(recipe.point, name, value); !set)
            return fail(set.error().code, set.error().subject + ": " + set.error().detail, subject);
    }
    const auto isIdentity = [](float value) { return std::abs(value) <= kFarthestIdentity; };
    if (z.size() != kIdentitySize || !std::ranges::all_of(z, isIdentity))
        return fail(ErrorCode::BadInput,
                    "\"z\" must be " + std::to_string(kIdentitySize) + " numbers from -8 to 8", subject);
    std::ranges::copy(z, recipe.point.z.begin());
    if (!(recipe.truncation >= 0.0 && recipe.truncation <= 1.5))
        return fail(ErrorCode::BadInput, "\"truncation\" must be from 0 to 1.5", subject);
    if (decoder != "final" && decoder != "neural")
        return fail(ErrorCode::BadInput, "\"decoder\" must be \"final\" or \"neural\"", subject);
    recipe.decoder = decoder == "final" ? Decoder::Final : Decoder::Neural;
    if (size.size() != 2 || size[0] != size[1] || size[0] < 16 || size[0] > kLargestSide)
        return fail(ErrorCode::BadInput,
                    "\"size\" must be two equal whole numbers from 16 to " + std::to_string(kLargestSide), subject);
    recipe.size = {size[0], size[1]};
    return recipe;
}

bool isOfAnotherModel(const Recipe &recipe, std::string_view modelHash) noexcept
{
    return recipe.decoder == Decoder::Neural && !recipe.modelHash.empty() && recipe.modelHash != modelHash;
}

std::string modelName(std::string_view id, std::string_view hash)
{
    // A stranger's may have a megabyte.
    return std::string(utf8Prefix(id, kLongestShownId)) + " " + std::string(utf8Prefix(hash, kShownOfHash));
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
