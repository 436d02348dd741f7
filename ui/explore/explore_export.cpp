// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/explore_export.h"

#include "ui/text/units.h"
#include "ui/widgets/folder_edit.h"
#include "ui/widgets/picture_file_form.h"
#include "ui/widgets/segmented_switch.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr int kEnlargements[] = {1, 2, 4};
constexpr int kUsualSeries = 12;

} // namespace

QStringList fileNames(const ExploreExportRequest &request, const latent::ExplorePoint &first)
{
    const QString suffix = QLatin1Char('.') + ending(request.file.format);
    if (!first.style.empty())
        return {request.name + suffix};
    QStringList names;
    for (int i = 0; i < request.count; ++i)
        names << QStringLiteral("%1-%2").arg(request.name).arg(first.seed + static_cast<std::uint64_t>(i)) + suffix;
    return names;
}

ExploreExportDialog::ExploreExportDialog(Size size, bool seeded, const ExploreExportRequest &start, QWidget *parent)
    : ExportBase(parent)
    , m_seeded(seeded)
    , m_series(new SegmentedSwitch(2, this))
    , m_count(new QSpinBox(this))
    , m_enlargement(new QComboBox(this))
    , m_folder(new FolderEdit(this))
    , m_name(new QLineEdit(this))
{
    m_count->setRange(2, ExploreExportRequest::kMostPictures);
    m_enlargement->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    for (const int times : kEnlargements)
        m_enlargement->addItem(pixelText(size.width * times, size.height * times), times);
    addRow(m_series);
    addRow(m_count);
    addRow(m_enlargement);
    m_file = new PictureFileForm(form(), *this);
    addRow(m_folder);
    addRow(m_name);
    retranslate();

    m_series->setCurrent(seeded && start.count > 1 ? 1 : 0);
    m_count->setValue(start.count > 1 ? start.count : kUsualSeries);
    m_enlargement->setCurrentIndex(std::max(0, m_enlargement->findData(start.enlargement)));
    m_file->setValue(start.file);
    m_folder->setFolder(start.folder);
    m_name->setText(start.name);
    connect(m_series, &SegmentedSwitch::chosen, this, &ExploreExportDialog::refresh);
    connect(m_count, &QSpinBox::valueChanged, this, &ExploreExportDialog::refresh);
    connect(m_enlargement, &QComboBox::currentIndexChanged, this, &ExploreExportDialog::refresh);
    connect(m_file, &PictureFileForm::changed, this, &ExploreExportDialog::refresh);
    connect(m_folder, &FolderEdit::changed, this, &ExploreExportDialog::refresh);
    connect(m_name, &QLineEdit::textChanged, this, &ExploreExportDialog::refresh);
    refresh();
}

ExploreExportRequest ExploreExportDialog::request() const
{
    ExploreExportRequest request;
    request.file = m_file->value();
    request.count = m_series->current() == 1 ? m_count->value() : 1;
    request.enlargement = m_enlargement->currentData().toInt();
    request.folder = m_folder->folder();
    request.name = safeFileName(m_name->text(), QStringLiteral("picture"));
    return request;
}

void ExploreExportDialog::refresh()
{
    const ExploreExportRequest now = request();
    form().setRowVisible(m_count, now.count > 1);
    m_series->segment(1).setEnabled(!isWorking() && m_seeded);
    setComplete(!now.folder.isEmpty());
}

void ExploreExportDialog::start()
{
    const ExploreExportRequest wanted = request();
    showProgress(0, wanted.count);
    Q_EMIT exportRequested(wanted);
}

QString ExploreExportDialog::folder() const
{
    return m_folder->folder();
}

void ExploreExportDialog::retranslate()
{
    ExportBase::retranslate();
    m_series->setWords({tr("This picture"), tr("A series")},
                       {tr("The picture on the canvas."),
                        m_seeded ? tr("This seed and those after it, with the sliders as they stand.")
                                 : tr("This picture was found, not drawn from a seed: there are no others of its kind.")});
    m_file->setPngHelp(tr("Exact, and it carries its place in the model: dropping it back here leads there."));
    nameRows({{m_series, tr("Pictures")},
              {m_count, tr("How many")},
              {m_enlargement, tr("Size")},
              {m_folder, tr("Save in")},
              {m_name, tr("File name")}});
    m_enlargement->setToolTip(tr("The model's own size, or enlarged smoothly (Lanczos)."));
    m_folder->setPurpose(tr("Folder to save in"));
}

} // namespace imago::ui
