// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop studio.
#include "app/studio/latency_test.h"
#include "app/studio/screenshot.h"
#include "app/studio/startup_test.h"
#include "app/studio/studio_app.h"
#include "app/studio/studio_options.h"
#include "app/studio/style_latency.h"

#include <QApplication>
#include <QIcon>
#include <QImageReader>

#include <cstdlib>
#include <malloc.h>
#include <memory>

namespace {

/// Qt refuses pictures above 128 MB by itself; the studio's own limit is 200 megapixels, checked before
/// decoding.
constexpr int kImageMegabytes = 1024;

/// Large pictures and tensors come and go with every frame: giving their pages back each time costs more than
/// drawing.
void keepLargeBlocks()
{
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, 64 << 20);
    mallopt(M_ARENA_MAX, 2); // each thread its own would grow without end by holes; two are as fast
}

} // namespace

int main(int argc, char **argv)
{
    keepLargeBlocks();
    // Waiting OpenMP threads must not spin: they share the processors with the window.
    setenv("OMP_WAIT_POLICY", "PASSIVE", 0);

    QCoreApplication::setOrganizationName(QStringLiteral("imago"));
    QCoreApplication::setApplicationName(QStringLiteral("imago-studio"));
    QCoreApplication::setApplicationVersion(QStringLiteral(IMAGO_VERSION));

    // First without a window: a wrong option is told also where there is no display.
    const imago::app::StudioOptions options = [&] {
        const QCoreApplication reader(argc, argv);
        return imago::app::parseOptions(QCoreApplication::arguments());
    }();

    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QString());
    QGuiApplication::setDesktopFileName(QStringLiteral("imago-studio"));
    QImageReader::setAllocationLimit(kImageMegabytes);

    imago::app::StudioApp studio(application, options);
    studio.start();
    if (options.startupTest)
        imago::app::measureStartup(studio);
    if (!options.screenshot.isEmpty())
        imago::app::takeScreenshot(studio, options);
    if (options.styleTest > 0)
        imago::app::measureStyleLatency(studio, options.styleTest);
    if (options.latencyTest)
        new imago::app::LatencyTest(studio, *options.latencyTest, options.events);
    return QApplication::exec();
}
