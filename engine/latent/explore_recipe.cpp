// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/explore_recipe.h"

#include "engine/files/json_fields.h"
#include "engine/files/png_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace imago::latent {

using Json = nlohmann::ordered_json;

namespace {

constexpr files::JsonFormat kFormat{.name = "imago.explore",
                                    .version = 1,
                                    .foreign = "this is not the place of a picture in a model",
                                    .newer = "the picture was made by"};
constexpr std::size_t kLongestText = std::size_t{1} << 20;
constexpr std::size_t kWidestStyle = 4096;
constexpr std::size_t kMostSliders = 256;
constexpr double kFarthest = 200.0; // standard deviations: twice a slider's widest range

bool isSane(const ExploreRecipe &r)
{
    const auto within = [](double value, double most) { return std::isfinite(value) && std::abs(value) <= most; };
    return within(r.point.variety, 2.0) && r.point.variety >= 0.0 && r.point.style.size() <= kWidestStyle &&
           std::ranges::all_of(r.point.style, [](float v) { return std::isfinite(v); }) &&
           r.values.size() <= kMostSliders &&
           std::ranges::all_of(r.values, [&](const auto &value) { return within(value.second, kFarthest); });
}

} // namespace

ExploreRecipe recipeOf(const ExplorePoint &point, const std::string &modelHash,
                       const std::vector<ExploreSlider> &sliders, const std::vector<std::string> &classes)
{
    ExploreRecipe recipe{modelHash, point, {}, {}};
    recipe.point.classIndex = -1;
    recipe.point.values.clear();
    if (point.classIndex >= 0 && point.classIndex < static_cast<int>(classes.size()))
        recipe.className = classes[static_cast<std::size_t>(point.classIndex)];
    for (std::size_t i = 0; i < std::min(sliders.size(), point.values.size()); ++i)
        recipe.values[sliders[i].id] = point.values[i];
    return recipe;
}

Result<ExplorePoint> pointOf(const ExploreRecipe &recipe, const std::vector<ExploreSlider> &sliders,
                             const std::vector<std::string> &classes)
{
    ExplorePoint point = recipe.point;
    if (!recipe.className.empty()) {
        const auto found = std::ranges::find(classes, recipe.className);
        if (found == classes.end())
            return fail(ErrorCode::BadInput, "the model has no such class", recipe.className);
        point.classIndex = static_cast<int>(found - classes.begin());
    }
    for (const ExploreSlider &slider : sliders) {
        const auto value = recipe.values.find(slider.id);
        point.values.push_back(value == recipe.values.end() ? 0.0 : value->second);
    }
    return point;
}

std::string toText(const ExploreRecipe &recipe)
{
    Json json{{"format", kFormat.name},
              {"formatVersion", kFormat.version},
              {"model", recipe.modelHash},
              {"seed", recipe.point.seed},
              {"variety", recipe.point.variety},
              {"sliders", recipe.values}};
    if (!recipe.className.empty())
        json["class"] = recipe.className;
    if (!recipe.point.style.empty())
        json["style"] = recipe.point.style;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::map<std::string, std::string> pngTexts(const ExploreRecipe &recipe)
{
    return {{std::string(kExploreText), toText(recipe)}, {std::string(files::kModelText), recipe.modelHash}};
}

Result<ExploreRecipe> parseExploreRecipe(std::string_view text, const std::string &subject)
{
    if (text.size() > kLongestText)
        return fail(ErrorCode::FileTooLarge, "a picture's place in its model is at most 1 MB", subject);
    Result<files::JsonDocument> document = files::JsonDocument::parse(text, kFormat, subject);
    if (!document)
        return tl::unexpected(std::move(document).error());
    files::JsonFields fields = document->fields();
    ExploreRecipe recipe;
    recipe.modelHash = fields.get<std::string>("model");
    recipe.point.seed = fields.get<std::uint64_t>("seed");
    recipe.point.variety = fields.get<double>("variety");
    files::JsonFields sliders = fields.object("sliders");
    for (const auto &[id, value] : sliders.json().items())
        recipe.values[id] = sliders.get<double>(id);
    recipe.className = fields.get("class", std::string());
    recipe.point.style = fields.get("style", std::vector<float>());
    if (Status read = document->check(); !read)
        return tl::unexpected(std::move(read).error());
    if (!isSane(recipe))
        return fail(ErrorCode::FileDamaged, "the picture's place in its model has numbers that are none", subject);
    return recipe;
}

} // namespace imago::latent
