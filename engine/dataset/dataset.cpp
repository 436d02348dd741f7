// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/dataset.h"

#include "engine/core/random.h"
#include "engine/dataset/content.h"
#include "engine/dataset/folder_listing.h"
#include "engine/dataset/label_table.h"
#include "engine/files/descriptor.h"
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace imago::dataset {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestFile = 2'000'000'000; // as files::readImage

// "train-images-idx3-ubyte" of that or of "train-images-idx3-ubyte.gz"; empty where it is no IDX file's name.
std::string idxName(const fs::path &path)
{
    const fs::path plain = path.extension() == ".gz" ? path.stem() : path.filename();
    const std::string name = plain.string();
    const bool standard = name.ends_with("-ubyte") && name.find("idx") != std::string::npos;
    return standard || plain.extension() == ".idx" ? name : std::string();
}

// The labels of "train-images-idx3-ubyte" are in "train-labels-idx1-ubyte", plain or packed; nothing where there are
// none.
fs::path labelsBeside(const fs::path &pictures)
{
    std::string name = idxName(pictures);
    const auto replace = [&name](std::string_view from, std::string_view to) {
        if (const std::size_t at = name.find(from); at != std::string::npos)
            name.replace(at, from.size(), to);
    };
    replace("images", "labels");
    for (const char *dimensions : {"idx3", "idx4"})
        replace(dimensions, "idx1");
    std::error_code missing;
    for (const std::string &candidate : {name, name + ".gz"}) {
        const fs::path path = pictures.parent_path() / candidate;
        if (path.filename() != pictures.filename() && fs::exists(path, missing))
            return path;
    }
    return {};
}

// Others call their files so too: subtitles of films lie in .idx files. Whether it can be read shows when it is.
bool looksLikeIdx(const fs::path &file)
{
    if (file.extension() != ".idx")
        return true;
    std::array<std::uint8_t, 2> head{};
    const Result<files::OpenFile> opened = files::openRegular(file);
    return opened && files::readExactly(*opened, head, {}) && head[0] == 0 && head[1] == 0;
}

std::vector<fs::path> idxPictureFiles(const fs::path &folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entries(folder, error); !error && entries != fs::directory_iterator();
         entries.increment(error)) {
        const std::string name = idxName(entries->path());
        if (!name.empty() && name.find("labels") == std::string::npos && looksLikeIdx(entries->path()))
            files.push_back(entries->path());
    }
    std::ranges::sort(files, {}, [](const fs::path &path) { return path.filename().string(); });
    // packed and plain beside each other are one
    const auto twice = std::ranges::unique(files, {}, [](const fs::path &path) { return idxName(path); });
    files.erase(twice.begin(), twice.end());
    // what is trained on comes first
    std::ranges::stable_partition(files, [](const fs::path &path) { return idxName(path).starts_with("train"); });
    return files;
}

Status addLabels(const fs::path &file, std::size_t count, Dataset::Content &content)
{
    const std::string subject = files::subjectOf(file);
    const Result<IdxArray> labels = readIdx(file);
    if (!labels)
        return tl::unexpected(labels.error());
    if (labels->shape.size() != 1)
        return fail(ErrorCode::FileDamaged, "labels in IDX files have one dimension", subject);
    if (labels->count() != count)
        return fail(ErrorCode::BadInput,
                    "it holds " + std::to_string(labels->count()) + " labels for " + std::to_string(count) +
                        " pictures",
                    subject);
    for (const std::uint8_t label : std::span(labels->bytes).subspan(labels->begin)) {
        content.classes.push_back(label);
        while (content.classNames.size() <= label)
            content.classNames.push_back(std::to_string(content.classNames.size()));
    }
    return {};
}

