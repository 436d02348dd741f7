// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/preflight.h"

#include "engine/dataset/class_sizes.h"
#include "engine/dataset/crew.h"
#include "engine/dataset/even_spread.h"
#include "engine/dataset/mirror_test.h"
#include "engine/dataset/near_duplicates.h"
#include "engine/dataset/outliers.h"
#include "engine/dataset/picture_samples.h"
#include "engine/dataset/usage_marks.h"
#include "engine/files/save_file.h"
#include "engine/train/model_plan.h"

#include <algorithm>
#include <limits>
#include <new>
#include <optional>
#include <unordered_map>

namespace imago::dataset {

namespace {

constexpr std::size_t kFewest = 100;   // Karras et al. 2020 ("Training GANs with Limited Data"): below, a GAN copies
constexpr std::size_t kImbalance = 10; // times fewer than the largest class

/// Collects notes, each in the order in which its pictures are told.
class Notes
{
public:
    explicit Notes(std::size_t listed)
        : m_listed(listed)
    {
    }

    void add(Finding finding, std::string name, std::string word, std::optional<std::size_t> item)
    {
        auto note = std::ranges::find(m_notes, finding, &PreflightNote::finding);
        if (note == m_notes.end())
            note = m_notes.insert(m_notes.end(), PreflightNote{finding, 0, {}, {}, {}});
        if (++note->count > m_listed)
            return;
        note->names.push_back(std::move(name));
        note->words.push_back(std::move(word));
        if (item)
            note->items.push_back(*item);
    }
    void addError(std::size_t count, std::string why)
    {
        m_notes.push_back({Finding::CannotTrain, count, {}, {}, {std::move(why)}});
    }
    void addMany(Finding finding, std::size_t count, std::vector<std::string> first,
                 std::vector<std::string> words = {})
    {
        if (count == 0)
            return;
        first.resize(std::min(first.size(), m_listed));
        words.resize(std::min(words.size(), m_listed));
        m_notes.push_back({finding, count, std::move(first), {}, std::move(words)});
    }

    std::vector<PreflightNote> take()
    {
        std::ranges::sort(m_notes, {}, &PreflightNote::finding);
        return std::move(m_notes);
    }

private:
    std::size_t m_listed;
    std::vector<PreflightNote> m_notes;
};

std::string words(Size size)
{
    return std::to_string(size.width) + " x " + std::to_string(size.height);
}

std::string markWords(std::uint8_t marks)
{
    std::string text;
    for (const Mark mark : kAllMarks) {
        if (has(marks, mark))
            text += (text.empty() ? "" : ", ") + std::string(name(mark));
    }
    return text;
}

/// Looks at the pictures once they are read.
class Inspection
{
public:
    Inspection(const Dataset &dataset, const PreflightOptions &options, const TrainingSize &size,
               std::vector<std::size_t> items)
        : m_dataset(dataset)
        , m_options(options)
        , m_items(std::move(items))
        , m_facts(m_items.size())
        , m_notes(options.listed)
    {
        m_report.size = size;
    }

    std::size_t count() const { return m_items.size(); }

    bool read(std::size_t index)
    {
        Image picture;
        m_facts[index] = examine(m_dataset, m_items[index], picture);
        return m_facts[index].trouble != Trouble::Missing;
    }

    Preflight report(const std::stop_token &stop)
    {
        m_report.pictures = m_dataset.size();
        m_report.examined = m_items.size();
        m_report.labels = m_dataset.labelSource();
        m_report.attributes = m_dataset.attributeNames();
        lookAtEach();
        lookForOutliers();
        countUsable();
        lookForCopies(stop);
        if (stop.stop_requested())
            return {};
        lookAtSides();
        lookAtLabels();
        lookAtSizes();
        lookAtCounts();
        const PassedOver &passed = m_dataset.passedOver();
        m_notes.addMany(Finding::UnreadableFolder, passed.folders.size(), passed.folders);
        m_report.notes = m_notes.take();
        return std::move(m_report);
    }

private:
    // What was not looked at may be enough.
    void lookAtCounts()
    {
        const bool all = m_report.examined == m_report.pictures;
        const Status enough = all ? checkEnough(m_report.usable, m_dataset, m_leftOut) : Status{};
        const Status fits = train::checkLabels(m_report.classes.size(), m_report.attributes.size());
        if (!enough)
            m_notes.addError(m_report.usable, enough.error().detail);
        else if (!fits)
            m_notes.addError(std::max(m_report.classes.size(), m_report.attributes.size()), fits.error().detail);
        if (enough && all && m_report.usable < kFewest)
            m_notes.addMany(Finding::TooFew, m_report.usable, {});
    }

