// SPDX-License-Identifier: GPL-3.0-or-later
// Clips from strangers: each is read or ends in one error; nothing else is opened, whatever they name.
#include "engine/core/random.h"
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/video/ffmpeg/reader.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/video/clip_maker.h"

using namespace imago;
using namespace imago::test;
using namespace imago::video;

namespace {

struct Read
{
    int frames = 0;
    std::optional<Error> error;
};

Read readAll(const std::filesystem::path &file)
{
    Read read;
    Result<Reader> reader = Reader::open(file);
    if (!reader) {
        read.error = reader.error();
        return read;
    }
    for (;;) {
        const auto frame = reader->next();
        if (!frame)
            read.error = frame.error();
        if (!frame || !*frame)
            return read;
        ++read.frames;
    }
}

std::string clipBytes(const TempDir &folder, const std::string &name)
{
    ClipPlan plan;
    plan.times.clear();
    for (int i = 0; i < 40; ++i)
        plan.times.push_back(20 * i);
    makeClip(folder / name, plan);
    return *files::readFile(folder / name, 1 << 24);
}

void checkCode(const std::filesystem::path &file, ErrorCode code)
{
    const Read read = readAll(file);
    REQUIRE(read.error);
    INFO(describe(*read.error));
    CHECK(read.error->code == code);
    CHECK(read.error->subject == file.filename().string());
}

} // namespace

TEST_CASE("what is no clip is said to be none")
{
    const TempDir folder;
    checkCode(folder / "missing.mp4", ErrorCode::FileMissing);
    REQUIRE(files::saveFile(folder / "empty.mp4", ""));
    checkCode(folder / "empty.mp4", ErrorCode::FileDamaged);
    REQUIRE(files::saveFile(folder / "text.mp4", std::string(5000, 'x')));
    checkCode(folder / "text.mp4", ErrorCode::UnsupportedFormat);
    REQUIRE(files::writeImage(folder / "picture.png", Image({20, 20})));
    checkCode(folder / "picture.png", ErrorCode::UnsupportedFormat);
    checkCode(folder.path(), ErrorCode::FileUnreadable);
}

TEST_CASE("a playlist that names another file is not followed")
{
    const TempDir folder;
    makeClip(folder / "secret.mp4", {});
    const std::string path = (folder / "secret.mp4").string();
    REQUIRE(files::saveFile(folder / "list.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://" + path +
                                                      "\n#EXT-X-ENDLIST\n"));
    checkCode(folder / "list.mp4", ErrorCode::UnsupportedFormat);
    REQUIRE(files::saveFile(folder / "concat.mp4", "ffconcat version 1.0\nfile '" + path + "'\n"));
    checkCode(folder / "concat.mp4", ErrorCode::UnsupportedFormat);
}

TEST_CASE("a clip with sound alone has no video")
{
    const TempDir folder;
    makeSound(folder / "sound.mov", "aac");
    checkCode(folder / "sound.mov", ErrorCode::UnsupportedFormat);
}

TEST_CASE("a clip is what it contains, not what its ending says")
{
    const TempDir folder;
    clipBytes(folder, "clip.webm");
    std::filesystem::copy(folder / "clip.webm", folder / "clip.mp4");
    const Read read = readAll(folder / "clip.mp4");
    CHECK_FALSE(read.error);
    CHECK(read.frames == 40);
}

TEST_CASE("a clip of one frame is a clip")
{
    const TempDir folder;
    ClipPlan plan;
    plan.times = {0};
    for (const char *name : {"one.mp4", "one.mov", "one.webm"}) {
        makeClip(folder / name, plan);
        const Read read = readAll(folder / name);
        INFO(name);
        CHECK_FALSE(read.error);
        CHECK(read.frames == 1);
    }
}

