// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/style_tensors.h"

#include "engine/files/half.h"
#include "engine/style/octave_transfer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <string>

namespace imago::style {

namespace {

using files::DType;
using Bytes = std::vector<std::uint8_t>;

constexpr float kSteps = 255.0F; // of a correlation

std::string nameOf(int side, std::size_t layer, const char *what)
{
    return "side" + std::to_string(side) + ".layer" + std::to_string(layer) + "." + what;
}

bool areFinite(std::span<const float> values)
{
    return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

// Tensors on their way into the file, with the bytes that their views point to.
class Bundle
{
public:
    void add(std::string name, DType dtype, std::vector<std::int64_t> shape, Bytes bytes)
    {
        m_bytes.push_back(std::move(bytes));
        m_views.push_back({std::move(name), dtype, std::move(shape), m_bytes.back()});
    }

    void add(std::string name, std::vector<std::int64_t> shape, std::span<const float> values)
    {
        Bytes bytes(values.size_bytes());
        std::memcpy(bytes.data(), values.data(), bytes.size());
        add(std::move(name), DType::F32, std::move(shape), std::move(bytes));
    }

    Result<Bytes> file() const { return files::toSafeTensors(m_views); }

private:
    std::deque<Bytes> m_bytes;
    std::vector<files::TensorView> m_views;
};

void addHalves(Bundle &bundle, const std::string &name, std::span<const float> values)
{
    Bytes bytes(2 * values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint16_t half = files::toHalf(values[i]);
        std::memcpy(bytes.data() + 2 * i, &half, sizeof half);
    }
    bundle.add(name, DType::F16, {static_cast<std::int64_t>(values.size())}, std::move(bytes));
}

// A layer's moments as each channel's root mean square and, of each two channels, how far they go together: between 0
// and 1, since what the network's activations give is never negative.
void addLayer(Bundle &bundle, const StyleMoments &moments, std::size_t layer)
{
    const std::size_t channels = kStatisticsChannels[layer];
    const std::vector<float> &matrix = moments.layers[layer];
    std::vector<float> scale(channels);
    for (std::size_t i = 0; i < channels; ++i)
        scale[i] = std::sqrt(std::max(0.0F, matrix[i * channels + i]));
    Bytes correlation;
    for (std::size_t i = 1; i < channels; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            const float most = scale[i] * scale[k];
            const float share = most > 0 ? std::clamp(matrix[i * channels + k] / most, 0.0F, 1.0F) : 0.0F;
            correlation.push_back(static_cast<std::uint8_t>(std::lround(kSteps * share)));
        }
    }
    const auto count = static_cast<std::int64_t>(correlation.size());
    bundle.add(nameOf(moments.side, layer, "scale"), {static_cast<std::int64_t>(channels)}, scale);
    bundle.add(nameOf(moments.side, layer, "correlation"), DType::U8, {count}, std::move(correlation));
}

// Reads tensors by name; keeps the first error until it is asked for.
class Reader
{
public:
    explicit Reader(const files::SafeTensors &file)
        : m_file(file)
    {
    }

    std::vector<float> floats(const std::string &name, std::vector<std::int64_t> shape, DType dtype = DType::F32)
    {
        const files::TensorView *view = find(name, dtype, shape);
        std::vector<float> values = view ? files::toFloats(*view) : std::vector<float>();
        if (view && !areFinite(values))
            m_status = fail(ErrorCode::FileDamaged, "the tensor " + name + " holds a value that is no number");
        return m_status ? values : std::vector<float>();
    }

    std::vector<float> layer(int side, std::size_t index)
    {
        const std::size_t channels = kStatisticsChannels[index];
        const std::vector<float> scale =
            floats(nameOf(side, index, "scale"), {static_cast<std::int64_t>(channels)});
        const auto count = static_cast<std::int64_t>(channels * (channels - 1) / 2);
        const files::TensorView *view = find(nameOf(side, index, "correlation"), DType::U8, {count});
        if (!m_status)
            return {};
        std::vector<float> matrix(channels * channels);
        const std::uint8_t *share = view->bytes.data();
        for (std::size_t i = 0; i < channels; ++i) {
            matrix[i * channels + i] = scale[i] * scale[i];
            for (std::size_t k = 0; k < i; ++k, ++share) {
                const float value = scale[i] * scale[k] * static_cast<float>(*share) / kSteps;
                matrix[i * channels + k] = value;
                matrix[k * channels + i] = value;
            }
        }
        return matrix;
    }

    Status finish()
    {
        if (m_status && m_read != m_file.tensors().size())
            return fail(ErrorCode::Incompatible, "there is another number of tensors than the style has");
        return m_status;
    }

private:
    const files::TensorView *find(const std::string &name, DType dtype, const std::vector<std::int64_t> &shape)
    {
        if (!m_status)
            return nullptr;
        const files::TensorView *view = m_file.find(name);
        if (view == nullptr)
            m_status = fail(ErrorCode::Incompatible, "the tensor " + name + " is missing");
        else if (view->dtype != dtype || view->shape != shape)
            m_status = fail(ErrorCode::Incompatible, "the tensor " + name + " has another type or shape");
        ++m_read;
        return m_status ? view : nullptr;
    }

