// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace toll {

/// Series colours: Okabe-Ito, which stays apart under every colour-vision deficiency. Slot 7 (grey) means "other";
/// slot 8 is the ink of the theme, for an eighth named series.
inline constexpr int namedSlots = 8; ///< slots a series of its own can have: 0 to 6, and 8
inline constexpr int otherSlot = 7;
inline constexpr int slotCount = 9;

/// The slot an id always tries first.
[[nodiscard]] int homeSlot(const QString &id);
/// The next one, `other` left out.
[[nodiscard]] int nextSlot(int slot);

/// What charts need of a theme; taken from the widget's palette.
struct ChartColors {
    bool isDark = false;
    QColor surface;
    QColor text;
    QColor muted;
    QColor grid;
    QColor axis;
    QColor accent;
    QColor hover;

    [[nodiscard]] static ChartColors of(const QPalette &palette);
};

/// The fill of a slot.
[[nodiscard]] QColor slotFill(int slot, const ChartColors &colors);
/// What lines, text and edges of that slot are drawn in: the fill, or a darker shade where the fill is too pale for
/// the background (less than 3:1).
[[nodiscard]] QColor slotInk(int slot, const ChartColors &colors);

/// WCAG contrast of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

} // namespace toll
