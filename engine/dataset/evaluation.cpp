// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/evaluation.h"

#include "engine/core/random.h"
#include "engine/dataset/even_spread.h"
#include "engine/dataset/fit.h"
#include "engine/dataset/near_duplicate_index.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace imago::dataset {

namespace {

constexpr std::size_t kFewestSamples = 10;
constexpr std::size_t kFewestHeldOut = 10;
constexpr std::size_t kBatch = 64;

/// What is known of some pictures.
struct Seen
{
    train::FeatureTable features;
    std::vector<int> classes;
    std::vector<Appearance> appearances;
    std::vector<std::uint64_t> mirrored; ///< Hashes of the mirrored pictures.

    std::size_t count() const { return appearances.size(); }
};

class Evaluation
{
public:
    Evaluation(const MadePictures &made, const PictureSamples &real, train::PictureReader &reader,
               const EvaluationOptions &options, const std::function<void(std::size_t, std::size_t)> &progress,
               std::stop_token stop)
        : m_made(made)
        , m_real(real)
        , m_reader(reader)
        , m_options(options)
        , m_progress(progress)
        , m_stop(std::move(stop))
    {
        const train::PictureSet &set = real.set();
        m_training = evenSpread(0, set.training, options.mostTraining);
        m_againstHeldOut = set.heldOut >= kFewestHeldOut;
        m_compared = m_againstHeldOut ? evenSpread(set.training, set.heldOut, options.mostReal)
                                      : evenSpread(0, set.training, options.mostReal);
        m_total = made.count + m_training.size() + (m_againstHeldOut ? m_compared.size() : 0);
    }

    Result<std::optional<PictureQuality>> run()
    {
        const auto fromSet = [this](std::size_t sample) { return drawn(sample); };
        Seen samples;
        Seen training;
        Seen compared;
        std::vector<std::size_t> all(m_made.count);
        std::iota(all.begin(), all.end(), std::size_t{0});
        Status done = look(all, m_made.draw, samples);
        if (done)
            done = look(m_training, fromSet, training);
        if (done && m_againstHeldOut)
            done = look(m_compared, fromSet, compared);
        if (!done)
            return tl::unexpected(done.error());
        if (m_stop.stop_requested())
            return std::nullopt;
        if (!m_againstHeldOut)
            compared = training;
        return report(samples, training, compared);
    }

private:
    Result<Image> drawn(std::size_t sample) const
    {
        std::vector<std::uint8_t> bytes(m_real.sampleBytes());
        if (const Status status = m_real.draw(sample, bytes); !status)
            return tl::unexpected(status.error());
        const Size size = m_real.set().size;
        const std::size_t pixels = 4 * static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
        return straight(std::span(bytes).last(pixels), size);
    }

    Status look(const std::vector<std::size_t> &pictures, const std::function<Result<Image>(std::size_t)> &draw,
                Seen &seen)
    {
        const Size size = m_reader.pictureSize();
        const std::size_t each = 4 * static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
        seen.features.size = m_reader.featureSize();
        for (std::size_t first = 0; first < pictures.size() && !m_stop.stop_requested(); first += kBatch) {
            const std::size_t count = std::min(kBatch, pictures.size() - first);
            std::vector<std::uint8_t> pixels(count * each);
            for (std::size_t i = 0; i < count; ++i) {
                const Result<Image> picture = draw(pictures[first + i]);
                if (!picture)
                    return tl::unexpected(picture.error());
                fitPicture(*picture, size, Fit::Pad, std::span(pixels).subspan(i * each, each));
                seen.appearances.push_back(appearanceOf(*picture));
                seen.mirrored.push_back(appearanceOf(picture->mirrored()).hash);
            }
            Result<train::PictureReader::Reading> reading = m_reader.read(pixels);
            if (!reading)
                return tl::unexpected(reading.error());
            seen.features.values.insert(seen.features.values.end(), reading->features.values.begin(),
                                        reading->features.values.end());
            seen.classes.insert(seen.classes.end(), reading->classes.begin(), reading->classes.end());
            m_done += count;
            if (m_progress)
                m_progress(m_done, m_total);
        }
        return {};
    }

    PictureQuality report(const Seen &samples, const Seen &training, const Seen &compared) const
    {
        PictureQuality quality;
        quality.reader = m_reader.description();
        quality.readerHash = m_reader.hash();
        quality.readerInLosses = m_options.reader;
        quality.samples = samples.count();
        quality.real = compared.count();
        quality.training = training.count();
        quality.againstHeldOut = m_againstHeldOut;
        quality.trainedOnThese = m_options.trainedOnThese;
        quality.frechet = train::frechetDistance(compared.features, samples.features);
        const std::vector<std::size_t> some = evenSpread(0, training.count(), samples.count());
        if (m_againstHeldOut && some.size() == samples.count())
            quality.frechetOfReal = train::frechetDistance(compared.features, training.features.picked(some));
        quality.kernel = train::kernelDistance(compared.features, samples.features, m_options.seed);
        quality.precisionRecall = train::precisionRecall(compared.features, samples.features, m_options.seed);
        quality.diversity = train::diversity(compared.features, samples.features, m_options.seed);
        quality.recognised = share(
            samples.classes, [this](std::size_t i) { return m_made.className ? m_made.className(i) : std::string(); });
        const Dataset &set = m_real.dataset();
        quality.recognisedReal = share(compared.classes, [&](std::size_t i) {
            const int index = set.classIndex(m_real.item(m_compared[i]));
            return index < 0 ? std::string() : set.classNames()[static_cast<std::size_t>(index)];
        });
        lookForCopies(samples, training, compared, quality);
        return quality;
    }

