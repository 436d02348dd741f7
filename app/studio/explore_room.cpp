// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/explore_room.h"

#include "app/studio/be_nice.h"
#include "app/studio/model_store.h"
#include "ui/canvas/canvas_view.h"
#include "ui/explore/around_panel.h"
#include "ui/explore/explore_panel.h"
#include "ui/explore/model_shelf.h"
#include "ui/explore/sweeps_panel.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice.h"
#include "ui/shell/studio_status.h"

#include <QEvent>
#include <QFileInfo>
#include <QImage>

#include <algorithm>
#include <span>
#include <utility>

namespace imago::app {

namespace {

constexpr std::size_t kShownAtOnce = 10; // thumbnails

} // namespace

ExploreRoom::ExploreRoom(TaskRunner &tasks, Settings &settings, ExploreTools tools, QString imports, QString trainings,
                         QObject *parent)
    : StudioRoom(parent)
    , m_tasks(tasks)
    , m_settings(settings)
    , m_tools(std::move(tools))
    , m_imports(std::move(imports))
    , m_trainings(std::move(trainings))
    , m_driver([this] { return ui::hash(m_session.point(), m_session.model().hash); }, m_bridge, m_lane)
{
    connect(&m_session, &ui::ExploreSession::pointChanged, &m_driver, &ui::FrameDriver::follow);
    connect(&m_session, &ui::ExploreSession::gestureEnded, &m_driver, &ui::FrameDriver::letGo);
    connect(&m_driver, &ui::FrameDriver::failed, this, &ExploreRoom::failed);
    connect(&m_driver, &ui::FrameDriver::frameShown, this, [this](const ui::ShownFrame &frame) {
        const Size size = m_session.model().pictureSize;
        m_canvas->showFrame(frame.image, {size.width, size.height}, m_session.model().transparent, frame.recipeHash);
        m_history.setThumbnail(frame.recipeHash, frame.image);
    });
    m_driver.setWorkMaker([this](jobs::Quality upTo) -> jobs::Work {
        if (m_models.lane == nullptr)
            return {};
        // A few milliseconds whatever is asked for: a draft differs in nothing but its name.
        return [model = m_models.lane, point = m_session.point(), upTo](jobs::JobContext &job) -> Result<jobs::Ending> {
            Result<ImagePtr> picture = model->render(point, job.stopToken());
            if (!picture)
                return tl::unexpected(picture.error());
            if (*picture == nullptr)
                return jobs::Ending::Stopped;
            job.publish(upTo, *picture);
            return jobs::Ending::Completed;
        };
    });
}

ExploreRoom::~ExploreRoom() = default;

void ExploreRoom::join(ui::MainWindow &window)
{
    m_window = &window;
    window.addRoom(ui::Room::Explore, {.title = [] { return tr("Explore"); },
                                       .purpose = [] { return tr("Move a model of your own by its sliders"); },
                                       .stack = m_session.undoStack(),
                                       .history = &m_history,
                                       .driver = &m_driver});
    m_canvas = &window.canvas(ui::Room::Explore);
    m_panel = new ui::ExplorePanel(m_session);
    m_around = new ui::AroundPanel(m_session);
    m_sweeps = new ui::SweepsPanel(m_session);
    window.addPanel(
        QStringLiteral("explore"), [] { return tr("Model"); }, m_panel, Qt::LeftDockWidgetArea, ui::Room::Explore);
    window.addPanel(
        QStringLiteral("around"), [] { return tr("Around"); }, m_around, Qt::RightDockWidgetArea, ui::Room::Explore);
    //: Pictures along each slider of a model.
    window.addPanel(
        QStringLiteral("sweeps"), [] { return tr("Sweeps"); }, m_sweeps, Qt::RightDockWidgetArea, ui::Room::Explore);
    m_shelf = new ui::ModelShelf;
    window.addPanel(
        QStringLiteral("models"), [] { return tr("Models"); }, m_shelf, Qt::RightDockWidgetArea, ui::Room::Explore);
    m_canvas->setEmptyIcon(QStringLiteral("compass"));
    m_canvas->setMimeMaker([this] { return makeMime(); });
    connect(m_canvas, &ui::CanvasView::filesDropped, this, [this](const QStringList &files) {
        const QString &file = files.front();
        if (QFileInfo(file).isDir() || isPackageName(file))
            explore(file);
        else
            readPicture(file);
    });
    connect(m_canvas, &ui::CanvasView::imageDropped, this,
            [this](const QImage &picture) { encode(ui::fromQImage(picture)); });
    connect(&window, &ui::MainWindow::roomChanged, this, [this](ui::Room entered) {
        if (entered != ui::Room::Explore)
            return;
        readShelf(); // a training may have ended since
        const QString last = m_settings.exploredModel();
        if (m_models.lane == nullptr && m_opening == 0 && QFileInfo::exists(last))
            explore(last);
    });
    connectShelf();
    connect(m_panel, &ui::ExplorePanel::openRequested, this, &ExploreRoom::chooseFile);
    connect(m_panel, &ui::ExplorePanel::searchRequested, this, &ExploreRoom::findSliders);
    connect(m_panel, &ui::ExplorePanel::renameRequested, this, &ExploreRoom::rename);
    connect(m_around, &ui::AroundPanel::picturesWanted, this, [this](const std::vector<latent::ExplorePoint> &points) {
        drawThumbnails(m_drawingAround, points,
                       [this](quint64 key, const QImage &picture) { m_around->setPicture(key, picture); });
    });
    connect(m_sweeps, &ui::SweepsPanel::picturesWanted, this, [this](const std::vector<latent::ExplorePoint> &points) {
        drawThumbnails(m_drawingSweeps, points,
                       [this](quint64 key, const QImage &picture) { m_sweeps->setPicture(key, picture); });
    });
    connect(m_sweeps, &ui::SweepsPanel::renameRequested, m_panel, &ui::ExplorePanel::askForName);
    ui::StudioStatus &status = window.status();
    connect(&m_work, &TaskRunner::progressShown, &status, &ui::StudioStatus::showTask);
    connect(&m_work, &TaskRunner::nothingShown, &status, &ui::StudioStatus::hideTask);
    connect(&status, &ui::StudioStatus::taskStopRequested, this, [this] { m_work.stop(m_work.shownTask()); });
    window.installEventFilter(this);
    retranslate();
}

void ExploreRoom::explore(const QString &package)
{
    open(package, {});
}

void ExploreRoom::open(const QString &package, std::optional<latent::ExploreRecipe> place)
{
    const auto opened = std::make_shared<Models>();
    ++m_opening;
    TaskRunner::Reactions reactions;
    reactions.done = [this, opened, package, place = std::move(place)](const Result<jobs::Ending> &ending) {
        --m_opening;
        if (!ending) {
            Q_EMIT failed(ending.error());
            return;
        }
        m_package = package;
        use(*opened);
        if (place)
            goTo(*place);
    };
    m_tasks.start(
        tr("Opening %1…").arg(QFileInfo(package).fileName()),
        [opened, path = package.toStdString(), open = m_tools.open](jobs::JobContext &) -> Result<jobs::Ending> {
            for (const auto model : {&Models::lane, &Models::thumbnails, &Models::tasks}) {
                Result<std::shared_ptr<latent::ExplorableModel>> read = open(path);
                if (!read)
                    return tl::unexpected(read.error());
                (*opened).*model = *std::move(read);
            }
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void ExploreRoom::use(const Models &models)
{
    m_models = models;
    ui::ExploreModel model;
    model.hash = models.lane->hash();
    model.title = models.lane->title(m_window->locale().name().toStdString());
    model.pictureSize = models.lane->pictureSize();
    model.transparent = models.lane->hasAlpha();
    model.classes = models.lane->classNames();
    model.sliders = models.lane->sliders();
    m_session.setModel(model);
    m_window->notice().hideProblem();
    m_driver.redraw();
    m_settings.setExploredModel(m_package);
    m_shelf->setCurrent(m_package);
    followTitle();
    Q_EMIT deviceChanged();
}

void ExploreRoom::drawThumbnails(Drawing &drawing, const std::vector<latent::ExplorePoint> &points,
                                 const std::function<void(quint64, const QImage &)> &show)
{
    for (const jobs::Ticket before : std::exchange(drawing, {}))
        m_thumbnails.stop(before);
    if (m_models.thumbnails == nullptr)
        return;
    for (std::size_t from = 0; from < points.size(); from += kShownAtOnce) {
        const auto part = std::span(points).subspan(from, std::min(kShownAtOnce, points.size() - from));
        const auto pictures = std::make_shared<std::vector<ImagePtr>>();
        std::vector<quint64> keys;
        for (const latent::ExplorePoint &point : part)
            keys.push_back(ui::hash(point, m_session.model().hash));
        TaskRunner::Reactions reactions;
        reactions.done = [keys, pictures, show](const Result<jobs::Ending> &) {
            for (std::size_t i = 0; i < pictures->size(); ++i)
                show(keys[i], ui::toQImage((*pictures)[i]));
        };
        drawing.push_back(m_thumbnails.start(
            {},
            [part = std::vector(part.begin(), part.end()), pictures,
             model = m_models.thumbnails](jobs::JobContext &job) -> Result<jobs::Ending> {
                beNice();
                for (const latent::ExplorePoint &point : part) {
                    Result<ImagePtr> picture = model->render(point, job.stopToken());
                    if (!picture)
                        return tl::unexpected(picture.error());
                    if (*picture == nullptr)
                        return jobs::Ending::Stopped;
                    pictures->push_back(*picture);
                }
                return jobs::Ending::Completed;
            },
            std::move(reactions)));
    }
}

void ExploreRoom::findSliders()
{
    if (m_package.isEmpty() || !m_tools.findSliders)
        return;
    m_panel->setSearching(true);
    TaskRunner::Reactions reactions;
    reactions.done = [this, package = m_package](const Result<jobs::Ending> &ending) {
        m_panel->setSearching(false);
        if (!ending)
            Q_EMIT failed(ending.error());
        else if (package == m_package)
            explore(package);
    };
    m_work.start(
        tr("Finding sliders…"),
        [path = m_package.toStdString(), find = m_tools.findSliders](jobs::JobContext &job) -> Result<jobs::Ending> {
            beNice();
            const Status done = find(path, job);
            if (!done)
                return tl::unexpected(done.error());
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void ExploreRoom::rename(std::size_t slider, const QString &name)
{
    ui::ExploreModel model = m_session.model();
    if (slider >= model.sliders.size() || !m_tools.rename)
        return;
    for (std::size_t i = 0; i < model.sliders.size(); ++i) {
        if (i != slider && model.sliders[i].name == name.toStdString()) {
            Q_EMIT told(tr("Another slider is called %1. Choose another name.").arg(name));
            return;
        }
    }
    TaskRunner::Reactions reactions;
    reactions.done = [this, slider, name](const Result<jobs::Ending> &ending) {
        if (!ending) {
            Q_EMIT failed(ending.error());
            return;
        }
        ui::ExploreModel renamed = m_session.model();
        if (slider < renamed.sliders.size())
            renamed.sliders[slider].name = name.toStdString();
        m_session.setModel(renamed);
    };
    m_work.start(
        {},
        [path = m_package.toStdString(), id = model.sliders[slider].id, name = name.toStdString(),
         rename = m_tools.rename](jobs::JobContext &) -> Result<jobs::Ending> {
            const Status done = rename(path, id, name);
            if (!done)
                return tl::unexpected(done.error());
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

bool ExploreRoom::isSettled() const
{
    return m_opening == 0 && (m_models.lane == nullptr || m_driver.isSettled());
}

StudioRoom::Device ExploreRoom::device() const
{
    return {tr("Network"), tr("The model's own network draws each picture in a few milliseconds.")};
}

void ExploreRoom::retranslate()
{
    if (m_canvas == nullptr)
        return;
    m_canvas->setEmptyText(tr("A model of your own"),
                           {tr("Train one in the room Training and press Open in explorer,"),
                            tr("or drop a model package here.")});
    m_canvas->setDropZones({tr("Drop a picture to find it in the model, or a model package")});
    m_canvas->setCompareWords(tr("Your picture"), tr("Model"));
}

bool ExploreRoom::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

} // namespace imago::app
