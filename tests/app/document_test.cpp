// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/document.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <QSignalSpy>
#include <QTest>

#include <filesystem>
#include <fstream>

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

TEST_CASE("what comes back after a crash knows the file that it was saved in")
{
    const test::TempDir folder;
    const std::string file = folder / "mine.imago";
    {
        app::Document document(snapshot, folder.path());
        QSignalSpy saved(&document, &app::Document::saved);
        document.save(QString::fromStdString(file));
        REQUIRE(saved.wait());
        QTest::qWait(6000); // a save that is due after four seconds, and its second of looking
    } // crashes
    app::Document next(snapshot, folder.path());
    const auto recovered = next.recover();
    REQUIRE(recovered);
    CHECK(recovered->project.document == file);
}

TEST_CASE("a save that still runs is waited for before anybody is asked about changes")
{
    const test::TempDir folder;
    app::Document document(snapshot, folder.path());
    document.touch();
    document.save(QString::fromStdString((folder / "mine.imago").string()));
    document.finishSaves();
    CHECK_FALSE(document.isModified());
    CHECK(document.path() == QString::fromStdString((folder / "mine.imago").string()));
}

TEST_CASE("a file that another program has written since is told, one's own saves are not")
{
    const test::TempDir folder;
    const QString file = QString::fromStdString((folder / "mine.imago").string());
    app::Document document(snapshot, {});
    CHECK_FALSE(document.isChangedOnDisk());
    REQUIRE(document.saveAndWait(file));
    CHECK_FALSE(document.isChangedOnDisk());
    QSignalSpy saved(&document, &app::Document::saved);
    document.save(file);
    CHECK_FALSE(document.isChangedOnDisk()); // also while it is on its way
    REQUIRE((!saved.isEmpty() || saved.wait()));
    CHECK_FALSE(document.isChangedOnDisk());

    std::ofstream(file.toStdString(), std::ios::app) << "more";
    CHECK(document.isChangedOnDisk());
    REQUIRE(document.saveAndWait(file));
    CHECK_FALSE(document.isChangedOnDisk());
    std::filesystem::remove(file.toStdString());
    CHECK_FALSE(document.isChangedOnDisk()); // nothing there could be lost
}
