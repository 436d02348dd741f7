// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/image_file.h"
#include "engine/files/package.h"
#include "engine/files/save_file.h"
#include "engine/style/style_card.h"
#include "tests/style/procedural.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>

using namespace imago;
using namespace imago::style;
using Catch::Matchers::WithinAbs;
using imago::test::procedural;

namespace {

using files::Json;
using Views = std::vector<files::TensorView>;

const std::string kNetwork(64, 'a');

StyleMoments moments(int side)
{
    StyleMoments result;
    result.side = side;
    for (std::size_t i = 0; i < 9 * (kStatisticsOctaves + 1); ++i)
        result.octaves.push_back(static_cast<float>(i % 4 == 0 ? 1 : 0.25) / static_cast<float>(side));
    for (std::size_t i = 0; i < kOctaveQuantileCount; ++i)
        result.quantiles.push_back(static_cast<float>(i % kOctaveQuantiles) / static_cast<float>(side));
    for (std::size_t layer = 0; layer < kStatisticsChannels.size(); ++layer) {
        const std::size_t channels = kStatisticsChannels[layer];
        result.layers[layer].resize(channels * channels);
        for (std::size_t i = 0; i < channels; ++i) {
            for (std::size_t k = 0; k < channels; ++k) {
                const double together = 1.0 / (1.0 + std::abs(static_cast<double>(i) - static_cast<double>(k)));
                result.layers[layer][i * channels + k] =
                    static_cast<float>(together * static_cast<double>((i + 1) * (k + 1)) / 100.0);
            }
        }
    }
    return result;
}

StyleCard goodCard(bool withWeights = false)
{
    StyleCard card;
    card.name = {{"en", "Blue swirls"}, {"zh_CN", "蓝色漩涡"}};
    for (std::size_t i = 0; i < card.style.parameters.size(); ++i)
        card.style.parameters[i] = static_cast<float>(std::sin(static_cast<double>(i)));
    if (withWeights) {
        std::vector<float> weights(kTransformWeights);
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] = static_cast<float>(i % 7) / 64.0F;
        card.style.weights = std::make_shared<const std::vector<float>>(std::move(weights));
    }
    card.style.statistics = std::make_shared<const StyleStatistics>(StyleStatistics{moments(256), moments(512)});
    card.networkHash = kNetwork;
    card.thumbnail = procedural({60, 40}, 3);
    card.license = "CC0-1.0";
    card.source = {"Swirls", "nobody", "about 1889", "Drawn by this test; free of rights", std::string(64, '0')};
    card.training = {400, withWeights ? 100 : 0, 0xFFFFFFFFFFFFFFFFULL};
    return card;
}

template <typename Change>
void changeStatistics(StyleCard &card, const Change &change)
{
    auto statistics = std::make_shared<StyleStatistics>(*card.style.statistics);
    std::ranges::for_each(*statistics, change);
    card.style.statistics = std::move(statistics);
}

struct Folder
{
    test::TempDir folder;
    std::string file = folder / "card.imagostyle";

    // The good card with its parts changed, written past the card's own writer.
    void writeChanged(const std::function<void(files::Manifest &)> &manifestChange,
                      const std::function<void(Views &)> &tensorChange = {}, const std::string &thumbnail = {}) const
    {
        REQUIRE(writeStyleCard(file, goodCard()));
        const files::Package package = *files::openPackage(file);
        files::Manifest manifest = package.manifest();
        if (manifestChange)
            manifestChange(manifest);
        std::vector<std::uint8_t> tensors = *package.read("style.safetensors");
        const files::SafeTensors parsed = *files::SafeTensors::parse(tensors, "x");
        Views views(parsed.tensors().begin(), parsed.tensors().end());
        if (tensorChange)
            tensorChange(views);
        tensors = *files::toSafeTensors(views);
        std::vector<std::uint8_t> png = *package.read("thumbnail.png");
        if (!thumbnail.empty())
            png.assign(thumbnail.begin(), thumbnail.end());
        const std::vector<files::PackageFile> parts{{"style.safetensors", tensors}, {"thumbnail.png", png}};
        REQUIRE(files::writePackage(file, manifest, parts));
    }

    Error error() const
    {
        const Result<StyleCard> card = readStyleCard(file);
        REQUIRE_FALSE(card);
        CHECK(card.error().subject == "card.imagostyle");
        CHECK_FALSE(card.error().detail.empty());
        return card.error();
    }
};

files::TensorView &named(Views &views, const std::string &name)
{
    return *std::ranges::find(views, name, &files::TensorView::name);
}

} // namespace

