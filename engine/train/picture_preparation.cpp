// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/picture_preparation.h"

#include "engine/train/picture_source.h"

#include <algorithm>
#include <filesystem>

namespace imago::train {

using files::Json;

namespace {

constexpr int kVersion = 1;
constexpr Size kOfPortraits{64, 64};

// A package comes from anywhere: it names no file outside the folder.
bool isInside(const std::filesystem::path &path)
{
    return !path.is_absolute() && std::ranges::find(path, "..") == path.end();
}

} // namespace

Json toJson(const PicturePreparation &preparation)
{
    return {{"formatVersion", kVersion},
            {"heldOut", preparation.heldOut},
            {"pad", preparation.pad},
            {"useReserved", preparation.useReserved},
            {"labels", preparation.labels},
            {"labelsFile", preparation.labelsFile},
            {"useLabels", preparation.useLabels},
            {"leaveOut", namesOf(preparation.leaveOut)},
            {"onWhite", preparation.onWhite}};
}

std::optional<PicturePreparation> preparationFromJson(const Json &json)
{
    try {
        if (!json.is_object() || json.at("formatVersion") != kVersion)
            return std::nullopt;
        PicturePreparation preparation;
        preparation.heldOut = json.at("heldOut").get<double>();
        preparation.pad = json.at("pad").get<bool>();
        preparation.useReserved = json.at("useReserved").get<bool>();
        preparation.labels = json.at("labels").get<std::string>();
        preparation.labelsFile = json.at("labelsFile").get<std::string>();
        // earlier studios had no choice of these
        preparation.useLabels = json.value("useLabels", true);
        preparation.onWhite = json.value("onWhite", false);
        const auto leaveOut = leaveOutFrom(json.value("leaveOut", std::vector<std::string>()));
        preparation.leaveOut = leaveOut.value_or(LeaveOut());
        const bool sane = leaveOut && preparation.heldOut >= 0.0 && preparation.heldOut <= 0.5 &&
                          isInside(preparation.labelsFile);
        return sane ? std::optional(preparation) : std::nullopt;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}

std::optional<TrainedPictures> trainedPicturesOf(const files::Manifest &manifest)
{
    const auto plan = manifest.training.find("plan");
    if (plan == manifest.training.end() || !plan->is_object() || !plan->contains("preparation") ||
        !plan->contains("fingerprint") || !plan->at("fingerprint").is_number_unsigned())
        return std::nullopt;
    const auto preparation = preparationFromJson(plan->at("preparation"));
    if (!preparation)
        return std::nullopt;
    return TrainedPictures{*preparation, plan->at("fingerprint").get<std::uint64_t>()};
}

bool arePortraits(const files::Manifest &manifest)
{
    const files::ManifestNetwork *decoder = manifest.network("decoder");
    return decoder != nullptr && decoder->architecture == "imago.pyramid-decoder";
}

std::optional<Size> modelSizeOf(const files::Manifest &manifest)
{
    if (arePortraits(manifest))
        return kOfPortraits;
    const files::ManifestNetwork *decoder = manifest.network("decoder");
    if (decoder == nullptr || !decoder->options.is_object())
        return std::nullopt;
    const auto side = [decoder](const char *name) {
        const auto found = decoder->options.find(name);
        return found != decoder->options.end() && found->is_number_integer() ? found->get<int>() : 0;
    };
    const Size size{side("width"), side("height")};
    return isModelSide(size.width) && isModelSide(size.height) ? std::optional(size) : std::nullopt;
}

} // namespace imago::train
