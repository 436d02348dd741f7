// SPDX-License-Identifier: GPL-3.0-or-later
// What the explorer takes from the neural module.
#include "app/neural_module.h"
#include "app/studio/explore_room.h"

namespace imago::app {

ExploreTools exploreTools()
{
    ExploreTools tools;
    tools.open = [](const std::filesystem::path &package) -> Result<std::shared_ptr<latent::ExplorableModel>> {
        const Result<const NeuralFactory *> factory = openNeuralModule();
        if (!factory)
            return tl::unexpected(factory.error());
        return (*factory)->openExplorable(package);
    };
    tools.findSliders = [](const std::filesystem::path &package, jobs::JobContext &job) -> Status {
        const Result<const NeuralFactory *> factory = openNeuralModule();
        if (!factory)
            return tl::unexpected(factory.error());
        train::SliderSearch order;
        order.package = package;
        const auto found = (*factory)->searchSliders(order, job);
        if (!found)
            return tl::unexpected(found.error());
        return {};
    };
    tools.rename = [](const std::filesystem::path &package, const std::string &id, const std::string &name) -> Status {
        const Result<const NeuralFactory *> factory = openNeuralModule();
        if (!factory)
            return tl::unexpected(factory.error());
        return (*factory)->renameSlider(package, id, name);
    };
    return tools;
}

} // namespace imago::app
