// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/style_restore.h"

#include "app/studio/clip_reader.h"
#include "app/studio/style_reader.h"
#include "engine/style/region.h"

#include <algorithm>
#include <utility>

namespace imago::app {

namespace {

class Restorer
{
public:
    Restorer(const project::StyleWork &work, const std::stop_token &stop)
        : m_work(work)
        , m_stop(stop)
    {
    }

    RestoredStyle run()
    {
        ui::StyleState &state = m_restored.state;
        state.photo = photo();
        for (const project::StyleWork::Source &source : m_work.styles) {
            if (const auto style = kept(readStyleSource(QString::fromStdString(source.file))))
                state.styles.push_back({*style, source.weight, source.outside});
        }
        mask();
        state.strength = m_work.strength;
        state.colors = style::colorKeepingFromName(m_work.colors).value_or(state.colors);
        state.stroke = std::clamp(m_work.stroke, ui::StyleState::kLeastStroke, ui::StyleState::kMostStroke);
        state.tier = style::tierFromName(m_work.tier).value_or(state.tier);
        state.structure = m_work.structure;
        state.seed = m_work.seed;
        state.faceProtection = m_work.faceProtection;
        state.video.smooth = m_work.smooth;
        clips();
        return std::move(m_restored);
    }

private:
    template <typename Value>
    std::optional<Value> kept(Result<Value> read)
    {
        if (read)
            return *std::move(read);
        m_restored.errors.push_back(std::move(read).error());
        return std::nullopt;
    }

    ui::SourcePtr photo()
    {
        if (!m_work.photo.empty())
            return kept(readSourcePicture(QString::fromStdString(m_work.photo))).value_or(nullptr);
        if (m_work.photoItself.isNone())
            return nullptr;
        const std::optional<ImagePtr> image = kept(m_work.photoItself.image());
        if (!image)
            return nullptr;
        return kept(sourcePictureOf(Image(**image), QString::fromStdString(m_work.photoName))).value_or(nullptr);
    }

    void mask()
    {
        ui::StyleState &state = m_restored.state;
        if (m_work.mask.isNone() || state.photo == nullptr)
            return;
        const std::optional<ImagePtr> image = kept(m_work.mask.image());
        if (!image)
            return;
        if (const Status fits = style::checkMask((*image)->size(), state.photo->size()); !fits)
            m_restored.errors.push_back(fits.error()); // the photo's file is another one by now
        else
            state.mask = style::BrushMask::fromPicture(**image, state.photo->size());
    }

    void clips()
    {
        ui::VideoState &video = m_restored.state.video;
        for (std::size_t i = 0; i < m_work.clips.size() && !m_stop.stop_requested(); ++i) {
            const project::StyleWork::Clip &chosen = m_work.clips[i];
            const auto clip = kept(readClip(QString::fromStdString(chosen.file), m_stop));
            if (!clip)
                continue;
            if (i == m_work.currentClip)
                video.current = video.clips.size();
            const double whole = (*clip)->seconds;
            const bool fits = chosen.from < whole;
            video.clips.push_back({*clip, fits ? chosen.from : 0.0, fits ? std::min(chosen.to, whole) : whole});
        }
    }

    const project::StyleWork &m_work;
    const std::stop_token &m_stop;
    RestoredStyle m_restored;
};

} // namespace

RestoredStyle restoreStyle(const project::StyleWork &work, const std::stop_token &stop)
{
    return Restorer(work, stop).run();
}

} // namespace imago::app
