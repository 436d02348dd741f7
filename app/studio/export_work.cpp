// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/export_work.h"

#include <algorithm>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace imago::app {

namespace fs = std::filesystem;

files::WriteOptions writeOptions(const ui::PictureFile &file)
{
    files::WriteOptions options;
    options.dpi = file.dpi;
    options.quality = file.quality;
    options.lossless = file.lossless;
    return options;
}

Status writePicture(const fs::path &file, const Image &picture, const latent::Recipe &recipe,
                    const ui::ExportRequest &request)
{
    files::WriteOptions options = writeOptions(request.file);
    if (request.file.format == ui::ExportFormat::Png) {
        options.text[std::string(files::kRecipeText)] = latent::toJson(recipe);
        if (!recipe.modelHash.empty())
            options.text[std::string(files::kModelText)] = recipe.modelHash;
    }
    return files::writeImage(file, picture, options);
}

fs::path freePath(const fs::path &wanted)
{
    std::error_code unknown;
    fs::path path = wanted;
    for (int i = 2; fs::exists(fs::symlink_status(path, unknown)); ++i) {
        path = wanted;
        path.replace_filename(wanted.stem().string() + "-" + std::to_string(i) + wanted.extension().string());
    }
    return path;
}

jobs::Work exportWork(Painters painters, const ui::ExportRequest &request, const latent::Recipe &recipe,
                      std::shared_ptr<std::atomic<int>> written)
{
    const bool deep = request.file.sixteenBit &&
                      (request.file.format == ui::ExportFormat::Png || request.file.format == ui::ExportFormat::Tiff);
    std::vector<std::pair<fs::path, latent::Recipe>> pictures;
    const fs::path folder(request.folder.toStdString());
    int index = 0;
    for (const latent::Recipe &one : ui::exportRecipes(request, recipe))
        pictures.emplace_back(folder / ui::fileName(request, recipe, index++).toStdString(),
                              completed(painters, one));

    return [painters = std::move(painters), request, pictures = std::move(pictures), folder, deep,
            written = std::move(written)](jobs::JobContext &job) -> Result<jobs::Ending> {
        std::error_code failed;
        fs::create_directories(folder, failed);
        if (failed)
            return fail(ErrorCode::FileUnwritable, failed.message(), folder.string());
        const auto total = static_cast<int>(pictures.size());
        const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
        for (const auto &[file, one] : pictures) {
            job.report(jobs::Stage::Saving, *written, total);
            const Result<Image> picture = paint(
                painters, one, deep ? PixelFormat::Rgba16 : PixelFormat::Rgba8, threads, job.stopToken());
            if (!picture)
                return tl::unexpected(picture.error());
            if (picture->empty() || job.stopRequested())
                return jobs::Ending::Stopped;
            const Status saved = writePicture(freePath(file), *picture, one, request);
            if (!saved)
                return tl::unexpected(saved.error());
            ++*written;
        }
        job.report(jobs::Stage::Saving, total, total);
        return jobs::Ending::Completed;
    };
}

} // namespace imago::app
