// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/package.h"
#include "engine/files/safetensors.h"
#include "engine/style/neural/layers.h"
#include "engine/style/neural/prediction.h"
#include "engine/style/neural/style_package.h"
#include "engine/style/neural/transform.h"
#include "engine/style/pixels.h"
#include "tests/style/procedural.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <limits>
#include <utility>

using namespace imago;
using namespace imago::style;
using Catch::Matchers::WithinAbs;
using imago::test::procedural;

namespace {

constexpr double kExact = 1e-4; // of 1

StyleModel &model()
{
    static const Result<std::shared_ptr<StyleModel>> opened =
        neural::openStyleModel(std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/styles/any-style");
    REQUIRE(opened);
    return **opened;
}

const nlohmann::json &reference()
{
    static const nlohmann::json json = nlohmann::json::parse(
        std::ifstream(std::filesystem::path(IMAGO_SOURCE_DIR) / "tests/style/neural/reference.json"));
    return json;
}

template <typename Network>
Network network(const char *file)
{
    const auto package = files::openPackage(std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/styles/any-style");
    REQUIRE(package);
    const auto tensors = package->readTensors(file);
    REQUIRE(tensors);
    Result<Network> loaded = Network::load(*tensors);
    REQUIRE(loaded);
    return *std::move(loaded);
}

Style referenceStyle()
{
    const torch::InferenceMode inference;
    torch::Tensor vector = torch::empty({1, static_cast<std::int64_t>(neural::kStyleSize)});
    for (std::size_t i = 0; i < neural::kStyleSize; ++i)
        vector.data_ptr<float>()[i] = reference()["style"][i].get<float>();
    Style style;
    style.parameters = network<neural::TransformWeights>("weights/transform.safetensors").parameters(vector);
    return style;
}

Image painted(const Image &photo, const Style &style, int threads = 1, double structure = 0.0)
{
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
    Result<Image> picture = model().paint(photo, style, structure, threads, context);
    REQUIRE(picture);
    return *std::move(picture);
}

} // namespace

TEST_CASE("a style is read as the reference network reads it")
{
    const int side = reference()["painting"]["side"];
    const Image painting = procedural({side, side}, reference()["painting"]["seed"]);
    const torch::InferenceMode inference;
    const torch::Tensor vector =
        network<neural::StylePrediction>("weights/prediction.safetensors").style(neural::colours(painting));
    REQUIRE(vector.numel() == static_cast<std::int64_t>(neural::kStyleSize));
    for (std::size_t i = 0; i < neural::kStyleSize; ++i)
        CHECK_THAT(vector.data_ptr<float>()[i], WithinAbs(reference()["style"][i].get<double>(), kExact));

    const Result<Style> style = model().styleOf(painting);
    REQUIRE(style);
    const StyleParameters wanted = referenceStyle().parameters;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        CHECK_THAT(style->parameters[i], WithinAbs(static_cast<double>(wanted[i]), kExact));
    CHECK(*style->painting == painting);
}

TEST_CASE("a photo is painted as the reference network paints it")
{
    for (const auto &photo : reference()["photos"]) {
        const Size size{photo["width"], photo["height"]};
        INFO(size.width << " x " << size.height);
        const Image picture = painted(procedural(size, 0), referenceStyle());
        REQUIRE(picture.size() == size);
        REQUIRE(picture.format() == PixelFormat::Rgba16);
        for (const auto &sample : photo["samples"]) {
            const std::uint16_t *pixel = pixels<std::uint16_t>(picture, sample[1]) + 4 * sample[0].get<int>();
            for (std::size_t c = 0; c < 3; ++c)
                CHECK_THAT(pixel[c] / 65535.0, WithinAbs(sample[2 + c].get<double>(), kExact));
            CHECK(pixel[3] == 65535);
        }
        std::array<double, 3> sum{};
        std::array<double, 3> squares{};
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                for (std::size_t c = 0; c < 3; ++c) {
                    const double value =
                        pixels<std::uint16_t>(picture, y)[4 * static_cast<std::size_t>(x) + c] / 65535.0;
                    sum[c] += value;
                    squares[c] += value * value;
                }
            }
        }
        const double count = size.width * size.height;
        for (std::size_t c = 0; c < 3; ++c) {
            const double mean = sum[c] / count;
            CHECK_THAT(mean, WithinAbs(photo["mean"][c].get<double>(), kExact));
            CHECK_THAT(std::sqrt(squares[c] / count - mean * mean),
                       WithinAbs(photo["deviation"][c].get<double>(), kExact));
        }
    }
}

