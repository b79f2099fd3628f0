// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The one query over usage: groupings that sum up, filters, percentiles. Costs are in tst_upstream.cpp.
#include "core/services/usagereport.h"
#include "tests/core/services/billingdesk.h"

#include <rapidcheck.h>

#include <cmath>
#include <set>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const std::vector<GroupBy> allGroups{GroupBy::Token, GroupBy::Customer, GroupBy::Day, GroupBy::Hour, GroupBy::Model,
    GroupBy::Status, GroupBy::Plan, GroupBy::PlanVersion, GroupBy::Source, GroupBy::Week, GroupBy::Month,
    GroupBy::HourOfWeek};

/// Three weeks of two tokens with tags, in a zone whose clocks change, on a plan of tiers and a fee.
class Traffic {
public:
    explicit Traffic(const char *zone = "Europe/Berlin") : desk(zone)
    {
        NewToken wanted;
        wanted.customer = desk.customer.id;
        wanted.name = "tagged";
        wanted.tags = {"prod", "eu"};
        static_cast<void>(valueOf(desk.workspace.tokens().create(wanted)));
        desk.usePlan(
            planText(chargeText(R"("shape":"graduated","tiers":[{"up_to":50,"rate":"0.0137"},{"rate":"0.0051"}])") + ','
                + chargeText(R"("shape":"fixed","amount":"3.10")", {}, "fee")));
    }

    void import(const QByteArray &rows)
    {
        const ImportReport report =
            desk.import("time,id,token,status,count,response_ms,model,input_units,source,endpoint\n" + rows);
        if (report.rejected > 0)
            qFatal("rejected rows");
    }

    [[nodiscard]] UsageSummary ask(std::vector<Grouping> by, const char *where = "", bool isExact = false)
    {
        SummaryQuery query;
        query.range = spanOf(desk, "2026-10");
        query.zone = desk.zone;
        query.by = std::move(by);
        query.where = filterOf(where);
        query.exactPercentiles = isExact;
        return valueOf(UsageService(desk.workspace.context).summary(query));
    }

    /// Of single requests, sorted.
    [[nodiscard]] std::vector<std::int64_t> responses(const char *where, std::optional<Interval> range)
    {
        std::vector<std::int64_t> sorted;
        const UsageService usage(desk.workspace.context);
        for (const EventRow &row : valueOf(usage.events({range, desk.zone, {}, filterOf(where)})).rows)
            if (const UsageEvent &event = row.stored.event; event.responseMs)
                sorted.insert(sorted.end(), static_cast<std::size_t>(event.count), *event.responseMs);
        std::ranges::sort(sorted);
        return sorted;
    }

    [[nodiscard]] EventFilter filterOf(const char *where) const
    {
        const auto filter = parseFilter(where, desk.zone);
        if (!filter)
            qFatal("a fault of the filter");
        return *filter;
    }

    BillingDesk desk;
};

QByteArray anyRows(int count)
{
    QByteArray csv;
    for (int i = 0; i < count; ++i) {
        const Instant time = at("2026-10-10T00:00:00Z").plus(*rc::gen::inRange(0, 21 * 24 * 60) * msPerMinute);
        csv += QByteArray::fromStdString(toRfc3339(time)) + ",r" + QByteArray::number(i)
            + *rc::gen::element<QByteArray>(",gateway,", ",tagged,")
            + *rc::gen::element<QByteArray>("200", "429", "500", "") + ',' + QByteArray::number(*rc::gen::inRange(1, 9))
            + ',' + *rc::gen::element<QByteArray>("", "7", "380", "2900")
            + *rc::gen::element<QByteArray>(",small,", ",large,", ",,") + *rc::gen::element<QByteArray>("", "0", "1200")
            + *rc::gen::element<QByteArray>(",gate,", ",openai-1,") + *rc::gen::element<QByteArray>("/a", "/b") + '\n';
    }
    return csv;
}

