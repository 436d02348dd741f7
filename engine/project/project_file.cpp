// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/project/project_file.h"

#include "engine/files/save_file.h"
#include "engine/files/stored_zip.h"
#include "engine/project/project_json.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace imago::project {

namespace {

constexpr std::string_view kContent = "project.json";
constexpr std::string_view kThumbnail = "thumbnail.png";
constexpr std::string_view kNoProject = "this is not a project of the studio";

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

// Only what says that it is a PNG is handed on to who shows it.
Status checkThumbnail(std::span<const std::uint8_t> bytes, const std::string &subject)
{
    if (bytes.size() > kLargestThumbnail)
        return fail(ErrorCode::FileTooLarge, "the thumbnail is larger than 4 MB", subject);
    constexpr std::string_view kPng = "\x89PNG\r\n\x1A\n";
    if (!bytes.empty() && !textOf(bytes).starts_with(kPng))
        return fail(ErrorCode::FileDamaged, "the thumbnail is not a PNG", subject);
    return {};
}

Result<Project> assemble(std::string_view content, std::vector<std::uint8_t> thumbnail,
                         const std::string &subject)
{
    Result<Project> project = fromJson(content, subject);
    if (!project)
        return project;
    if (Status checked = checkThumbnail(thumbnail, subject); !checked)
        return tl::unexpected(std::move(checked).error());
    project->thumbnail = std::move(thumbnail);
    return project;
}

bool isFolder(const std::filesystem::path &path)
{
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored);
}

Result<Project> readFolder(const std::filesystem::path &folder, const std::string &subject)
{
    const Result<std::string> content = files::readFile(folder / kContent, kLongestProjectJson);
    if (!content) {
        if (content.error().code == ErrorCode::FileMissing)
            return fail(ErrorCode::UnsupportedFormat, "this folder is not a project", subject);
        return tl::unexpected(content.error());
    }
    const Result<std::string> thumbnail = files::readFile(folder / kThumbnail, kLargestThumbnail);
    if (!thumbnail && thumbnail.error().code != ErrorCode::FileMissing)
        return tl::unexpected(thumbnail.error());
    const auto picture = bytesOf(thumbnail ? std::string_view(*thumbnail) : std::string_view());
    return assemble(*content, {picture.begin(), picture.end()}, subject);
}

Status writeFolder(const std::filesystem::path &folder, const Project &project, std::string_view content)
{
    std::error_code failed;
    if (!std::filesystem::exists(folder / kContent, failed) && !std::filesystem::is_empty(folder, failed))
        return fail(ErrorCode::FileUnwritable, "this folder holds something else than a project",
                    files::subjectOf(folder));
    // The content last: its rename is the moment from which the new project counts.
    if (project.thumbnail.empty())
        std::filesystem::remove(folder / kThumbnail, failed);
    else if (Status saved = files::saveFile(folder / kThumbnail, project.thumbnail); !saved)
        return saved;
    return files::saveFile(folder / kContent, content);
}

} // namespace

Result<Project> projectFromBytes(std::span<const std::uint8_t> bytes, const std::string &subject)
{
    if (bytes.size() > kLargestProject)
        return fail(ErrorCode::FileTooLarge, "a project file is at most 64 MB", subject);
    if (bytes.empty())
        return fail(ErrorCode::FileDamaged, "the file is empty", subject);
    const Result<files::StoredZip> zip =
        files::StoredZip::open(bytes, subject, {ErrorCode::UnsupportedFormat, kNoProject});
    if (!zip)
        return tl::unexpected(zip.error());
    const files::StoredEntry *content = zip->find(kContent);
    if (content == nullptr)
        return fail(ErrorCode::UnsupportedFormat, std::string(kNoProject), subject);
    const Result<std::vector<std::uint8_t>> json = zip->read(*content);
    if (!json)
        return tl::unexpected(json.error());
    std::vector<std::uint8_t> thumbnail;
    if (const files::StoredEntry *entry = zip->find(kThumbnail)) {
        Result<std::vector<std::uint8_t>> read = zip->read(*entry);
        if (!read)
            return tl::unexpected(std::move(read).error());
        thumbnail = std::move(*read);
    }
    return assemble(textOf(*json), std::move(thumbnail), subject);
}

Result<Project> readProject(const std::filesystem::path &path)
{
    const std::string subject = files::subjectOf(path);
    if (isFolder(path))
        return readFolder(path, subject);
    const Result<std::string> bytes = files::readFile(path, kLargestProject);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return projectFromBytes(bytesOf(*bytes), subject);
}

Result<std::vector<std::uint8_t>> toBytes(const Project &project)
{
    if (const Status checked = checkThumbnail(project.thumbnail, {}); !checked)
        return fail(ErrorCode::BadInput, checked.error().detail);
    const Result<std::string> content = toJson(project);
    if (!content)
        return tl::unexpected(content.error());
    std::vector<files::PackageFile> entries{{std::string(kContent), bytesOf(*content)}};
    if (!project.thumbnail.empty())
        entries.push_back({std::string(kThumbnail), project.thumbnail});
    return files::packStoredZip(entries);
}

Status writeProject(const std::filesystem::path &path, const Project &project)
{
    if (isFolder(path)) {
        if (Status checked = checkThumbnail(project.thumbnail, files::subjectOf(path)); !checked)
            return fail(ErrorCode::BadInput, checked.error().detail, files::subjectOf(path));
        const Result<std::string> content = toJson(project);
        if (!content)
            return tl::unexpected(content.error());
        return writeFolder(path, project, *content);
    }
    const Result<std::vector<std::uint8_t>> bytes = toBytes(project);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return files::saveFile(path, *bytes);
}

} // namespace imago::project
