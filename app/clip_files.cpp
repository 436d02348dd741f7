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

fs::path numbered(const fs::path &folder, const std::string &stem, int number, const std::string &ending)
{
    return folder / (number == 1 ? stem + ending : stem + "-" + std::to_string(number) + ending);
}

std::string styledStem(const fs::path &clip)
{
    return clip.stem().string() + "-styled";
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
    std::set<fs::path> taken;
    for (const fs::path &clip : clips) {
        const std::string stem = styledStem(clip), ending = endingFor(clip, container);
        int number = 1;
        while (!taken.insert(numbered(folder, stem, number, ending)).second)
            ++number;
        files.push_back(numbered(folder, stem, number, ending));
    }
    return files;
}

std::vector<fs::path> freeStyledClips(const std::vector<fs::path> &clips, const fs::path &folder,
                                      std::optional<video::Container> container)
{
    std::vector<fs::path> files = styledClips(clips, folder, container);
    std::set<fs::path> taken(files.begin(), files.end());
    const auto isThere = [](const fs::path &file) {
        std::error_code unknown;
        return fs::exists(fs::symlink_status(file, unknown));
    };
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string stem = styledStem(clips[i]), ending = endingFor(clips[i], container);
        for (int number = 2; isThere(files[i]); ++number) {
            // Another clip's name stays that one's: what waits there goes on.
            if (const fs::path next = numbered(folder, stem, number, ending); taken.insert(next).second)
                files[i] = next;
        }
    }
    return files;
}

} // namespace imago