/// Over three weeks, to and fro.
QByteArray mixedRows(const char *file)
{
    constexpr std::array tokens{",gateway,", ",tagged,"};
    constexpr std::array statuses{"200", "429", "500", ""};
    constexpr std::array models{",small,", ",large,", ",,"};
    QByteArray csv;
    for (int i = 0; i < 40; ++i) {
        const int dice = i * 7919 + file[0] * 104'729;
        csv +=
            QByteArray::fromStdString(toRfc3339(at("2026-10-10T00:00:00Z").plus(dice % (21 * 24 * 60) * msPerMinute)))
            + ',' + file + QByteArray::number(i) + tokens[static_cast<std::size_t>(dice % 2)]
            + statuses[static_cast<std::size_t>(dice / 2 % 4)] + ',' + QByteArray::number(1 + dice % 5) + ','
            + (dice % 7 == 0 ? QByteArray() : QByteArray::number(dice % 2900))
            + models[static_cast<std::size_t>(dice % 3)] + QByteArray::number(dice % 1200) + ",gate,/a\n";
    }
    return csv;
}

std::int64_t requestsOf(const std::vector<UsageSums> &rows)
{
    std::int64_t sum = 0;
    for (const UsageSums &row : rows)
        sum += row.requests;
    return sum;
}

std::string dumped(const UsageSummary &summary)
{
    return toJson(summary, false).dump();
}

Decimal amountOf(const UsageSums &sums)
{
    return sums.amounts.empty() ? Decimal() : sums.amounts.front().amount;
}

} // namespace

class UsageSummaryTest : public QObject {
    Q_OBJECT

private slots:
    void T_D1_everyGroupingSumsToTheTotal();
    void T_D2_hoursOfTheWeekAreTheZones();
    void tokenWithTwoTagsCountsUnderEachAndOnceInTheTotal();
    void cellsAndEventsAnswerTheSame();
    void filtersCutTheBillWithoutLosingAnything();
    void percentilesAreWithinOnePercentOfTheExactOnes();
    void exactPercentilesAreThoseOfTheEventsOfTheRow();
    void planIsTheOneInForceForTheRow();
    void feesWithoutUseStandInEveryGrouping();
    void allowanceOfTheCustomerIsSharedAlsoWhereOneTokenIsAskedFor();
    void drillingDownFindsJustWhatTheRowCounts();
    void unknownNamesAreToldWithWhatWasMeant();
    void eventsAreCountedWithAndWithoutTheFilter();
    void groupingsAreReadAndRefused();
};

void UsageSummaryTest::T_D1_everyGroupingSumsToTheTotal()
{
    QVERIFY(rc::check("groupings", [] {
        Traffic traffic(*rc::gen::element("UTC", "Europe/Berlin", "Asia/Kathmandu"));
        traffic.import(anyRows(*rc::gen::inRange(1, 60)));
        const UsageSummary whole = traffic.ask({});
        RC_ASSERT(amountOf(whole.total) == traffic.desk.bill("2026-10").total);
        for (const GroupBy group : allGroups) {
            const UsageSummary summary = traffic.ask({group});
            RC_ASSERT(dumped(UsageSummary{{}, {}, summary.total, {}, false})
                == dumped(UsageSummary{{}, {}, whole.total, {}, false}));
            RC_ASSERT(requestsOf(summary.rows) == whole.total.requests);
            RC_ASSERT(sumOf(summary.rows) == amountOf(whole.total));
        }
        RC_ASSERT(sumOf(traffic.ask({GroupBy::Week, GroupBy::Model, GroupBy::Status}).rows) == amountOf(whole.total));
    }));
}

