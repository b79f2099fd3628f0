// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/groupcolumns.h"

#include "core/money/percent.h"
#include "ui/pages/usage/usagecharts.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(UsageGroups)
};

using Number = std::function<std::optional<std::int64_t>(const UsageSums &)>;

Column<UsageSums> numbers(const char *id, const QString &title, const Number &number)
{
    Column<UsageSums> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = [number](const UsageSums &row) {
        const std::optional<std::int64_t> value = number(row);
        return value ? integerText(*value) : QString();
    };
    column.sortKey = [number](const UsageSums &row) {
        const std::optional<std::int64_t> value = number(row);
        return value ? SortKey(*value) : SortKey();
    };
    column.alignment = Qt::AlignRight;
    return column;
}

Column<UsageSums> units(const char *id, const QString &title, UnitMeter meter)
{
    return numbers(id, title, [meter](const UsageSums &row) -> std::optional<std::int64_t> {
        const MeterSum &sum = row.units[static_cast<std::size_t>(meter)];
        return sum.known > 0 ? std::optional(sum.sum) : std::nullopt;
    });
}

Column<UsageSums> percentiles(int percent)
{
    const QByteArray id = "p" + QByteArray::number(percent);
    Column<UsageSums> column = numbers(id.constData(), QString::fromLatin1(id) + QStringLiteral(" ms"),
        [percent](const UsageSums &row) { return row.response.percentile(percent); });
    column.titleToolTip = Words::tr("%1 % of the answers took no longer").arg(percent);
    return column;
}

/// Amounts sort by the first currency.
template<typename Amounts>
Column<UsageSums> money(const char *id, const QString &title, const QString &toolTip, Amounts amounts)
{
    Column<UsageSums> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.titleToolTip = toolTip;
    column.alignment = Qt::AlignRight;
    column.text = [amounts](const UsageSums &row) { return amountsText(row.*amounts); };
    column.sortKey = [amounts](const UsageSums &row) {
        return (row.*amounts).empty() ? SortKey() : SortKey((row.*amounts).front().amount);
    };
    return column;
}

Column<UsageSums> margins()
{
    Column<UsageSums> column;
    column.id = QStringLiteral("margin");
    column.title = Words::tr("Margin");
    column.titleToolTip = Words::tr("Charge minus cost");
    column.alignment = Qt::AlignRight;
    column.text = [](const UsageSums &row) { return marginsText(row.margins); };
    column.toolTip = [](const UsageSums &row) { return marginGapText(row); };
    column.sortKey = [](const UsageSums &row) {
        return row.margins.empty() || !row.margins.front().amount ? SortKey() : SortKey(*row.margins.front().amount);
    };
    column.tone = [](const UsageSums &row) {
        if (row.margins.empty() || !row.margins.front().amount)
            return Tone::Muted;
        return row.margins.front().amount->isNegative() ? Tone::Danger : Tone::Normal;
    };
    return column;
}

Column<UsageSums> errorRates()
{
    Column<UsageSums> column;
    column.id = QStringLiteral("error_rate");
    column.title = Words::tr("Error rate");
    column.alignment = Qt::AlignRight;
    column.text = [](const UsageSums &row) {
        const std::optional<Decimal> rate = row.errorRate();
        constexpr int percentPlaces = 2;
        const Result<Decimal> percent = rate ? percentOfShare(*rate) : Result<Decimal>(Decimal());
        if (!rate || !percent)
            return QString();
        return Words::tr("%1 %").arg(decimalText(percent->rounded(percentPlaces, Rounding::HalfUp), percentPlaces));
    };
    column.sortKey = [](const UsageSums &row) {
        const std::optional<Decimal> rate = row.errorRate();
        return rate ? SortKey(*rate) : SortKey();
    };
    return column;
}

Column<UsageSums> groups(const Grouping &grouping)
{
    Column<UsageSums> column;
    column.id = QStringLiteral("group");
    column.title = label(grouping);
    column.text = [grouping](const UsageSums &row) {
        return row.keys.empty() ? QString() : groupName(grouping, row.keys.front(), row);
    };
    column.sortKey = [grouping](const UsageSums &row) {
        if (row.hourOfWeek)
            return SortKey(std::int64_t(*row.hourOfWeek));
        return SortKey(row.keys.empty() ? QString() : groupName(grouping, row.keys.front(), row));
    };
    column.copy = [](const UsageSums &row) {
        return row.keys.empty() ? QString() : QString::fromStdString(row.keys.front());
    };
    return column;
}

} // namespace

QString amountsText(const std::vector<Money> &amounts)
{
    QStringList texts;
    for (const Money &amount : amounts)
        texts << moneyText(amount);
    return texts.join(QStringLiteral(" + "));
}

QString marginsText(const std::vector<Margin> &margins)
{
    QStringList texts;
    for (const Margin &margin : margins)
        texts << (margin.amount ? moneyText(*margin.amount, margin.currency) : Words::tr("unknown"));
    texts.removeDuplicates();
    return texts.join(QStringLiteral(" + "));
}

QString marginGapText(const UsageSums &row)
{
    for (const Margin &margin : row.margins) {
        if (margin.gap == MarginGap::NoPriceList)
            return Words::tr("No upstream price list prices %1 of these requests. “plan assign NAME --upstream” gives one.")
                .arg(integerText(row.costUnknown));
        if (margin.gap == MarginGap::NoRate)
            return Words::tr("No exchange rate from %1 to %2 is stated. “exchange set %1 %2 RATE” states one.")
                .arg(QString::fromStdString(margin.costCurrency), QString::fromStdString(margin.currency.code));
    }
    return {};
}

QString groupKeyOf(const UsageSums &row)
{
    QString key = QString::fromStdString(row.token.text);
    for (const std::string &text : row.keys)
        key += u'\n' + QString::fromStdString(text);
    return key;
}

std::vector<Column<UsageSums>> groupColumns(const UsageSummary &summary)
{
    return {groups(summary.by.empty() ? Grouping() : summary.by.front()),
        numbers("requests", Words::tr("Requests"), [](const UsageSums &row) { return std::optional(row.requests); }),
        numbers("errors", Words::tr("Errors"), [](const UsageSums &row) { return std::optional(row.errors); }),
        errorRates(), units("input", Words::tr("Input"), UnitMeter::Input),
        units("cached", Words::tr("Cached input"), UnitMeter::CachedInput),
        units("cache_write", Words::tr("Cache writes"), UnitMeter::CacheWrite),
        units("output", Words::tr("Output"), UnitMeter::Output),
        money("charge", Words::tr("Charge"), Words::tr("What customers owe"), &UsageSums::amounts),
        money("cost", Words::tr("Cost"), Words::tr("What upstream providers charge"), &UsageSums::costs), margins(),
        numbers("mean", Words::tr("Mean ms"), [](const UsageSums &row) { return row.responseMean(); }), percentiles(50),
        percentiles(95), percentiles(99)};
}

} // namespace toll
