// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/dataset.h"
#include "engine/dataset/idx.h"
#include "engine/dataset/label_names.h"
#include "engine/dataset/label_table.h"
#include "engine/files/save_file.h"
#include "engine/train/run_status.h"
#include "tests/dataset/made_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <zlib.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include <unistd.h>

using namespace imago;
using namespace imago::dataset;
using imago::test::blobs;
using imago::test::save;

namespace {

std::vector<std::uint8_t> idx(const std::vector<std::uint32_t> &shape, const std::vector<std::uint8_t> &values)
{
    std::vector<std::uint8_t> bytes{0, 0, 8, static_cast<std::uint8_t>(shape.size())};
    for (const std::uint32_t side : shape) {
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<std::uint8_t>(side >> shift));
    }
    bytes.insert(bytes.end(), values.begin(), values.end());
    return bytes;
}

void saveGzip(const std::filesystem::path &path, const std::vector<std::uint8_t> &bytes)
{
    const gzFile file = gzopen(path.c_str(), "wb");
    REQUIRE(gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size())) == static_cast<int>(bytes.size()));
    REQUIRE(gzclose(file) == Z_OK);
}

ErrorCode errorOf(const std::filesystem::path &path, const DatasetOptions &options = {})
{
    const auto opened = openDataset(path, options);
    REQUIRE_FALSE(opened);
    return opened.error().code;
}

const std::filesystem::path kFashion = "/usr/share/datasets/fashion-mnist";

} // namespace

TEST_CASE("a folder's pictures come in the order of their names, with sub-folders and without what is hidden")
{
    const test::TempDir folder;
    save(folder / "b.png", blobs(1));
    save(folder / "a/deep/c.jpg", blobs(2));
    save(folder / ".thumbnails/x.png", blobs(3));
    REQUIRE(files::saveFile(folder / "notes.txt", "no picture"));
    std::filesystem::create_directory_symlink(folder.path(), folder / "loop");
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    REQUIRE(set->size() == 2);
    CHECK(set->name(0) == "a/deep/c.jpg");
    CHECK(set->name(1) == "b.png");
    CHECK(set->labelSource() == LabelSource::None);
    CHECK(set->classIndex(0) == -1);
    CHECK(set->read(1).value() == blobs(1));
    CHECK(openDataset(folder.path())->fingerprint() == set->fingerprint());
    save(folder / "b.png", blobs(9));
    CHECK(openDataset(folder.path())->fingerprint() != set->fingerprint());
}

TEST_CASE("sub-folders are classes where every picture lies in one")
{
    const test::TempDir folder;
    for (const char *name : {"shop/cats/1.png", "shop/cats/2.png", "shop/dogs/1.png"})
        save(folder / name, blobs(1));
    auto set = openDataset(folder.path());
    REQUIRE(set);
    CHECK(set->classNames() == std::vector<std::string>{"cats", "dogs"});
    CHECK(set->classIndex(2) == 1);

    SECTION("one that lies above them has none, and is named") {
        save(folder / "shop/0.png", blobs(2));
        set = openDataset(folder.path());
        REQUIRE(set);
        CHECK(set->classNames() == std::vector<std::string>{"cats", "dogs"});
        CHECK(set->classIndex(0) == -1);
        CHECK(set->classIndex(3) == 1);
        CHECK(set->passedOver().firstPictures == std::vector<std::string>{"shop/0.png"});
    }
    SECTION("not where several lie above them") {
        save(folder / "shop/0.png", blobs(2));
        save(folder / "shop/1.png", blobs(3));
        set = openDataset(folder.path());
        REQUIRE(set);
        CHECK(set->classNames().empty());
        CHECK(set->passedOver().picturesWithoutRow == 0);
    }
    SECTION("train and test above them are parts") {
        const test::TempDir parted;
        for (const char *name : {"test/cats/1.png", "train/cats/2.png", "train/dogs/1.png"})
            save(parted / name, blobs(1));
        set = openDataset(parted.path());
        REQUIRE(set);
        CHECK(set->classNames() == std::vector<std::string>{"cats", "dogs"});
        CHECK(set->part(0) == Part::HeldOut);
        CHECK(set->part(1) == Part::Training);
    }
}