void UsageSummaryTest::T_D2_hoursOfTheWeekAreTheZones()
{
    Traffic traffic; // Berlin: two hours ahead until 25 October, then one
    traffic.import("2026-10-05T12:30:00Z,a,gateway,200,1,,,,,\n" // Monday, 14:30
                   "2026-10-12T12:00:00Z,b,gateway,200,2,,,,,\n" // Monday, 14:00
                   "2026-10-26T13:00:00Z,c,gateway,200,4,,,,,\n" // Monday, 14:00 in winter
                   "2026-10-18T22:30:00Z,d,gateway,200,8,,,,,\n" // Monday, 00:30
                   "2026-10-18T21:30:00Z,e,gateway,200,16,,,,,\n"); // Sunday, 23:30
    const UsageSummary summary = traffic.ask({GroupBy::HourOfWeek});
    QCOMPARE(summary.rows.size(), std::size_t(3));
    QCOMPARE(summary.rows[0].keys.front(), std::string("Mon 00:00"));
    QCOMPARE(summary.rows[0].requests, 8);
    QCOMPARE(summary.rows[1].keys.front(), std::string("Mon 14:00"));
    QCOMPARE(*summary.rows[1].hourOfWeek, 14);
    QCOMPARE(summary.rows[1].requests, 7);
    QCOMPARE(summary.rows[2].keys.front(), std::string("Sun 23:00"));
    QCOMPARE(*summary.rows[2].hourOfWeek, 167);
    QCOMPARE(traffic.ask({GroupBy::Week}).rows.front().keys.front(), std::string("2026-W41"));
    QCOMPARE(traffic.ask({GroupBy::Month}).rows.front().keys.front(), std::string("2026-10"));
}

void UsageSummaryTest::tokenWithTwoTagsCountsUnderEachAndOnceInTheTotal()
{
    Traffic traffic;
    traffic.import("2026-10-05T12:30:00Z,a,tagged,200,3,,,,,\n2026-10-05T12:30:00Z,b,gateway,200,5,,,,,\n");
    const UsageSummary summary = traffic.ask({GroupBy::Tag});
    QCOMPARE(summary.rows.size(), std::size_t(3));
    QCOMPARE(summary.rows[0].keys.front(), std::string());
    QCOMPARE(summary.rows[0].requests, 5);
    QCOMPARE(summary.rows[1].keys.front(), std::string("eu"));
    QCOMPARE(summary.rows[1].requests, 3);
    QCOMPARE(summary.rows[2].keys.front(), std::string("prod"));
    QCOMPARE(summary.rows[2].requests, 3);
    QCOMPARE(amountOf(summary.rows[1]), amountOf(summary.rows[2]));
    QCOMPARE(summary.total.requests, 8);
    QCOMPARE(amountOf(summary.total), traffic.desk.bill("2026-10").total);
    QCOMPARE(traffic.ask({}, "tag:eu").total.requests, 3);
}

/// A term that holds for every event, but that cells know nothing of, changes where the answer comes from, nothing
/// else.
void UsageSummaryTest::cellsAndEventsAnswerTheSame()
{
    QVERIFY(rc::check("cells = events", [] {
        Traffic traffic;
        traffic.import(anyRows(*rc::gen::inRange(1, 60)));
        const std::string where =
            *rc::gen::element<std::string>("", "model:small", "-model:l*", "status:>=400", "tag:prod", "source:open*",
                "time:2026-10-12/2026-10-20", "hour_of_week:Mon*,Tue*", "plan:p", "token:tagged", "status:\"\"");
        const GroupBy group = *rc::gen::elementOf(allGroups);
        const UsageSummary cells = traffic.ask({group}, where.c_str());
        const UsageSummary events = traffic.ask({group}, (where + " count:>0").c_str());
        RC_ASSERT(!cells.isFromEvents);
        RC_ASSERT(events.isFromEvents);
        RC_ASSERT(cells.total.requests == events.total.requests);
        RC_ASSERT(requestsOf(cells.rows) == requestsOf(events.rows));
        RC_ASSERT(cells.rows.size() == events.rows.size());
        for (std::size_t i = 0; i < cells.rows.size(); ++i) {
            RC_ASSERT(cells.rows[i].keys == events.rows[i].keys);
            RC_ASSERT(cells.rows[i].requests == events.rows[i].requests);
            RC_ASSERT(cells.rows[i].errors == events.rows[i].errors);
            RC_ASSERT(cells.rows[i].units == events.rows[i].units);
            RC_ASSERT(cells.rows[i].response == events.rows[i].response);
            RC_ASSERT(cells.rows[i].responseMs == events.rows[i].responseMs);
        }
        RC_ASSERT(sumOf(cells.rows) == amountOf(cells.total));
        RC_ASSERT(sumOf(events.rows) == amountOf(events.total));
    }));
}

