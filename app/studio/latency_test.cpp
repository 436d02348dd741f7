// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/latency_test.h"

#include "app/studio/studio_app.h"
#include "ui/canvas/canvas_view.h"
#include "ui/portrait/portrait_panel.h"
#include "ui/portrait/slider_section.h"
#include "ui/preview/frame_driver.h"
#include "ui/preview/thumbnail_painter.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/slider_track.h"

#include <QApplication>
#include <QMouseEvent>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <pthread.h>
#include <unistd.h>

namespace imago::app {

namespace {

constexpr std::chrono::microseconds kMousePeriod{8000};
constexpr int kMovesPerDrag = 250;
constexpr int kMostDrags = 20; ///< Each leaves an undo step with its thumbnail; long tests make longer drags.
constexpr int kThumbnailSide = 256;
constexpr int kSmallestFinal = 512; ///< Pixels, in the smallest windows.
/// What is remembered is bounded: the warm-up fills it, so that what still grows afterwards is something else.
constexpr int toFill(qsizetype bytes, int side)
{
    return static_cast<int>(bytes / (qsizetype{4} * side * side)) + 4; // RGBA, and some more
}
constexpr int kWarmUpDrags = toFill(ui::FrameDriver::kCacheBytes, kSmallestFinal);
constexpr int kWarmUpThumbnails = toFill(ui::ThumbnailPainter::kCacheBytes, kThumbnailSide);
constexpr int kWarmUpMoves = 10;
constexpr int kLongWarmUpDrags = 2; ///< Of kMovesPerDrag: what only a long drag allocates is there, too.
constexpr std::size_t kMostSamples = 200'000;
/// Memory is looked at so many times. Pictures come and go, so a tenth of the looks at the end is compared with one
/// at the beginning.
constexpr std::size_t kLooks = 200;

double milliseconds(std::chrono::steady_clock::duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

/// Kilobytes of memory that this process holds.
long residentKilobytes()
{
    std::ifstream statm("/proc/self/statm");
    long total = 0;
    long resident = 0;
    statm >> total >> resident;
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

/// What a thread has computed, however busy the machine is with other things.
double threadMilliseconds(clockid_t thread)
{
    timespec spent{};
    clock_gettime(thread, &spent);
    return 1e3 * static_cast<double>(spent.tv_sec) + 1e-6 * static_cast<double>(spent.tv_nsec);
}

double percentile(std::vector<double> &values, double share)
{
    if (values.empty())
        return 0.0;
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

void send(QWidget *to, QEvent::Type type, QPointF at, Qt::MouseButtons buttons)
{
    const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, to->mapToGlobal(at), button, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(to, &event);
}

} // namespace

LatencyTest::LatencyTest(StudioApp &studio, std::chrono::seconds length, int events)
    : QObject(&studio)
    , m_studio(studio)
    , m_length(length)
    , m_period(events > 0 ? std::chrono::microseconds(length) / events : kMousePeriod)
    , m_movesPerDrag(std::max(kMovesPerDrag, events / kMostDrags))
{
    connect(&studio.window().canvas(), &ui::CanvasView::painted, this, &LatencyTest::takePainted);
    // Touched now, so that the test's own figures do not grow later.
    for (std::vector<double> *samples : {&m_latencies, &m_waits, &m_ownWaits, &m_resident}) {
        samples->resize(kMostSamples);
        samples->clear();
    }
    if (studio.isLoaded())
        begin();
    else
        connect(&studio, &StudioApp::loaded, this, &LatencyTest::begin);
}

LatencyTest::~LatencyTest() = default;

void LatencyTest::begin()
{
    for (std::uint64_t seed = 0; seed < kWarmUpThumbnails; ++seed)
        m_studio.thumbnails().request(latent::recipeFromSeed(seed, 1.0), kThumbnailSide);
    pthread_getcpuclockid(pthread_self(), &m_guiClock);
    m_mouse = std::jthread([this](const std::stop_token &stop) {
        auto next = Clock::now();
        while (!stop.stop_requested()) {
            next += m_period;
            std::this_thread::sleep_until(next);
            QMetaObject::invokeMethod(
                this,
                [this, sent = Clock::now(), computed = threadMilliseconds(m_guiClock)] {
                    m_phase == Phase::Measured ? move(sent, computed) : warmUp();
                },
                Qt::QueuedConnection);
        }
    });
}

void LatencyTest::pickSlider()
{
    std::vector<QWidget *> tracks;
    for (const ui::SliderSection *section : m_studio.portraitPanel().sections()) {
        for (const ui::LabelledSlider *row : section->rows()) {
            if (row->isVisible() && row->track().isVisible() && !row->track().spec().toggle)
                tracks.push_back(&row->track());
        }
    }
    m_track = tracks[m_random() % tracks.size()];
    m_hand = QRectF(m_track->rect()).center();
}

void LatencyTest::warmUp()
{
    const bool isShort = m_phase == Phase::ShortDrags;
    const int moves = isShort ? kWarmUpMoves : kMovesPerDrag;
    if (m_events % moves == 0 && m_track != nullptr) {
        send(m_track, QEvent::MouseButtonRelease, m_hand, Qt::NoButton);
        if (!m_studio.driver().isSettled())
            return;
    }
    if (m_events < moves * (isShort ? kWarmUpDrags : kLongWarmUpDrags))
        return drag(moves);
    m_track = nullptr;
    m_events = 0;
    m_phase = isShort ? Phase::LongDrags : Phase::Measured;
    m_frames = 0;
    m_pending.clear();
    m_begun = Clock::now();
    m_cpuAtStart = threadMilliseconds(m_guiClock);
}

void LatencyTest::drag(int movesPerDrag)
{
    if (m_events % movesPerDrag == 0) {
        if (m_track != nullptr)
            send(m_track, QEvent::MouseButtonRelease, m_hand, Qt::NoButton);
        pickSlider();
        send(m_track, QEvent::MouseButtonPress, m_hand, Qt::LeftButton);
    }
    // A hand goes to places, fast at first and slower at the end.
    if (m_events % 40 == 0)
        m_target = std::uniform_real_distribution<double>(0, m_track->width())(m_random);
    m_hand.rx() += 0.2 * (m_target - m_hand.x()) + std::uniform_real_distribution<double>(-1, 1)(m_random);
    send(m_track, QEvent::MouseMove, m_hand, Qt::LeftButton);
    ++m_events;
}

void LatencyTest::move(Clock::time_point sent, double computed)
{
    const auto now = Clock::now();
    if (now - m_begun >= m_length)
        return report();
    if (now - m_begun >= m_length * m_resident.size() / kLooks)
        m_resident.push_back(static_cast<double>(residentKilobytes()));
    if (m_waits.size() < kMostSamples) {
        m_waits.push_back(milliseconds(now - sent));
        m_ownWaits.push_back(threadMilliseconds(m_guiClock) - computed);
    }
    const latent::Recipe before = m_studio.session().recipe();
    drag(m_movesPerDrag);
    const latent::Recipe &after = m_studio.session().recipe();
    if (after.point != before.point)
        m_pending.push_back({latent::hash(after), sent});
}

void LatencyTest::takePainted(std::uint64_t recipeHash)
{
    ++m_frames;
    // A hand that comes back to a value makes the same recipe again: the newest one is meant.
    const auto found = std::find_if(m_pending.rbegin(), m_pending.rend(),
                                    [&](const Pending &one) { return one.recipeHash == recipeHash; });
    if (found == m_pending.rend())
        return;
    const auto now = Clock::now();
    for (auto served = m_pending.begin(); served != found.base(); ++served) {
        if (m_latencies.size() < kMostSamples)
            m_latencies.push_back(milliseconds(now - served->at));
    }
    m_pending.erase(m_pending.begin(), found.base());
}

void LatencyTest::report()
{
    if (!m_mouse.joinable())
        return; // what the mouse had still sent
    m_mouse = {};
    const auto middleOfLooks = [this](std::size_t from) {
        const auto begin = m_resident.begin() + static_cast<std::ptrdiff_t>(from);
        std::vector<double> looks(begin, begin + kLooks / 10);
        return percentile(looks, 0.5);
    };
    const double growth =
        m_resident.size() < kLooks ? 0.0 : middleOfLooks(kLooks - kLooks / 10) - middleOfLooks(0);
    const auto longest = [](const std::vector<double> &waits) {
        return waits.empty() ? 0.0 : *std::ranges::max_element(waits);
    };
    const double cpuPerEvent = (threadMilliseconds(m_guiClock) - m_cpuAtStart) / std::max(1, m_events);
    std::printf("{\"events\": %d, \"frames\": %d, \"framesPerSecond\": %.1f, "
                "\"eventToFrameMs\": {\"p50\": %.1f, \"p95\": %.1f, \"p99\": %.1f}, "
                "\"guiWaitMs\": {\"p50\": %.2f, \"p99\": %.2f, \"longest\": %.2f, \"longestOwn\": %.2f}, "
                "\"guiCpuMsPerEvent\": %.2f, \"memoryGrowthKb\": %.0f}\n",
                m_events, m_frames, m_frames / static_cast<double>(m_length.count()),
                percentile(m_latencies, 0.5), percentile(m_latencies, 0.95), percentile(m_latencies, 0.99),
                percentile(m_waits, 0.5), percentile(m_waits, 0.99), longest(m_waits), longest(m_ownWaits),
                cpuPerEvent, growth);
    std::fflush(stdout);
    QCoreApplication::exit(0);
}

} // namespace imago::app
