// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clip_files.h"

#include "engine/core/lower_case.h"

#include <algorithm>
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
    std::vector<fs::path> files;
    std::set<std::string> taken;
    for (const fs::path &clip : clips) {
        const std::string ending = endingFor(clip, container);
        const std::string stem = clip.stem().string() + "-styled";
        std::string name = stem + ending;
        for (int number = 2; !taken.insert(name).second; ++number)
            name = stem + "-" + std::to_string(number) + ending;
        files.push_back(folder / name);
    }
    return files;
}

} // namespace imago
