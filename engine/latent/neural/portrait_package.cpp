// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/portrait_package.h"

#include "engine/files/network_version.h"
#include "engine/latent/neural/normalisation.h"
#include "engine/latent/neural/package_parts.h"
#include "engine/latent/recipe.h"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace imago::latent::neural {

using files::Json;

namespace {

constexpr int kParts = 10; // faces::kPartCount: the decoder's auxiliary classes
constexpr int kDecoderVersion = 3; // 2: doubles by sub-pixels, 3: draws around landmarks
constexpr int kLandmarks = 48; // faces::kLandmarkCount
constexpr int kEncoderVersion = 3; // 2: with residual convolutions, 3: looks at landmarks
constexpr const char *kDecoderArchitecture = "imago.pyramid-decoder";
constexpr const char *kEncoderArchitecture = "imago.portrait-encoder";
constexpr const char *kDecoderFile = "weights/decoder.safetensors";
constexpr const char *kEncoderFile = "weights/encoder.safetensors";
// Files that others make and a new training must not lose.
constexpr std::array kKept = {"CARD.md", "LICENSE.txt", "preview.png", "quality.json"};

Json decoderOptions(const DecoderOptions &o)
{
    return {{"attributes", o.attributes},
            {"latentSize", o.latent},
            {"style", o.style},
            {"channels", o.channels},
            {"parts", o.parts},
            {"landmarks", o.landmarks},
            {"placing", o.placing}};
}

Json encoderOptions(const EncoderOptions &o)
{
    return {{"attributes", o.attributes},
            {"latentSize", o.latent},
            {"channels", o.channels},
            {"residual", o.residual},
            {"overview", o.overview},
            {"landmarks", o.landmarks},
            {"shared", o.shared},
            {"glance", o.glance},
            {"hidden", o.hidden}};
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

EncoderOptions readerOptions()
{
    EncoderOptions options;
    options.attributes = static_cast<int>(kNetworkAttributes);
    options.latent = static_cast<int>(kIdentitySize);
    options.landmarks = kLandmarks;
    return options;
}

files::ManifestNetwork decoderEntry(const DecoderOptions &options)
{
    return {"decoder", kDecoderArchitecture, kDecoderVersion, decoderOptions(options), kDecoderFile, Json::object()};
}

files::ManifestNetwork encoderEntry(const EncoderOptions &options)
{
    return {"encoder", kEncoderArchitecture, kEncoderVersion, encoderOptions(options), kEncoderFile, Json::object()};
}

Status write(const std::filesystem::path &folder, files::Manifest manifest,
             const std::vector<std::pair<const char *, const torch::nn::Module *>> &networks,
             const std::string &trainingJson)
{
    PackageParts parts;
    for (const auto &[file, module] : networks) {
        if (Status added = parts.addNetwork(file, *module); !added)
            return added;
    }
    parts.addText("attributes.json", attributeSchema().dump(2));
    manifest.license = "GPL-3.0-or-later";
    manifest.others = {{"attributes", "attributes.json"}};
    return parts.write(folder, std::move(manifest), trainingJson, kKept);
}

// The package's attributes are those of this version.
Status checkSchema(const files::Package &package)
{
    if (package.manifest().file("attributes.json") == nullptr)
        return fail(ErrorCode::Incompatible, "this is no model of portraits", package.path().filename().string());
    const Result<std::string> schema = package.readText("attributes.json");
    if (!schema)
        return tl::unexpected(schema.error());
    if (Json::parse(*schema, nullptr, false) == attributeSchema())
        return {};
    return fail(ErrorCode::Incompatible,
                "the model was trained on other attributes than this studio has: train it again",
                package.path().filename().string());
}

Status load(const files::Package &package, const files::ManifestNetwork &wanted, torch::nn::Module &module)
{
    const std::string &role = wanted.role;
    const files::ManifestNetwork *network = package.manifest().network(role);
    const std::string subject = package.path().filename().string();
    if (network == nullptr)
        return fail(ErrorCode::Incompatible, "the package has no " + role, subject);
    if (Status known = files::checkNetwork(*network, wanted.architecture, wanted.version, subject); !known)
        return known;
    if (network->options != wanted.options)
        return fail(ErrorCode::Incompatible, "the " + role + " has options that this studio does not know", subject);
    return loadNetwork(package, network->file, module);
}

} // namespace

PyramidDecoder newDecoder()
{
    DecoderOptions options;
    options.attributes = static_cast<int>(kNetworkAttributes);
    options.latent = static_cast<int>(kIdentitySize);
    options.parts = kParts;
    options.landmarks = kLandmarks;
    return PyramidDecoder(options);
}

PortraitEncoder newEncoder()
{
    return PortraitEncoder(readerOptions());
}

PortraitEncoder newJudge()
{
    EncoderOptions options = readerOptions();
    options.channels = {24, 48, 96, 160, 224};
    options.overview = 224;
    options.glance = 24;
    options.hidden = 448;
    return PortraitEncoder(options);
}

Status writePortraitPackage(const std::filesystem::path &folder, const PyramidDecoder &decoder,
                            const PortraitEncoder &encoder, const std::string &trainingJson)
{
    files::Manifest manifest;
    manifest.id = std::string(kPortraitModel);
    manifest.title = {{"en", "Portraits"}, {"zh_CN", "人像"}};
    manifest.kind = "generator";
    manifest.networks = {decoderEntry(decoder->options), encoderEntry(encoder->options)};
    manifest.output = {
        {"width", 128}, {"height", 128}, {"range", "-1..1"}, {"colorSpace", "srgb"}, {"alpha", "premultiplied"}};
    return write(folder, std::move(manifest), {{kDecoderFile, decoder.get()}, {kEncoderFile, encoder.get()}},
                 trainingJson);
}

Status writeJudgePackage(const std::filesystem::path &folder, const PortraitEncoder &judge,
                         const std::string &trainingJson)
{
    files::Manifest manifest;
    manifest.id = "imago.portrait-judge";
    manifest.title = {{"en", "Judge of portraits"}, {"zh_CN", "人像评判"}};
    manifest.kind = "judge";
    manifest.networks = {encoderEntry(judge->options)};
    return write(folder, std::move(manifest), {{kEncoderFile, judge.get()}}, trainingJson);
}

Status loadNetworks(const files::Package &package, PyramidDecoder &decoder, PortraitEncoder &encoder)
{
    if (Status loaded = loadDecoder(package, decoder); !loaded)
        return loaded;
    return load(package, encoderEntry(encoder->options), *encoder);
}

Status loadDecoder(const files::Package &package, PyramidDecoder &decoder)
{
    if (Status known = checkSchema(package); !known)
        return known;
    return load(package, decoderEntry(decoder->options), *decoder);
}

Status loadJudge(const files::Package &package, PortraitEncoder &judge)
{
    if (Status known = checkSchema(package); !known)
        return known;
    return load(package, encoderEntry(judge->options), *judge);
}

} // namespace imago::latent::neural
