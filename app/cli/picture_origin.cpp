// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_origin.h"

#include "engine/files/save_file.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace imago::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char *kFile = "pictures.json";
constexpr const char *kFormat = "imago.training-pictures";

std::string absolute(const std::string &path)
{
    std::error_code ignored;
    return path.empty() ? path : std::filesystem::absolute(path, ignored).lexically_normal().string();
}

} // namespace

Status writeOrigin(const std::filesystem::path &run, const PictureOptions &options)
{
    const Json json{{"format", kFormat},
                    {"formatVersion", 1},
                    {"folder", absolute(options.folder)},
                    {"labels", absolute(options.labels)},
                    {"useLabels", !options.noLabels},
                    {"pad", options.pad},
                    {"heldOut", options.heldOut},
                    {"hasTheRight", options.hasTheRight}};
    return files::saveFile(run / kFile, json.dump(2, ' ', false, Json::error_handler_t::replace));
}

Status readOrigin(const std::filesystem::path &run, PictureOptions &options)
{
    const Result<std::string> text = files::readFile(run / kFile, 1 << 16);
    if (!text)
        return fail(ErrorCode::BadInput, "which pictures was it trained on? Name their folder", run.string());
    const Json json = Json::parse(*text, nullptr, false);
    try {
        if (!json.is_object() || json.at("format") != kFormat || json.at("formatVersion") != 1)
            return fail(ErrorCode::FileDamaged, "it does not say where a training's pictures are", kFile);
        PictureOptions known = options;
        if (options.folder.empty()) {
            known.folder = json.at("folder").get<std::string>();
            known.labels = json.at("labels").get<std::string>();
        }
        known.noLabels = !json.value("useLabels", true);
        known.pad = json.at("pad").get<bool>();
        known.heldOut = json.at("heldOut").get<double>();
        known.hasTheRight = json.at("hasTheRight").get<bool>();
        options = std::move(known);
        return {};
    } catch (const Json::exception &error) {
        return fail(ErrorCode::FileDamaged, error.what(), kFile);
    }
}

} // namespace imago::cli
