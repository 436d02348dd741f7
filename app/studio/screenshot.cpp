// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/screenshot.h"

#include "app/studio/studio_app.h"

#include <QApplication>
#include <QPixmap>
#include <QTimer>

#include <cstdio>

namespace imago::app {

namespace {

constexpr std::chrono::milliseconds kLook{50};
constexpr std::chrono::seconds kPatience{60};

} // namespace

void takeScreenshot(StudioApp &studio, const StudioOptions &options)
{
    const auto grab = [&studio, file = options.screenshot] {
        const bool saved = studio.window().grab().save(file);
        if (!saved)
            std::fprintf(stderr, "imago-studio: could not write %s\n", qUtf8Printable(file));
        QCoreApplication::exit(saved ? 0 : 2);
    };
    auto *look = new QTimer(&studio);
    QObject::connect(look, &QTimer::timeout, &studio, [&studio, look, grab, after = options.after] {
        if (!studio.isLoaded() || !studio.isSettled())
            return;
        look->stop();
        QTimer::singleShot(after, &studio, grab);
    });
    look->start(kLook);
    QTimer::singleShot(kPatience, &studio, [] {
        std::fputs("imago-studio: no final picture within a minute\n", stderr);
        QCoreApplication::exit(2);
    });
}

} // namespace imago::app
