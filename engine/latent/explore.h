// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace imago::latent {

/// Where a slider of a trained model comes from.
enum class SliderKind {
    Component, ///< A principal component of how pictures look, brought back to the style (GANSpace: Harkonen et al.
               ///< 2020, section 2.2), turned until each changes one part of their looks (varimax: Kaiser 1958).
    Factor,    ///< A direction that the style layers' weights amplify most (SeFa: Shen and Zhou 2021, equation 6).
    Attribute, ///< The direction along which a label that came with the pictures grows, by regression.
};

/// "component", "factor", "attribute"
std::string_view name(SliderKind kind) noexcept;

/// One direction in which a trained model's pictures can be moved.
struct ExploreSlider
{
    std::string id;   ///< Stays when the user renames it: "component-1".
    std::string name; ///< What the user called it; until then the id, or an attribute's name.
    SliderKind kind = SliderKind::Component;
    double low = -2.5; ///< In standard deviations of the training's distribution; 0 leaves the picture alone.
    double high = 2.5;
    /// Mean change of a picture from low to high: root mean square over its pixels, 0 to 1.
    double effect = 0;
    /// What the full travel changes in the other sliders' coordinates, as the model's own reading of its pictures says:
    /// [slider], in their standard deviations. The slider's own entry is what arrives of its own travel. Empty where
    /// nobody measured.
    std::vector<double> leakage;
};

/// A place in a trained model's space: which picture, and how far each slider is from it.
struct ExplorePoint
{
    std::uint64_t seed = 1;    ///< Of the picture, where `style` is empty.
    std::vector<float> style;  ///< What encode() found; styleSize() numbers, or none.
    int classIndex = -1;       ///< -1: drawn from the seed. Of no meaning for a model without classes.
    double variety = 1.0;      ///< 0: the mean picture of its class; 1: as varied as the training pictures.
    std::vector<double> values; ///< Of sliders(), in their order; missing ones are 0.

    bool operator==(const ExplorePoint &) const = default;
};

/// A model that somebody trained on pictures of their own: what its sliders do follows from measuring it.
///
/// Torch-free; the neural module opens it (NeuralFactory::openExplorable).
/// Threads: one call at a time, any thread; what the questions return never changes, except names.
class ExplorableModel
{
public:
    virtual ~ExplorableModel() = default;

    virtual std::string id() const = 0;
    /// What its pictures follow from: files::Package::drawingHash(). Renaming a slider leaves it as it is.
    virtual std::string hash() const = 0;
    /// In this language ("en", "zh_CN"), or the first that there is.
    virtual std::string title(const std::string &language) const = 0;
    virtual Size pictureSize() const = 0;
    virtual bool hasAlpha() const = 0;
    virtual std::size_t styleSize() const = 0;
    virtual bool canEncode() const = 0; ///< False: encode() walks by optimisation from the mean picture.
    virtual const std::vector<std::string> &classNames() const = 0;
    /// Ordered by measured effect; empty until `discover` was run on the package.
    virtual const std::vector<ExploreSlider> &sliders() const = 0;

    /// A few milliseconds. Straight alpha, sRGB; equal points give equal pictures. An empty pointer: `stop` came first.
    /// Errors: BadInput for a class or a style's length that the model has not; ModelFailed, OutOfMemory.
    virtual Result<ImagePtr> render(const ExplorePoint &point, std::stop_token stop) = 0;

    /// The point whose picture is nearest: read by the encoder where there is one, then improved by `steps` of
    /// optimisation. `progress` is told after each (done, total, the picture) and ends it by returning false.
    /// `error`, if given, gets the mean absolute difference of the redrawn picture, 0 to 1.
    using EncodeProgress = std::function<bool(int, int, ImagePtr)>;
    virtual Result<ExplorePoint> encode(const Image &picture, int steps, const EncodeProgress &progress,
                                        std::stop_token stop, double *error = nullptr) = 0;

    /// Where the point's picture stands on each slider, in standard deviations from the model's mean picture; empty
    /// without sliders or for a point that render() refuses.
    virtual std::vector<double> coordinates(const ExplorePoint &point) = 0;
};

} // namespace imago::latent