TEST_CASE("labels can be passed over wherever they come from; what is held out stays so")
{
    const test::TempDir folder;
    for (const char *name : {"test/cats/1.png", "train/cats/2.png", "train/dogs/1.png", "train/0.png"})
        save(folder / name, blobs(1));
    const auto isBare = [](const Result<Dataset> &set) {
        return set && set->classNames().empty() && set->attributeNames().empty() && set->classIndex(0) == -1 &&
               set->labelSource() == LabelSource::None && set->passedOver().picturesWithoutRow == 0;
    };
    const auto labelled = openDataset(folder.path());
    REQUIRE(labelled);
    auto set = openDataset(folder.path(), {.useLabels = false});
    REQUIRE(isBare(set));
    CHECK(set->part(0) == Part::HeldOut);
    CHECK(set->part(1) == Part::Training);
    CHECK(set->fingerprint() != labelled->fingerprint()); // what was prepared with labels is not taken over

    REQUIRE(files::saveFile(folder / "labels.csv", "file,label,age\ntrain/0.png,a,1\ntrain/cats/2.png,b,2\n"));
    CHECK_FALSE(isBare(openDataset(folder.path())));
    CHECK(isBare(openDataset(folder.path(), {.useLabels = false})));

    const test::TempDir numbers;
    REQUIRE(files::saveFile(numbers / "train-images-idx3-ubyte", idx({2, 1, 2}, {1, 2, 3, 4})));
    REQUIRE(files::saveFile(numbers / "train-labels-idx1-ubyte", idx({2}, {1, 0})));
    CHECK_FALSE(isBare(openDataset(numbers.path())));
    CHECK(isBare(openDataset(numbers.path(), {.labels = folder / "labels.csv", .useLabels = false})));
}

TEST_CASE("folders whose names are no UTF-8 become classes whose names are, and stay different")
{
    const test::TempDir folder;
    for (const char *name : {"\xFF\xFE/1.png", "\xFF\xFD/1.png", "plain/1.png"})
        save(folder / name, blobs(1));
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    CHECK(set->classNames() ==
          std::vector<std::string>{"plain", "\xEF\xBF\xBD\xEF\xBF\xBD", "\xEF\xBF\xBD\xEF\xBF\xBD 2"});
    CHECK(set->read(0));
}

TEST_CASE("a training's folder among the pictures holds none of them, another's plan does")
{
    const test::TempDir folder;
    save(folder / "a.png", blobs(1));
    save(folder / "mine/b.png", blobs(2));
    REQUIRE(files::saveFile(folder / "mine/plan.json", R"({"format": 3, "what": "to draw next"})"));
    const auto before = openDataset(folder.path());
    REQUIRE(before);
    CHECK(before->size() == 2);
    save(folder / "imago-training/preview-000000200.png", blobs(3));
    save(folder / "imago-training/worker-1/preview-000000200.png", blobs(3));
    REQUIRE(
        files::saveFile(folder / "imago-training/plan.json", R"({"format": "imago.model-plan", "formatVersion": 1})"));
    save(folder / "older/preview-000000200.png", blobs(4));
    train::RunStatus finished;
    finished.kind = "vae";
    REQUIRE(train::writeRunStatus(folder / "older", finished));
    const auto after = openDataset(folder.path());
    REQUIRE(after);
    CHECK(after->size() == 2);
    CHECK(after->fingerprint() == before->fingerprint());
    CHECK(openDataset(folder / "imago-training")->size() == 2); // asked for by itself
}

TEST_CASE("a table gives classes and numbers, wherever its columns stand")
{
    const test::TempDir folder;
    for (const char *name : {"a.png", "b.png", "c.png"})
        save(folder / name, blobs(1));
    REQUIRE(files::saveFile(folder / "labels.csv",
                            "\xEF\xBB\xBFlabel,width,file,maker,unit\r\n\"10, large\",1.5,a.png,\"A \"\"x\"\"\",mm\r\n"
                            "2,,b,B,mm\r\n2,-3e1,.\\c.png,C,mm\r\n9,1,gone.png,D,mm\r\n"));
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    CHECK(set->labelSource() == LabelSource::Table);
    CHECK(set->classNames() == std::vector<std::string>{"2", "10, large"});
    CHECK(set->classIndex(0) == 1);
    CHECK(set->classIndex(1) == 0);
    CHECK(set->attributeNames() == std::vector<std::string>{"width"});
    CHECK(set->attributes(0)[0] == 1.5F);
    CHECK(std::isnan(set->attributes(1)[0]));
    CHECK(set->attributes(2)[0] == -30.0F);
    CHECK(set->passedOver().rowsWithoutPicture == 1);
    CHECK(set->passedOver().firstRows == std::vector<std::string>{"gone.png"});
    CHECK(set->passedOver().picturesWithoutRow == 0);
    CHECK(set->passedOver().columns == std::vector<std::string>{"maker", "unit"});
}

