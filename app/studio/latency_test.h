// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointF>

#include <chrono>
#include <cstdint>
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
/// as new as itself has been painted), how long events waited for the GUI thread, and how much memory grew.
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
    void move(Clock::time_point sent);
    void pickSlider();
    void takePainted(std::uint64_t recipeHash);
    void report();

    StudioApp &m_studio;
    std::chrono::seconds m_length;
    std::chrono::microseconds m_period; ///< Between two events.
    int m_movesPerDrag;
    int m_warmUp;             ///< Events that are not counted.
    std::mt19937 m_random{1}; // NOLINT(cert-msc51-cpp): the same drag every time
    QWidget *m_track = nullptr;
    QPointF m_hand;
    double m_target = 0.0;
    int m_events = 0;
    int m_frames = 0;
    long m_residentAtStart = 0;
    double m_cpuAtStart = 0.0; ///< Of the GUI thread.
    std::deque<Pending> m_pending;
    std::vector<double> m_latencies; ///< Milliseconds, as all below.
    std::vector<double> m_waits;
    std::jthread m_mouse; // last member: joins before the rest goes
};

} // namespace imago::app
