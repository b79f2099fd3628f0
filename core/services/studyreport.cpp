// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/studyreport.h"

#include "core/services/figures.h"
#include "core/services/scenariowords.h"
#include "core/services/studyreportparts.h"
#include "core/services/wording.h"

#include <QCoreApplication>
#include <QTime>

#include <algorithm>
#include <set>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StudyReport)
};

constexpr std::size_t mostNamesListed = 40; ///< of customers who leave

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// What the answers rest on, counted.
struct Extent {
    std::set<std::string> customers;
    std::size_t tokens = 0;
    std::int64_t requests = 0;
    bool isOfEvents = false;
};

Extent extentOf(const Baseline &history, const std::optional<Interval> &range)
{
    Extent extent;
    for (const BaselineCustomer &customer : history.customers) { // once a plan
        extent.customers.insert(customer.id.text);
        extent.tokens += customer.tokens.size();
        extent.isOfEvents = extent.isOfEvents || customer.grain == Grain::Events;
        for (const UsageRow &row : customer.usage.rows)
            if (range && range->contains(row.time))
                extent.requests += row.requests;
    }
    return extent;
}

QString changesText(const StudyRecord &record)
{
    QStringList lines;
    for (const Scenario &change : record.set.changes)
        if (const QStringList words = changeWords(change); !words.isEmpty())
            lines << Words::tr("%1: %2", "which tokens, what is changed")
                         .arg(selectionWords(change.on, record.history.get()), words.join(QStringLiteral(", ")));
    return lines.isEmpty() ? Words::tr("nothing") : lines.join(u'\n');
}

QString leftText(const std::vector<std::string> &left)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(left.size(), mostNamesListed); ++i)
        names << textOf(left[i]);
    if (left.size() > mostNamesListed)
        names << Words::tr("%1 more").arg(countFigure(static_cast<std::int64_t>(left.size() - mostNamesListed)));
    return names.join(QStringLiteral(", "));
}

void addQuestion(DocumentWriter &writer, const StudyRecord &record)
{
    writer.chapter(Words::tr("What was asked"));
    writer.beginFacts();
    writer.fact(Words::tr("Changed"), changesText(record));
    const QStringList assumed = assumptionWords(record.set.assumptions);
    writer.fact(Words::tr("Assumed"), assumed.isEmpty() ? Words::tr("nothing else") : assumed.join(u'\n'));
    if (!record.study.left.empty())
        writer.fact(Words::tr("Who leaves"), leftText(record.study.left));
    writer.endFacts();
}

void addBasis(DocumentWriter &writer, const StudyRecord &record)
{
    const Extent extent = extentOf(*record.history, record.study.range);
    writer.chapter(Words::tr("What the answers rest on"));
    writer.beginFacts();
    if (const std::optional<Interval> &range = record.study.range)
        writer.fact(Words::tr("History"),
            Words::tr("%1 to %2 (%3), the end not included")
                .arg(timeFigure(range->begin, record.zone), timeFigure(range->end, record.zone),
                    textOf(record.zone.id())));
    writer.fact(Words::tr("Customers"), countFigure(static_cast<std::int64_t>(extent.customers.size())));
    writer.fact(Words::tr("Tokens"), countFigure(static_cast<std::int64_t>(extent.tokens)));
    writer.fact(Words::tr("Requests"), countFigure(extent.requests));
    writer.fact(Words::tr("Method"),
        Words::tr("The history is billed anew under the scenario, by the very function that bills. Caps and lifetimes "
                  "count in each customer's own zone. Bills stay as they are."));
    writer.fact(Words::tr("Precision"),
        extent.isOfEvents ? Words::tr("Exact: read request by request.")
                          : Words::tr("Exact: read as sums of a quarter of an hour, which give the same digits here."));
    writer.endFacts();
}

QStringList amounts(const auto &of, const Currency &currency)
{
    return {amountFigure(of.baseline, currency), amountFigure(of.scenario, currency), changeFigure(of.delta, currency),
        percentFigure(percentChange(of.baseline, of.scenario)), countFigure(of.refused)};
}

QStringList amountTitles()
{
    return {Words::tr("Now"), Words::tr("What if"), Words::tr("Difference"), Words::tr("%"),
        Words::tr("Refused requests")};
}

void addCustomers(DocumentWriter &writer, const Outcome &outcome)
{
    std::vector<const OutcomeRow *> rows;
    for (const OutcomeRow &row : outcome.customers)
        rows.push_back(&row);
    std::ranges::stable_sort(rows, std::greater(), [](const OutcomeRow *row) { return row->delta.abs(); });
    writer.beginTable({Words::tr("Customer")}, amountTitles());
    const std::size_t shown = std::min(rows.size(), mostReportRows);
    for (std::size_t i = 0; i < shown; ++i)
        writer.row(QStringList{textOf(rows[i]->name)} + amounts(*rows[i], outcome.currency));
    const QString total = Words::tr("Total in %1").arg(textOf(outcome.currency.code));
    writer.row(QStringList{total} + amounts(outcome, outcome.currency));
    writer.endTable(true);
    noteMore(writer, shown, rows.size());
}

void addTotals(DocumentWriter &writer, const StudyRecord &record)
{
    writer.chapter(Words::tr("What it comes to"));
    for (const Outcome &outcome : record.study.outcomes) {
        if (record.study.outcomes.size() > 1)
            writer.heading(textOf(outcome.currency.code));
        writer.text(Words::tr("Now %1, what if %2: a difference of %3 (%4).")
                        .arg(moneyFigure(outcome.baseline, outcome.currency),
                            moneyFigure(outcome.scenario, outcome.currency),
                            changeFigure(outcome.delta, outcome.currency) + QChar(QChar::Nbsp)
                                + textOf(outcome.currency.code),
                            percentFigure(percentChange(outcome.baseline, outcome.scenario))));
        addCustomers(writer, outcome);
    }
}

} // namespace

void noteMore(DocumentWriter &writer, std::size_t shown, std::size_t all)
{
    if (all > shown)
        writer.note(Words::tr("The first %1 of %2; a CSV or JSON export holds all.")
                        .arg(countFigure(static_cast<std::int64_t>(shown)),
                            countFigure(static_cast<std::int64_t>(all))));
}

QString dayFigure(Date day)
{
    return textOf(toIso(day));
}

QString timeFigure(Instant t, const Zone &zone)
{
    const LocalTime local = zone.toLocal(t);
    const QTime clock = QTime::fromMSecsSinceStartOfDay(static_cast<int>(local.msOfDay));
    return dayFigure(local.date) + u' ' + clock.toString(QStringLiteral("HH:mm"));
}

Document studyReport(const StudyRecord &record)
{
    Document document;
    const std::string kind = Words::tr("What-if simulation").toStdString();
    document.title = record.set.name.empty() ? kind : record.set.name;
    document.subtitle = record.set.name.empty() ? std::string() : kind;
    document.footer = Words::tr("Tollkeeper · what-if simulation · made %1 (%2)")
                          .arg(timeFigure(record.made, record.zone), textOf(record.zone.id()))
                          .toStdString();
    document.language = textLanguage();
    document.paper = record.paper;
    document.made = toRfc3339(record.made);
    DocumentWriter writer(document);
    addQuestion(writer, record);
    addBasis(writer, record);
    addTotals(writer, record);
    for (const auto add : {&addWaterfalls, &addMovers, &addRefusals, &addMargins, &addSweep, &addTornadoes, &addGoals,
             &addOutlooks})
        add(writer, record);
    return document;
}

} // namespace toll
