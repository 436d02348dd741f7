// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/picture_package.h"

#include "engine/files/image_file.h"
#include "engine/files/network_version.h"
#include "engine/latent/label_limits.h"
#include "engine/latent/neural/package_parts.h"
#include "engine/tensor/weights.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace imago::latent::neural {

using files::Json;
using torch::Tensor;

namespace {

/// A network's name in the manifest, and what of it this program knows.
struct Architecture
{
    const char *name;
    int version;
};
constexpr Architecture kPyramid{"imago.picture-decoder", 2}; // 1 doubled by sub-pixel convolutions
constexpr Architecture kDeconvolution{"imago.deconvolution-decoder", 1};
constexpr Architecture kEncoder{"imago.picture-encoder", 1};
constexpr const char *kDecoderFile = "weights/decoder.safetensors";
constexpr const char *kEncoderFile = "weights/encoder.safetensors";
constexpr const char *kSpreadFile = "weights/latent.safetensors";
constexpr const char *kLabelsFile = "labels.json";
// Files that others make and a new training must not lose.
constexpr std::array kKept = {"CARD.md", "LICENSE.txt"};

constexpr int kLargestSide = 1024;
constexpr int kWidest = 4096;
constexpr std::size_t kMostLevels = 9;

const Architecture &architectureOf(DecoderForm form)
{
    return form == DecoderForm::Pyramid ? kPyramid : kDeconvolution;
}

Json options(const PictureShape &s)
{
    Json json{{"width", s.size.width},         {"height", s.size.height},   {"alpha", s.alpha}, {"grey", s.grey},
              {"classes", s.classes},          {"attributes", s.attributes}, {"latentSize", s.latent},
              {"style", s.style},              {"channels", s.channels},    {"encoderChannels", s.encoderChannels}};
    if (s.subPixels)
        json["subPixels"] = true;
    return json;
}

bool areWidths(const std::vector<int> &widths)
{
    return !widths.empty() && widths.size() <= kMostLevels &&
           std::ranges::all_of(widths, [](int w) { return w >= 8 && w <= kWidest && w % 8 == 0; });
}

// The numbers come from a file: nothing is allocated before they are believed.
Result<PictureShape> shapeFrom(DecoderForm form, const Json &json, const std::string &subject)
{
    try {
        PictureShape s;
        s.form = form;
        s.size = {json.at("width").get<int>(), json.at("height").get<int>()};
        s.alpha = json.at("alpha").get<bool>();
        s.grey = json.at("grey").get<bool>();
        s.subPixels = json.value("subPixels", false);
        s.classes = json.at("classes").get<int>();
        s.attributes = json.at("attributes").get<int>();
        s.latent = json.at("latentSize").get<int>();
        s.style = json.at("style").get<int>();
        s.channels = json.at("channels").get<std::vector<int>>();
        s.encoderChannels = json.at("encoderChannels").get<std::vector<int>>();
        const auto within = [](int value, int low, int high) { return value >= low && value <= high; };
        const std::size_t levels = std::max(s.channels.size(), s.encoderChannels.size());
        const bool sane = within(s.size.width, 8, kLargestSide) && within(s.size.height, 8, kLargestSide) &&
                          within(s.classes, 0, int{kMostLabels}) && within(s.attributes, 0, int{kMostLabels}) &&
                          within(s.latent, 1, kWidest) && within(s.style, 1, kWidest) && areWidths(s.channels) &&
                          areWidths(s.encoderChannels) &&
                          std::ranges::adjacent_find(s.channels, std::ranges::less_equal{}) == s.channels.end() &&
                          (form == DecoderForm::Pyramid || s.style == s.latent + s.classes + s.attributes) &&
                          s.size.width % (1 << levels) == 0 && s.size.height % (1 << levels) == 0;
        if (sane)
            return s;
    } catch (const Json::exception &) {
    }
    return fail(ErrorCode::Incompatible, "the decoder's options are none that this version knows", subject);
}

std::optional<DecoderForm> formOf(const files::ManifestNetwork &decoder)
{
    for (const DecoderForm form : {DecoderForm::Pyramid, DecoderForm::Deconvolution}) {
        if (decoder.architecture == architectureOf(form).name)
            return form;
    }
    return std::nullopt;
}

Json labelsJson(const PictureLabelsInfo &labels)
{
    return {{"classes", labels.classes},
            {"classShares", labels.classShares},
            {"attributes", labels.attributes},
            {"attributeMean", labels.attributeMean},
            {"attributeDeviation", labels.attributeDeviation}};
}

Result<PictureLabelsInfo> labelsFrom(const Json &json, const PictureShape &shape, const std::string &subject)
{
    try {
        PictureLabelsInfo labels;
        labels.classes = json.at("classes").get<std::vector<std::string>>();
        labels.classShares = json.at("classShares").get<std::vector<double>>();
        labels.attributes = json.at("attributes").get<std::vector<std::string>>();
        labels.attributeMean = json.at("attributeMean").get<std::vector<float>>();
        labels.attributeDeviation = json.at("attributeDeviation").get<std::vector<float>>();
        const auto classes = static_cast<std::size_t>(shape.classes);
        const auto attributes = static_cast<std::size_t>(shape.attributes);
        const bool fits = labels.classes.size() == classes && labels.classShares.size() == classes &&
                          labels.attributes.size() == attributes && labels.attributeMean.size() == attributes &&
                          labels.attributeDeviation.size() == attributes &&
                          std::ranges::all_of(labels.classShares, [](double s) { return s >= 0.0 && s <= 1.0; }) &&
                          std::ranges::all_of(labels.attributeMean, [](float m) { return std::isfinite(m); }) &&
                          std::ranges::all_of(labels.attributeDeviation,
                                              [](float d) { return std::isfinite(d) && d > 0.0F; });
        if (fits)
            return labels;
    } catch (const Json::exception &) {
    }
    return fail(ErrorCode::FileDamaged, "labels.json does not fit the networks", subject);
}

Status load(const files::Package &package, const files::ManifestNetwork &network, const Architecture &architecture,
            torch::nn::Module &module)
{
    const std::string subject = package.path().filename().string();
    if (Status known = files::checkNetwork(network, architecture.name, architecture.version, subject); !known)
        return known;
    return loadNetwork(package, network.file, module);
}

} // namespace

