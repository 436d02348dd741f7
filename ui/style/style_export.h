// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "ui/widgets/picture_file.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace imago::ui {

class IconButton;
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

/// Asks for all that an export needs, shows how far it is, and stops it. The app does the work.
class StyleExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `photo`: its size, empty where there is none. `hasStyle`: there is something to paint with.
    StyleExportDialog(Size photo, bool hasStyle, const StyleExportRequest &start, QWidget *parent = nullptr);

    StyleExportRequest request() const;

    void showProgress(int done, int total);
    void showDone(int pictures);
    void showStopped(int pictures);
    void showError(const Error &error);
    bool isWorking() const { return m_working; }
    QPushButton &exportButton() const { return *m_export; }
    QString message() const;

    /// Closing while it works asks it to stop first.
    void reject() override;

Q_SIGNALS:
    void exportRequested(const imago::ui::StyleExportRequest &request);
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void load(const StyleExportRequest &request);
    void refresh();
    void setWorking(bool working);
    void say(const QString &message, const QString &details = {});
    void browse(QLineEdit &folder);
    void retranslate();

    Size m_photo;
    bool m_hasStyle;
    bool m_working = false;
    QFormLayout *m_form;
    SegmentedSwitch *m_kind;
    QLineEdit *m_photos;
    IconButton *m_browsePhotos;
    QComboBox *m_side;
    QLabel *m_size;
    PictureFileForm *m_file;
    QLineEdit *m_folder;
    IconButton *m_browse;
    QLineEdit *m_name;
    QProgressBar *m_progress;
    QLabel *m_message;
    QPushButton *m_export;
    QPushButton *m_close;
};

} // namespace imago::ui
