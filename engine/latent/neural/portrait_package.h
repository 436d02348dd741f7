// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/package.h"
#include "engine/latent/neural/networks.h"

#include <filesystem>
#include <string>

namespace imago::latent::neural {

/// The decoder and encoder of the built-in portraits as this version of the studio builds them.
PyramidDecoder newDecoder();
PortraitEncoder newEncoder();

/// Writes the networks as a package folder (float16 weights, manifest, attributes.json, training.json). What the
/// package already holds beside them (card, preview, quality figures) is kept.
Status writePortraitPackage(const std::filesystem::path &folder, const PyramidDecoder &decoder,
                            const PortraitEncoder &encoder, const std::string &trainingJson);

/// Fills both networks. Errors: Incompatible for another architecture, attribute schema or shapes; FileDamaged.
Status loadNetworks(const files::Package &package, PyramidDecoder &decoder, PortraitEncoder &encoder);
Status loadDecoder(const files::Package &package, PyramidDecoder &decoder); ///< Errors: as loadNetworks().

/// The judge: an encoder of its own, to measure with. Its package has the one role "encoder".
PortraitEncoder newJudge();
Status writeJudgePackage(const std::filesystem::path &folder, const PortraitEncoder &judge,
                         const std::string &trainingJson);
Status loadJudge(const files::Package &package, PortraitEncoder &judge); ///< Errors: as loadNetworks().

} // namespace imago::latent::neural
