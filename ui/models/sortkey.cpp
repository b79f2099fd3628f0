// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sortkey.h"

namespace toll {

namespace {

template<typename T>
int sign(const T &a, const T &b)
{
    return a < b ? -1 : (b < a ? 1 : 0);
}

int sign(const QCollatorSortKey &a, const QCollatorSortKey &b)
{
    const int order = a.compare(b);
    return order < 0 ? -1 : (order > 0 ? 1 : 0);
}

int sign(const std::monostate &, const std::monostate &)
{
    return 0;
}

} // namespace

ReadySortKey ready(const SortKey &key, const QCollator &collator)
{
    return std::visit(
        [&collator](const auto &value) -> ReadySortKey {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, QString>)
                return collator.sortKey(value);
            else
                return value;
        },
        key);
}

int compared(const ReadySortKey &a, const ReadySortKey &b)
{
    if (a.index() != b.index())
        return a.index() < b.index() ? -1 : 1;
    return std::visit([&b](const auto &value) { return sign(value, std::get<std::decay_t<decltype(value)>>(b)); }, a);
}

int compared(const ReadySortKey &a, const ReadySortKey &b, Qt::SortOrder order)
{
    const bool aAbsent = std::holds_alternative<std::monostate>(a);
    const bool bAbsent = std::holds_alternative<std::monostate>(b);
    if (aAbsent || bAbsent)
        return aAbsent == bAbsent ? 0 : (aAbsent ? 1 : -1);
    return order == Qt::AscendingOrder ? compared(a, b) : compared(b, a);
}

} // namespace toll
