// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/point.h"

namespace imago::latent {

/// The best of the points that a search has seen: where it ends, however it went on from there.
class BestPoint
{
public:
    BestPoint(const Point &first, double error)
        : m_point(first)
        , m_error(error)
    {
    }

    /// Keeps the point if its error is smaller than that of all before.
    void offer(const Point &point, double error)
    {
        if (!(error < m_error))
            return;
        m_point = point;
        m_error = error;
    }

    const Point &point() const noexcept { return m_point; }
    double error() const noexcept { return m_error; }

private:
    Point m_point;
    double m_error;
};

} // namespace imago::latent
