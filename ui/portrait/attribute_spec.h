// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/point.h"
#include "ui/widgets/slider_spec.h"

namespace imago::ui {

/// The slider of one attribute, in the current language. Where the attribute is a colour its track shows it;
/// the backdrop's tracks depend on one another, hence the attributes.
SliderSpec attributeSpec(std::size_t index, const latent::Attributes &attributes);

/// The slider of one principal component of the head's shape: z[component], component <
/// latent::kIdentitySize.
SliderSpec shapeSpec(std::size_t component);

/// How many of them the panel offers: beyond these nobody sees a change.
inline constexpr std::size_t kShapeSliders = 12;

} // namespace imago::ui