TEST_CASE("with more structure a painted photo shows more of its shapes, in the painting's colours all the same")
{
    const Image photo = procedural({256, 192}, 1);
    const Result<Style> style = model().styleOf(procedural({256, 256}, 5));
    REQUIRE(style);
    const auto correlation = [&photo](const Image &picture) { // of neighbouring pixels' differences of green
        double both = 0.0, one = 0.0, other = 0.0;
        for (int y = 0; y < photo.height(); ++y) {
            const std::uint8_t *a = photo.row(y);
            const std::uint16_t *b = pixels<std::uint16_t>(picture, y);
            for (int x = 4; x < 4 * photo.width(); x += 4) {
                const double da = a[x + 1] - a[x - 3];
                const double db = b[x + 1] - b[x - 3];
                both += da * db;
                one += da * da;
                other += db * db;
            }
        }
        return both / std::sqrt(one * other);
    };
    const auto redness = [](const Image &picture) {
        double sum = 0.0;
        for (int y = 0; y < picture.height(); ++y) {
            const std::uint16_t *row = pixels<std::uint16_t>(picture, y);
            for (int x = 0; x < 4 * picture.width(); x += 4)
                sum += row[x] - row[x + 1];
        }
        return sum / (65535.0 * picture.width() * picture.height());
    };
    const Image brush = painted(photo, *style, 1, 0.0);
    const Image between = painted(photo, *style, 1, 0.5);
    const Image shapes = painted(photo, *style, 1, 1.0);
    CHECK(correlation(between) > correlation(brush) + 0.05);
    CHECK(correlation(shapes) > correlation(between) + 0.05);
    CHECK_THAT(redness(shapes), WithinAbs(redness(brush), 0.02));
    CHECK(painted(photo, *style, 2, 0.5) == between);
    // A photo of 16 bits is the same one, but for how the networks' input is rounded.
    const Image wide = painted(photo.converted(PixelFormat::Rgba16), *style, 1, 0.5);
    int farthest = 0;
    for (int y = 0; y < photo.height(); ++y) {
        for (int x = 0; x < 4 * photo.width(); ++x) {
            const int own = pixels<std::uint16_t>(wide, y)[x];
            farthest = std::max(farthest, std::abs(own - pixels<std::uint16_t>(between, y)[x]));
        }
    }
    CHECK(farthest < 0.001 * 65535);

    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
    CHECK(model().paint(photo, *style, 1.5, 1, context).error().code == ErrorCode::BadInput);
}

TEST_CASE("styles of pictures that are too small are refused, small and long ones are read")
{
    CHECK(model().styleOf(procedural({15, 400}, 1)).error().code == ErrorCode::BadInput);
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
    const Image flat = procedural({400, 15}, 1);
    CHECK(model().paint(flat, referenceStyle(), 0.5, 1, context).error().code == ErrorCode::BadInput);
    for (const Size size : {Size{16, 16}, Size{2000, 16}, Size{300, 200}}) {
        INFO(size.width << " x " << size.height);
        const Result<Style> style = model().styleOf(procedural(size, 1));
        REQUIRE(style);
        CHECK(std::max(style->painting->width(), style->painting->height()) <= kPaintingSide);
        for (const float value : style->parameters)
            CHECK(std::isfinite(value));
    }
}