Tensor LatentSpread::of(const Tensor &z) const
{
    return isStandard() ? z : torch::addmm(mean, z, root.t());
}

Status writePictureModel(const std::filesystem::path &path, const PictureModel &model, const std::string &trainingJson)
{
    const PictureShape &shape = model.decoder->shape;
    PackageParts parts;
    files::Manifest manifest;
    const auto addNetwork = [&](const char *role, const Architecture &architecture, const char *file,
                                const torch::nn::Module &module) -> Status {
        manifest.networks.push_back(
            {role, architecture.name, architecture.version, options(shape), file, Json::object()});
        return parts.addNetwork(file, module);
    };
    if (Status added = addNetwork("decoder", architectureOf(shape.form), kDecoderFile, *model.decoder); !added)
        return added;
    if (!model.encoder.is_empty()) {
        if (Status added = addNetwork("encoder", kEncoder, kEncoderFile, *model.encoder); !added)
            return added;
    }
    manifest.others = {{"labels", kLabelsFile}, {"model", model.kind}};
    if (!model.spread.isStandard()) {
        tensor::TensorBundle bundle;
        bundle.add("mean", model.spread.mean, files::DType::F32);
        bundle.add("root", model.spread.root, files::DType::F32);
        if (Status added = parts.addTensors(kSpreadFile, bundle); !added)
            return added;
        manifest.others["latent"] = kSpreadFile;
    }
    parts.addText(kLabelsFile, labelsJson(model.labels).dump(2));
    if (!model.preview.empty()) {
        Result<std::vector<std::uint8_t>> png = files::encodeImage(model.preview, files::PictureFormat::Png);
        if (!png)
            return tl::unexpected(png.error());
        parts.addFile(std::string(files::kPreviewFile), *std::move(png));
    }
    manifest.id = model.id;
    manifest.title = {{"en", model.title}};
    manifest.kind = "generator";
    manifest.output = {{"width", shape.size.width}, {"height", shape.size.height}, {"range", "-1..1"},
                       {"colorSpace", "srgb"}, {"alpha", shape.alpha ? "premultiplied" : "none"}};
    return parts.write(path, std::move(manifest), trainingJson, kKept);
}

Result<PictureModel> readPictureModel(const files::Package &package)
{
    const std::string subject = package.path().filename().string();
    const files::Manifest &manifest = package.manifest();
    const files::ManifestNetwork *decoder = manifest.network("decoder");
    const auto form = decoder == nullptr ? std::nullopt : formOf(*decoder);
    if (!form)
        return fail(ErrorCode::Incompatible, "this package is no model that was trained on pictures of one's own",
                    subject);
    // Before the options: another version may have others.
    if (const Status known =
            files::checkNetwork(*decoder, architectureOf(*form).name, architectureOf(*form).version, subject);
        !known)
        return tl::unexpected(known.error());
    const Result<PictureShape> shape = shapeFrom(*form, decoder->options, subject);
    if (!shape)
        return tl::unexpected(shape.error());
    PictureModel model;
    model.id = manifest.id;
    model.title = manifest.title.empty() ? subject : manifest.title.begin()->second;
    const auto kind = manifest.others.find("model");
    model.kind = kind != manifest.others.end() && kind->is_string() ? kind->get<std::string>() : "";
    model.decoder = newPictureDecoder(*shape);
    if (const Status loaded = load(package, *decoder, architectureOf(*form), *model.decoder); !loaded)
        return tl::unexpected(loaded.error());
    model.decoder->eval();
    if (const files::ManifestNetwork *encoder = manifest.network("encoder")) {
        if (encoder->options != decoder->options)
            return fail(ErrorCode::Incompatible, "encoder and decoder do not belong together", subject);
        model.encoder = PictureEncoder(*shape);
        if (const Status loaded = load(package, *encoder, kEncoder, *model.encoder); !loaded)
            return tl::unexpected(loaded.error());
    }
    const Result<std::string> labels = package.readText(kLabelsFile);
    if (!labels)
        return tl::unexpected(labels.error());
    Result<PictureLabelsInfo> info = labelsFrom(Json::parse(*labels, nullptr, false), *shape, subject);
    if (!info)
        return tl::unexpected(info.error());
    model.labels = *std::move(info);
    if (manifest.file(kSpreadFile) != nullptr) {
        const Result<files::SafeTensors> file = package.readTensors(kSpreadFile);
        if (!file)
            return tl::unexpected(file.error());
        const Result<Tensor> mean = tensor::readTensor(*file, "mean", {shape->latent});
        const Result<Tensor> root = tensor::readTensor(*file, "root", {shape->latent, shape->latent});
        if (!mean || !root)
            return tl::unexpected(!mean ? mean.error() : root.error());
        model.spread = {*mean, *root};
    }
    return model;
}

} // namespace imago::latent::neural
