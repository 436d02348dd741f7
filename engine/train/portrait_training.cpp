// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/portrait_training.h"

namespace imago::train {

std::string_view name(PortraitNetworks networks) noexcept
{
    switch (networks) {
    case PortraitNetworks::Generator:
        return "portraits";
    case PortraitNetworks::Encoder:
        return "encoder";
    case PortraitNetworks::Judge:
        return "judge";
    }
    return "";
}

std::optional<PortraitNetworks> portraitNetworksFrom(std::string_view text) noexcept
{
    for (const PortraitNetworks networks :
         {PortraitNetworks::Generator, PortraitNetworks::Encoder, PortraitNetworks::Judge}) {
        if (text == name(networks))
            return networks;
    }
    return std::nullopt;
}

} // namespace imago::train