TEST_CASE("what is transparent does not change a style")
{
    Image picture = procedural({256, 256}, 3);
    Image other = picture;
    for (int y = 0; y < 256; ++y) {
        for (int x = 0; x < 128; ++x) {
            picture.row(y)[4 * x + 3] = 0;
            other.row(y)[4 * x + 3] = 0;
            other.row(y)[4 * x] = static_cast<std::uint8_t>(255 - other.row(y)[4 * x]);
        }
    }
    CHECK(model().styleOf(picture)->parameters == model().styleOf(other)->parameters);
}

TEST_CASE("damaged style packages are refused")
{
    const std::filesystem::path source = std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/styles/any-style";
    const Result<files::Package> package = files::openPackage(source);
    REQUIRE(package);
    const imago::test::TempDir folder;

    // The package with one network's weights or one entry of the manifest changed.
    const auto opened = [&](const std::string &network, const auto &change) {
        std::vector<std::pair<std::string, std::vector<std::uint8_t>>> contents;
        files::Manifest manifest = package->manifest();
        for (const files::ManifestFile &file : package->manifest().files) {
            std::vector<std::uint8_t> bytes = *package->read(file.path);
            if (file.path == network) {
                const files::SafeTensors tensors = *files::SafeTensors::parse(bytes, network);
                std::vector<files::TensorView> views(tensors.tensors().begin(), tensors.tensors().end());
                change(views);
                bytes = *files::toSafeTensors(views);
            }
            contents.emplace_back(file.path, std::move(bytes));
        }
        std::vector<files::PackageFile> written;
        for (const auto &[path, bytes] : contents)
            written.push_back({path, bytes});
        const std::string target = folder / "changed.imagomodel";
        REQUIRE(files::writePackage(target, manifest, written));
        const auto result = neural::openStyleModel(target);
        REQUIRE_FALSE(result);
        CHECK(result.error().subject == "changed.imagomodel");
        return result.error();
    };
    using Views = std::vector<files::TensorView>;
    const std::string transform = "weights/transform.safetensors";
    const auto named = [](Views &views, const std::string &name) -> files::TensorView & {
        return *std::ranges::find(views, name, &files::TensorView::name);
    };

    SECTION("a missing tensor")
    {
        const Error error =
            opened(transform, [&](Views &views) { named(views, "expand2.bias").name = "expand2.bais"; });
        CHECK(error.code == ErrorCode::Incompatible);
        CHECK(error.detail.find("expand2.bias") != std::string::npos);
    }
    SECTION("a tensor too many")
    {
        const std::vector<std::uint8_t> bytes(4);
        const Error error = opened("weights/prediction.safetensors", [&](Views &views) {
            views.push_back({"extra", files::DType::I32, {1}, bytes});
        });
        CHECK(error.code == ErrorCode::Incompatible);
    }
    SECTION("another shape")
    {
        const Error error = opened(transform, [&](Views &views) {
            named(views, "contract1.weight").shape = {8, 9, 9, 3};
        });
        CHECK(error.code == ErrorCode::Incompatible);
    }
    SECTION("another type")
    {
        const Error error =
            opened(transform, [&](Views &views) { named(views, "contract1.weight").dtype = files::DType::U8; });
        CHECK(error.code == ErrorCode::Incompatible);
    }
    SECTION("scales that are no scales")
    {
        const std::size_t channels = 8;
        for (const float value : {0.0F, -1.0F, std::numeric_limits<float>::infinity(),
                                  std::numeric_limits<float>::quiet_NaN()}) {
            std::vector<std::uint8_t> bytes(channels * sizeof value);
            for (std::size_t i = 0; i < channels; ++i)
                std::memcpy(bytes.data() + i * sizeof value, &value, sizeof value);
            const Error error =
                opened(transform, [&](Views &views) { named(views, "contract1.weight_scale").bytes = bytes; });
            CHECK(error.code == ErrorCode::FileDamaged);
        }
    }
    SECTION("another model")
    {
        const auto portraits =
            neural::openStyleModel(std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/models/portraits");
        REQUIRE_FALSE(portraits);
        CHECK(portraits.error().code == ErrorCode::Incompatible);
        CHECK(neural::openStyleModel(folder / "nothing").error().code == ErrorCode::FileMissing);
    }
}