TEST_CASE("a style card comes back as it was")
{
    const Folder folder;
    for (const bool withWeights : {false, true}) {
        INFO(withWeights);
        const StyleCard card = goodCard(withWeights);
        REQUIRE(writeStyleCard(folder.file, card));
        const Result<StyleCard> read = readStyleCard(folder.file);
        INFO((read ? std::string() : describe(read.error())));
        REQUIRE(read);
        CHECK(read->name == card.name);
        CHECK(read->style.parameters == card.style.parameters);
        CHECK(read->style.hasOwnWeights() == withWeights);
        if (withWeights)
            CHECK(*read->style.weights == *card.style.weights); // sixteenths fit into half precision
        CHECK(read->style.painting == nullptr);
        CHECK(read->networkHash == card.networkHash);
        CHECK(read->thumbnail == card.thumbnail);
        CHECK(read->license == card.license);
        CHECK(read->source == card.source);
        CHECK(read->training == card.training);
        REQUIRE(read->style.statistics->size() == 2);
        for (std::size_t level = 0; level < 2; ++level) {
            const StyleMoments &got = (*read->style.statistics)[level];
            const StyleMoments &wanted = (*card.style.statistics)[level];
            CHECK(got.side == wanted.side);
            CHECK(got.layers[0] == wanted.layers[0]); // colours are exact
            CHECK(got.octaves == wanted.octaves);
            for (std::size_t layer = 1; layer < kStatisticsChannels.size(); ++layer) {
                const std::size_t channels = kStatisticsChannels[layer];
                double worst = 0;
                for (std::size_t i = 0; i < channels; ++i) {
                    for (std::size_t k = 0; k < channels; ++k) {
                        const double most = static_cast<double>((i + 1) * (k + 1)) / 100.0;
                        const float off = got.layers[layer][i * channels + k] - wanted.layers[layer][i * channels + k];
                        worst = std::max(worst, std::abs(static_cast<double>(off)) / most);
                    }
                }
                CHECK(worst < 0.003);
            }
        }
    }
}

TEST_CASE("cards of version 2 know no palette to give to what is painted, those of version 3 do, those of 4 "
          "distributions too")
{
    const Folder folder;
    StyleCard card = goodCard();
    REQUIRE(writeStyleCard(folder.file, card));
    CHECK(files::openPackage(folder.file)->manifest().others["style"]["cardVersion"] == 4);
    const Result<StyleCard> newest = readStyleCard(folder.file);
    REQUIRE(newest);
    REQUIRE(newest->style.octaves);
    const StyleMoments &largest = card.style.statistics->back();
    CHECK((*newest->style.octaves)[1].quantiles == largest.quantiles);
    CHECK((*newest->style.octaves)[1].covariances[4][1][1] == Approx(largest.octaves[40]));
    CHECK((*newest->style.octaves)[1].mean[1] ==
          Approx((largest.layers[0][3] - largest.layers[0][11]) / std::sqrt(2.0)).margin(1e-6));

    changeStatistics(card, [](StyleMoments &each) { each.quantiles.clear(); });
    REQUIRE(writeStyleCard(folder.file, card));
    CHECK(files::openPackage(folder.file)->manifest().others["style"]["cardVersion"] == 3);
    const Result<StyleCard> third = readStyleCard(folder.file);
    REQUIRE(third);
    REQUIRE(third->style.octaves);
    CHECK((*third->style.octaves)[1].quantiles.empty());

    changeStatistics(card, [](StyleMoments &each) { each.octaves.resize(9 * kStatisticsOctaves); });
    REQUIRE(writeStyleCard(folder.file, card));
    CHECK(files::openPackage(folder.file)->manifest().others["style"]["cardVersion"] == 2);
    const Result<StyleCard> older = readStyleCard(folder.file);
    REQUIRE(older);
    CHECK(older->style.octaves == nullptr);
    CHECK(older->style.canBeRefined());
}

TEST_CASE("cards of version 1, whose statistics are without octaves, stay what they are")
{
    const Folder folder;
    StyleCard card = goodCard();
    changeStatistics(card, [](StyleMoments &each) {
        each.octaves.clear();
        each.quantiles.clear();
    });
    REQUIRE(writeStyleCard(folder.file, card));
    CHECK(files::openPackage(folder.file)->manifest().others["style"]["cardVersion"] == 1);
    const Result<StyleCard> read = readStyleCard(folder.file);
    REQUIRE(read);
    CHECK(read->style.canBeRefined());
    CHECK(read->style.statistics->front().octaves.empty());

    auto statistics = std::make_shared<StyleStatistics>(*goodCard().style.statistics);
    statistics->back().octaves.clear(); // neither the one nor the other
    statistics->back().quantiles.clear();
    card.style.statistics = statistics;
    CHECK(writeStyleCard(folder.file, card).error().code == ErrorCode::BadInput);
}

