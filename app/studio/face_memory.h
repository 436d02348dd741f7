// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/style/face_protection.h"

#include <deque>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace imago::app {

using FindFaces = std::function<Result<std::vector<style::FaceBox>>(const Image &picture)>;

/// The video module's, which it opens.
Result<std::vector<style::FaceBox>> findFacesByModule(const Image &picture);

/// The faces of the pictures that were seen lately, so that each is searched once. Threads: any; never the GUI thread.
class FaceMemory
{
public:
    explicit FaceMemory(FindFaces find = findFacesByModule);

    /// Errors: as VideoFactory::findFaces, those of opening the module.
    Result<std::vector<style::FaceBox>> of(const Image &picture);

private:
    static constexpr std::size_t kMostKnown = 32;
    using Known = std::pair<std::uint64_t, std::vector<style::FaceBox>>;

    FindFaces m_find;
    std::mutex m_mutex;
    std::deque<Known> m_known; ///< Newest first; guarded by m_mutex.
};

} // namespace imago::app
