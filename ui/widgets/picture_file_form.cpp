// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_file_form.h"

#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/segmented_switch.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>

#include <cmath>

namespace imago::ui {

PictureFileForm::PictureFileForm(QFormLayout &form, QWidget &owner)
    : QObject(&owner)
    , m_form(form)
    , m_format(new SegmentedSwitch(4, &owner))
    , m_depth(new QComboBox(&owner))
    , m_lossless(new QCheckBox(&owner))
    , m_quality(new LabelledSlider(&owner))
    , m_dpi(new QSpinBox(&owner))
{
    m_depth->addItems({QString(), QString()});
    m_depth->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_quality->setLockable(false);
    m_quality->setLabelWidth(0);
    m_dpi->setRange(36, 2400);
    for (QWidget *field : {static_cast<QWidget *>(m_format), static_cast<QWidget *>(m_depth),
                           static_cast<QWidget *>(m_lossless), static_cast<QWidget *>(m_quality),
                           static_cast<QWidget *>(m_dpi)})
        form.addRow(new QLabel(&owner), field);
    const auto tell = [this] {
        refresh();
        Q_EMIT changed();
    };
    connect(m_format, &SegmentedSwitch::chosen, this, tell);
    connect(m_depth, &QComboBox::currentIndexChanged, this, tell);
    connect(m_lossless, &QCheckBox::toggled, this, tell);
    connect(m_quality, &LabelledSlider::valueChanged, this, tell);
    connect(m_dpi, &QSpinBox::valueChanged, this, tell);
    retranslate();
    setValue({});
}

PictureFile PictureFileForm::value() const
{
    PictureFile file;
    file.format = static_cast<ExportFormat>(m_format->current());
    const bool deep = file.format == ExportFormat::Png || file.format == ExportFormat::Tiff;
    file.sixteenBit = deep && m_depth->currentIndex() == 1;
    file.quality = static_cast<int>(std::lround(m_quality->value()));
    file.lossless = file.format == ExportFormat::WebP && m_lossless->isChecked();
    file.dpi = m_dpi->value();
    return file;
}

void PictureFileForm::setValue(const PictureFile &file)
{
    m_format->setCurrent(static_cast<int>(file.format));
    m_depth->setCurrentIndex(file.sixteenBit ? 1 : 0);
    m_lossless->setChecked(file.lossless);
    m_quality->setValue(file.quality);
    m_dpi->setValue(file.dpi);
    refresh();
}

void PictureFileForm::refresh()
{
    const PictureFile file = value();
    const bool jpeg = file.format == ExportFormat::Jpeg;
    const bool webp = file.format == ExportFormat::WebP;
    m_form.setRowVisible(m_depth, !jpeg && !webp);
    m_form.setRowVisible(m_lossless, webp);
    m_form.setRowVisible(m_quality, jpeg || (webp && !file.lossless));
}

void PictureFileForm::setPngHelp(const QString &help)
{
    m_pngHelp = help;
    retranslate();
}

void PictureFileForm::retranslate()
{
    //: Names of file formats.
    m_format->setWords(
        {QStringLiteral("PNG"), QStringLiteral("JPEG"), QStringLiteral("WebP"), QStringLiteral("TIFF")},
        {m_pngHelp.isEmpty() ? tr("Exact, for going on with it.") : m_pngHelp, tr("Small, for photographs; no transparency."),
         tr("Small, for the web."), tr("Exact, for print.")});
    m_depth->setItemText(0, tr("8 bits a channel"));
    m_depth->setItemText(1, tr("16 bits a channel"));
    m_lossless->setText(tr("Without loss"));
    SliderSpec quality;
    quality.title = tr("Quality");
    quality.help = tr("Higher is finer and larger.");
    quality.low = quality.safeLow = 1;
    quality.high = quality.safeHigh = 100;
    quality.neutral = 92;
    quality.step = 1;
    quality.decimals = 0;
    m_quality->setSpec(quality);
    //: Dots per inch.
    m_dpi->setSuffix(tr(" dpi"));
    const std::pair<QWidget *, QString> labels[] = {{m_format, tr("Format")},
                                                    {m_depth, tr("Depth")},
                                                    {m_quality, tr("Quality")},
                                                    {m_dpi, tr("Resolution")}};
    for (const auto &[field, words] : labels) {
        if (auto *label = qobject_cast<QLabel *>(m_form.labelForField(field)))
            label->setText(words);
        field->setAccessibleName(words);
    }
}

} // namespace imago::ui
