// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/few_samples.h"

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

Result<std::shared_ptr<const FewSamples>> FewSamples::read(const Dataset &dataset, Size size, Fit fit, double heldOut)
{
    std::shared_ptr<FewSamples> few(new FewSamples);
    train::PictureSet &set = few->m_set;
    set.size = size;
    set.grey = true; // until one has colours
    set.classes = dataset.classNames();
    set.attributes = dataset.attributeNames();
    set.heldOut = static_cast<std::size_t>(std::lround(heldOut * static_cast<double>(dataset.size())));
    set.training = std::max<std::size_t>(2, dataset.size() - std::min(dataset.size(), set.heldOut));
    few->m_fingerprint = dataset.fingerprint();
    const auto begin = std::chrono::steady_clock::now();
    const std::size_t count = std::min(kRead, dataset.size());
    std::size_t looked = 0;
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
        fitPicture(*picture, size, fit, std::span(sample).subspan(sizeof head + attributes.size_bytes()));
        const ColorUse use = colorUseOf(*picture);
        set.alpha = set.alpha || use.transparent;
        set.grey = set.grey && use.grey;
        few->m_samples.push_back(std::move(sample));
    }
    if (few->m_samples.size() < 2)
        return fail(ErrorCode::BadInput,
                    std::to_string(few->m_samples.size()) +
                        " of the pictures can be read, and a model needs two at least",
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