TEST_CASE("equal cards are equal bytes, and the larger kind is larger")
{
    const Folder folder;
    const std::string second = folder.folder / "second.imagostyle";
    REQUIRE(writeStyleCard(folder.file, goodCard()));
    REQUIRE(writeStyleCard(second, goodCard()));
    CHECK(*files::readBytes(folder.file, 1 << 24) == *files::readBytes(second, 1 << 24));
    CHECK(std::filesystem::file_size(second) < 200'000);
    REQUIRE(writeStyleCard(second, goodCard(true)));
    CHECK(std::filesystem::file_size(second) > std::filesystem::file_size(folder.file) + 2 * kTransformWeights);
}

TEST_CASE("a card may do without statistics, thumbnail and source")
{
    const Folder folder;
    StyleCard card = goodCard();
    card.style.statistics.reset();
    card.thumbnail = {};
    card.source = {};
    card.name = {{"en", "Plain"}};
    REQUIRE(writeStyleCard(folder.file, card));
    const Result<StyleCard> read = readStyleCard(folder.file);
    REQUIRE(read);
    CHECK_FALSE(read->style.canBeRefined());
    CHECK(read->thumbnail.empty());
    CHECK(nameIn(*read, "zh_CN") == "Plain");
    CHECK(nameIn(goodCard(), "zh_CN") == "蓝色漩涡");
}

TEST_CASE("cards are known by their ending and fit one network")
{
    CHECK(isStyleCard("a/b.imagostyle"));
    CHECK_FALSE(isStyleCard("a/b.png"));
    CHECK(checkFits(goodCard(), kNetwork));
    CHECK(checkFits(goodCard(), std::string(64, 'b')).error().code == ErrorCode::Incompatible);
}

TEST_CASE("cards that nobody could read are not written, and the old file stays")
{
    const Folder folder;
    REQUIRE(writeStyleCard(folder.file, goodCard()));
    const auto before = *files::readBytes(folder.file, 1 << 24);
    const auto refused = [&](const std::function<void(StyleCard &)> &change) {
        StyleCard card = goodCard();
        change(card);
        CHECK(writeStyleCard(folder.file, card).error().code == ErrorCode::BadInput);
        CHECK(*files::readBytes(folder.file, 1 << 24) == before);
    };
    refused([](StyleCard &card) { card.name.clear(); });
    refused([](StyleCard &card) { card.name["en"] = ""; });
    refused([](StyleCard &card) { card.name["en"] = "two\nlines"; });
    refused([](StyleCard &card) { card.name["en"] = std::string(121, 'x'); });
    refused([](StyleCard &card) { card.networkHash = "short"; });
    refused([](StyleCard &card) { card.source.sha256 = std::string(64, 'G'); });
    refused([](StyleCard &card) { card.source.attribution = std::string(2001, 'x'); });
    refused([](StyleCard &card) { card.style.parameters[3] = std::numeric_limits<float>::quiet_NaN(); });
    refused([](StyleCard &card) { card.style.weights = std::make_shared<const std::vector<float>>(5, 0.0F); });
    refused([](StyleCard &card) { card.thumbnail = procedural({513, 20}, 1); });
    refused([](StyleCard &card) {
        card.style.statistics = std::make_shared<const StyleStatistics>(StyleStatistics{moments(512), moments(256)});
    });
    CHECK(writeStyleCard(folder.folder / "card.png", goodCard()).error().code == ErrorCode::BadInput);
    CHECK(writeStyleCard(folder.folder / "no/card.imagostyle", goodCard()).error().code == ErrorCode::FileUnwritable);
}

TEST_CASE("what is no card is refused")
{
    const Folder folder;
    CHECK(folder.error().code == ErrorCode::FileMissing);
    REQUIRE(files::saveFile(folder.file, std::string_view("not a card")));
    CHECK(folder.error().code == ErrorCode::UnsupportedFormat);
    REQUIRE(files::saveFile(folder.file, std::string_view("")));
    CHECK(folder.error().code == ErrorCode::UnsupportedFormat);
    folder.writeChanged([](files::Manifest &manifest) { manifest.kind = "generator"; });
    CHECK(folder.error().code == ErrorCode::UnsupportedFormat);
    folder.writeChanged([](files::Manifest &manifest) { manifest.others.erase("style"); });
    CHECK(folder.error().code == ErrorCode::UnsupportedFormat);
    REQUIRE(files::saveFile(folder.file, std::string((16U << 20) + 1, 'x')));
    CHECK(folder.error().code == ErrorCode::FileTooLarge);
}

TEST_CASE("cards of a newer studio are refused as such")
{
    const Folder folder;
    folder.writeChanged([](files::Manifest &manifest) { manifest.others["style"]["cardVersion"] = 5; });
    CHECK(folder.error().code == ErrorCode::Incompatible);
    folder.writeChanged([](files::Manifest &manifest) { manifest.networks[0].version = 2; });
    CHECK(folder.error().code == ErrorCode::Incompatible);
    folder.writeChanged([](files::Manifest &manifest) { manifest.networks[0].architecture = "imago.other"; });
    CHECK(folder.error().code == ErrorCode::Incompatible);
    folder.writeChanged([](files::Manifest &manifest) { manifest.others["style"]["newer"] = {{"deep", 1}}; });
    CHECK(readStyleCard(folder.file)); // what an older studio can do without
}

TEST_CASE("a manifest that contradicts itself is damage")
{
    const Folder folder;
    const auto broken = [&](const std::function<void(Json &)> &change) {
        folder.writeChanged([&](files::Manifest &manifest) { change(manifest.others["style"]); });
        CHECK(folder.error().code == ErrorCode::FileDamaged);
    };
    broken([](Json &about) { about["cardVersion"] = "1"; });
    broken([](Json &about) { about["cardVersion"] = 0; });
    broken([](Json &about) { about.erase("networkSha256"); });
    broken([](Json &about) { about["networkSha256"] = 7; });
    broken([](Json &about) { about["statistics"] = 256; });
    broken([](Json &about) { about["statistics"] = {512, 256}; });
    broken([](Json &about) { about["statistics"] = {-1}; });
    broken([](Json &about) { about["statistics"] = {1e9}; });
    broken([](Json &about) { about["statistics"] = {16, 17, 18, 19, 20, 21, 22, 23, 24}; });
    broken([](Json &about) { about["source"] = "here"; });
    broken([](Json &about) { about["source"]["title"] = 3; });
    broken([](Json &about) { about["source"]["sha256"] = "abc"; });
    folder.writeChanged([](files::Manifest &manifest) { manifest.title = {{"zh_CN", "无"}}; });
    CHECK(folder.error().code == ErrorCode::FileDamaged);
    folder.writeChanged([](files::Manifest &manifest) { manifest.networks.clear(); });
    CHECK(folder.error().code == ErrorCode::FileDamaged);
    folder.writeChanged([](files::Manifest &manifest) { manifest.training["steps"] = -4; });
    CHECK(folder.error().code == ErrorCode::FileDamaged);
}

TEST_CASE("tensors that are not those of a style are refused")
{
    const Folder folder;
    const auto code = [&](const std::function<void(Views &)> &change) {
        folder.writeChanged({}, change);
        return folder.error().code;
    };
    const std::vector<std::uint8_t> bytes(4 * kStyledChannels);
    CHECK(code([](Views &views) { std::erase_if(views, [](const auto &view) { return view.name == "beta"; }); }) ==
          ErrorCode::Incompatible);
    CHECK(code([](Views &views) { named(views, "gamma").shape = {1, kStyledChannels}; }) == ErrorCode::Incompatible);
    CHECK(code([](Views &views) { named(views, "gamma").dtype = files::DType::I32; }) == ErrorCode::Incompatible);
    CHECK(code([&](Views &views) { views.push_back({"extra", files::DType::F32, {kStyledChannels}, bytes}); }) ==
          ErrorCode::Incompatible);
    for (const float value : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        std::vector<std::uint8_t> spoilt = bytes;
        std::memcpy(spoilt.data() + 40, &value, sizeof value);
        CHECK(code([&](Views &views) { named(views, "gamma").bytes = spoilt; }) == ErrorCode::FileDamaged);
    }
    // One of the larger kind that lacks its weights.
    folder.writeChanged([](files::Manifest &manifest) { manifest.kind = "style-card-with-weights"; });
    CHECK(folder.error().code == ErrorCode::Incompatible);
}

TEST_CASE("thumbnails that are none, or too large, are refused")
{
    const Folder folder;
    folder.writeChanged({}, {}, "no PNG");
    CHECK_FALSE(readStyleCard(folder.file));
    const auto large = *files::encodeImage(procedural({600, 20}, 1), files::PictureFormat::Png);
    folder.writeChanged({}, {}, std::string(large.begin(), large.end()));
    CHECK(folder.error().code == ErrorCode::FileTooLarge);
}

TEST_CASE("a card that is cut off or changed anywhere is refused, never believed")
{
    const Folder folder;
    REQUIRE(writeStyleCard(folder.file, goodCard()));
    const std::string good = *files::readFile(folder.file, 1 << 24);
    for (std::size_t length = 0; length < good.size(); length += 1 + good.size() / 97) {
        REQUIRE(files::saveFile(folder.file, std::string_view(good).substr(0, length)));
        CHECK_FALSE(readStyleCard(folder.file));
    }
    const StyleCard card = goodCard();
    for (std::size_t at = 0; at < good.size(); at += 1 + good.size() / 211) {
        std::string changed = good;
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
        REQUIRE(files::saveFile(folder.file, changed));
        const Result<StyleCard> read = readStyleCard(folder.file);
        if (read) // a byte that says nothing, as a time stamp
            CHECK(read->style.parameters == card.style.parameters);
    }
}
