// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/attribute.h"

#include <QString>

#include <span>
#include <string_view>

namespace imago::ui {

/// The English words of one attribute as lupdate found them. A test keeps them equal to engine/latent's
/// table.
struct AttributeWords
{
    std::string_view name;
    const char *title;
    const char *help;
};

std::span<const AttributeWords> attributeWords() noexcept;

/// In the current language. Requires: index < latent::PortraitAttributeCount.
QString attributeTitle(std::size_t index);

/// The title as it reads under its group's heading: "Length" under "Hair". The full title where none is
/// shorter.
QString attributeShortTitle(std::size_t index);
QString attributeHelp(std::size_t index);
QString groupTitle(latent::Group group);

} // namespace imago::ui
