// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// How a file writes numbers: 1234.5, "1,234.5", "1.234,5", "1 234,5" or "1'234.5".
struct NumberStyle {
    char point = '.'; ///< before the fraction: . or ,
    char group = '\0'; ///< between thousands: , . ' or a space (of any width); 0: none

    [[nodiscard]] bool isPlain() const { return point == '.' && group == '\0'; }
    bool operator==(const NumberStyle &) const = default;
};

/// 1234.5 as the style writes it, to show what is meant.
[[nodiscard]] std::string example(const NumberStyle &style);

/// The number as parseScaled() reads it, without groups and with a point. Nothing if it is written otherwise, such as
/// with a group of two digits: a mark in a wrong place is never passed over.
[[nodiscard]] std::optional<std::string> plainNumber(std::string_view text, const NumberStyle &style);

/// The style that the columns of a file show; columns that hold no numbers say nothing. "1,234" alone may be either:
/// then it is one thousand, unless the file's delimiter is a semicolon, which goes with decimal commas.
[[nodiscard]] NumberStyle recogniseNumberStyle(std::span<const std::vector<std::string>> columns, char delimiter);

} // namespace toll