TEST_CASE("of several columns that might name the files the one that says so does, and rows' numbers are no attribute")
{
    const test::TempDir folder;
    for (const char *name : {"a.png", "b.png"})
        save(folder / name, blobs(1));
    for (const char *table :
         {"id,filename,age\n1,a.png,3\n2,b.png,5\n", "Name,File,age\nAnna,a.png,3\nBen,b.png,5\n"}) {
        REQUIRE(files::saveFile(folder / "labels.csv", std::string(table)));
        const auto set = openDataset(folder.path());
        REQUIRE(set);
        CHECK(set->attributeNames() == std::vector<std::string>{"age"});
        CHECK(set->attributes(1)[0] == 5.0F);
        CHECK(set->classNames().empty());
        CHECK(set->passedOver().columns.size() == 1);
    }
}

TEST_CASE("numbers that are not known may be written as spreadsheets and pandas do")
{
    const test::TempDir folder;
    std::string table = "file,age\n";
    const std::vector<std::string> cells{"1", "NaN", "2", "NA", "n/a", "null", "", "3"};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        save(folder / (std::to_string(i) + ".png"), blobs(1));
        table += std::to_string(i) + ".png," + cells[i] + "\n";
    }
    REQUIRE(files::saveFile(folder / "labels.csv", table));
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    REQUIRE(set->attributeNames() == std::vector<std::string>{"age"});
    CHECK(set->attributes(2)[0] == 2.0F);
    for (const std::size_t i : {1U, 3U, 4U, 5U, 6U})
        CHECK(std::isnan(set->attributes(i)[0]));
}

TEST_CASE("columns without a name are passed over, as pandas writes its row numbers")
{
    const test::TempDir folder;
    for (const char *name : {"a.png", "b.png"})
        save(folder / name, blobs(1));
    for (const char *head : {",file,age", "Unnamed: 0,file,age", " ,file,age"}) {
        REQUIRE(files::saveFile(folder / "labels.csv", std::string(head) + "\n0,a.png,3\n1,b.png,5\n"));
        const auto set = openDataset(folder.path());
        REQUIRE(set);
        CHECK(set->attributeNames() == std::vector<std::string>{"age"});
        CHECK(set->attributes(1)[0] == 5.0F);
        CHECK(set->passedOver().columns.size() == 1);
        CHECK(set->passedOver().columnReasons == std::vector<std::string>{"it has no name"});
    }
}

TEST_CASE("names of labels are cut between characters, made UTF-8, and stay different")
{
    const std::string longName = std::string(79, 'x') + "\xC3\xBC";
    const auto names = labelNames({longName + " left", longName + " right", "gr\xFC\xDF", "two\nlines", "short"});
    CHECK(names == std::vector<std::string>{std::string(79, 'x'), std::string(78, 'x') + " 2",
                                            "gr\xEF\xBF\xBD\xEF\xBF\xBD", "two lines", "short"});
    CHECK(isNameless("Unnamed: 12"));
    CHECK_FALSE(isNameless("Unnamed: twelve"));
}

TEST_CASE("a column that says something else of each picture is no class")
{
    const test::TempDir folder;
    std::string table = "file,caption,animal\n";
    for (int i = 0; i < 8; ++i) {
        const std::string name = std::to_string(i) + ".png";
        save(folder / name, blobs(1));
        table += name + ",picture number " + std::to_string(i) + (i % 2 == 0 ? ",cat\n" : ",dog\n");
    }
    REQUIRE(files::saveFile(folder / "labels.csv", table));
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    CHECK(set->classNames() == std::vector<std::string>{"cat", "dog"});
    CHECK(set->passedOver().columns == std::vector<std::string>{"caption"});
    CHECK(set->passedOver().columnReasons.front().find("each picture") != std::string::npos);
}

