// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/style_session.h"

#include <QPointF>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

/// Pictures are shared between states, so a step costs little; masks share their tiles.
constexpr int kUndoLimit = 200;

} // namespace

StyleSession::StyleSession(QObject *parent, Clock clock)
    : QObject(parent)
    , m_held({}, kUndoLimit, std::move(clock),
             [this](const StyleState &before) { Q_EMIT stateChanged(before); })
{
}

void StyleSession::change(const StepText &text, const std::function<void(StyleState &)> &edit)
{
    m_held.change(text, edit);
}

void StyleSession::changeApart(const StepText &text, const std::function<void(StyleState &)> &edit)
{
    m_held.changeApart(text, edit);
}

void StyleSession::endGesture()
{
    if (m_held.endGesture())
        Q_EMIT gestureEnded();
}

void StyleSession::reset(const StyleState &state)
{
    const StyleState before = this->state();
    m_held.reset(state);
    Q_EMIT stateChanged(before);
}

void StyleSession::setPhoto(const SourcePtr &photo)
{
    changeApart([name = photo->name] { return tr("Photo: %1").arg(name); }, [&](StyleState &state) {
        if (state.photo == nullptr || state.photo->id != photo->id)
            state.mask = {};
        state.photo = photo;
    });
}

void StyleSession::setStyle(const StyleSourcePtr &style)
{
    changeApart([style] { return tr("Style: %1").arg(style->name()); },
                [&](StyleState &state) { state.styles = {{style, 1.0}}; });
}

bool StyleSession::addStyle(const StyleSourcePtr &style)
{
    const auto &styles = state().styles;
    const bool known = std::ranges::any_of(
        styles, [&](const ChosenStyle &chosen) { return chosen.source->id == style->id; });
    if (known || styles.size() >= StyleState::kMostStyles)
        return false;
    changeApart([style] { return tr("Add the style %1").arg(style->name()); },
                [&](StyleState &state) { state.styles.push_back({style, 1.0}); });
    return true;
}

void StyleSession::removeStyle(std::size_t index)
{
    if (index >= state().styles.size())
        return;
    changeApart([style = state().styles[index].source] { return tr("Remove the style %1").arg(style->name()); },
                [&](StyleState &state) {
                    state.styles.erase(state.styles.begin() + static_cast<std::ptrdiff_t>(index));
                });
}

void StyleSession::setWeight(std::size_t index, double weight)
{
    if (index >= state().styles.size())
        return;
    change([style = state().styles[index].source] { return tr("Weight of %1").arg(style->name()); },
           [&](StyleState &state) { state.styles[index].weight = std::clamp(weight, 0.0, 1.0); });
}

void StyleSession::setOutside(std::size_t index, bool outside)
{
    if (index >= state().styles.size())
        return;
    const auto text = [outside, style = state().styles[index].source] {
        return (outside ? tr("Wear %1 outside of the region") : tr("Wear %1 inside of the region"))
            .arg(style->name());
    };
    changeApart(text, [&](StyleState &state) { state.styles[index].outside = outside; });
}

bool StyleSession::canSwap() const
{
    return state().isStyled() && state().styles.front().source->painting != nullptr;
}

void StyleSession::swapPhotoAndPainting()
{
    if (!canSwap())
        return;
    changeApart([] { return tr("Swap photo and painting"); }, [](StyleState &state) {
        const SourcePtr photo = state.photo;
        state.photo = state.styles.front().source->painting;
        state.styles.front().source = styleOfPainting(photo);
        state.mask = {};
    });
}

void StyleSession::setStrength(double strength)
{
    change([] { return tr("Strength"); },
           [&](StyleState &state) { state.strength = std::clamp(strength, 0.0, 1.0); });
}

void StyleSession::setStroke(double stroke)
{
    change([] { return tr("Stroke size"); }, [&](StyleState &state) {
        state.stroke = std::clamp(stroke, StyleState::kLeastStroke, StyleState::kMostStroke);
    });
}

void StyleSession::setColors(style::ColorKeeping colors)
{
    changeApart([] { return tr("Colours"); }, [&](StyleState &state) { state.colors = colors; });
}

void StyleSession::setTier(style::Tier tier)
{
    changeApart([] { return tr("Quality"); }, [&](StyleState &state) { state.tier = tier; });
}

void StyleSession::setStructure(double structure)
{
    change([] { return tr("Structure"); },
           [&](StyleState &state) { state.structure = std::clamp(structure, 0.0, 1.0); });
}

