// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensor/guard.h"
#include "tests/support/catch.h"

#include <cstdint>

using namespace imago;

TEST_CASE("torch's own allocator without memory is no broken model")
{
    const Result<int> made = tensor::guard([]() -> Result<int> {
        return static_cast<int>(torch::empty({std::int64_t{1} << 46}).size(0));
    });
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::OutOfMemory);
}
