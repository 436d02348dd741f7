// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/video/video_export.h"

#include "engine/style/photo.h"
#include "ui/text/units.h"
#include "ui/widgets/folder_edit.h"
#include "ui/widgets/longer_side_edit.h"
#include "ui/widgets/segmented_switch.h"

#include <QCloseEvent>
#include <QDir>
#include <QFormLayout>
#include <QLabel>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr int kSides[] = {480, 720, 1280, 1920, 3840};
constexpr video::Container kContainers[] = {video::Container::Mp4, video::Container::Mov, video::Container::WebM,
                                            video::Container::Gif};

} // namespace

VideoExportDialog::VideoExportDialog(const VideoState &clips, const VideoExportRequest &start, QWidget *parent)
    : ExportBase(parent)
    , m_clips(clips)
    , m_which(new SegmentedSwitch(2, this))
    , m_container(new SegmentedSwitch(1 + static_cast<int>(std::size(kContainers)), this))
    , m_side(new LongerSideEdit(kSides, VideoExportRequest::kLargestSide, this))
    , m_folder(new FolderEdit(this))
    , m_note(new QLabel(this))
{
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    addRow(m_which);
    addRow(m_container);
    addRow(m_side);
    addRow(m_folder);
    addRow(m_note);
    retranslate();

    m_which->setCurrent(clips.clips.size() > 1 && start.all ? 1 : 0);
    const auto *container = start.container ? std::ranges::find(kContainers, *start.container) : std::end(kContainers);
    m_container->setCurrent(container == std::end(kContainers) ? 0
                                                               : static_cast<int>(container - kContainers) + 1);
    m_side->setValue(start.longerSide);
    m_folder->setFolder(start.folder);
    connect(m_which, &SegmentedSwitch::chosen, this, &VideoExportDialog::refresh);
    connect(m_container, &SegmentedSwitch::chosen, this, &VideoExportDialog::refresh);
    connect(m_side, &LongerSideEdit::changed, this, &VideoExportDialog::refresh);
    connect(m_folder, &FolderEdit::changed, this, &VideoExportDialog::refresh);
    refresh();
}

VideoExportRequest VideoExportDialog::request() const
{
    VideoExportRequest request;
    request.all = m_which->current() == 1;
    if (m_container->current() > 0)
        request.container = kContainers[m_container->current() - 1];
    request.longerSide = m_side->value();
    request.folder = m_folder->folder();
    return request;
}

void VideoExportDialog::refresh()
{
    const VideoExportRequest now = request();
    form().setRowVisible(m_which, m_clips.clips.size() > 1);
    m_side->setResult({});
    if (!now.all || m_clips.clips.size() == 1) {
        const Size clip = m_clips.shown()->clip->info.size;
        const Size size = now.longerSide ? style::fitted(clip, *now.longerSide) : clip;
        m_side->setResult(pixelText(size.width, size.height));
    }
    setComplete(!now.folder.isEmpty());
}

void VideoExportDialog::start()
{
    showProgress(0, 0);
    Q_EMIT exportRequested(request());
}

QString VideoExportDialog::folder() const
{
    return m_folder->folder();
}

QString VideoExportDialog::doneText(int files) const
{
    return tr("Clips saved in %1: %2.").arg(QDir::toNativeSeparators(folder()), QString::number(files));
}

QString VideoExportDialog::stoppedText(int) const
{
    return tr("Stopped. What is painted is kept: the same export goes on where it ended.");
}

void VideoExportDialog::closeEvent(QCloseEvent *event)
{
    event->accept(); // the work goes on, shown in the status bar
}

void VideoExportDialog::retranslate()
{
    ExportBase::retranslate();
    m_which->setWords({tr("This clip"), tr("All %1 clips").arg(m_clips.clips.size())},
                      {tr("The clip that is shown, between its begin and end."),
                       tr("Every clip of the list, each between its begin and end, one after another.")});
    QStringList containers{tr("As the clip")};
    for (const video::Container container : kContainers)
        containers << QString::fromLatin1(video::name(container).data());
    m_container->setWords(containers, {tr("The kind of file that the clip comes in.")});
    m_side->setWords(tr("As the clip"),
                     tr("The longer side in pixels, at most %1.").arg(VideoExportRequest::kLargestSide),
                     tr("Longer side in pixels"));
    m_note->setText(tr("Sound is kept, except in GIFs. You can close this window: the work goes on, and the status bar "
                       "stops it."));
    nameRows({{m_which, tr("Clips")},
              {m_container, tr("Format")},
              {m_side, tr("Longer side")},
              {m_folder, tr("Save in")}});
    m_folder->setPurpose(tr("Folder to save in"));
}

} // namespace imago::ui
