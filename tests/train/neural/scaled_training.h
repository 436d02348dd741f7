// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/files/safetensors.h"
#include "engine/tensor/device.h"
#include "engine/tensor/precision.h"
#include "engine/tensor/weights.h"
#include "engine/train/neural/trainer.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <string>

namespace imago::test {

/// Trains a few steps in float32 and in float16, and compares all that their checkpoints keep. Where this LibTorch has
/// no half for processors, the layers' arithmetic is one and the same: all that differs is the losses' scale, a power
/// of two, and one that was not scaled shows in the gradients' moments. Where it has, nothing is compared.
/// `make`: a trainer in the precision that it is given.
template <typename Make>
void checkThatScalingChangesNothing(const Make &make)
{
    constexpr int kSteps = 4;
    if (tensor::mixedWorks(torch::kCPU, at::kHalf))
        return;
    tensor::setThreads(1);
    const TempDir folder;
    const auto trained = [&](train::Precision precision) {
        const auto trainer = make(precision);
        for (int i = 0; i < kSteps; ++i) {
            const Result<train::Losses> losses = trainer->step();
            REQUIRE(losses);
            REQUIRE_FALSE(losses->empty()); // else it was passed over
        }
        const auto file = folder / (std::string(name(precision)) + ".safetensors");
        REQUIRE(trainer->save(file));
        Result<files::SafeTensors> checkpoint = files::SafeTensors::open(file);
        REQUIRE(checkpoint);
        return *std::move(checkpoint);
    };
    const files::SafeTensors plain = trained(train::Precision::Float32), scaled = trained(train::Precision::Float16);
    REQUIRE(scaled.find("lossScale") != nullptr);
    for (const files::TensorView &view : plain.tensors()) {
        INFO(view.name);
        const auto expected = tensor::readTensor(plain, view.name, view.shape);
        const auto found = tensor::readTensor(scaled, view.name, view.shape);
        REQUIRE(expected);
        REQUIRE(found);
        CHECK((*found - *expected).norm().item<double>() <= 1e-4 * expected->norm().item<double>());
    }
}

} // namespace imago::test
