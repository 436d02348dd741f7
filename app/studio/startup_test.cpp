// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/startup_test.h"

#include "app/studio/studio_app.h"
#include "ui/canvas/canvas_view.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <unistd.h>

namespace imago::app {

namespace {

constexpr std::chrono::milliseconds kLook{5};

/// The kernel's own record, so that loading libraries counts too; its clock ticks every 10 ms.
double millisecondsSinceStart()
{
    std::ifstream stat("/proc/self/stat");
    std::string text;
    std::getline(stat, text);
    std::size_t place = text.rfind(')');
    constexpr int kFieldsToStart = 20;
    for (int field = 0; field < kFieldsToStart; ++field)
        place = text.find(' ', place + 1);
    const double ticks = std::stod(text.substr(place + 1));
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return 1e3 * (static_cast<double>(now.tv_sec) - ticks / static_cast<double>(sysconf(_SC_CLK_TCK))) +
           1e-6 * static_cast<double>(now.tv_nsec);
}

struct Marks
{
    double window = 0.0;
    double portrait = 0.0;
    double loaded = 0.0;
    double lastLook = 0.0;
    double longestWait = 0.0; ///< Of the GUI thread, once the window is there.
};

/// Notes when the window is first painted.
class FirstPaint : public QObject
{
public:
    FirstPaint(QObject *parent, std::shared_ptr<Marks> marks)
        : QObject(parent)
        , m_marks(std::move(marks))
    {
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_marks->window == 0.0)
            m_marks->window = millisecondsSinceStart();
        return QObject::eventFilter(watched, event);
    }

private:
    std::shared_ptr<Marks> m_marks;
};

} // namespace

void measureStartup(StudioApp &studio)
{
    const auto marks = std::make_shared<Marks>();
    ui::CanvasView &canvas = studio.window().canvas();
    canvas.installEventFilter(new FirstPaint(&studio, marks));
    QObject::connect(&canvas, &ui::CanvasView::painted, &studio, [marks] {
        if (marks->portrait == 0.0)
            marks->portrait = millisecondsSinceStart();
    });
    QObject::connect(&studio, &StudioApp::loaded, &studio,
                     [marks] { marks->loaded = millisecondsSinceStart(); });
    auto *look = new QTimer(&studio);
    QObject::connect(look, &QTimer::timeout, &studio, [marks] {
        const double now = millisecondsSinceStart();
        if (marks->lastLook > 0.0)
            marks->longestWait = std::max(marks->longestWait, now - marks->lastLook - kLook.count());
        marks->lastLook = marks->window > 0.0 ? now : 0.0;
        if (marks->window == 0.0 || marks->portrait == 0.0 || marks->loaded == 0.0)
            return;
        std::printf("{\"windowMs\": %.0f, \"portraitMs\": %.0f, \"modelMs\": %.0f, \"guiWaitMs\": %.0f}\n",
                    marks->window, marks->portrait, marks->loaded, marks->longestWait);
        std::fflush(stdout);
        QCoreApplication::exit(0);
    });
    look->start(kLook);
}

} // namespace imago::app
