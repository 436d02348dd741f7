// SPDX-License-Identifier: GPL-3.0-or-later
// A neural module without a network: what the studio does with one can be tested where LibTorch is not.
#include "app/neural_factory.h"
#include "tests/app/fake_portrait_model.h"
#include "tests/support/fake_style_model.h"

#include <memory>

namespace {

using namespace imago;

Result<std::shared_ptr<latent::NeuralModel>> loadModel(const std::filesystem::path &)
{
    return std::make_shared<test::FakePortraitModel>();
}

Result<std::shared_ptr<style::StyleModel>> loadStyleModel(const std::filesystem::path &)
{
    return std::make_shared<test::FakeStyleModel>();
}

} // namespace

extern "C" __attribute__((visibility("default"))) const imago::NeuralFactory *imago_neural_factory()
{
    static const NeuralFactory factory = [] {
        NeuralFactory made{};
        made.loadModel = loadModel;
        made.loadStyleModel = loadStyleModel;
        return made;
    }();
    return &factory;
}
