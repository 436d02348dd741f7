// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/save_file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace imago;
using namespace imago::files;
namespace fs = std::filesystem;

namespace {

std::size_t entriesOf(const fs::path &folder)
{
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

std::string contentOf(const fs::path &path)
{
    return readFile(path, 1 << 24).value_or("(unreadable)");
}

template <typename T>
ErrorCode codeOf(const Result<T> &result)
{
    REQUIRE_FALSE(result.has_value());
    return result.error().code;
}

} // namespace

TEST_CASE("a saved file holds what was written, and nothing is left beside it")
{
    const test::TempDir folder;
    REQUIRE(saveFile(folder / "a.txt", std::string("first")));
    REQUIRE(saveFile(folder / "a.txt", std::vector<std::uint8_t>{'n', 'e', 'w'}));
    CHECK(contentOf(folder / "a.txt") == "new");
    REQUIRE(saveFile(folder / "empty", std::string()));
    CHECK(contentOf(folder / "empty").empty());
    CHECK(entriesOf(folder.path()) == 2);
}

TEST_CASE("a file is replaced by commit and by nothing else")
{
    const test::TempDir folder;
    const fs::path path = folder / "a.txt";
    REQUIRE(saveFile(path, std::string("old")));
    {
        Result<SaveFile> file = SaveFile::create(path);
        REQUIRE(file);
        REQUIRE(file->write("half of the new"));
        CHECK(contentOf(path) == "old");
        SaveFile moved = std::move(*file);
        REQUIRE(moved.write(" file"));
    }
    CHECK(contentOf(path) == "old");
    CHECK(entriesOf(folder.path()) == 1);
}

TEST_CASE("two savers of one file do not disturb each other")
{
    const test::TempDir folder;
    const fs::path path = folder / "a.txt";
    Result<SaveFile> one = SaveFile::create(path);
    Result<SaveFile> two = SaveFile::create(path);
    REQUIRE((one && two));
    REQUIRE(one->write("one"));
    REQUIRE(two->write("two"));
    REQUIRE(one->commit());
    CHECK(contentOf(path) == "one");
    REQUIRE(two->commit());
    CHECK(contentOf(path) == "two");
    CHECK(entriesOf(folder.path()) == 1);
}

TEST_CASE("what a killed saver left behind is used again")
{
    const test::TempDir folder;
    std::ofstream(folder / ".a.txt.saving") << "a longer piece of an unfinished file";
    REQUIRE(saveFile(folder / "a.txt", std::string("new")));
    CHECK(contentOf(folder / "a.txt") == "new");
    CHECK(entriesOf(folder.path()) == 1);
}

TEST_CASE("a planted link in place of the sibling is not followed")
{
    const test::TempDir folder;
    std::ofstream(folder / "victim") << "precious";
    fs::create_symlink(folder / "victim", folder / ".a.txt.saving");
    fs::create_hard_link(folder / "victim", folder / ".a.txt.saving1");
    REQUIRE(saveFile(folder / "a.txt", std::string("new")));
    CHECK(contentOf(folder / "victim") == "precious");
    CHECK(contentOf(folder / "a.txt") == "new");
}

TEST_CASE("saving keeps links and modes")
{
    const test::TempDir folder;
    REQUIRE(saveFile(folder / "real", std::string("old")));
    fs::permissions(folder / "real", fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("real", folder / "link");
    REQUIRE(saveFile(folder / "link", std::string("new")));
    CHECK(fs::is_symlink(folder / "link"));
    CHECK(contentOf(folder / "real") == "new");
    CHECK(fs::status(folder / "real").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a long name, and one relative to the working folder, can be saved")
{
    const test::TempDir folder;
    const std::string name(250, 'x');
    REQUIRE(saveFile(folder / name, std::string("long")));
    CHECK(contentOf(folder / name) == "long");

    const fs::path before = fs::current_path();
    fs::current_path(folder.path());
    const Status saved = saveFile("relative.txt", std::string("here"));
    fs::current_path(before);
    REQUIRE(saved);
    CHECK(contentOf(folder / "relative.txt") == "here");
}

TEST_CASE("a place that cannot be written says so")
{
    const test::TempDir folder;
    REQUIRE(saveFile(folder / "file", std::string("x")));
    CHECK(codeOf(saveFile(folder.path(), std::string("x"))) == ErrorCode::FileUnwritable);
    CHECK(codeOf(saveFile("", std::string("x"))) == ErrorCode::FileUnwritable);
    CHECK(codeOf(saveFile(folder / "missing" / "a.txt", std::string("x"))) == ErrorCode::FileUnwritable);
    CHECK(codeOf(saveFile(folder / "file" / "a.txt", std::string("x"))) == ErrorCode::FileUnwritable);
    CHECK(codeOf(saveFile(folder.path().string() + "/", std::string("x"))) == ErrorCode::FileUnwritable);
    CHECK(codeOf(saveFile("/proc/imago", std::string("x"))) == ErrorCode::FileUnwritable);
    const Status failed = saveFile(folder / "missing" / "a.txt", std::string("x"));
    CHECK(failed.error().subject == "a.txt");
    CHECK(failed.error().detail.find("No such file") != std::string::npos);
}

TEST_CASE("without permission nothing is written")
{
    const test::TempDir folder;
    if (geteuid() == 0) { // root may write everywhere: be somebody else for a moment
        fs::permissions(folder.path(),
                        fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
        REQUIRE(saveFile(folder / "a.txt", std::string("old")));
        REQUIRE(seteuid(65534) == 0);
        const Status replaced = saveFile(folder / "a.txt", std::string("new"));
        const Status created = saveFile(folder / "b.txt", std::string("new"));
        REQUIRE(seteuid(0) == 0);
        CHECK(codeOf(replaced) == ErrorCode::FileUnwritable);
        CHECK(codeOf(created) == ErrorCode::FileUnwritable);
    } else {
        REQUIRE(saveFile(folder / "a.txt", std::string("old")));
        fs::permissions(folder / "a.txt", fs::perms::owner_read);
        CHECK(codeOf(saveFile(folder / "a.txt", std::string("new"))) == ErrorCode::FileUnwritable);
    }
    CHECK(contentOf(folder / "a.txt") == "old");
    CHECK(entriesOf(folder.path()) == 1);
}

TEST_CASE("a full device is told apart from a forbidden one")
{
    CHECK(codeOf(saveFile("/dev/full", std::string("x"))) == ErrorCode::DiskFull);
    CHECK(saveFile("/dev/null", std::string("x")));
}

TEST_CASE("on a full disk the old file stays and the sibling goes")
{
    const test::TempDir folder;
    if (mount("imago-test", folder.path().c_str(), "tmpfs", 0, "size=64k") != 0)
        return; // not allowed here; the next case reaches the same code by another limit
    const std::string large(100'000, 'x');
    const Status first = saveFile(folder / "a.txt", std::string("old"));
    const Status second = saveFile(folder / "a.txt", large);
    const std::string content = contentOf(folder / "a.txt");
    const std::size_t entries = entriesOf(folder.path());
    umount(folder.path().c_str());
    CHECK(first.has_value());
    CHECK(codeOf(second) == ErrorCode::DiskFull);
    CHECK(content == "old");
    CHECK(entries == 1);
}

TEST_CASE("a write that fails in the middle leaves the old file, even when commit is called")
{
    const test::TempDir folder;
    const fs::path path = folder / "a.txt";
    REQUIRE(saveFile(path, std::string("old")));

    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const rlimit small{4096, before.rlim_max};
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    Status written;
    Status committed;
    {
        Result<SaveFile> file = SaveFile::create(path);
        if (file) {
            written = file->write(std::string(10'000, 'x'));
            committed = file->commit();
        }
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    CHECK(codeOf(written) == ErrorCode::FileUnwritable);
    CHECK(codeOf(committed) == ErrorCode::FileUnwritable);
    CHECK(contentOf(path) == "old");
    CHECK(entriesOf(folder.path()) == 1);
}

TEST_CASE("a saver killed at any moment leaves a whole file")
{
    const test::TempDir folder;
    const fs::path path = folder / "state.json";
    const std::string a(300'000, 'a');
    const std::string b(200'000, 'b');
    REQUIRE(saveFile(path, a));
    for (int round = 0; round < 100; ++round) {
        int ready[2] = {};
        REQUIRE(pipe(ready) == 0);
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            if (write(ready[1], "x", 1) != 1)
                _exit(1);
            for (;;) {
                if (!saveFile(path, b) || !saveFile(path, a))
                    _exit(1);
            }
        }
        char byte = 0;
        REQUIRE(read(ready[0], &byte, 1) == 1);
        close(ready[0]);
        close(ready[1]);
        usleep(static_cast<useconds_t>(37 * round)); // the moment; no result depends on its length
        kill(child, SIGKILL);
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        REQUIRE(WIFSIGNALED(status));

        const std::string content = contentOf(path);
        REQUIRE((content == a || content == b));
        REQUIRE(entriesOf(folder.path()) <= 2);
    }
    REQUIRE(saveFile(path, b));
    CHECK(entriesOf(folder.path()) == 1);
}

TEST_CASE("reading says what is wrong with a path")
{
    const test::TempDir folder;
    REQUIRE(saveFile(folder / "ten", std::string("0123456789")));
    CHECK(readFile(folder / "ten", 10).value() == "0123456789");
    CHECK(codeOf(readFile(folder / "ten", 9)) == ErrorCode::FileTooLarge);
    CHECK(readBytes(folder / "ten", 10).value().size() == 10);
    CHECK(codeOf(readFile(folder / "missing", 10)) == ErrorCode::FileMissing);
    CHECK(codeOf(readFile(folder / "ten" / "x", 10)) == ErrorCode::FileMissing);
    CHECK(codeOf(readFile("", 10)) == ErrorCode::FileMissing);
    CHECK(codeOf(readFile(folder.path(), 10)) == ErrorCode::FileUnreadable);
    CHECK(codeOf(readFile("/dev/zero", 10)) == ErrorCode::FileUnreadable);
    REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(codeOf(readFile(folder / "pipe", 10)) == ErrorCode::FileUnreadable);
    fs::create_symlink("loop", folder / "loop");
    CHECK(codeOf(readFile(folder / "loop", 10)) == ErrorCode::FileUnreadable);
    CHECK(readFile("/proc/self/status", 1 << 20).value().size() > 10); // its size is said to be 0
    CHECK(readFile(folder.path(), 10).error().detail.find("folder") != std::string::npos);
}

TEST_CASE("reading without permission is unreadable")
{
    const test::TempDir folder;
    REQUIRE(saveFile(folder / "secret", std::string("x")));
    fs::permissions(folder / "secret", fs::perms::none);
    const bool isRoot = geteuid() == 0;
    REQUIRE((!isRoot || seteuid(65534) == 0));
    const Result<std::string> read = readFile(folder / "secret", 10);
    REQUIRE((!isRoot || seteuid(0) == 0));
    CHECK(codeOf(read) == ErrorCode::FileUnreadable);
}
