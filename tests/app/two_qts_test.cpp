// SPDX-License-Identifier: GPL-3.0-or-later
// The real neural module in a process with a window: Debian's LibTorch brings Qt 5 along.
#include "app/neural_module.h"
#include "app/resources.h"
#include "tests/support/catch.h"

#include <QApplication>
#include <QLabel>
#include <QTest>
#include <QTimer>

#include <fstream>
#include <string>
#include <thread>

using namespace imago;

namespace {

bool isMapped(const std::string &library)
{
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        if (line.find(library) != std::string::npos)
            return true;
    }
    return false;
}

/// Widgets, their painting, timers and signals across threads still do what they should.
void useQt()
{
    QLabel label(QStringLiteral("face"));
    label.resize(120, 40);
    label.show();
    REQUIRE(QTest::qWaitForWindowExposed(&label));
    int heard = 0;
    QTimer::singleShot(0, &label, [&heard] { ++heard; });
    std::jthread([&] { QMetaObject::invokeMethod(&label, [&heard] { ++heard; }, Qt::QueuedConnection); });
    CHECK(QTest::qWaitFor([&heard] { return heard == 2; }));
    const QImage seen = label.grab().toImage();
    CHECK(seen.size() == label.size() * label.devicePixelRatio());
    CHECK(label.metaObject()->inherits(&QWidget::staticMetaObject));
}

} // namespace

TEST_CASE("a window lives on beside LibTorch and the Qt 5 that it may bring along")
{
    useQt();
    const Result<const NeuralFactory *> module = openNeuralModule();
    REQUIRE(module);
    const Result<std::filesystem::path> resources = findResources();
    REQUIRE(resources);
    Result<std::shared_ptr<latent::NeuralModel>> model = (*module)->loadModel(*resources / "models" / "portraits");
    REQUIRE(model);

    if (isMapped("libQt5Core"))
        CHECK(std::string(qVersion()).starts_with("6."));
    else
        WARN("this LibTorch brings no Qt 5: nothing to meet");
    useQt();

    // Both at once: the network computes on a thread of its own while the window works.
    Result<ImagePtr> drawn = ImagePtr();
    {
        const std::jthread worker(
            [&] { drawn = (*model)->render(latent::neutralPoint(), (*model)->nativeSize(), {}); });
        useQt();
    }
    REQUIRE(drawn);
    REQUIRE(*drawn);
    CHECK((*drawn)->size() == (*model)->nativeSize());
}
