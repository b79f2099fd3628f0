// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/outcometext.h"

#include "core/services/wording.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SimulationPage)
};

std::string percentOr(const std::optional<Decimal> &percent, const char *none)
{
    return percent ? percent->toFixed(1) : none;
}

Column<ComparisonRow> moneyColumn(const char *id, const QString &title, Decimal OutcomeRow::*amount)
{
    Column<ComparisonRow> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = [amount](const ComparisonRow &one) { return moneyText(one.row.*amount, one.currency); };
    column.sortKey = [amount](const ComparisonRow &one) { return SortKey(one.row.*amount); };
    column.copy = [amount](const ComparisonRow &one) { return QString::fromStdString((one.row.*amount).toString()); };
    column.alignment = Qt::AlignRight;
    return column;
}

/// As a shell reads one word.
QString quoted(const std::string &text)
{
    QString word = QString::fromStdString(text);
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_=/.,:+-]+$"));
    if (plain.match(word).hasMatch())
        return word;
    return u'\'' + word.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

} // namespace

std::vector<ComparisonRow> comparisonRows(const Outcome &outcome)
{
    std::vector<ComparisonRow> rows;
    for (const OutcomeRow &row : outcome.customers)
        rows.push_back({row, outcome.currency, percentChange(row.baseline, row.scenario)});
    std::ranges::stable_sort(
        rows, [](const ComparisonRow &a, const ComparisonRow &b) { return a.row.delta.abs() > b.row.delta.abs(); });
    return rows;
}

std::vector<Column<ComparisonRow>> comparisonColumns()
{
    std::vector<Column<ComparisonRow>> columns(1);
    columns[0].id = QStringLiteral("customer");
    columns[0].title = Words::tr("Customer");
    columns[0].text = [](const ComparisonRow &one) { return QString::fromStdString(one.row.name); };
    columns.push_back(moneyColumn("baseline", Words::tr("Now"), &OutcomeRow::baseline));
    columns.push_back(moneyColumn("scenario", Words::tr("What if"), &OutcomeRow::scenario));
    Column<ComparisonRow> difference = moneyColumn("delta", Words::tr("Difference"), &OutcomeRow::delta);
    difference.text = [](const ComparisonRow &one) { return differenceText(one.row.delta, one.currency); };
    difference.tone = [](const ComparisonRow &one) { return toneOf(one.row.delta); };
    columns.push_back(std::move(difference));
    Column<ComparisonRow> percent;
    percent.id = QStringLiteral("percent");
    percent.title = Words::tr("%");
    percent.text = [](const ComparisonRow &one) { return percentChangeText(one.percent); };
    percent.sortKey = [](const ComparisonRow &one) {
        return one.percent ? SortKey(*one.percent) : SortKey(std::monostate());
    };
    percent.toolTip = [](const ComparisonRow &one) {
        return one.percent ? QString() : Words::tr("There is no percentage of a bill of zero.");
    };
    percent.alignment = Qt::AlignRight;
    columns.push_back(std::move(percent));
    Column<ComparisonRow> refused;
    refused.id = QStringLiteral("refused");
    refused.title = Words::tr("Refused requests");
    refused.text = [](const ComparisonRow &one) { return integerText(one.row.refused); };
    refused.sortKey = [](const ComparisonRow &one) { return SortKey(one.row.refused); };
    refused.alignment = Qt::AlignRight;
    columns.push_back(std::move(refused));
    return columns;
}

QString differenceText(const Decimal &delta, const Currency &currency)
{
    if (delta.isZero())
        return Words::tr("no difference");
    const QString sign = delta.isNegative() ? QStringLiteral("▼ ") : QStringLiteral("▲ ");
    return sign + moneyChangeText({delta, currency});
}

QString percentChangeText(const std::optional<Decimal> &percent)
{
    if (!percent)
        return Words::tr("n/a");
    const QString plus = !percent->isNegative() && !percent->isZero() ? QStringLiteral("+") : QString();
    return plus + decimalText(*percent, 1) + u'%';
}

Tone toneOf(const Decimal &delta)
{
    return delta.isZero() ? Tone::Muted : delta.isNegative() ? Tone::Danger : Tone::Ok;
}

QString totalsText(const Outcome &outcome)
{
    QStringList parts{Words::tr("%n customer(s)", nullptr, static_cast<int>(outcome.customers.size())),
        Words::tr("now %1").arg(moneyText(outcome.baseline, outcome.currency)),
        Words::tr("what if %1").arg(moneyText(outcome.scenario, outcome.currency)),
        Words::tr("%1 (%2)").arg(differenceText(outcome.delta, outcome.currency),
            percentChangeText(percentChange(outcome.baseline, outcome.scenario)))};
    if (outcome.refused > 0)
        parts << Words::tr("%1 requests refused").arg(integerText(outcome.refused));
    return parts.join(QStringLiteral(" · "));
}

