// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/few_samples.h"

#include "engine/dataset/outliers.h"
#include "engine/dataset/picture_facts.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>

namespace imago::dataset {

namespace {

constexpr std::size_t kRead = 64;

} // namespace

Result<std::shared_ptr<const FewSamples>> FewSamples::read(const Dataset &dataset, const PictureSamplesOptions &options)
{
    std::shared_ptr<FewSamples> few(new FewSamples);
    train::PictureSet &set = few->m_set;
    set.size = options.size;
    set.grey = true; // until one has colours
    set.classes = dataset.classNames();
    set.attributes = dataset.attributeNames();
    set.heldOut = static_cast<std::size_t>(std::lround(options.heldOut * static_cast<double>(dataset.size())));
    set.training = std::max<std::size_t>(2, dataset.size() - std::min(dataset.size(), set.heldOut));
    few->m_fingerprint = dataset.fingerprint();
    const auto begin = std::chrono::steady_clock::now();
    const std::size_t count = std::min(kRead, dataset.size());
    const std::size_t pixelsAt = sizeof(train::PictureHead) + sizeof(float) * set.attributes.size();
    std::size_t looked = 0;
    std::vector<std::vector<std::uint8_t>> samples;
    std::vector<PictureFacts> facts; // of each
    for (std::size_t i = 0; i < count; ++i, ++looked) {
        const std::size_t item = i * dataset.size() / count;
        const Result<Image> picture = dataset.read(item);
        if (!picture) {
            if (picture.error().code == ErrorCode::FileMissing)
                return tl::unexpected(picture.error());
            continue;
        }
        std::vector<std::uint8_t> sample(few->sampleBytes());
        const train::PictureHead head{dataset.classIndex(item), static_cast<std::uint32_t>(item)};
        const std::span<const float> attributes = dataset.attributes(item);
        std::memcpy(sample.data(), &head, sizeof head);
        if (!attributes.empty())
            std::memcpy(sample.data() + sizeof head, attributes.data(), attributes.size_bytes());
        fitPicture(*picture, options.size, options.fit, std::span(sample).subspan(pixelsAt));
        const ColorUse use = colorUseOf(*picture);
        PictureFacts &known = facts.emplace_back();
        known.size = picture->size();
        known.grey = use.grey;
        known.transparent = use.transparent;
        samples.push_back(std::move(sample));
    }
    std::vector<bool> used(facts.size(), true);
    takeOut(
        options.leaveOut, options.size, options.fit,
        [&facts](std::size_t i) -> const PictureFacts & { return facts[i]; }, used);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (!used[i])
            continue;
        set.alpha = set.alpha || (facts[i].transparent && !options.onWhite);
        set.grey = set.grey && facts[i].grey;
        if (options.onWhite)
            putOnWhite(std::span(samples[i]).subspan(pixelsAt));
        few->m_samples.push_back(std::move(samples[i]));
    }
    if (few->m_samples.size() < 2)
        return fail(ErrorCode::BadInput,
                    std::to_string(few->m_samples.size()) +
                        " of the pictures can be used, and a model needs two at least",
                    files::subjectOf(dataset.path()));
    few->m_secondsEach =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() / static_cast<double>(looked);
    return std::shared_ptr<const FewSamples>(std::move(few));
}

Status FewSamples::draw(std::uint64_t index, std::span<std::uint8_t> out) const
{
    if (index >= m_set.training + m_set.heldOut || out.size() != sampleBytes())
        return fail(ErrorCode::Internal, "no sample " + std::to_string(index) + " of these pictures");
    std::ranges::copy(m_samples[index % m_samples.size()], out.begin());
    return {};
}

} // namespace imago::dataset