    // Of the pictures that are meant to be something the reader knows.
    std::optional<double> share(const std::vector<int> &told,
                                const std::function<std::string(std::size_t)> &meant) const
    {
        std::size_t right = 0;
        std::size_t counted = 0;
        for (std::size_t i = 0; i < told.size(); ++i) {
            const std::string name = meant(i);
            if (std::ranges::find(m_reader.classNames(), name) == m_reader.classNames().end())
                continue;
            ++counted;
            right += m_reader.classNames()[static_cast<std::size_t>(told[i])] == name ? 1 : 0;
        }
        return counted == 0 ? std::nullopt : std::optional(static_cast<double>(right) / static_cast<double>(counted));
    }

    void lookForCopies(const Seen &samples, const Seen &training, const Seen &compared, PictureQuality &quality) const
    {
        NearDuplicateIndex index;
        for (std::size_t i = 0; i < training.count(); ++i)
            index.add(static_cast<std::uint32_t>(i), training.appearances[i].hash);
        const auto twin = [&](const Seen &seen, std::size_t i) {
            std::optional<std::size_t> found;
            index.find(seen.appearances[i].hash, [&](std::uint32_t key) {
                if (nearlyEqual(seen.appearances[i], training.appearances[key]))
                    found = key;
                return !found;
            });
            if (!found) { // a mirrored copy: its thumbnail is another, so the hash alone decides, and exactly
                index.find(seen.mirrored[i], [&](std::uint32_t key) {
                    if (training.appearances[key].hash == seen.mirrored[i])
                        found = key;
                    return !found;
                });
            }
            return found;
        };
        double unit = 1;
        if (m_againstHeldOut) {
            quality.copyTest = train::copyTest(training.features, compared.features, samples.features, m_options.seed);
            std::vector<double> usual;
            for (const train::Neighbour &neighbour : train::nearest(compared.features, training.features))
                usual.push_back(neighbour.distance);
            std::ranges::nth_element(usual, usual.begin() + static_cast<std::ptrdiff_t>(usual.size() / 2));
            unit = std::max(usual[usual.size() / 2], 1e-9);
            std::size_t equal = 0;
            for (std::size_t i = 0; i < compared.count(); ++i)
                equal += twin(compared, i) ? 1 : 0;
            quality.lookEqualReal = static_cast<double>(equal) / static_cast<double>(compared.count());
        }
        const std::vector<train::Neighbour> neighbours = train::nearest(samples.features, training.features);
        for (std::size_t i = 0; i < samples.count(); ++i) {
            const auto equal = twin(samples, i);
            quality.lookEqual += equal ? 1 : 0;
            const std::size_t item = m_real.item(m_training[equal.value_or(neighbours[i].index)]);
            quality.nearest.push_back({m_made.name(i), m_real.dataset().name(item), i, item,
                                       neighbours[i].distance / unit, equal.has_value()});
        }
        std::ranges::stable_sort(quality.nearest, {},
                                 [](const Resemblance &r) { return std::pair(!r.looksEqual, r.distance); });
        if (quality.nearest.size() > m_options.listed)
            quality.nearest.resize(m_options.listed);
    }

    const MadePictures &m_made;
    const PictureSamples &m_real;
    train::PictureReader &m_reader;
    const EvaluationOptions &m_options;
    const std::function<void(std::size_t, std::size_t)> &m_progress;
    std::stop_token m_stop;
    std::vector<std::size_t> m_training; ///< Samples of m_real.
    std::vector<std::size_t> m_compared;
    bool m_againstHeldOut = false;
    std::size_t m_total = 0;
    std::size_t m_done = 0;
};

} // namespace

bool PictureQuality::memorised() const noexcept
{
    // binomial: three deviations above the share that unseen pictures have, and more than one or two
    const auto n = static_cast<double>(samples);
    const double expected = n * lookEqualReal;
    return copyTest.copies() ||
           static_cast<double>(lookEqual) > 2 + expected + 3 * std::sqrt(expected * (1 - lookEqualReal));
}

CopyVerdict PictureQuality::copying() const noexcept
{
    if (memorised())
        return CopyVerdict::Copies;
    const bool enough = againstHeldOut && real >= kFewestToTell && copyTest.cells > 0;
    return enough ? CopyVerdict::NoSign : CopyVerdict::CannotTell;
}

bool PictureQuality::tellsPrecision() const noexcept
{
    return std::min(samples, real) >= kFewestToTell;
}

std::string_view name(CopyVerdict verdict) noexcept
{
    switch (verdict) {
    case CopyVerdict::Copies:
        return "copies";
    case CopyVerdict::NoSign:
        return "no-sign";
    case CopyVerdict::CannotTell:
        return "cannot-tell";
    }
    return "";
}

Result<std::optional<PictureQuality>> evaluatePictures(const MadePictures &made, const PictureSamples &real,
                                                       train::PictureReader &reader, const EvaluationOptions &options,
                                                       const std::function<void(std::size_t, std::size_t)> &progress,
                                                       std::stop_token stop)
{
    if (made.count < kFewestSamples)
        return fail(ErrorCode::BadInput,
                    "to measure quality takes 10 pictures at least, not " + std::to_string(made.count), "samples");
    if (real.set().training + real.set().heldOut < kFewestSamples)
        return fail(ErrorCode::BadInput, "to measure quality takes 10 real pictures at least", "real");
    return Evaluation(made, real, reader, options, progress, std::move(stop)).run();
}

} // namespace imago::dataset