void StyleSession::setSeed(std::uint64_t seed)
{
    changeApart([] { return tr("Seed"); }, [&](StyleState &state) { state.seed = seed; });
}

void StyleSession::setFaceProtection(double strength)
{
    change([] { return tr("Protect faces"); },
           [&](StyleState &state) { state.faceProtection = std::clamp(strength, 0.0, 1.0); });
}

void StyleSession::addClips(const std::vector<ClipPtr> &clips)
{
    if (clips.empty())
        return;
    const auto place = [](const VideoState &video, const ClipPtr &clip) {
        return std::ranges::find_if(video.clips, [&](const ChosenClip &one) { return one.clip->id == clip->id; }) -
               video.clips.begin();
    };
    const auto text = [name = clips.front()->name, single = clips.size() == 1] {
        return single ? tr("Clip: %1").arg(name) : tr("Add clips");
    };
    changeApart(text, [&](StyleState &state) {
        VideoState &video = state.video;
        for (const ClipPtr &clip : clips) {
            if (place(video, clip) == std::ssize(video.clips))
                video.clips.push_back({clip, 0.0, clip->seconds});
        }
        video.current = static_cast<std::size_t>(place(video, clips.front()));
    });
}

void StyleSession::removeClip(std::size_t index)
{
    const VideoState &now = state().video;
    if (index >= now.clips.size())
        return;
    const auto text = [name = now.clips[index].clip->name] { return tr("Remove the clip %1").arg(name); };
    changeApart(text, [&](StyleState &state) {
        VideoState &video = state.video;
        video.clips.erase(video.clips.begin() + static_cast<std::ptrdiff_t>(index));
        if (video.current > index || (video.current == video.clips.size() && video.current > 0))
            --video.current;
    });
}

void StyleSession::showClip(std::size_t index)
{
    if (index < state().video.clips.size())
        changeApart([name = state().video.clips[index].clip->name] { return tr("Show the clip %1").arg(name); },
                    [&](StyleState &state) { state.video.current = index; });
}

void StyleSession::setClipFrom(double seconds)
{
    change([] { return tr("Begin of the clip"); }, [&](StyleState &state) {
        if (state.video.shown() == nullptr)
            return;
        ChosenClip &clip = state.video.clips[state.video.current];
        clip.from = std::clamp(seconds, 0.0, std::max(0.0, clip.to - clip.clip->frameSeconds()));
    });
}

void StyleSession::setClipTo(double seconds)
{
    change([] { return tr("End of the clip"); }, [&](StyleState &state) {
        if (state.video.shown() == nullptr)
            return;
        ChosenClip &clip = state.video.clips[state.video.current];
        const double whole = clip.clip->seconds;
        clip.to = std::clamp(seconds, std::min(whole, clip.from + clip.clip->frameSeconds()), whole);
    });
}

void StyleSession::setSmooth(double smooth)
{
    change([] { return tr("Smoothness"); },
           [&](StyleState &state) { state.video.smooth = std::clamp(smooth, 0.0, 1.0); });
}

void StyleSession::brush(QPointF from, QPointF to, const style::MaskBrush &brush)
{
    if (state().photo == nullptr)
        return;
    const auto text = [erases = brush.erases] {
        return erases ? tr("Erase from the region") : tr("Paint the region");
    };
    change(text, [&](StyleState &state) {
        if (state.mask.isNone())
            state.mask = style::BrushMask::filled(state.photo->size(), brush.erases ? 255 : 0);
        state.mask.stroke(from.x(), from.y(), to.x(), to.y(), brush);
    });
}

void StyleSession::setMask(const StepText &text, const style::BrushMask &mask)
{
    if (state().photo != nullptr)
        changeApart(text, [&](StyleState &state) { state.mask = mask; });
}

StyleHistory::StyleHistory(StyleSession &session, QObject *parent)
    : UndoHistory(session.undoStack(), parent)
    , m_session(session)
{
    connect(&session, &StyleSession::stateChanged, this, &StyleHistory::followState);
    follow();
}

ClipHistory::ClipHistory(StyleSession &session, QObject *parent)
    : UndoHistory(session.undoStack(), parent)
    , m_session(session)
{
    connect(&session, &StyleSession::stateChanged, this, &ClipHistory::followState);
    follow();
}

} // namespace imago::ui
