// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/studio_app.h"

#include "app/framed_portrait.h"
#include "app/studio/explore_room.h"
#include "app/studio/portrait_reader.h"
#include "app/studio/style_room.h"
#include "app/studio/video_room.h"
#include "app/studio/training_room.h"
#include "app/studio/training_runs.h"
#include "ui/canvas/canvas_view.h"
#include "ui/portrait/decoder_switch.h"
#include "ui/portrait/encode_panel.h"
#include "ui/portrait/favourites_panel.h"
#include "ui/portrait/look_around_panel.h"
#include "ui/portrait/portrait_panel.h"
#include "ui/portrait/presets_panel.h"
#include "ui/portrait/randomise_bar.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/notice.h"
#include "ui/shell/preferences_dialog.h"
#include "ui/shell/studio_status.h"
#include "ui/text/error_text.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QStandardPaths>

#include <algorithm>
#include <iterator>
#include <utility>

namespace imago::app {

namespace {

/// The first face that anybody sees is a friendly one.
constexpr std::uint64_t kFirstSeed = 164;
constexpr float kFirstSmile = 0.4F;

/// Of unlocked sliders, everything, the expression, another person with the same sliders.
const QKeyCombination kDiceShortcuts[] = {Qt::CTRL | Qt::Key_R, Qt::CTRL | Qt::ALT | Qt::Key_R,
                                          Qt::CTRL | Qt::SHIFT | Qt::Key_R, Qt::CTRL | Qt::SHIFT | Qt::Key_P};

/// Scripts leave the user's settings alone.
Settings settingsFor(const StudioOptions &options)
{
    if (!options.profile.isEmpty())
        return Settings(options.profile + QStringLiteral("/settings.ini"));
    return options.isScripted() ? Settings(QStringLiteral("/dev/null")) : Settings();
}

QString dataFolderFor(const StudioOptions &options)
{
    if (!options.profile.isEmpty())
        return options.profile;
    return options.isScripted() ? QString()
                                : QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

} // namespace

StudioApp::StudioApp(QApplication &application, StudioOptions options)
    : m_application(application)
    , m_options(std::move(options))
    , m_settings(settingsFor(m_options))
    , m_preferences(m_settings.preferences())
    , m_favourites(dataFolder() + QStringLiteral("/favourites"))
    , m_document([this](bool full) { return snapshot(full); }, dataFolderFor(m_options).toStdString())
    , m_style(std::make_unique<StyleRoom>(m_tasks, m_settings, dataFolder() + QStringLiteral("/styles")))
    , m_video(std::make_unique<VideoRoom>(*m_style, m_tasks, m_settings, recordingsFolder()))
    , m_training(
          std::make_unique<TrainingRoom>(m_settings, dataFolder() + QStringLiteral("/trainings"), trainerProgram()))
    , m_explore(std::make_unique<ExploreRoom>(m_tasks, m_settings, exploreTools(),
                                              dataFolder() + QStringLiteral("/models"),
                                              dataFolder() + QStringLiteral("/trainings")))
    , m_rooms{m_style.get(), m_video.get(), m_training.get(), m_explore.get()}
{
    if (m_options.theme)
        m_preferences.theme = *m_options.theme;
    if (m_options.language)
        m_preferences.language = *m_options.language;
    m_language.use(m_preferences.language);
    ui::applyTheme(m_application, m_preferences.theme);
    m_session.reset([this] {
        latent::Recipe recipe = latent::recipeFromSeed(kFirstSeed, 0.8);
        recipe.point.attributes[latent::Smile] = kFirstSmile;
        recipe.size = {m_preferences.pictureSide, m_preferences.pictureSide};
        return recipe;
    }());
    buildWindow();
    connect(&m_application, &QApplication::aboutToQuit, this, &StudioApp::finish);
}

StudioApp::~StudioApp() = default;

QString StudioApp::recordingsFolder() const
{
    const QString movies = QStandardPaths::writableLocation(QStandardPaths::MoviesLocation);
    const bool isUsers = m_options.profile.isEmpty() && !m_options.isScripted() && !movies.isEmpty();
    return isUsers ? movies + QStringLiteral("/Imago Studio") : dataFolder() + QStringLiteral("/recordings");
}

QString StudioApp::dataFolder() const
{
    const QString folder = dataFolderFor(m_options);
    return folder.isEmpty() ? QDir::tempPath() + QStringLiteral("/imago-studio-script") : folder;
}

void StudioApp::buildWindow()
{
    m_window = std::make_unique<ui::MainWindow>(m_session, m_driver, m_history);
    buildPanels();
    connectWindow();
    connectDocument();
    m_window->installEventFilter(this);
    m_window->setChoices(m_preferences.theme, m_preferences.language);
    m_window->setRecentFiles(m_settings.recentFiles());
    m_window->setDocument({}, false);
    const WindowPlace place = m_settings.window();
    if (!place.geometry.isEmpty())
        m_window->restoreGeometry(place.geometry);
    for (std::size_t i = 0; i < ui::kRooms; ++i)
        m_window->restoreLayout(static_cast<ui::Room>(i), place.layouts[i]);
    m_window->setRoom(m_options.room.value_or(place.room));
    if (m_options.size)
        m_window->resize(*m_options.size);
    m_portrait->setCollapsedGroups(place.collapsedGroups);
    retranslate();
}

void StudioApp::buildPanels()
{
    m_portrait = new ui::PortraitPanel(m_session);
    m_presets = new ui::PresetsPanel(m_session, m_thumbnails);
    m_favouritesPanel = new ui::FavouritesPanel(m_session, m_favourites, m_thumbnails);
    m_encode = new ui::EncodePanel;
    m_reader = std::make_unique<PortraitReader>(m_session, m_tasks, *m_encode, framedPortrait);
    m_window->addPanel(
        QStringLiteral("portrait"), [] { return tr("Portrait"); }, m_portrait, Qt::LeftDockWidgetArea);
    m_window->addPanel(
        QStringLiteral("variations"), [] { return tr("Around"); },
        new ui::LookAroundPanel(m_session, m_thumbnails), Qt::RightDockWidgetArea);
    m_window->addPanel(
        QStringLiteral("presets"), [] { return tr("Presets"); }, m_presets, Qt::RightDockWidgetArea);
    m_window->addPanel(
        QStringLiteral("favourites"), [] { return tr("Favourites"); }, m_favouritesPanel,
        Qt::RightDockWidgetArea);
    m_window->addPanel(
        QStringLiteral("encode"), [] { return tr("Picture"); }, m_encode, Qt::RightDockWidgetArea);
    m_decoder = new ui::DecoderSwitch(m_session);
    m_window->addToCorner(m_decoder);
    for (StudioRoom *room : m_rooms)
        room->join(*m_window);
    const QList<QAction *> dice = m_portrait->randomiseBar().randomiseActions();
    for (qsizetype i = 0; i < std::min<qsizetype>(dice.size(), std::ssize(kDiceShortcuts)); ++i)
        dice[i]->setShortcut(QKeySequence(kDiceShortcuts[i]));
    m_window->addRandomiseActions(dice);

    connect(m_favouritesPanel, &ui::FavouritesPanel::failed, this, &StudioApp::tell);
    connect(m_presets, &ui::PresetsPanel::failed, this, &StudioApp::tell);
    connect(m_encode, &ui::EncodePanel::fileDropped, this, &StudioApp::open);
    connect(m_encode, &ui::EncodePanel::openRequested, this, &StudioApp::chooseFileToOpen);
}

void StudioApp::connectWindow()
{
    using ui::Command;
    const auto when = [this](Command command, auto act) {
        connect(&m_window->actions()[command], &QAction::triggered, this, act);
    };
    when(Command::NewFace, [this] { newFace(); });
    when(Command::Save, [this] { save(); });
    when(Command::SaveAs, [this] { saveAs(); });
    when(Command::Export, [this] { exportPictures(); });
    when(Command::Preferences, [this] { showPreferences(); });
    when(Command::Copy, [this] { copyPicture(); });
    when(Command::Paste, [this] { paste(); });
    when(Command::StylePortrait, [this] { stylePortrait(); });
    when(Command::AddFavourite, [this] { m_favouritesPanel->addCurrent(); });
    when(Command::FocusFilter, [this] { m_portrait->focusFilter(); });
    connect(m_window.get(), &ui::MainWindow::openRequested, this, &StudioApp::chooseFileToOpen);
    connect(m_window.get(), &ui::MainWindow::recentRequested, this, &StudioApp::open);
    connect(m_window.get(), &ui::MainWindow::clearRecentRequested, this, [this] {
        m_settings.clearRecentFiles();
        m_window->setRecentFiles({});
    });
    connect(m_window.get(), &ui::MainWindow::themeChosen, this, [this](ui::Theme theme) {
        ui::Preferences chosen = m_preferences;
        chosen.theme = theme;
        usePreferences(chosen);
    });
    connect(m_window.get(), &ui::MainWindow::languageChosen, this, [this](const QString &language) {
        ui::Preferences chosen = m_preferences;
        chosen.language = language;
        usePreferences(chosen);
    });
    m_window->setMayClose([this] { return mayClose(); });

    ui::CanvasView &canvas = m_window->canvas();
    canvas.setMimeMaker([this] { return makeMime(); });
    connect(&canvas, &ui::CanvasView::filesDropped, this,
            [this](const QStringList &files) { open(files.front()); });
    connect(&canvas, &ui::CanvasView::imageDropped, this,
            [this](const QImage &picture) { readPortrait(ui::fromQImage(picture)); });
    connect(&canvas, &ui::CanvasView::recipeDropped, this, [this](const QByteArray &json) {
        const Result<latent::Recipe> recipe = latent::recipeFromJson(json.toStdString(), {});
        if (recipe)
            adoptRecipe(*recipe, [] { return tr("Drop a recipe"); });
        else
            tell(recipe.error());
    });
    connect(&canvas, &ui::CanvasView::referenceChanged, this, [this](bool held) {
        if (m_restoringReference)
            return;
        m_reference = held ? std::optional(m_session.recipe()) : std::nullopt;
        m_document.touch();
    });
    connect(&m_thumbnails, &ui::ThumbnailSource::ready, this, &StudioApp::restoreReference);
    connect(&m_history, &ui::HistoryModel::pictureWanted, this, [this](int row) {
        m_thumbnails.request(m_history.recipeAt(row), ui::HistoryModel::kThumbnailSide);
    });
    connect(&m_thumbnails, &ui::ThumbnailSource::ready, &m_history, &ui::HistoryModel::deliver);
    connect(&m_thumbnails, &ui::ThumbnailSource::failed, &m_history, &ui::HistoryModel::giveUp);
    connect(&m_driver, &ui::PreviewDriver::failed, this, &StudioApp::tell);
    for (StudioRoom *room : m_rooms) {
        connect(room, &StudioRoom::failed, this, &StudioApp::tell);
        connect(room, &StudioRoom::told, this, [this](const QString &sentence) {
            m_window->notice().say(ui::NoticeKind::Information, sentence);
        });
        connect(room, &StudioRoom::deviceChanged, this, &StudioApp::showDevice);
    }
    connect(m_window.get(), &ui::MainWindow::roomChanged, this, &StudioApp::showDevice);
    connect(m_training.get(), &TrainingRoom::exploreRequested, this, &StudioApp::exploreModel);
    connect(m_style.get(), &StyleRoom::known, this, [this] {
        if (isLoaded())
            Q_EMIT loaded();
    });
    connect(&m_tasks, &TaskRunner::progressShown, &m_window->status(), &ui::StudioStatus::showTask);
    connect(&m_tasks, &TaskRunner::nothingShown, &m_window->status(), &ui::StudioStatus::hideTask);
    connect(&m_window->status(), &ui::StudioStatus::taskStopRequested, this,
            [this] { m_tasks.stop(m_tasks.shownTask()); });
}

void StudioApp::start()
{
    m_window->show();
    if (!m_options.panel.isEmpty()) {
        if (auto *dock = m_window->findChild<QDockWidget *>(m_options.panel))
            dock->raise();
    }
    loadPresets();
    loadRenderer();
    m_style->loadCards();
    if (!m_preferences.loadModel) {
        m_modelSwitchedOff = true;
        const Error off{ErrorCode::FileMissing, {}, "switched off in the preferences", {}};
        modelIsMissing(off);
        m_style->lack(off);
    } else if (here() != nullptr) {
        loadModel(); // no portrait to wait for
    } else {
        // Not before the first portrait, unless nobody waits for it any more: while LibTorch is being loaded,
        // whatever else needs the loader waits.
        connect(&m_window->canvas(), &ui::CanvasView::painted, this, &StudioApp::loadModel,
                Qt::SingleShotConnection);
        connect(m_window.get(), &ui::MainWindow::roomChanged, this, &StudioApp::loadModel,
                Qt::SingleShotConnection);
    }
    resume();
    if (!m_options.photo.isEmpty())
        m_style->bring(ui::StylePart::Photo, QStringList{m_options.photo} + m_options.paintings);
    if (!m_options.camera.isEmpty()) {
        m_video->camera().setTools(clipAsCamera(m_options.camera.toStdString()));
        m_video->camera().switchOn();
    }
    if (!m_options.clips.isEmpty() || !m_options.camera.isEmpty())
        m_video->bring(m_options.clips + (m_options.photo.isEmpty() ? m_options.paintings : QStringList()));
    if (!m_options.train.isEmpty())
        m_training->bring(m_options.train);
    if (!m_options.model.isEmpty())
        m_explore->explore(m_options.model);
}

StudioRoom *StudioApp::here() const
{
    const auto found =
        std::ranges::find_if(m_rooms, [this](const StudioRoom *room) { return room->room() == m_window->room(); });
    return found == m_rooms.end() ? nullptr : *found;
}

bool StudioApp::isLoaded() const
{
    return m_rendererKnown && m_modelKnown && m_style->isKnown();
}

bool StudioApp::isSettled() const
{
    return here() != nullptr ? here()->isSettled() : m_driver.isSettled();
}

void StudioApp::usePreferences(const ui::Preferences &preferences)
{
    const ui::Preferences before = std::exchange(m_preferences, preferences);
    m_settings.setPreferences(preferences);
    if (before.theme != preferences.theme)
        ui::applyTheme(m_application, preferences.theme);
    if (before.language != preferences.language)
        m_language.use(preferences.language);
    m_window->setChoices(preferences.theme, preferences.language);
}

void StudioApp::showPreferences()
{
    auto *dialog = new ui::PreferencesDialog(m_preferences, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ui::PreferencesDialog::changed, this, &StudioApp::usePreferences);
    dialog->open();
}

void StudioApp::tell(const Error &error)
{
    m_window->notice().say(ui::NoticeKind::Problem, ui::sentence(error), ui::details(error));
}

bool StudioApp::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window.get() && event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

void StudioApp::retranslate()
{
    showDevice();
    if (m_modelError)
        showLackOfModel();
}

} // namespace imago::app
