// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/explore_words.h"

#include <algorithm>
#include <cmath>

namespace imago::cli {

using latent::ExploreSlider;
using Json = nlohmann::ordered_json;

namespace {

constexpr double kWorthTelling = 0.5; // standard deviations of another slider

// The other slider that this one moves most.
std::string leak(const std::vector<ExploreSlider> &sliders, std::size_t own)
{
    const std::vector<double> &row = sliders[own].leakage;
    std::size_t most = own;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i != own && (most == own || std::abs(row[i]) > std::abs(row[most])))
            most = i;
    }
    if (most == own || std::abs(row[most]) < kWorthTelling)
        return "";
    return "also " + sliders[most].name + " by " + number(row[most], 1);
}

} // namespace

void printSliders(const std::vector<ExploreSlider> &sliders, Console &console)
{
    if (sliders.empty()) {
        console.line("The model has no sliders yet: imago discover finds them.");
        return;
    }
    constexpr std::size_t kColumn = 16;
    std::size_t names = kColumn;
    for (const ExploreSlider &slider : sliders)
        names = std::max(names, slider.name.size() + 2);
    for (std::size_t i = 0; i < sliders.size(); ++i) {
        const ExploreSlider &slider = sliders[i];
        console.line(padded(slider.id, kColumn) + padded(slider.name == slider.id ? "" : slider.name, names) +
                     padded("effect " + number(100.0 * slider.effect, 1) + " %", kColumn) + leak(sliders, i));
    }
}

Json slidersJson(const std::vector<ExploreSlider> &sliders)
{
    Json list = Json::array();
    for (const ExploreSlider &slider : sliders) {
        list.push_back({{"id", slider.id},
                        {"name", slider.name},
                        {"kind", name(slider.kind)},
                        {"low", slider.low},
                        {"high", slider.high},
                        {"effect", slider.effect},
                        {"leakage", slider.leakage}});
    }
    return list;
}

} // namespace imago::cli
