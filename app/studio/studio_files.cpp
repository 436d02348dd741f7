// SPDX-License-Identifier: GPL-3.0-or-later
// StudioApp's way with files: opening, saving, and going on where one left off.
#include "app/studio/explore_room.h"
#include "app/studio/model_store.h"
#include "app/studio/open_any.h"
#include "app/studio/portrait_reader.h"
#include "app/studio/studio_app.h"
#include "app/studio/style_room.h"
#include "app/studio/training_room.h"
#include "engine/files/save_file.h"
#include "ui/canvas/canvas_view.h"
#include "ui/portrait/encode_panel.h"
#include "ui/portrait/portrait_panel.h"
#include "ui/portrait/presets_panel.h"
#include "ui/shell/notice.h"
#include "ui/text/error_text.h"

#include <QBuffer>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QRandomGenerator>

#include <algorithm>
#include <system_error>
#include <utility>

namespace imago::app {

namespace {

const QString kPresetsFile = QStringLiteral("/presets.json");
constexpr std::uint64_t kLargestPresets = 4 << 20;
constexpr int kThumbnailSide = 256;
const QString kProjectEnding = QStringLiteral(".imago");

std::vector<std::uint8_t> pngOf(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.isNull())
        image.scaled(kThumbnailSide, kThumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)
            .save(&buffer, "PNG");
    return {bytes.begin(), bytes.end()};
}

QString workIsBack()
{
    return StudioApp::tr("The studio did not close properly last time. Your work is back; save it to keep it.");
}

} // namespace

void StudioApp::connectDocument()
{
    connect(&m_document, &Document::stateChanged, this,
            [this] { m_window->setDocument(m_document.path(), m_document.isModified()); });
    connect(&m_document, &Document::failed, this, &StudioApp::tell);
    connect(&m_document, &Document::saved, this, [this](const QString &path) {
        if (m_window->notice().sentence() == workIsBack())
            m_window->notice().hide();
        m_window->notice().hideProblem(); // most likely that it could not be saved
        m_settings.addRecentFile(path);
        m_window->setRecentFiles(m_settings.recentFiles());
    });
    connect(&m_session, &ui::Session::recipeChanged, &m_document, &Document::touch);
    connect(m_style.get(), &StyleRoom::changed, &m_document, &Document::touch);
    connect(&m_session, &ui::Session::locksChanged, &m_document, &Document::touch);
    connect(&m_session, &ui::Session::linkedChanged, &m_document, &Document::touch);
    connect(m_presets, &ui::PresetsPanel::userPresetsChanged, &m_document, &Document::touch);
    connect(m_presets, &ui::PresetsPanel::userPresetsChanged, this, &StudioApp::savePresets);
}

void StudioApp::resume()
{
    const auto recovered = m_document.recover();
    const std::optional<project::Project> last =
        m_preferences.reopenLast && !recovered ? m_document.lastSession() : std::nullopt;
    if (recovered) {
        adopt(recovered->project, QString::fromStdString(recovered->project.document), true);
        m_opened.reset(); // it was told when this was opened, and what follows matters more
        m_document.touch();
        m_window->notice().say(ui::NoticeKind::Warning, workIsBack());
    } else if (last) {
        const QString path = QString::fromStdString(last->document);
        const bool hasFile = QFileInfo::exists(path);
        // Work without a file is nowhere else, so it comes back below what is to be opened.
        const bool hasWork = !path.isEmpty() || last->history.size() > 1 || last->style || last->reference;
        if (!hasFile || m_options.open.isEmpty())
            adopt(*last, hasFile ? path : QString(), !hasFile && hasWork);
    }
    if (!m_options.open.isEmpty())
        open(m_options.open);
}

void StudioApp::finish()
{
    WindowPlace place;
    place.geometry = m_window->saveGeometry();
    for (std::size_t i = 0; i < ui::kRooms; ++i)
        place.layouts[i] = m_window->layoutState(static_cast<ui::Room>(i));
    place.room = m_window->room();
    place.collapsedGroups = m_portrait->collapsedGroups();
    m_settings.setWindow(place);
    for (StudioRoom *room : m_rooms)
        room->remember();
    m_document.close(m_preferences.reopenLast && !m_discarded);
}

