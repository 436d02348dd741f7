// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_name.h"

#include "engine/files/image_file.h"

#include <filesystem>
#include <optional>
#include <set>
#include <sys/stat.h>
#include <utility>

namespace imago::cli {

namespace {

constexpr const char *kEndings = "a picture's name must end in .png, .jpg, .webp or .tif";

/// Equal for all names of one file.
using FileId = std::pair<dev_t, ino_t>;

std::optional<FileId> fileId(const std::string &name)
{
    struct stat found;
    return stat(name.c_str(), &found) == 0 ? std::optional(FileId{found.st_dev, found.st_ino}) : std::nullopt;
}

} // namespace

bool meansFolder(const std::string &output)
{
    std::error_code ignored;
    return output.ends_with('/') || std::filesystem::is_directory(output, ignored);
}

Status checkPictureName(const std::string &name)
{
    return files::formatFromEnding(name) ? Status{} : fail(ErrorCode::UnsupportedFormat, kEndings, name);
}

Status checkPictureOrFolderName(const std::string &name)
{
    return files::formatFromEnding(name)
               ? Status{}
               : fail(ErrorCode::UnsupportedFormat, std::string(kEndings) + ", a folder's in /", name);
}

Status checkKeepsInputs(const std::vector<std::string> &outputs, const std::vector<std::string> &inputs)
{
    std::set<FileId> read;
    for (const std::string &input : inputs) {
        if (const auto file = fileId(input))
            read.insert(*file);
    }
    for (const std::string &output : outputs) {
        if (const auto file = fileId(output); file && read.contains(*file))
            return fail(ErrorCode::BadInput, "this would replace a file that is read; choose another name", output);
    }
    return {};
}

} // namespace imago::cli
