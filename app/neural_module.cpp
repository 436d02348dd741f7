// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/neural_module.h"

#include "app/judges.h"
#include "app/module_file.h"
#include "app/resources.h"

namespace imago {

namespace {

Result<const NeuralFactory *> open()
{
    const Result<void *> symbol =
        openModuleSymbol("libimago_neural.so", "IMAGO_NEURAL_MODULE", kNeuralFactorySymbol, "neural");
    if (!symbol)
        return tl::unexpected(symbol.error());
    return reinterpret_cast<NeuralFactoryFunction>(*symbol)();
}

} // namespace

Result<const NeuralFactory *> openNeuralModule()
{
    static const Result<const NeuralFactory *> module = open();
    return module;
}

Result<std::shared_ptr<style::StyleModel>> openStyleModel()
{
    const auto resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    const auto package = findStylePackage(*resources);
    if (!package)
        return tl::unexpected(package.error());
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());
    return (*module)->loadStyleModel(*package);
}

Result<const Judges *> openJudges()
{
    static const Result<const Judges *> judges =
        openModuleSymbol("libimago_neural.so", "IMAGO_NEURAL_MODULE", kJudgesSymbol, "neural")
            .map([](void *symbol) { return reinterpret_cast<JudgesFunction>(symbol)(); });
    return judges;
}

} // namespace imago
