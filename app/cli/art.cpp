// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_name.h"
#include "app/cli/picture_size.h"
#include "app/cli/recipe_options.h"
#include "app/cli/style_files.h"
#include "app/cli/verb.h"
#include "engine/art/painting.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <optional>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ArtOptions
{
    std::string name;
    bool list = false;
    std::uint64_t seed = 1;
    std::string size = "512";
    std::string output;
};

void list(Console &console)
{
    Json works = Json::array();
    for (const art::Work &work : art::works()) {
        console.line(padded(work.name, 15) + padded(name(work.kind), 10) + std::string(work.about));
        works.push_back({{"name", work.name}, {"kind", name(work.kind)}, {"about", work.about}});
    }
    console.result({{"works", works}});
}

Status drawArt(const ArtOptions &options, Console &console)
{
    if (options.list) {
        list(console);
        return {};
    }
    if (options.name.empty())
        return fail(ErrorCode::BadInput, "which work? imago art --list names them");
    if (options.output.empty())
        return fail(ErrorCode::BadInput, "it says where the picture goes, and is missing", "-o");
    if (options.output == kStandardStream && console.json())
        return fail(ErrorCode::BadInput, "standard output can't take both the picture and --json", "-o");
    const std::optional<Size> size = sizeFrom(options.size);
    if (!size)
        return fail(ErrorCode::BadInput, "a size is a number of pixels, or two with an x between them", options.size);
    if (const Status named = options.output == kStandardStream ? Status{} : checkPictureName(options.output); !named)
        return named;
    const Result<Image> picture = art::draw(options.name, *size, options.seed);
    if (!picture)
        return tl::unexpected(picture.error());
    if (Status written = writePictureTo(options.output, *picture); !written)
        return written;
    if (options.output != kStandardStream)
        console.line(options.output);
    console.result({{"name", options.name},
                    {"seed", options.seed},
                    {"width", size->width},
                    {"height", size->height},
                    {"file", options.output}});
    return {};
}

} // namespace

Action addArt(CLI::App &verb)
{
    auto options = std::make_shared<ArtOptions>();
    verb.add_option("NAME", options->name, "Which work");
    verb.add_flag("--list", options->list, "List the works instead");
    verb.add_option("--seed", options->seed, "Another number is another picture of the kind (1)")->check(wholeNumber());
    verb.add_option("--size", options->size,
                    "Its side, or width and height, of " + std::to_string(art::kLeastSide) + " to " +
                        std::to_string(art::kLargestSide) + " pixels (512)")
        ->type_name("PX|WxH");
    verb.add_option("-o,--output", options->output, "A picture file (.png .jpg .webp .tif), or - for standard output")
        ->type_name("FILE");
    return [options](Console &console, const std::stop_token &) { return drawArt(*options, console); };
}

} // namespace imago::cli
