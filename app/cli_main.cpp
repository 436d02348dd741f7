// SPDX-License-Identifier: GPL-3.0-or-later
// The studio without a window: the same engine, no Qt.
#include "app/cli/interrupt.h"
#include "app/cli/judge_verbs.h"
#include "app/cli/verb.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <malloc.h>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

namespace {

using namespace imago;

constexpr int kBadInputExit = 2;
constexpr int kInternalExit = 1;

struct Verb
{
    const char *name;
    const char *help;
    cli::Action (*add)(CLI::App &);
};

constexpr Verb kVerbs[] = {
    {"portrait", "Draw portraits", cli::addPortrait},
    {"sweep", "Draw one portrait along one attribute", cli::addSweep},
    {"style", "Paint photos in the style of paintings", cli::addStyle},
    {"art", "Draw the studio's own paintings and scenes", cli::addArt},
    {"video", "Paint clips in the style of paintings", cli::addVideo},
    {"style-sheet", "Paint a photo in many styles, side by side", cli::addStyleSheet},
    {"learn-style", "Learn the style of a painting into a style card", cli::addLearnStyle},
    {"styles", "List the styles that come with the studio, or what style cards say", cli::addStyles},
    {"encode", "Find the portrait nearest to a picture", cli::addEncode},
    {"faces", "Draw a labelled data set", cli::addFaces},
    {"dataset", "Look at pictures before a model is trained on them", cli::addDataset},
    {"train", "Train a model", cli::addTrain},
    {"discover", "Find the sliders of a trained model", cli::addDiscover},
    {"explore", "Draw pictures of a trained model", cli::addExplore},
    {"learn-classes", "Train a judge that tells the classes of pictures", cli::addLearnClasses},
    {"evaluate", "Measure how good a model's pictures are, and whether they are copies", cli::addEvaluate},
    {"similar", "Find the pictures of a folder that a picture resembles", cli::addSimilar},
    {"models", "List the model packages that are here", cli::addModels},
    {"show", "What a picture, a recipe, a project, a style card or a model package says about itself", cli::addShow},
    {"attributes", "List the sliders with their ranges", cli::addAttributes},
    {"bench", "Measure this machine", cli::addBench},
};

struct AddedVerb
{
    CLI::App *command;
    cli::Action action;
};

// "--size PX" instead of the library's "--size PX:INT in [16 - 4096] Excludes: ...": the words beside it say
// the rest.
class PlainFormatter : public CLI::Formatter
{
    // "--no-mirror" instead of the library's "--no-mirror{false}".
    std::string make_option_name(const CLI::Option *option, bool positional) const override
    {
        constexpr std::string_view kContrary = "{false}";
        std::string names = CLI::Formatter::make_option_name(option, positional);
        for (std::size_t at = names.find(kContrary); at != std::string::npos; at = names.find(kContrary))
            names.erase(at, kContrary.size());
        return names;
    }

    std::string make_option_opts(const CLI::Option *option) const override
    {
        if (option->get_type_size() == 0)
            return "";
        const std::string type = option->get_type_name();
        const std::size_t choices = type.find(":{");
        if (choices != std::string::npos)
            return " " + type.substr(choices + 1);
        std::size_t check = type.find(':');
        while (check != std::string::npos && check > 0 && type[check - 1] == '[') // STYLE[:WEIGHT]
            check = type.find(':', check + 1);
        return " " + type.substr(0, check);
    }
};

// Large tensors go back to the system and come again at every step otherwise, and page faults cost more than
// sums.
void keepLargeBlocks()
{
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 2'000'000'000);
    mallopt(M_TOP_PAD, 64 << 20);
}

int run(const cli::Action &action, cli::Console &console, const cli::Interrupt &interrupt)
{
    const auto fault = [&console](ErrorCode code, const char *detail) {
        console.complain(Error{code, {}, detail, std::source_location::current()});
        return code == ErrorCode::Internal ? kInternalExit : kBadInputExit;
    };
    try {
        const Status done = action(console, interrupt.token());
        if (interrupt.happened()) {
            console.warn("stopped");
            return cli::kInterruptedExit;
        }
        if (done && !console.flush())
            return fault(ErrorCode::FileUnwritable, "the standard output can't be written");
        if (done)
            return EXIT_SUCCESS;
        console.complain(done.error());
        return done.error().code == ErrorCode::Internal ? kInternalExit : kBadInputExit;
    } catch (const std::bad_alloc &) {
        return fault(ErrorCode::OutOfMemory, "");
    } catch (const std::exception &error) {
        return fault(ErrorCode::Internal, error.what());
    }
}

} // namespace

int main(int argc, char **argv)
{
    const cli::Interrupt interrupt;
    std::signal(SIGXFSZ, SIG_IGN); // a limit on files is an error of writing, not an end without a word
    keepLargeBlocks();
    // Waiting OpenMP threads sleep instead of spinning; read when LibTorch is opened.
    setenv("OMP_WAIT_POLICY", "PASSIVE", 0);

    CLI::App app("Imago Studio: portraits on sliders, photos in the style of paintings", "imago");
    app.set_version_flag("--version", "Imago Studio " IMAGO_VERSION);
    const auto formatter = std::make_shared<PlainFormatter>();
    formatter->column_width(34);
    formatter->label("OPTIONS", "OPTION...");
    formatter->label("SUBCOMMAND", "VERB");
    app.formatter(formatter);
    app.require_subcommand(0, 1);
    bool json = false;
    std::vector<AddedVerb> verbs;
    for (const Verb &verb : kVerbs) {
        CLI::App *command = app.add_subcommand(verb.name, verb.help);
        command->group("Verbs");
        command->add_flag("--json", json, "The result as JSON on standard output");
        verbs.push_back({command, verb.add(*command)});
    }

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &wanted) { // --help, --version
        return app.exit(wanted);
    } catch (const CLI::ParseError &error) {
        std::string command = "imago";
        for (auto chosen = app.get_subcommands(); !chosen.empty(); chosen = chosen.front()->get_subcommands())
            command += " " + chosen.front()->get_name();
        // The flag is a verb's, and there may be none.
        json = json || std::ranges::any_of(argv, argv + argc, [](std::string_view word) { return word == "--json"; });
        cli::Console(json).complain(std::string(error.what()) + "; \"" + command + " --help\" tells more");
        return kBadInputExit;
    }
    cli::Console console(json);
    for (const AddedVerb &verb : verbs) {
        if (verb.command->parsed())
            return run(verb.action, console, interrupt);
    }
    console.complain("which verb? \"imago --help\" lists them");
    return kBadInputExit;
}
