// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/style_room.h"

#include "app/resources.h"
#include "app/style_content.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/veil.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/main_window.h"
#include "ui/shell/studio_status.h"
#include "ui/style/face_bar.h"
#include "ui/style/gallery_panel.h"
#include "ui/style/quality_bar.h"
#include "ui/style/region_bar.h"
#include "ui/text/error_text.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QKeyEvent>

#include <algorithm>
#include <thread>
#include <utility>

namespace imago::app {

namespace {

int processors()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

constexpr int kContentSide = 256;

Result<std::vector<Image>> drawStyleContent(const std::stop_token &stop)
{
    const Result<std::filesystem::path> resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    return styleContent(*resources, kContentSide, 1, stop);
}

} // namespace

StyleRoom::StyleRoom(TaskRunner &tasks, Settings &settings, QString folder, QObject *parent)
    : StudioRoom(parent)
    , m_tasks(tasks)
    , m_settings(settings)
    , m_folder(std::move(folder))
    , m_drawContent(drawStyleContent)
    , m_driver([this] { return ui::hash(m_session.state()); }, m_bridge, m_lane)
{
    connect(&m_session, &ui::StyleSession::stateChanged, this, &StyleRoom::followState);
    connect(&m_session, &ui::StyleSession::gestureEnded, &m_driver, &ui::FrameDriver::letGo);
    connect(&m_driver, &ui::FrameDriver::frameShown, this, &StyleRoom::showFrame);
    connect(&m_driver, &ui::FrameDriver::failed, this, &StyleRoom::failed);
    // Without networks the photo is shown all the same.
    m_driver.setWorkMaker([this](jobs::Quality upTo) -> jobs::Work {
        const ui::StyleState &state = m_session.state();
        if (state.photo == nullptr)
            return {};
        return [painter = m_painter, state, upTo](jobs::JobContext &job) -> Result<jobs::Ending> {
            if (painter != nullptr)
                return painter->show(state, upTo, processors(), job);
            job.publish(jobs::Quality::Final, state.photo->full);
            return jobs::Ending::Completed;
        };
    });
}

StyleRoom::~StyleRoom() = default;

void StyleRoom::join(ui::MainWindow &window)
{
    m_window = &window;
    window.addRoom(ui::Room::Style, {.title = [] { return tr("Style"); },
                                     .purpose = [] { return tr("Give a photo the style of a painting"); },
                                     .stack = m_session.undoStack(),
                                     .history = &m_history,
                                     .driver = &m_driver});
    using ui::Command;
    window.addRoomMenu(ui::Room::Style, [] { return tr("&Style"); },
                       {{Command::OpenPhoto, Command::OpenPainting, Command::SwapPhoto},
                        {Command::MaskPaint, Command::MaskErase, Command::MaskInvert, Command::MaskClear,
                         Command::MaskImport},
                        {Command::ExportFolder, Command::ContactSheet}});
    m_canvas = &window.canvas(ui::Room::Style);
    m_panel = new ui::StylePanel(m_session);
    m_gallery = new ui::GalleryPanel(m_session, m_thumbnails);
    const ui::RoomSet both{ui::Room::Style, ui::Room::Video};
    window.addPanel(
        QStringLiteral("style"), [] { return tr("Style"); }, m_panel, Qt::LeftDockWidgetArea, both);
    window.addPanel(
        QStringLiteral("styles"), [] { return tr("Gallery"); }, m_gallery, Qt::RightDockWidgetArea, both);
    connect(&m_driver, &ui::FrameDriver::settled, this, [this](const ui::ShownFrame &frame) {
        m_history.setThumbnail(frame.recipeHash, frame.image);
        findFaces(); // not before: the picture comes first
    });
    useSettings();
    connectWindow();
    connectCanvas();
    window.installEventFilter(this);
    retranslate();
    followState({});
}

void StyleRoom::useSettings()
{
    const StyleSettings before = m_settings.style();
    m_panel->maskTool().setRadiusShare(before.brushRadius);
    m_panel->maskTool().setHardness(before.brushHardness);
    ui::StyleState state = m_session.state();
    state.strength = before.strength;
    state.stroke = before.stroke;
    state.colors = style::colorKeepingFromName(before.colors.toStdString()).value_or(state.colors);
    state.structure = before.structure;
    state.faceProtection = before.faceProtection;
    state.video.smooth = before.smooth;
    m_session.reset(state);
}

void StyleRoom::remember()
{
    const ui::StyleState &state = m_session.state();
    StyleSettings now;
    now.brushRadius = m_panel->maskTool().radiusShare();
    now.brushHardness = m_panel->maskTool().hardness();
    now.strength = state.strength;
    now.stroke = state.stroke;
    now.colors = QString::fromLatin1(style::name(state.colors).data());
    now.structure = state.structure;
    now.faceProtection = state.faceProtection;
    now.smooth = state.video.smooth;
    for (const ui::StyleSourcePtr &own : m_gallery->ownStyles()) {
        // What lies in the user's folder of styles is found there.
        if (!own->file().isEmpty() && QFileInfo(own->file()).absolutePath() != QFileInfo(m_folder).absoluteFilePath())
            now.paintings << own->file();
    }
    m_settings.setStyle(now);
}

void StyleRoom::forget(const ui::StyleSourcePtr &style)
{
    // What was dropped without a file, or learned here, has no other home: it goes where it can be found again.
    if (QFileInfo(style->file()).absolutePath() == QFileInfo(m_folder).absoluteFilePath())
        QFile::moveToTrash(style->file());
}

void StyleRoom::connectWindow()
{
    using ui::Command;
    const auto when = [this](Command command, auto act) {
        connect(&m_window->actions()[command], &QAction::triggered, this, act);
    };
    when(Command::OpenPhoto, [this] { choose(ui::StylePart::Photo); });
    when(Command::OpenPainting, [this] { choose(ui::StylePart::Painting); });
    when(Command::SwapPhoto, [this] { m_session.swapPhotoAndPainting(); });
    when(Command::MaskPaint, [this] { m_panel->region().setBrush(ui::RegionBar::Brush::Paints); });
    when(Command::MaskErase, [this] { m_panel->region().setBrush(ui::RegionBar::Brush::Erases); });
    when(Command::MaskInvert, [this] { m_panel->region().invert(); });
    when(Command::MaskClear, [this] { m_panel->region().clearRegion(); });
    when(Command::MaskImport, [this] { chooseMask(); });
    when(Command::ExportFolder, [this] { exportPictures(ui::StyleExportKind::Folder); });
    when(Command::ContactSheet, [this] { exportPictures(ui::StyleExportKind::Sheet); });

    connect(m_panel, &ui::StylePanel::filesDropped, this,
            [this](ui::StylePart part, const QStringList &files) {
                if (part != ui::StylePart::Clip) // the video room's
                    bring(part, files);
            });
    connect(m_panel, &ui::StylePanel::pictureDropped, this,
            [this](ui::StylePart part, const QImage &picture) {
                bring(part == ui::StylePart::Clip ? ui::StylePart::Painting : part, ui::fromQImage(picture),
                      tr("Dropped picture"));
            });
    connect(m_panel, &ui::StylePanel::chooseRequested, this, [this](ui::StylePart part) {
        if (part != ui::StylePart::Clip)
            choose(part);
    });
    connect(m_gallery, &ui::GalleryPanel::removed, this, &StyleRoom::forget);
    connect(m_gallery, &ui::GalleryPanel::sheetRequested, this,
            [this] { exportPictures(ui::StyleExportKind::Sheet); });
    connect(&m_panel->region(), &ui::RegionBar::importRequested, this, &StyleRoom::chooseMask);
    connect(m_panel, &ui::StylePanel::learnRequested, this, &StyleRoom::learn);
    connect(&m_driver, &ui::FrameDriver::busyChanged, &m_panel->quality(), &ui::QualityBar::setBusy);
    connect(&m_bridge, &ui::PreviewBridge::progressed, this,
            [this](const jobs::Progress &progress) { m_panel->quality().showProgress(progress.done, progress.total); });
    connect(&m_panel->quality(), &ui::QualityBar::enough, &m_driver, &ui::FrameDriver::finishEarly);
    ui::StudioStatus &status = m_window->status();
    connect(&m_work, &TaskRunner::progressShown, &status, &ui::StudioStatus::showTask);
    connect(&m_work, &TaskRunner::nothingShown, &status, &ui::StudioStatus::hideTask);
    connect(&status, &ui::StudioStatus::taskStopRequested, this, [this] { m_work.stop(m_work.shownTask()); });
}

void StyleRoom::connectCanvas()
{
    m_canvas->setEmptyIcon(QStringLiteral("draw-brush"));
    m_canvas->setReferenceGiven(true);
    m_canvas->setMimeMaker([this] { return makeMime(); });
    connect(m_canvas, &ui::CanvasView::filesDropped, this, [this](const QStringList &files, int zone) {
        bring(static_cast<ui::StylePart>(zone), files);
    });
    connect(m_canvas, &ui::CanvasView::imageDropped, this, [this](const QImage &picture, int zone) {
        bring(static_cast<ui::StylePart>(zone), ui::fromQImage(picture), tr("Dropped picture"));
    });
    connect(&m_panel->region(), &ui::RegionBar::brushChanged, this, [this](ui::RegionBar::Brush brush) {
        const bool inHand = brush != ui::RegionBar::Brush::Away;
        m_canvas->setTool(inHand ? &m_panel->maskTool() : nullptr);
        if (inHand) {
            m_canvas->setCompare(ui::Compare::Off);
            m_canvas->setFocus();
        }
        m_window->actions()[ui::Command::MaskPaint].setChecked(brush == ui::RegionBar::Brush::Paints);
        m_window->actions()[ui::Command::MaskErase].setChecked(brush == ui::RegionBar::Brush::Erases);
    });
    connect(&m_panel->faces(), &ui::FaceBar::veilToggled, this, &StyleRoom::showVeil);
    connect(&m_panel->region(), &ui::RegionBar::sizeChanged, m_canvas, qOverload<>(&QWidget::update));
    m_canvas->installEventFilter(this);
}

void StyleRoom::followState(const ui::StyleState &before)
{
    const ui::StyleState &state = m_session.state();
    if (!isAsleep())
        m_driver.follow();
    if (!m_restoring && !(state == before))
        Q_EMIT changed();
    if (m_window == nullptr)
        return;
    const ui::SourcePtr &photo = state.photo;
    if (photo != nullptr && !state.isStyled())
        m_history.setThumbnail(ui::hash(state), photo->thumbnail);
    if (photo != before.photo) {
        m_searched = 0;
        m_faceBoxes.clear();
        m_panel->faces().setFaces(ui::FaceBar::Search::None, 0);
        if (photo != nullptr)
            m_canvas->setReference(ui::toQImage(photo->full), {photo->size().width, photo->size().height},
                                   photo->transparent);
        else
            m_canvas->clear();
    }
    if (photo == nullptr && m_canvas->hasReference())
        m_canvas->clearReference();
    using ui::Command;
    ui::ActionSet &actions = m_window->actions();
    actions[Command::SwapPhoto].setEnabled(m_session.canSwap());
    for (const Command command : {Command::MaskPaint, Command::MaskErase, Command::MaskInvert,
                                  Command::MaskImport, Command::ContactSheet})
        actions[command].setEnabled(photo != nullptr);
    actions[Command::MaskClear].setEnabled(!state.mask.isNone());
    actions[Command::ExportFolder].setEnabled(!state.styles.empty());
    m_canvas->update(); // the brush's veil
}

void StyleRoom::findFaces()
{
    const ui::SourcePtr &photo = m_session.state().photo;
    if (photo == nullptr || m_searched == photo->id)
        return;
    m_searched = photo->id;
    const auto found = std::make_shared<std::vector<style::FaceBox>>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, found, id = photo->id](const Result<jobs::Ending> &ending) {
        if (m_searched != id)
            return;
        m_faceBoxes = *found;
        m_panel->faces().setFaces(ending ? ui::FaceBar::Search::Done : ui::FaceBar::Search::Failed,
                                  static_cast<int>(found->size()),
                                  ending ? QString() : ui::sentence(ending.error()));
    };
    m_tasks.start(
        {},
        [found, faces = m_faces, photo](jobs::JobContext &) -> Result<jobs::Ending> {
            Result<std::vector<style::FaceBox>> boxes = faces->of(*photo->medium);
            if (!boxes)
                return tl::unexpected(std::move(boxes).error());
            *found = *std::move(boxes);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void StyleRoom::showVeil(bool shown)
{
    const ui::SourcePtr &photo = m_session.state().photo;
    m_canvas->setVeil(shown && photo ? ui::veilOver(style::faceMask(photo->size(), m_faceBoxes)) : QImage());
}

bool StyleRoom::isAsleep() const
{
    return m_window != nullptr && m_window->room() == ui::Room::Video;
}

Error StyleRoom::whyNothingPaints() const
{
    return m_error ? *m_error : Error{ErrorCode::ModelFailed, {}, "the style networks are loading", {}};
}

void StyleRoom::showFrame(const ui::ShownFrame &frame)
{
    const ui::SourcePtr &photo = m_session.state().photo;
    if (photo == nullptr || m_canvas == nullptr)
        return;
    m_canvas->showFrame(frame.image, {photo->size().width, photo->size().height}, photo->transparent,
                        frame.recipeHash);
}

StudioRoom::Device StyleRoom::device() const
{
    return {tr("Style networks · processor × %1").arg(processors()),
            isKnown() ? tr("Everything is computed on this machine.")
                      : tr("The style networks are still loading.")};
}

bool StyleRoom::isSettled() const
{
    return m_reading == 0 && (m_session.state().photo == nullptr || m_driver.isSettled());
}

bool StyleRoom::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::LanguageChange)
        retranslate();
    if (watched == m_canvas && event->type() == QEvent::KeyPress && m_canvas->tool() != nullptr) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_BracketLeft:
            m_panel->region().stepSize(-1);
            return true;
        case Qt::Key_BracketRight:
            m_panel->region().stepSize(1);
            return true;
        case Qt::Key_Escape:
            m_panel->region().setBrush(ui::RegionBar::Brush::Away);
            return true;
        default:
            break;
        }
    }
    return QObject::eventFilter(watched, event);
}

void StyleRoom::retranslate()
{
    if (m_window == nullptr)
        return;
    m_canvas->setEmptyText(tr("A photo in a painting's style"),
                           {tr("Drop a photo on the left half and a painting on the right half,"),
                            tr("or press the two fields at the left to choose them.")});
    m_canvas->setDropZones({tr("Drop the photo here"), tr("Drop a painting here")});
    m_canvas->setCompareWords(tr("Photo"), tr("Styled"));
    m_panel->setReason(m_error ? tr("Nothing can be painted: %1").arg(ui::sentence(*m_error)) : QString());
}

} // namespace imago::app
