// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/screenshot.h"

#include "app/studio/studio_app.h"
#include "engine/files/image_file.h"
#include "ui/preview/to_qimage.h"

#include <QApplication>
#include <QImage>
#include <QPixmap>
#include <QTimer>

#include <cstdio>

namespace imago::app {

namespace {

constexpr std::chrono::milliseconds kLook{50};
constexpr std::chrono::seconds kPatience{120};

} // namespace

void takeScreenshot(StudioApp &studio, const StudioOptions &options)
{
    const auto grab = [&studio, file = options.screenshot] {
        const Image picture = ui::fromQImage(studio.window().grab().toImage().convertToFormat(QImage::Format_RGBA8888));
        const Status saved = files::writeImage(file.toStdString(), picture);
        if (!saved)
            std::fprintf(stderr, "imago-studio: could not write the picture: %s\n", describe(saved.error()).c_str());
        QCoreApplication::exit(saved ? 0 : 2);
    };
    auto *patience = new QTimer(&studio);
    patience->setSingleShot(true);
    QObject::connect(patience, &QTimer::timeout, &studio, [] {
        std::fputs("imago-studio: no final picture within two minutes\n", stderr);
        QCoreApplication::exit(2);
    });
    auto *look = new QTimer(&studio);
    QObject::connect(look, &QTimer::timeout, &studio, [&studio, look, patience, grab, after = options.after] {
        if (!studio.isLoaded() || !studio.isSettled())
            return;
        look->stop();
        patience->stop();
        QTimer::singleShot(after, &studio, grab);
    });
    look->start(kLook);
    patience->start(kPatience);
}

} // namespace imago::app
