// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/usage_marks.h"
#include "engine/files/image_file.h"
#include "engine/files/png_text.h"
#include "engine/files/save_file.h"
#include "tests/dataset/made_pictures.h"
#include "tests/dataset/marked_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace imago;
using namespace imago::dataset;
using namespace imago::test;

namespace {

constexpr auto kPlus = static_cast<std::uint8_t>(Mark::PlusDataMining);
constexpr auto kC2pa = static_cast<std::uint8_t>(Mark::C2paTrainingMining);
constexpr auto kTdm = static_cast<std::uint8_t>(Mark::TdmReservation);

std::uint8_t marksOf(const std::string &xmp)
{
    return marksOfXmp(xmp);
}

std::string plus(const std::string &value)
{
    return xmpPacket("xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\"",
                     "<plus:DataMining>" + value + "</plus:DataMining>");
}

} // namespace

TEST_CASE("XMP says whether mining is prohibited, whatever its prefix is called")
{
    CHECK(marksOf(plus("http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED")) == kPlus);
    CHECK(marksOf(plus("http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-GENAIMLTRAINING")) == kPlus);
    CHECK(marksOf(plus("http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING")) == kPlus);
    CHECK(marksOf(plus("http://ns.useplus.org/ldf/vocab/DMI-ALLOWED")) == 0);
    CHECK(marksOf(plus("http://ns.useplus.org/ldf/vocab/DMI-UNSPECIFIED")) == 0);
    CHECK(marksOf(xmpPacket("xmlns:p=\"http://ns.useplus.org/ldf/xmp/1.0/\" p:DataMining=\"DMI-PROHIBITED\"", "")) ==
          kPlus);
    CHECK(marksOf(xmpPacket("xmlns:other=\"http://example.org/ns/\"",
                            "<other:DataMining>PROHIBITED</other:DataMining>")) == 0);
    CHECK(marksOf(xmpPacket("xmlns:tdm=\"http://www.w3.org/ns/tdmrep/\"", "<tdm:reservation>1</tdm:reservation>")) ==
          kTdm);
    CHECK(marksOf(xmpPacket("xmlns:tdm=\"http://www.w3.org/ns/tdmrep/\"", "<tdm:reservation>0</tdm:reservation>")) ==
          0);
}

TEST_CASE("hostile XMP counts as none and ends nothing")
{
    CHECK(marksOf(plus("DMI-PROHIBITED").substr(0, 150)) == 0);
    std::string deep = "DataMining";
    for (int i = 0; i < 100'000; ++i)
        deep += "<a>";
    CHECK(marksOf(deep) == 0);
    CHECK(marksOf("<!DOCTYPE x [<!ENTITY a \"aaaa\">]>" + plus("DMI-PROHIBITED")) == 0);
    CHECK(marksOf("<!-- </a></a></a> " + plus("DMI-PROHIBITED")) == 0);
    CHECK(marksOf(plus(std::string(2'000'000, 'x'))) == 0);
    CHECK(marksOf(std::string("DataMining\0\xFF\xFE<", 14)) == 0);
}

TEST_CASE("marks are found in every format that a picture comes in")
{
    const std::string packet = plus("DMI-PROHIBITED");
    const Image picture = blobs(1);
    const auto png =
        files::encodeImage(picture, files::PictureFormat::Png, {.text = {{"XML:com.adobe.xmp", packet}}}).value();
    CHECK(usageMarks(png) == kPlus);
    const auto jpeg = files::encodeImage(picture, files::PictureFormat::Jpeg).value();
    CHECK(usageMarks(jpeg) == 0);
    CHECK(usageMarks(withXmp(jpeg, packet)) == kPlus);
    const auto reserved =
        withManifest(jpeg, trainingAssertion("c2pa.training-mining", "c2pa.ai_training", "notAllowed"), 60'000);
    CHECK(usageMarks(reserved) == kC2pa);
    CHECK(files::readImage(reserved, "t").has_value());
    CHECK(usageMarks(withXmp(reserved, packet)) == (kPlus | kC2pa));
    // cut into pieces, as a large manifest store is
    CHECK(usageMarks(withManifest(
              jpeg, trainingAssertion("cawg.training-mining", "cawg.ai_generative_training", "constrained"), 40)) ==
          kC2pa);
    CHECK(usageMarks(withManifest(jpeg, trainingAssertion("c2pa.training-mining", "c2pa.ai_training", "allowed"),
                                  60'000)) == 0);
    CHECK(usageMarks(withManifest(jpeg, trainingAssertion("c2pa.training-mining", "c2pa.ai_inference", "notAllowed"),
                                  60'000)) == 0);
    CHECK(usageMarks(withManifest(jpeg, trainingAssertion("c2pa.actions", "c2pa.ai_training", "notAllowed"), 60'000)) ==
          0);
    // as a PNG's caBX chunk has it: whole
    auto whole = png;
    const auto store = trainingAssertion("c2pa.training-mining", "c2pa.data_mining", "notAllowed");
    whole.insert(whole.end() - 12, store.begin(), store.end());
    CHECK(usageMarks(whole) == (kPlus | kC2pa));
}

TEST_CASE("a damaged manifest store is none")
{
    const auto good = trainingAssertion("c2pa.training-mining", "c2pa.ai_training", "notAllowed");
    REQUIRE(marksOfManifestStore(good) == kC2pa);
    for (std::size_t length = 0; length < good.size(); ++length)
        marksOfManifestStore(std::span(good).first(length));
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto changed = good;
        changed[at] ^= 0xFF;
        marksOfManifestStore(changed);
    }
    const std::vector<std::uint8_t> nested(100'000, 0x81); // arrays in arrays
    CHECK(marksOfManifestStore(box("jumb", joined({description("c2pa.training-mining"), box("cbor", nested)}))) == 0);
}

TEST_CASE("tdmrep.json reserves by place, the first rule that matches counts")
{
    const TdmRules rules(
        R"([{"location": "/free/*", "tdm-reservation": 0}, {"location": "/a*.png$", "tdm-reservation": 1},
                             {"location": "/closed/", "tdm-reservation": 1}, 7, {"location": 3}])");
    CHECK_FALSE(rules.reserves("free/a.png"));
    CHECK(rules.reserves("a1.png"));
    CHECK_FALSE(rules.reserves("a1.png.jpg"));
    CHECK(rules.reserves("closed/deep/x.jpg"));
    CHECK_FALSE(rules.reserves("other.jpg"));
    CHECK_FALSE(TdmRules("{").reserves("a.png"));
    CHECK_FALSE(TdmRules(std::string(200'000, '[')).reserves("a.png"));
}
