// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/preflight.h"

#include <nlohmann/json.hpp>

namespace imago::dataset {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(Size size)
{
    return {size.width, size.height};
}

Json toJson(const TrainingSize &size)
{
    Json json{{"pixels", toJson(size.size)}, {"reason", name(size.reason)}};
    if (size.reason == SizeReason::Common || size.reason == SizeReason::Square) {
        json["agreeing"] = size.agreeing;
        json["aspect"] = size.aspect;
        if (size.lookedAt > 0)
            json["lookedAt"] = size.lookedAt;
    }
    if (size.median > 0)
        json["median"] = size.median;
    return json;
}

Json toJson(const PreflightNote &note)
{
    Json listed = Json::array();
    for (std::size_t i = 0; i < note.names.size(); ++i) {
        Json entry{{"name", note.names[i]}};
        if (i < note.words.size() && !note.words[i].empty())
            entry["why"] = note.words[i];
        listed.push_back(std::move(entry));
    }
    Json json{{"finding", name(note.finding)}, {"level", isError(note.finding) ? "error" : "notice"},
              {"count", note.count}};
    if (isError(note.finding))
        json["why"] = note.words.front();
    json["listed"] = std::move(listed);
    return json;
}

} // namespace

std::string toJson(const Preflight &report)
{
    Json classes = Json::object();
    for (const auto &[name, count] : report.classes)
        classes[name] = count;
    Json notes = Json::array();
    for (const PreflightNote &note : report.notes)
        notes.push_back(toJson(note));
    const Json json{{"pictures", report.pictures},
                    {"examined", report.examined},
                    {"usable", report.usable},
                    {"grey", report.grey},
                    {"transparent", report.transparent},
                    {"deep", report.deep},
                    {"size", toJson(report.size)},
                    {"smallest", toJson(report.smallest)},
                    {"largest", toJson(report.largest)},
                    {"medianSide", report.medianSide},
                    {"labels", name(report.labels)},
                    {"classes", classes},
                    {"attributes", report.attributes},
                    {"heldOutByData", report.heldOutByData},
                    {"cacheBytes", report.cacheBytes},
                    {"memoryBytes", report.memoryBytes},
                    {"signaturesChecked", false},
                    {"notes", notes}};
    // file names need not be UTF-8
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace imago::dataset
