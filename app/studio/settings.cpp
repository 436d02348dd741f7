// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/settings.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>

namespace imago::app {

namespace {

const QString kTheme = QStringLiteral("preferences/theme");
const QString kLanguage = QStringLiteral("preferences/language");
const QString kLoadModel = QStringLiteral("preferences/loadModel");
const QString kReopenLast = QStringLiteral("preferences/reopenLast");
const QString kPictureSide = QStringLiteral("preferences/pictureSide");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kRoom = QStringLiteral("window/room");
const QString kCollapsed = QStringLiteral("window/collapsedGroups");
const QString kRecent = QStringLiteral("files/recent");
const QString kLastFolder = QStringLiteral("files/lastFolder");
const QString kExport = QStringLiteral("export/");
const QString kExploreExport = QStringLiteral("exploreExport/");
const QString kStyleExport = QStringLiteral("styleExport/");
const QString kVideoExport = QStringLiteral("videoExport/");
const QString kMirrorsCamera = QStringLiteral("video/mirrorsCamera");
const QString kStyle = QStringLiteral("style/");
const QString kExplored = QStringLiteral("explore/model");
const QString kOrder = QStringLiteral("training/order");
const QString kOnClose = QStringLiteral("training/onClose");
const QString kLogarithmic = QStringLiteral("training/logarithmic");
const QString kSmoothing = QStringLiteral("training/smoothing");
const QString kOpenedRuns = QStringLiteral("training/opened");

/// "window/layout" for the first room, which once was the only one; "window/styleLayout" and so on.
QString layoutKey(ui::Room room)
{
    return room == ui::Room::Portraits ? QStringLiteral("window/layout")
                                       : QStringLiteral("window/%1Layout").arg(QLatin1String(ui::name(room)));
}

QString picturesFolder()
{
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return pictures.isEmpty() ? QDir::homePath() : pictures;
}

// A file dialog that is told of a folder that is not there takes it for a part of the file's name.
QString existing(const QString &folder)
{
    return !folder.isEmpty() && QDir(folder).exists() ? folder : QDir::homePath();
}

// Reads values of one group by their names.
auto readerOf(const QSettings &store, const QString &group)
{
    return [&store, group](const char *name, const QVariant &fallback) {
        return store.value(group + QLatin1String(name), fallback);
    };
}

// Writes values of one group by their names.
auto writerOf(QSettings &store, const QString &group)
{
    return [&store, group](const char *name, const QVariant &value) {
        store.setValue(group + QLatin1String(name), value);
    };
}

template <typename Reader>
ui::PictureFile pictureFileFrom(const Reader &value)
{
    ui::PictureFile read;
    read.format = static_cast<ui::ExportFormat>(
        std::clamp(value("format", 0).toInt(), 0, static_cast<int>(ui::ExportFormat::Tiff)));
    read.sixteenBit = value("sixteenBit", read.sixteenBit).toBool();
    read.quality = std::clamp(value("quality", read.quality).toInt(), 1, 100);
    read.lossless = value("lossless", read.lossless).toBool();
    read.dpi = std::clamp(value("dpi", read.dpi).toInt(), 1, 100'000);
    return read;
}

template <typename Writer>
void setPictureFile(const Writer &set, const ui::PictureFile &file)
{
    set("format", static_cast<int>(file.format));
    set("sixteenBit", file.sixteenBit);
    set("quality", file.quality);
    set("lossless", file.lossless);
    set("dpi", file.dpi);
}

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
    WindowPlace place;
    place.geometry = m_store->value(kGeometry).toByteArray();
    for (std::size_t i = 0; i < ui::kRooms; ++i)
        place.layouts[i] = m_store->value(layoutKey(static_cast<ui::Room>(i))).toByteArray();
    place.room = ui::roomFromName(m_store->value(kRoom).toString().toStdString()).value_or(place.room);
    place.collapsedGroups = m_store->value(kCollapsed, QStringList{QStringLiteral("shape")}).toStringList();
    return place;
}

void Settings::setWindow(const WindowPlace &place)
{
    m_store->setValue(kGeometry, place.geometry);
    for (std::size_t i = 0; i < ui::kRooms; ++i)
        m_store->setValue(layoutKey(static_cast<ui::Room>(i)), place.layouts[i]);
    m_store->setValue(kRoom, QLatin1String(ui::name(place.room)));
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
    const auto value = readerOf(*m_store, kExport);
    read.file = pictureFileFrom(value);
    read.transparent = value("transparent", read.transparent).toBool();
    read.side = std::clamp(value("side", read.side).toInt(), 16, latent::kLargestSide);
    read.folder = value("folder", picturesFolder()).toString();
    read.pattern = value("pattern", QStringLiteral("portrait-{seed}-{n}")).toString();
    return read;
}

void Settings::setExportRequest(const ui::ExportRequest &request)
{
    const auto set = writerOf(*m_store, kExport);
    setPictureFile(set, request.file);
    set("transparent", request.transparent);
    set("side", request.side);
    set("folder", request.folder);
    set("pattern", request.pattern);
}

ui::ExploreExportRequest Settings::exploreExport() const
{
    ui::ExploreExportRequest read;
    const auto value = readerOf(*m_store, kExploreExport);
    read.file = pictureFileFrom(value);
    read.count = std::clamp(value("count", read.count).toInt(), 1, ui::ExploreExportRequest::kMostPictures);
    read.enlargement = value("enlargement", read.enlargement).toInt();
    read.folder = value("folder", picturesFolder()).toString();
    return read;
}

void Settings::setExploreExport(const ui::ExploreExportRequest &request)
{
    const auto set = writerOf(*m_store, kExploreExport);
    setPictureFile(set, request.file);
    set("count", request.count);
    set("enlargement", request.enlargement);
    set("folder", request.folder);
}

StyleSettings Settings::style() const
{
    StyleSettings read;
    const auto value = readerOf(*m_store, kStyle);
    const auto number = [&value](const char *name, double fallback, double least, double most) {
        const double stored = value(name, fallback).toDouble();
        return std::isfinite(stored) ? std::clamp(stored, least, most) : fallback;
    };
    read.brushRadius = number("brushRadius", read.brushRadius, 0.0025, 0.15);
    read.brushHardness = number("brushHardness", read.brushHardness, 0.0025, 1.0);
    read.strength = number("strength", read.strength, 0.0, 1.0);
    read.stroke = number("stroke", read.stroke, ui::StyleState::kLeastStroke, ui::StyleState::kMostStroke);
    read.colors = value("colors", read.colors).toString();
    read.structure = number("structure", read.structure, 0.0, 1.0);
    read.faceProtection = number("faceProtection", read.faceProtection, 0.0, 1.0);
    read.smooth = number("smooth", read.smooth, 0.0, 1.0);
    read.paintings = value("paintings", QStringList()).toStringList();
    return read;
}

void Settings::setStyle(const StyleSettings &style)
{
    const auto set = writerOf(*m_store, kStyle);
    set("brushRadius", style.brushRadius);
    set("brushHardness", style.brushHardness);
    set("strength", style.strength);
    set("stroke", style.stroke);
    set("colors", style.colors);
    set("structure", style.structure);
    set("faceProtection", style.faceProtection);
    set("smooth", style.smooth);
    set("paintings", style.paintings);
}

ui::StyleExportRequest Settings::styleExport() const
{
    ui::StyleExportRequest read;
    const auto value = readerOf(*m_store, kStyleExport);
    read.file = pictureFileFrom(value);
    const int side = value("longerSide", 0).toInt();
    if (side > 0)
        read.longerSide = std::clamp(side, 16, ui::StyleExportRequest::kLargestSide);
    read.photos = value("photos", QString()).toString();
    read.folder = value("folder", picturesFolder()).toString();
    return read;
}

void Settings::setStyleExport(const ui::StyleExportRequest &request)
{
    const auto set = writerOf(*m_store, kStyleExport);
    setPictureFile(set, request.file);
    set("longerSide", request.longerSide.value_or(0));
    set("photos", request.photos);
    set("folder", request.folder);
}

ui::VideoExportRequest Settings::videoExport() const
{
    ui::VideoExportRequest read;
    const auto value = readerOf(*m_store, kVideoExport);
    read.all = value("all", read.all).toBool();
    read.container = video::containerFromEnding("clip." + value("container", QString()).toString().toStdString());
    const int side = value("longerSide", 0).toInt();
    if (side > 0)
        read.longerSide = std::clamp(side, 16, ui::VideoExportRequest::kLargestSide);
    const QString movies = QStandardPaths::writableLocation(QStandardPaths::MoviesLocation);
    read.folder = value("folder", movies.isEmpty() ? picturesFolder() : movies).toString();
    return read;
}

void Settings::setVideoExport(const ui::VideoExportRequest &request)
{
    const auto set = writerOf(*m_store, kVideoExport);
    set("all", request.all);
    set("container", request.container ? QString::fromLatin1(video::name(*request.container).data()).toLower()
                                       : QString());
    set("longerSide", request.longerSide.value_or(0));
    set("folder", request.folder);
}

bool Settings::mirrorsCamera() const
{
    return m_store->value(kMirrorsCamera, true).toBool();
}

void Settings::setMirrorsCamera(bool on)
{
    m_store->setValue(kMirrorsCamera, on);
}

QString Settings::exploredModel() const
{
    return m_store->value(kExplored).toString();
}

void Settings::setExploredModel(const QString &package)
{
    m_store->setValue(kExplored, package);
}

TrainingSettings Settings::training() const
{
    TrainingSettings read;
    read.order = ui::trainingOrderFromJson(m_store->value(kOrder).toByteArray()).value_or(read.order);
    read.opened = m_store->value(kOpenedRuns).toStringList();
    read.onClose = static_cast<TrainingSettings::OnClose>(std::clamp(m_store->value(kOnClose).toInt(), 0, 2));
    read.logarithmic = m_store->value(kLogarithmic, read.logarithmic).toBool();
    read.smoothing = std::clamp(m_store->value(kSmoothing, read.smoothing).toDouble(), 0.0, 0.99);
    return read;
}

void Settings::setTraining(const TrainingSettings &training)
{
    m_store->setValue(kOrder, ui::toJson(training.order));
    m_store->setValue(kOnClose, static_cast<int>(training.onClose));
    m_store->setValue(kLogarithmic, training.logarithmic);
    m_store->setValue(kSmoothing, training.smoothing);
    m_store->setValue(kOpenedRuns, training.opened);
}

QString Settings::lastFolder() const
{
    return existing(
        m_store->value(kLastFolder, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).toString());
}

void Settings::setLastFolder(const QString &folder)
{
    m_store->setValue(kLastFolder, folder);
}

} // namespace imago::app
