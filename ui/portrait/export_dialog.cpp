// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/export_dialog.h"

#include "ui/text/attribute_text.h"
#include "ui/widgets/folder_edit.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/picture_file_form.h"
#include "ui/widgets/segmented_switch.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr double kCentimetresPerInch = 2.54;

} // namespace

ExportDialog::ExportDialog(const latent::Recipe &recipe, const ExportRequest &start, QWidget *parent)
    : ExportBase(parent)
    , m_recipe(recipe)
{
    build();
    retranslate();
    load(start);
    connectAll();
    refresh();
}

void ExportDialog::load(const ExportRequest &request)
{
    m_variationSeed = request.variationSeed;
    m_decoder->setCurrent(request.decoder == latent::Decoder::Neural ? 1 : 0);
    m_file->setValue(request.file);
    m_transparent->setChecked(request.transparent || m_recipe.transparent); // as the canvas shows it
    refreshSides();
    m_side->setCurrentText(QString::number(request.side));
    m_series->setCurrent(static_cast<int>(request.series));
    m_attribute->setCurrentIndex(static_cast<int>(request.sweepAttribute));
    refresh();
    m_from->setValue(request.sweepFrom);
    m_to->setValue(request.sweepTo);
    m_spread->setValue(request.spread);
    m_count->setValue(request.count);
    m_folder->setFolder(request.folder);
    m_pattern->setText(request.pattern.isEmpty() ? QStringLiteral("{name}-{seed}") : request.pattern);
    refresh();
}

ExportRequest ExportDialog::request() const
{
    ExportRequest request;
    request.file = m_file->value();
    request.transparent = request.file.format != ExportFormat::Jpeg && m_transparent->isChecked();
    request.side = std::clamp(m_side->currentText().toInt(), 16, latent::kLargestSide);
    request.decoder = m_decoder->current() == 1 ? latent::Decoder::Neural : latent::Decoder::Final;
    request.series = static_cast<ExportSeries>(m_series->current());
    request.count = m_count->value();
    request.sweepAttribute = static_cast<std::size_t>(std::max(0, m_attribute->currentIndex()));
    request.sweepFrom = m_from->value();
    request.sweepTo = m_to->value();
    request.spread = m_spread->value();
    request.variationSeed = m_variationSeed;
    request.folder = m_folder->folder();
    request.pattern = m_pattern->text().trimmed();
    return request;
}

void ExportDialog::setNeuralSide(int side)
{
    m_neuralSide = side;
    if (side <= 0)
        m_decoder->setCurrent(0);
    refreshSides();
    refresh();
}

void ExportDialog::connectAll()
{
    connect(m_decoder, &SegmentedSwitch::chosen, this, [this] {
        refreshSides();
        refresh();
    });
    connect(m_file, &PictureFileForm::changed, this, &ExportDialog::refresh);
    connect(m_series, &SegmentedSwitch::chosen, this, &ExportDialog::refresh);
    connect(m_folder, &FolderEdit::changed, this, &ExportDialog::refresh);
    connect(m_pattern, &QLineEdit::textChanged, this, &ExportDialog::refresh);
    connect(m_count, &QSpinBox::valueChanged, this, &ExportDialog::refresh);
    connect(m_transparent, &QCheckBox::toggled, this, &ExportDialog::refresh);
    for (QDoubleSpinBox *box : {m_from, m_to})
        connect(box, &QDoubleSpinBox::valueChanged, this, &ExportDialog::refresh);
    connect(m_side, &QComboBox::currentTextChanged, this, &ExportDialog::refresh);
    connect(m_attribute, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index < 0)
            return; // the list is being worded anew
        refresh();
        const latent::Attribute &attribute = latent::portraitAttributes()[static_cast<std::size_t>(index)];
        m_from->setValue(static_cast<double>(attribute.safeLow));
        m_to->setValue(static_cast<double>(attribute.safeHigh));
    });
}

void ExportDialog::start()
{
    const ExportRequest wanted = request();
    showProgress(0, wanted.series == ExportSeries::One ? 1 : wanted.count);
    Q_EMIT exportRequested(wanted);
}

void ExportDialog::refreshSides()
{
    const QString before = m_side->currentText();
    const bool neural = m_decoder->current() == 1;
    m_side->clear();
    if (neural) {
        for (const int times : {1, 2, 4})
            m_side->addItem(QString::number(m_neuralSide * times));
    } else {
        for (const int side : {256, 512, 1024, 2048, latent::kLargestSide})
            m_side->addItem(QString::number(side));
    }
    m_side->setEditable(!neural);
    if (!neural)
        m_side->setValidator(new QIntValidator(16, latent::kLargestSide, m_side));
    if (!neural && !before.isEmpty())
        m_side->setCurrentText(before);
    else
        m_side->setCurrentIndex(m_side->count() - 1);
}

void ExportDialog::refresh()
{
    const ExportRequest now = request();
    form().setRowVisible(m_transparent, now.file.format != ExportFormat::Jpeg);
    form().setRowVisible(m_seriesRow, now.series == ExportSeries::Sweep);
    form().setRowVisible(m_spread, now.series == ExportSeries::Variations);
    form().setRowVisible(m_count, now.series != ExportSeries::One);

    const latent::Attribute &attribute = latent::portraitAttributes()[now.sweepAttribute];
    for (QDoubleSpinBox *box : {m_from, m_to}) {
        box->setRange(static_cast<double>(attribute.low), static_cast<double>(attribute.high));
        box->setSingleStep(static_cast<double>(attribute.step));
    }
    const double centimetres = now.side * kCentimetresPerInch / now.file.dpi;
    m_printed->setText(tr("%1 × %1 cm printed").arg(QString::number(centimetres, 'f', 1)));
    m_example->setText(fileName(now, m_recipe, 0));
    m_decoder->segment(1).setEnabled(!isWorking() && m_neuralSide > 0);
    setComplete(!now.folder.isEmpty());
}

QString ExportDialog::folder() const
{
    return m_folder->folder();
}

} // namespace imago::ui
