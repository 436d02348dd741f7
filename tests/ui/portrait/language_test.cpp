// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/ui/portrait/fake_thumbnail_source.h"
#include "ui/portrait/encode_panel.h"
#include "ui/portrait/export_dialog.h"
#include "ui/portrait/look_around_panel.h"
#include "ui/portrait/portrait_panel.h"
#include "ui/portrait/presets_panel.h"
#include "ui/portrait/slider_section.h"
#include "ui/text/error_text.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTranslator>

#include <algorithm>

using namespace imago;

namespace {

bool isChinese(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.script() == QChar::Script_Han; });
}

} // namespace

TEST_CASE("panels change their language while they run")
{
    ui::Session session;
    FakeThumbnailSource source;
    ui::PortraitPanel panel(session);
    ui::PresetsPanel presets(session, source);
    ui::LookAroundPanel around(session, source);
    ui::EncodePanel encode;
    ui::ExportDialog dialog(session.recipe(), {});
    encode.showError({ErrorCode::FileDamaged, "a.png", {}, {}});
    session.setAttribute(latent::Age, 64.0F);
    const ui::LabelledSlider *age = panel.slider(QStringLiteral("age"));
    REQUIRE(age);
    CHECK(age->spec().title == QStringLiteral("Age"));

    QTranslator chinese;
    REQUIRE(chinese.load(QStringLiteral(":/i18n/imago_zh_CN.qm")));
    QApplication::installTranslator(&chinese);
    QApplication::processEvents();

    CHECK(isChinese(age->spec().title));
    CHECK(age->value() == 64.0);
    CHECK(age->track().accessibleName() == age->spec().title);
    CHECK(isChinese(age->track().toolTip()));
    CHECK(isChinese(panel.filterField().placeholderText()));
    for (const ui::SliderSection *section : panel.sections()) {
        CHECK(isChinese(section->title()));
        for (const ui::LabelledSlider *row : section->rows())
            CHECK(isChinese(row->spec().title));
    }
    CHECK(isChinese(presets.grid(latent::PresetKind::Look).model()->index(0, 0).data().toString()));
    CHECK(isChinese(around.moreButton().text()));
    CHECK(isChinese(encode.verdict()));
    CHECK(encode.verdict().contains(QStringLiteral("a.png")));
    CHECK(isChinese(dialog.windowTitle()));
    CHECK(isChinese(dialog.exportButton().text()));

    // Filtering works in both languages.
    panel.filterField().setText(QStringLiteral("smile"));
    CHECK_FALSE(panel.slider(QStringLiteral("smile"))->isHidden());
    panel.filterField().setText(panel.slider(QStringLiteral("smile"))->spec().title);
    CHECK_FALSE(panel.slider(QStringLiteral("smile"))->isHidden());
    CHECK(panel.slider(QStringLiteral("age"))->isHidden());

    QApplication::removeTranslator(&chinese);
    QApplication::processEvents();
    CHECK(age->spec().title == QStringLiteral("Age"));
    CHECK(dialog.exportButton().text() == QStringLiteral("Export"));
}