TEST_CASE("a clip that claims to be huge is refused before a frame of it is made")
{
    const TempDir folder;
    std::string bytes = clipBytes(folder, "clip.mov");
    const std::size_t entry = bytes.find("avc1", bytes.rfind("stsd"));
    REQUIRE(entry != std::string::npos);
    // Width and height of a VisualSampleEntry (ISO/IEC 14496-12, 12.1.3.2), 28 bytes behind its name: 65,535 each. The
    // stream inside says otherwise; whoever believes which of the two, nothing of that size may be allocated.
    for (std::size_t i = 0; i < 4; ++i)
        bytes[entry + 28 + i] = static_cast<char>(0xFF);
    REQUIRE(files::saveFile(folder / "huge.mov", bytes));
    const Read read = readAll(folder / "huge.mov");
    if (read.error)
        CHECK(read.error->code == ErrorCode::FileTooLarge);
    else
        CHECK(read.frames == 40);
    // A GIF says its size in its first ten bytes, and nothing contradicts it; FFmpeg's decoder then refuses to know it.
    std::string gif("GIF89a\x80\x3E\x80\x3E\x80\x00\x00", 13); // 16,000 each
    gif += std::string("\0\0\0\xFF\xFF\xFF,\0\0\0\0\x80\x3E\x80\x3E\0\x02\x02\x44\x01\0;", 22);
    REQUIRE(files::saveFile(folder / "huge.gif", gif));
    checkCode(folder / "huge.gif", ErrorCode::FileDamaged);
}

TEST_CASE("a clip that was cut off is read up to there and then says so")
{
    const TempDir folder;
    const std::string whole = clipBytes(folder, "whole.mov");
    // Our writer, like cameras, puts the index at the end: without it nothing can be read.
    REQUIRE(files::saveFile(folder / "half.mov", whole.substr(0, whole.size() / 2)));
    const Read half = readAll(folder / "half.mov");
    REQUIRE(half.error);
    CHECK((half.error->code == ErrorCode::FileDamaged || half.error->code == ErrorCode::UnsupportedFormat));

    SECTION("also where the index comes first, as on the web")
    {
        // Moves the index before the frames, as faststart does, by hand: the frames' places move by its size.
        const std::size_t moov = whole.rfind("moov") - 4;
        const std::size_t mdat = whole.find("mdat") - 4;
        std::string index = whole.substr(moov);
        const std::size_t stco = index.find("stco");
        REQUIRE(stco != std::string::npos);
        const auto number = [&](std::size_t at) {
            std::uint32_t value = 0;
            for (std::size_t i = 0; i < 4; ++i)
                value = value << 8 | static_cast<std::uint8_t>(index[at + i]);
            return value;
        };
        for (std::uint32_t i = 0; i < number(stco + 8); ++i) {
            const std::size_t at = stco + 12 + 4 * i;
            const std::uint32_t moved = number(at) + static_cast<std::uint32_t>(index.size());
            for (std::size_t k = 0; k < 4; ++k)
                index[at + k] = static_cast<char>(moved >> (24 - 8 * k));
        }
        std::string fast = whole.substr(0, mdat) + index + whole.substr(mdat, moov - mdat);
        REQUIRE(files::saveFile(folder / "fast.mov", fast));
        REQUIRE_FALSE(readAll(folder / "fast.mov").error);
        REQUIRE(files::saveFile(folder / "cut.mov", fast.substr(0, index.size() + mdat + (moov - mdat) / 2)));
        const Read cut = readAll(folder / "cut.mov");
        CHECK(cut.frames > 2);
        CHECK(cut.frames < 40);
        REQUIRE(cut.error);
        CHECK(cut.error->code == ErrorCode::FileDamaged);
    }
}

TEST_CASE("clips with random damage are read or refused, and never more")
{
    const TempDir folder;
    Random random(7);
    for (const char *name : {"clip.mp4", "clip.webm"}) {
        const std::string whole = clipBytes(folder, name);
        for (int round = 0; round < 60; ++round) {
            std::string damaged = whole;
            for (std::uint64_t i = 0; i <= random.below(20); ++i)
                damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
            if (random.chance(0.3))
                damaged.resize(random.below(damaged.size()) + 1);
            REQUIRE(files::saveFile(folder / name, damaged));
            const Read read = readAll(folder / name);
            CHECK(read.frames <= 60);
            CHECK((read.error || read.frames > 0));
        }
    }
}
