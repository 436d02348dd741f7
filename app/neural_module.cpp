// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/neural_module.h"

#include "app/resources.h"

#include <cstdlib>
#include <dlfcn.h>
#include <system_error>

namespace imago {

namespace {

std::string lastLoaderError()
{
    const char *message = dlerror(); // NOLINT(concurrency-mt-unsafe): per thread in glibc
    return message != nullptr ? message : "unknown reason";
}

Result<const NeuralFactory *> open()
{
    const char *chosen = std::getenv("IMAGO_NEURAL_MODULE");
    const std::filesystem::path file = chosen != nullptr && *chosen != '\0'
                                           ? std::filesystem::path(chosen)
                                           : programFolder() / "libimago_neural.so";
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return fail(ErrorCode::FileMissing, "this build has no neural module", file.string());

    // Local symbols: LibTorch brings Qt 5 along (through OpenCV's highgui), which must not meet our Qt 6.
    void *module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr)
        return fail(ErrorCode::Incompatible, lastLoaderError(), file.string());
    const auto factory = reinterpret_cast<NeuralFactoryFunction>(dlsym(module, kNeuralFactorySymbol));
    if (factory == nullptr)
        return fail(ErrorCode::Incompatible, lastLoaderError(), file.string());
    return factory();
}

} // namespace

Result<const NeuralFactory *> openNeuralModule()
{
    static const Result<const NeuralFactory *> module = open();
    return module;
}

} // namespace imago