void UsageSummaryTest::filtersCutTheBillWithoutLosingAnything()
{
    QVERIFY(rc::check("inside + outside = all", [] {
        Traffic traffic;
        traffic.import(anyRows(*rc::gen::inRange(1, 60)));
        const std::string term = *rc::gen::element<std::string>("model:small", "status:4xx", "tag:eu", "response:>300",
            "endpoint:/a", "time:2026-10-15", "input:>0", "id:r1*");
        const UsageSummary all = traffic.ask({});
        const UsageSummary inside = traffic.ask({GroupBy::Day}, term.c_str());
        const UsageSummary outside = traffic.ask({GroupBy::Model}, ("-" + term).c_str());
        RC_ASSERT(inside.total.requests + outside.total.requests == all.total.requests);
        RC_ASSERT(valueOf(amountOf(inside.total).plus(amountOf(outside.total))) == amountOf(all.total));
        RC_ASSERT(sumOf(inside.rows) == amountOf(inside.total));
        RC_ASSERT(sumOf(outside.rows) == amountOf(outside.total));
    }));
}

void UsageSummaryTest::percentilesAreWithinOnePercentOfTheExactOnes()
{
    QVERIFY(rc::check("nearest rank", [] {
        Traffic traffic;
        QByteArray csv;
        std::vector<std::int64_t> exact;
        const auto rows = *rc::gen::inRange(1, 200);
        for (int i = 0; i < rows; ++i) {
            const auto ms = *rc::gen::inRange<std::int64_t>(0, *rc::gen::element<std::int64_t>(50, 5'000, 900'000'000));
            const auto count = *rc::gen::inRange(1, 5);
            exact.insert(exact.end(), static_cast<std::size_t>(count), ms);
            csv += QByteArray::fromStdString(toRfc3339(at("2026-10-10T00:00:00Z").plus(i * 7 * msPerMinute))) + ",r"
                + QByteArray::number(i) + ",gateway,200," + QByteArray::number(count) + ',' + QByteArray::number(ms)
                + ",,,,\n";
        }
        traffic.import(csv);
        std::ranges::sort(exact);
        const UsageSums total = traffic.ask({GroupBy::Day}).total;
        for (const int percent : {50, 95, 99}) {
            const std::size_t rank = (exact.size() * static_cast<std::size_t>(percent) + 99) / 100;
            const std::int64_t truth = exact[rank - 1];
            RC_ASSERT(std::llabs(*total.response.percentile(percent) - truth) * 100 <= truth);
        }
        std::int64_t sum = 0;
        for (const std::int64_t ms : exact)
            sum += ms;
        const auto size = static_cast<std::int64_t>(exact.size());
        RC_ASSERT(*total.responseMean() == (2 * sum + size) / (2 * size)); // halves up
    }));
}

void UsageSummaryTest::exactPercentilesAreThoseOfTheEventsOfTheRow()
{
    Traffic traffic;
    for (const char *file : {"a", "b", "c"}) // segments that lie over each other
        traffic.import(mixedRows(file));
    const std::vector<std::vector<Grouping>> groupings{{}, {GroupBy::Token, GroupBy::Day}, {GroupBy::Tag},
        {GroupBy::HourOfWeek}, {GroupBy::Model, GroupBy::Status}, {GroupBy::PlanVersion, GroupBy::Month}};
    for (const std::vector<Grouping> &by : groupings)
        for (const char *where : {"", "count:>2 -model:l*"}) {
            const UsageSummary exact = traffic.ask(by, where, true);
            const UsageSummary plain = traffic.ask(by, where);
            QVERIFY(exact.isFromEvents);
            QCOMPARE(exact.rows.size(), plain.rows.size());
            for (std::size_t i = 0; i < exact.rows.size(); i += 1 + exact.rows.size() / 4) {
                const UsageSums &row = exact.rows[i];
                QCOMPARE(row.keys, plain.rows[i].keys);
                QCOMPARE(row.requests, plain.rows[i].requests);
                QVERIFY(row.amounts == plain.rows[i].amounts);
                const std::string terms = std::string(where) + ' ' + filterFor(by, row, traffic.desk.zone);
                const std::vector<std::int64_t> responses = traffic.responses(terms.c_str(), exact.range);
                for (const int percent : summaryPercents) {
                    const std::size_t rank = (responses.size() * static_cast<std::size_t>(percent) + 99) / 100;
                    QVERIFY(row.responsePercentile(percent)
                        == (responses.empty() ? std::nullopt : std::optional(responses[rank - 1])));
                }
            }
            QCOMPARE(exact.total.requests, plain.total.requests);
        }
}

void UsageSummaryTest::planIsTheOneInForceForTheRow()
{
    BillingDesk desk;
    desk.workspace.now = at("2026-10-01T00:00:00Z");
    const QByteArray text = planText(chargeText(R"("shape":"flat","rate":"0.5")"));
    desk.usePlan(text);
    PlanService plans(desk.workspace.context);
    // In the middle of a quarter of an hour: cells cannot tell.
    QVERIFY(plans.import(QByteArray(text).replace("0.5", "0.7").toStdString(), "2026-10-05T12:07:00Z").has_value());
    QCOMPARE(
        desk.import("time,id,count\n2026-10-05T12:05:00Z,a,1\n2026-10-05T12:08:00Z,b,2\n2026-10-06T00:00:00Z,c,4\n")
            .added,
        3);
    const UsageSummary summary = summaryOf(desk, spanOf(desk, "2026-10"), {GroupBy::PlanVersion});
    QVERIFY(summary.isFromEvents);
    QCOMPARE(summary.rows.size(), std::size_t(2));
    QCOMPARE(summary.rows[0].keys.front(), std::string("P@1"));
    QCOMPARE(summary.rows[0].requests, 1);
    QCOMPARE(amountOf(summary.rows[0]), decimal("0.5"));
    QCOMPARE(summary.rows[1].keys.front(), std::string("P@2"));
    QCOMPARE(summary.rows[1].requests, 6);
    QCOMPARE(amountOf(summary.rows[1]), decimal("4.2"));
    QCOMPARE(summaryOf(desk, spanOf(desk, "2026-10"), {GroupBy::Plan}).rows.front().keys.front(), std::string("P"));
}

void UsageSummaryTest::feesWithoutUseStandInEveryGrouping()
{
    Traffic traffic;
    traffic.import("2026-10-05T12:30:00Z,a,gateway,200,3,,,,,\n");
    const Customer idle = valueOf(traffic.desk.workspace.customers().add({"Idle", "USD", "Europe/Berlin", ""}));
    QVERIFY(PlanService(traffic.desk.workspace.context).assign("P", idle.id, {}).has_value());
    const Decimal fee = decimal("3.10");
    for (const GroupBy group : allGroups) {
        const UsageSummary summary = traffic.ask({group});
        QCOMPARE(sumOf(summary.rows), amountOf(summary.total));
    }
    const UsageSummary customers = traffic.ask({GroupBy::Customer});
    QCOMPARE(customers.rows.size(), std::size_t(2));
    QCOMPARE(customers.rows[1].keys.front(), std::string("Idle"));
    QCOMPARE(customers.rows[1].requests, 0);
    QCOMPARE(amountOf(customers.rows[1]), fee);
    QCOMPARE(amountOf(traffic.ask({}, "customer:idle").total), fee);
    QCOMPARE(amountOf(traffic.ask({}, "customer:idle model:gpt*").total), Decimal());
}

void UsageSummaryTest::allowanceOfTheCustomerIsSharedAlsoWhereOneTokenIsAskedFor()
{
    BillingDesk desk;
    const Token second = desk.workspace.addToken(desk.customer.id, "second");
    desk.usePlan(planText(chargeText(R"("shape":"flat","rate":"1")", R"(,"allowance":10)")));
    QCOMPARE(desk.import("time,id,token,count\n"
                         "2026-10-05T00:00:00Z,a,gateway,10\n"
                         "2026-10-06T00:00:00Z,b,second,5\n")
                 .added,
        2);
    SummaryQuery query;
    query.range = spanOf(desk, "2026-10");
    query.tokens = {second.id};
    // The first token has used up the pool: the second owes what the bill says, not nothing.
    QCOMPARE(amountOf(valueOf(UsageService(desk.workspace.context).summary(query)).total), Decimal(5));
}

void UsageSummaryTest::drillingDownFindsJustWhatTheRowCounts()
{
    QVERIFY(rc::check("drill-down", [] {
        Traffic traffic;
        traffic.import(anyRows(*rc::gen::inRange(1, 40)));
        const GroupBy group = *rc::gen::elementOf(allGroups);
        const UsageSummary summary = traffic.ask({group});
        for (const UsageSums &row : summary.rows) {
            const std::string terms = filterFor({group}, row, traffic.desk.zone);
            EventSearch search;
            search.range = summary.range;
            search.zone = traffic.desk.zone;
            search.where = traffic.filterOf(terms.c_str());
            const EventsFound found = valueOf(UsageService(traffic.desk.workspace.context).events(search));
            RC_ASSERT(found.requests == row.requests);
            RC_ASSERT(found.allRequests == summary.total.requests);
            RC_ASSERT(traffic.ask({}, terms.c_str()).total.requests == row.requests);
        }
    }));
}

void UsageSummaryTest::unknownNamesAreToldWithWhatWasMeant()
{
    Traffic traffic;
    const UsageService usage(traffic.desk.workspace.context);
    const auto good = usage.filter("owner:acme token:gateway tag:prod plan:Basic,P", traffic.desk.zone);
    QVERIFY(good.has_value());
    const auto bad = usage.filter("tag:prod owner:amce", traffic.desk.zone);
    QVERIFY(!bad);
    QCOMPARE(bad.error().error.code, ErrorCode::NotFound);
    QCOMPARE(bad.error().suggestion, std::string("customer:\"Acme\""));
    QCOMPARE(static_cast<int>(bad.error().position), 10);
}

void UsageSummaryTest::eventsAreCountedWithAndWithoutTheFilter()
{
    Traffic traffic;
    traffic.import(
        "2026-10-05T12:30:00Z,a,gateway,200,3,10,small,,,\n2026-10-05T12:31:00Z,b,gateway,500,5,20,small,,,\n");
    EventSearch search;
    search.zone = traffic.desk.zone;
    search.where = traffic.filterOf("status:5xx");
    search.limit = 0;
    const EventsFound found = valueOf(UsageService(traffic.desk.workspace.context).events(search));
    QCOMPARE(found.matching, 1);
    QCOMPARE(found.requests, 5);
    QCOMPARE(found.allRequests, 8);
    QVERIFY(found.rows.empty());
}

void UsageSummaryTest::groupingsAreReadAndRefused()
{
    const std::vector<std::string> declared{"region"};
    const auto groups = valueOf(parseGroupings("token,hour_of_week,dim.region", declared));
    QCOMPARE(groups.size(), std::size_t(3));
    QCOMPARE(name(groups[2]), std::string("dim.region"));
    QVERIFY(!parseGroupings("token,", declared));
    QVERIFY(!parseGroupings("token,token", declared));
    const auto unknown = parseGroupings("dim.zone", declared);
    QVERIFY(!unknown);
    QVERIFY(unknown.error().expected.ends_with("dim.region"));
}

QTEST_GUILESS_MAIN(UsageSummaryTest)
#include "tst_usagesummary.moc"
