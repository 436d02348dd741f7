// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/style_model.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace imago::test {

/// A painting's style is its first pixel; what it paints has that colour everywhere. It reports and stops as a
/// real one does.
class FakeStyleModel final : public style::StyleModel
{
public:
    std::string id() const override { return "fake"; }
    std::string hash() const override { return "fedcba9876543210"; }
    std::string networkHash() const override { return std::string(64, 'a'); }

    Result<style::Style> styleOf(const Image &picture) override
    {
        ++read;
        style::Style found;
        const Image straight = picture.converted(PixelFormat::Rgba8);
        for (std::size_t i = 0; i < 3; ++i)
            found.parameters[i] = static_cast<float>(straight.row(0)[i]) * 257.0F;
        return found;
    }

    Result<Image> paint(const Image &photo, const style::Style &wanted, double, int, jobs::JobContext &context) override
    {
        painted.push_back(photo.size());
        Image picture(photo.size(), PixelFormat::Rgba16);
        for (int y = 0; y < picture.height(); ++y) {
            if (context.stopRequested())
                return Image();
            auto *pixel = reinterpret_cast<std::uint16_t *>(picture.row(y));
            for (int x = 0; x < picture.width(); ++x, pixel += 4) {
                for (std::size_t i = 0; i < 3; ++i)
                    pixel[i] = static_cast<std::uint16_t>(wanted.parameters[i]);
                pixel[3] = 65535;
            }
        }
        context.report(jobs::Stage::Rendering, 1, 1);
        return picture;
    }

    /// Two looks at it, then the picture; it waits for its checkpoint if it is told to.
    Result<Image> refine(const Image &photo, const style::Refinement &order, jobs::JobContext &context) override
    {
        ++refined;
        Result<Image> picture = paint(photo, order.styles.front().style, order.structure, 1, context);
        for (int look = 0; look < 2 && picture && !picture->empty(); ++look)
            context.publish(jobs::Quality::Preview,
                            std::make_shared<const Image>(picture->converted(PixelFormat::Rgba8)));
        while (waitsForCheckpoint && !context.stopAtCheckpoint())
            std::this_thread::yield();
        return context.stopRequested() ? Image() : picture;
    }

    Result<std::optional<style::LearnedStyle>> learn(const Image &painting, const style::Learning &order,
                                                     jobs::JobContext &context) override
    {
        if (order.content.empty())
            return fail(ErrorCode::BadInput, "there is nothing to learn on");
        context.report(jobs::Stage::Training, 1, 2);
        if (context.stopRequested())
            return std::optional<style::LearnedStyle>();
        style::LearnedStyle learned;
        learned.style = *styleOf(painting);
        learned.steps = order.steps;
        return std::optional(learned);
    }

    int read = 0;
    int refined = 0;
    std::atomic<bool> waitsForCheckpoint = false;
    std::vector<Size> painted;
};

} // namespace imago::test
