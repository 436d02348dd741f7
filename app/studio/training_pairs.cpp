// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/training_pairs.h"

#include "app/model_pictures.h"
#include "ui/preview/to_qimage.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace imago::app {

namespace {

constexpr std::size_t kMostPairs = 12; // wider than that no window is

QImage asQImage(Image picture)
{
    return ui::toQImage(std::make_shared<const Image>(std::move(picture)));
}

/// The items of these names; those that are not there are missing.
std::map<std::string, std::size_t> itemsOf(const dataset::Dataset &pictures, const std::set<std::string> &names)
{
    std::map<std::string, std::size_t> found;
    for (std::size_t item = 0; item < pictures.size() && found.size() < names.size(); ++item) {
        const std::string name = pictures.name(item);
        if (names.contains(name))
            found[name] = item;
    }
    return found;
}

std::optional<std::size_t> sampleOf(const dataset::MadePictures &made, const std::string &name)
{
    for (std::size_t i = 0; i < made.count; ++i) {
        if (made.name(i) == name)
            return i;
    }
    return std::nullopt;
}

} // namespace

std::vector<ui::NearestPair> readNearestPairs(const dataset::PictureQuality &quality,
                                              const std::shared_ptr<latent::ExplorableModel> &model,
                                              const dataset::Dataset &pictures, dataset::Fit fit,
                                              const std::stop_token &stop)
{
    const dataset::MadePictures made = picturesDrawnBy(model, quality.samples, stop);
    const std::size_t count = std::min(quality.nearest.size(), kMostPairs);
    std::set<std::string> names;
    for (std::size_t i = 0; i < count; ++i)
        names.insert(quality.nearest[i].training);
    const std::map<std::string, std::size_t> items = itemsOf(pictures, names);
    std::vector<ui::NearestPair> pairs;
    for (std::size_t i = 0; i < count && !stop.stop_requested(); ++i) {
        const dataset::Resemblance &pair = quality.nearest[i];
        const auto item = items.find(pair.training);
        const std::optional<std::size_t> sample = sampleOf(made, pair.sample);
        if (item == items.end() || !sample)
            continue;
        Result<Image> drawn = made.draw(*sample);
        const Result<Image> training = pictures.read(item->second);
        if (!drawn || !training)
            continue;
        pairs.push_back({asQImage(*std::move(drawn)), asQImage(dataset::fitted(*training, model->pictureSize(), fit)),
                         QString::fromStdString(pair.training), pair.distance, pair.looksEqual});
    }
    return pairs;
}

} // namespace imago::app
