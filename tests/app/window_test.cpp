// SPDX-License-Identifier: GPL-3.0-or-later
// The real program with its real window, on a screen of its own (xvfb-run).
#include "engine/files/image_file.h"
#include "tests/support/catch.h"
#include "tests/support/run_program.h"
#include "tests/support/temp_dir.h"

#include <cstring>
#include <set>

using namespace imago;

namespace {

constexpr std::size_t kFewestColours = 1000; // a window with a portrait has many more, a blank one a handful

std::size_t colours(const Image &image)
{
    std::set<std::uint32_t> found;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, image.row(y) + std::size_t{4} * static_cast<std::size_t>(x), sizeof pixel);
            found.insert(pixel);
        }
    }
    return found.size();
}

Image screenshot(std::vector<std::string> options)
{
    const test::TempDir folder;
    const std::string file = folder / "window.png";
    std::vector<std::string> command{"env",
                                     "-u",
                                     "WAYLAND_DISPLAY",
                                     "QT_QPA_PLATFORM=xcb",
                                     "XDG_CONFIG_HOME=" + folder.path().string(),
                                     "XDG_RUNTIME_DIR=" + folder.path().string(),
                                     "xvfb-run",
                                     "-a",
                                     "-s",
                                     "-screen 0 1280x720x24",
                                     IMAGO_STUDIO,
                                     "--screenshot",
                                     file,
                                     "--size",
                                     "1280x720"};
    command.insert(command.end(), options.begin(), options.end());
    const test::Outcome outcome = test::runProgram(command);
    INFO(outcome.err);
    REQUIRE(outcome.exitCode == 0);
    const Result<Image> picture = files::readImage(file);
    REQUIRE(picture.has_value());
    return picture->converted(PixelFormat::Rgba8);
}

} // namespace

TEST_CASE("the window opens with a portrait in it")
{
    const Image english = screenshot({"--language", "en", "--theme", "dark"});
    CHECK(english.size() == Size{1280, 720});
    CHECK(colours(english) > kFewestColours);

    const Image chinese = screenshot({"--language", "zh_CN", "--theme", "dark"});
    CHECK(chinese.size() == english.size());
    CHECK_FALSE(chinese == english);
}

TEST_CASE("the desktop program refuses what it does not know")
{
    const test::TempDir folder;
    const test::Outcome outcome =
        test::runProgram({"env", "QT_QPA_PLATFORM=offscreen", "XDG_RUNTIME_DIR=" + folder.path().string(),
                          IMAGO_STUDIO, "--colour"});
    INFO(outcome.err);
    CHECK(outcome.exitCode == 2);
    CHECK(test::lineCount(outcome.err) == 1);
}
