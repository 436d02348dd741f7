// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console_work.h"
#include "app/cli/picture_maker.h"
#include "app/cli/recipe_options.h"
#include "app/cli/style_arguments.h"
#include "app/cli/style_files.h"
#include "app/cli/verb.h"
#include "app/neural_module.h"
#include "app/resources.h"
#include "app/style_content.h"
#include "engine/files/save_file.h"
#include "engine/files/sha256.h"
#include "engine/style/style_card.h"
#include "engine/style/stylise.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kLargestPainting = std::uint64_t{2} << 30;
constexpr int kThumbnail = 160;
constexpr int kTrialSteps = 8;
constexpr int kDrawnSide = 256;
constexpr double kWeightShare = 1.5; // steps of all weights for each of the parameters

struct LearnOptions
{
    std::string painting;
    std::string output;
    std::vector<std::string> content;
    std::string preview;
    std::string from;
    std::string name;
    std::string chineseName;
    style::StyleCard card;
    std::optional<double> minutes;
    bool allWeights = false;
    style::Learning learning;
};

// What is painted while learning: the pictures that were named, or those that the studio draws. None after a stop.
Result<std::vector<Image>> contentOf(const LearnOptions &options, const std::stop_token &stop)
{
    std::vector<Image> pictures;
    if (!options.content.empty()) {
        const auto files = photosFrom(options.content);
        if (!files)
            return tl::unexpected(files.error());
        for (const std::string &file : *files) {
            Result<Image> picture = readPicture(file);
            if (!picture)
                return tl::unexpected(std::move(picture).error());
            if (std::min(picture->width(), picture->height()) < style::kLearningSide) {
                return fail(ErrorCode::BadInput,
                            "what is learned on needs sides of " + std::to_string(style::kLearningSide) + " px or more",
                            file);
            }
            pictures.push_back(std::move(*picture));
        }
        return pictures;
    }
    const auto resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    return styleContent(*resources, kDrawnSide, options.learning.threads, stop);
}

Status describe(LearnOptions &options)
{
    style::StyleCard &card = options.card;
    const std::string stem = std::filesystem::path(options.painting).stem().string();
    card.name["en"] = !options.name.empty() ? options.name : !card.source.title.empty() ? card.source.title : stem;
    if (!options.chineseName.empty())
        card.name["zh_CN"] = options.chineseName;
    const auto bytes = files::readBytes(options.painting, kLargestPainting);
    if (!bytes)
        return tl::unexpected(bytes.error());
    card.source.sha256 = files::sha256(*bytes);
    return {};
}

// Learning begins where the card ended; what it says of itself holds unless something else was given.
Status goOnFrom(const style::StyleCard &from, LearnOptions &options)
{
    if (from.style.hasOwnWeights())
        return fail(ErrorCode::BadInput, "cards with weights of their own can't be learned on", options.from);
    style::StyleCard &card = options.card;
    for (const auto &[language, name] : from.name) {
        if (language == "en" ? options.name.empty() : !card.name.contains(language))
            card.name[language] = name;
    }
    const auto inherit = [](std::string &own, const std::string &before) {
        if (own.empty())
            own = before;
    };
    inherit(card.license, from.license);
    inherit(card.source.title, from.source.title);
    inherit(card.source.author, from.source.author);
    inherit(card.source.year, from.source.year);
    inherit(card.source.attribution, from.source.attribution);
    card.training = from.training;
    options.learning.start = from.style.parameters;
    return {};
}

// As many steps as the minutes allow on this machine, from a few that are thrown away.
Status fitSteps(const LearnOptions &options, style::StyleModel &model, const Image &painting, style::Learning &learning,
                const std::stop_token &stop)
{
    if (options.minutes) {
        style::Learning trial = learning;
        trial.steps = kTrialSteps;
        std::chrono::steady_clock::time_point begun;
        std::chrono::duration<double> took{};
        jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {},
                                 {stop, {}, {}, [&](const jobs::Progress &progress) {
                                      if (progress.done == 1) // the first one pays for what is made once
                                          begun = std::chrono::steady_clock::now();
                                      took = std::chrono::steady_clock::now() - begun;
                                  }});
        if (const auto tried = model.learn(painting, trial, context); !tried)
            return tl::unexpected(tried.error());
        const double each = std::max(1e-3, took.count() / (kTrialSteps - 1));
        const double all = 60.0 * *options.minutes / each;
        learning.steps = static_cast<int>(std::clamp(all / (options.allWeights ? 1 + kWeightShare : 1.0), 1.0, 1e6));
    }
    if (options.allWeights)
        learning.weightSteps = static_cast<int>(std::lround(kWeightShare * learning.steps));
    return {};
}

