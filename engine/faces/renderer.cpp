// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/renderer.h"

#include "engine/faces/studio.h"

#include <algorithm>
#include <mutex>
#include <new>

namespace imago::faces {

namespace {

// Raised with every change of what a point looks like.
constexpr std::uint64_t kLook = 8;

constexpr int kSmallestSide = 16;
constexpr int kLargestSide = 4096;
constexpr int kMostThreads = 64;

} // namespace

struct Renderer::Data
{
    FaceData face;
    TargetTable table;

    // Studios are big and take a while to furnish: they are lent to one draw after the other.
    mutable std::mutex mutex;
    mutable std::vector<std::unique_ptr<Studio>> studios;

    std::unique_ptr<Studio> borrow(int threads) const
    {
        {
            const std::lock_guard lock(mutex);
            const auto found = std::ranges::find_if(
                studios, [&](const auto &studio) { return studio->crew.threads() == threads; });
            if (found != studios.end()) {
                auto studio = std::move(*found);
                studios.erase(found);
                return studio;
            }
        }
        return std::make_unique<Studio>(threads);
    }
    void giveBack(std::unique_ptr<Studio> studio) const
    {
        const std::lock_guard lock(mutex);
        studios.push_back(std::move(studio));
    }
};

Renderer::Renderer(std::unique_ptr<const Data> data)
    : m_data(std::move(data))
{
}

Renderer::~Renderer() = default;

Result<std::shared_ptr<Renderer>> Renderer::open(const std::filesystem::path &path)
{
    try {
        auto face = loadFaceData(path);
        if (!face)
            return tl::unexpected(face.error());
        auto data = std::make_unique<Data>();
        data->face = std::move(*face);
        if (!data->table.find(data->face))
            return fail(ErrorCode::FileDamaged, "it lacks a shape that portraits need",
                        path.filename().string());
        return std::shared_ptr<Renderer>(new Renderer(std::move(data)));
    } catch (const std::bad_alloc &) {
        return fail(ErrorCode::OutOfMemory, "no memory for the packed head", path.filename().string());
    }
}

Result<Drawing> Renderer::draw(const latent::Point &point, int side, const DrawOptions &options,
                               std::stop_token stop) const
{
    if (side < kSmallestSide || side > kLargestSide)
        return fail(ErrorCode::BadInput, "portraits are 16 to 4096 pixels wide, not " + std::to_string(side));
    if (options.supersampling < 1 || options.supersampling > 4)
        return fail(ErrorCode::BadInput, "supersampling is 1 to 4");
    try {
        auto studio = m_data->borrow(std::clamp(options.threads, 1, kMostThreads));
        Drawing drawing;
        const bool done =
            drawPortrait(m_data->face, m_data->table, describe(point), side, options, stop, *studio, drawing);
        m_data->giveBack(std::move(studio));
        return done ? std::move(drawing) : Drawing{};
    } catch (const std::bad_alloc &) {
        return fail(ErrorCode::OutOfMemory,
                    "no memory for a portrait of " + std::to_string(side) + " pixels");
    }
}

std::uint64_t Renderer::version() const noexcept
{
    return kLook;
}

Result<ImagePtr> Renderer::render(const latent::Point &point, Size size, std::stop_token stop)
{
    if (size.width != size.height)
        return fail(ErrorCode::BadInput, "portraits are square");
    DrawOptions options;
    options.threads = m_threads;
    auto drawing = draw(point, size.width, options, stop);
    if (!drawing)
        return tl::unexpected(drawing.error());
    return drawing->cutout.empty() ? ImagePtr() : std::make_shared<const Image>(std::move(drawing->cutout));
}

} // namespace imago::faces
