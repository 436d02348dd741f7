// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/style_export.h"

#include "engine/style/photo.h"
#include "ui/text/error_text.h"
#include "ui/text/units.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/picture_file_form.h"
#include "ui/widgets/segmented_switch.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr double kCentimetresPerInch = 2.54;
constexpr int kSides[] = {1024, 2048, 4096, 8192};

QWidget *withButton(QLineEdit *edit, QWidget *button, QWidget *parent)
{
    auto *holder = new QWidget(parent);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(edit, 1);
    row->addWidget(button);
    return holder;
}

} // namespace

StyleExportDialog::StyleExportDialog(Size photo, bool hasStyle, const StyleExportRequest &start, QWidget *parent)
    : QDialog(parent)
    , m_photo(photo)
    , m_hasStyle(hasStyle)
{
    build();
    retranslate();
    load(start);
    setWorking(false);
}

void StyleExportDialog::build()
{
    m_kind = new SegmentedSwitch(3, this);
    m_photos = new QLineEdit(this);
    m_browsePhotos = new IconButton(QStringLiteral("document-open-folder"), this);
    m_side = new QComboBox(this);
    m_side->setEditable(true);
    m_side->addItem(QString());
    for (const int side : kSides)
        m_side->addItem(QString::number(side));
    m_size = new QLabel(this);
    m_folder = new QLineEdit(this);
    m_folder->setMinimumWidth(280);
    m_browse = new IconButton(QStringLiteral("document-open-folder"), this);
    m_name = new QLineEdit(this);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_message = new QLabel(this);
    m_message->setWordWrap(true);
    m_message->hide();
    m_export = new QPushButton(this);
    m_export->setDefault(true);
    m_close = new QPushButton(this);
    m_close->setAutoDefault(false);

    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_form->addRow(new QLabel(this), m_kind);
    m_form->addRow(new QLabel(this), withButton(m_photos, m_browsePhotos, this));
    auto *size = new QWidget(this);
    auto *sizeRow = new QHBoxLayout(size);
    sizeRow->setContentsMargins(0, 0, 0, 0);
    sizeRow->addWidget(m_side);
    sizeRow->addWidget(m_size, 1);
    m_form->addRow(new QLabel(this), size);
    m_file = new PictureFileForm(*m_form, *this);
    m_form->addRow(new QLabel(this), withButton(m_folder, m_browse, this));
    m_form->addRow(new QLabel(this), m_name);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_message, 1);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_export);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(14);
    column->addLayout(m_form);
    column->addLayout(buttons);

    connect(m_kind, &SegmentedSwitch::chosen, this, &StyleExportDialog::refresh);
    connect(m_file, &PictureFileForm::changed, this, &StyleExportDialog::refresh);
    connect(m_side, &QComboBox::currentTextChanged, this, &StyleExportDialog::refresh);
    for (QLineEdit *edit : {m_photos, m_folder, m_name})
        connect(edit, &QLineEdit::textChanged, this, &StyleExportDialog::refresh);
    connect(m_browsePhotos, &QToolButton::clicked, this, [this] { browse(*m_photos); });
    connect(m_browse, &QToolButton::clicked, this, [this] { browse(*m_folder); });
    connect(m_export, &QPushButton::clicked, this, [this] {
        showProgress(0, 0);
        Q_EMIT exportRequested(request());
    });
    connect(m_close, &QPushButton::clicked, this, &StyleExportDialog::reject);
}

void StyleExportDialog::load(const StyleExportRequest &request)
{
    const bool photo = m_photo.width > 0;
    m_kind->setCurrent(static_cast<int>(photo ? request.kind : StyleExportKind::Folder));
    m_photos->setText(QDir::toNativeSeparators(request.photos));
    if (request.longerSide)
        m_side->setCurrentText(QString::number(*request.longerSide));
    else
        m_side->setCurrentIndex(0);
    m_file->setValue(request.file);
    m_folder->setText(QDir::toNativeSeparators(request.folder));
    m_name->setText(request.name);
    refresh();
}

StyleExportRequest StyleExportDialog::request() const
{
    StyleExportRequest request;
    request.kind = static_cast<StyleExportKind>(m_kind->current());
    request.file = m_file->value();
    bool isNumber = false;
    const int side = m_side->currentText().toInt(&isNumber);
    if (isNumber && request.kind != StyleExportKind::Sheet)
        request.longerSide = std::clamp(side, 16, StyleExportRequest::kLargestSide);
    request.photos = QDir::fromNativeSeparators(m_photos->text().trimmed());
    request.folder = QDir::fromNativeSeparators(m_folder->text().trimmed());
    request.name = safeFileName(m_name->text(), QStringLiteral("styled"));
    return request;
}

