// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/portrait_training.h"

#include "engine/core/find_by_name.h"

#include <array>

namespace imago::train {

std::string_view name(PortraitNetworks networks) noexcept
{
    switch (networks) {
    case PortraitNetworks::Generator:
        return "portraits";
    case PortraitNetworks::Decoder:
        return "decoder";
    case PortraitNetworks::Encoder:
        return "encoder";
    case PortraitNetworks::Judge:
        return "judge";
    }
    return "";
}

std::optional<PortraitNetworks> portraitNetworksFrom(std::string_view text) noexcept
{
    return findByName(std::array{PortraitNetworks::Generator, PortraitNetworks::Decoder, PortraitNetworks::Encoder,
                                 PortraitNetworks::Judge},
                      text);
}

} // namespace imago::train
