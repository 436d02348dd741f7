// SPDX-License-Identifier: GPL-3.0-or-later
// The styles that come with the studio: complete, ours to give, and truly different.
#include "engine/art/painting.h"
#include "engine/files/image_file.h"
#include "engine/files/resample.h"
#include "engine/style/neural/style_package.h"
#include "engine/style/oklab.h"
#include "engine/style/style_card.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace imago;
namespace fs = std::filesystem;

namespace {

const fs::path kSource = IMAGO_SOURCE_DIR;
const fs::path kStyles = kSource / "resources" / "styles";
const std::string kOurs = "Imago Studio";

std::map<std::string, style::StyleCard> galleryCards()
{
    std::map<std::string, style::StyleCard> cards;
    for (const auto &entry : fs::directory_iterator(kStyles / "gallery")) {
        if (!style::isStyleCard(entry.path()))
            continue;
        INFO(entry.path().string());
        auto card = style::readStyleCard(entry.path());
        REQUIRE(card);
        cards.emplace(entry.path().stem().string(), *std::move(card));
    }
    return cards;
}

// How a picture looks, in numbers that no loss of ours uses: mean and spread of its colours in OKLab, and for each
// octave the energy of the lightness's slopes in four directions (two-tap steerable filters) and of the colours'
// slopes.
std::vector<double> look(const Image &picture)
{
    int side = 256;
    const Image image = files::resample(picture, {side, side}).converted(PixelFormat::Rgba8);
    std::array<std::vector<double>, 3> lab;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const std::uint8_t *pixel = image.row(y) + 4 * x;
            const auto light = [&](int c) { return style::toLinear(static_cast<std::uint16_t>(pixel[c] * 257)); };
            const style::Color color = style::toOklab({light(0), light(1), light(2)});
            for (std::size_t c = 0; c < 3; ++c)
                lab[c].push_back(static_cast<double>(color[c]));
        }
    }
    std::vector<double> result;
    for (const std::vector<double> &channel : lab) {
        double mean = 0;
        double spread = 0;
        for (const double value : channel)
            mean += value / static_cast<double>(channel.size());
        for (const double value : channel)
            spread += (value - mean) * (value - mean) / static_cast<double>(channel.size());
        result.push_back(mean / 0.08);
        result.push_back(std::sqrt(spread) / 0.04);
    }
    for (int octave = 0; octave < 5; ++octave) {
        std::array<double, 6> energy{};
        const auto at = [&](std::size_t c, int x, int y) { return lab[c][static_cast<std::size_t>(y * side + x)]; };
        for (int y = 0; y + 1 < side; ++y) {
            for (int x = 0; x + 1 < side; ++x) {
                const double right = at(0, x + 1, y) - at(0, x, y);
                const double down = at(0, x, y + 1) - at(0, x, y);
                energy[0] += right * right;
                energy[1] += down * down;
                energy[2] += 0.5 * (right + down) * (right + down);
                energy[3] += 0.5 * (right - down) * (right - down);
                for (std::size_t c = 1; c < 3; ++c)
                    energy[3 + c] +=
                        std::pow(at(c, x + 1, y) - at(c, x, y), 2) + std::pow(at(c, x, y + 1) - at(c, x, y), 2);
            }
        }
        for (const double sum : energy)
            result.push_back(std::log(sum / (side * side) + 1e-6));
        const int half = side / 2;
        for (std::vector<double> &channel : lab) {
            std::vector<double> smaller;
            for (int y = 0; y < half; ++y) {
                for (int x = 0; x < half; ++x) {
                    const auto i = static_cast<std::size_t>(2 * y * side + 2 * x);
                    const auto below = i + static_cast<std::size_t>(side);
                    smaller.push_back(0.25 * (channel[i] + channel[i + 1] + channel[below] + channel[below + 1]));
                }
            }
            channel = std::move(smaller);
        }
        side = half;
    }
    return result;
}

std::vector<double> pairDistances(const std::vector<std::vector<double>> &looks)
{
    std::vector<double> distances;
    for (std::size_t i = 0; i < looks.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            double sum = 0;
            for (std::size_t j = 0; j < looks[i].size(); ++j)
                sum += (looks[i][j] - looks[k][j]) * (looks[i][j] - looks[k][j]);
            distances.push_back(std::sqrt(sum));
        }
    }
    std::ranges::sort(distances);
    return distances;
}

// Our own paintings as gallery.json draws them, and those of other painters that tests/bench/style keeps.
std::vector<std::vector<double>> looksOfPaintings()
{
    std::vector<std::vector<double>> looks;
    for (const art::Work &work : art::works()) {
        if (work.kind != art::Kind::Painting)
            continue;
        const auto picture = art::draw(work.name, {256, 256}, 1);
        REQUIRE(picture);
        looks.push_back(look(*picture));
    }
    for (const auto &entry : fs::directory_iterator(kSource / "tests/bench/style/pairs/styles")) {
        const auto picture = files::readImage(entry.path());
        REQUIRE(picture);
        looks.push_back(look(*picture));
    }
    return looks;
}

} // namespace

TEST_CASE("every card of the gallery has its names, its thumbnail, its licence and its source")
{
    const auto cards = galleryCards();
    CHECK(cards.size() >= 24);
    int fromPaintings = 0;
    std::set<std::string> names;
    std::set<std::string> sources;
    std::uintmax_t bytes = 0;
    for (const auto &[id, card] : cards) {
        INFO(id);
        CHECK(names.insert(nameIn(card, "en")).second);
        CHECK(card.name.count("zh_CN") == 1);
        CHECK(std::min(card.thumbnail.width(), card.thumbnail.height()) >= 96);
        CHECK(!card.license.empty());
        CHECK(!card.source.title.empty());
        CHECK(!card.source.attribution.empty());
        CHECK(sources.insert(card.source.sha256).second);
        CHECK(card.training.steps >= 20);
        CHECK(card.style.canBeRefined());
        CHECK(card.style.painting == nullptr); // nobody's picture is given on
        if (card.source.author != kOurs) {
            ++fromPaintings;
            CHECK(card.source.attribution.find("public domain") != std::string::npos);
        }
        bytes += fs::file_size(kStyles / "gallery" / (id + std::string(style::kStyleCardEnding)));
    }
    CHECK(fromPaintings >= 8);
    CHECK(bytes < 6'000'000);
}

TEST_CASE("the gallery's styles differ as paintings do, not as tints of one")
{
    auto model = style::neural::openStyleModel(kStyles / "any-style");
    REQUIRE(model);
    const auto photo = files::readImage(kSource / "tests/bench/style/pairs/photos/coffee.webp");
    REQUIRE(photo);
    const Image content = files::resample(photo->converted(PixelFormat::Rgba16), {256, 256});
    std::vector<std::vector<double>> looks;
    for (const auto &[id, card] : galleryCards()) {
        INFO(id);
        REQUIRE(checkFits(card, (*model)->networkHash()));
        jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
        const auto painted = (*model)->paint(content, card.style, 0.5, 1, context);
        REQUIRE(painted);
        looks.push_back(look(*painted));
    }
    const std::vector<double> ours = pairDistances(looks);
    const std::vector<double> theirs = pairDistances(looksOfPaintings());
    const double median = theirs[theirs.size() / 2];
    INFO("the paintings' median " << median << ", the styles' " << ours[ours.size() / 2] << ", the least "
                                  << ours.front());
    CHECK(ours[ours.size() / 2] >= 0.5 * median);
    CHECK(ours.front() >= 0.1 * median); // no two are the same
}
