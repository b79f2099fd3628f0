// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of columns that result tables have.
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/outcometext.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

namespace toll {

/// A calendar day, wherever: "26 Nov 2026".
[[nodiscard]] inline QString dayTextOf(Date day)
{
    const auto since = std::chrono::sys_days(day).time_since_epoch();
    return dateText(Instant{std::chrono::duration_cast<std::chrono::milliseconds>(since).count()}, Zone());
}

template<typename Row, typename Text>
[[nodiscard]] Column<Row> wordColumn(const char *id, const QString &title, Text text)
{
    Column<Row> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = text;
    return column;
}

/// An amount in the row's `currency`; `amount(row)` gives a Decimal, or an optional one where it may not be known.
template<typename Row, typename Amount>
[[nodiscard]] Column<Row> amountColumn(const char *id, const QString &title, Amount amount)
{
    const auto known = [amount](const Row &row) { return std::optional<Decimal>(amount(row)); };
    Column<Row> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = [known](const Row &row) {
        const std::optional<Decimal> value = known(row);
        return value ? moneyText(*value, row.currency) : QString();
    };
    column.sortKey = [known](const Row &row) {
        const std::optional<Decimal> value = known(row);
        return value ? SortKey(*value) : SortKey(std::monostate());
    };
    column.copy = [known](const Row &row) {
        const std::optional<Decimal> value = known(row);
        return value ? QString::fromStdString(value->toString()) : QString();
    };
    column.alignment = Qt::AlignRight;
    return column;
}

/// The same for a difference, with its sign and tone.
template<typename Row, typename Amount>
[[nodiscard]] Column<Row> changeColumn(const char *id, const QString &title, Amount amount)
{
    const auto known = [amount](const Row &row) { return std::optional<Decimal>(amount(row)); };
    Column<Row> column = amountColumn<Row>(id, title, amount);
    column.text = [known](const Row &row) {
        const std::optional<Decimal> value = known(row);
        return value ? differenceText(*value, row.currency) : QString();
    };
    column.tone = [known](const Row &row) { return toneOf(known(row).value_or(Decimal())); };
    return column;
}

template<typename Row, typename Count>
[[nodiscard]] Column<Row> countColumn(const char *id, const QString &title, Count count)
{
    Column<Row> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = [count](const Row &row) { return integerText(count(row)); };
    column.sortKey = [count](const Row &row) { return SortKey(std::int64_t{count(row)}); };
    column.copy = [count](const Row &row) { return QString::number(count(row)); };
    column.alignment = Qt::AlignRight;
    return column;
}

/// `percent(row)` gives an optional Decimal.
template<typename Row, typename Percent>
[[nodiscard]] Column<Row> percentColumn(const char *id, const QString &title, Percent percent)
{
    Column<Row> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = [percent](const Row &row) { return percentChangeText(percent(row)); };
    column.sortKey = [percent](const Row &row) {
        const std::optional<Decimal> value = percent(row);
        return value ? SortKey(*value) : SortKey(std::monostate());
    };
    column.copy = [percent](const Row &row) {
        const std::optional<Decimal> value = percent(row);
        return value ? QString::fromStdString(value->toFixed(1)) : QString();
    };
    column.alignment = Qt::AlignRight;
    return column;
}

} // namespace toll
