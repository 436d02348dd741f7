// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/generator.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace imago::faces {

/// What a pixel mostly shows; the trainer weights its losses by it.
enum class Part : std::uint8_t {
    Backdrop,
    Skin,
    Eye,
    Brow,
    Lips,
    MouthInside,
    Hair,
    Beard,
    Glasses,
    Clothes
};
inline constexpr int kPartCount = 10;

/// Fixed places of every head (landmarks.h), the two pupils last.
inline constexpr std::size_t kLandmarkCount = 48;

struct DrawOptions
{
    int supersampling = 2; ///< Samples per pixel and side, 1 to 4.
    int threads = 1;       ///< The picture is the same bytes for any number.
    PixelFormat format = PixelFormat::Rgba8;
    bool parts = false;     ///< Also say what each pixel shows.
    bool landmarks = false; ///< Also say where the face's features are.
};

struct Drawing
{
    Image cutout;            ///< Straight alpha, no backdrop.
    std::vector<Part> parts; ///< One per pixel, row by row; empty unless asked for.
    /// kLandmarkCount places, x to the right and y down, -1 to 1 inside the picture; empty unless asked for.
    std::vector<std::array<float, 2>> landmarks;
    /// Where the same places of the head's other side are: a flipped picture's landmarks, with -x for x.
    std::vector<std::array<float, 2>> opposites;
};

/// Draws labelled portraits: the same point is the same person with the same face at any size.
///
/// Guarantees: the picture depends on the point and the size alone (one machine and build), on any number of
/// threads. Threads: draw() and render() from any, several at a time.
class Renderer final : public latent::Generator
{
public:
    /// Opens the packed face data (resources/faces/faces.bin). Errors: FileMissing, FileDamaged,
    /// Incompatible.
    static Result<std::shared_ptr<Renderer>> open(const std::filesystem::path &data);
    ~Renderer() override;

    /// Size: square, 16 to 4096. An empty optional-like drawing (cutout.empty()) means that `stop` came
    /// first.
    Result<Drawing> draw(const latent::Point &point, int side, const DrawOptions &options,
                         std::stop_token stop = {}) const;

    /// Changes whenever the same point would give another picture: caches of renders name it.
    std::uint64_t version() const noexcept;

    Size nativeSize() const override { return {512, 512}; }
    bool anySize() const override { return true; }
    Result<ImagePtr> render(const latent::Point &point, Size size, std::stop_token stop) override;

    /// How many threads render() may use; draw() is told in its options.
    void setThreads(int threads) { m_threads = threads; }

private:
    struct Data;
    explicit Renderer(std::unique_ptr<const Data> data);

    std::unique_ptr<const Data> m_data;
    int m_threads = 1;
};

} // namespace imago::faces
