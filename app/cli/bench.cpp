// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/recipe_options.h"
#include "app/cli/verb.h"
#include "app/neural_module.h"
#include "app/resources.h"
#include "engine/art/painting.h"
#include "engine/files/image_file.h"
#include "engine/latent/backdrop.h"
#include "engine/latent/population.h"
#include "engine/style/style_model.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

constexpr double kTruncation = 0.8;
constexpr std::size_t kFewestRuns = 5;
constexpr int kRenderSides[] = {128, 256, 512, 1024};
constexpr int kDraftSide = 128;
constexpr int kFinalSide = 512;
constexpr int kStyleSides[] = {384, 1024};
constexpr int kRefinedSide = 256; // in one piece
constexpr double kStructure = 0.5;
constexpr const char *kPainting = "stained-glass";
constexpr const char *kScene = "village";

struct BenchOptions
{
    double seconds = 1.0;
    int threads = 0;
};

/// Runs measurements and writes down each one's spread.
class Bench
{
public:
    Bench(const BenchOptions &options, Console &console, const std::stop_token &stop)
        : m_options(options)
        , m_console(console)
        , m_stop(stop)
    {
        console.line(padded("", 34) + "  median      p95    runs");
    }

    bool stopped() const { return m_stop.stop_requested(); }

    /// Calls `piece` with 0, 1, 2, ... for the seconds that were asked for, after one call that does not
    /// count.
    Status measure(const std::string &name, const std::function<Status(std::uint64_t)> &piece)
    {
        if (const Status first = piece(0); !first)
            return first;
        std::vector<double> milliseconds;
        const auto begin = Clock::now();
        while (!stopped() &&
               (milliseconds.size() < kFewestRuns || since(begin) < 1000.0 * m_options.seconds)) {
            const auto start = Clock::now();
            if (const Status done = piece(milliseconds.size() + 1); !done)
                return done;
            milliseconds.push_back(since(start));
        }
        add(name, std::move(milliseconds));
        return {};
    }

    /// Something that happens once.
    Status once(const std::string &name, const std::function<Status()> &piece)
    {
        const auto start = Clock::now();
        if (const Status done = piece(); !done)
            return done;
        add(name, {since(start)});
        return {};
    }

    /// What was measured elsewhere.
    void add(const latent::NetworkSpeed &network)
    {
        char line[128];
        std::snprintf(line, sizeof line, "%-34s %8.2f %8.2f   ms, %.2f GFLOP, %.0f %% of one large convolution",
                      ("network: " + network.name).c_str(), network.medianMs, network.p95Ms, network.gflop,
                      100 * network.share);
        m_console.line(line);
        m_figures.push_back({{"name", "network: " + network.name},
                             {"medianMs", network.medianMs},
                             {"p95Ms", network.p95Ms},
                             {"fastestMs", network.fastestMs},
                             {"gflop", network.gflop},
                             {"shareOfConvolution", network.share}});
    }

    /// Milliseconds that were measured elsewhere.
    void add(const std::string &name, std::vector<double> milliseconds)
    {
        if (milliseconds.empty())
            return;
        std::ranges::sort(milliseconds);
        const std::size_t count = milliseconds.size();
        const double median = milliseconds[count / 2];
        const double p95 = milliseconds[std::min(count - 1, count * 95 / 100)];
        char line[128];
        std::snprintf(line, sizeof line, "%-34s %8.2f %8.2f %7zu   ms", name.c_str(), median, p95, count);
        m_console.line(line);
        m_figures.push_back({{"name", name}, {"medianMs", median}, {"p95Ms", p95}, {"runs", count}});
    }

    void addMemory(const std::string &name, double mebibytes)
    {
        char line[128];
        std::snprintf(line, sizeof line, "%-34s %8.0f   MiB", name.c_str(), mebibytes);
        m_console.line(line);
        m_figures.push_back({{"name", name}, {"mebibytes", mebibytes}});
    }

    const Json &figures() const { return m_figures; }

    double seconds() const { return m_options.seconds; }

private:
    static double since(Clock::time_point start)
    {
        return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    }