QString methodText(const LoadedHistory &history, qint64 microseconds)
{
    const std::optional<Interval> &range = history.baseline->range;
    const QString days = range ? intervalText(*range, history.zone) : QString();
    const QString zone = QString::fromStdString(history.zone.id());
    const QString what = Words::tr("Re-rates %1 requests of your history, %2 (%3), with the function that bills. "
                                   "Caps and lifetimes count in each customer's own zone.")
                             .arg(integerText(history.requests), days, zone);
    const QString how = history.grain == Grain::Cells
        ? Words::tr("Read as sums of a quarter of an hour, which give the exact answer here.")
        : Words::tr("Read request by request.");
    return what + u' ' + how + u' '
        + Words::tr("Answered in %1.").arg(millisecondsText(static_cast<double>(microseconds) / 1000));
}

QString whyNot(const Error &error)
{
    if (error.code == ErrorCode::Unsupported && error.where == "set")
        return Words::tr("The plan “%1” has several prices, so there is no single one to change. "
                         "Choose other tokens under “On”.")
            .arg(QString::fromStdString(error.found));
    return sentence(error);
}

QString whyNoDraft(const Error &error, const std::string &plan)
{
    const QString name = QString::fromStdString(plan);
    if (error.code != ErrorCode::Unsupported)
        return sentence(error);
    if (error.where == "on" && error.found.starts_with("customer:"))
        return Words::tr("The scenario is about one customer, and a plan is the same for all who are on it. Choose all "
                         "tokens or a plan under “On”, or agree on terms for this customer on the Plans page.");
    if (error.where == "on")
        return Words::tr("The scenario is about some tokens only (%1), and a plan is the same for all of its tokens. "
                         "Choose all tokens or a plan under “On”.")
            .arg(QString::fromStdString(error.found));
    if (error.where == "set")
        return Words::tr("The plan “%1” has no single price that a rate, cap or lifetime could be of. Change its "
                         "charges on the Plans page.")
            .arg(name);
    if (error.where == "rate_factor")
        return Words::tr("The plan “%1” leaves the rate to each token, so there is none to multiply. Type a new rate "
                         "instead.")
            .arg(name);
    if (error.where == "cap")
        return Words::tr("The plan “%1” has a price without caps and lifetimes. Change only its rate here, or give it a "
                         "capped charge on the Plans page.")
            .arg(name);
    return sentence(error);
}

ReportTable outcomeTable(const std::vector<Outcome> &outcomes)
{
    ReportTable table;
    table.name = "simulation";
    table.columns = {{"customer"}, {"currency"}, {"baseline", true}, {"scenario", true}, {"delta", true},
        {"percent", true}, {"refused", true}};
    for (const Outcome &outcome : outcomes) {
        const std::string &currency = outcome.currency.code;
        for (const ComparisonRow &one : comparisonRows(outcome))
            table.rows.push_back({one.row.name, currency, one.row.baseline.toString(), one.row.scenario.toString(),
                one.row.delta.toString(), percentOr(one.percent, ""), std::to_string(one.row.refused)});
        table.rows.push_back(
            {"total", currency, outcome.baseline.toString(), outcome.scenario.toString(), outcome.delta.toString(),
                percentOr(percentChange(outcome.baseline, outcome.scenario), ""), std::to_string(outcome.refused)});
    }
    return table;
}

QString commandLine(const ScenarioSet &set, const LoadedHistory &history)
{
    QStringList words{QStringLiteral("tollkeeper-cli"), QStringLiteral("simulate")};
    const bool isFile = set.changes.size() > 1 || set.assumptions != Assumptions()
        || (!set.changes.empty() && set.changes.front().plan);
    if (isFile)
        words << QStringLiteral("scenario.json");
    const Scenario scenario = isFile || set.changes.empty() ? Scenario() : set.changes.front();
    for (const std::string &setting : settingsOf(scenario))
        words << QStringLiteral("--set") << quoted(setting);
    if (scenario.on.kind != Selection::Kind::All)
        words << QStringLiteral("--on") << quoted(toString(scenario.on));
    if (const std::optional<Interval> &range = history.baseline->range)
        words << QStringLiteral("--from") << quoted(toRfc3339(range->begin)) << QStringLiteral("--to")
              << quoted(toRfc3339(range->end));
    return words.join(u' ');
}

} // namespace toll
