// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/portrait_package.h"

#include "engine/files/save_file.h"
#include "engine/latent/neural/normalisation.h"
#include "engine/latent/recipe.h"
#include "engine/tensor/weights.h"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace imago::latent::neural {

using files::Json;

namespace {

constexpr int kParts = 10; // faces::kPartCount: the decoder's auxiliary classes
constexpr int kArchitectureVersion = 1;
constexpr const char *kDecoderFile = "weights/decoder.safetensors";
constexpr const char *kEncoderFile = "weights/encoder.safetensors";
// Files that others make and a new training must not lose.
constexpr std::array kKept = {"CARD.md", "LICENSE.txt", "preview.png", "quality.json"};

Json decoderOptions(const DecoderOptions &o)
{
    return {{"attributes", o.attributes}, {"latentSize", o.latent}, {"style", o.style}, {"channels", o.channels}, {"parts", o.parts}};
}

Json encoderOptions(const EncoderOptions &o)
{
    return {{"attributes", o.attributes}, {"latentSize", o.latent}, {"channels", o.channels}, {"hidden", o.hidden}};
}

// The names that the attribute vector's numbers stand for: a package of another schema must not be misread.
Json attributeSchema()
{
    Json names = Json::array();
    for (std::size_t i = 0; i < kNetworkAttributes; ++i) {
        const Attribute &a = portraitAttributes()[i];
        names.push_back({{"name", a.name}, {"safeLow", a.safeLow}, {"safeHigh", a.safeHigh}});
    }
    return names;
}

Status load(const files::Package &package, const char *role, const char *architecture, const Json &options,
            torch::nn::Module &module)
{
    const files::ManifestNetwork *network = package.manifest().network(role);
    const std::string subject = package.path().filename().string();
    if (network == nullptr)
        return fail(ErrorCode::Incompatible, std::string("the package has no ") + role, subject);
    if (network->architecture != architecture || network->version != kArchitectureVersion || network->options != options)
        return fail(ErrorCode::Incompatible, std::string("the ") + role + " has an architecture that this version does not know", subject);
    const Result<files::SafeTensors> weights = package.readTensors(network->file);
    if (!weights)
        return tl::unexpected(weights.error());
    Status loaded = tensor::loadParameters(module, *weights);
    if (!loaded)
        loaded.error().subject = subject;
    return loaded;
}

} // namespace

PyramidDecoder newDecoder()
{
    DecoderOptions options;
    options.attributes = static_cast<int>(kNetworkAttributes);
    options.latent = static_cast<int>(kIdentitySize);
    options.parts = kParts;
    return PyramidDecoder(options);
}

PortraitEncoder newEncoder()
{
    EncoderOptions options;
    options.attributes = static_cast<int>(kNetworkAttributes);
    options.latent = static_cast<int>(kIdentitySize);
    return PortraitEncoder(options);
}

Status writePortraitPackage(const std::filesystem::path &folder, const PyramidDecoder &decoder,
                            const PortraitEncoder &encoder, const std::string &trainingJson)
{
    std::vector<std::pair<std::string, std::vector<std::uint8_t>>> contents;
    const std::pair<const char *, const torch::nn::Module *> networks[] = {{kDecoderFile, decoder.get()},
                                                                         {kEncoderFile, encoder.get()}};
    for (const auto &[file, module] : networks) {
        tensor::TensorBundle bundle;
        bundle.addParameters(*module, files::DType::F16);
        Result<std::vector<std::uint8_t>> bytes = files::toSafeTensors(bundle.views());
        if (!bytes)
            return tl::unexpected(bytes.error());
        contents.emplace_back(file, std::move(*bytes));
    }
    const auto addText = [&contents](const char *file, const std::string &text) {
        contents.emplace_back(file, std::vector<std::uint8_t>(text.begin(), text.end()));
    };
    addText("attributes.json", attributeSchema().dump(2));
    addText("training.json", trainingJson);
    for (const char *kept : kKept) {
        if (const Result<std::string> old = files::readFile(folder / kept, 8 << 20))
            addText(kept, *old);
    }

    files::Manifest manifest;
    manifest.id = std::string(kPortraitModel);
    manifest.version = "1.0.0";
    manifest.title = {{"en", "Portraits"}, {"zh_CN", "人像"}};
    manifest.kind = "generator";
    manifest.networks = {
        {"decoder", "imago.pyramid-decoder", kArchitectureVersion, decoderOptions(decoder->options), kDecoderFile, Json::object()},
        {"encoder", "imago.portrait-encoder", kArchitectureVersion, encoderOptions(encoder->options), kEncoderFile, Json::object()}};
    manifest.output = {{"width", 128}, {"height", 128}, {"range", "-1..1"}, {"colorSpace", "srgb"}, {"alpha", "premultiplied"}};
    manifest.training = Json::parse(trainingJson, nullptr, false);
    manifest.license = "GPL-3.0-or-later";
    manifest.others = {{"attributes", "attributes.json"}};
    manifest.provenance = {{"createdWith", std::string("Imago Studio ") + IMAGO_VERSION}};

    std::vector<files::PackageFile> views;
    for (const auto &[path, bytes] : contents)
        views.push_back({path, bytes});
    return files::writePackage(folder, std::move(manifest), views);
}

Status loadNetworks(const files::Package &package, PyramidDecoder &decoder, PortraitEncoder &encoder)
{
    const Result<std::string> schema = package.readText("attributes.json");
    if (!schema)
        return tl::unexpected(schema.error());
    if (Json::parse(*schema, nullptr, false) != attributeSchema()) {
        return fail(ErrorCode::Incompatible, "the model was trained on other attributes than this version has",
                    package.path().filename().string());
    }
    if (Status loaded = load(package, "decoder", "imago.pyramid-decoder", decoderOptions(decoder->options), *decoder); !loaded)
        return loaded;
    return load(package, "encoder", "imago.portrait-encoder", encoderOptions(encoder->options), *encoder);
}

} // namespace imago::latent::neural
