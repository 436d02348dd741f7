// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/job_context.h"
#include "ui/explore/explore_export.h"
#include "ui/session/explore_session.h"

#include <atomic>
#include <memory>

namespace imago::app {

/// Draws and writes the pictures of an explorer's export; PNGs carry their place in the model. Nothing that is there is
/// replaced. Counts finished files in `written`. Errors: those of the model and of files::writeImage, FileUnwritable for
/// the folder.
jobs::Work exploreExportWork(std::shared_ptr<latent::ExplorableModel> model, const ui::ExploreModel &facts,
                             const ui::ExploreExportRequest &request, const latent::ExplorePoint &point,
                             std::shared_ptr<std::atomic<int>> written);

} // namespace imago::app
