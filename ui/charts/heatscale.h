// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpalette.h"

#include <optional>

namespace toll {

/// The colours of a heat map. Without a middle value: one hue, from near the background to far from it (light to dark,
/// on a dark theme dark to light). With one: orange below it, blue above, as far from the background as the value is
/// from the middle, so that the same distance looks the same on both sides.
class HeatScale {
public:
    HeatScale() = default;
    HeatScale(double lowest, double highest, std::optional<double> middle, bool isDark);

    [[nodiscard]] QColor colorOf(double value) const;
    [[nodiscard]] double lowest() const { return m_lowest; }
    [[nodiscard]] double highest() const { return m_highest; }

    /// Black or white, whichever can be read on this colour; never below 4.5:1.
    [[nodiscard]] static QColor textOn(const QColor &fill);

private:
    double m_lowest = 0;
    double m_highest = 1;
    std::optional<double> m_middle;
    bool m_isDark = false;
};

} // namespace toll