Status readIdxFiles(std::span<const fs::path> pictures, bool useLabels, Dataset::Content &content)
{
    constexpr std::int32_t kNone = -1;
    for (const fs::path &file : pictures) {
        const std::string subject = files::subjectOf(file);
        Result<IdxArray> array = readIdx(file);
        if (!array)
            return tl::unexpected(array.error());
        if (const Status fine = checkPictures(*array, subject); !fine)
            return fine;
        const std::size_t first = content.count;
        content.count += array->count();
        if (const fs::path labels = useLabels ? labelsBeside(file) : fs::path(); !labels.empty()) {
            content.classes.resize(first, kNone);
            if (const Status added = addLabels(labels, array->count(), content); !added)
                return added;
            content.labelSource = LabelSource::Idx;
        }
        const std::string name = idxName(file);
        const bool test = name.starts_with("t10k") || name.starts_with("test") || name.starts_with("val");
        if (pictures.size() > 1)
            content.parts.resize(content.count, test ? Part::HeldOut : Part::Training);
        std::uint64_t seed = content.stamp;
        for (const std::uint8_t byte : array->bytes)
            seed = (seed ^ byte) * 0x100000001B3ULL; // FNV-1a
        content.stamp = mixSeed(seed, array->bytes.size());
        content.idx.push_back({name, std::move(*array), first});
    }
    if (content.count == 0)
        return fail(ErrorCode::BadInput, "the IDX files hold no picture", files::subjectOf(content.path));
    if (!content.classes.empty())
        content.classes.resize(content.count, kNone);
    return {};
}

void readTdmRules(Dataset::Content &content)
{
    constexpr std::uint64_t kMost = 1'000'000;
    for (const char *name : {"tdmrep.json", ".well-known/tdmrep.json"}) {
        if (const Result<std::string> text = files::readFile(content.path / name, kMost)) {
            content.rules = TdmRules(*text);
            return;
        }
    }
}

// Folders also say what is held out, which is no label.
void readPartsAlone(Dataset::Content &content)
{
    labelByFolders(content);
    content.classNames.clear();
    content.classes.clear();
    content.labelSource = LabelSource::None;
    content.passedOver.picturesWithoutRow = 0;
    content.passedOver.firstPictures.clear();
}

Status readLabels(const DatasetOptions &options, Dataset::Content &content)
{
    if (!options.useLabels) {
        readPartsAlone(content);
        return {};
    }
    fs::path table = options.labels;
    std::error_code missing;
    for (const char *name : {"labels.csv", "labels.json", "dataset.json"}) {
        if (table.empty() && fs::is_regular_file(content.path / name, missing))
            table = content.path / name;
    }
    if (!table.empty()) {
        const Result<LabelTable> labels = readLabelTable(table);
        if (!labels)
            return tl::unexpected(labels.error());
        content.labelSource = LabelSource::Table;
        return applyLabels(*labels, content);
    }
    const LabelTable sidecars = readSidecars(content.path, content.names);
    if (sidecars.rows() > 0) {
        content.labelSource = LabelSource::Sidecars;
        return applyLabels(sidecars, content);
    }
    labelByFolders(content);
    return {};
}

std::uint64_t fingerprintOf(const Dataset::Content &content)
{
    std::uint64_t seed = mixSeed(content.stamp, content.count);
    for (const std::string &name : content.classNames) {
        for (const char c : name)
            seed = mixSeed(seed, static_cast<unsigned char>(c));
    }
    for (const std::int32_t label : content.classes)
        seed = mixSeed(seed, static_cast<std::uint32_t>(label));
    for (const float value : content.attributes)
        seed = mixSeed(seed, std::bit_cast<std::uint32_t>(value));
    return seed;
}

} // namespace

std::string_view name(LabelSource source) noexcept
{
    switch (source) {
    case LabelSource::None:
        return "none";
    case LabelSource::Folders:
        return "folders";
    case LabelSource::Table:
        return "table";
    case LabelSource::Sidecars:
        return "sidecars";
    case LabelSource::Idx:
        return "idx";
    }
    return "";
}