TEST_CASE("tables come as CSV without names, with tabs, and as JSON in two forms")
{
    const auto bare = parseCsv("a.png\tcat\nb.png\tdog\n", "t");
    REQUIRE(bare);
    CHECK(bare->rows() == 2);
    CHECK(bare->cell(0, 0) == "a.png");
    CHECK(bare->cell(1, 1) == "dog");
    const auto stylegan = parseJsonTable(R"({"labels": [["0/a.png", 6], ["0/b.png", null]]})", "t");
    REQUIRE(stylegan);
    CHECK(stylegan->rows() == 2);
    CHECK(stylegan->cell(0, 1) == "6");
    CHECK(stylegan->cell(1, 1).empty());
    const auto objects = parseJsonTable(R"({"a.png": {"class": "cat", "attributes": {"age": 3.5, "old": true}}})", "t");
    REQUIRE(objects);
    CHECK(objects->columns == std::vector<std::string>{"file", "age", "old", "class"});
    CHECK(objects->cell(0, 1) == "3.5");
}

TEST_CASE("a JSON file beside a picture labels it; a damaged one counts as missing")
{
    const test::TempDir folder;
    for (const char *name : {"a.png", "b.png", "c.png"})
        save(folder / name, blobs(1));
    REQUIRE(files::saveFile(folder / "a.json", R"({"label": "cat", "age": 3})"));
    REQUIRE(files::saveFile(folder / "b.png.json", R"({"label": "dog", "age": 4})"));
    REQUIRE(files::saveFile(folder / "c.json", R"({"label": )"));
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    CHECK(set->labelSource() == LabelSource::Sidecars);
    CHECK(set->classNames() == std::vector<std::string>{"cat", "dog"});
    CHECK(set->attributes(1)[0] == 4.0F);
    CHECK(set->classIndex(2) == -1);
    CHECK(set->passedOver().firstPictures == std::vector<std::string>{"c.png"});
}

TEST_CASE("IDX files are read plain and gzipped, with labels beside them and a test part")
{
    const test::TempDir folder;
    REQUIRE(
        files::saveFile(folder / "train-images-idx3-ubyte", idx({2, 2, 3}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})));
    REQUIRE(files::saveFile(folder / "train-labels-idx1-ubyte", idx({2}, {1, 0})));
    saveGzip(folder / "t10k-images-idx3-ubyte.gz", idx({1, 2, 3}, {50, 51, 52, 53, 54, 55}));
    saveGzip(folder / "t10k-labels-idx1-ubyte.gz", idx({1}, {2}));
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    REQUIRE(set->size() == 3);
    CHECK(set->name(1) == "train-images-idx3-ubyte#1");
    CHECK(set->name(2) == "t10k-images-idx3-ubyte#0");
    CHECK(set->part(1) == Part::Training);
    CHECK(set->part(2) == Part::HeldOut);
    CHECK(set->classNames() == std::vector<std::string>{"0", "1", "2"});
    CHECK(set->classIndex(2) == 2);
    const auto picture = set->read(2);
    REQUIRE(picture);
    CHECK(picture->size() == Size{3, 2});
    CHECK(picture->row(1)[4] == 54);
    CHECK(picture->row(1)[7] == 255);

    const auto one = openDataset(folder / "train-images-idx3-ubyte");
    REQUIRE(one);
    CHECK(one->size() == 2);
    CHECK(one->part(0) == Part::Any);
    CHECK(one->classIndex(0) == 1);
}

