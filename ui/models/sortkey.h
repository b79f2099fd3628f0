// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

#include <QCollator>
#include <QString>

#include <cstdint>
#include <variant>

namespace toll {

/// What a cell is sorted by; nothing (monostate) comes last, whichever way the column is sorted.
using SortKey = std::variant<std::monostate, std::int64_t, double, Decimal, QString>;

/// Sort keys made ready: text has become its place in the reader's alphabet.
using ReadySortKey = std::variant<std::monostate, std::int64_t, double, Decimal, QCollatorSortKey>;

[[nodiscard]] ReadySortKey ready(const SortKey &key, const QCollator &collator);

/// -1, 0 or 1 for ascending order of two keys that are both present and of the same kind.
[[nodiscard]] int compared(const ReadySortKey &a, const ReadySortKey &b);

/// -1, 0 or 1 in that order; absent keys come last in both orders.
[[nodiscard]] int compared(const ReadySortKey &a, const ReadySortKey &b, Qt::SortOrder order);

} // namespace toll
