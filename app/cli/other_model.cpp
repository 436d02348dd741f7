// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/other_model.h"

#include "app/resources.h"
#include "engine/files/package.h"

#include <nlohmann/json.hpp>

namespace imago::cli {

namespace {

// Without the networks: they take most of a second.
Result<files::Package> ownPackage()
{
    const Result<std::filesystem::path> resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    const Result<std::filesystem::path> package = findPortraitModel(*resources);
    if (!package)
        return tl::unexpected(package.error());
    return files::openPackage(*package);
}

} // namespace

void tellOtherModel(Console &console, const latent::Recipe &recipe, const std::string &subject,
                    nlohmann::ordered_json &result)
{
    if (recipe.decoder != latent::Decoder::Neural || recipe.modelHash.empty())
        return;
    const Result<files::Package> own = ownPackage();
    if (!own || !latent::isOfAnotherModel(recipe, own->hash()))
        return;
    const std::string &id = own->manifest().id;
    console.warn(subject + ": this neural picture is of the model " +
                 latent::modelName(recipe.modelId, recipe.modelHash) + "; the one here, " +
                 latent::modelName(id, own->hash()) + ", may draw another picture");
    result["otherModel"] = {{"recipe", {{"id", recipe.modelId}, {"sha256", recipe.modelHash}}},
                            {"here", {{"id", id}, {"sha256", own->hash()}}}};
}

} // namespace imago::cli
