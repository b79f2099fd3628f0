// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace toll {

/// How well `typed` finds `text`: every letter must come in this order, case and spaces aside. Higher is better; starts
/// of words and runs of letters count most. Nothing typed finds everything alike.
[[nodiscard]] std::optional<int> fuzzyScore(const QString &typed, const QString &text);

} // namespace toll
