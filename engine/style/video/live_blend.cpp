// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/video/live_blend.h"

#include "engine/style/video/shot_cut.h"
#include "engine/style/video/temporal_blend.h"

#include <exception>
#include <new>
#include <optional>
#include <utility>

namespace imago::style::video {

namespace {

class Blend final : public LiveBlend
{
public:
    explicit Blend(double smooth)
        : m_blend(smooth)
    {
    }

    Result<Image> next(const Image &photo, Image painted, double seconds) override
    try {
        const std::optional<double> before = std::exchange(m_seconds, seconds);
        if (before && seconds - *before > kOldest)
            m_shots.forget();
        const std::shared_ptr<const Motion> motion = m_shots.next(photo);
        return m_blend.next(painted.converted(PixelFormat::Rgba16), motion.get());
    } catch (const std::bad_alloc &) {
        return fail(ErrorCode::OutOfMemory, "there is not enough memory for pictures of this size");
    } catch (const std::exception &error) {
        return fail(ErrorCode::Internal, error.what());
    }

private:
    ShotTracker m_shots;
    TemporalBlend m_blend;
    std::optional<double> m_seconds; ///< Of the picture before.
};

} // namespace

std::unique_ptr<LiveBlend> makeLiveBlend(double smooth)
{
    return std::make_unique<Blend>(smooth);
}

} // namespace imago::style::video
