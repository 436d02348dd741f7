// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/style_files.h"

#include "app/cli/picture_maker.h"
#include "app/cli/picture_name.h"
#include "app/cli/recipe_options.h"
#include "engine/core/lower_case.h"
#include "engine/files/image_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <set>
#include <unistd.h>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::array kEndings = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".gif"};
constexpr std::size_t kMostInput = std::size_t{2} << 30;
constexpr std::size_t kBlock = 1 << 16;

bool looksLikePicture(const fs::path &file)
{
    return std::ranges::find(kEndings, lowerCase(file.extension().string())) != kEndings.end();
}

Result<std::vector<std::string>> picturesIn(const fs::path &folder)
{
    std::vector<std::string> found;
    std::error_code failed;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, failed)) {
        std::error_code ignored;
        if (entry.is_regular_file(ignored) && looksLikePicture(entry.path()))
            found.push_back(entry.path().string());
    }
    if (failed)
        return fail(ErrorCode::FileUnreadable, failed.message(), folder.string());
    if (found.empty())
        return fail(ErrorCode::BadInput, "there are no pictures in this folder", folder.string());
    std::ranges::sort(found);
    return found;
}

std::string systemReason()
{
    return std::strerror(errno); // NOLINT(concurrency-mt-unsafe): one thread writes
}

} // namespace

Result<std::vector<std::string>> photosFrom(const std::vector<std::string> &arguments)
{
    std::vector<std::string> photos;
    for (const std::string &argument : arguments) {
        std::error_code ignored;
        if (!fs::is_directory(argument, ignored)) {
            photos.push_back(argument);
            continue;
        }
        Result<std::vector<std::string>> inside = picturesIn(argument);
        if (!inside)
            return inside;
        photos.insert(photos.end(), inside->begin(), inside->end());
    }
    if (std::ranges::count(photos, kStandardStream) > 1)
        return fail(ErrorCode::BadInput, "standard input can be read only once", kStandardStream);
    return photos;
}

Result<std::vector<std::string>> outputsFor(const std::vector<std::string> &photos, const std::string &output)
{
    if (output == kStandardStream || !meansFolder(output)) {
        if (photos.size() > 1)
            return fail(ErrorCode::BadInput, "several photos need a folder; end its name in /", output);
        if (const Status named = output == kStandardStream ? Status{} : checkPictureOrFolderName(output); !named)
            return tl::unexpected(named.error());
        return std::vector{output};
    }
    std::vector<std::string> outputs;
    std::set<std::string> taken;
    for (const std::string &photo : photos) {
        const std::string stem = photo == kStandardStream ? "picture" : fs::path(photo).stem().string();
        std::string name = stem + "-styled";
        for (int number = 2; !taken.insert(name).second; ++number)
            name = stem + "-styled-" + std::to_string(number);
        outputs.push_back((fs::path(output) / (name + ".png")).string());
    }
    return outputs;
}

Result<Image> readPicture(const std::string &file)
{
    if (file != kStandardStream)
        return files::readImage(file);
    const std::string subject = "standard input";
    std::vector<std::uint8_t> bytes;
    for (;;) {
        const std::size_t before = bytes.size();
        bytes.resize(before + kBlock);
        const ssize_t count = read(STDIN_FILENO, bytes.data() + before, kBlock);
        if (count < 0 && errno != EINTR)
            return fail(ErrorCode::FileUnreadable, systemReason(), subject);
        bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count == 0)
            break;
        if (bytes.size() > kMostInput)
            return fail(ErrorCode::FileTooLarge, "there are more than 2 GB", subject);
    }
    return files::readImage(bytes, subject);
}

Status writePictureTo(const std::string &file, const Image &picture, const files::WriteOptions &options)
{
    if (file != kStandardStream)
        return files::writeImage(file, picture, options);
    const Result<std::vector<std::uint8_t>> bytes = files::encodeImage(picture, files::PictureFormat::Png, options);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (std::fwrite(bytes->data(), 1, bytes->size(), stdout) != bytes->size() || std::fflush(stdout) != 0) {
        return fail(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, systemReason(),
                    "standard output");
    }
    return {};
}

Result<std::pair<std::string, double>> fileAndWeight(const std::string &argument)
{
    std::error_code ignored;
    const std::size_t colon = argument.rfind(':');
    if (colon == std::string::npos || colon == 0 || fs::exists(argument, ignored))
        return std::pair(argument, 1.0);
    const Result<double> weight = toNumber(argument.substr(colon + 1), argument);
    if (!weight)
        return tl::unexpected(weight.error());
    if (*weight <= 0)
        return fail(ErrorCode::BadInput, "a weight must be above 0", argument);
    return std::pair(argument.substr(0, colon), *weight);
}

} // namespace imago::cli
