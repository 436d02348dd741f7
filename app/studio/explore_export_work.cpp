// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/explore_export_work.h"

#include "app/studio/export_work.h"
#include "engine/files/resample.h"
#include "engine/latent/explore_recipe.h"

#include <QDir>

#include <utility>

namespace imago::app {

namespace {

// In the depth of the file before it is enlarged, as that makes values between those of 8 bits.
Image enlarged(const Image &picture, const ui::ExploreExportRequest &request)
{
    const Image deep = request.file.sixteenBit ? picture.converted(PixelFormat::Rgba16) : picture;
    return request.enlargement == 1
               ? deep
               : files::resample(deep, {deep.width() * request.enlargement, deep.height() * request.enlargement});
}

} // namespace

jobs::Work exploreExportWork(std::shared_ptr<latent::ExplorableModel> model, const ui::ExploreModel &facts,
                             const ui::ExploreExportRequest &request, const latent::ExplorePoint &point,
                             std::shared_ptr<std::atomic<int>> written)
{
    return [=, written = std::move(written)](jobs::JobContext &job) -> Result<jobs::Ending> {
        if (!QDir().mkpath(request.folder))
            return fail(ErrorCode::FileUnwritable, "the folder cannot be made", request.folder.toStdString());
        latent::ExplorePoint one = point;
        for (const QString &name : ui::fileNames(request, point)) {
            job.report(jobs::Stage::Saving, *written, request.count);
            const Result<ImagePtr> picture = model->render(one, job.stopToken());
            if (!picture)
                return tl::unexpected(picture.error());
            if (*picture == nullptr || job.stopRequested())
                return jobs::Ending::Stopped;
            files::WriteOptions options = writeOptions(request.file);
            if (request.file.format == ui::ExportFormat::Png)
                options.text = latent::pngTexts(latent::recipeOf(one, facts.hash, facts.sliders, facts.classes));
            const std::filesystem::path file(QDir(request.folder).filePath(name).toStdString());
            if (const Status saved = files::writeImage(freePath(file), enlarged(**picture, request), options); !saved)
                return tl::unexpected(saved.error());
            ++*written;
            ++one.seed;
        }
        job.report(jobs::Stage::Saving, request.count, request.count);
        return jobs::Ending::Completed;
    };
}

} // namespace imago::app
