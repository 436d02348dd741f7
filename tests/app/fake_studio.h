// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/studio_app.h"
#include "engine/files/save_file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <QApplication>
#include <QTest>

#include <cstdlib>
#include <filesystem>

namespace imago::test {

/// Resources with the real faces and packages that only the fake module can open.
struct FakeResources
{
    FakeResources()
    {
        std::filesystem::create_directory_symlink(std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/faces",
                                                  folder / "faces");
        std::filesystem::create_directories(folder / "models" / "portraits");
        std::filesystem::create_directories(folder / "styles" / "any-style");
        REQUIRE(files::saveFile(folder / "models" / "portraits" / "manifest.json", "{}"));
        qputenv("IMAGO_RESOURCES", QByteArray::fromStdString(folder.path().string()));
        qputenv("IMAGO_NEURAL_MODULE", IMAGO_FAKE_NEURAL_MODULE);
    }
    test::TempDir folder;
};

struct FakeStudio
{
    FakeResources resources;
    test::TempDir folder;
    app::StudioApp app{*qApp, options()};

    FakeStudio()
    {
        app.start();
        REQUIRE(QTest::qWaitFor([this] { return app.isLoaded() && app.driver().isSettled(); }, 60'000));
    }
    app::StudioOptions options() const
    {
        app::StudioOptions made;
        made.profile = QString::fromStdString((folder / "profile").string());
        made.language = QStringLiteral("en");
        return made;
    }
    float smile() { return app.session().recipe().point.attributes[latent::Smile]; }
};

} // namespace imago::test
