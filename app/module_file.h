// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <string>

namespace imago {

/// Opens a module that lies beside the running program as `fileName`, or where the environment variable points, and
/// gives the address of its `symbol`. It stays open until the program ends.
/// Errors: FileMissing where the build has no such module (`what` says which), Incompatible where it can't be loaded or
/// is of another build (build_key.h).
Result<void *> openModuleSymbol(const std::string &fileName, const char *variable, const char *symbol,
                                const std::string &what);

} // namespace imago
