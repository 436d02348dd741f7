// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/frame_cache.h"

#include <iterator>

namespace imago::ui {

FrameCache::FrameCache(qsizetype byteLimit)
    : m_limit(byteLimit)
{
}

void FrameCache::insert(std::uint64_t recipeHash, const Entry &entry)
{
    if (const auto found = m_index.find(recipeHash); found != m_index.end()) {
        if (entry.quality < found->second->entry.quality)
            return;
        drop(found->second);
    }
    if (entry.image.sizeInBytes() > m_limit)
        return;
    m_order.push_front({recipeHash, entry});
    m_index[recipeHash] = m_order.begin();
    m_bytes += entry.image.sizeInBytes();
    trim();
}

void FrameCache::setLimit(qsizetype byteLimit)
{
    m_limit = byteLimit;
    trim();
}

void FrameCache::trim()
{
    while (m_bytes > m_limit)
        drop(std::prev(m_order.end()));
}

std::optional<FrameCache::Entry> FrameCache::find(std::uint64_t recipeHash)
{
    const auto found = m_index.find(recipeHash);
    if (found == m_index.end())
        return std::nullopt;
    m_order.splice(m_order.begin(), m_order, found->second);
    return found->second->entry;
}

void FrameCache::clear()
{
    m_order.clear();
    m_index.clear();
    m_bytes = 0;
}

void FrameCache::drop(Order::iterator kept)
{
    m_bytes -= kept->entry.image.sizeInBytes();
    m_index.erase(kept->hash);
    m_order.erase(kept);
}

} // namespace imago::ui
