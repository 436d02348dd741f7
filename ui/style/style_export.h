// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "ui/widgets/export_base.h"
#include "ui/widgets/picture_file.h"

#include <optional>

class QLineEdit;

namespace imago::ui {

class FolderEdit;
class LongerSideEdit;
class PictureFileForm;
class SegmentedSwitch;

/// What an export of the style room makes.
enum class StyleExportKind {
    Picture, ///< The photo as it is styled.
    Folder,  ///< Every photo of a folder in the same way, without the mask.
    Sheet    ///< The photo in every style of the gallery, on one picture.
};

/// An export as a value: what the dialog says and the app carries out.
struct StyleExportRequest
{
    static constexpr int kLargestSide = 16384;

    StyleExportKind kind = StyleExportKind::Picture;
    PictureFile file;
    std::optional<int> longerSide; ///< Pixels; nothing: as the photo. Not for sheets.
    QString photos;                ///< Folder to read, for StyleExportKind::Folder.
    QString folder;                ///< Folder to write to.
    QString name;                  ///< Without an ending; not for folders, whose photos keep their names.

    bool operator==(const StyleExportRequest &) const = default;
};

/// Asks for all that an export of the style room needs.
class StyleExportDialog : public ExportBase
{
    Q_OBJECT

public:
    /// `photo`: its size, empty where there is none. `hasStyle`: there is something to paint with.
    StyleExportDialog(Size photo, bool hasStyle, const StyleExportRequest &start, QWidget *parent = nullptr);

    StyleExportRequest request() const;

Q_SIGNALS:
    void exportRequested(const imago::ui::StyleExportRequest &request);

protected:
    void refresh() override;
    void retranslate() override;
    void start() override;
    QString folder() const override;

private:
    void build();
    void load(const StyleExportRequest &request);

    Size m_photo;
    bool m_hasStyle;
    SegmentedSwitch *m_kind;
    FolderEdit *m_photos;
    LongerSideEdit *m_side;
    PictureFileForm *m_file;
    FolderEdit *m_folder;
    QLineEdit *m_name;
};

} // namespace imago::ui
