// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/settings.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>

namespace imago::app {

namespace {

const QString kTheme = QStringLiteral("preferences/theme");
const QString kLanguage = QStringLiteral("preferences/language");
const QString kLoadModel = QStringLiteral("preferences/loadModel");
const QString kReopenLast = QStringLiteral("preferences/reopenLast");
const QString kPictureSide = QStringLiteral("preferences/pictureSide");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kLayout = QStringLiteral("window/layout");
const QString kCollapsed = QStringLiteral("window/collapsedGroups");
const QString kRecent = QStringLiteral("files/recent");
const QString kLastFolder = QStringLiteral("files/lastFolder");
const QString kExport = QStringLiteral("export/");

} // namespace

Settings::Settings()
    : m_store(std::make_unique<QSettings>())
{
}

Settings::Settings(const QString &file)
    : m_store(std::make_unique<QSettings>(file, QSettings::IniFormat))
{
}

ui::Preferences Settings::preferences() const
{
    ui::Preferences read;
    const QString light = QStringLiteral("light");
    read.theme = m_store->value(kTheme).toString() == light ? ui::Theme::Light : ui::Theme::Dark;
    const QString language = m_store->value(kLanguage).toString();
    const bool known = std::ranges::any_of(
        ui::kLanguages, [&](const ui::Language &one) { return language == QLatin1String(one.code); });
    read.language = known ? language : QString();
    read.loadModel = m_store->value(kLoadModel, read.loadModel).toBool();
    read.reopenLast = m_store->value(kReopenLast, read.reopenLast).toBool();
    const int side = m_store->value(kPictureSide, read.pictureSide).toInt();
    if (std::ranges::find(ui::kPictureSides, side) != std::end(ui::kPictureSides))
        read.pictureSide = side;
    return read;
}

void Settings::setPreferences(const ui::Preferences &preferences)
{
    m_store->setValue(kTheme, preferences.theme == ui::Theme::Light ? QStringLiteral("light")
                                                                    : QStringLiteral("dark"));
    m_store->setValue(kLanguage, preferences.language);
    m_store->setValue(kLoadModel, preferences.loadModel);
    m_store->setValue(kReopenLast, preferences.reopenLast);
    m_store->setValue(kPictureSide, preferences.pictureSide);
}

WindowPlace Settings::window() const
{
    return {m_store->value(kGeometry).toByteArray(), m_store->value(kLayout).toByteArray(),
            m_store->value(kCollapsed, QStringList{QStringLiteral("shape")}).toStringList()};
}

void Settings::setWindow(const WindowPlace &place)
{
    m_store->setValue(kGeometry, place.geometry);
    m_store->setValue(kLayout, place.layout);
    m_store->setValue(kCollapsed, place.collapsedGroups);
}

QStringList Settings::recentFiles() const
{
    return m_store->value(kRecent).toStringList().mid(0, kMostRecent);
}

void Settings::addRecentFile(const QString &path)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    m_store->setValue(kRecent, files.mid(0, kMostRecent));
}

void Settings::clearRecentFiles()
{
    m_store->remove(kRecent);
}

ui::ExportRequest Settings::exportRequest() const
{
    ui::ExportRequest read;
    const auto value = [this](const char *name, const auto &fallback) {
        return m_store->value(kExport + QLatin1String(name), fallback);
    };
    read.format = static_cast<ui::ExportFormat>(
        std::clamp(value("format", 0).toInt(), 0, static_cast<int>(ui::ExportFormat::Tiff)));
    read.sixteenBit = value("sixteenBit", read.sixteenBit).toBool();
    read.transparent = value("transparent", read.transparent).toBool();
    read.quality = std::clamp(value("quality", read.quality).toInt(), 1, 100);
    read.lossless = value("lossless", read.lossless).toBool();
    read.side = std::clamp(value("side", read.side).toInt(), 16, latent::kLargestSide);
    read.dpi = std::clamp(value("dpi", read.dpi).toInt(), 1, 100'000);
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    read.folder = value("folder", pictures.isEmpty() ? QDir::homePath() : pictures).toString();
    read.pattern = value("pattern", QStringLiteral("portrait-{seed}-{n}")).toString();
    return read;
}

void Settings::setExportRequest(const ui::ExportRequest &request)
{
    const auto set = [this](const char *name, const QVariant &value) {
        m_store->setValue(kExport + QLatin1String(name), value);
    };
    set("format", static_cast<int>(request.format));
    set("sixteenBit", request.sixteenBit);
    set("transparent", request.transparent);
    set("quality", request.quality);
    set("lossless", request.lossless);
    set("side", request.side);
    set("dpi", request.dpi);
    set("folder", request.folder);
    set("pattern", request.pattern);
}

QString Settings::lastFolder() const
{
    return m_store->value(kLastFolder, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
        .toString();
}

void Settings::setLastFolder(const QString &folder)
{
    m_store->setValue(kLastFolder, folder);
}

} // namespace imago::app