void StyleExportDialog::refresh()
{
    const StyleExportRequest now = request();
    const bool folder = now.kind == StyleExportKind::Folder;
    m_form->setRowVisible(m_photos->parentWidget(), folder);
    m_form->setRowVisible(m_side->parentWidget(), now.kind != StyleExportKind::Sheet);
    m_form->setRowVisible(m_name, !folder);
    m_size->clear();
    if (now.kind == StyleExportKind::Picture && m_photo.width > 0) {
        const Size size = now.longerSide ? style::fitted(m_photo, *now.longerSide) : m_photo;
        const auto printed = [&](int side) {
            return QString::number(side * kCentimetresPerInch / now.file.dpi, 'f', 1);
        };
        m_size->setText(tr("%1, %2 × %3 cm printed")
                            .arg(pixelText(size.width, size.height), printed(size.width), printed(size.height)));
    }
    const bool photo = m_photo.width > 0;
    for (const StyleExportKind kind : {StyleExportKind::Picture, StyleExportKind::Sheet})
        m_kind->segment(static_cast<int>(kind)).setEnabled(!m_working && photo);
    m_kind->segment(static_cast<int>(StyleExportKind::Folder)).setEnabled(!m_working && m_hasStyle);
    const bool painted = now.kind == StyleExportKind::Sheet || m_hasStyle;
    const bool complete = painted && !now.folder.isEmpty() && (!folder || !now.photos.isEmpty());
    m_export->setEnabled(!m_working && complete);
    adjustSize();
}

void StyleExportDialog::browse(QLineEdit &folder)
{
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Choose a folder"), folder.text());
    if (!chosen.isEmpty())
        folder.setText(QDir::toNativeSeparators(chosen));
}

void StyleExportDialog::setWorking(bool working)
{
    m_working = working;
    for (QObject *child : children()) {
        auto *widget = qobject_cast<QWidget *>(child);
        const bool stays = !widget || widget == m_progress || widget == m_message || widget == m_close;
        if (!stays && widget != m_export)
            widget->setEnabled(!working);
    }
    m_progress->setVisible(working);
    m_close->setText(working ? tr("Stop") : tr("Close"));
    m_close->setAccessibleName(m_close->text());
    if (working)
        m_message->hide();
    refresh();
}

void StyleExportDialog::showProgress(int done, int total)
{
    if (!m_working)
        setWorking(true);
    m_progress->setRange(0, total);
    m_progress->setValue(done);
}

void StyleExportDialog::say(const QString &message, const QString &details)
{
    setWorking(false);
    m_message->setText(message);
    m_message->setToolTip(details);
    m_message->show();
}

void StyleExportDialog::showDone(int pictures)
{
    say(tr("Pictures saved in %1: %2.").arg(m_folder->text(), QString::number(pictures)));
}

void StyleExportDialog::showStopped(int pictures)
{
    say(tr("Stopped. Pictures saved before that: %1.").arg(pictures));
}

void StyleExportDialog::showError(const Error &error)
{
    say(sentence(error), details(error));
}

QString StyleExportDialog::message() const
{
    return m_message->isHidden() ? QString() : m_message->text();
}

void StyleExportDialog::reject()
{
    if (m_working)
        Q_EMIT stopRequested();
    else
        QDialog::reject();
}

void StyleExportDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QDialog::changeEvent(event);
}

void StyleExportDialog::retranslate()
{
    setWindowTitle(tr("Export"));
    m_kind->setWords({tr("This photo"), tr("A folder of photos"), tr("Contact sheet")},
                     {tr("The picture on the canvas, painted anew in the size that you choose."),
                      tr("Every photo of a folder in the same styles, over the whole picture."),
                      tr("The photo in every style of the gallery, on one picture.")});
    m_side->setItemText(0, tr("As the photo"));
    m_side->setToolTip(tr("The longer side in pixels, at most %1.").arg(StyleExportRequest::kLargestSide));
    m_file->retranslate();
    const std::pair<QWidget *, QString> labels[] = {{m_kind, tr("Pictures")},
                                                    {m_photos->parentWidget(), tr("Photos")},
                                                    {m_side->parentWidget(), tr("Longer side")},
                                                    {m_folder->parentWidget(), tr("Save in")},
                                                    {m_name, tr("File name")}};
    for (const auto &[field, words] : labels) {
        if (auto *label = qobject_cast<QLabel *>(m_form->labelForField(field)))
            label->setText(words);
        field->setAccessibleName(words);
    }
    m_photos->setAccessibleName(tr("Folder of photos"));
    m_photos->setPlaceholderText(tr("Choose a folder"));
    m_folder->setAccessibleName(tr("Folder to save in"));
    m_folder->setPlaceholderText(tr("Choose a folder"));
    m_browsePhotos->setWords(tr("Choose a folder"));
    m_browse->setWords(tr("Choose a folder"));
    m_side->setAccessibleName(tr("Longer side in pixels"));
    m_progress->setAccessibleName(tr("Progress"));
    m_export->setText(tr("Export"));
    m_export->setAccessibleName(tr("Export"));
    m_close->setText(m_working ? tr("Stop") : tr("Close"));
    m_close->setAccessibleName(m_close->text());
}

} // namespace imago::ui
