// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"

#include <utility>

namespace imago {

std::string_view name(ErrorCode code) noexcept
{
    switch (code) {
    case ErrorCode::FileMissing: return "FileMissing";
    case ErrorCode::FileUnreadable: return "FileUnreadable";
    case ErrorCode::FileDamaged: return "FileDamaged";
    case ErrorCode::FileTooLarge: return "FileTooLarge";
    case ErrorCode::FileUnwritable: return "FileUnwritable";
    case ErrorCode::DiskFull: return "DiskFull";
    case ErrorCode::UnsupportedFormat: return "UnsupportedFormat";
    case ErrorCode::Incompatible: return "Incompatible";
    case ErrorCode::NotAModel: return "NotAModel";
    case ErrorCode::ChecksumMismatch: return "ChecksumMismatch";
    case ErrorCode::OutOfMemory: return "OutOfMemory";
    case ErrorCode::DeviceLost: return "DeviceLost";
    case ErrorCode::ModelFailed: return "ModelFailed";
    case ErrorCode::BadInput: return "BadInput";
    case ErrorCode::Internal: return "Internal";
    }
    return "Internal";
}

std::string describe(const Error &error)
{
    std::string text(name(error.code));
    if (!error.subject.empty())
        text += ": " + error.subject;
    if (!error.detail.empty())
        text += ": " + error.detail;
    return text;
}

tl::unexpected<Error> fail(ErrorCode code, std::string detail, std::string subject, std::source_location where)
{
    return tl::unexpected(Error{code, std::move(subject), std::move(detail), where});
}

} // namespace imago
