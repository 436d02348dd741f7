// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/open_any.h"

#include "engine/files/image_file.h"
#include "engine/files/resample.h"
#include "engine/files/save_file.h"
#include "engine/project/project_file.h"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace imago::app {

namespace {

constexpr std::uint64_t kLargestRecipe = 1 << 20;
constexpr int kLongestSide = 1536;
/// Enough to tell every format apart.
constexpr std::size_t kHead = 64;

bool beginsWith(const std::string &bytes, std::string_view start)
{
    return bytes.compare(0, start.size(), start) == 0;
}

/// The encoder sees faces at 128 px, and the window shows a thumbnail: more would only cost memory and time.
Image shrunk(Image picture)
{
    const int longest = std::max(picture.width(), picture.height());
    if (longest <= kLongestSide)
        return picture;
    const auto side = [&](int length) { return std::max(1, length * kLongestSide / longest); };
    return files::resample(picture, {side(picture.width()), side(picture.height())});
}

std::string headOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    std::string head(kHead, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    return head;
}

} // namespace

Result<Opened> openAny(const std::filesystem::path &path)
{
    const std::string subject = files::subjectOf(path);
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored) || path.extension() == ".imago")
        return project::readProject(path).map(
            [](project::Project &&read) { return Opened(std::move(read)); });

    const std::string head = headOf(path);
    if (beginsWith(head, "PK"))
        return project::readProject(path).map(
            [](project::Project &&read) { return Opened(std::move(read)); });
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && head[first] == '{') {
        const Result<std::string> text = files::readFile(path, kLargestRecipe);
        if (!text)
            return tl::unexpected(text.error());
        return latent::recipeFromJson(*text, subject).map([](latent::Recipe &&read) {
            return Opened(std::move(read));
        });
    }
    if (beginsWith(head, "\x89PNG")) {
        const Result<files::PngText> texts = files::readPngText(path);
        if (texts) {
            const auto recipe = texts->find(std::string(files::kRecipeText));
            if (recipe != texts->end()) {
                return latent::recipeFromJson(recipe->second, subject).map([](latent::Recipe &&read) {
                    return Opened(std::move(read));
                });
            }
        }
    }
    return files::readImage(path).map([](Image &&read) { return Opened(shrunk(std::move(read))); });
}

} // namespace imago::app
