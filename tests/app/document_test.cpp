// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/document.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <QSignalSpy>

#include <filesystem>

using namespace imago;

TEST_CASE("what a crashed studio left stays until it is safe elsewhere, also if the next one crashes at once")
{
    const test::TempDir folder;
    const auto snapshot = [](bool) { return project::Project(); };
    {
        auto crashed = project::AutosaveSlot::open(folder / "autosave");
        REQUIRE(crashed);
        REQUIRE(crashed->save(project::Project()));
    }
    {
        app::Document again(snapshot, folder.path());
        REQUIRE(again.recover());
        again.touch();
    } // crashes before its first autosave
    app::Document document(snapshot, folder.path());
    REQUIRE(document.recover());
    QSignalSpy saved(&document, &app::Document::saved);
    document.save(QString::fromStdString((folder / "mine.imago").string()));
    REQUIRE(saved.wait());
    app::Document next(snapshot, folder.path());
    CHECK_FALSE(next.recover());
}
