// SPDX-License-Identifier: GPL-3.0-or-later
// How the export dialog is laid out and worded; what it does is in export_dialog.cpp.
#include "ui/portrait/export_dialog.h"
#include "ui/text/attribute_text.h"
#include "ui/widgets/folder_edit.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/picture_file_form.h"
#include "ui/widgets/segmented_switch.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

namespace imago::ui {

namespace {

QWidget *rowOf(QWidget *parent, std::initializer_list<QWidget *> widgets, QWidget *stretched)
{
    auto *holder = new QWidget(parent);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (QWidget *widget : widgets)
        row->addWidget(widget, widget == stretched ? 1 : 0);
    if (!stretched)
        row->addStretch();
    return holder;
}

} // namespace

void ExportDialog::build()
{
    m_decoder = new SegmentedSwitch(2, this);
    m_transparent = new QCheckBox(this);
    m_side = new QComboBox(this);
    m_printed = new QLabel(this);
    m_series = new SegmentedSwitch(3, this);
    m_attribute = new QComboBox(this);
    m_from = new QDoubleSpinBox(this);
    m_dash = new QLabel(QStringLiteral("–"), this);
    m_to = new QDoubleSpinBox(this);
    m_spread = new LabelledSlider(this);
    m_spread->setLockable(false);
    m_spread->setLabelWidth(0);
    m_count = new QSpinBox(this);
    m_count->setRange(2, ExportRequest::kMostPictures);
    m_folder = new FolderEdit(this);
    m_pattern = new QLineEdit(this);
    m_example = new QLabel(this);
    m_example->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_example->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name widens no window
    m_attribute->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    addRow(m_decoder);
    addRow(rowOf(this, {m_side, m_printed}, m_printed));
    m_file = new PictureFileForm(form(), *this);
    addRow(m_transparent);
    addRow(m_series);
    m_seriesRow = rowOf(this, {m_attribute, m_from, m_dash, m_to}, m_attribute);
    addRow(m_seriesRow);
    addRow(m_spread);
    addRow(m_count);
    addRow(m_folder);
    addRow(m_pattern);
    addRow(m_example);
}

void ExportDialog::retranslateLists()
{
    const int attribute = std::max(0, m_attribute->currentIndex());
    const QSignalBlocker quiet(m_attribute);
    m_attribute->clear();
    for (std::size_t i = 0; i < latent::PortraitAttributeCount; ++i)
        m_attribute->addItem(attributeTitle(i));
    m_attribute->setCurrentIndex(attribute);
}

void ExportDialog::retranslate()
{
    ExportBase::retranslate();
    m_decoder->setWords({tr("Final"), tr("Neural")}, {tr("Drawn crisply at any size."),
                                                      tr("The network's own picture, enlarged if wanted.")});
    m_file->setPngHelp(tr("Exact, and it carries its recipe: dropping it back here restores everything."));
    m_series->setWords({tr("This face"), tr("Sweep"), tr("Variations")},
                       {tr("One picture."), tr("One slider from end to end, a picture for each step."),
                        tr("This face and its neighbours.")});
    retranslateLists();

    nameRows({{m_decoder, tr("Decoder")},
              {m_series, tr("Pictures")},
              {m_seriesRow, tr("Slider")},
              {m_spread, tr("Spread")},
              {m_count, tr("How many")},
              {m_pattern, tr("File name")},
              {m_side->parentWidget(), tr("Size")},
              {m_folder, tr("Folder")}});
    m_transparent->setText(tr("Transparent background"));

    SliderSpec spread;
    spread.title = tr("Spread");
    spread.help = tr("How much the neighbours differ from this face.");
    spread.neutral = 0.35;
    m_spread->setSpec(spread);

    m_side->setAccessibleName(tr("Size in pixels"));
    m_side->setToolTip(tr("Width and height in pixels, at most %1.").arg(latent::kLargestSide));
    m_attribute->setAccessibleName(tr("Slider"));
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    m_folder->setPurpose(tr("Folder for the pictures"));
    m_pattern->setToolTip(tr("{n} number, {seed}, {size}, {name} of the slider, {value}, {date}"));
    m_example->setAccessibleName(tr("Name of the first file"));
}

} // namespace imago::ui