    void note(Finding finding, std::size_t index, std::string word)
    {
        m_notes.add(finding, m_dataset.name(m_items[index]), std::move(word), m_items[index]);
    }

    void lookAtEach()
    {
        std::unordered_map<std::uint64_t, std::size_t> seen;
        m_usable.assign(m_items.size(), false);
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            const PictureFacts &facts = m_facts[i];
            if (facts.trouble != Trouble::None) {
                note(Finding::Broken, i, std::string(name(facts.trouble)));
                ++m_leftOut.broken;
                continue;
            }
            if (std::min(facts.size.width, facts.size.height) < kSmallestSide) {
                note(Finding::TooSmall, i, words(facts.size) + ", left out");
                ++m_leftOut.small;
                continue;
            }
            if (facts.marks != 0) {
                note(Finding::Reserved, i, markWords(facts.marks));
                if (!m_options.hasTheRight) {
                    ++m_leftOut.reserved;
                    continue;
                }
            }
            if (const auto [first, isNew] = seen.emplace(facts.content, i); !isNew) {
                note(Finding::Duplicate, i, m_dataset.name(m_items[first->second]));
                ++m_leftOut.duplicates;
                continue;
            }
            m_usable[i] = true;
        }
    }

    void lookForOutliers()
    {
        const auto before = std::ranges::count(m_usable, true);
        const Outliers found = takeOut(
            m_options.leaveOut, m_report.size.size, m_options.fit,
            [this](std::size_t i) -> const PictureFacts & { return m_facts[i]; }, m_usable);
        m_leftOut.wished = static_cast<std::size_t>(before - std::ranges::count(m_usable, true));
        for (const std::size_t i : found.small)
            note(Finding::TooSmall, i, words(m_facts[i].size));
        for (const std::size_t i : found.odd)
            note(Finding::OddAspect, i, words(m_facts[i].size));
        for (const std::size_t i : found.rareColor)
            note(Finding::MixedColor, i, {});
        for (const std::size_t i : found.rareAlpha)
            note(Finding::MixedAlpha, i, {});
    }

