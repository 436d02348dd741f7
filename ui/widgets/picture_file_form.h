// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/picture_file.h"

#include <QObject>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QSpinBox;
class QWidget;

namespace imago::ui {

class LabelledSlider;
class SegmentedSwitch;

/// The rows of a form that ask how a picture is to be written: format, depth, quality, resolution. They show
/// what the format has.
class PictureFileForm : public QObject
{
    Q_OBJECT

public:
    /// Adds its rows to the form, whose widget it belongs to.
    PictureFileForm(QFormLayout &form, QWidget &owner);

    PictureFile value() const;
    void setValue(const PictureFile &file);
    void retranslate();
    /// What is good about PNG here, if it is more than that it is exact.
    void setPngHelp(const QString &help);

Q_SIGNALS:
    void changed();

private:
    void refresh();

    QFormLayout &m_form;
    QString m_pngHelp;
    SegmentedSwitch *m_format;
    QComboBox *m_depth;
    QCheckBox *m_lossless;
    LabelledSlider *m_quality;
    QSpinBox *m_dpi;
};

} // namespace imago::ui
