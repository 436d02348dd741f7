// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_origin.h"

#include "engine/files/json_fields.h"
#include "engine/files/save_file.h"
#include "engine/files/strict_json.h"

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace imago::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char *kFile = "pictures.json";
constexpr const char *kFormat = "imago.training-pictures";
constexpr std::uint64_t kVersion = 1;

std::string absolute(const std::string &path)
{
    std::error_code ignored;
    return path.empty() ? path : std::filesystem::absolute(path, ignored).lexically_normal().string();
}

} // namespace

Status writeOrigin(const std::filesystem::path &run, const PictureOptions &options)
{
    const Json json{{"format", kFormat},
                    {"formatVersion", kVersion},
                    {"folder", absolute(options.folder)},
                    {"labels", absolute(options.labels)},
                    {"useLabels", !options.noLabels},
                    {"pad", options.pad},
                    {"heldOut", options.heldOut},
                    {"hasTheRight", options.hasTheRight},
                    {"leaveOut", train::namesOf(options.leaveOut)},
                    {"onWhite", options.onWhite}};
    return files::saveFile(run / kFile, json.dump(2, ' ', false, Json::error_handler_t::replace));
}

Status readOrigin(const std::filesystem::path &run, PictureOptions &options)
{
    const Result<std::string> text = files::readFile(run / kFile, 1 << 16);
    if (!text)
        return fail(ErrorCode::BadInput, "which pictures was it trained on? Name their folder", run.string());
    const Result<nlohmann::json> json = files::parseStrictJson(*text, kFile);
    if (!json)
        return tl::unexpected(json.error());
    std::string broken;
    files::JsonFields fields(*json, broken);
    if (!fields.isFormat(kFormat) || fields.formatVersion() != kVersion)
        return fail(ErrorCode::FileDamaged, "it does not say where a training's pictures are", kFile);
    PictureOptions known = options;
    if (options.folder.empty()) {
        known.folder = fields.get<std::string>("folder");
        known.labels = fields.get<std::string>("labels");
    }
    known.noLabels = !fields.get("useLabels", true);
    known.pad = fields.get<bool>("pad");
    known.heldOut = fields.get<double>("heldOut");
    known.hasTheRight = fields.get<bool>("hasTheRight");
    known.onWhite = fields.get("onWhite", false); // as the next, missing in those of earlier versions
    const auto leaveOut = train::leaveOutFrom(fields.get("leaveOut", std::vector<std::string>()));
    if (!leaveOut)
        fields.refuse("leaveOut", "a list of findings");
    known.leaveOut = leaveOut.value_or(train::LeaveOut());
    if (!broken.empty())
        return fail(ErrorCode::FileDamaged, broken, kFile);
    options = std::move(known);
    return {};
}

} // namespace imago::cli
