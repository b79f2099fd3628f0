// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/heatscale.h"

#include "ui/charts/marks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace toll {

namespace {

using Stops = std::array<QRgb, 4>;

// Even steps of lightness; the last but one of each light ramp is near a colour of the palette.
constexpr Stops lightBlues{0xf1f5f9, 0xa9cbe6, 0x3f8fc4, 0x084a7d};
constexpr Stops lightOranges{0xf1f5f9, 0xf7c58f, 0xdb7f22, 0x8a4100};
constexpr Stops darkBlues{0x2a313a, 0x1f5a8a, 0x4a9fda, 0xc4e4fa};
constexpr Stops darkOranges{0x2a313a, 0x84480f, 0xd8872f, 0xffdfb3};

QColor along(const Stops &stops, double share)
{
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
    const auto from = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    return mixed(QColor::fromRgb(stops[from]), QColor::fromRgb(stops[from + 1]), place - static_cast<double>(from));
}

} // namespace

HeatScale::HeatScale(double lowest, double highest, std::optional<double> middle, bool isDark)
    : m_lowest(lowest), m_highest(highest), m_middle(middle), m_isDark(isDark)
{
}

QColor HeatScale::colorOf(double value) const
{
    const Stops &blues = m_isDark ? darkBlues : lightBlues;
    if (!m_middle) {
        // Where all are equal none stands out. Halves, because the whole distance may leave the numbers' range.
        const double whole = m_highest / 2 - m_lowest / 2;
        return along(blues, whole > 0 ? (value / 2 - m_lowest / 2) / whole : 0.35);
    }
    const double farthest = std::max(m_highest / 2 - *m_middle / 2, *m_middle / 2 - m_lowest / 2);
    const double distance = value / 2 - *m_middle / 2;
    const double share = farthest > 0 ? std::abs(distance) / farthest : 0;
    return along(distance < 0 ? (m_isDark ? darkOranges : lightOranges) : blues, share);
}

QColor HeatScale::textOn(const QColor &fill)
{
    return contrast(fill, Qt::white) > contrast(fill, Qt::black) ? QColor(Qt::white) : QColor(Qt::black);
}

} // namespace toll
