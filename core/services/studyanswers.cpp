// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/figures.h"
#include "core/services/studyreportparts.h"
#include "core/services/studywords.h"
#include "core/services/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StudyReport)
};

constexpr std::size_t mostRefusalsListed = 60;

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

QString countOf(std::size_t count)
{
    return countFigure(static_cast<std::int64_t>(count));
}

/// Where there are several currencies, each answer says its own.
void nameCurrency(DocumentWriter &writer, const StudyRecord &record, const Currency &currency)
{
    if (record.study.outcomes.size() > 1)
        writer.heading(textOf(currency.code));
}

void addReasons(DocumentWriter &writer, const LimitOutcome &limits)
{
    writer.beginTable({Words::tr("Why")}, {Words::tr("Requests")});
    for (std::size_t i = 0; i < limits.by.size(); ++i)
        if (limits.by[i] > 0)
            writer.row({reasonText(static_cast<RefusalReason>(i)), countFigure(limits.by[i])});
    writer.row({Words::tr("In all"), countFigure(limits.refused)});
    writer.endTable(true);
}

void addLimitedTokens(DocumentWriter &writer, const LimitOutcome &limits)
{
    struct Row {
        const TokenLimits *token;
        const CustomerLimits *customer;
    };
    std::vector<Row> rows;
    for (const CustomerLimits &customer : limits.customers)
        for (const TokenLimits &token : customer.tokens)
            if (token.refused > 0 || !token.runOuts.empty() || token.renewals > 0)
                rows.push_back({&token, &customer});
    if (rows.empty())
        return;
    std::ranges::stable_sort(rows, std::greater(), [](const Row &row) { return row.token->refused; });
    writer.heading(Words::tr("Tokens that limits act on"));
    writer.beginTable({Words::tr("Token"), Words::tr("Customer"), Words::tr("Ran out on")},
        {Words::tr("Admitted"), Words::tr("Refused"), Words::tr("Renewals"),
            Words::tr("Billed, %1").arg(textOf(limits.currency.code))});
    const std::size_t shown = std::min(rows.size(), mostReportRows);
    for (std::size_t i = 0; i < shown; ++i) {
        const TokenLimits &token = *rows[i].token;
        writer.row({textOf(token.name), textOf(rows[i].customer->name),
            token.runOuts.empty() ? QString() : dayFigure(token.runOuts.front().day), countFigure(token.admitted),
            countFigure(token.refused), countFigure(token.renewals), changeFigure(token.delta, limits.currency)});
    }
    writer.endTable();
    noteMore(writer, shown, rows.size());
}

void addRefusedRows(DocumentWriter &writer, const LimitOutcome &limits, const Zone &zone)
{
    std::map<std::string, std::string> names;
    for (const CustomerLimits &customer : limits.customers)
        for (const TokenLimits &token : customer.tokens)
            names.emplace(token.id.text, token.name);
    writer.heading(Words::tr("What was refused, in order of time"));
    writer.beginTable(
        {Words::tr("Time"), Words::tr("Token"), Words::tr("Why"), Words::tr("Limit"), Words::tr("Again from")},
        {Words::tr("Requests")});
    const std::size_t shown = std::min(limits.refusals.size(), mostRefusalsListed);
    for (std::size_t i = 0; i < shown; ++i) {
        const RefusedRow &row = limits.refusals[i];
        writer.row({timeFigure(row.time, zone), textOf(names[row.token.text]), reasonText(row.reason),
            textOf(row.limit), row.notBefore ? timeFigure(*row.notBefore, zone) : QString(), countFigure(row.requests)});
    }
    writer.endTable();
    noteMore(writer, shown, static_cast<std::size_t>(limits.refusedRows));
}

/// Limits that no plan has, which the question tries.
QString rulesText(const LimitRules &rules)
{
    QStringList texts;
    const auto rate = [](const RateLimit &limit) {
        return Words::tr("%1 requests every %2 ms, %3 at once")
            .arg(countFigure(limit.count()), countFigure(limit.every()), countFigure(limit.burst()));
    };
    if (rules.tokenRate)
        texts << Words::tr("each token %1").arg(rate(*rules.tokenRate));
    if (rules.poolRate)
        texts << Words::tr("all tokens of a customer together %1").arg(rate(*rules.poolRate));
    for (const Cap &cap : rules.poolCaps)
        texts << Words::tr("all tokens of a customer together %1").arg(label(cap));
    return texts.join(QStringLiteral("; "));
}

} // namespace

