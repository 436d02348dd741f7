// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <source_location>
#include <string>
#include <string_view>

namespace imago {

/// What went wrong, in the few kinds a person can act on. ui/text turns each into a sentence.
enum class ErrorCode {
    FileMissing,
    FileUnreadable,
    FileDamaged,
    FileTooLarge,
    FileUnwritable,
    DiskFull,
    UnsupportedFormat,
    Incompatible,
    NotAModel,
    ChecksumMismatch,
    OutOfMemory,
    DeviceLost,
    ModelFailed,
    BadInput,
    Internal
};

/// The code's stable English name ("FileDamaged"), for logs and `--json`.
std::string_view name(ErrorCode code) noexcept;

struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string subject; ///< What it is about, for the user: a file name, an attribute's name. May be empty.
    std::string detail;  ///< English, for the log, the command line and the bug report.
    std::source_location where;
};

/// One English line: "FileDamaged: face.png: the PNG ends early".
std::string describe(const Error &error);

/// std::expected once C++23 is the floor.
template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// The short way to return an Error from a function that returns a Result.
tl::unexpected<Error> fail(ErrorCode code, std::string detail, std::string subject = {},
                           std::source_location where = std::source_location::current());

} // namespace imago
