// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/training_size.h"

#include "engine/dataset/crew.h"
#include "engine/dataset/even_spread.h"
#include "engine/files/package.h"
#include "engine/train/picture_preparation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace imago::dataset {

namespace {

constexpr int kUsualSide = 64;
constexpr std::array kSmallSides{32, 48}; // of models of pictures that would be enlarged to the usual one
constexpr int kShortestSide = 16;
constexpr int kStep = 8;   // sides are multiples of it
constexpr int kParts = 8;  // of the longer side: the coarsest level has about so many pixels along it
constexpr int kFewest = 2; // of these parts across: longer ones are cropped
constexpr double kSameShape = 1.15;
constexpr double kEnough = 0.8; // of the pictures
constexpr std::size_t kLookedAt = 64;

struct Shape
{
    double aspect = 1;
    double agreeing = 0;
};

// The shape that most pictures are near to. Requires: pictures.
Shape commonShape(std::span<const Size> pictures)
{
    std::vector<double> aspects; // logarithms: twice as wide and twice as high are as far from a square
    for (const Size size : pictures)
        aspects.push_back(std::log(static_cast<double>(size.width) / size.height));
    std::ranges::sort(aspects);
    const double span = 2 * std::log(kSameShape) + 1e-9;
    std::size_t first = 0, best = 0, most = 0;
    for (std::size_t last = 0; last < aspects.size(); ++last) {
        while (aspects[last] - aspects[first] > span)
            ++first;
        if (last + 1 - first > most) {
            most = last + 1 - first;
            best = first;
        }
    }
    const auto begin = aspects.begin() + static_cast<std::ptrdiff_t>(best);
    const auto end = begin + static_cast<std::ptrdiff_t>(most);
    const double mean = std::accumulate(begin, end, 0.0) / static_cast<double>(most);
    return {std::exp(mean), static_cast<double>(most) / static_cast<double>(aspects.size())};
}

// Where nobody says it: the usual one, or the smallest that holds a picture with this side.
int suggestedSide(int median)
{
    const auto *const holds = std::ranges::find_if(kSmallSides, [median](int side) { return side >= median; });
    return holds == kSmallSides.end() ? kUsualSide : *holds;
}

// In the steps that both sides can be halved to.
Size sizeOf(int longer, double aspect)
{
    int step = kStep;
    while (2 * step * kParts <= longer && longer % (2 * step) == 0)
        step *= 2;
    const double wanted = longer * std::min(aspect, 1 / aspect);
    const int least = std::min(longer, std::max({kShortestSide, kFewest * step}));
    const int shorter = std::clamp(static_cast<int>(std::lround(wanted / step)) * step, least, longer);
    return aspect < 1 ? Size{shorter, longer} : Size{longer, shorter};
}

} // namespace

int medianSide(std::span<const Size> pictures)
{
    std::vector<int> sides;
    for (const Size size : pictures)
        sides.push_back(std::max(size.width, size.height));
    const auto middle = sides.begin() + static_cast<std::ptrdiff_t>((sides.size() - 1) / 2);
    std::ranges::nth_element(sides, middle);
    return *middle;
}

SizeWish withModel(SizeWish wish, const std::filesystem::path &package)
{
    if (package.empty() || wish.exact)
        return wish;
    // One that can't be read is told where its weights are taken.
    if (const Result<files::Package> opened = files::openPackage(package))
        wish.model = train::modelSizeOf(opened->manifest());
    return wish;
}

std::string_view name(SizeReason reason) noexcept
{
    switch (reason) {
    case SizeReason::Asked:
        return "asked";
    case SizeReason::Model:
        return "model";
    case SizeReason::Common:
        return "common";
    case SizeReason::Square:
        return "square";
    case SizeReason::Mixed:
        return "mixed";
    }
    return "";
}

TrainingSize trainingSize(const SizeWish &wish, std::span<const Size> pictures)
{
    if (wish.exact)
        return {*wish.exact, SizeReason::Asked};
    if (wish.model) {
        const int own = std::max(wish.model->width, wish.model->height);
        const int longer = wish.longer.value_or(own);
        const double aspect = static_cast<double>(wish.model->width) / wish.model->height;
        return {longer == own ? *wish.model : sizeOf(longer, aspect), SizeReason::Model};
    }
    const int median = wish.longer || pictures.empty() ? kUsualSide : medianSide(pictures);
    const int longer = wish.longer.value_or(suggestedSide(median));
    const int held = longer < kUsualSide && !wish.longer ? median : 0;
    const Shape shape = pictures.empty() ? Shape{} : commonShape(pictures);
    if (shape.agreeing < kEnough)
        return {{longer, longer}, SizeReason::Mixed, 0, 1, held};
    if (std::max(shape.aspect, 1 / shape.aspect) <= kSameShape)
        return {{longer, longer}, SizeReason::Square, shape.agreeing, shape.aspect, held};
    return {sizeOf(longer, shape.aspect), SizeReason::Common, shape.agreeing, shape.aspect, held};
}

TrainingSize trainingSize(const SizeWish &wish, const Dataset &dataset, int threads, const std::stop_token &stop)
{
    if (wish.exact || wish.model)
        return trainingSize(wish, std::span<const Size>());
    const std::vector<std::size_t> items = evenSpread(0, dataset.size(), kLookedAt);
    std::vector<Size> sizes(items.size());
    const auto look = [&](std::size_t index) {
        const Result<Image> picture = dataset.read(items[index]);
        sizes[index] = picture ? picture->size() : Size{};
        return picture || picture.error().code != ErrorCode::FileMissing;
    };
    // A folder that has gone is told by whoever needs its pictures.
    (void)forEachPicture(dataset, sizes.size(), threads, look, {}, stop);
    std::erase_if(sizes, [](Size size) { return size.width <= 0 || size.height <= 0; });
    TrainingSize size = trainingSize(wish, sizes);
    size.lookedAt = items.size() < dataset.size() ? sizes.size() : 0;
    return size;
}

} // namespace imago::dataset
