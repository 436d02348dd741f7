// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/source_clip.h"
#include "ui/widgets/export_base.h"

#include <optional>

class QLabel;

namespace imago::ui {

class FolderEdit;
class LongerSideEdit;
class SegmentedSwitch;

/// An export of clips as a value: what the dialog says and the app carries out.
struct VideoExportRequest
{
    static constexpr int kLargestSide = 8192;

    bool all = true; ///< Every clip that is there, else the one that is shown.
    std::optional<video::Container> container; ///< Nothing: as each clip.
    std::optional<int> longerSide;             ///< Pixels; nothing: as each clip.
    QString folder;                            ///< Folder to write to.

    bool operator==(const VideoExportRequest &) const = default;
};

/// Asks for all that an export of clips needs. It can be closed while the work goes on.
class VideoExportDialog : public ExportBase
{
    Q_OBJECT

public:
    /// Requires: a clip that is shown.
    VideoExportDialog(const VideoState &clips, const VideoExportRequest &start, QWidget *parent = nullptr);

    VideoExportRequest request() const;

Q_SIGNALS:
    void exportRequested(const imago::ui::VideoExportRequest &request);

protected:
    void refresh() override;
    void retranslate() override;
    void start() override;
    QString folder() const override;
    QString doneText(int files) const override;
    QString stoppedText(int files) const override;
    void closeEvent(QCloseEvent *event) override;

private:
    VideoState m_clips;
    SegmentedSwitch *m_which;
    SegmentedSwitch *m_container;
    LongerSideEdit *m_side;
    FolderEdit *m_folder;
    QLabel *m_note;
};

} // namespace imago::ui
