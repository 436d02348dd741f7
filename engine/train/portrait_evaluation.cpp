// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/portrait_evaluation.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace imago::train {

using Json = nlohmann::ordered_json;

namespace {

double rounded(double value)
{
    return std::round(value * 1e4) / 1e4;
}

// Only what is worth showing: smaller changes are noise of the reading.
Json leaks(const std::vector<double> &changes)
{
    constexpr double kShown = 0.05;
    Json result = Json::object();
    const auto table = latent::portraitAttributes();
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (std::abs(changes[i]) >= kShown)
            result[std::string(table[i].name)] = rounded(changes[i]);
    }
    return result;
}

} // namespace

std::string toJson(const PortraitQuality &quality)
{
    Json sliders = Json::object();
    for (const SliderQuality &slider : quality.sliders) {
        sliders[slider.attribute] = {{"effect", rounded(slider.effect)},
                                     {"cosine", rounded(slider.cosine)},
                                     {"offTarget", rounded(slider.offTarget)},
                                     {"changesNeural", leaks(slider.leakNeural)},
                                     {"changesFinal", leaks(slider.leakFinal)}};
    }
    Json reading = Json::object();
    for (const ReadingQuality &one : quality.reading)
        reading[one.attribute] = {{"r2", rounded(one.r2)},
                                  {"meanError", rounded(one.meanError)},
                                  {"judgeR2", rounded(one.judgeR2)},
                                  {"judgeError", rounded(one.judgeError)}};
    return Json{{"format", "imago.portrait-quality"},
                {"formatVersion", 1},
                {"judge", quality.ownJudge ? "its own encoder" : "a network of its own"},
                {"people", quality.people},
                {"portraits", quality.portraits},
                {"psnr", rounded(quality.psnr)},
                {"psnrEncoded", rounded(quality.psnrEncoded)},
                {"gradientEnergy", rounded(quality.gradientEnergy)},
                {"identityCosine", rounded(quality.identityCosine)},
                {"identity",
                 {{"strangers", quality.strangers},
                  {"searches", quality.searches},
                  {"movedSlider", rounded(quality.identity.movedSlider)},
                  {"redrawn", rounded(quality.identity.redrawn)},
                  {"neural", rounded(quality.identity.neural)}}},
                {"sliders", sliders},
                {"encoder", reading}}
        .dump(2);
}

} // namespace imago::train
