// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace imago::app {

/// How large live pictures are painted: as large as this machine manages kWanted times a second, in calm steps. A
/// value; it asks no clock.
class LiveSize
{
public:
    static constexpr int kLeast = 256;
    static constexpr int kFirst = 384;
    static constexpr int kMost = 768;
    static constexpr double kWanted = 12.0; ///< Pictures a second.

    /// Longer side, pixels.
    int side() const noexcept { return m_side; }

    /// A picture of side() took so long, in seconds.
    void took(double seconds) noexcept;

private:
    int m_side = kFirst;
    double m_seconds = 0; ///< Of a picture in this size, smoothed; 0: nothing known yet.
    int m_known = 0;      ///< Pictures in this size so far.
};

} // namespace imago::app
