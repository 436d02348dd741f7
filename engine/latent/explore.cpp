// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/explore.h"

namespace imago::latent {

std::string_view name(SliderKind kind) noexcept
{
    switch (kind) {
    case SliderKind::Component:
        return "component";
    case SliderKind::Factor:
        return "factor";
    case SliderKind::Attribute:
        return "attribute";
    }
    return "component";
}

} // namespace imago::latent
