// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/explore_session.h"

#include "engine/core/random.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <utility>

namespace imago::ui {

namespace {

constexpr int kUndoLimit = 500;
constexpr double kRandomShare = 0.5; ///< Of a slider's range, in standard deviations of what is drawn.
constexpr int kNeighbours = 8;

double drawn(Random &random, const latent::ExploreSlider &slider)
{
    const double reach = std::min(slider.high, -slider.low);
    return std::clamp(random.normal() * kRandomShare * reach, slider.low, slider.high);
}

} // namespace

std::uint64_t hash(const latent::ExplorePoint &point, const std::string &model)
{
    std::uint64_t result = mixSeed(std::hash<std::string>()(model), point.seed);
    const auto add = [&](std::uint64_t bits) { result = mixSeed(result, bits); };
    add(static_cast<std::uint64_t>(point.classIndex + 1));
    add(std::bit_cast<std::uint64_t>(point.variety));
    for (const float number : point.style)
        add(std::bit_cast<std::uint32_t>(number));
    for (const double value : point.values)
        add(std::bit_cast<std::uint64_t>(value + 0.0)); // -0 is 0
    return result;
}

ExploreSession::ExploreSession(QObject *parent, Clock clock)
    : QObject(parent)
    , m_held({}, kUndoLimit, std::move(clock),
             [this](const latent::ExplorePoint &before) { Q_EMIT pointChanged(before); })
{
}

latent::ExplorePoint ExploreSession::completed(latent::ExplorePoint point) const
{
    point.values.resize(m_model.sliders.size(), 0.0);
    return point;
}

void ExploreSession::setModel(const ExploreModel &model)
{
    const ExploreModel former = std::exchange(m_model, model);
    const bool sameWeights = model.hash == former.hash;
    if (!sameWeights || model.sliders.size() != former.sliders.size()) {
        const latent::ExplorePoint before = point();
        if (sameWeights)
            m_places.erase(model.hash); // its values are of other sliders
        else
            m_places[former.hash] = before;
        m_locks.assign(model.sliders.size(), false);
        m_held.reset(completed(m_places[model.hash]));
        Q_EMIT modelChanged();
        Q_EMIT pointChanged(before);
        return;
    }
    Q_EMIT modelChanged();
}

void ExploreSession::setLocked(std::size_t slider, bool locked)
{
    if (slider >= m_locks.size() || m_locks[slider] == locked)
        return;
    m_locks[slider] = locked;
    Q_EMIT locksChanged();
}

void ExploreSession::setValue(std::size_t slider, double value)
{
    if (slider >= m_model.sliders.size())
        return;
    const latent::ExploreSlider &spec = m_model.sliders[slider];
    const auto text = [name = QString::fromStdString(spec.name)] { return tr("Change %1").arg(name); };
    m_held.change(text, [&](latent::ExplorePoint &point) {
        point.values[slider] = std::clamp(value, spec.low, spec.high);
    });
}

void ExploreSession::resetValues()
{
    m_held.changeApart([] { return tr("Reset the sliders"); },
                       [](latent::ExplorePoint &point) { std::ranges::fill(point.values, 0.0); });
}

void ExploreSession::setSeed(std::uint64_t seed)
{
    m_held.changeApart([seed] { return tr("Seed %1").arg(seed); }, [seed](latent::ExplorePoint &point) {
        point.seed = seed;
        point.style.clear();
    });
}

void ExploreSession::setVariety(double variety)
{
    m_held.change([] { return tr("Change the variety"); }, [variety](latent::ExplorePoint &point) {
        point.variety = std::clamp(variety, 0.0, kMostVariety);
    });
}

void ExploreSession::setClass(int classIndex)
{
    if (classIndex >= static_cast<int>(m_model.classes.size()))
        return;
    const std::string name = classIndex < 0 ? std::string() : m_model.classes[static_cast<std::size_t>(classIndex)];
    const auto text = [any = classIndex < 0, name = QString::fromStdString(name)] {
        return any ? tr("Any class") : tr("Class %1").arg(name);
    };
    m_held.changeApart(text,
                       [classIndex](latent::ExplorePoint &point) { point.classIndex = std::max(-1, classIndex); });
}

void ExploreSession::randomise(std::uint64_t seed)
{
    m_held.changeApart([] { return tr("Randomise"); }, [&](latent::ExplorePoint &point) {
        Random random(seed);
        point.seed = seed;
        point.style.clear();
        for (std::size_t i = 0; i < point.values.size(); ++i) {
            const double value = drawn(random, m_model.sliders[i]);
            if (!m_locks[i])
                point.values[i] = value;
        }
    });
}

void ExploreSession::adopt(const StepText &text, const latent::ExplorePoint &point)
{
    m_held.changeApart(text, [&](latent::ExplorePoint &held) { held = completed(point); });
}

void ExploreSession::endGesture()
{
    if (m_held.endGesture())
        Q_EMIT gestureEnded();
}

std::vector<latent::ExplorePoint> ExploreSession::around(double spread, std::uint64_t seed) const
{
    std::vector<latent::ExplorePoint> points;
    for (int i = 0; i < kNeighbours; ++i) {
        Random random(mixSeed(seed, static_cast<std::uint64_t>(i)));
        latent::ExplorePoint near = point();
        for (std::size_t s = 0; s < near.values.size(); ++s) {
            const double moved = near.values[s] + spread * drawn(random, m_model.sliders[s]);
            if (!m_locks[s])
                near.values[s] = std::clamp(moved, m_model.sliders[s].low, m_model.sliders[s].high);
        }
        points.push_back(std::move(near));
    }
    return points;
}

ExploreHistory::ExploreHistory(ExploreSession &session, QObject *parent)
    : UndoHistory(session.undoStack(), parent)
    , m_session(session)
{
    connect(&session, &ExploreSession::pointChanged, this, &ExploreHistory::followState);
    follow();
}

} // namespace imago::ui
