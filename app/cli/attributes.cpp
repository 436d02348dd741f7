// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/recipe_options.h"
#include "app/cli/verb.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string_view unitName(latent::Unit unit)
{
    switch (unit) {
    case latent::Unit::Ratio:
        return "ratio";
    case latent::Unit::Years:
        return "years";
    case latent::Unit::Degrees:
        return "degrees";
    }
    return "ratio";
}

Json toJson(const latent::Attribute &attribute)
{
    return {{"name", attribute.name},           {"title", attribute.title},
            {"help", attribute.help},           {"group", latent::name(attribute.group)},
            {"unit", unitName(attribute.unit)}, {"low", attribute.low},
            {"high", attribute.high},           {"safeLow", attribute.safeLow},
            {"safeHigh", attribute.safeHigh},   {"neutral", attribute.neutral},
            {"toggle", attribute.toggle}};
}

} // namespace

Action addAttributes(CLI::App &)
{
    return [](Console &console, const std::stop_token &) -> Status {
        std::string table = attributeTable();
        table.pop_back();
        console.line(table);
        Json list = Json::array();
        for (const latent::Attribute &attribute : latent::portraitAttributes())
            list.push_back(toJson(attribute));
        console.result({{"attributes", list}});
        return {};
    };
}

} // namespace imago::cli
