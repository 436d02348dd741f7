// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/face_memory.h"

#include "app/video_module.h"
#include "ui/session/source_picture.h"

#include <algorithm>

namespace imago::app {

Result<std::vector<style::FaceBox>> findFacesByModule(const Image &picture)
{
    const Result<const VideoFactory *> factory = openVideoModule();
    if (!factory)
        return tl::unexpected(factory.error());
    return (*factory)->findFaces(picture);
}

FaceMemory::FaceMemory(FindFaces find)
    : m_find(std::move(find))
{
}

Result<std::vector<style::FaceBox>> FaceMemory::of(const Image &picture)
{
    const std::uint64_t key = ui::pixelHash(picture);
    const std::scoped_lock lock(m_mutex); // while it searches too: another asks for the same picture
    const auto known = std::ranges::find(m_known, key, &Known::first);
    if (known != m_known.end())
        return known->second;
    Result<std::vector<style::FaceBox>> found = m_find(picture);
    if (found) {
        m_known.emplace_front(key, *found);
        if (m_known.size() > kMostKnown)
            m_known.pop_back();
    }
    return found;
}

} // namespace imago::app
