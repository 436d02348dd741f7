// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/face_memory.h"
#include "engine/jobs/job_context.h"
#include "engine/style/stylise.h"
#include "ui/session/style_state.h"

#include <deque>
#include <memory>
#include <optional>
#include <utility>

namespace imago::app {

/// Paints states of the style room with one style model, and remembers the styles of the paintings that it has
/// seen. Threads: one call at a time, from any; so each lane has a painter with a model of its own.
class StylePainter
{
public:
    /// `faces` may be shared between painters.
    explicit StylePainter(std::shared_ptr<style::StyleModel> model,
                          std::shared_ptr<FaceMemory> faces = std::make_shared<FaceMemory>());

    /// The passes of the canvas: small, medium, then the photo's own size; the slower tiers show how they
    /// improve before that one. The first is done in less than a tenth of a second. A state without styles shows
    /// the photo.
    Result<jobs::Ending> show(const ui::StyleState &state, jobs::Quality upTo, int threads,
                              jobs::JobContext &job);

    /// One picture of the state from `photo`, which is its photo in some size, or another one. Empty when a
    /// stop came first. Its faces are protected as the state says; where they can't be searched, they are not. Errors:
    /// those of style::stylise.
    Result<Image> paint(const ui::StyleState &state, const Image &photo, std::optional<int> longerSide,
                        int threads, jobs::JobContext &job);

    /// Of a painting or card; Incompatible for a card of other networks. Errors name it.
    Result<style::Style> styleOf(const ui::StyleSource &source);
    style::StyleModel &model();

private:
    class RememberingModel;

    /// As paint(), with the faces as they are found in `seen`.
    Result<Image> paint(const ui::StyleState &state, const Image &photo, const Image &seen,
                        std::optional<int> longerSide, int threads, jobs::JobContext &job);

    std::shared_ptr<RememberingModel> m_model;
    std::shared_ptr<FaceMemory> m_faces;
};

} // namespace imago::app