Status learn(LearnOptions &options, Console &console, const std::stop_token &stop)
{
    if (!style::isStyleCard(options.output))
        return fail(ErrorCode::BadInput, "a style card's name ends in .imagostyle", options.output);
    Result<Image> painting = readPicture(options.painting);
    if (!painting)
        return tl::unexpected(std::move(painting).error());
    if (Status described = describe(options); !described)
        return described;
    const auto model = openStyleModel();
    if (!model)
        return tl::unexpected(model.error());
    if (!options.from.empty()) {
        const auto from = style::readStyleCard(options.from);
        if (!from)
            return tl::unexpected(from.error());
        Status fits = style::checkFits(*from, (*model)->networkHash());
        if (fits)
            fits = goOnFrom(*from, options);
        if (!fits)
            return fits;
    }
    style::Learning learning = options.learning;
    learning.threads = threadCount(learning.threads);
    options.learning.threads = learning.threads;
    auto content = contentOf(options, stop);
    if (!content)
        return tl::unexpected(std::move(content).error());
    if (stop.stop_requested())
        return {};
    learning.content = std::move(*content);
    Result<Image> preview = options.preview.empty() ? learning.content.front() : readPicture(options.preview);
    if (!preview)
        return tl::unexpected(std::move(preview).error());
    if (Status fitted = fitSteps(options, **model, *painting, learning, stop); !fitted)
        return fitted;

    // Ctrl-C keeps what is learned by then.
    jobs::JobContext context = consoleWork(console, "step", {}, stop);
    auto learned = (*model)->learn(*painting, learning, context);
    if (!learned) {
        learned.error().subject = options.painting;
        return tl::unexpected(std::move(learned).error());
    }
    style::StyleCard card = options.card;
    card.style = (*learned)->style;
    card.networkHash = (*model)->networkHash();
    card.training = {card.training.steps + (*learned)->steps, (*learned)->weightSteps, learning.seed};
    style::StyleOrder order;
    order.styles = {{card.style, 1.0}};
    order.longerSide = kThumbnail;
    order.threads = learning.threads;
    jobs::JobContext plain(jobs::nextTicket(), [](const jobs::Event &) {});
    Result<Image> thumbnail = style::stylise(**model, std::move(*preview), order, plain);
    if (!thumbnail)
        return tl::unexpected(std::move(thumbnail).error());
    card.thumbnail = thumbnail->converted(PixelFormat::Rgba8);
    if (Status written = style::writeStyleCard(options.output, card); !written)
        return written;
    const auto distance = [](const style::LearnedStyle::Distance &of) {
        return Json{{"style", of.style}, {"content", of.content}};
    };
    console.line(options.output + ": style distance " + number((*learned)->before.style, 3) + " -> " +
                 number((*learned)->after.style, 3) + ", content " + number((*learned)->before.content, 3) + " -> " +
                 number((*learned)->after.content, 3));
    console.result({{"card", options.output},
                    {"name", card.name.at("en")},
                    {"steps", card.training.steps},
                    {"weightSteps", card.training.weightSteps},
                    {"before", distance((*learned)->before)},
                    {"after", distance((*learned)->after)}});
    return {};
}

void addDescription(CLI::App &verb, LearnOptions &options)
{
    verb.add_option("--name", options.name, "The card's name (the title, or the file's name)");
    verb.add_option("--name-zh", options.chineseName, "Its Chinese name");
    verb.add_option("--title", options.card.source.title, "Of the painting");
    verb.add_option("--author", options.card.source.author, "Of the painting");
    verb.add_option("--year", options.card.source.year, "Of the painting");
    verb.add_option("--attribution", options.card.source.attribution, "Where the painting is from, why it is free");
    verb.add_option("--license", options.card.license, "Of the card, best as an SPDX expression");
}

} // namespace

Action addLearnStyle(CLI::App &verb)
{
    auto options = std::make_shared<LearnOptions>();
    style::Learning &learning = options->learning;
    verb.add_option("PAINTING", options->painting, "Any picture")->required();
    verb.add_option("-o,--output", options->output, "The style card (.imagostyle)")->type_name("CARD")->required();
    auto *steps = verb.add_option("--steps", learning.steps, "How long to learn, in steps (400)")
                      ->check(CLI::Range(0, 1'000'000));
    verb.add_option("--minutes", options->minutes, "So many minutes instead; turned into steps once, by measuring")
        ->check(between(0.05, 10'000.0))
        ->excludes(steps);
    verb.add_flag("--all-weights", options->allWeights,
                  "Then learn all weights of the network, too: a larger card, nearer to the painting");
    verb.add_option(
            "--content", options->content,
            "Pictures, or folders of them, to learn on (those that the studio draws itself); never those that the "
            "style will be judged on")
        ->type_name("DIR-OR-FILE");
    verb.add_option(
            "--from", options->from,
            "Go on from a card of this painting; with --steps 0 only what the card knows of the painting is new")
        ->type_name("CARD");
    verb.add_option("--preview", options->preview, "The photo of the card's thumbnail")->type_name("PHOTO");
    verb.add_option("--structure", learning.structure, "From 0, the brush leads, to 1, the photos' shapes (0.5)")
        ->type_name("S")
        ->check(between(0.0, 1.0));
    verb.add_option("--stroke", learning.strokeSide, "Larger strokes below 512, finer above")
        ->type_name("PX")
        ->check(CLI::Range(style::kLeastStrokeSide, 4096));
    verb.add_option("--seed", learning.seed, "Of the order of the content (1)")->check(wholeNumber());
    addDescription(verb, *options);
    addThreadsOption(verb, learning.threads);
    verb.footer("Ctrl-C ends the learning and keeps what is learned by then.");
    return [options](Console &console, const std::stop_token &stop) { return learn(*options, console, stop); };
}

} // namespace imago::cli
