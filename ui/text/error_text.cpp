// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/error_text.h"

#include <QCoreApplication>

namespace imago::ui {

namespace {

struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

public:
    /// With a subject, %1 names it; without, the sentence speaks of "the file", "the input".
    static QString of(ErrorCode code, const QString &subject);
};

QString ErrorText::of(ErrorCode code, const QString &subject)
{
    const bool named = !subject.isEmpty();
    switch (code) {
    case ErrorCode::FileMissing:
        return named ? tr("“%1” was not found. Check whether it was moved or renamed, then try again.")
                           .arg(subject)
                     : tr("The file was not found. Check whether it was moved or renamed, then try again.");
    case ErrorCode::FileUnreadable:
        return named ? tr("“%1” cannot be read. Check that you may open it, that no other program uses it, and that it "
                          "is connected.")
                           .arg(subject)
                     : tr("The file cannot be read. Check that you may open it and that its drive is connected.");
    case ErrorCode::FileDamaged:
        return named
                   ? tr("“%1” is damaged or incomplete. Copy it again from where it came from, or use a backup.")
                         .arg(subject)
                   : tr("The file is damaged or incomplete. Copy it again from where it came from, or use a backup.");
    case ErrorCode::FileTooLarge:
        return named ? tr("“%1” is larger than the studio accepts. Make it smaller in another program, then try again.")
                           .arg(subject)
                     : tr("The file is larger than the studio accepts. Make it smaller in another program, then try "
                          "again.");
    case ErrorCode::FileUnwritable:
        return named ? tr("“%1” cannot be written. Choose another folder, or check that you may write there.")
                           .arg(subject)
                     : tr("The file cannot be written. Choose another folder, or check that you may write there.");
    case ErrorCode::DiskFull:
        return named ? tr("The disk became full while “%1” was being written; the earlier version is untouched. Free "
                          "some space, then save again.")
                           .arg(subject)
                     : tr("The disk became full while saving; the earlier version is untouched. Free some space, then "
                          "save again.");
    case ErrorCode::UnsupportedFormat:
        return named ? tr("The studio does not know the format of “%1”. Save it as PNG, JPEG, WebP or TIFF, a clip as "
                          "MP4, MOV, WebM or GIF, then try again.")
                           .arg(subject)
                     : tr("The studio does not know this file's format. Save it as PNG, JPEG, WebP or TIFF, a clip as "
                          "MP4, MOV, WebM or GIF, then try again.");
    case ErrorCode::Incompatible:
        return named ? tr("“%1” does not fit this version of the studio. If it is newer, update the studio; if it is "
                          "older, make it again: a model is trained or imported anew.")
                           .arg(subject)
                     : tr("This does not fit this version of the studio. If it is newer, update the studio; if it is "
                          "older, make it again: a model is trained or imported anew.");
    case ErrorCode::NotAModel:
        return named
                   ? tr("“%1” is not a model that the studio can use. Choose a model package (.imagomodel).")
                         .arg(subject)
                   : tr("This is not a model that the studio can use. Choose a model package (.imagomodel).");
    case ErrorCode::ChecksumMismatch:
        return named
                   ? tr("“%1” was changed after it was made and is not used, for safety. Get it again from where it "
                        "came from.")
                         .arg(subject)
                   : tr("A file was changed after it was made and is not used, for safety. Get it again from where it "
                        "came from.");
    case ErrorCode::OutOfMemory:
        return named ? tr("There was not enough memory for “%1”. Choose a smaller size or close other programs, then "
                          "try again.")
                           .arg(subject)
                     : tr("There was not enough memory. Choose a smaller size or close other programs, then try "
                          "again.");
    case ErrorCode::DeviceLost:
        return named ? tr("The device that computed “%1” no longer answers. The studio goes on with the processor; "
                          "restart it to use the device again.")
                           .arg(subject)
                     : tr("The computing device no longer answers. The studio goes on with the processor; restart it "
                          "to use the device again.");
    case ErrorCode::ModelFailed:
        return named ? tr("The model could not draw “%1”. Undo the last change or choose another model, then try "
                          "again.")
                           .arg(subject)
                     : tr("The model could not draw this picture. Undo the last change or choose another model, then "
                          "try again.");
    case ErrorCode::BadInput:
        return named ? tr("“%1” cannot be used as it is. Correct the value or the file, then try again.")
                           .arg(subject)
                     : tr("This input cannot be used as it is. Correct it, then try again.");
    case ErrorCode::Internal:
        return named ? tr("Something went wrong inside the studio while working on “%1”. Your work is kept; please "
                          "report this with the details.")
                           .arg(subject)
                     : tr("Something went wrong inside the studio. Your work is kept; please report this with the "
                          "details.");
    }
    return {};
}

} // namespace

QString sentence(const Error &error)
{
    return ErrorText::of(error.code, QString::fromStdString(error.subject));
}

QString details(const Error &error)
{
    return QStringLiteral("%1\n%2:%3")
        .arg(QString::fromStdString(describe(error)), QString::fromUtf8(error.where.file_name()),
             QString::number(error.where.line()));
}

} // namespace imago::ui
