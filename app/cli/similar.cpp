// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/judge_verbs.h"
#include "app/cli/picture_maker.h"
#include "app/cli/recipe_options.h"
#include "app/judges.h"
#include "app/resources.h"
#include "engine/dataset/similar.h"
#include "engine/files/image_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

struct SimilarOptions
{
    std::string picture;
    std::string folder;
    std::string judge;
    std::size_t count = 10;
    bool hashes = false;
    int threads = 0;
};

Status findSimilar(const SimilarOptions &options, Console &console, const std::stop_token &stop)
{
    const Result<Image> picture = files::readImage(options.picture);
    if (!picture)
        return tl::unexpected(picture.error());
    const Result<dataset::Dataset> set = dataset::openDataset(options.folder);
    if (!set)
        return tl::unexpected(set.error());
    std::shared_ptr<train::PictureReader> reader;
    if (!options.hashes) {
        const Result<const Judges *> module = openJudges();
        if (!module)
            return tl::unexpected(module.error());
        const auto package = options.judge.empty() ? findResources().and_then(findStylePackage)
                                                   : Result<std::filesystem::path>(options.judge);
        if (!package)
            return tl::unexpected(package.error());
        auto opened = (*module)->openPictureReader(*package);
        if (!opened)
            return tl::unexpected(opened.error());
        reader = std::move(*opened);
    }
    const auto found = dataset::similarPictures(
        *picture, *set, reader.get(), options.count, threadCount(options.threads),
        [&console](std::size_t done, std::size_t total) {
            console.progress("picture", static_cast<int>(done), static_cast<int>(total));
        },
        stop);
    if (!found)
        return tl::unexpected(found.error());
    Json list = Json::array();
    for (const dataset::Similarity &similar : found->nearest) {
        const std::string name = set->name(similar.item);
        const std::string distance =
            similar.angle ? number(*similar.angle, 4) : std::to_string(similar.hashDistance) + " bits";
        console.line(padded(distance, 10) + padded(similar.looksEqual ? "a copy" : "", 8) + name);
        Json entry{{"name", name},
                   {"looksEqual", similar.looksEqual},
                   {"hashDistance", similar.hashDistance},
                   {"thumbnailDistance", similar.thumbnailDistance}};
        if (similar.angle)
            entry["featureDistance"] = *similar.angle;
        list.push_back(std::move(entry));
    }
    if (found->unread > 0)
        console.warn(counted(found->unread, "picture") +
                     " can't be read and had no say; imago dataset check names them");
    Json json{{"picture", options.picture}, {"similar", list}, {"unread", found->unread}};
    if (reader)
        json["reader"] = reader->description();
    console.result(json);
    return {};
}

} // namespace

Action addSimilar(CLI::App &verb)
{
    auto options = std::make_shared<SimilarOptions>();
    verb.add_option("PICTURE", options->picture, "The picture in question")->required()->type_name("");
    verb.add_option("--to", options->folder, "The pictures that it is held against: a folder, or IDX files")
        ->required()
        ->type_name("FOLDER");
    verb.add_option("--count", options->count, "So many of the nearest (10)")->check(CLI::Range(1, 100'000));
    auto *hashes = verb.add_flag("--hashes", options->hashes, "By perceptual hashes alone: faster, finds copies only");
    verb.add_option("--judge", options->judge,
                    "Package of the network that sees them (the trunk of the style networks)")
        ->type_name("PACKAGE")
        ->excludes(hashes);
    addThreadsOption(verb, options->threads);
    verb.footer(
        "Copies (scaled, compressed again, slightly corrected) come first, then what a network sees as alike: 0 is the "
        "same, 1 has nothing in common.");
    return [options](Console &console, const std::stop_token &stop) { return findSimilar(*options, console, stop); };
}

} // namespace imago::cli
