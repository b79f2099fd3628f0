// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/statementtext.h"

#include "app/cli/command.h"
#include "core/services/statementjson.h"
#include "core/services/wording.h"

namespace toll {

namespace {

std::string dayOf(Instant time, const Zone &zone)
{
    return toIso(zone.toLocal(time).date);
}

/// "2026-10-01 .. 2026-10-31" where the edges are days' starts, else the times.
std::string periodText(const Interval &period, const Zone &zone)
{
    const auto isMidnight = [&](Instant time) { return zone.startOfDay(zone.toLocal(time).date) == time; };
    if (isMidnight(period.begin) && isMidnight(period.end))
        return dayOf(period.begin, zone) + " .. " + dayOf(period.end.plus(-1), zone);
    return zone.format(period.begin) + " .. " + zone.format(period.end);
}

std::string amountOf(const Decimal &amount, const Statement &statement)
{
    return amount.toFixed(statement.currency.minorDigits);
}

ReportTable tableOf(const Statement &statement, const Zone &zone)
{
    ReportTable table;
    table.columns = {{"period"}, {"charge"}, {"kind"}, {"meter"}, {"quantity", true}, {"billable", true}, {"formula"},
        {"amount", true}, {"currency"}};
    for (const StatementLine &line : statement.lines)
        table.rows.push_back({periodText(line.period, zone), line.charge, std::string(name(line.kind)), line.meter,
            std::to_string(line.quantity), std::to_string(line.billable), formulaOf(line),
            amountOf(line.amount, statement), statement.currency.code});
    table.rows.push_back(
        {"", "total", "", "", "", "", "", amountOf(statement.total, statement), statement.currency.code});
    return table;
}

/// That the statement is closed, and what came before its time.
QStringList remarksOn(const Statement &statement, const Zone &zone)
{
    QStringList remarks;
    if (statement.closed)
        remarks.append(sentence(*statement.closed, zone));
    for (const FutureUse &use : statement.future)
        remarks.append(sentence(use, zone));
    return remarks;
}

void showExplained(Output &out, const Statement &statement, const Zone &zone)
{
    for (const StatementLine &line : statement.lines) {
        out.text(periodText(line.period, zone) + "  " + (line.charge.empty() ? line.meter : line.charge) + " (" + std::string(name(line.kind)) + ")  "
            + amountOf(line.amount, statement) + ' ' + statement.currency.code + '\n');
        if (const std::string formula = formulaOf(line); formula != "0")
            out.text("    " + formula + '\n');
        for (const QString &sentence : explanation(line, statement, zone))
            out.text("    " + sentence.toStdString() + '\n');
        out.text("\n");
    }
    out.text(Words::tr("Total: %1 %2")
                 .arg(QString::fromStdString(amountOf(statement.total, statement)),
                     QString::fromStdString(statement.currency.code))
                 .toStdString()
        + '\n');
    if (statement.converted)
        out.text(sentence(*statement.converted, statement.currency).toStdString() + '\n');
    for (const QString &remark : remarksOn(statement, zone))
        out.text(remark.toStdString() + '\n');
}

void showTable(Output &out, const Statement &statement, const Zone &zone)
{
    out.table(tableOf(statement, zone));
    for (const QString &remark : remarksOn(statement, zone))
        out.note(remark);
}

} // namespace

void showStatement(Output &out, const Statement &statement, const Zone &zone, bool explain)
{
    if (out.isJson())
        out.document(toJson(statement, zone));
    else if (explain)
        showExplained(out, statement, zone);
    else
        showTable(out, statement, zone);
}

} // namespace toll
