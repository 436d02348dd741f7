// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/training_checks.h"

#include "app/cli/picture_size.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

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
    "--rate"};

bool isGiven(const CLI::App &verb, const char *option)
{
    return verb.count(option) > 0;
}

Status refuse(const CLI::App &verb, std::span<const char *const> options, const std::string &why)
{
    const auto given = std::ranges::find_if(options, [&verb](const char *option) { return isGiven(verb, option); });
    return given == options.end() ? Status{} : fail(ErrorCode::BadInput, why, *given);
}

// As the plan's pictures, by their longer side or by both.
bool isSizeOf(const std::string &text, Size size)
{
    const std::optional<Size> asked = sizeFrom(text);
    const bool both = text.find('x') != std::string::npos;
    return asked && (both ? *asked == size : asked->width == std::max(size.width, size.height));
}

} // namespace

Status checkOptions(const CLI::App &verb, const std::string &builtin, const PictureOptions &pictures, bool resume)
{
    if (!builtin.empty())
        return refuse(verb, kPictureOptions, "it is for pictures of one's own, and changes nothing with --builtin");
    const Status fine =
        refuse(verb, kPortraitOptions, "it is for --builtin, and changes nothing with pictures of one's own");
    if (!fine || resume) // the plan knows the kind
        return fine;
    return pictures.kind == "gan"
               ? refuse(verb, kVaeOptions, "it is for a VAE (--kind vae), and changes nothing in a GAN")
               : refuse(verb, kGanOptions, "it is for a GAN (--kind gan), and changes nothing in a VAE");
}

std::vector<std::string> fixedOptions(const CLI::App &verb, const train::ModelPlan &plan, const PictureOptions &asked,
                                      const PictureOptions &known, const TrainingOptions &common)
{
    std::vector<std::string> fixed;
    const auto add = [&](const char *option, bool isOther) {
        if (isOther && isGiven(verb, option))
            fixed.emplace_back(option);
    };
    const auto addNumber = [&](const char *option, const auto &number, const auto &planned) {
        add(option, number && *number != planned);
    };
    add("--minutes", true); // they became steps
    addNumber("--steps", common.steps, plan.steps);
    addNumber("--batch", common.batch, plan.batch);
    add("--seed", common.seed != plan.seed);
    add("--precision", common.precision != "auto" && common.precision != name(plan.precision));
    add("--kind", asked.kind != name(plan.kind));
    add("--size", !isSizeOf(asked.size, plan.set.size));
    add("--title", asked.title != plan.title);
    add("--pad", asked.pad != known.pad);
    add("--no-labels", asked.noLabels != known.noLabels);
    add("--held-out", asked.heldOut != known.heldOut);
    add("--i-have-the-right", asked.hasTheRight != known.hasTheRight);
    addNumber("--mirror", asked.mirror, plan.augmentation.mirror);
    add("--vary-colour", asked.colour != plan.augmentation.colour);
    addNumber("--rate", asked.rate, plan.learningRate);
    addNumber("--kl", asked.kl, plan.vae.kl);
    addNumber("--perceptual", asked.perceptual, plan.vae.perceptual);
    addNumber("--adversarial", asked.adversarial, plan.vae.adversarial);
    addNumber("--r1", asked.r1, plan.gan.r1);
    addNumber("--mode-seeking", asked.modeSeeking, plan.gan.modeSeeking);
    addNumber("--projected", asked.projected, plan.gan.projected);
    addNumber("--augment", asked.diffAugment, plan.gan.diffAugment);
    return fixed;
}

} // namespace imago::cli
