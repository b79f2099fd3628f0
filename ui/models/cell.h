// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace toll {

/// How something is meant, from which the theme picks a colour.
enum class Tone { Normal, Muted, Accent, Ok, Warning, Danger };

/// The sign that tells states apart without colour.
enum class Shape {
    None,
    Dot, ///< ● in force
    Ring, ///< ○ not begun
    Half, ///< ◐ ends soon
    Triangle, ///< ▲ needs attention
    Square, ///< ■ halted
    Cross, ///< ✕ over for good
};

/// A state as people read it: sign, colour and word together.
struct Status {
    Shape shape = Shape::None;
    Tone tone = Tone::Normal;
    QString word;

    bool operator==(const Status &) const = default;
};

/// What a table cell tells beyond Qt's own roles.
enum CellRole {
    KeyRole = Qt::UserRole + 1, ///< QString: the row's key
    ToneRole, ///< int of Tone
    StatusRole, ///< Status
    IconNameRole, ///< QString: name of one of our icons
    MeterRole, ///< double: how full a meter beside the text is, 0 to 1 and beyond; negative: room for it, but none
    CopyRole, ///< QString: what copying the cell gives, where that is not its text
};

} // namespace toll

Q_DECLARE_METATYPE(toll::Status)
