// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/latent/explore.h"
#include "ui/widgets/export_base.h"
#include "ui/widgets/picture_file.h"

#include <QStringList>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace imago::ui {

class FolderEdit;
class PictureFileForm;
class SegmentedSwitch;

/// An export of the explorer as a value: what the dialog says and the app carries out.
struct ExploreExportRequest
{
    static constexpr int kMostPictures = 500;

    PictureFile file;
    int count = 1;       ///< Pictures of this seed and those after it, on the same sliders.
    int enlargement = 1; ///< 1, 2 or 4 times the model's own size.
    QString folder;
    QString name; ///< Without an ending.

    bool operator==(const ExploreExportRequest &) const = default;
};

/// "NAME-7.png" for each seed, or "NAME.png" of a picture that was found.
QStringList fileNames(const ExploreExportRequest &request, const latent::ExplorePoint &first);

/// Asks for all that an export of the explorer needs.
class ExploreExportDialog : public ExportBase
{
    Q_OBJECT

public:
    /// `size`: of the model's pictures. `seeded`: the picture is drawn from its seed, so that there are others of its kind.
    ExploreExportDialog(Size size, bool seeded, const ExploreExportRequest &start, QWidget *parent = nullptr);

    ExploreExportRequest request() const;

Q_SIGNALS:
    void exportRequested(const imago::ui::ExploreExportRequest &request);

protected:
    void refresh() override;
    void retranslate() override;
    void start() override;
    QString folder() const override;

private:
    bool m_seeded;
    SegmentedSwitch *m_series;
    QSpinBox *m_count;
    QComboBox *m_enlargement;
    PictureFileForm *m_file;
    FolderEdit *m_folder;
    QLineEdit *m_name;
};

} // namespace imago::ui
