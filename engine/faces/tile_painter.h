// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/paint.h"

namespace imago::faces {

/// Paints the pixels of a tile whose nearest triangles are known: all skin of a pixel at once, hair sample by
/// sample.
class TilePainter
{
public:
    TilePainter(const FaceData &data, const DrawList &list, const Painter &painter, int supersampling);

    /// Writes the tile's own pixels of the picture and, when wanted, of the part map.
    void paint(const TileBuffer &tile, Drawing &drawing) const;

private:
    class Job;

    const FaceData &m_data;
    const DrawList &m_list;
    const Painter &m_painter;
    int m_supersampling;
};

} // namespace imago::faces
