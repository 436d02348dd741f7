// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"
#include "engine/dataset/fit.h"
#include "engine/dataset/picture_facts.h"
#include "engine/dataset/training_size.h"
#include "engine/train/leave_out.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace imago::dataset {

/// What may be wrong with a folder of pictures before a model is trained on it.
enum class Finding {
    CannotTrain,     ///< No training can be made of it; the note's only word says why.
    Broken,          ///< Can't be read; left out.
    Reserved,        ///< Its metadata forbids training; left out unless the user has the right.
    Duplicate,       ///< The same bytes as an earlier one; left out.
    NearDuplicate,   ///< Looks like an earlier one.
    TooSmall,        ///< Smaller than the training's size, so it would be enlarged.
    OddAspect,       ///< Much wider or higher than the frame: a crop loses more than 40 % of it.
    MixedColor,      ///< Grey among coloured pictures, or the reverse.
    MixedAlpha,      ///< Transparent among opaque pictures, or the reverse.
    SmallClasses,    ///< Most classes have fewer than kFewInClass pictures (class_sizes.h): learn without labels.
    ClassImbalance,  ///< Its class has less than a tenth of the largest one's pictures.
    Unlabelled,      ///< Without a label, while others have one.
    LabelMismatch,   ///< Labels that name no picture.
    UnusedColumn,    ///< Columns of the labels that make neither classes nor attributes.
    /// Told from their mirror images by one rule (mirror_test.h), so mirroring them would teach what they never show.
    OneSided,
    TooFew,          ///< Fewer than 100 pictures are left: a model learns them by heart.
    UnreadableFolder ///< Without permission.
};

/// "broken", "reserved", ..., as in the JSON.
std::string_view name(Finding finding) noexcept;
/// Whether no training is possible before it is mended; the others are only to be known.
constexpr bool isError(Finding finding) noexcept
{
    return finding == Finding::CannotTrain;
}

struct PreflightNote
{
    Finding finding = Finding::Broken;
    std::size_t count = 0;         ///< Pictures (or rows, folders) concerned.
    std::vector<std::string> names; ///< The first of them, up to PreflightOptions::listed.
    std::vector<std::size_t> items; ///< Of these, where they are pictures.
    std::vector<std::string> words; ///< Of each: why ("damaged"), or the picture it looks like; may be empty.
};

struct PreflightOptions
{
    SizeWish size = {}; ///< Of the training to come.
    Fit fit = Fit::Crop;
    bool hasTheRight = false; ///< The user may train on reserved pictures.
    train::LeaveOut leaveOut = {}; ///< The notes are about them all the same.
    int threads = 1;
    std::size_t listed = 100;   ///< So many names a note.
    std::size_t examined = 0;   ///< At most so many pictures, evenly spread; 0: all.
};

/// What a look at every picture of a data set has found.
struct Preflight
{
    std::size_t pictures = 0;
    std::size_t examined = 0;
    std::size_t usable = 0; ///< Of those examined: what a training would use.
    std::size_t grey = 0;
    std::size_t transparent = 0;
    std::size_t deep = 0;   ///< More than 8 bits a channel.
    TrainingSize size = {}; ///< Of the model's pictures.
    Size smallest;          ///< Sides of the narrowest and lowest, and of the widest and highest picture.
    Size largest;
    int medianSide = 0; ///< The longer side of the picture in the middle.
    LabelSource labels = LabelSource::None;
    std::vector<std::pair<std::string, std::size_t>> classes;
    std::vector<std::string> attributes;
    std::size_t heldOutByData = 0;  ///< Pictures that the data set itself sets apart.
    std::uint64_t cacheBytes = 0;   ///< On disk, once prepared at this size.
    std::uint64_t memoryBytes = 0;  ///< While preparing, at most: the largest picture on each thread, names and facts.
    std::vector<PreflightNote> notes;

    const PreflightNote *find(Finding finding) const noexcept;
};

/// Reads every picture (or an even spread of options.examined). A stop gives an empty report (examined 0).
/// Takes about 370 bytes of memory a picture. Errors: FileMissing when the folder goes away meanwhile; OutOfMemory.
Result<Preflight> preflight(const Dataset &dataset, const PreflightOptions &options,
                            const std::function<void(std::size_t, std::size_t)> &progress = {},
                            std::stop_token stop = {});

/// One JSON object, the same as `imago dataset check --json` prints (docs/formats.md).
std::string toJson(const Preflight &report);

} // namespace imago::dataset
