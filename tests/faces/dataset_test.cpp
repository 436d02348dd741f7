// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/dataset.h"
#include "engine/files/image_file.h"
#include "tests/faces/face_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <fstream>
#include <sstream>

using namespace imago;
using namespace imago::faces;

namespace {

std::string contents(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::vector<std::string>> table(const std::string &text)
{
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells(line);
        rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, ',');)
            rows.back().push_back(cell);
    }
    return rows;
}

} // namespace

TEST_CASE("a data set has pictures, labels and an explanation, and comes out the same again")
{
    const test::TempDir folder;
    DatasetOptions options;
    options.count = 5;
    options.side = 32;
    options.seed = 9;
    int last = 0;
    REQUIRE(writeDataset(test::renderer(), folder / "a", options, [&](int done) { last = done; }, {}));
    CHECK(last == 5);
    options.threads = 3;
    REQUIRE(writeDataset(test::renderer(), folder / "b", options, {}, {}));
    for (const char *name : {"000000.png", "000004.png", "labels.csv", "README.md"})
        CHECK(contents(folder / "a" / name) == contents(folder / "b" / name));
    CHECK_FALSE(std::filesystem::exists(folder / "a" / "000005.png"));

    const auto rows = table(contents(folder / "a" / "labels.csv"));
    REQUIRE(rows.size() == 6);
    const std::size_t columns = 2 + latent::PortraitAttributeCount + latent::kIdentitySize;
    for (const auto &row : rows)
        REQUIRE(row.size() == columns);
    CHECK(rows[0][2] == "gender");
    CHECK(rows[0].back() == "z47");
    CHECK(rows[3][0] == "000002.png");
    const latent::Point point = datasetPoint(9, 2, latent::Coupling::Independent);
    CHECK(std::stof(rows[3][2 + latent::Age]) == point.attributes[latent::Age]);
    CHECK(std::stof(rows[3].back()) == point.z.back());

    const std::string explanation = contents(folder / "a" / "README.md");
    CHECK(explanation.find("CC0") != std::string::npos);
    for (const latent::Attribute &attribute : latent::portraitAttributes())
        CHECK(explanation.find("| " + std::string(attribute.name) + " |") != std::string::npos);

    const auto picture = files::readImage(folder / "a" / "000002.png");
    REQUIRE(picture);
    CHECK(picture->size() == Size{32, 32});
}

TEST_CASE("a longer set begins with the shorter one")
{
    CHECK(datasetPoint(1, 3, latent::Coupling::Natural) == datasetPoint(1, 3, latent::Coupling::Natural));
    CHECK_FALSE(datasetPoint(1, 3, latent::Coupling::Natural) ==
                datasetPoint(1, 4, latent::Coupling::Natural));
    CHECK_FALSE(datasetPoint(1, 3, latent::Coupling::Natural) ==
                datasetPoint(2, 3, latent::Coupling::Natural));
    CHECK(datasetFileName(42) == "000042.png");
}

TEST_CASE("a stopped set has no labels, a wrong one is refused")
{
    const test::TempDir folder;
    DatasetOptions options;
    options.count = 50;
    options.side = 16;
    std::stop_source stop;
    int done = 0;
    const auto progress = [&](int count) {
        done = count;
        if (count == 2)
            stop.request_stop();
    };
    REQUIRE(writeDataset(test::renderer(), folder / "a", options, progress, stop.get_token()));
    CHECK(done == 2);
    CHECK_FALSE(std::filesystem::exists(folder / "a" / "labels.csv"));

    options.count = 0;
    CHECK(writeDataset(test::renderer(), folder / "a", options, {}, {}).error().code == ErrorCode::BadInput);
    options.count = 1;
    options.side = 5;
    CHECK(writeDataset(test::renderer(), folder / "b", options, {}, {}).error().code == ErrorCode::BadInput);
    std::ofstream(folder / "file") << "x";
    options.side = 16;
    CHECK(writeDataset(test::renderer(), folder / "file", options, {}, {}).error().code ==
          ErrorCode::FileUnwritable);
}

TEST_CASE("a smaller data set does not leave a larger one's pictures behind without labels")
{
    const test::TempDir folder;
    DatasetOptions options;
    options.count = 3;
    options.side = 16;
    REQUIRE(writeDataset(test::renderer(), folder / "set", options, {}, {}));
    const std::string labels = contents(folder / "set" / "labels.csv");
    options.count = 2;
    const Status refused = writeDataset(test::renderer(), folder / "set", options, {}, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::FileUnwritable);
    CHECK(contents(folder / "set" / "labels.csv") == labels);
    options.count = 4;
    CHECK(writeDataset(test::renderer(), folder / "set", options, {}, {}));
}

TEST_CASE("a folder with somebody's own table or notes is left as it is")
{
    const test::TempDir folder;
    DatasetOptions options;
    options.count = 1;
    options.side = 16;
    for (const std::string name : {"labels.csv", "README.md"}) {
        std::filesystem::create_directory(folder / name);
        const std::filesystem::path own = folder / name / name;
        std::ofstream(own) << "mine";
        const Status refused = writeDataset(test::renderer(), folder / name, options, {}, {});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::FileUnwritable);
        CHECK(contents(own) == "mine");
        CHECK(std::distance(std::filesystem::directory_iterator(folder / name), {}) == 1);
    }
}
