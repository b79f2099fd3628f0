// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/outlookcolumns.h"

#include "ui/pages/simulation/resultcolumns.h"

namespace toll {

std::vector<Column<OutlookTab::FigureRow>> figureColumns()
{
    using Row = OutlookTab::FigureRow;
    std::vector<Column<Row>> columns{
        wordColumn<Row>("figure", OutlookTab::tr("Figure"), [](const Row &row) { return row.title; }),
        amountColumn<Row>("low", OutlookTab::tr("from"), [](const Row &row) { return row.low; }),
        amountColumn<Row>("value", OutlookTab::tr("Value"), [](const Row &row) { return row.value; }),
        amountColumn<Row>("high", OutlookTab::tr("to"), [](const Row &row) { return row.high; })};
    columns[0].copy = [](const Row &row) { return row.id; };
    return columns;
}

std::vector<Column<OutlookTab::DayRow>> dayColumns()
{
    using Row = OutlookTab::DayRow;
    std::vector<Column<Row>> columns{
        wordColumn<Row>("day", OutlookTab::tr("Day"), [](const Row &row) { return dayTextOf(row.day); }),
        amountColumn<Row>(
            "daily_median", OutlookTab::tr("Day's median"), [](const Row &row) { return row.daily.median; }),
        amountColumn<Row>("daily_low80", OutlookTab::tr("80%: from"), [](const Row &row) { return row.daily.low[1]; }),
        amountColumn<Row>("daily_high80", OutlookTab::tr("80%: to"), [](const Row &row) { return row.daily.high[1]; }),
        amountColumn<Row>(
            "median", OutlookTab::tr("By then, median"), [](const Row &row) { return row.cumulative.median; }),
        amountColumn<Row>("low80", OutlookTab::tr("80%: from"), [](const Row &row) { return row.cumulative.low[1]; }),
        amountColumn<Row>("high80", OutlookTab::tr("80%: to"), [](const Row &row) { return row.cumulative.high[1]; }),
        wordColumn<Row>("over", OutlookTab::tr("Over budget"),
            [](const Row &row) { return row.over ? decimalText(*row.over, 1) + u'%' : QString(); })};
    columns[0].sortKey = [](const Row &row) { return SortKey(daysSinceEpoch(row.day)); };
    columns[0].copy = [](const Row &row) { return QString::fromStdString(toIso(row.day)); };
    columns[7].alignment = Qt::AlignRight;
    columns[7].sortKey = [](const Row &row) { return row.over ? SortKey(*row.over) : SortKey(std::monostate()); };
    columns[7].copy = [](const Row &row) {
        return row.over ? QString::fromStdString(row.over->toString()) : QString();
    };
    return columns;
}

std::vector<Column<OutlookTab::RunsRow>> runsColumns()
{
    using Row = OutlookTab::RunsRow;
    const QString certain = OutlookTab::tr("Between these the true figure lies in 95 of 100 cases");
    std::vector<Column<Row>> columns{
        countColumn<Row>("runs", OutlookTab::tr("Runs"), [](const Row &row) { return row.convergence.runs; }),
        amountColumn<Row>(
            "median", OutlookTab::tr("Median"), [](const Row &row) { return row.convergence.median.value; }),
        amountColumn<Row>(
            "median_low", OutlookTab::tr("from"), [](const Row &row) { return row.convergence.median.low; }),
        amountColumn<Row>(
            "median_high", OutlookTab::tr("to"), [](const Row &row) { return row.convergence.median.high; }),
        amountColumn<Row>("risk95", OutlookTab::tr("Value at risk, 95%"),
            [](const Row &row) { return row.convergence.atRisk[0].value; }),
        amountColumn<Row>(
            "risk95_low", OutlookTab::tr("from"), [](const Row &row) { return row.convergence.atRisk[0].low; }),
        amountColumn<Row>(
            "risk95_high", OutlookTab::tr("to"), [](const Row &row) { return row.convergence.atRisk[0].high; })};
    for (const std::size_t i : {2, 3, 5, 6})
        columns[i].titleToolTip = certain;
    return columns;
}

std::vector<Column<OutlookTab::TokenRow>> outlookTokenColumns()
{
    using Row = OutlookTab::TokenRow;
    return {wordColumn<Row>("token", OutlookTab::tr("Token"),
                [](const Row &row) { return QString::fromStdString(row.token.name); }),
        wordColumn<Row>("customer", OutlookTab::tr("Customer"),
            [](const Row &row) { return QString::fromStdString(row.token.customerName); }),
        amountColumn<Row>("mean", OutlookTab::tr("Comes to, on average"), [](const Row &row) { return row.mean; }),
        wordColumn<Row>("ran_out", OutlookTab::tr("C·T used up by"), [](const Row &row) { return row.ranOut; }),
        wordColumn<Row>("left_out", OutlookTab::tr("Left out because"), [](const Row &row) { return row.state; })};
}

std::vector<Column<OutlookTab::SideRow>> sideColumns()
{
    using Row = OutlookTab::SideRow;
    std::vector<Column<Row>> columns{
        wordColumn<Row>("side", OutlookTab::tr("The same futures"), [](const Row &row) { return row.title; })};
    const auto add = [&columns](const char *id, const QString &title, auto amount) {
        const auto inCents = [amount](const Row &row) {
            return amount(row.totals).rounded(row.currency.minorDigits, Rounding::HalfUp);
        };
        Column<Row> column = amountColumn<Row>(id, title, inCents);
        column.text = [inCents](const Row &row) {
            return row.isDifference ? differenceText(inCents(row), row.currency) : moneyText(inCents(row), row.currency);
        };
        columns.push_back(column);
    };
    add("mean", OutlookTab::tr("Mean"), [](const PathTotals &totals) { return totals.mean; });
    add("median", OutlookTab::tr("Median"), [](const PathTotals &totals) { return totals.quantiles.median; });
    add("low80", OutlookTab::tr("80%: from"), [](const PathTotals &totals) { return totals.quantiles.low[1]; });
    add("high80", OutlookTab::tr("80%: to"), [](const PathTotals &totals) { return totals.quantiles.high[1]; });
    add("low95", OutlookTab::tr("95%: from"), [](const PathTotals &totals) { return totals.quantiles.low[2]; });
    add("high95", OutlookTab::tr("95%: to"), [](const PathTotals &totals) { return totals.quantiles.high[2]; });
    columns[0].copy = [](const Row &row) { return row.id; };
    return columns;
}

} // namespace toll
