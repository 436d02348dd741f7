// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Which declarations this program or module was built with: the SHA-256 of all headers of the engine and of the
/// programs (build_key.cmake writes its source). Modules hand structs and virtual calls over the border, so a module of
/// other headers would be read wrongly; every module exports this function, and openModuleSymbol() compares.
extern "C" __attribute__((visibility("default"))) const char *imago_build_key();

namespace imago {

inline constexpr const char *kBuildKeySymbol = "imago_build_key";
using BuildKeyFunction = const char *(*)();

} // namespace imago