TEST_CASE("an .idx of another kind among pictures is passed over, and a table of labels for IDX files refused")
{
    const test::TempDir folder;
    save(folder / "a.png", blobs(1));
    REQUIRE(files::saveFile(folder / "movie.idx", "# VobSub index file, v7 (do not modify this line!)\n"));
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    CHECK(set->name(0) == "a.png");
    REQUIRE(files::saveFile(folder / "digits.idx", idx({1, 1, 2}, {1, 2})));
    CHECK(openDataset(folder.path())->name(0) == "digits.idx#0");
    REQUIRE(files::saveFile(folder / "other.csv", "file,label\na.png,1\n"));
    const auto refused = openDataset(folder.path(), {.labels = folder / "other.csv"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::BadInput);
    CHECK(refused.error().subject == "other.csv");
}

TEST_CASE("damaged IDX files are refused by what is wrong")
{
    const auto code = [](std::vector<std::uint8_t> bytes) {
        const auto array = parseIdx(std::move(bytes), "t");
        return array ? ErrorCode::Internal : array.error().code;
    };
    CHECK(code({}) == ErrorCode::FileDamaged);
    CHECK(code({0, 0, 8, 0}) == ErrorCode::FileDamaged);
    CHECK(code({0, 0, 8, 9, 1, 1}) == ErrorCode::FileDamaged);
    CHECK(code({0, 0, 13, 1, 0, 0, 0, 0}) == ErrorCode::UnsupportedFormat);
    CHECK(code(idx({2, 2, 2}, {1, 2, 3})) == ErrorCode::FileDamaged);
    CHECK(code(idx({1}, {1, 2, 3})) == ErrorCode::FileDamaged);
    CHECK(code(idx({0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, {})) == ErrorCode::FileDamaged);

    const test::TempDir folder;
    saveGzip(folder / "train-images-idx3-ubyte.gz", idx({1, 2, 2}, {1, 2, 3, 4}));
    auto packed = files::readBytes(folder / "train-images-idx3-ubyte.gz", 1000).value();
    packed.resize(packed.size() / 2);
    REQUIRE(files::saveFile(folder / "train-images-idx3-ubyte.gz", packed));
    CHECK(errorOf(folder.path()) == ErrorCode::FileDamaged);
    saveGzip(folder / "train-images-idx3-ubyte.gz", idx({1, 2, 2}, {1, 2, 3, 4}));
    saveGzip(folder / "train-labels-idx1-ubyte.gz", idx({3}, {1, 2, 3}));
    CHECK(errorOf(folder.path()) == ErrorCode::BadInput);
}

TEST_CASE("what can't be a data set is refused in words")
{
    const test::TempDir folder;
    CHECK(errorOf(folder / "nowhere") == ErrorCode::FileMissing);
    CHECK(errorOf(folder.path()) == ErrorCode::BadInput);
    REQUIRE(files::saveFile(folder / "a.png", "x"));
    CHECK(errorOf(folder / "a.png") == ErrorCode::BadInput);
    REQUIRE(files::saveFile(folder / "other.csv", "file,label\nx.png,1\ny.png,2\n"));
    CHECK(errorOf(folder.path(), {.labels = folder / "other.csv"}) == ErrorCode::BadInput);
    CHECK(errorOf(folder.path(), {.labels = folder / "missing.csv"}) == ErrorCode::FileMissing);
}

TEST_CASE("hostile tables are refused, not believed")
{
    const auto code = [](const std::string &text) {
        const auto table = parseCsv(text, "t");
        return table ? ErrorCode::Internal : table.error().code;
    };
    CHECK(code("") == ErrorCode::FileDamaged);
    CHECK(code("file,label\na.png\n") == ErrorCode::FileDamaged);
    CHECK(code("file,label\n\"a.png,1\n") == ErrorCode::FileDamaged);
    CHECK(code("file,label\n\"a\"x,1\n") == ErrorCode::FileDamaged);
    CHECK(code("one,two\n1,2\n") == ErrorCode::BadInput);
    CHECK(code(std::string(5000, ',')) == ErrorCode::FileDamaged);
    CHECK(code("file," + std::string(20'000, 'x')) == ErrorCode::FileDamaged);
    CHECK_FALSE(parseJsonTable("[1, 2]", "t"));
    CHECK_FALSE(parseJsonTable(R"({"labels": [1, 2]})", "t"));
    CHECK_FALSE(parseJsonTable(std::string(100'000, '{'), "t"));
}

TEST_CASE("Fashion-MNIST, as Debian packs it, has 60,000 training and 10,000 test pictures in ten classes")
{
    if (!std::filesystem::exists(kFashion)) {
        WARN("dataset-fashion-mnist is not installed");
        return;
    }
    const auto set = openDataset(kFashion);
    REQUIRE(set);
    CHECK(set->size() == 70'000);
    CHECK(set->classNames().size() == 10);
    std::vector<int> counts(10, 0);
    std::size_t heldOut = 0;
    for (std::size_t i = 0; i < set->size(); ++i) {
        ++counts[static_cast<std::size_t>(set->classIndex(i))];
        heldOut += set->part(i) == Part::HeldOut ? 1 : 0;
    }
    CHECK(counts == std::vector<int>(10, 7000));
    CHECK(heldOut == 10'000);
    CHECK(set->read(69'999).value().size() == Size{28, 28});
}
