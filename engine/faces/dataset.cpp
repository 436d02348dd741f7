// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/dataset.h"

#include "engine/core/random.h"
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/latent/backdrop.h"

#include <array>
#include <atomic>
#include <charconv>
#include <fstream>
#include <mutex>
#include <thread>

namespace imago::faces {

namespace {

constexpr int kMostPictures = 1'000'000;
constexpr int kMostThreads = 64;
constexpr std::size_t kFileDigits = 6;
constexpr std::string_view kReadmeBegins = "# Labelled faces";
constexpr std::string_view kLabelsBegin = "file,seed,";

std::string shortest(float value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

// Not there, or of a set.
bool isOurs(const std::filesystem::path &file, std::string_view begin)
{
    std::error_code none;
    if (!std::filesystem::exists(file, none))
        return true;
    std::string text(begin.size(), '\0');
    std::ifstream stream(file, std::ios::binary);
    return stream.read(text.data(), static_cast<std::streamsize>(text.size())) && text == begin;
}

std::string_view unitText(latent::Unit unit)
{
    switch (unit) {
    case latent::Unit::Ratio:
        return "none";
    case latent::Unit::Years:
        return "years";
    case latent::Unit::Degrees:
        return "degrees";
    }
    return "none";
}

std::string readme(const DatasetOptions &options)
{
    const bool natural = options.coupling == latent::Coupling::Natural;
    std::string text = std::string(kReadmeBegins) + "\n\n" + std::to_string(options.count) + " synthetic portraits of " +
                       std::to_string(options.side) + " x " + std::to_string(options.side) +
                       " pixels, drawn by Imago Studio " IMAGO_VERSION ". Nobody in them exists.\n\n";
    text +=
        std::string("The attributes are drawn ") +
        (natural ? "as they go together in a crowd" : "independently of each other") +
        "; picture i depends on the seed and i alone, so a longer set begins with a shorter one's pictures. "
        "The "
        "same command on the same machine and build makes the same files again:\n\n    imago faces --count " +
        std::to_string(options.count) + " --size " + std::to_string(options.side) + " --seed " +
        std::to_string(options.seed) + (natural ? "" : " --independent") +
        (options.transparent ? " --transparent" : "") +
        " -o FOLDER\n\n## labels.csv\n\nOne line for each picture, after a line of column names:\n\n"
        "| column | unit | range | meaning |\n|---|---|---|---|\n| file | | | The picture's name. |\n"
        "| seed | | | The set's seed. |\n";
    for (const latent::Attribute &a : latent::portraitAttributes()) {
        text += "| " + std::string(a.name) + " | " + std::string(unitText(a.unit)) + " | " + shortest(a.low) +
                " to " + shortest(a.high) + " | " + std::string(a.help) + " |\n";
    }
    text +=
        "| z0 to z47 | standard deviations | -3 to 3 | Who it is besides: shape, asymmetry, appearance. |\n\n"
        "## Licence\n\nThe pictures and labels are made from public-domain (CC0 1.0) shape data of the "
        "MakeHuman "
        "community and by our own drawing; the program claims no rights in what it draws. They are dedicated "
        "to "
        "the public domain under CC0 1.0, <https://creativecommons.org/publicdomain/zero/1.0/>.\n";
    return text;
}

Status save(const std::filesystem::path &path, std::string_view text)
{
    auto file = files::SaveFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    const Status written = file->write(text);
    return written ? file->commit() : written;
}

/// Workers that draw the pictures of a set, each the next one that nobody has taken.
class DatasetWriter
{
public:
    DatasetWriter(const Renderer &renderer, const std::filesystem::path &folder,
                  const DatasetOptions &options, const std::function<void(int)> &progress,
                  std::stop_token stop)
        : m_renderer(renderer)
        , m_folder(folder)
        , m_options(options)
        , m_progress(progress)
        , m_stop(std::move(stop))
    {
    }

    /// Ok also after a stop.
    Status run()
    {
        {
            std::vector<std::jthread> workers;
            for (int i = 1; i < std::clamp(m_options.threads, 1, kMostThreads); ++i)
                workers.emplace_back([this] { work(); });
            work();
        }
        return m_status;
    }
    bool complete() const { return m_done == m_options.count; }

private:
    void work()
    {
        while (!m_stop.stop_requested() && !m_failed) {
            const int index = m_next.fetch_add(1);
            if (index >= m_options.count)
                return;
            const auto drawn = drawOne(static_cast<std::uint64_t>(index));
            const std::lock_guard lock(m_mutex);
            if (!drawn) {
                if (!m_failed)
                    m_status = tl::unexpected(drawn.error());
                m_failed = true;
            } else if (*drawn) {
                ++m_done;
                if (m_progress)
                    m_progress(m_done);
            }
        }
    }

    // False: stopped.
    Result<bool> drawOne(std::uint64_t index) const
    {
        const latent::Point point = datasetPoint(m_options.seed, index, m_options.coupling);
        const auto drawing = m_renderer.draw(point, m_options.side, DrawOptions{}, m_stop);
        if (!drawing)
            return tl::unexpected(drawing.error());
        if (drawing->cutout.empty())
            return false;
        const Image &cutout = drawing->cutout;
        const Status written = files::writeImage(
            m_folder / datasetFileName(index),
            m_options.transparent ? cutout : latent::overBackdrop(cutout, point.attributes));
        if (!written)
            return tl::unexpected(written.error());
        return true;
    }

    const Renderer &m_renderer;
    const std::filesystem::path &m_folder;
    const DatasetOptions &m_options;
    const std::function<void(int)> &m_progress;
    std::stop_token m_stop;
    std::atomic<int> m_next = 0;
    std::atomic<bool> m_failed = false;
    std::mutex m_mutex;
    int m_done = 0;
    Status m_status;
};

} // namespace

latent::Point datasetPoint(std::uint64_t seed, std::uint64_t index, latent::Coupling coupling)
{
    Random random(mixSeed(seed, index));
    return latent::samplePoint(random, coupling);
}

std::string datasetFileName(std::uint64_t index)
{
    const std::string digits = std::to_string(index);
    return std::string(kFileDigits - std::min(digits.size(), kFileDigits), '0') + digits + ".png";
}

std::string labelHeader()
{
    std::string line(kLabelsBegin);
    line.pop_back();
    for (const latent::Attribute &attribute : latent::portraitAttributes())
        line += "," + std::string(attribute.name);
    for (std::size_t i = 0; i < latent::kIdentitySize; ++i)
        line += ",z" + std::to_string(i);
    return line + "\n";
}

std::string labelLine(std::uint64_t seed, std::uint64_t index, const latent::Point &point)
{
    std::string line = datasetFileName(index) + "," + std::to_string(seed);
    for (const float value : point.attributes)
        line += "," + shortest(value);
    for (const float value : point.z)
        line += "," + shortest(value);
    return line + "\n";
}

Status writeDataset(const Renderer &renderer, const std::filesystem::path &folder,
                    const DatasetOptions &options, const std::function<void(int)> &progress,
                    std::stop_token stop)
{
    if (options.count < 1 || options.count > kMostPictures)
        return fail(ErrorCode::BadInput, "a set has 1 to 1,000,000 pictures", "count");
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error || !std::filesystem::is_directory(folder, error))
        return fail(ErrorCode::FileUnwritable, "the folder cannot be made", folder.filename().string());
    const std::string next = datasetFileName(static_cast<std::uint64_t>(options.count));
    if (std::filesystem::exists(folder / "labels.csv", error) && std::filesystem::exists(folder / next, error)) {
        return fail(ErrorCode::FileUnwritable,
                    "the folder holds a larger set, whose other pictures would lose their labels",
                    folder.filename().string());
    }
    for (const auto &[name, begin] : {std::pair{"labels.csv", kLabelsBegin}, {"README.md", kReadmeBegins}}) {
        if (!isOurs(folder / name, begin)) {
            return fail(ErrorCode::FileUnwritable,
                        std::string("the folder holds another ") + name + "; choose one for the set alone",
                        folder.filename().string());
        }
    }
    // An older set's would not fit while this one grows.
    std::filesystem::remove(folder / "labels.csv", error);

    const Status described = save(folder / "README.md", readme(options));
    if (!described)
        return described;
    DatasetWriter writer(renderer, folder, options, progress, stop);
    const Status drawn = writer.run();
    if (!drawn || !writer.complete())
        return drawn;
    std::string labels = labelHeader();
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(options.count); ++i)
        labels += labelLine(options.seed, i, datasetPoint(options.seed, i, options.coupling));
    return save(folder / "labels.csv", labels);
}

} // namespace imago::faces
