// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/work_folder.h"

#include <cerrno>
#include <cstring>
#include <stdlib.h>
#include <string>
#include <utility>

namespace imago::cli {

Result<WorkFolder> WorkFolder::make()
{
    std::error_code error;
    const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
    std::string pattern = (parent / "imago-XXXXXX").string();
    if (error || mkdtemp(pattern.data()) == nullptr)
        return fail(ErrorCode::FileUnwritable, error ? error.message() : std::strerror(errno), parent.string());
    return WorkFolder(pattern);
}

WorkFolder::WorkFolder(std::filesystem::path path)
    : m_path(std::move(path))
{
}

WorkFolder::WorkFolder(WorkFolder &&other) noexcept
    : m_path(std::exchange(other.m_path, {}))
{
}

WorkFolder &WorkFolder::operator=(WorkFolder &&other) noexcept
{
    std::swap(m_path, other.m_path);
    return *this;
}

WorkFolder::~WorkFolder()
{
    std::error_code ignored;
    if (!m_path.empty())
        std::filesystem::remove_all(m_path, ignored);
}

} // namespace imago::cli
