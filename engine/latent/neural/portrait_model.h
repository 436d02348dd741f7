// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/generator.h"

#include <filesystem>
#include <memory>

namespace imago::latent::neural {

/// Opens a model package of portraits for decoding and encoding on the CPU; the first decode is warm.
///
/// The model works on one thread: a decode is a few milliseconds, and two threads that wait for each other on a busy
/// machine take many times that. So a saved neural picture is the same bytes on any thread count.
/// Errors: as files::openPackage, NotAModel, Incompatible, OutOfMemory.
Result<std::shared_ptr<NeuralModel>> openPortraitModel(const std::filesystem::path &package);

} // namespace imago::latent::neural