void StudioApp::loadPresets()
{
    const QString file = dataFolder() + kPresetsFile;
    if (!QFileInfo::exists(file))
        return;
    const Result<std::string> text = files::readFile(file.toStdString(), kLargestPresets);
    Result<std::vector<latent::Preset>> presets =
        text ? latent::presetsFromJson(*text, file.toStdString()) : tl::unexpected(text.error());
    if (presets)
        m_presets->setUserPresets(*std::move(presets));
    else
        tell(presets.error());
}

void StudioApp::savePresets()
{
    const std::string file = (dataFolder() + kPresetsFile).toStdString();
    TaskRunner::Reactions reactions;
    reactions.done = [this](const Result<jobs::Ending> &ending) {
        if (!ending)
            tell(ending.error());
    };
    m_tasks.start(
        {},
        [file, text = latent::toJson(m_presets->userPresets())](jobs::JobContext &) -> Result<jobs::Ending> {
            std::error_code ignored;
            std::filesystem::create_directories(std::filesystem::path(file).parent_path(), ignored);
            return files::saveFile(file, text).map([] { return jobs::Ending::Completed; });
        },
        std::move(reactions));
}

void StudioApp::newFace()
{
    latent::Recipe recipe =
        latent::recipeFromSeed(QRandomGenerator::global()->generate(), m_session.recipe().truncation);
    recipe.size = {m_preferences.pictureSide, m_preferences.pictureSide};
    recipe.decoder = m_session.recipe().decoder;
    m_session.changeApart([] { return tr("New face"); }, [&](latent::Recipe &current) { current = recipe; });
}

void StudioApp::chooseFileToOpen()
{
    if (StudioRoom *room = here()) {
        room->chooseFile();
        return;
    }
    const QString path = QFileDialog::getOpenFileName(
        m_window.get(), tr("Open"), m_settings.lastFolder(),
        tr("Everything the studio opens (%1)")
                .arg(QStringLiteral(
                    "*.imago *.json *.png *.jpg *.jpeg *.webp *.tif *.tiff *.heic *.avif *.gif *.imagomodel")) +
            QStringLiteral(";;") + tr("Projects (%1)").arg(QStringLiteral("*.imago")) + QStringLiteral(";;") +
            tr("All files (%1)").arg(QStringLiteral("*")));
    if (path.isEmpty())
        return;
    m_settings.setLastFolder(QFileInfo(path).absolutePath());
    open(path);
}

void StudioApp::exploreModel(const QString &package)
{
    m_explore->explore(package);
    m_window->setRoom(ui::Room::Explore);
}

