// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/settings.h"
#include "app/studio/studio_room.h"
#include "app/studio/task_runner.h"
#include "engine/jobs/interactive_lane.h"
#include "engine/latent/explore_recipe.h"
#include "ui/preview/frame_driver.h"
#include "ui/preview/preview_bridge.h"
#include "ui/session/explore_session.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace imago::ui {
class AroundPanel;
class CanvasView;
class ExplorePanel;
class ModelShelf;
class SweepsPanel;
struct ModelEntry;
} // namespace imago::ui

namespace imago::app {

/// What opening and changing a trained model takes: the neural module's part, so that tests need none.
struct ExploreTools
{
    std::function<Result<std::shared_ptr<latent::ExplorableModel>>(const std::filesystem::path &)> open;
    std::function<Status(const std::filesystem::path &, jobs::JobContext &)> findSliders;
    std::function<Status(const std::filesystem::path &, const std::string &id, const std::string &name)> rename;
};

/// Those of the neural module; opened when they are first used.
ExploreTools exploreTools();

/// The explorer of the running studio: a model that was trained on pictures of one's own, moved by its sliders.
/// The members' order is the order in which they must outlive each other. Threads: the GUI thread.
class ExploreRoom : public StudioRoom
{
    Q_OBJECT

public:
    /// `imports` keeps models that come from elsewhere, `trainings` those of the training room.
    ExploreRoom(TaskRunner &tasks, Settings &settings, ExploreTools tools, QString imports, QString trainings,
                QObject *parent = nullptr);
    ~ExploreRoom() override;

    ui::Room room() const override { return ui::Room::Explore; }
    void join(ui::MainWindow &window) override;
    Device device() const override;
    bool isSettled() const override;
    void chooseFile() override;
    void exportResult() override;
    QMimeData *makeMime() const override;
    bool paste(const QMimeData &mime) override;
    void remember() override {} // what it shows is remembered when it is opened

    /// Opens a package in the background: a folder or one file.
    void explore(const QString &package);
    /// A picture's file, in the background: one that the explorer made leads back to its model and place, another one
    /// is looked for in the model.
    void readPicture(const QString &file);
    /// Finds a picture among the model's, in the background.
    void encode(Image picture);
    void findSliders();
    void rename(std::size_t slider, const QString &name);

    ui::ExploreSession &session() { return m_session; }
    ui::ExploreHistory &history() { return m_history; }
    ui::FrameDriver &driver() { return m_driver; }
    ui::ExplorePanel &panel() const { return *m_panel; }
    ui::ModelShelf &shelf() const { return *m_shelf; }

private:
    /// One model for each thread: it serves one call at a time.
    struct Models
    {
        std::shared_ptr<latent::ExplorableModel> lane, thumbnails, tasks;
    };

    struct Deleted
    {
        QString folder;
        std::shared_ptr<QString> trashed; ///< Where it lies; empty while it is on the way.
    };

    // The shelf of models, in explore_room_shelf.cpp.
    void connectShelf();
    void readShelf();
    void importModels(const QStringList &paths);
    void removeModel(const ui::ModelEntry &model);
    void forgetDeleted(); ///< The notice's Undo: the shelf's trash was used instead.
    /// Something that touches the models' folders; the shelf is read again after it.
    void followTitle(); ///< The model is called what the shelf calls it.
    void changeShelf(const QString &title, std::function<Status()> work);

    /// `place`: where to go in the model once it is open.
    void open(const QString &package, std::optional<latent::ExploreRecipe> place);
    void goTo(const latent::ExploreRecipe &place);
    void use(const Models &models);
    /// The tasks that draw the pictures of one panel.
    using Drawing = std::vector<jobs::Ticket>;
    /// Instead of what `drawing` drew before; a few are shown at once, as soon as they are there.
    void drawThumbnails(Drawing &drawing, const std::vector<latent::ExplorePoint> &points,
                        const std::function<void(quint64, const QImage &)> &show);
    void retranslate();
    bool eventFilter(QObject *watched, QEvent *event) override;

    TaskRunner &m_tasks;
    Settings &m_settings;
    ExploreTools m_tools;
    QString m_imports;
    std::vector<Deleted> m_deleted; ///< What "Undo" in the notice brings back.
    QString m_deletedNotice;
    QString m_trainings;
    ui::ExploreSession m_session;
    ui::ExploreHistory m_history{m_session};
    ui::PreviewBridge m_bridge;
    jobs::InteractiveLane m_lane{m_bridge.sink()};
    ui::FrameDriver m_driver;
    QString m_package;
    Models m_models;
    int m_opening = 0;

    ui::MainWindow *m_window = nullptr;
    ui::CanvasView *m_canvas = nullptr; ///< The window's.
    ui::ExplorePanel *m_panel = nullptr;
    ui::AroundPanel *m_around = nullptr;
    ui::SweepsPanel *m_sweeps = nullptr;
    ui::ModelShelf *m_shelf = nullptr;
    Drawing m_drawingAround;
    Drawing m_drawingSweeps;
    TaskRunner m_thumbnails;
    TaskRunner m_shelfWork;
    TaskRunner m_work; ///< Finding pictures and sliders.
};

} // namespace imago::app
