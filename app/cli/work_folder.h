// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <filesystem>

namespace imago::cli {

/// A folder for files that a verb needs while it runs; goes away with the object.
class WorkFolder
{
public:
    /// Among the system's temporary files (TMPDIR). Errors: FileUnwritable.
    static Result<WorkFolder> make();
    WorkFolder(WorkFolder &&other) noexcept;
    WorkFolder &operator=(WorkFolder &&other) noexcept;
    ~WorkFolder();

    const std::filesystem::path &path() const noexcept { return m_path; }

private:
    explicit WorkFolder(std::filesystem::path path);
    std::filesystem::path m_path;
};

} // namespace imago::cli
