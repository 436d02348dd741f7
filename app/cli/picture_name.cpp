// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_name.h"

#include "engine/files/image_file.h"

#include <filesystem>

namespace imago::cli {

namespace {

constexpr const char *kEndings = "a picture's name must end in .png, .jpg, .webp or .tif";

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

Status checkKeepsInputs(const std::string &output, const std::vector<std::string> &inputs)
{
    for (const std::string &input : inputs) {
        std::error_code none;
        if (std::filesystem::equivalent(input, output, none))
            return fail(ErrorCode::BadInput, "this would replace a file that is read; choose another name", output);
    }
    return {};
}

} // namespace imago::cli
