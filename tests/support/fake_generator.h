// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/generator.h"
#include "tests/support/gate.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace imago::test {

/// A decoder without a model: a disc on nothing whose colour says what was asked for. Red is gender, green is
/// age, blue is smile, each over its whole range; so tests can read the point off the picture (see colourOf).
/// It counts its pictures, waits at a gate if told to, and fails if told to.
class FakeGenerator final : public latent::Generator
{
public:
    explicit FakeGenerator(Size native = {128, 128}, bool anySize = true)
        : m_native(native)
        , m_anySize(anySize)
    {
    }

    struct Colour
    {
        std::uint8_t red, green, blue;
        bool operator==(const Colour &) const = default;
    };

    /// What the middle of the point's picture looks like.
    static Colour colourOf(const latent::Point &point)
    {
        return {channel(point, latent::Gender), channel(point, latent::Age), channel(point, latent::Smile)};
    }

    Size nativeSize() const override { return m_native; }
    bool anySize() const override { return m_anySize; }

    Result<ImagePtr> render(const latent::Point &point, Size size, std::stop_token stop) override
    {
        Gate *gate = nullptr;
        std::optional<Error> error;
        {
            const std::scoped_lock lock(m_mutex);
            m_sizes.push_back(size);
            gate = m_gate;
            error = m_error;
        }
        if (gate)
            gate->pass();
        if (error)
            return tl::unexpected(*error);
        if (!m_anySize && size != m_native)
            return fail(ErrorCode::BadInput, "this decoder draws its native size alone");
        if (stop.stop_requested())
            return ImagePtr();
        return draw(colourOf(point), size);
    }

    /// From now on every picture waits here; null: no longer. The gate outlives its use.
    void blockOn(Gate *gate)
    {
        const std::scoped_lock lock(m_mutex);
        m_gate = gate;
    }

    /// From now on every picture fails like this; nothing: no longer.
    void failWith(std::optional<Error> error)
    {
        const std::scoped_lock lock(m_mutex);
        m_error = std::move(error);
    }

    /// The sizes asked for, in order.
    std::vector<Size> sizes() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_sizes;
    }
    int count() const { return static_cast<int>(sizes().size()); }

private:
    static std::uint8_t channel(const latent::Point &point, latent::Portrait index)
    {
        const latent::Attribute &attribute = latent::portraitAttributes()[index];
        const float share = (point.attributes[index] - attribute.low) / (attribute.high - attribute.low);
        return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0F, 1.0F) * 255.0F));
    }

    static ImagePtr draw(Colour colour, Size size)
    {
        const auto image = std::make_shared<Image>(size);
        for (int y = 0; y < size.height; ++y) {
            std::uint8_t *pixel = image->row(y);
            for (int x = 0; x < size.width; ++x, pixel += 4) {
                const double dx = (x + 0.5) / size.width - 0.5, dy = (y + 0.5) / size.height - 0.5;
                if (dx * dx + dy * dy < 0.16)
                    std::copy_n(std::begin({colour.red, colour.green, colour.blue, std::uint8_t{255}}), 4,
                                pixel);
            }
        }
        return image;
    }

    const Size m_native;
    const bool m_anySize;
    mutable std::mutex m_mutex;
    std::vector<Size> m_sizes;
    Gate *m_gate = nullptr;
    std::optional<Error> m_error;
};

} // namespace imago::test
