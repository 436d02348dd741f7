// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"
#include "engine/dataset/picture_samples.h"
#include "engine/train/picture_source.h"

#include <cstdint>
#include <vector>

namespace imago::dataset {

/// An even spread of a data set's pictures in memory, in place of all of them: what a training costs is measured with
/// it, without preparing a folder that nobody trains on yet. It has as many samples as the data set, some of which
/// repeat.
class FewSamples : public train::PictureSource
{
public:
    /// In the form that a training with these options would have; reserved pictures and copies are as good as any.
    /// Errors: BadInput where fewer than two of the pictures can be used; what reading reports of a folder that has
    /// gone.
    static Result<std::shared_ptr<const FewSamples>> read(const Dataset &dataset, const PictureSamplesOptions &options);

    const train::PictureSet &set() const override { return m_set; }
    std::uint64_t fingerprint() const override { return m_fingerprint; }
    Status draw(std::uint64_t index, std::span<std::uint8_t> out) const override;

    /// What reading and fitting one picture took.
    double secondsEach() const { return m_secondsEach; }

private:
    FewSamples() = default;

    train::PictureSet m_set;
    std::uint64_t m_fingerprint = 0;
    double m_secondsEach = 0;
    std::vector<std::vector<std::uint8_t>> m_samples;
};

} // namespace imago::dataset
