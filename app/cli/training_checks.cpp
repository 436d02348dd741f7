// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/training_checks.h"

#include "app/cli/picture_size.h"
#include "app/cli/refused_options.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

namespace imago::cli {

namespace {

constexpr std::array kVaeOptions{"--kl", "--perceptual", "--adversarial"};
constexpr std::array kGanOptions{"--r1", "--mode-seeking", "--projected", "--augment"};
constexpr std::array kPortraitOptions{"--window", "--draw-threads"};
// --adversarial is the portraits', too
constexpr std::array kPictureOptions{
    "--kind",        "--size",       "--pad",        "--labels",         "--no-labels", "--title",
    "--held-out",    "--mirror",     "--estimate",   "--i-have-the-right", "--kl",      "--perceptual",
    "--vary-colour", "--no-quality", "--projected",  "--mode-seeking",   "--augment",   "--r1",
    "--rate",        "--leave-out",  "--on-white"};

// As the plan's pictures, by their longer side or by both.
bool isSizeOf(const std::string &text, Size size)
{
    const std::optional<Size> asked = sizeFrom(text);
    const bool both = text.find('x') != std::string::npos;
    return asked && (both ? *asked == size : asked->width == std::max(size.width, size.height));
}

/// An option, and whether what it may have been given is something else than a plan has.
struct Planned
{
    const char *option;
    bool isOther;
};

std::vector<std::string> givenOthers(const CLI::App &verb, std::initializer_list<Planned> options)
{
    std::vector<std::string> others;
    for (const Planned &each : options) {
        if (each.isOther && isGiven(verb, each.option))
            others.emplace_back(each.option);
    }
    return others;
}

bool differs(const auto &asked, const auto &planned)
{
    return asked && *asked != planned;
}

bool isOtherPrecision(const std::string &asked, train::Precision planned)
{
    return asked != "auto" && asked != name(planned);
}

} // namespace

Status checkOptions(const CLI::App &verb, const std::string &builtin, const PictureOptions &pictures, bool resume)
{
    if (!builtin.empty())
        return refuseOptions(verb, kPictureOptions,
                             "it is for pictures of one's own, and changes nothing with --builtin");
    const Status fine = refuseOptions(verb, kPortraitOptions,
                                      "it is for --builtin, and changes nothing with pictures of one's own");
    if (!fine || resume) // the plan knows the kind
        return fine;
    return pictures.kind == "gan"
               ? refuseOptions(verb, kVaeOptions, "it is for a VAE (--kind vae), and changes nothing in a GAN")
               : refuseOptions(verb, kGanOptions, "it is for a GAN (--kind gan), and changes nothing in a VAE");
}

std::vector<std::string> fixedOptions(const CLI::App &verb, const train::ModelPlan &plan, const PictureOptions &asked,
                                      const PictureOptions &known, const TrainingOptions &common)
{
    return givenOthers(verb, {{"--minutes", true}, // they became steps
                              {"--steps", differs(common.steps, plan.steps)},
                              {"--batch", differs(common.batch, plan.batch)},
                              {"--seed", common.seed != plan.seed},
                              {"--precision", isOtherPrecision(common.precision, plan.precision)},
                              {"--kind", asked.kind != name(plan.kind)},
                              {"--size", !isSizeOf(asked.size, plan.set.size)},
                              {"--title", asked.title != plan.title},
                              {"--pad", asked.pad != known.pad},
                              {"--no-labels", asked.noLabels != known.noLabels},
                              {"--held-out", asked.heldOut != known.heldOut},
                              {"--i-have-the-right", asked.hasTheRight != known.hasTheRight},
                              {"--leave-out", asked.leaveOut != known.leaveOut},
                              {"--on-white", asked.onWhite != known.onWhite},
                              {"--mirror", differs(asked.mirror, plan.augmentation.mirror)},
                              {"--vary-colour", asked.colour != plan.augmentation.colour},
                              {"--rate", differs(asked.rate, plan.learningRate)},
                              {"--kl", differs(asked.kl, plan.vae.kl)},
                              {"--perceptual", differs(asked.perceptual, plan.vae.perceptual)},
                              {"--adversarial", differs(asked.adversarial, plan.vae.adversarial)},
                              {"--r1", differs(asked.r1, plan.gan.r1)},
                              {"--mode-seeking", differs(asked.modeSeeking, plan.gan.modeSeeking)},
                              {"--projected", differs(asked.projected, plan.gan.projected)},
                              {"--augment", differs(asked.diffAugment, plan.gan.diffAugment)}});
}

std::vector<std::string> fixedOptions(const CLI::App &verb, const train::Plan &plan,
                                      const train::PortraitTraining &asked)
{
    return givenOthers(verb, {{"--minutes", true}, // they became steps
                              {"--steps", asked.steps != train::totalSteps(plan)},
                              {"--batch", asked.batch != plan.batch},
                              {"--seed", asked.seed != plan.seed},
                              {"--precision", isOtherPrecision(asked.precision, plan.precision)},
                              {"--adversarial", asked.adversarial != plan.adversarial},
                              {"--window", asked.window != plan.window}});
}

} // namespace imago::cli
