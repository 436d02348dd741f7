// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/text/attribute_text.h"
#include "ui/text/error_text.h"
#include "ui/text/preset_text.h"
#include "ui/text/slider_text.h"
#include "ui/text/units.h"

#include <QSet>

using namespace imago;

namespace {

const latent::Attribute &attribute(latent::Portrait index)
{
    return latent::portraitAttributes()[index];
}

} // namespace

TEST_CASE("every attribute has words to translate, equal to the table's")
{
    const auto table = latent::portraitAttributes();
    const auto words = ui::attributeWords();
    REQUIRE(words.size() == table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        INFO(table[i].name);
        CHECK(words[i].name == table[i].name);
        CHECK(words[i].title == table[i].title);
        CHECK(words[i].help == table[i].help);
        CHECK_FALSE(ui::attributeShortTitle(i).isEmpty());
        CHECK(ui::attributeShortTitle(i).size() <= ui::attributeTitle(i).size());
        CHECK_FALSE(ui::groupTitle(table[i].group).isEmpty());
    }
}

TEST_CASE("short titles are told apart inside their group")
{
    const auto table = latent::portraitAttributes();
    QSet<QString> seen;
    for (std::size_t i = 0; i < table.size(); ++i)
        seen.insert(ui::groupTitle(table[i].group) + QLatin1Char('/') + ui::attributeShortTitle(i));
    CHECK(seen.size() == static_cast<qsizetype>(table.size()));
}

TEST_CASE("every error is a sentence that names its subject and says what to do")
{
    QSet<QString> sentences;
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        const Error named{static_cast<ErrorCode>(code), "face.png", "the PNG ends early", {}};
        const Error unnamed{static_cast<ErrorCode>(code), {}, "the PNG ends early", {}};
        INFO(name(named.code));
        const QString text = ui::sentence(named);
        CHECK(text.contains(QStringLiteral("face.png")));
        CHECK(text.count(QLatin1Char('.')) >= 2); // what happened, and what to do
        CHECK(text.endsWith(QLatin1Char('.')));
        CHECK_FALSE(text.contains(QStringLiteral("ends early"))); // that is for the details
        CHECK_FALSE(ui::sentence(unnamed).contains(QLatin1Char('%')));
        CHECK(ui::sentence(unnamed).endsWith(QLatin1Char('.')));
        CHECK(ui::details(named).contains(QStringLiteral("the PNG ends early")));
        CHECK(ui::details(named).contains(QString::fromStdString(std::string(name(named.code)))));
        sentences << text;
    }
    CHECK(sentences.size() == static_cast<int>(ErrorCode::Internal) + 1);
}

TEST_CASE("a subject that looks like a place marker stays as it is")
{
    const Error error{ErrorCode::FileMissing, "%1 %2.png", {}, {}};
    CHECK(ui::sentence(error).contains(QStringLiteral("%1 %2.png")));
}

TEST_CASE("values are read with their units")
{
    CHECK(ui::valueText(attribute(latent::Age), 70.2) == QStringLiteral("70 years"));
    CHECK(ui::valueText(attribute(latent::Yaw), -12.0) == QStringLiteral("-12°"));
    CHECK(ui::valueText(attribute(latent::Pitch), 2.5) == QStringLiteral("2.5°"));
    CHECK(ui::valueText(attribute(latent::Smile), 0.45) == QStringLiteral("0.45"));
    CHECK(ui::valueText(attribute(latent::Gender), -0.001) == QStringLiteral("0.00"));
    CHECK(ui::valueText(attribute(latent::Glasses), 1.0) == QStringLiteral("On"));
    CHECK(ui::valueText(attribute(latent::Glasses), 0.0) == QStringLiteral("Off"));
}

TEST_CASE("numbers are understood as people type them")
{
    CHECK(ui::numberIn(QStringLiteral("0,45")) == 0.45);
    CHECK(ui::numberIn(QStringLiteral(" 70 years")) == 70.0);
    CHECK(ui::numberIn(QStringLiteral("70 岁")) == 70.0);
    CHECK(ui::numberIn(QStringLiteral("−12°")) == -12.0);
    CHECK(ui::numberIn(QStringLiteral("- 3")) == -3.0);
    CHECK(ui::numberIn(QStringLiteral(".5")) == 0.5);
    CHECK_FALSE(ui::numberIn(QStringLiteral("old")));
    CHECK_FALSE(ui::numberIn({}));
}

TEST_CASE("the studio's presets have words, other names stay")
{
    for (const latent::Preset &preset : latent::builtInPresets()) {
        INFO(preset.name);
        CHECK(ui::hasPresetWords(preset.name));
    }
    CHECK(ui::presetTitle({"Großmutter", latent::PresetKind::Look, {}}) == QStringLiteral("Großmutter"));
}

TEST_CASE("moments, durations and sizes of files read as people say them")
{
    CHECK(ui::momentText(7.5) == QStringLiteral("0:07.50"));
    CHECK(ui::momentText(59.999) == QStringLiteral("1:00.00"));
    CHECK(ui::momentText(3723.0) == QStringLiteral("1:02:03.00"));
    CHECK(ui::sizeText(640) == QStringLiteral("640 bytes"));
    CHECK(ui::sizeText(45'730) == QStringLiteral("46 kB"));
    CHECK(ui::sizeText(6'240'000) == QStringLiteral("6.2 MB"));
    CHECK(ui::sizeText(1'000'000) == QStringLiteral("1.0 MB"));
    CHECK(ui::durationText(std::chrono::seconds(12)) == QStringLiteral("12 s"));
    CHECK(ui::durationText(std::chrono::seconds(125)) == QStringLiteral("2 min"));
    CHECK(ui::durationText(std::chrono::seconds(4800)) == QStringLiteral("1 h 20 min"));
}

TEST_CASE("a slider that nobody named has a number, any other its name")
{
    latent::ExploreSlider slider;
    slider.id = slider.name = "component-8";
    CHECK(ui::sliderTitle(slider, 2) == QStringLiteral("Slider 3"));
    slider.name = "Sleeves";
    CHECK(ui::sliderTitle(slider, 2) == QStringLiteral("Sleeves"));
}
