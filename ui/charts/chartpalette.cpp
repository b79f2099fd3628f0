// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpalette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace toll {

namespace {

constexpr std::array<QRgb, slotCount - 1> okabeIto{
    0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xf0e442, 0x999999};

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

int homeSlot(const QString &id)
{
    return qChecksum(id.toUtf8()) % firstChoiceSlots;
}

int nextSlot(int slot)
{
    return (slot + 1) % firstChoiceSlots;
}

ChartColors ChartColors::of(const QPalette &palette)
{
    const auto color = [&palette](QPalette::ColorRole role) { return palette.color(QPalette::Active, role); };
    return {.isDark = color(QPalette::Base).lightness() < 128,
        .surface = color(QPalette::Base),
        .text = color(QPalette::Text),
        .muted = color(QPalette::PlaceholderText),
        .grid = color(QPalette::Mid),
        .axis = color(QPalette::Dark),
        .accent = color(QPalette::Link),
        .hover = color(QPalette::Midlight)};
}

QColor slotFill(int slot, const ChartColors &colors)
{
    if (slot < 0 || slot >= slotCount - 1)
        return colors.isDark ? QColor(0xdf, 0xe3, 0xe9) : QColor(0x34, 0x3d, 0x4a);
    return QColor::fromRgb(okabeIto[static_cast<std::size_t>(slot)]);
}

QColor slotInk(int slot, const ChartColors &colors)
{
    const QColor fill = slotFill(slot, colors);
    QColor ink = fill;
    for (int step = 1; step <= 12 && contrast(ink, colors.surface) < 3.05; ++step) {
        const double lightness = fill.lightnessF() + (colors.isDark ? 0.05 : -0.05) * step;
        ink = QColor::fromHslF(
            fill.hslHueF(), fill.hslSaturationF(), static_cast<float>(std::clamp(lightness, 0.0, 1.0)));
    }
    return ink;
}

double contrast(const QColor &a, const QColor &b)
{
    const double brighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (brighter + 0.05) / (darker + 0.05);
}

} // namespace toll
