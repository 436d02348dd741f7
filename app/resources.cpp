// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/resources.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <vector>

namespace imago {

namespace fs = std::filesystem;

namespace {

bool isThere(const fs::path &path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

} // namespace

fs::path programFolder()
{
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed);
    return failed ? fs::current_path(failed) : program.parent_path();
}

Result<fs::path> findResources()
{
    std::vector<fs::path> candidates;
    if (const char *chosen = std::getenv("IMAGO_RESOURCES"); chosen != nullptr && *chosen != '\0')
        candidates.emplace_back(chosen);
    candidates.push_back(programFolder().parent_path() / "share" / "imago");
    candidates.emplace_back(IMAGO_SOURCE_RESOURCES);
    for (const fs::path &candidate : candidates) {
        if (isThere(candidate / "faces"))
            return candidate;
    }
    return fail(ErrorCode::FileMissing,
                "no resources with a faces folder; set IMAGO_RESOURCES to their folder",
                candidates.front().string());
}

Result<fs::path> findPortraitModel(const fs::path &resources)
{
    const fs::path models = resources / "models";
    std::error_code failed;
    std::vector<fs::path> found;
    for (const fs::directory_entry &entry : fs::directory_iterator(models, failed)) {
        const bool package =
            entry.path().extension() == ".imagomodel" || isThere(entry.path() / "manifest.json");
        if (package && entry.path().filename().string().starts_with("portraits"))
            found.push_back(entry.path());
    }
    if (found.empty())
        return fail(ErrorCode::FileMissing, "no portrait model package in this folder", models.string());
    return std::ranges::max(found);
}

Result<fs::path> findPortraitJudge(const fs::path &resources)
{
    const fs::path package = resources / "models" / "portrait-judge";
    if (!isThere(package / "manifest.json"))
        return fail(ErrorCode::FileMissing, "there is no package of the portraits' judge here", package.string());
    return package;
}

std::vector<fs::path> styleCards(const fs::path &resources)
{
    std::error_code failed;
    std::vector<fs::path> found;
    for (const fs::directory_entry &entry : fs::directory_iterator(resources / "styles" / "gallery", failed)) {
        if (entry.path().extension() == ".imagostyle")
            found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
}

Result<fs::path> findStylePackage(const fs::path &resources)
{
    const fs::path package = resources / "styles" / "any-style";
    if (!isThere(package))
        return fail(ErrorCode::FileMissing, "the style networks are not in the resources", package.string());
    return package;
}

Result<fs::path> findGalleryCard(const fs::path &resources, const std::string &name)
{
    const std::vector<fs::path> cards = styleCards(resources);
    const auto found = std::ranges::find_if(cards, [&](const fs::path &card) { return card.stem() == name; });
    if (found == cards.end())
        return fail(ErrorCode::BadInput, "the gallery has no style of this name; imago styles lists them", name);
    return *found;
}

} // namespace imago
