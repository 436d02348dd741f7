// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/style_card_summary.h"
#include "app/cli/verb.h"
#include "app/resources.h"
#include "engine/style/style_card.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

Status listStyles(const std::vector<std::string> &arguments, Console &console)
{
    std::vector<fs::path> cards(arguments.begin(), arguments.end());
    if (arguments.empty()) {
        const auto resources = findResources();
        if (!resources)
            return tl::unexpected(resources.error());
        cards = styleCards(*resources);
    }
    Json list = Json::array();
    for (const fs::path &file : cards) {
        const Result<style::StyleCard> card = style::readStyleCard(file);
        if (!card)
            return tl::unexpected(card.error());
        console.line(padded(file.stem().string(), 15) + padded(nameIn(*card, "en"), 36) + card->license);
        list.push_back(summaryJson(file, *card));
    }
    console.result({{"styles", list}});
    return {};
}

} // namespace

Action addStyles(CLI::App &verb)
{
    auto arguments = std::make_shared<std::vector<std::string>>();
    verb.add_option("CARD", *arguments, "Style cards (those of the gallery that comes with the studio)");
    verb.footer("imago style PHOTO --style gallery:NAME paints with one of the gallery.");
    return [arguments](Console &console, const std::stop_token &) { return listStyles(*arguments, console); };
}

} // namespace imago::cli
