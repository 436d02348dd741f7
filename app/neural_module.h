// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/neural_factory.h"

namespace imago {

/// Opens the neural module beside the running program (or where IMAGO_NEURAL_MODULE points), once; later
/// calls return the same. Takes most of a second the first time. The module stays open until the program
/// ends: LibTorch does not survive being closed.
///
/// Errors: FileMissing where the build has no module, Incompatible where it can't be loaded (the detail says
/// why). Threads: any; a second caller waits for the first.
Result<const NeuralFactory *> openNeuralModule();

/// The style networks that come with the studio, each time new ones: a model serves one call at a time. Errors: as
/// findStylePackage, openNeuralModule and loadStyleModel. Threads: any.
Result<std::shared_ptr<style::StyleModel>> openStyleModel();

} // namespace imago
