// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_origin.h"

#include "engine/files/json_fields.h"
#include "engine/files/save_file.h"

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace imago::cli {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char *kFile = "pictures.json";
constexpr files::JsonFormat kFormat{.name = "imago.training-pictures",
                                    .version = 1,
                                    .foreign = "it does not say where a training's pictures are"};

std::string absolute(const std::string &path)
{
    std::error_code ignored;
    return path.empty() ? path : std::filesystem::absolute(path, ignored).lexically_normal().string();
}

} // namespace

Status writeOrigin(const std::filesystem::path &run, const PictureOptions &options)
{
    const Json json{{"format", kFormat.name},
                    {"formatVersion", kFormat.version},
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
    Result<files::JsonDocument> document = files::JsonDocument::parse(*text, kFormat, kFile);
    if (!document)
        return tl::unexpected(std::move(document).error());
    files::JsonFields fields = document->fields();
    if (fields.formatVersion() != kFormat.version) // whatever it is, the pictures' folder can be named instead
        return fail(kFormat.foreignCode, kFormat.foreign, kFile);
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
    if (Status read = document->check(); !read)
        return read;
    options = std::move(known);
    return {};
}

} // namespace imago::cli
