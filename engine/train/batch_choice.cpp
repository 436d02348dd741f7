// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/batch_choice.h"

#include <algorithm>
#include <ranges>
#include <string>

namespace imago::train {

namespace {

constexpr int kFewest = 2;
constexpr int kEnough = 8; // pictures, to tell what each of them takes
constexpr std::uint64_t kShareKeptFree = 8; // an eighth: other programs grow, and so does what later steps take
constexpr std::uint64_t kOfAllSteps = 256'000'000; // bytes at most, however few pictures they have

// What a step keeps of a picture, in numbers: those of the networks' levels so many times, so many a pixel, and so many
// a pixel of what the style room's network makes of it. Right to a fifth in all that was measured (docs/training.md).
struct Keeping
{
    std::uint64_t levels;
    std::uint64_t pixel;
};
constexpr Keeping kVaeKeeps{7, 190}, kGanKeeps{2, 60};
constexpr std::uint64_t kTrunkKeeps = 330;
constexpr std::uint64_t kTrunkPixels = 4096; // it sees no smaller pictures

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

// What each picture of a step takes, in bytes, roughly.
std::uint64_t roughlyOfPicture(const ModelPlan &plan)
{
    const Size size = plan.set.size;
    const std::uint64_t pixels = static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height);
    std::uint64_t levels = numbersOnLevels(plan.channels | std::views::reverse, pixels);
    if (plan.kind == ModelKind::Vae)
        levels += numbersOnLevels(plan.encoderChannels, pixels);
    if (plan.kind == ModelKind::Gan || plan.vae.adversarial > 0.0)
        levels += numbersOnLevels(plan.discriminatorChannels, pixels);
    const Keeping keeps = plan.kind == ModelKind::Vae ? kVaeKeeps : kGanKeeps;
    const std::uint64_t trunk = usesTrunk(plan) ? kTrunkKeeps * std::max(pixels, kTrunkPixels) : 0;
    return sizeof(float) * (keeps.levels * levels + keeps.pixel * pixels + trunk);
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
    const std::uint64_t picture = roughlyOfPicture(plan);
    const auto wanted = static_cast<std::uint64_t>(plan.batch);
    if (kOfAllSteps + 2 * wanted * picture <= available)
        return plan.batch;
    const std::uint64_t room = available - available / kShareKeptFree;
    // The kernel would end us in a step that does not fit.
    if (const std::uint64_t least = kFewest * picture * 3 / 4; least > room)
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
