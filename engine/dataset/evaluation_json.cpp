// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/evaluation.h"

#include <nlohmann/json.hpp>

namespace imago::dataset {

using Json = nlohmann::ordered_json;

std::string toJson(const PictureQuality &quality)
{
    Json pairs = Json::array();
    for (const Resemblance &pair : quality.nearest)
        pairs.push_back({{"sample", pair.sample},
                         {"training", pair.training},
                         {"distance", pair.distance},
                         {"looksEqual", pair.looksEqual}});
    const auto optional = [](const std::optional<double> &value) { return value ? Json(*value) : Json(nullptr); };
    const Json usedByLoss = quality.readerInLosses == train::LossUse::Unknown
                                ? Json(nullptr)
                                : Json(quality.readerInLosses == train::LossUse::Used);
    const Json json{
        {"reader", {{"network", quality.reader}, {"sha256", quality.readerHash}, {"usedByALoss", usedByLoss}}},
        {"samples", quality.samples},
        {"real", quality.real},
        {"againstHeldOut", quality.againstHeldOut},
        {"training", quality.training},
        {"trainedOnThese", quality.trainedOnThese ? Json(*quality.trainedOnThese) : Json(nullptr)},
        {"frechetDistance", quality.frechet},
        {"frechetDistanceOfReal", quality.frechetOfReal},
        {"kernelDistance", quality.kernel.mean},
        {"kernelDistanceDeviation", quality.kernel.deviation},
        {"precision", quality.precisionRecall.precision},
        {"recall", quality.precisionRecall.recall},
        {"enoughForPrecision", quality.tellsPrecision()},
        {"diversity", quality.diversity},
        {"recognised", optional(quality.recognised)},
        {"recognisedReal", optional(quality.recognisedReal)},
        {"memorisation",
         {{"memorised", quality.memorised()},
          {"verdict", name(quality.copying())},
          {"heldOutNeeded", kFewestToTell},
          {"copyTest", quality.copyTest.statistic},
          {"copyTestCells", quality.copyTest.cells},
          {"copyTestLimit", train::CopyTest::kCopying},
          {"looksEqual", quality.lookEqual},
          {"looksEqualShareOfHeldOut", quality.lookEqualReal},
          {"nearest", pairs}}}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<PictureQuality> pictureQualityFromJson(std::string_view text, const std::string &subject)
{
    const Json json = Json::parse(text, nullptr, false);
    const auto optional = [](const Json &value) {
        return value.is_null() ? std::nullopt : std::optional(value.get<double>());
    };
    try {
        PictureQuality q;
        const Json &reader = json.at("reader");
        q.reader = reader.at("network").get<std::string>();
        q.readerHash = reader.at("sha256").get<std::string>();
        if (const Json &used = reader.at("usedByALoss"); !used.is_null())
            q.readerInLosses = used.get<bool>() ? train::LossUse::Used : train::LossUse::Unused;
        q.samples = json.at("samples").get<std::size_t>();
        q.real = json.at("real").get<std::size_t>();
        q.againstHeldOut = json.at("againstHeldOut").get<bool>();
        q.training = json.at("training").get<std::size_t>();
        if (const auto these = json.find("trainedOnThese"); these != json.end() && !these->is_null())
            q.trainedOnThese = these->get<bool>();
        q.frechet = json.at("frechetDistance").get<double>();
        q.frechetOfReal = json.at("frechetDistanceOfReal").get<double>();
        q.kernel.mean = json.at("kernelDistance").get<double>();
        q.kernel.deviation = json.at("kernelDistanceDeviation").get<double>();
        q.precisionRecall.precision = json.at("precision").get<double>();
        q.precisionRecall.recall = json.at("recall").get<double>();
        q.diversity = json.at("diversity").get<double>();
        q.recognised = optional(json.at("recognised"));
        q.recognisedReal = optional(json.at("recognisedReal"));
        const Json &copies = json.at("memorisation");
        q.copyTest.statistic = copies.at("copyTest").get<double>();
        q.copyTest.cells = copies.at("copyTestCells").get<decltype(q.copyTest.cells)>();
        q.lookEqual = copies.at("looksEqual").get<std::size_t>();
        q.lookEqualReal = copies.at("looksEqualShareOfHeldOut").get<double>();
        for (const Json &pair : copies.at("nearest"))
            q.nearest.push_back({pair.at("sample").get<std::string>(), pair.at("training").get<std::string>(), 0, 0,
                                 pair.at("distance").get<double>(), pair.at("looksEqual").get<bool>()});
        return q;
    } catch (const Json::exception &error) {
        return fail(ErrorCode::FileDamaged, error.what(), subject);
    }
}

} // namespace imago::dataset