    void countUsable()
    {
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!m_usable[i])
                continue;
            ++m_report.usable;
            m_report.grey += m_facts[i].grey ? 1 : 0;
            m_report.transparent += m_facts[i].transparent ? 1 : 0;
            m_report.deep += m_facts[i].deep ? 1 : 0;
        }
    }

    void lookForCopies(const std::stop_token &stop)
    {
        const auto groups = nearDuplicateGroups(
            m_items.size(), [this](std::size_t i) -> const Appearance & { return m_facts[i].appearance; },
            [this](std::size_t i) { return m_usable[i]; }, stop);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (groups[i] != i)
                note(Finding::NearDuplicate, i, m_dataset.name(m_items[groups[i]]));
        }
    }

    void lookAtSides()
    {
        const MirrorTest test = testMirroring(
            m_items.size(), [this](std::size_t i) -> const Appearance & { return m_facts[i].appearance; },
            [this](std::size_t i) { return m_usable[i]; });
        if (test.oneSided())
            m_notes.addMany(Finding::OneSided, static_cast<std::size_t>(test.told * static_cast<double>(test.pictures)),
                            {});
    }

    void lookAtLabels()
    {
        const std::vector<std::size_t> sizes = classSizes(m_dataset);
        std::size_t unlabelled = m_dataset.size();
        std::size_t largest = 0;
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            m_report.classes.emplace_back(m_dataset.classNames()[i], sizes[i]);
            unlabelled -= sizes[i];
            largest = std::max(largest, sizes[i]);
        }
        for (std::size_t i = 0; i < m_dataset.size(); ++i)
            m_report.heldOutByData += m_dataset.part(i) == Part::HeldOut ? 1 : 0;
        const bool small = areClassesSmall(sizes);
        for (const auto &[name, count] : m_report.classes) {
            if (small && count < kFewInClass)
                m_notes.add(Finding::SmallClasses, name,
                            std::to_string(count) + (count == 1 ? " picture" : " pictures"), std::nullopt);
            if (count * kImbalance < largest)
                m_notes.add(Finding::ClassImbalance, name,
                            std::to_string(count) + " of the largest's " + std::to_string(largest), std::nullopt);
        }
        const PassedOver &passed = m_dataset.passedOver();
        m_notes.addMany(Finding::LabelMismatch, passed.rowsWithoutPicture, passed.firstRows);
        m_notes.addMany(Finding::UnusedColumn, passed.columns.size(), passed.columns, passed.columnReasons);
        if (passed.picturesWithoutRow > 0)
            m_notes.addMany(Finding::Unlabelled, passed.picturesWithoutRow, passed.firstPictures);
        else if (!m_report.classes.empty())
            m_notes.addMany(Finding::Unlabelled, unlabelled, {});
    }

    void lookAtSizes()
    {
        constexpr int kNone = std::numeric_limits<int>::max();
        m_report.smallest = {kNone, kNone};
        std::vector<Size> sizes;
        for (const PictureFacts &facts : m_facts) {
            if (facts.trouble != Trouble::None)
                continue;
            m_report.smallest = {std::min(m_report.smallest.width, facts.size.width),
                                 std::min(m_report.smallest.height, facts.size.height)};
            m_report.largest = {std::max(m_report.largest.width, facts.size.width),
                                std::max(m_report.largest.height, facts.size.height)};
            sizes.push_back(facts.size);
        }
        if (sizes.empty())
            m_report.smallest = {};
        else
            m_report.medianSide = medianSide(sizes);
        const auto area = [](Size size) {
            return static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height);
        };
        constexpr std::uint64_t kNamesAndIndex = 100; // bytes a picture
        m_report.cacheBytes = m_report.pictures * (4 * area(m_report.size.size) + sizeof(PictureFacts));
        // decoded, and once more while it is scaled
        m_report.memoryBytes = m_report.pictures * (sizeof(PictureFacts) + kNamesAndIndex) +
                               static_cast<std::uint64_t>(m_options.threads) * 8 * area(m_report.largest);
    }

    const Dataset &m_dataset;
    const PreflightOptions &m_options;
    std::vector<std::size_t> m_items;
    std::vector<PictureFacts> m_facts; ///< One an item of m_items.
    std::vector<bool> m_usable;
    LeftOut m_leftOut;
    Notes m_notes;
    Preflight m_report;
};

} // namespace

std::string_view name(Finding finding) noexcept
{
    switch (finding) {
    case Finding::CannotTrain:
        return "cannot-train";
    case Finding::Broken:
        return "broken";
    case Finding::Reserved:
        return "reserved";
    case Finding::Duplicate:
        return "duplicate";
    case Finding::NearDuplicate:
        return "near-duplicate";
    case Finding::TooSmall:
        return "too-small";
    case Finding::OddAspect:
        return "odd-aspect";
    case Finding::MixedColor:
        return "mixed-color";
    case Finding::MixedAlpha:
        return "mixed-alpha";
    case Finding::SmallClasses:
        return "small-classes";
    case Finding::ClassImbalance:
        return "class-imbalance";
    case Finding::Unlabelled:
        return "unlabelled";
    case Finding::LabelMismatch:
        return "label-mismatch";
    case Finding::UnusedColumn:
        return "unused-column";
    case Finding::OneSided:
        return "one-sided";
    case Finding::TooFew:
        return "too-few";
    case Finding::UnreadableFolder:
        return "unreadable-folder";
    }
    return "";
}

const PreflightNote *Preflight::find(Finding finding) const noexcept
{
    const auto note = std::ranges::find(notes, finding, &PreflightNote::finding);
    return note == notes.end() ? nullptr : &*note;
}

Result<Preflight> preflight(const Dataset &dataset, const PreflightOptions &options,
                            const std::function<void(std::size_t, std::size_t)> &progress, std::stop_token stop)
{
    try {
        const TrainingSize size = trainingSize(options.size, dataset, options.threads, stop);
        const std::size_t examined = options.examined == 0 ? dataset.size() : options.examined;
        Inspection inspection(dataset, options, size, evenSpread(0, dataset.size(), examined));
        const Status read = forEachPicture(
            dataset, inspection.count(), options.threads, [&](std::size_t index) { return inspection.read(index); },
            progress, stop);
        if (!read)
            return tl::unexpected(read.error());
        return stop.stop_requested() ? Preflight() : inspection.report(stop);
    } catch (const std::bad_alloc &) {
        return fail(ErrorCode::OutOfMemory, "no memory for so many pictures", files::subjectOf(dataset.path()));
    }
}

} // namespace imago::dataset
