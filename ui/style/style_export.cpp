// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/style_export.h"

#include "engine/style/photo.h"
#include "ui/text/units.h"
#include "ui/widgets/folder_edit.h"
#include "ui/widgets/longer_side_edit.h"
#include "ui/widgets/picture_file_form.h"
#include "ui/widgets/segmented_switch.h"

#include <QAbstractButton>
#include <QFormLayout>
#include <QLineEdit>

namespace imago::ui {

namespace {

constexpr double kCentimetresPerInch = 2.54;
constexpr int kSides[] = {1024, 2048, 4096, 8192};

} // namespace

StyleExportDialog::StyleExportDialog(Size photo, bool hasStyle, const StyleExportRequest &start, QWidget *parent)
    : ExportBase(parent)
    , m_photo(photo)
    , m_hasStyle(hasStyle)
{
    build();
    retranslate();
    load(start);
}

void StyleExportDialog::build()
{
    m_kind = new SegmentedSwitch(3, this);
    m_photos = new FolderEdit(this);
    m_side = new LongerSideEdit(kSides, StyleExportRequest::kLargestSide, this);
    addRow(m_kind);
    addRow(m_photos);
    addRow(m_side);
    m_file = new PictureFileForm(form(), *this);
    m_folder = new FolderEdit(this);
    m_name = new QLineEdit(this);
    addRow(m_folder);
    addRow(m_name);

    connect(m_kind, &SegmentedSwitch::chosen, this, &StyleExportDialog::refresh);
    connect(m_file, &PictureFileForm::changed, this, &StyleExportDialog::refresh);
    connect(m_side, &LongerSideEdit::changed, this, &StyleExportDialog::refresh);
    for (FolderEdit *edit : {m_photos, m_folder})
        connect(edit, &FolderEdit::changed, this, &StyleExportDialog::refresh);
    connect(m_name, &QLineEdit::textChanged, this, &StyleExportDialog::refresh);
}

void StyleExportDialog::load(const StyleExportRequest &request)
{
    const bool photo = m_photo.width > 0;
    m_kind->setCurrent(static_cast<int>(photo ? request.kind : StyleExportKind::Folder));
    m_photos->setFolder(request.photos);
    m_side->setValue(request.longerSide);
    m_file->setValue(request.file);
    m_folder->setFolder(request.folder);
    m_name->setText(request.name);
    refresh();
}

StyleExportRequest StyleExportDialog::request() const
{
    StyleExportRequest request;
    request.kind = static_cast<StyleExportKind>(m_kind->current());
    request.file = m_file->value();
    if (request.kind != StyleExportKind::Sheet)
        request.longerSide = m_side->value();
    request.photos = m_photos->folder();
    request.folder = m_folder->folder();
    request.name = safeFileName(m_name->text(), QStringLiteral("styled"));
    return request;
}

void StyleExportDialog::refresh()
{
    const StyleExportRequest now = request();
    const bool folder = now.kind == StyleExportKind::Folder;
    form().setRowVisible(m_photos, folder);
    form().setRowVisible(m_side, now.kind != StyleExportKind::Sheet);
    form().setRowVisible(m_name, !folder);
    m_side->setResult({});
    if (now.kind == StyleExportKind::Picture && m_photo.width > 0) {
        const Size size = now.longerSide ? style::fitted(m_photo, *now.longerSide) : m_photo;
        const auto printed = [&](int side) {
            return QString::number(side * kCentimetresPerInch / now.file.dpi, 'f', 1);
        };
        m_side->setResult(tr("%1, %2 × %3 cm printed")
                            .arg(pixelText(size.width, size.height), printed(size.width), printed(size.height)));
    }
    const bool photo = m_photo.width > 0;
    for (const StyleExportKind kind : {StyleExportKind::Picture, StyleExportKind::Sheet})
        m_kind->segment(static_cast<int>(kind)).setEnabled(!isWorking() && photo);
    m_kind->segment(static_cast<int>(StyleExportKind::Folder)).setEnabled(!isWorking() && m_hasStyle);
    const bool painted = now.kind == StyleExportKind::Sheet || m_hasStyle;
    setComplete(painted && !now.folder.isEmpty() && (!folder || !now.photos.isEmpty()));
}

void StyleExportDialog::start()
{
    showProgress(0, 0);
    Q_EMIT exportRequested(request());
}

QString StyleExportDialog::folder() const
{
    return m_folder->folder();
}

void StyleExportDialog::retranslate()
{
    ExportBase::retranslate();
    m_kind->setWords({tr("This photo"), tr("A folder of photos"), tr("Contact sheet")},
                     {tr("The picture on the canvas, painted anew in the size that you choose."),
                      tr("Every photo of a folder in the same styles, over the whole picture."),
                      tr("The photo in every style of the gallery, on one picture.")});
    m_side->setWords(tr("As the photo"),
                     tr("The longer side in pixels, at most %1.").arg(StyleExportRequest::kLargestSide),
                     tr("Longer side in pixels"));
    m_file->retranslate();
    nameRows({{m_kind, tr("Pictures")},
              {m_photos, tr("Photos")},
              {m_side, tr("Longer side")},
              {m_folder, tr("Save in")},
              {m_name, tr("File name")}});
    m_photos->setPurpose(tr("Folder of photos"));
    m_folder->setPurpose(tr("Folder to save in"));
}

} // namespace imago::ui
