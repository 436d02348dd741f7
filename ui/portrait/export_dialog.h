// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "ui/portrait/export_request.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QDoubleSpinBox;

namespace imago::ui {

class IconButton;
class LabelledSlider;
class SegmentedSwitch;

/// Asks for all that an export needs, shows how far it is, and stops it. The app does the work.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(const latent::Recipe &recipe, const ExportRequest &start, QWidget *parent = nullptr);

    ExportRequest request() const;
    /// The neural decoder draws only its own side; larger pictures of it are enlarged 2 or 4 times. 0: no
    /// model.
    void setNeuralSide(int side);

    void showProgress(int done, int total);
    void showDone(int pictures);
    void showStopped(int pictures);
    void showError(const Error &error);
    bool isWorking() const { return m_working; }

    QPushButton &exportButton() const { return *m_export; }
    QPushButton &closeButton() const { return *m_close; }
    QString message() const;

Q_SIGNALS:
    void exportRequested(const imago::ui::ExportRequest &request);
    void stopRequested();

public:
    /// Closing while it works asks it to stop first.
    void reject() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void load(const ExportRequest &request);
    void connectAll();
    void refresh();      ///< Enables, hides and counts what follows from the choices.
    void refreshSides(); ///< The sizes that the decoder offers.
    void setWorking(bool working);
    void browse();
    void retranslate();
    void retranslateLists();

    latent::Recipe m_recipe;
    int m_neuralSide = 128;
    bool m_working = false;
    std::uint64_t m_variationSeed = 1;

    QFormLayout *m_form;
    SegmentedSwitch *m_decoder;
    SegmentedSwitch *m_format;
    QComboBox *m_depth;
    QCheckBox *m_transparent;
    QCheckBox *m_lossless;
    LabelledSlider *m_quality;
    QComboBox *m_side;
    QSpinBox *m_dpi;
    QLabel *m_printed;
    SegmentedSwitch *m_series;
    QWidget *m_seriesRow;
    QComboBox *m_attribute;
    QDoubleSpinBox *m_from;
    QLabel *m_dash;
    QDoubleSpinBox *m_to;
    LabelledSlider *m_spread;
    QSpinBox *m_count;
    QLineEdit *m_folder;
    IconButton *m_browse;
    QLineEdit *m_pattern;
    QLabel *m_example;
    QProgressBar *m_progress;
    QLabel *m_message;
    QPushButton *m_export;
    QPushButton *m_close;
};

} // namespace imago::ui
