// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/settings.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <QDir>
#include <QSettings>

using namespace imago;

TEST_CASE("settings come back as they were saved")
{
    const test::TempDir folder;
    const QString file = QString::fromStdString((folder / "settings.ini").string());
    ui::Preferences preferences;
    preferences.theme = ui::Theme::Light;
    preferences.language = QStringLiteral("zh_CN");
    preferences.pictureSide = 1024;
    preferences.loadModel = false;
    ui::ExportRequest request;
    request.file.format = ui::ExportFormat::WebP;
    request.folder = QStringLiteral("/somewhere");
    request.side = 2048;
    ui::StyleExportRequest styled;
    styled.file.format = ui::ExportFormat::Tiff;
    styled.longerSide = 4096;
    styled.folder = QStringLiteral("/elsewhere");
    {
        app::Settings settings(file);
        CHECK(settings.preferences() == ui::Preferences());
        CHECK(settings.window().room == ui::Room::Portraits);
        settings.setPreferences(preferences);
        app::WindowPlace place;
        place.geometry = "geometry";
        for (std::size_t i = 0; i < ui::kRooms; ++i)
            place.layouts[i] = QByteArray("layout of ") + ui::kRoomNames[i];
        place.room = ui::Room::Style;
        place.collapsedGroups = QStringList{QStringLiteral("hair")};
        settings.setWindow(place);
        settings.setExportRequest(request);
        CHECK(settings.window().room == ui::Room::Style);
        app::StyleSettings look;
        look.brushRadius = 0.1;
        look.brushHardness = 0.9;
        look.strength = 0.25;
        look.colors = QStringLiteral("oklab");
        look.paintings = QStringList{QStringLiteral("/art/wave.png")};
        settings.setStyle(look);
        settings.setStyleExport(styled);
        CHECK(settings.mirrorsCamera());
        settings.setMirrorsCamera(false);
    }
    const app::Settings settings(file);
    CHECK(settings.preferences() == preferences);
    for (std::size_t i = 0; i < ui::kRooms; ++i)
        CHECK(settings.window().layouts[i] == QByteArray("layout of ") + ui::kRoomNames[i]);
    CHECK(settings.window().collapsedGroups == QStringList{QStringLiteral("hair")});
    CHECK(settings.exportRequest().file.format == ui::ExportFormat::WebP);
    CHECK(settings.exportRequest().folder == request.folder);
    CHECK(settings.exportRequest().side == 2048);
    CHECK(settings.style().brushRadius == 0.1);
    CHECK(settings.style().brushHardness == 0.9);
    CHECK(settings.style().strength == 0.25);
    CHECK(settings.style().colors == QStringLiteral("oklab"));
    CHECK(settings.style().paintings == QStringList{QStringLiteral("/art/wave.png")});
    CHECK(settings.styleExport().file.format == ui::ExportFormat::Tiff);
    CHECK(settings.styleExport().longerSide == 4096);
    CHECK(settings.styleExport().folder == styled.folder);
    CHECK_FALSE(settings.mirrorsCamera());
}

TEST_CASE("the layouts of a studio with two rooms are still read")
{
    const test::TempDir folder;
    const QString file = QString::fromStdString((folder / "settings.ini").string());
    {
        QSettings raw(file, QSettings::IniFormat);
        raw.setValue(QStringLiteral("window/layout"), QByteArray("portraits"));
        raw.setValue(QStringLiteral("window/styleLayout"), QByteArray("style"));
        raw.setValue(QStringLiteral("window/room"), QStringLiteral("style"));
    }
    const app::WindowPlace place = app::Settings(file).window();
    CHECK(place.layouts[ui::index(ui::Room::Portraits)] == "portraits");
    CHECK(place.layouts[ui::index(ui::Room::Style)] == "style");
    CHECK(place.room == ui::Room::Style);
}

TEST_CASE("nonsense in the settings file is as if it were not there")
{
    const test::TempDir folder;
    const QString file = QString::fromStdString((folder / "settings.ini").string());
    {
        QSettings raw(file, QSettings::IniFormat);
        raw.setValue(QStringLiteral("preferences/theme"), QStringLiteral("pink"));
        raw.setValue(QStringLiteral("preferences/language"), QStringLiteral("klingon"));
        raw.setValue(QStringLiteral("preferences/pictureSide"), -7);
        raw.setValue(QStringLiteral("export/format"), 99);
        raw.setValue(QStringLiteral("export/quality"), QStringLiteral("best"));
        raw.setValue(QStringLiteral("export/side"), 1'000'000);
        raw.setValue(QStringLiteral("window/room"), QStringLiteral("kitchen"));
        raw.setValue(QStringLiteral("style/brushRadius"), 40);
        raw.setValue(QStringLiteral("style/strength"), QStringLiteral("nan"));
        raw.setValue(QStringLiteral("style/stroke"), -3);
        raw.setValue(QStringLiteral("styleExport/longerSide"), 1'000'000);
    }
    const app::Settings settings(file);
    CHECK(settings.preferences() == ui::Preferences());
    CHECK(settings.exportRequest().file.quality >= 1);
    CHECK(settings.exportRequest().side <= latent::kLargestSide);
    CHECK(settings.window().room == ui::Room::Portraits);
    CHECK(settings.style().brushRadius <= 0.5);
    CHECK(settings.style().strength == 1.0);
    CHECK(settings.style().stroke == ui::StyleState::kLeastStroke);
    CHECK(settings.styleExport().longerSide == ui::StyleExportRequest::kLargestSide);
}

TEST_CASE("recent files are few, each once, the newest first")
{
    const test::TempDir folder;
    app::Settings settings(QString::fromStdString((folder / "settings.ini").string()));
    for (int i = 0; i < 30; ++i)
        settings.addRecentFile(QStringLiteral("/file-%1").arg(i));
    settings.addRecentFile(QStringLiteral("/file-25"));
    CHECK(settings.recentFiles().size() == app::Settings::kMostRecent);
    CHECK(settings.recentFiles().front() == QStringLiteral("/file-25"));
    CHECK(settings.recentFiles().count(QStringLiteral("/file-25")) == 1);
    settings.clearRecentFiles();
    CHECK(settings.recentFiles().isEmpty());
}

TEST_CASE("file dialogs start at home where the last folder is gone")
{
    const test::TempDir folder;
    app::Settings settings(QString::fromStdString((folder / "settings.ini").string()));
    settings.setLastFolder(QString::fromStdString(folder.path().string()));
    CHECK(settings.lastFolder() == QString::fromStdString(folder.path().string()));
    settings.setLastFolder(QString::fromStdString((folder / "gone").string()));
    CHECK(settings.lastFolder() == QDir::homePath());
}
