// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/project/project_file.h"

#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/files/stored_zip.h"
#include "engine/project/project_json.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace imago::project {

namespace {

constexpr std::string_view kContent = "project.json";
constexpr std::string_view kThumbnail = "thumbnail.png";
constexpr std::string_view kPhoto = "photo.image";
constexpr std::string_view kMask = "mask.png";
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

/// The files of a project beside its JSON; empty: not there.
struct Pictures
{
    std::vector<std::uint8_t> thumbnail, photo, mask;
};

Result<Project> assemble(std::string_view content, Pictures pictures, const std::string &subject)
{
    Result<Project> project = fromJson(content, subject);
    if (!project)
        return project;
    if (Status checked = checkThumbnail(pictures.thumbnail, subject); !checked)
        return tl::unexpected(std::move(checked).error());
    project->thumbnail = std::move(pictures.thumbnail);
    if (project->style) {
        for (const auto &[bytes, kept] : {std::pair(&pictures.photo, &project->style->photoItself),
                                          std::pair(&pictures.mask, &project->style->mask)}) {
            if (bytes->empty())
                continue;
            if (bytes->size() > kLargestPicture)
                return fail(ErrorCode::FileTooLarge, "a picture of the project is larger than 24 MB", subject);
            if (!files::formatOf(*bytes))
                return fail(ErrorCode::FileDamaged, "a picture of the project is none", subject);
            *kept = KeptPicture(std::move(*bytes));
        }
    }
    return project;
}

/// A picture of a project, by the name of its file there.
using NamedPicture = std::pair<std::string_view, std::span<const std::uint8_t>>;

/// Errors: BadInput for one that is too large, those of encoding.
Result<std::vector<NamedPicture>> picturesOf(const Project &project)
{
    std::vector<NamedPicture> pictures{{kThumbnail, project.thumbnail}, {kPhoto, {}}, {kMask, {}}};
    if (!project.style)
        return pictures;
    for (const auto &[index, kept] : {std::pair(1, &project.style->photoItself), std::pair(2, &project.style->mask)}) {
        if (kept->isNone())
            continue;
        if (!kept->bytes())
            return tl::unexpected(kept->bytes().error());
        if (kept->bytes()->size() > kLargestPicture)
            return fail(ErrorCode::BadInput, "a picture without a file is too large for a project; save it first");
        pictures[static_cast<std::size_t>(index)].second = *kept->bytes();
    }
    return pictures;
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
    Pictures pictures;
    for (const auto &[name, bytes, most] : {std::tuple(kThumbnail, &pictures.thumbnail, kLargestThumbnail),
                                            std::tuple(kPhoto, &pictures.photo, kLargestPicture),
                                            std::tuple(kMask, &pictures.mask, kLargestPicture)}) {
        const Result<std::string> file = files::readFile(folder / name, most);
        if (!file && file.error().code != ErrorCode::FileMissing)
            return tl::unexpected(file.error());
        const auto read = bytesOf(file ? std::string_view(*file) : std::string_view());
        bytes->assign(read.begin(), read.end());
    }
    return assemble(*content, std::move(pictures), subject);
}

Status writeFolder(const std::filesystem::path &folder, const Project &project, std::string_view content)
{
    std::error_code failed;
    if (!std::filesystem::exists(folder / kContent, failed) && !std::filesystem::is_empty(folder, failed))
        return fail(ErrorCode::FileUnwritable, "this folder holds something else than a project",
                    files::subjectOf(folder));
    const Result<std::vector<NamedPicture>> pictures = picturesOf(project);
    if (!pictures)
        return tl::unexpected(pictures.error());
    // The content last: its rename is the moment from which the new project counts.
    for (const auto &[name, bytes] : *pictures) {
        if (bytes.empty())
            std::filesystem::remove(folder / name, failed);
        else if (Status saved = files::saveFile(folder / name, bytes); !saved)
            return saved;
    }
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
    Pictures pictures;
    for (const auto &[name, part] : {std::pair(kThumbnail, &pictures.thumbnail), std::pair(kPhoto, &pictures.photo),
                                      std::pair(kMask, &pictures.mask)}) {
        const files::StoredEntry *entry = zip->find(name);
        if (entry == nullptr)
            continue;
        Result<std::vector<std::uint8_t>> read = zip->read(*entry);
        if (!read)
            return tl::unexpected(std::move(read).error());
        *part = *std::move(read);
    }
    return assemble(textOf(*json), std::move(pictures), subject);
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
    const Result<std::vector<NamedPicture>> pictures = picturesOf(project);
    if (!pictures)
        return tl::unexpected(pictures.error());
    std::vector<files::PackageFile> entries{{std::string(kContent), bytesOf(*content)}};
    for (const auto &[name, bytes] : *pictures) {
        if (!bytes.empty())
            entries.push_back({std::string(name), bytes});
    }
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
