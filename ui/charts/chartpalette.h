// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace toll {

/// Series colours: Okabe-Ito, which stays apart under every colour-vision deficiency. Slot 7 (grey) means "other";
/// slot 8 is the ink of the theme. Yellow (6) and ink are only used once the first six are taken.
inline constexpr int firstChoiceSlots = 6;
inline constexpr int otherSlot = 7;
inline constexpr int slotCount = 9;

/// The slot an id always tries first.
[[nodiscard]] int homeSlot(const QString &id);
/// The next first choice.
[[nodiscard]] int nextSlot(int slot);
/// The slots to use when every first choice is taken.
inline constexpr int lateSlots[] = {6, 8};

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
