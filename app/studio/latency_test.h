// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointF>

#include <chrono>
#include <cstdint>
#include <ctime>
#include <deque>
#include <random>
#include <stop_token>
#include <thread>
#include <vector>

class QWidget;

namespace imago::app {

class StudioApp;

/// `--latency-test SECONDS`: drags sliders at random through the real window, as a hand with a 125 Hz mouse
/// would, and prints one JSON object: slider event to painted frame (every event counts until a frame that is
/// as new as itself has been painted), how long events waited for the GUI thread (and how much of that this
/// thread itself was computing: the rest is other programs'), and how much memory grew. A warm-up comes first:
/// it fills everything that remembers pictures.
class LatencyTest : public QObject
{
    Q_OBJECT

public:
    LatencyTest(StudioApp &studio, std::chrono::seconds length, int events);
    ~LatencyTest() override;

private:
    using Clock = std::chrono::steady_clock;
    struct Pending
    {
        std::uint64_t recipeHash;
        Clock::time_point at;
    };

    void begin();
    void warmUp();
    /// One step of the hand, which takes another slider after so many.
    void drag(int movesPerDrag);
    /// `computed`: by the GUI thread until the event was sent.
    void move(Clock::time_point sent, double computed);
    void pickSlider();
    void takePainted(std::uint64_t recipeHash);
    void report();

    StudioApp &m_studio;
    std::chrono::seconds m_length;
    std::chrono::microseconds m_period; ///< Between two events.
    int m_movesPerDrag;
    std::mt19937 m_random{1}; // NOLINT(cert-msc51-cpp): the same drag every time
    QWidget *m_track = nullptr;
    QPointF m_hand;
    double m_target = 0.0;
    enum class Phase { ShortDrags, LongDrags, Measured } m_phase = Phase::ShortDrags;
    Clock::time_point m_begun; ///< When the warm-up was over.
    int m_events = 0;
    int m_frames = 0;
    clockid_t m_guiClock = CLOCK_THREAD_CPUTIME_ID; ///< What the GUI thread has computed, readable by others.
    double m_cpuAtStart = 0.0;
    std::deque<Pending> m_pending;
    std::vector<double> m_latencies; ///< Milliseconds, as all below.
    std::vector<double> m_waits;
    std::vector<double> m_ownWaits; ///< Of each wait, the part in which the GUI thread computed.
    std::vector<double> m_resident; ///< Kilobytes, at equal distances.
    std::jthread m_mouse; // last member: joins before the rest goes
};

} // namespace imago::app
