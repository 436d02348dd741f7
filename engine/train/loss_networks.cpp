// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/loss_networks.h"

#include <algorithm>

namespace imago::train {

using files::Json;

LossNetworks together(const LossNetworks &a, const LossNetworks &b)
{
    if (!a || !b)
        return std::nullopt;
    std::vector<LossNetwork> all = *a;
    std::ranges::copy_if(*b, std::back_inserter(all),
                         [&](const LossNetwork &network) { return std::ranges::find(*a, network) == a->end(); });
    return all;
}

Json toJson(const LossNetworks &networks)
{
    if (!networks)
        return nullptr;
    Json list = Json::array();
    for (const LossNetwork &network : *networks)
        list.push_back({{"network", network.name}, {"sha256", network.weightsHash}});
    return list;
}

LossNetworks lossNetworksOf(const files::Manifest &manifest)
{
    const auto list = manifest.training.find("lossNetworks");
    if (list == manifest.training.end() || !list->is_array())
        return std::nullopt;
    std::vector<LossNetwork> networks;
    for (const Json &entry : *list) {
        if (!entry.is_object() || !entry.contains("network") || !entry["network"].is_string() ||
            !entry.contains("sha256") || !entry["sha256"].is_string())
            return std::nullopt;
        networks.push_back({entry["network"].get<std::string>(), entry["sha256"].get<std::string>()});
    }
    return networks;
}

LossUse lossUse(const LossNetworks &networks, std::string_view weightsHash)
{
    if (!networks || weightsHash.empty())
        return LossUse::Unknown;
    return std::ranges::find(*networks, weightsHash, &LossNetwork::weightsHash) == networks->end() ? LossUse::Unused
                                                                                                    : LossUse::Used;
}

} // namespace imago::train
