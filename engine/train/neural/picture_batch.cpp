// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/picture_batch.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace imago::train::neural {

using latent::neural::PictureLabelsInfo;
using torch::Tensor;

namespace {

constexpr std::size_t kMostMeasured = 2000; // pictures from which the attributes' scale is taken

PictureHead headOf(const std::vector<std::uint8_t> &sample)
{
    PictureHead head;
    std::memcpy(&head, sample.data(), sizeof head);
    return head;
}

float attributeOf(const std::vector<std::uint8_t> &sample, std::size_t i)
{
    float value = 0.0F;
    std::memcpy(&value, sample.data() + sizeof(PictureHead) + i * sizeof(float), sizeof(float));
    return value;
}

// One row of pixels into planes' last place of a channels-last picture.
void copyRow(const std::uint8_t *from, float *to, int width, int planes, bool mirrored)
{
    for (int x = 0; x < width; ++x) {
        const std::uint8_t *pixel = from + 4 * (mirrored ? width - 1 - x : x);
        for (int c = 0; c < planes; ++c)
            to[c] = static_cast<float>(pixel[c]) / 127.5F - 1.0F;
        to += planes;
    }
}

} // namespace

Result<PictureLabelsInfo> labelStatistics(const PictureSource &source)
{
    const PictureSet &set = source.set();
    const std::size_t attributes = set.attributes.size();
    PictureLabelsInfo info{set.classes, std::vector<double>(set.classes.size()), set.attributes, {}, {}};
    if (set.classes.empty() && attributes == 0)
        return info;
    std::vector<double> sum(attributes), square(attributes), count(attributes);
    double labelled = 0.0;
    std::vector<std::uint8_t> sample(source.sampleBytes());
    const std::size_t stride = std::max<std::size_t>(1, set.training / kMostMeasured);
    for (std::size_t i = 0; i < set.training; i += stride) {
        if (const Status drawn = source.draw(i, sample); !drawn)
            return tl::unexpected(drawn.error());
        if (const int known = headOf(sample).classIndex; known >= 0) {
            info.classShares[static_cast<std::size_t>(known)] += 1.0;
            ++labelled;
        }
        for (std::size_t a = 0; a < attributes; ++a) {
            const auto value = static_cast<double>(attributeOf(sample, a));
            if (!std::isfinite(value))
                continue;
            sum[a] += value;
            square[a] += value * value;
            ++count[a];
        }
    }
    for (double &share : info.classShares)
        share /= std::max(labelled, 1.0);
    for (std::size_t a = 0; a < attributes; ++a) {
        const double mean = count[a] > 0 ? sum[a] / count[a] : 0.0;
        const double variance = count[a] > 0 ? square[a] / count[a] - mean * mean : 0.0;
        info.attributeMean.push_back(static_cast<float>(mean));
        info.attributeDeviation.push_back(variance > 1e-12 ? static_cast<float>(std::sqrt(variance)) : 1.0F);
    }
    return info;
}

Result<PictureBatch> pictureBatch(const PictureSource &source, const std::vector<DrawnPicture> &drawn,
                                  const PictureLabelsInfo &labels, const torch::Device &device)
{
    const PictureSet &set = source.set();
    const auto count = static_cast<std::int64_t>(drawn.size());
    const int planes = set.alpha ? 4 : 3;
    const int width = set.size.width, height = set.size.height;
    Tensor pixels = torch::empty({count, height, width, planes});
    Tensor classes = torch::zeros({count, static_cast<std::int64_t>(set.classes.size())});
    Tensor attributes = torch::zeros({count, static_cast<std::int64_t>(set.attributes.size())});
    std::vector<std::uint8_t> sample(source.sampleBytes());
    const std::size_t pixelsAt = sizeof(PictureHead) + set.attributes.size() * sizeof(float);
    float *to = pixels.data_ptr<float>();
    for (std::int64_t i = 0; i < count; ++i) {
        const DrawnPicture &picture = drawn[static_cast<std::size_t>(i)];
        if (const Status read = source.draw(picture.sample, sample); !read)
            return tl::unexpected(read.error());
        if (const int known = headOf(sample).classIndex; known >= 0)
            classes.data_ptr<float>()[i * classes.size(1) + known] = 1.0F;
        for (std::size_t a = 0; a < set.attributes.size(); ++a) {
            const float value = (attributeOf(sample, a) - labels.attributeMean[a]) / labels.attributeDeviation[a];
            attributes.data_ptr<float>()[i * attributes.size(1) + static_cast<std::int64_t>(a)] =
                std::isfinite(value) ? value : 0.0F;
        }
        for (int y = 0; y < height; ++y) {
            copyRow(sample.data() + pixelsAt + std::size_t{4} * static_cast<std::size_t>(y * width), to, width, planes,
                    picture.mirrored);
            to += static_cast<std::ptrdiff_t>(width) * planes;
        }
    }
    PictureBatch batch;
    batch.picture = pixels.permute({0, 3, 1, 2}).to(device);
    if (!set.classes.empty())
        batch.labels.classes = classes.to(device);
    if (!set.attributes.empty())
        batch.labels.attributes = attributes.to(device);
    return batch;
}

Tensor randomAttributes(std::int64_t count, std::size_t attributes, at::Generator &noise, const torch::Device &device)
{
    if (attributes == 0)
        return {};
    return torch::randn({count, static_cast<std::int64_t>(attributes)}, noise).to(device);
}

Tensor withOtherColours(const Tensor &picture, at::Generator &noise)
{
    const std::int64_t count = picture.size(0);
    const Tensor draw = torch::rand({3, count, 1, 1, 1}, noise).to(picture.device());
    Tensor colour = picture.narrow(1, 0, 3);
    const Tensor brightness = 0.3 * (draw[0] - 0.5);
    const Tensor grey = colour.mean(1, true);
    colour = grey + (colour - grey) * (0.7 + 0.6 * draw[1]);
    const Tensor middle = colour.mean({1, 2, 3}, true);
    colour = middle + (colour - middle) * (0.8 + 0.4 * draw[2]) + brightness;
    colour = colour.clamp(-1.0, 1.0);
    if (picture.size(1) == 3)
        return colour;
    const Tensor alpha = picture.narrow(1, 3, 1); // premultiplied colour stays below its alpha
    return torch::cat({torch::minimum(colour, alpha), alpha}, 1);
}

} // namespace imago::train::neural
