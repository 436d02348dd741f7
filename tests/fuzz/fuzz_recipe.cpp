// SPDX-License-Identifier: GPL-3.0-or-later
// Recipes and presets from strangers: read or refused, and what was read can be written and read again.
#include "engine/latent/presets.h"
#include "engine/latent/recipe.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace imago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(bytes), size);
    if (const auto recipe = latent::recipeFromJson(text, "fuzz")) {
        const auto again = latent::recipeFromJson(latent::toJson(*recipe), "fuzz");
        if (!again || *again != *recipe)
            std::abort();
    }
    if (const auto presets = latent::presetsFromJson(text, "fuzz")) {
        const auto again = latent::presetsFromJson(latent::toJson(*presets), "fuzz");
        if (!again || *again != *presets)
            std::abort();
    }
    return 0;
}