    const BenchOptions &m_options;
    Console &m_console;
    const std::stop_token &m_stop;
    Json m_figures = Json::array();
};

std::string processorName()
{
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("model name"))
            return line.substr(std::min(line.size(), line.find(':') + 2));
    }
    return "unknown";
}

latent::Point person(std::uint64_t seed)
{
    return latent::pointFromSeed(seed, kTruncation);
}

template <typename T>
Status status(const Result<T> &result)
{
    if (!result)
        return tl::unexpected(result.error());
    return {};
}

Status benchRenderer(Bench &bench, const BenchOptions &options, const std::stop_token &stop)
{
    PictureMaker maker(options.threads);
    if (const Status opened = bench.once("renderer: open", [&] { return status(maker.renderer()); }); !opened)
        return opened;
    const auto renderer = maker.renderer();
    std::vector<int> threadCounts{1};
    if (threadCount(options.threads) > 1)
        threadCounts.push_back(threadCount(options.threads));
    for (const int threads : threadCounts) {
        (*renderer)->setThreads(threads);
        for (const int side : kRenderSides) {
            const std::string name = "renderer: " + std::to_string(side) + " px, " + std::to_string(threads) +
                                     (threads == 1 ? " thread" : " threads");
            const Status measured = bench.measure(name, [&](std::uint64_t run) {
                return status((*renderer)->render(person(run), {side, side}, stop));
            });
            if (!measured)
                return measured;
        }
    }

    const auto cutout = (*renderer)->render(person(1), {kFinalSide, kFinalSide}, stop);
    if (!cutout || *cutout == nullptr)
        return status(cutout);
    Image picture;
    const Status backdrop = bench.measure("backdrop: 512 px", [&](std::uint64_t) -> Status {
        picture = latent::overBackdrop(**cutout, person(1).attributes);
        return {};
    });
    if (!backdrop)
        return backdrop;
    return bench.measure("PNG: 512 px", [&](std::uint64_t) {
        return status(files::encodeImage(picture, files::PictureFormat::Png));
    });
}

Status benchModel(Bench &bench, const BenchOptions &options, const std::stop_token &stop)
{
    PictureMaker maker(options.threads);
    if (const Status opened =
            bench.once("model: open LibTorch and weights", [&] { return status(maker.model()); });
        !opened)
        return opened;
    const auto model = maker.model();
    const Size side = (*model)->nativeSize();
    const Status decoded =
        bench.measure("model: decode " + std::to_string(side.width) + " px",
                      [&](std::uint64_t run) { return status((*model)->render(person(run), side, stop)); });
    if (!decoded)
        return decoded;
    const auto picture = (*model)->render(person(1), side, stop);
    if (!picture || *picture == nullptr)
        return status(picture);
    return bench.measure("model: encode " + std::to_string(kDraftSide) + " px", [&](std::uint64_t) {
        return status((*model)->encode(
            **picture, 0, [](int, int, const ImagePtr &) { return true; }, stop));
    });
}

/// Memory at its peak since resetPeak(), of the whole program; nothing where the system does not tell.
std::optional<double> peakMebibytes()
{
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("VmHWM:"))
            return std::stod(line.substr(line.find(':') + 1)) / 1024.0;
    }
    return std::nullopt;
}

void resetPeak()
{
    std::ofstream("/proc/self/clear_refs") << 5;
}

/// How long a step of refining takes: from one report of a running refinement to the next.
Status benchRefining(Bench &bench, style::StyleModel &model, const Image &photo, const style::Style &style, int threads)
{
    std::vector<double> steps;
    std::stop_source enough;
    const auto begin = Clock::now();
    std::optional<Clock::time_point> last;
    jobs::JobContext context(jobs::nextTicket(), [&](const jobs::Event &event) {
        if (!std::holds_alternative<jobs::Progress>(event))
            return;
        const auto now = Clock::now();
        if (last)
            steps.push_back(std::chrono::duration<double, std::milli>(now - *last).count());
        last = now;
        if (steps.size() >= kFewestRuns && std::chrono::duration<double>(now - begin).count() > bench.seconds())
            enough.request_stop();
    }, {enough.get_token(), {}, {}, {}});
    style::Refinement order;
    order.styles = {{style, 1.0}};
    order.longestSide = kRefinedSide;
    order.threads = threads;
    if (const Status refined = status(model.refine(photo, order, context)); !refined)
        return refined;
    bench.add("style: step of refining, " + std::to_string(kRefinedSide) + " px", std::move(steps));
    return {};
}