Dataset::Dataset(std::shared_ptr<const Content> content)
    : m_content(std::move(content))
{
}

const fs::path &Dataset::path() const noexcept
{
    return m_content->path;
}

std::size_t Dataset::size() const noexcept
{
    return m_content->count;
}

namespace {

const IdxPart &idxPartOf(const Dataset::Content &content, std::size_t item)
{
    const auto after = std::ranges::upper_bound(content.idx, item, {}, &IdxPart::first);
    return *std::prev(after);
}

} // namespace

std::string Dataset::name(std::size_t item) const
{
    if (m_content->idx.empty())
        return std::string(m_content->names[item]);
    const IdxPart &part = idxPartOf(*m_content, item);
    return part.name + '#' + std::to_string(item - part.first);
}

fs::path Dataset::file(std::size_t item) const
{
    return m_content->idx.empty() ? m_content->path / m_content->names[item] : fs::path();
}

const std::vector<std::string> &Dataset::classNames() const noexcept
{
    return m_content->classNames;
}

int Dataset::classIndex(std::size_t item) const noexcept
{
    return m_content->classes.empty() ? -1 : m_content->classes[item];
}

const std::vector<std::string> &Dataset::attributeNames() const noexcept
{
    return m_content->attributeNames;
}

std::span<const float> Dataset::attributes(std::size_t item) const noexcept
{
    const std::size_t each = m_content->attributeNames.size();
    return std::span(m_content->attributes).subspan(item * each, each);
}

Part Dataset::part(std::size_t item) const noexcept
{
    return m_content->parts.empty() ? Part::Any : m_content->parts[item];
}

bool Dataset::isReserved(std::size_t item) const
{
    return m_content->idx.empty() && m_content->rules.reserves(m_content->names[item]);
}

LabelSource Dataset::labelSource() const noexcept
{
    return m_content->labelSource;
}

const PassedOver &Dataset::passedOver() const noexcept
{
    return m_content->passedOver;
}

std::uint64_t Dataset::fingerprint() const noexcept
{
    return m_content->fingerprint;
}

Result<std::vector<std::uint8_t>> Dataset::readBytes(std::size_t item) const
{
    if (!m_content->idx.empty())
        return std::vector<std::uint8_t>();
    return files::readBytes(file(item), kLargestFile);
}

Result<Image> Dataset::read(std::size_t item) const
{
    if (m_content->idx.empty())
        return files::readImage(file(item));
    const IdxPart &part = idxPartOf(*m_content, item);
    return pictureOf(part.pictures, item - part.first);
}

Result<Dataset> openDataset(const fs::path &path, const DatasetOptions &options)
{
    auto content = std::make_shared<Dataset::Content>();
    content->path = path;
    std::error_code error;
    const bool folder = fs::is_directory(path, error);
    const std::vector<fs::path> idx = folder ? idxPictureFiles(path) : std::vector<fs::path>{path};
    Status done;
    if (!folder && idxName(path).empty()) {
        if (!fs::exists(path, error))
            return fail(ErrorCode::FileMissing, "there is no such folder", files::subjectOf(path));
        return fail(ErrorCode::BadInput, "a data set is a folder of pictures, or an IDX file", files::subjectOf(path));
    }
    if (!idx.empty() && options.useLabels && !options.labels.empty())
        return fail(
            ErrorCode::BadInput,
            "a table of labels names files, and these pictures lie in IDX files, which have their labels beside them",
            files::subjectOf(options.labels));
    if (!idx.empty()) {
        done = readIdxFiles(idx, options.useLabels, *content);
    } else if (done = listPictures(*content, options.found); done) {
        readTdmRules(*content);
        done = readLabels(options, *content);
    }
    if (!done)
        return tl::unexpected(done.error());
    content->fingerprint = fingerprintOf(*content);
    return Dataset(std::move(content));
}

} // namespace imago::dataset
