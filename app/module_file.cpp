// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/module_file.h"

#include "app/build_key.h"
#include "app/resources.h"

#include <cstdlib>
#include <dlfcn.h>
#include <string_view>
#include <system_error>

namespace imago {

namespace {

std::string lastLoaderError()
{
    const char *message = dlerror(); // NOLINT(concurrency-mt-unsafe): per thread in glibc
    return message != nullptr ? message : "unknown reason";
}

} // namespace

Result<void *> openModuleSymbol(const std::string &fileName, const char *variable, const char *symbol,
                                const std::string &what)
{
    const char *chosen = std::getenv(variable);
    const std::filesystem::path file = chosen != nullptr && *chosen != '\0' ? std::filesystem::path(chosen)
                                                                            : programFolder() / fileName;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return fail(ErrorCode::FileMissing, "this build has no " + what + " module", file.string());

    // Local symbols: LibTorch brings Qt 5 along (through OpenCV's highgui), which must not meet our Qt 6.
    void *module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr)
        return fail(ErrorCode::Incompatible, lastLoaderError(), file.string());
    const auto key = reinterpret_cast<BuildKeyFunction>(dlsym(module, kBuildKeySymbol));
    if (key == nullptr || std::string_view(key()) != imago_build_key()) {
        return fail(ErrorCode::Incompatible,
                    "the " + what + " module is of another build than this program: build or install both together",
                    file.string());
    }
    void *found = dlsym(module, symbol);
    if (found == nullptr)
        return fail(ErrorCode::Incompatible, lastLoaderError(), file.string());
    return found;
}

} // namespace imago
