// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clip_files.h"

#include "engine/core/lower_case.h"
#include "engine/style/video_order.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>

namespace imago {

namespace fs = std::filesystem;

namespace {

std::string endingFor(const fs::path &clip, std::optional<video::Container> container)
{
    if (!container)
        return video::containerFromEnding(clip) ? clip.extension().string() : ".mp4";
    return '.' + lowerCase(video::name(*container));
}

// The first name of each that no other clip has and that is `free`.
std::vector<fs::path> namedClips(const std::vector<fs::path> &clips, const fs::path &folder,
                                 std::optional<video::Container> container,
                                 const std::function<bool(const fs::path &)> &free)
{
    std::vector<fs::path> files;
    std::set<fs::path> taken;
    for (const fs::path &clip : clips) {
        const std::string ending = endingFor(clip, container);
        const std::string stem = clip.stem().string() + "-styled";
        fs::path file = folder / (stem + ending);
        for (int number = 2; taken.contains(file) || !free(file); ++number)
            file = folder / (stem + "-" + std::to_string(number) + ending);
        taken.insert(file);
        files.push_back(std::move(file));
    }
    return files;
}

} // namespace

Result<std::vector<fs::path>> clipsIn(const fs::path &folder)
{
    std::vector<fs::path> found;
    std::error_code failed;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, failed)) {
        std::error_code ignored;
        if (entry.is_regular_file(ignored) && video::containerFromEnding(entry.path()))
            found.push_back(entry.path());
    }
    if (failed)
        return fail(ErrorCode::FileUnreadable, failed.message(), folder.string());
    if (found.empty())
        return fail(ErrorCode::BadInput, "there are no clips in this folder", folder.string());
    std::ranges::sort(found);
    return found;
}

std::vector<fs::path> styledClips(const std::vector<fs::path> &clips, const fs::path &folder,
                                  std::optional<video::Container> container)
{
    return namedClips(clips, folder, container, [](const fs::path &) { return true; });
}

std::vector<fs::path> freeStyledClips(const std::vector<fs::path> &clips, const fs::path &folder,
                                      std::optional<video::Container> container)
{
    return namedClips(clips, folder, container, [](const fs::path &file) {
        std::error_code unknown;
        return fs::exists(style::workFolderOf(file), unknown) || !fs::exists(fs::symlink_status(file, unknown));
    });
}

} // namespace imago
