// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/style_latency.h"

#include "app/studio/studio_app.h"
#include "app/studio/style_room.h"
#include "engine/files/image_file.h"
#include "ui/canvas/canvas_view.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>
#include <vector>

namespace imago::app {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kLook{20};
constexpr std::chrono::milliseconds kRest{400}; // what the last round has started in the background has its time
enum Kind { kNewPainting, kSlider, kDroppedPhoto, kKinds };

/// The times of one kind of round, milliseconds.
struct Times
{
    std::vector<double> first, whole;
};

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

class StyleLatency : public QObject
{
public:
    StyleLatency(StudioApp &studio, int rounds)
        : QObject(&studio)
        , m_studio(studio)
        , m_rounds(rounds)
    {
        m_look.callOnTimeout(this, [this] {
            if (m_studio.isLoaded() && m_studio.isSettled() && room().session().state().isStyled()) {
                m_look.stop();
                m_painting = *room().session().state().styles.front().source->painting->full;
                m_photo = *room().session().state().photo->full;
                begin();
            }
        });
        m_look.start(kLook);
        connect(&m_studio.window().canvas(ui::Room::Style), &ui::CanvasView::painted, this, &StyleLatency::painted);
        connect(&room().driver(), &ui::FrameDriver::failed, this, [](const Error &error) {
            std::fprintf(stderr, "a painting failed: %s\n", describe(error).c_str());
            QCoreApplication::exit(2); // its time would count as a fast one
        });
    }

private:
    StyleRoom &room() { return m_studio.styleRoom(); }

    /// A painting that nobody has seen: the given one with another first pixel.
    ui::StyleSourcePtr unseen()
    {
        Image other = m_painting;
        other.bytes()[0] = static_cast<std::uint8_t>(++m_count);
        other.bytes()[4] = static_cast<std::uint8_t>(m_count / 256 + 1);
        return ui::styleOfPainting(ui::makeSourcePicture(std::move(other), QStringLiteral("%1").arg(m_count)));
    }

    void begin()
    {
        switch (kind()) {
        case kNewPainting:
            wait([this, style = unseen()] { room().session().setStyle(style); });
            break;
        case kSlider: // the same style, another strength: what a hand on a slider asks for
            wait([this] { room().session().setStrength(1.0 - 0.001 * (m_round + 1)); });
            break;
        default:
            wait([this, file = unseenPhoto()] { room().bring(ui::StylePart::Photo, {file}); });
        }
    }

    Kind kind() const { return static_cast<Kind>(m_round % kKinds); }

    /// The file of a photo that nobody has seen.
    QString unseenPhoto()
    {
        Image other = m_photo;
        for (int y = 0; y < 8; ++y)
            std::fill_n(other.row(y), other.bytesPerRow() / static_cast<std::size_t>(other.width()) * 8,
                        static_cast<std::uint8_t>(8 * ++m_count));
        m_dropped = m_folder.filePath(QStringLiteral("%1.jpg").arg(m_count));
        if (!files::writeImage(m_dropped.toStdString(), other))
            QCoreApplication::exit(2);
        return m_dropped;
    }

    template <typename Change>
    void wait(const Change &change)
    {
        m_firstSeen = false;
        m_begun = Clock::now();
        change();
    }

    void painted(std::uint64_t hash)
    {
        if (m_begun == Clock::time_point() || hash != ui::hash(room().session().state()))
            return;
        if (kind() == kDroppedPhoto && room().session().state().photo->file != m_dropped)
            return;
        const double took = std::chrono::duration<double, std::milli>(Clock::now() - m_begun).count();
        Times &times = m_times[kind()];
        if (!std::exchange(m_firstSeen, true))
            times.first.push_back(took);
        // Its ending may still be on its way.
        if (room().driver().shown().quality != jobs::Quality::Final)
            return;
        times.whole.push_back(took);
        m_begun = {};
        if (++m_round == kKinds * m_rounds)
            end();
        else
            QTimer::singleShot(kRest, this, &StyleLatency::begin);
    }

    void end()
    {
        const Size photo = room().session().state().photo->size();
        std::printf("{\"photo\": \"%d x %d\", \"rounds\": %d, \"newPaintingMs\": %.0f, \"newPaintingWholeMs\": %.0f, "
                    "\"sliderMs\": %.0f, \"sliderWholeMs\": %.0f, \"droppedPhotoMs\": %.0f, "
                    "\"droppedPhotoWholeMs\": %.0f}\n",
                    photo.width, photo.height, m_rounds, median(m_times[kNewPainting].first),
                    median(m_times[kNewPainting].whole), median(m_times[kSlider].first),
                    median(m_times[kSlider].whole), median(m_times[kDroppedPhoto].first),
                    median(m_times[kDroppedPhoto].whole));
        std::fflush(stdout);
        QCoreApplication::exit(0);
    }

    StudioApp &m_studio;
    int m_rounds;
    int m_round = 0;
    int m_count = 0;
    bool m_firstSeen = false;
    Clock::time_point m_begun;
    Image m_painting;
    Image m_photo;
    QTemporaryDir m_folder; ///< Of the photos that are dropped.
    QString m_dropped;
    std::array<Times, kKinds> m_times;
    QTimer m_look;
};

} // namespace

void measureStyleLatency(StudioApp &studio, int rounds)
{
    new StyleLatency(studio, std::max(1, rounds));
}

} // namespace imago::app
