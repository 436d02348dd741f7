// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clip_files.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <filesystem>
#include <fstream>

using namespace imago;
namespace fs = std::filesystem;

namespace {

void touch(const fs::path &file)
{
    std::ofstream(file) << "somebody's";
}

} // namespace

TEST_CASE("styled clips take no other's name, and in the studio not that of what is there")
{
    const test::TempDir folder;
    const fs::path out = folder / "out";
    fs::create_directories(out);
    const std::vector<fs::path> clips{folder / "a.mp4", folder / "other" / "a.mp4", folder / "b.webm"};
    const std::vector<fs::path> plain{out / "a-styled.mp4", out / "a-styled-2.mp4", out / "b-styled.webm"};
    CHECK(styledClips(clips, out) == plain);
    CHECK(freeStyledClips(clips, out, {}) == plain);

    touch(out / "a-styled.mp4");
    touch(out / "b-styled.webm");
    touch(out / "b-styled-2.webm");
    CHECK(styledClips(clips, out) == plain);
    CHECK(freeStyledClips(clips, out, {}) ==
          std::vector<fs::path>{out / "a-styled-3.mp4", out / "a-styled-2.mp4", out / "b-styled-3.webm"});
}