void StudioApp::open(const QString &path)
{
    if (isPackageName(path)) {
        exploreModel(path);
        return;
    }
    const auto opened = std::make_shared<std::optional<Opened>>();
    const int opening = ++m_openings;
    TaskRunner::Reactions reactions;
    reactions.done = [this, path, opening, opened](const Result<jobs::Ending> &ending) {
        if (!ending) {
            tell(ending.error());
            return;
        }
        if (!*opened)
            return;
        if (const auto *project = std::get_if<project::Project>(&**opened)) {
            // Of several that were asked for, the newest: it would take the others' place, too.
            if (opening != m_openings || settleChanges() == Changes::Unsettled)
                return;
            adopt(*project, QFileInfo(path).absoluteFilePath(), false);
            m_settings.addRecentFile(QFileInfo(path).absoluteFilePath());
            m_window->setRecentFiles(m_settings.recentFiles());
        } else if (const auto *recipe = std::get_if<latent::Recipe>(&**opened)) {
            adoptRecipe(*recipe, [file = QFileInfo(path).fileName()] { return tr("Open %1").arg(file); });
        } else if (auto *picture = std::get_if<Image>(&**opened)) {
            readPortrait(std::move(*picture));
        }
    };
    m_tasks.start(
        tr("Opening %1…").arg(QFileInfo(path).fileName()),
        [path = path.toStdString(), opened](jobs::JobContext &) -> Result<jobs::Ending> {
            Result<Opened> read = openAny(path);
            if (!read)
                return tl::unexpected(read.error());
            *opened = *std::move(read);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

bool StudioApp::save()
{
    const QString path = fileToSave();
    if (path.isEmpty())
        return false;
    m_document.save(path);
    return true;
}

QString StudioApp::fileToSave()
{
    if (m_document.path().isEmpty())
        return chooseProjectFile();
    if (m_options.isScripted() || !m_document.isChangedOnDisk())
        return m_document.path();
    QMessageBox question(QMessageBox::NoIcon, tr("Imago Studio"),
                         tr("Another program has changed “%1” since you opened or saved it here.")
                             .arg(QFileInfo(m_document.path()).fileName()),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window.get());
    question.setInformativeText(tr("Replace it, or save your work in another file?"));
    question.button(QMessageBox::Save)->setText(tr("Save as…"));
    question.button(QMessageBox::Discard)->setText(tr("Replace"));
    question.button(QMessageBox::Cancel)->setText(tr("Cancel"));
    question.setDefaultButton(QMessageBox::Save);
    switch (question.exec()) {
    case QMessageBox::Save:
        return chooseProjectFile();
    case QMessageBox::Discard:
        return m_document.path();
    default:
        return {};
    }
}

bool StudioApp::saveAs()
{
    const QString path = chooseProjectFile();
    if (path.isEmpty())
        return false;
    m_document.save(path);
    return true;
}

QString StudioApp::chooseProjectFile()
{
    const QString start = m_document.path().isEmpty()
                              ? m_settings.lastFolder() + QLatin1Char('/') + tr("Portrait") + kProjectEnding
                              : m_document.path();
    QFileDialog dialog(m_window.get(), tr("Save the project"), QString(),
                       tr("Projects (%1)").arg(QStringLiteral("*.imago")));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.selectFile(start);
    dialog.setDefaultSuffix(QString(kProjectEnding).mid(1)); // before it asks whether to replace a file
    if (dialog.exec() != QDialog::Accepted)
        return {};
    const QString path = dialog.selectedFiles().constFirst();
    m_settings.setLastFolder(QFileInfo(path).absolutePath());
    return path;
}

bool StudioApp::mayClose()
{
    m_document.finishSaves(); // which may give the work a file
    // Work without a file is remembered for the next start, so there is nothing to lose and nothing to ask.
    const bool remembered = m_document.path().isEmpty() && m_preferences.reopenLast;
    const Changes changes = remembered ? Changes::Safe : settleChanges();
    if (changes == Changes::Unsettled || !(m_options.isScripted() || m_training->mayClose(m_window.get())))
        return false;
    m_discarded = changes == Changes::Discarded;
    return true;
}

StudioApp::Changes StudioApp::settleChanges()
{
    m_document.finishSaves();
    if (m_options.isScripted() || !m_document.isModified())
        return Changes::Safe;
    QMessageBox question(QMessageBox::NoIcon, tr("Imago Studio"),
                         tr("The project has changes that are not saved."),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window.get());
    question.setInformativeText(tr("Save them first?"));
    question.setDefaultButton(QMessageBox::Save);
    question.button(QMessageBox::Save)->setText(tr("Save"));
    question.button(QMessageBox::Discard)->setText(tr("Discard"));
    question.button(QMessageBox::Cancel)->setText(tr("Cancel"));
    switch (question.exec()) {
    case QMessageBox::Discard:
        return Changes::Discarded;
    case QMessageBox::Save: {
        const QString path = fileToSave();
        if (path.isEmpty())
            return Changes::Unsettled;
        const Status saved = m_document.saveAndWait(path);
        if (!saved) {
            tell(saved.error());
            return Changes::Unsettled;
        }
        return Changes::Safe;
    }
    default:
        return Changes::Unsettled;
    }
}

void StudioApp::adopt(const project::Project &project, const QString &path, bool modified)
{
    std::vector<ui::Session::State> states;
    states.reserve(project.history.size());
    for (const project::NamedRecipe &step : project.history)
        states.push_back({QString::fromStdString(step.title), step.recipe});
    const bool hasHistory =
        project.historyCurrent < states.size() && states[project.historyCurrent].recipe == project.recipe;
    if (hasHistory)
        m_session.restore(states, project.historyCurrent);
    else
        m_session.reset(project.recipe);
    m_session.setLinked(project.linked);
    for (std::size_t i = 0; i < project.locks.size(); ++i)
        m_session.setLocked(i, project.locks[i]);
    if (!project.presets.empty()) {
        std::vector<latent::Preset> presets = m_presets->userPresets();
        for (const latent::Preset &preset : project.presets) {
            if (std::ranges::find(presets, preset) == presets.end())
                presets.push_back(preset);
        }
        m_presets->setUserPresets(std::move(presets));
    }
    m_reference = project.reference;
    if (m_reference) {
        m_thumbnails.request(*m_reference, m_reference->size.width);
    } else {
        m_restoringReference = true;
        m_window->canvas().clearReference();
        m_restoringReference = false;
    }
    if (project.style || m_style->work())
        m_style->restore(project.style);
    m_document.setPath(path, modified);
    m_opened = project.recipe;
    compareModels();
}

void StudioApp::restoreReference(quint64 hash, const QImage &picture)
{
    if (!m_reference || m_window->canvas().hasReference() || latent::hash(*m_reference) != hash)
        return;
    if (picture.width() != m_reference->size.width)
        return; // a thumbnail of the same face
    m_restoringReference = true;
    m_window->canvas().setReference(picture, picture.size(), m_reference->transparent);
    m_restoringReference = false;
}

void StudioApp::adoptRecipe(const latent::Recipe &recipe, const ui::StepText &text)
{
    m_session.changeApart(text, [&](latent::Recipe &current) { current = recipe; });
    m_opened = recipe;
    compareModels();
}

void StudioApp::compareModels()
{
    if (!m_opened || m_painters.model == nullptr)
        return;
    const latent::Recipe recipe = *std::exchange(m_opened, std::nullopt);
    const latent::NeuralModel &here = *m_painters.model;
    if (!latent::isOfAnotherModel(recipe, here.hash()))
        return;
    m_window->notice().say(
        ui::NoticeKind::Warning,
        tr("This neural picture is of the model %1. The one here, %2, may draw another picture.")
            .arg(QString::fromStdString(latent::modelName(recipe.modelId, recipe.modelHash)),
                 QString::fromStdString(latent::modelName(here.id(), here.hash()))));
}

void StudioApp::readPortrait(Image picture)
{
    m_window->setRoom(ui::Room::Portraits);
    if (auto *dock = m_window->findChild<QDockWidget *>(QStringLiteral("encode"))) {
        dock->show();
        dock->raise();
    }
    m_reader->read(std::move(picture));
}

project::Project StudioApp::snapshot(bool full) const
{
    project::Project project;
    project.recipe = m_session.recipe();
    const int rows = m_history.rowCount();
    for (int row = 0; row < rows; ++row) {
        const latent::Recipe &recipe = m_history.recipeAt(row);
        // Steps beside the recipe can't be taken in another session.
        if (project.history.empty() || recipe != project.history.back().recipe) {
            project.history.push_back(
                {m_history.data(m_history.index(row), Qt::DisplayRole).toString().toStdString(), recipe});
        }
        if (row == m_history.currentRow())
            project.historyCurrent = project.history.size() - 1;
    }
    project.presets = m_presets->userPresets();
    project.reference = m_reference;
    project.style = m_style->work();
    project.linked = m_session.linked();
    project.locks = m_session.locks();
    if (full)
        project.thumbnail = pngOf(m_window->canvas().image());
    return project;
}

} // namespace imago::app
