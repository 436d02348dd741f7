// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/style_card_summary.h"

#include "app/cli/console.h"

#include <nlohmann/json.hpp>

namespace imago::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t kLabel = 12;

// Nothing where there is nothing to say.
std::string row(const std::string &label, const std::string &text)
{
    return text.empty() ? std::string() : "\n  " + padded(label, kLabel) + text;
}

// "Swirls, unknown, 1889": as much as is known.
std::string words(const style::StyleSource &source)
{
    std::string text;
    for (const std::string *part : {&source.title, &source.author, &source.year}) {
        if (!part->empty())
            text += (text.empty() ? "" : ", ") + *part;
    }
    return text;
}

} // namespace

std::string summary(const style::StyleCard &card)
{
    const std::string ownWeights =
        card.style.hasOwnWeights() ? ", then " + std::to_string(card.training.weightSteps) + " of all weights" : "";
    const Size thumbnail = card.thumbnail.size();
    return "style card \"" + nameIn(card, "en") + "\"" + row("painting", words(card.source)) +
           row("from", card.source.attribution) +
           row("learned in", std::to_string(card.training.steps) + " steps" + ownWeights) +
           row("refining", card.style.canBeRefined() ? "possible" : "not possible: it has no statistics") +
           row("thumbnail", card.thumbnail.empty() ? std::string()
                                                   : std::to_string(thumbnail.width) + " x " +
                                                         std::to_string(thumbnail.height) + " px") +
           row("licence", card.license) + row("network", card.networkHash);
}

Json summaryJson(const std::filesystem::path &file, const style::StyleCard &card)
{
    Json names = Json::object();
    for (const auto &[language, title] : card.name)
        names[language] = title;
    return {{"name", file.stem().string()},
            {"titles", names},
            {"file", file.string()},
            {"license", card.license},
            {"source",
             {{"title", card.source.title},
              {"author", card.source.author},
              {"year", card.source.year},
              {"attribution", card.source.attribution},
              {"sha256", card.source.sha256}}},
            {"steps", card.training.steps},
            {"weightSteps", card.training.weightSteps},
            {"ownWeights", card.style.hasOwnWeights()},
            {"canBeRefined", card.style.canBeRefined()}};
}

} // namespace imago::cli
