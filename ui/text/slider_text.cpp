// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/slider_text.h"

#include <QCoreApplication>

namespace imago::ui {

QString sliderTitle(const latent::ExploreSlider &slider, std::size_t place)
{
    //: A slider of a model that nobody has named yet; %1 is its number.
    return slider.name == slider.id ? QCoreApplication::translate("Slider", "Slider %1").arg(place + 1)
                                    : QString::fromStdString(slider.name);
}

} // namespace imago::ui