    const files::SafeTensors &m_file;
    std::size_t m_read = 0;
    Status m_status;
};

// Null for statistics without.
std::shared_ptr<const OctaveStatistics> octavesOf(const StyleStatistics &statistics)
{
    const auto result = std::make_shared<OctaveStatistics>();
    for (std::size_t i = 0; i < kOctaveSides.size(); ++i) {
        const auto off = [side = kOctaveSides[i]](const StyleMoments &moments) {
            return std::abs(moments.side - side);
        };
        const auto nearest = std::ranges::min_element(statistics, {}, off);
        const auto moments = nearest == statistics.end() ? std::nullopt : octaveMoments(*nearest);
        if (!moments)
            return nullptr;
        (*result)[i] = *moments;
    }
    return result;
}

// How many matrices of octaves there are.
std::int64_t octaveMatrices(StatisticsDetail detail)
{
    if (detail < StatisticsDetail::Octaves)
        return 0;
    return static_cast<std::int64_t>(kStatisticsOctaves) + (detail >= StatisticsDetail::Palette ? 1 : 0);
}

const std::vector<std::int64_t> kQuantilesShape{static_cast<std::int64_t>(kStatisticsOctaves) + 1, 3,
                                                static_cast<std::int64_t>(kOctaveQuantiles)};

} // namespace

std::optional<StatisticsDetail> detailOf(const StyleStatistics &statistics)
{
    std::optional<StatisticsDetail> result;
    for (const StyleMoments &moments : statistics) {
        std::optional<StatisticsDetail> own;
        for (unsigned version = 1; version <= static_cast<unsigned>(kMostDetail); ++version) {
            const auto detail = static_cast<StatisticsDetail>(version);
            const std::size_t quantiles = detail >= StatisticsDetail::Quantiles ? kOctaveQuantileCount : 0;
            if (moments.octaves.size() == 9 * static_cast<std::size_t>(octaveMatrices(detail)) &&
                moments.quantiles.size() == quantiles)
                own = detail;
        }
        if (!own || (result && *result != *own))
            return std::nullopt;
        result = own;
    }
    return statistics.empty() ? kMostDetail : result;
}

Result<Bytes> toTensors(const Style &style)
{
    constexpr auto kCount = static_cast<std::int64_t>(kStyledChannels);
    Bundle bundle;
    const std::span<const float> parameters = style.parameters;
    bool fine = areFinite(parameters);
    bundle.add("gamma", {kCount}, parameters.first(kStyledChannels));
    bundle.add("beta", {kCount}, parameters.last(kStyledChannels));
    if (style.weights) {
        fine = fine && areFinite(*style.weights) && style.weights->size() == kTransformWeights;
        addHalves(bundle, "weights", *style.weights);
    }
    const StyleStatistics none;
    const StyleStatistics &statistics = style.statistics ? *style.statistics : none;
    const std::optional<StatisticsDetail> detail = detailOf(statistics);
    fine = fine && detail;
    for (const StyleMoments &moments : statistics) {
        for (std::size_t i = 0; i < kStatisticsChannels.size(); ++i) {
            fine = fine && areFinite(moments.layers[i]) &&
                   moments.layers[i].size() == kStatisticsChannels[i] * kStatisticsChannels[i];
        }
        fine = fine && areFinite(moments.octaves) && areFinite(moments.quantiles);
        if (!fine)
            break;
        bundle.add(nameOf(moments.side, 0, "colors"), {4, 4}, moments.layers[0]);
        const std::int64_t octaves = octaveMatrices(*detail);
        if (octaves > 0)
            bundle.add(nameOf(moments.side, 0, "octaves"), {octaves, 3, 3}, moments.octaves);
        if (*detail >= StatisticsDetail::Quantiles)
            bundle.add(nameOf(moments.side, 0, "quantiles"), kQuantilesShape, moments.quantiles);
        for (std::size_t i = 1; i < kStatisticsChannels.size(); ++i)
            addLayer(bundle, moments, i);
    }
    if (!fine)
        return fail(ErrorCode::BadInput, "the style holds a value that is no number, or another count of them");
    return bundle.file();
}

Result<Style> fromTensors(const files::SafeTensors &file, bool withWeights, std::span<const int> sides,
                          StatisticsDetail detail)
{
    const std::int64_t octaves = octaveMatrices(detail);
    constexpr auto kCount = static_cast<std::int64_t>(kStyledChannels);
    Reader reader(file);
    Style style;
    const std::vector<float> gamma = reader.floats("gamma", {kCount});
    const std::vector<float> beta = reader.floats("beta", {kCount});
    if (withWeights) {
        style.weights = std::make_shared<const std::vector<float>>(
            reader.floats("weights", {static_cast<std::int64_t>(kTransformWeights)}, DType::F16));
    }
    StyleStatistics statistics;
    for (const int side : sides) {
        StyleMoments moments;
        moments.side = side;
        moments.layers[0] = reader.floats(nameOf(side, 0, "colors"), {4, 4});
        if (octaves > 0)
            moments.octaves =
                reader.floats(nameOf(side, 0, "octaves"), {octaves, 3, 3});
        if (detail >= StatisticsDetail::Quantiles)
            moments.quantiles = reader.floats(nameOf(side, 0, "quantiles"), kQuantilesShape);
        for (std::size_t i = 1; i < kStatisticsChannels.size(); ++i)
            moments.layers[i] = reader.layer(side, i);
        statistics.push_back(std::move(moments));
    }
    if (Status read = reader.finish(); !read)
        return tl::unexpected(std::move(read).error());
    std::ranges::copy(beta, std::ranges::copy(gamma, style.parameters.begin()).out);
    style.octaves = octavesOf(statistics);
    if (!statistics.empty())
        style.statistics = std::make_shared<const StyleStatistics>(std::move(statistics));
    return style;
}

} // namespace imago::style
