// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include "engine/tensor/torch.h"

#include <new>
#include <type_traits>

namespace imago::tensor {

/// Runs torch code and turns what it throws into an Error. The only catch for c10::Error in the house.
template <typename Fn>
auto guard(Fn &&fn) -> std::invoke_result_t<Fn> // must return a Result
{
    try {
        return std::forward<Fn>(fn)();
    } catch (const std::bad_alloc &) {
        return fail(ErrorCode::OutOfMemory, "allocation failed");
    } catch (const c10::Error &error) {
        const std::string what = error.what_without_backtrace();
        // The allocators of CUDA, of the CPU, and of the CPU since LibTorch 1.11, in this order.
        const bool memory = what.find("out of memory") != std::string::npos ||
                            what.find("not enough memory") != std::string::npos ||
                            what.find("can't allocate memory") != std::string::npos;
        return fail(memory ? ErrorCode::OutOfMemory : ErrorCode::ModelFailed, what);
    } catch (const std::exception &error) {
        return fail(ErrorCode::Internal, error.what());
    }
}

} // namespace imago::tensor
