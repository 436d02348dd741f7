// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_preparation.h"

#include "engine/core/utf8.h"
#include "engine/files/package.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <system_error>
#include <vector>

namespace imago::cli {

namespace fs = std::filesystem;

namespace {

// Empty for a file that lies elsewhere, as a package that is passed on tells nobody where, or whose name JSON can't
// hold.
std::string pathInside(const fs::path &folder, const std::string &file)
{
    std::error_code error;
    const fs::path inside = file.empty() ? fs::path() : fs::relative(file, folder, error);
    const bool told = !error && std::ranges::find(inside, "..") == inside.end() && isUtf8(inside.generic_string());
    return told ? inside.generic_string() : std::string();
}

} // namespace

train::PicturePreparation preparationBy(const PictureOptions &options, const dataset::Dataset &set)
{
    train::PicturePreparation preparation;
    preparation.heldOut = options.heldOut;
    preparation.pad = options.pad;
    preparation.useReserved = options.hasTheRight;
    preparation.labels = name(set.labelSource());
    preparation.labelsFile = pathInside(options.folder, options.labels);
    preparation.useLabels = !options.noLabels;
    preparation.leaveOut = options.leaveOut;
    preparation.onWhite = options.onWhite;
    return preparation;
}

void addOutlierOptions(CLI::App &verb, train::LeaveOut &leaveOut, bool &onWhite)
{
    std::vector<std::string> names;
    for (const train::LeaveOutPart &each : train::kLeaveOutParts)
        names.emplace_back(each.name);
    verb.add_option_function<std::vector<std::string>>(
            "--leave-out",
            [&leaveOut](const std::vector<std::string> &given) { leaveOut = *train::leaveOutFrom(given); },
            "Do without the pictures that imago dataset check finds so (of mixed ones: the fewer); several with commas")
        ->type_name("FINDING")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember(names));
    verb.add_flag("--on-white", onWhite, "Put transparent pictures on white; the model then draws no transparency");
}

std::optional<bool> FolderForm::trainedOn(const dataset::PictureSamples &pictures) const
{
    return trained ? std::optional(trained->fingerprint == pictures.fingerprint()) : std::nullopt;
}

Result<FolderForm> formFor(const fs::path &package, const fs::path &folder, const PreparationWishes &wishes,
                           bool useReserved)
{
    FolderForm form;
    train::PicturePreparation usual;
    usual.useReserved = useReserved;
    if (!package.empty()) {
        const Result<files::Package> opened = files::openPackage(package);
        if (!opened)
            return tl::unexpected(opened.error());
        form.trained = train::trainedPicturesOf(opened->manifest());
    }
    if (form.trained)
        usual = form.trained->preparation;
    form.labels = wishes.labels;
    form.useLabels = usual.useLabels || !wishes.labels.empty();
    std::error_code none;
    if (wishes.labels.empty() && !usual.labelsFile.empty() && fs::exists(folder / usual.labelsFile, none))
        form.labels = folder / usual.labelsFile;
    form.samples.fit = wishes.pad.value_or(usual.pad) ? dataset::Fit::Pad : dataset::Fit::Crop;
    form.samples.heldOut = wishes.heldOut.value_or(usual.heldOut);
    form.samples.useReserved = usual.useReserved;
    form.samples.leaveOut = usual.leaveOut;
    form.samples.onWhite = usual.onWhite;
    return form;
}

void warnOfOtherLabels(const FolderForm &form, const dataset::Dataset &set, Console &console)
{
    const std::string found(name(set.labelSource()));
    if (form.trained && form.trained->preparation.labels != found)
        console.warn("the labels that the model was trained with were of the kind \"" +
                     form.trained->preparation.labels + "\", these are \"" + found + "\"; --labels names a table");
}

} // namespace imago::cli
