// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/save_file.h"
#include "engine/video/ffmpeg/reader.h"
#include "engine/video/ffmpeg/writer.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/video/clip_maker.h"

#include <algorithm>

using namespace imago;
using namespace imago::test;
using namespace imago::video;
using Catch::Matchers::WithinAbs;

namespace {

struct Compressed
{
    EncoderSettings settings;
    ClipOrder order;
    std::vector<Packet> packets;
    std::vector<std::int64_t> times;

    Compressed()
    {
        settings.size = {64, 48};
        settings.timeBase = {1, 30};
        Result<Encoder> encoder = Encoder::create(settings);
        REQUIRE(encoder);
        const ClipPlan plan;
        for (int i = 0; i < 12; ++i)
            REQUIRE(encoder->add(plannedFrame(plan, static_cast<std::size_t>(i)), i, 1));
        REQUIRE(encoder->finish());
        packets = encoder->takePackets();
        for (const Packet &packet : packets)
            times.push_back(packet.time);
        order = {settings, encoder->head(), encoder->colors(), std::nullopt, std::nullopt};
    }

    Result<std::optional<SoundReport>> write(const std::filesystem::path &file, const std::stop_token &stop = {}) const
    {
        std::size_t next = 0;
        return writeClip(
            file, order, times, [&]() -> Result<std::optional<Packet>> { return packets.at(next++); }, stop);
    }
};

std::vector<std::string> payloads(const std::vector<SoundPacket> &sound)
{
    std::vector<std::string> bytes;
    for (const SoundPacket &packet : sound)
        bytes.push_back(packet.bytes);
    return bytes;
}

std::size_t filesIn(const TempDir &folder)
{
    std::filesystem::directory_iterator begin(folder.path());
    return static_cast<std::size_t>(std::distance(begin, {}));
}

} // namespace

TEST_CASE("sound is copied byte by byte where the container can hold it")
{
    const TempDir folder;
    ClipPlan plan;
    for (const auto &[sound, clip] : {std::pair("aac", "clip.mp4"), std::pair("aac", "clip.mov"),
                                      std::pair("pcm_s16le", "clip.mov"), std::pair("libopus", "clip.webm")}) {
        INFO(sound << " in " << clip);
        const std::filesystem::path source = folder / (std::string(sound) == "libopus" ? "sound.mkv" : "sound.mov");
        makeSound(source, sound);
        plan.sound = source;
        plan.timeBase = {1, 1000};
        plan.times = {0, 300, 600, 900};
        makeClip(folder / clip, plan);
        const auto before = soundOf(source);
        const auto after = soundOf(folder / clip);
        REQUIRE(before.size() > 10);
        CHECK(payloads(before) == payloads(after));
        for (std::size_t i = 0; i < before.size(); ++i)
            CHECK_THAT(after[i].time - after[0].time, WithinAbs(before[i].time - before[0].time, 0.002));
        CHECK(Reader::open(folder / clip)->info().soundStreams == 1);
    }
}

TEST_CASE("sound that the container can't hold is compressed again")
{
    const TempDir folder;
    makeSound(folder / "sound.mov", "aac");
    ClipPlan plan;
    plan.sound = folder / "sound.mov";
    plan.times = {0, 300};
    makeClip(folder / "clip.webm", plan);
    const auto sound = soundOf(folder / "clip.webm");
    REQUIRE(sound.size() > 10);
    CHECK(sound.back().time > 0.9);
    CHECK(payloads(sound) != payloads(soundOf(folder / "sound.mov")));
}

TEST_CASE("of a stretch of a clip only its sound is there, from its begin")
{
    const TempDir folder;
    makeSound(folder / "sound.mov", "pcm_s16le");
    Compressed clip;
    clip.order.settings.container = Container::Mov;
    clip.order.sound = SoundSource{folder / "sound.mov", {1, 100}, 50, 50, 80};
    REQUIRE(clip.write(folder / "clip.mov"));
    const auto sound = soundOf(folder / "clip.mov");
    REQUIRE_FALSE(sound.empty());
    CHECK(sound.front().time >= 0);
    CHECK(sound.front().time < 0.03);
    CHECK(sound.back().time < 0.3);
    CHECK(sound.back().time > 0.2);
}

TEST_CASE("a clip's title goes on, the place where it was taken does not")
{
    const TempDir folder;
    makeClip(folder / "clip.mp4", {});
    makeTurned(folder / "clip.mp4", folder / "walk.mp4", 90);
    REQUIRE(noteOf(folder / "walk.mp4", "title") == "A walk");
    REQUIRE_FALSE(noteOf(folder / "walk.mp4", "location").empty());
    Compressed clip;
    clip.order.about = folder / "walk.mp4";
    REQUIRE(clip.write(folder / "new.mp4"));
    CHECK(noteOf(folder / "new.mp4", "title") == "A walk");
    CHECK(noteOf(folder / "new.mp4", "location").empty());
}

TEST_CASE("equal frames give equal bytes")
{
    const TempDir folder;
    for (const char *name : {"a.mp4", "b.mp4", "a.webm", "b.webm"})
        makeClip(folder / name, {});
    const auto bytes = [&](const char *name) { return *files::readFile(folder / name, 1 << 20); };
    CHECK(bytes("a.mp4") == bytes("b.mp4"));
    CHECK(bytes("a.webm") == bytes("b.webm"));
}

TEST_CASE("until a clip is complete the old file is as it was, and afterwards nothing else is left")
{
    const TempDir folder;
    const Compressed clip;
    REQUIRE(files::saveFile(folder / "clip.mp4", "old"));
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = clip.write(folder / "clip.mp4", stop.get_token());
    REQUIRE(stopped);
    CHECK_FALSE(*stopped);
    CHECK(*files::readFile(folder / "clip.mp4", 100) == "old");

    const auto broken = writeClip(folder / "clip.mp4", clip.order, clip.times,
                                  [] { return Result<std::optional<Packet>>(fail(ErrorCode::FileDamaged, "gone")); });
    REQUIRE_FALSE(broken);
    CHECK(broken.error().code == ErrorCode::FileDamaged);
    CHECK(*files::readFile(folder / "clip.mp4", 100) == "old");
    CHECK(filesIn(folder) == 1);

    REQUIRE(clip.write(folder / "clip.mp4"));
    CHECK(Reader::open(folder / "clip.mp4"));
    CHECK(filesIn(folder) == 1);
}

TEST_CASE("a full disk is one error")
{
    if (!std::filesystem::exists("/dev/full"))
        return;
    const TempDir folder;
    std::filesystem::create_symlink("/dev/full", folder / "clip.mp4");
    const auto written = Compressed().write(folder / "clip.mp4");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::DiskFull);
}

TEST_CASE("a folder that is not there is one error")
{
    const auto written = Compressed().write("/nowhere/clip.mp4");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::FileUnwritable);
}

TEST_CASE("odd sides are not compressed but told")
{
    EncoderSettings settings;
    settings.size = {63, 48};
    const auto encoder = Encoder::create(settings);
    REQUIRE_FALSE(encoder);
    CHECK(encoder.error().code == ErrorCode::BadInput);
    CHECK(encodable({63, 48}, Container::Mp4) == Size{62, 48});
    CHECK(encodable({63, 48}, Container::Gif) == Size{63, 48});
}