Status benchStyle(Bench &bench, const BenchOptions &options)
{
    std::shared_ptr<style::StyleModel> model;
    const Status opened = bench.once("style: open LibTorch and weights", [&]() -> Status {
        Result<std::shared_ptr<style::StyleModel>> read = openStyleModel();
        if (read)
            model = *std::move(read);
        return status(read);
    });
    if (!opened)
        return opened;
    const Result<Image> painting = art::draw(kPainting, {512, 512}, 1);
    if (!painting)
        return status(painting);
    const Result<style::Style> style = model->styleOf(*painting);
    if (!style)
        return status(style);
    const int threads = threadCount(options.threads);
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
    for (const int side : kStyleSides) {
        const Result<Image> photo = art::draw(kScene, {side, side}, 1);
        if (!photo)
            return status(photo);
        const std::string name = "style: " + std::to_string(side) + " px, ";
        resetPeak();
        const Status cached = bench.measure(name + "style known", [&](std::uint64_t) {
            return status(model->paint(*photo, *style, kStructure, threads, context));
        });
        if (!cached)
            return cached;
        const Status cold = bench.measure(name + "style read too", [&](std::uint64_t) -> Status {
            const Result<style::Style> read = model->styleOf(*painting);
            return read ? status(model->paint(*photo, *read, kStructure, threads, context)) : status(read);
        });
        if (!cold)
            return cold;
        if (const auto peak = peakMebibytes())
            bench.addMemory(name + "peak memory", *peak);
        if (bench.stopped())
            return {};
    }
    const Result<Image> photo = art::draw(kScene, {kRefinedSide, kRefinedSide}, 1);
    return photo ? benchRefining(bench, *model, *photo, *style, threads) : status(photo);
}

/// The networks alone, against what the machine can do.
Status benchNetworks(Bench &bench, const BenchOptions &options, const std::stop_token &stop)
{
    const Result<std::filesystem::path> resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    const Result<std::filesystem::path> package = findPortraitModel(*resources);
    if (!package)
        return tl::unexpected(package.error());
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());
    const auto speeds = (*module)->measureNetworks(*package, 3 * options.seconds, stop);
    if (!speeds)
        return tl::unexpected(speeds.error());
    for (const latent::NetworkSpeed &network : *speeds)
        bench.add(network);
    return {};
}

} // namespace

Action addBench(CLI::App &verb)
{
    auto options = std::make_shared<BenchOptions>();
    verb.add_option("--seconds", options->seconds, "Time for each measurement (1)")
        ->check(between(0.01, 600.0));
    addThreadsOption(verb, options->threads);
    return [options](Console &console, const std::stop_token &stop) -> Status {
        const int threads = threadCount(options->threads);
        console.line(processorName() + ", " + std::to_string(threads) +
                     " threads, Imago Studio " IMAGO_VERSION);
        Bench bench(*options, console, stop);
        if (const Status measured = benchRenderer(bench, *options, stop); !measured)
            return measured;
        // A build without LibTorch, or without a model yet, still has a renderer to measure.
        Status neural = bench.stopped() ? Status() : benchStyle(bench, *options); // first: its memory is told
        if (neural && !bench.stopped())
            neural = benchModel(bench, *options, stop);
        if (neural && !bench.stopped())
            neural = benchNetworks(bench, *options, stop);
        if (!neural)
            console.warn("no neural model measured: " + sentence(neural.error()));
        console.result({{"version", IMAGO_VERSION},
                        {"processor", processorName()},
                        {"threads", threads},
                        {"neural", neural.has_value()},
                        {"figures", bench.figures()}});
        return {};
    };
}

} // namespace imago::cli
