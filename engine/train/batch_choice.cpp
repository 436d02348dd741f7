// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/batch_choice.h"

#include <algorithm>
#include <ranges>
#include <string>

namespace imago::train {

namespace {

constexpr int kFewest = 2;
constexpr int kEnough = 8;                   // pictures, to tell what each of them takes
constexpr std::uint64_t kShareKeptFree = 8;  // an eighth: other programs grow, and so does what later steps take
constexpr std::uint64_t kTrunkNumbers = 25;  // a pixel, on the levels of the style room's network
constexpr std::uint64_t kTrunkPixels = 4096; // it sees no smaller pictures
// How often a step keeps the numbers of the networks' levels: before, between and after their layers.
constexpr std::uint64_t kKeptAtLeast = 4;
constexpr std::uint64_t kKeptAtMost = 40;

// Of one network; each level has half the side of the one before, the first one half the picture's.
std::uint64_t numbersOnLevels(const auto &finestFirst, std::uint64_t pixels)
{
    std::uint64_t numbers = 0;
    for (const int channels : finestFirst) {
        pixels /= 4;
        numbers += static_cast<std::uint64_t>(channels) * pixels;
    }
    return numbers;
}

// What one picture is on the levels of all networks, in bytes.
std::uint64_t bytesOnLevels(const ModelPlan &plan)
{
    const Size size = plan.set.size;
    const std::uint64_t pixels = static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height);
    std::uint64_t numbers = numbersOnLevels(plan.channels | std::views::reverse, pixels);
    if (plan.kind == ModelKind::Vae)
        numbers += numbersOnLevels(plan.encoderChannels, pixels);
    if (plan.kind == ModelKind::Gan || plan.vae.adversarial > 0.0)
        numbers += numbersOnLevels(plan.discriminatorChannels, pixels);
    if (usesTrunk(plan))
        numbers += kTrunkNumbers * std::max(pixels, kTrunkPixels);
    return sizeof(float) * numbers;
}

std::string megabytes(std::uint64_t bytes)
{
    return std::to_string(bytes / 1'000'000) + " MB";
}

tl::unexpected<Error> tooLittle(std::uint64_t least, std::uint64_t room)
{
    return fail(ErrorCode::OutOfMemory, "even " + std::to_string(kFewest) + " pictures a step take at least " +
                                            megabytes(least) + " of memory, and " + megabytes(room) + " can be had");
}

} // namespace

int largestBatch(int wanted, std::uint64_t room, const StepMemory &smaller, const StepMemory &larger) noexcept
{
    if (smaller.bytes > room)
        return 0;
    if (larger.bytes <= smaller.bytes)
        return wanted;
    const auto more = static_cast<std::uint64_t>(larger.batch - smaller.batch);
    const std::uint64_t pairs = (room - smaller.bytes) * more / (2 * (larger.bytes - smaller.bytes));
    const std::uint64_t fitting = static_cast<std::uint64_t>(smaller.batch) + 2 * pairs;
    return static_cast<int>(std::min(static_cast<std::uint64_t>(wanted), fitting));
}

Result<int> chooseBatch(const ModelPlan &plan, std::uint64_t available,
                        const std::function<Result<std::uint64_t>(int batch)> &measure)
{
    const std::uint64_t picture = bytesOnLevels(plan);
    const auto wanted = static_cast<std::uint64_t>(plan.batch);
    if (wanted * kKeptAtMost * picture <= available)
        return plan.batch;
    const std::uint64_t room = available - available / kShareKeptFree;
    if (const std::uint64_t least = kFewest * kKeptAtLeast * picture; least > room) // measuring would end us
        return tooLittle(least, room);
    const Result<std::uint64_t> fewest = measure(kFewest);
    if (!fewest)
        return tl::unexpected(fewest.error());
    if (*fewest > room)
        return tooLittle(*fewest, room);
    // What all steps take, however many pictures they have, is in it too: so many pictures take no more than their part
    // of it.
    const std::uint64_t sure = std::min(wanted, kFewest * (room / std::max<std::uint64_t>(1, *fewest)));
    if (sure == wanted || sure == kFewest)
        return static_cast<int>(sure);
    const int larger = std::min(static_cast<int>(sure), kEnough);
    const Result<std::uint64_t> more = measure(larger);
    return more.map([&](std::uint64_t bytes) {
        return largestBatch(plan.batch, room, {kFewest, *fewest}, {larger, bytes});
    });
}

} // namespace imago::train
