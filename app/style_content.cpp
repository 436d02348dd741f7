// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/style_content.h"

#include "engine/art/painting.h"
#include "engine/faces/renderer.h"
#include "engine/latent/backdrop.h"
#include "engine/latent/recipe.h"

#include <atomic>
#include <string_view>
#include <thread>

namespace imago {

namespace {

constexpr int kScenesOfEach = 2;
constexpr int kPortraits = 8;
// Seeds of their own: the pictures that judge styles have others.
constexpr std::uint64_t kFirstSceneSeed = 4100;
constexpr std::uint64_t kFirstPortraitSeed = 7300;
constexpr double kTruncation = 0.8;

struct Order
{
    std::string_view scene; ///< Empty: a portrait.
    std::uint64_t seed = 0;
};

std::vector<Order> orders()
{
    std::vector<Order> result;
    for (const art::Work &work : art::works()) {
        for (int i = 0; i < kScenesOfEach && work.kind == art::Kind::Scene; ++i) // each at another hour and season
            result.push_back({work.name, kFirstSceneSeed + result.size()});
    }
    for (int i = 0; i < kPortraits; ++i)
        result.push_back({{}, kFirstPortraitSeed + static_cast<std::uint64_t>(i)});
    return result;
}

Result<Image> portrait(const faces::Renderer &renderer, std::uint64_t seed, int side, const std::stop_token &stop)
{
    const latent::Recipe recipe = latent::recipeFromSeed(seed, kTruncation);
    Result<faces::Drawing> drawing = renderer.draw(recipe.point, side, {}, stop);
    if (!drawing)
        return tl::unexpected(std::move(drawing).error());
    return drawing->cutout.empty() ? Image() : latent::overBackdrop(drawing->cutout, recipe.point.attributes);
}

} // namespace

Result<std::vector<Image>> styleContent(const std::filesystem::path &resources, int side, int threads,
                                        const std::stop_token &stop)
{
    const auto renderer = faces::Renderer::open(resources / "faces" / "faces.bin");
    if (!renderer)
        return tl::unexpected(renderer.error());
    const std::vector<Order> wanted = orders();
    std::vector<Result<Image>> drawn(wanted.size(), Image());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < wanted.size() && !stop.stop_requested(); i = next++) {
            const Order &order = wanted[i];
            drawn[i] = order.scene.empty() ? portrait(**renderer, order.seed, side, stop)
                                           : art::draw(order.scene, {side, side}, order.seed);
        }
    };
    {
        std::vector<std::jthread> crew;
        for (int i = 1; i < threads; ++i)
            crew.emplace_back(work);
        work();
    }
    if (stop.stop_requested())
        return std::vector<Image>();
    std::vector<Image> pictures;
    for (Result<Image> &picture : drawn) {
        if (!picture)
            return tl::unexpected(std::move(picture).error());
        pictures.push_back(*std::move(picture));
    }
    return pictures;
}

} // namespace imago
