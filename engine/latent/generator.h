// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/latent/point.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace imago::latent {

/// One way from a latent point to a picture: the neural decoder or the renderer.
class Generator
{
public:
    virtual ~Generator() = default;

    /// The size it is at home in; a neural decoder draws no other.
    virtual Size nativeSize() const = 0;
    virtual bool anySize() const = 0;

    /// Draws the portrait without its backdrop: straight-alpha sRGB, transparent where the backdrop shows.
    /// An empty pointer means that `stop` came first; it is looked at at least every 30 ms.
    /// Errors: BadInput for a size it can't draw, ModelFailed, OutOfMemory. Threads: one at a time, any.
    virtual Result<ImagePtr> render(const Point &point, Size size, std::stop_token stop) = 0;
};

/// What an encoder made of a picture.
struct Encoding
{
    Point point;               ///< The estimated attributes and the mean of z.
    bool backdrop = false;     ///< The background's attributes are estimated, too; else they are neutral. backdrop.h.
    Identity logVariance{};    ///< Of z.
    double reconstruction = 0; ///< Mean absolute error inside the redrawn portrait, 0 to 1.
    double unexplained = 0; ///< What of the whole picture the portrait leaves unexplained: likeness.h.
    double distance = 0; ///< How far outside the portraits' world it seems: 0 inside, 1 clearly outside; likeness.h.
};

/// A loaded model package: encoder and neural decoder. Torch-free on purpose; the back room implements it.
class NeuralModel : public Generator
{
public:
    virtual std::string id() const = 0;
    /// SHA-256 of the package's manifest, hexadecimal: what a recipe names.
    virtual std::string hash() const = 0;
    /// False where the package's own figures say that its pictures are too coarse to stand in for the final
    /// ones.
    virtual bool drawsDrafts() const { return true; }
    /// What each slider changes in the final picture besides itself, as the package's quality report says:
    /// [slider][attribute], in the attribute's standard deviations over the slider's full travel. Empty where
    /// nobody measured.
    virtual std::vector<std::vector<double>> effects() const { return {}; }
    /// How well the network that judged effects() reads each attribute from pictures: R², 1 exactly, 0 not at all,
    /// also below. 1 for attributes that the report does not tell of; empty where nobody measured.
    virtual std::vector<double> judgeR2() const { return {}; }
    /// Where the picture lands in the latent space. `refineSteps` above 0 improves it by optimisation: the best point
    /// on the way, never a worse one than without. `progress` is told after each step (done, total, the current
    /// redrawing) and ends it by returning false.
    using EncodeProgress = std::function<bool(int, int, ImagePtr)>;
    virtual Result<Encoding> encode(const Image &picture, int refineSteps, const EncodeProgress &progress,
                                    std::stop_token stop) = 0;
};

} // namespace imago::latent
