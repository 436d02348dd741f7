// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/evaluation.h"

#include "engine/files/json_fields.h"
#include "engine/files/strict_json.h"

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
    const Result<nlohmann::json> json = files::parseStrictJson(text, subject);
    if (!json)
        return tl::unexpected(json.error());
    std::string broken;
    files::JsonFields fields(*json, broken);
    PictureQuality q;
    files::JsonFields reader = fields.object("reader");
    q.reader = reader.get<std::string>("network");
    q.readerHash = reader.get<std::string>("sha256");
    if (const auto used = reader.getUnlessNull<bool>("usedByALoss"))
        q.readerInLosses = *used ? train::LossUse::Used : train::LossUse::Unused;
    q.samples = fields.get<std::size_t>("samples");
    q.real = fields.get<std::size_t>("real");
    q.againstHeldOut = fields.get<bool>("againstHeldOut");
    q.training = fields.get<std::size_t>("training");
    if (fields.has("trainedOnThese"))
        q.trainedOnThese = fields.getUnlessNull<bool>("trainedOnThese");
    q.frechet = fields.get<double>("frechetDistance");
    q.frechetOfReal = fields.get<double>("frechetDistanceOfReal");
    q.kernel.mean = fields.get<double>("kernelDistance");
    q.kernel.deviation = fields.get<double>("kernelDistanceDeviation");
    q.precisionRecall.precision = fields.get<double>("precision");
    q.precisionRecall.recall = fields.get<double>("recall");
    q.diversity = fields.get<double>("diversity");
    q.recognised = fields.getUnlessNull<double>("recognised");
    q.recognisedReal = fields.getUnlessNull<double>("recognisedReal");
    files::JsonFields copies = fields.object("memorisation");
    q.copyTest.statistic = copies.get<double>("copyTest");
    q.copyTest.cells = copies.get<decltype(q.copyTest.cells)>("copyTestCells");
    q.lookEqual = copies.get<std::size_t>("looksEqual");
    q.lookEqualReal = copies.get<double>("looksEqualShareOfHeldOut");
    for (files::JsonFields pair : copies.objects("nearest"))
        q.nearest.push_back({pair.get<std::string>("sample"), pair.get<std::string>("training"), 0, 0,
                             pair.get<double>("distance"), pair.get<bool>("looksEqual")});
    if (!broken.empty())
        return fail(ErrorCode::FileDamaged, broken, subject);
    return q;
}

} // namespace imago::dataset
