// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/usage_marks.h"

#include "engine/files/image_file.h"
#include "engine/files/png_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

#include <fnmatch.h>

namespace imago::dataset {

namespace {

constexpr std::size_t kMostPackets = 8;

std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

// XMP is made to be found by who does not know the format around it (XMP specification part 1, section 7.3.2).
std::uint8_t marksOfPackets(std::string_view text)
{
    constexpr std::string_view kBegin = "<rdf:RDF";
    constexpr std::string_view kEnd = "</rdf:RDF>";
    std::uint8_t marks = 0;
    std::size_t at = text.find(kBegin);
    for (std::size_t i = 0; i < kMostPackets && at != std::string_view::npos; ++i) {
        const std::size_t end = text.find(kEnd, at);
        if (end == std::string_view::npos)
            break;
        // names may be declared by the element around it
        const std::size_t around = text.rfind("<x:xmpmeta", at);
        const std::string_view closing = "</x:xmpmeta>";
        const bool wrapped = around != std::string_view::npos && at - around < 1000;
        const std::size_t closed = wrapped ? text.find(closing, end) : std::string_view::npos;
        if (closed != std::string_view::npos && closed - end < 1000)
            marks |= marksOfXmp(text.substr(around, closed + closing.size() - around));
        else
            marks |= marksOfXmp(text.substr(at, end + kEnd.size() - at));
        at = text.find(kBegin, end);
    }
    return marks;
}

} // namespace

std::string_view name(Mark mark) noexcept
{
    switch (mark) {
    case Mark::PlusDataMining:
        return "plus-data-mining";
    case Mark::C2paTrainingMining:
        return "c2pa-training-mining";
    case Mark::TdmReservation:
        return "tdm-reservation";
    }
    return "";
}

std::uint8_t usageMarks(std::span<const std::uint8_t> file)
{
    std::uint8_t marks = marksOfPackets(textOf(file));
    if (files::formatOf(file) == files::PictureFormat::Png &&
        textOf(file).find("XML:com.adobe.xmp") != std::string_view::npos) {
        if (const auto texts = files::readPngText(file, ""); texts && texts->contains("XML:com.adobe.xmp"))
            marks |= marksOfPackets(texts->at("XML:com.adobe.xmp"));
    }
    if (const std::vector<std::uint8_t> store = manifestStoreOf(file); !store.empty())
        marks |= marksOfManifestStore(store);
    return marks;
}

TdmRules::TdmRules(std::string_view json)
{
    constexpr std::size_t kMostRules = 10'000;
    const auto rules = nlohmann::json::parse(json, nullptr, false);
    if (!rules.is_array() || rules.size() > kMostRules)
        return;
    for (const auto &rule : rules) {
        if (!rule.is_object() || !rule.contains("location") || !rule["location"].is_string())
            continue;
        const auto reservation = rule.find("tdm-reservation");
        const bool reserved = reservation != rule.end() &&
                              (*reservation == 1 || *reservation == true || *reservation == "1");
        m_rules.push_back({rule["location"].get<std::string>(), reserved});
    }
}

bool TdmRules::reserves(std::string_view path) const
{
    constexpr std::size_t kLongest = 1000; // fnmatch is slow with many stars
    const std::string whole = '/' + std::string(path);
    const auto matches = [&whole](const Rule &rule) {
        std::string pattern = rule.location.substr(0, kLongest);
        if (!pattern.starts_with('/'))
            pattern.insert(0, "/");
        if (pattern.ends_with('$'))
            pattern.pop_back();
        else
            pattern += '*'; // as in robots.txt: what begins so
        while (pattern.find("**") != std::string::npos)
            pattern.replace(pattern.find("**"), 2, "*");
        return std::ranges::count(pattern, '*') <= 8 && fnmatch(pattern.c_str(), whole.c_str(), FNM_NOESCAPE) == 0;
    };
    const auto rule = std::ranges::find_if(m_rules, matches);
    return rule != m_rules.end() && rule->reserved;
}

} // namespace imago::dataset
