// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/event.h"

#include <QImage>

#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>

namespace imago::ui {

/// The best picture so far of each recently seen recipe, so that undo, redo and compare show at once.
///
/// Guarantees: the pictures together never take more than the limit; the least recently used goes first; a
/// coarser picture never replaces a finer one. Threads: the GUI thread.
class FrameCache
{
public:
    struct Entry
    {
        QImage image;
        jobs::Quality quality = jobs::Quality::Draft;
    };

    explicit FrameCache(qsizetype byteLimit);

    void insert(std::uint64_t recipeHash, const Entry &entry);
    std::optional<Entry> find(std::uint64_t recipeHash);
    void clear();
    void setLimit(qsizetype byteLimit);

    qsizetype bytes() const { return m_bytes; }
    std::size_t count() const { return m_order.size(); }

private:
    struct Kept
    {
        std::uint64_t hash;
        Entry entry;
    };
    using Order = std::list<Kept>; ///< Most recently used first.

    void drop(Order::iterator kept);
    void trim();

    qsizetype m_limit;
    qsizetype m_bytes = 0;
    Order m_order;
    std::unordered_map<std::uint64_t, Order::iterator> m_index;
};

} // namespace imago::ui