void addWaterfalls(DocumentWriter &writer, const StudyRecord &record)
{
    if (record.study.waterfalls.empty())
        return;
    writer.chapter(Words::tr("From today's bills to the scenario's"));
    for (const Waterfall &fall : record.study.waterfalls) {
        nameCurrency(writer, record, fall.currency);
        const std::vector<WaterfallStep> steps = waterfallSteps(fall);
        const auto isStill = [](const WaterfallStep &step) { return step.change.value_or(Decimal()).isZero(); };
        if (std::ranges::all_of(steps, isStill)) {
            writer.text(Words::tr("Nothing moves."));
            continue;
        }
        DocumentWaterfall chart;
        chart.title = Words::tr("Step by step, in %1").arg(textOf(fall.currency.code)).toStdString();
        writer.beginTable({Words::tr("Step"), Words::tr("What it is")}, {Words::tr("Change"), Words::tr("Comes to")});
        for (const WaterfallStep &step : steps) {
            const StepWords words = stepWords(step.name);
            const QString after = amountFigure(step.after, fall.currency);
            const QString change = step.change ? changeFigure(*step.change, fall.currency) : QString();
            writer.row({words.title, words.meaning, change, after});
            const std::string title = words.title.toStdString();
            if (step.change)
                chart.steps.push_back({title, *step.change, change.toStdString()});
            else
                (step.name == "before" ? chart.start : chart.end) = {title, step.after, after.toStdString()};
        }
        writer.add(chart);
        writer.endTable();
    }
    writer.note(Words::tr("The steps sum up to the difference, to the last digit."));
}

void addMovers(DocumentWriter &writer, const StudyRecord &record)
{
    if (record.study.winners.empty())
        return;
    writer.chapter(Words::tr("Who pays more, who pays less"));
    for (const Winners &winners : record.study.winners) {
        nameCurrency(writer, record, winners.currency);
        writer.beginTable({Words::tr("Customers whose bills move")}, {Words::tr("Pay more"), Words::tr("Pay less")});
        writer.row({Words::tr("at all"), countOf(winners.payMore.size()), countOf(winners.payLess.size())});
        for (const MoversPast &past : winners.past)
            writer.row({Words::tr("by over %1%").arg(decimalFigure(past.percent)), countOf(past.payMore),
                countOf(past.payLess)});
        writer.endTable();
        writer.note(Words::tr("Bills that stay as they are: %1. Customers who paid nothing before: %2; they have no "
                              "percentage.")
                        .arg(countOf(winners.unchanged), countOf(winners.fromNothing)));
    }
}

void addRefusals(DocumentWriter &writer, const StudyRecord &record)
{
    if (record.study.limits.empty())
        return;
    writer.chapter(Words::tr("Who would have been refused"));
    if (record.questions.limits && !record.questions.limits->isEmpty())
        writer.text(Words::tr("With limits that no plan has: %1.").arg(rulesText(*record.questions.limits)));
    for (const LimitOutcome &limits : record.study.limits) {
        nameCurrency(writer, record, limits.currency);
        if (limits.refused == 0)
            writer.text(Words::tr("Nobody would have been refused: all %1 requests are admitted.")
                            .arg(countFigure(limits.admitted)));
        else
            writer.text(Words::tr("%1 of %2 requests would have been refused. What is billed changes by %3.")
                            .arg(countFigure(limits.refused), countFigure(limits.refused + limits.admitted),
                                changeFigure(limits.delta, limits.currency) + QChar(QChar::Nbsp)
                                    + textOf(limits.currency.code)));
        if (limits.refused > 0)
            addReasons(writer, limits);
        addLimitedTokens(writer, limits);
        if (limits.refused > 0)
            addRefusedRows(writer, limits, record.zone);
    }
    writer.note(Words::tr("Replayed request by request in order of time, as the service admits them: a request counts "
                          "against all limits or, where one refuses it, against none."));
}

void addMargins(DocumentWriter &writer, const StudyRecord &record)
{
    if (record.study.margins.empty())
        return;
    writer.chapter(Words::tr("What is left once providers are paid"));
    bool isComplete = true;
    for (const MarginOutcome &margin : record.study.margins) {
        nameCurrency(writer, record, margin.currency);
        const Currency &currency = margin.currency;
        writer.beginTable({Words::tr("In %1").arg(textOf(currency.code))},
            {Words::tr("Now"), Words::tr("What if"), Words::tr("Difference"), Words::tr("%")});
        const std::pair<QString, Decimal MarginSide::*> figures[]{{Words::tr("Charged"), &MarginSide::charge},
            {Words::tr("Providers are paid"), &MarginSide::cost}, {Words::tr("Margin"), &MarginSide::margin}};
        for (const auto &[title, amount] : figures)
            writer.row({title, amountFigure(margin.before.*amount, currency),
                amountFigure(margin.after.*amount, currency), changeFigure(margin.delta.*amount, currency),
                percentFigure(percentChange(margin.before.*amount, margin.after.*amount))});
        writer.endTable(true);
        isComplete = isComplete && margin.delta.isComplete;
    }
    if (!isComplete)
        writer.note(Words::tr("Some costs have no exchange rate and are not in it."));
}

} // namespace toll
