// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/folder_listing.h"

#include "engine/core/lower_case.h"
#include "engine/core/random.h"
#include "engine/dataset/label_names.h"
#include "engine/files/save_file.h"
#include "engine/train/picture_source.h"
#include "engine/train/run_folder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <string>
#include <utility>

#include <sys/stat.h>

namespace imago::dataset {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostPictures = 50'000'000;
constexpr std::size_t kFirst = 20;
constexpr std::size_t kReportEvery = 1000;
constexpr std::size_t kStrayShare = 10; // one in so many pictures may lie beside the folders

bool isPictureName(const fs::path &path)
{
    constexpr std::array<std::string_view, 10> kEndings{".png",  ".jpg",  ".jpeg", ".webp", ".tif",
                                                        ".tiff", ".heic", ".heif", ".avif", ".gif"};
    return std::ranges::find(kEndings, lowerCase(path.extension().string())) != kEndings.end();
}

struct Found
{
    std::string name;
    std::uint64_t stamp;
};

std::uint64_t stampOf(const struct stat &status)
{
    const auto time = static_cast<std::uint64_t>(status.st_mtim.tv_sec) * 1'000'000'007U +
                      static_cast<std::uint64_t>(status.st_mtim.tv_nsec);
    return mixSeed(time, static_cast<std::uint64_t>(status.st_size));
}

std::uint64_t mixText(std::uint64_t seed, std::string_view text)
{
    for (const char c : text)
        seed = mixSeed(seed, static_cast<unsigned char>(c));
    return mixSeed(seed, text.size());
}

Part partOf(std::string_view folder)
{
    const std::string name = lowerCase(folder);
    if (name == "train" || name == "training")
        return Part::Training;
    if (name == "test" || name == "testing" || name == "val" || name == "valid" || name == "validation" ||
        name == "held-out" || name == "holdout")
        return Part::HeldOut;
    return Part::Any;
}

// "a/b/c.png" is in "a" at depth 0 and in "b" at depth 1; at depth 2 it is in nothing.
std::string_view folderAt(std::string_view name, std::size_t depth)
{
    std::size_t begin = 0;
    for (std::size_t i = 0; i < depth; ++i) {
        begin = name.find('/', begin);
        if (begin == std::string_view::npos)
            return {};
        ++begin;
    }
    const std::size_t end = name.find('/', begin);
    return end == std::string_view::npos ? std::string_view() : name.substr(begin, end - begin);
}

/// What a depth of folders parts.
struct Level
{
    std::map<std::string, std::int32_t, std::less<>> folders; ///< Each with its number in the order of names.
    std::vector<std::size_t> strays;                          ///< Pictures that lie in none of them.

    /// A picture or two that were left above the folders say nothing about the others.
    bool partsMost(std::size_t pictures) const
    {
        return !folders.empty() && strays.size() <= std::max<std::size_t>(1, pictures / kStrayShare);
    }
};

Level levelAt(const NameList &names, std::size_t depth)
{
    Level level;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string_view folder = folderAt(names[i], depth);
        if (folder.empty())
            level.strays.push_back(i);
        else if (level.folders.find(folder) == level.folders.end())
            level.folders.emplace(folder, 0);
    }
    std::int32_t number = 0;
    for (auto &[folder, index] : level.folders)
        index = number++;
    return level;
}

void takeClasses(const Level &level, std::size_t depth, Dataset::Content &content)
{
    constexpr std::int32_t kNone = -1;
    std::vector<std::string> names;
    for (const auto &[folder, index] : level.folders)
        names.push_back(folder);
    content.classNames = labelNames(names);
    for (std::size_t i = 0; i < content.count; ++i) {
        const auto found = level.folders.find(folderAt(content.names[i], depth));
        content.classes.push_back(found == level.folders.end() ? kNone : found->second);
    }
    content.labelSource = LabelSource::Folders;
    content.passedOver.picturesWithoutRow = level.strays.size();
    for (std::size_t i = 0; i < std::min(kFirst, level.strays.size()); ++i)
        content.passedOver.firstPictures.emplace_back(content.names[level.strays[i]]);
}

} // namespace

Status listPictures(Dataset::Content &content, const std::function<void(std::size_t)> &found)
{
    const std::string subject = files::subjectOf(content.path);
    std::error_code error;
    fs::directory_iterator top(content.path, error);
    if (error == std::errc::no_such_file_or_directory)
        return fail(ErrorCode::FileMissing, "there is no such folder", subject);
    if (error)
        return fail(ErrorCode::FileUnreadable, error.message(), subject);

    std::vector<Found> pictures;
    std::vector<std::string> open{""}; // folders still to be read, relative, each ending in '/' but the first
    while (!open.empty()) {
        const std::string folder = std::move(open.back());
        open.pop_back();
        fs::directory_iterator entries(content.path / folder, error);
        if (error) {
            if (content.passedOver.folders.size() < kFirst)
                content.passedOver.folders.push_back(folder);
            continue;
        }
        for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
            const std::string name = entries->path().filename().string();
            std::error_code gone; // between listing and asking
            if (name.starts_with('.'))
                continue;
            if (entries->is_directory(gone) && !entries->is_symlink(gone)) {
                if (!train::isRunFolder(entries->path())) // its previews are no pictures of the user's
                    open.push_back(folder + name + '/');
                continue;
            }
            struct stat status = {};
            if (!isPictureName(entries->path()) || ::stat(entries->path().c_str(), &status) != 0 ||
                !S_ISREG(status.st_mode))
                continue;
            pictures.push_back({folder + name, stampOf(status)});
            if (pictures.size() > kMostPictures)
                return fail(ErrorCode::FileTooLarge, "more than 50 million pictures", subject);
            if (found && pictures.size() % kReportEvery == 0)
                found(pictures.size());
        }
    }
    if (pictures.empty())
        return fail(ErrorCode::BadInput,
                    content.passedOver.folders.empty()
                        ? "no picture in this folder or below it (PNG, JPEG, WebP, TIFF, HEIF, AVIF or GIF)"
                        : "no picture that can be read; there is no permission for " +
                              content.passedOver.folders.front(),
                    subject);
    std::ranges::sort(pictures, {}, &Found::name);
    for (const Found &picture : pictures) {
        content.names.add(picture.name);
        content.stamp = mixSeed(mixText(content.stamp, picture.name), picture.stamp);
    }
    content.count = pictures.size();
    return {};
}

void labelByFolders(Dataset::Content &content)
{
    for (std::size_t depth = 0;; ++depth) {
        const Level level = levelAt(content.names, depth);
        const std::size_t folders = level.folders.size();
        // no classes, but a folder for each picture
        const bool namesEach = folders > train::kMostLabels && 2 * folders > content.count;
        if (!level.partsMost(content.count) || namesEach)
            return;
        if (folders == 1)
            continue; // it separates nothing
        const bool parts =
            std::ranges::all_of(level.folders, [](const auto &f) { return partOf(f.first) != Part::Any; });
        if (!parts || !content.parts.empty()) {
            takeClasses(level, depth, content);
            return;
        }
        for (std::size_t i = 0; i < content.count; ++i)
            content.parts.push_back(partOf(folderAt(content.names[i], depth)));
    }
}

} // namespace imago::dataset
