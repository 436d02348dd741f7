// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/portrait/export_request.h"
#include "ui/widgets/export_base.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QDoubleSpinBox;

namespace imago::ui {

class FolderEdit;
class LabelledSlider;
class PictureFileForm;
class SegmentedSwitch;

/// Asks for all that an export of portraits needs.
class ExportDialog : public ExportBase
{
    Q_OBJECT

public:
    ExportDialog(const latent::Recipe &recipe, const ExportRequest &start, QWidget *parent = nullptr);

    ExportRequest request() const;
    /// The neural decoder draws only its own side; larger pictures of it are enlarged 2 or 4 times. 0: no
    /// model.
    void setNeuralSide(int side);

Q_SIGNALS:
    void exportRequested(const imago::ui::ExportRequest &request);

protected:
    void refresh() override; ///< Enables, hides and counts what follows from the choices.
    void retranslate() override;
    void start() override;
    QString folder() const override;

private:
    void build();
    void load(const ExportRequest &request);
    void connectAll();
    void refreshSides(); ///< The sizes that the decoder offers.
    void retranslateLists();

    latent::Recipe m_recipe;
    int m_neuralSide = 128;
    std::uint64_t m_variationSeed = 1;

    SegmentedSwitch *m_decoder;
    PictureFileForm *m_file;
    QCheckBox *m_transparent;
    QComboBox *m_side;
    QLabel *m_printed;
    SegmentedSwitch *m_series;
    QWidget *m_seriesRow;
    QComboBox *m_attribute;
    QDoubleSpinBox *m_from;
    QLabel *m_dash;
    QDoubleSpinBox *m_to;
    LabelledSlider *m_spread;
    QSpinBox *m_count;
    FolderEdit *m_folder;
    QLineEdit *m_pattern;
    QLabel *m_example;
};

} // namespace imago::ui
