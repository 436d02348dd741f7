// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/document.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <QSignalSpy>

#include <filesystem>

using namespace imago;

namespace {

project::Project snapshot(bool)
{
    return {};
}

// What a studio leaves that ends without closing.
void crash(const std::filesystem::path &folder)
{
    auto slot = project::AutosaveSlot::open(folder / "autosave");
    REQUIRE(slot);
    REQUIRE(slot->save(snapshot(false)));
}

} // namespace

TEST_CASE("what a crashed studio left stays until it is safe elsewhere, also if the next one crashes at once")
{
    const test::TempDir folder;
    crash(folder.path());
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

TEST_CASE("what was recovered and saved while the window closes is not recovered again")
{
    const test::TempDir folder;
    crash(folder.path());
    app::Document document(snapshot, folder.path());
    REQUIRE(document.recover());
    document.touch();
    REQUIRE(document.saveAndWait(QString::fromStdString((folder / "mine.imago").string())));
    document.close(false);
    app::Document next(snapshot, folder.path());
    CHECK_FALSE(next.recover());
}
