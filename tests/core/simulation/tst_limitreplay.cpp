// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/limitreplay.h"

#include "core/simulation/applying.h"
#include "tests/support/anyplan.h"
#include "tests/support/plantext.h"
#include "tests/support/zones.h"

#include <numeric>

using namespace toll;
using namespace toll::test;

namespace {

const Instant start = at("2026-03-01T00:00:00Z");
const TokenPrice halfEach = History::price("0.5", "none", "none");

BaselineCustomer customer(const char *name, const std::vector<TokenPrice> &prices, Plan plan = basicPlan())
{
    BaselineCustomer made;
    made.id.text = std::string("id-") + name;
    made.name = name;
    made.currency = valueOf(currency("USD"));
    made.plan = std::move(plan);
    made.grain = Grain::Events;
    for (std::size_t i = 0; i < prices.size(); ++i) {
        const std::string id = std::string(name) + '-' + std::to_string(i);
        made.tokens.push_back({{id}, id, prices[i], {}, {}, {}, {}});
        made.usage.tokens.push_back({id});
        made.info.push_back({{"tag-" + std::to_string(i)}, {}});
    }
    return made;
}

UsageRow &use(BaselineCustomer &customer, const char *time, std::int64_t requests = 1, std::uint32_t token = 0,
    std::int16_t status = 200)
{
    UsageRow row;
    row.time = at((QByteArray("2026-03-") + time + "Z").constData());
    row.token = token;
    row.status = status;
    row.requests = requests;
    customer.usage.rows.push_back(row);
    return customer.usage.rows.back();
}

Baseline baselineOf(std::vector<BaselineCustomer> customers)
{
    Baseline baseline;
    baseline.range = Interval{start, start.plus(31 * msPerDay)};
    baseline.customers = std::move(customers);
    return baseline;
}

Scenario scenarioOf(const std::vector<std::string> &settings, const char *on = "")
{
    Scenario scenario;
    for (const std::string &setting : settings)
        if (const Result<void> done = applySetting(scenario, setting); !done)
            qFatal("%s", setting.c_str());
    if (*on != '\0')
        scenario.on = valueOf(parseSelection(on));
    return scenario;
}

LimitOutcome outcomeOf(const Baseline &baseline, const Scenario &scenario, const LimitRules &rules = {})
{
    std::vector<LimitOutcome> outcomes = valueOf(replayLimits(baseline, scenario, rules));
    if (outcomes.size() != 1)
        qFatal("one currency expected");
    return std::move(outcomes.front());
}

/// "01 00:20 Acme-0 over_cap 2/hour until 01 01:00 (over_cap)": when, who, why, and everything that had no room.
QStringList linesOf(const LimitOutcome &outcome)
{
    const auto shortTime = [](Instant t) { return QString::fromStdString(toRfc3339(t)).mid(8, 8).replace('T', ' '); };
    QStringList lines;
    for (const RefusedRow &row : outcome.refusals) {
        QString line = shortTime(row.time) + ' ' + QString::fromStdString(row.token.text) + ' ';
        if (row.requests != 1)
            line += QString::number(row.requests) + "x ";
        line += QString::fromStdString(std::string(name(row.reason)) + (row.limit.empty() ? "" : " " + row.limit));
        if (row.notBefore)
            line += " until " + shortTime(*row.notBefore);
        QStringList all;
        for (std::size_t reason = 0; reason < refusalReasonCount; ++reason)
            if (row.reasons.test(reason) && static_cast<RefusalReason>(reason) != row.reason)
                all << QString::fromStdString(std::string(name(static_cast<RefusalReason>(reason))));
        lines << line + (all.isEmpty() ? QString() : " also " + all.join(' '));
    }
    return lines;
}

QByteArray text(const Decimal &value)
{
    return QByteArray::fromStdString(value.toString());
}

std::int64_t refusedBy(const RefusedBy &by, RefusalReason reason)
{
    return by[static_cast<std::size_t>(reason)];
}

/// Three days and what came after them.
BaselineCustomer fewDays()
{
    BaselineCustomer made = customer("Acme", {halfEach});
    for (const char *time : {"01T00:00:00", "01T00:10:00", "01T00:20:00", "01T01:00:00", "01T01:30:00", "01T01:30:00",
             "02T05:00:00", "02T05:10:00", "02T05:20:00"})
        use(made, time);
    use(made, "02T06:00:00", 1, 0, 500);
    for (const char *time : {"03T00:00:00", "03T00:01:00", "03T01:00:00", "03T02:00:00", "04T00:00:00", "04T10:00:00"})
        use(made, time);
    return made;
}

} // namespace

class LimitReplayTest : public QObject {
    Q_OBJECT

private slots:
    void listsEveryRefusalOfASmallHistory();
    void admitsWindowByWindow();
    void followsRenewals();
    void refusesByRate();
    void refusesByWhatACustomerShares();
    void sharesAcrossPlans();
    void namesTheLocalDayOfARunOut();
    void cutsUnitsAsBillingDoes();
    void dividesARowOfSeveralRequests();
    void countsARequestForAllItsChargesOrNone();
    void touchesOnlyWhatIsSelected();
    void refusesNothingWithoutLimits();
    void listsNoMoreThanAsked();
    void readsCellsWhereTheyAreExact();
    void refusesAPolicyThatChangesInMidTerm();
    void refusesAfterRevocation();
    void knowsTheCapsOfATermAsTheyWere();
    void agreesWithRate();
    void admitsTheSameAgain();
};

void LimitReplayTest::listsEveryRefusalOfASmallHistory()
{
    const Baseline baseline = baselineOf({fewDays()});
    const LimitOutcome outcome =
        outcomeOf(baseline, scenarioOf({"cap=2/hour,3/day", "over_cap=reject", "lifetime=P3D"}));
    // C·T is 3 x 3 = 9. The third day ends when the term does: what is spent then is the term.
    const QStringList expected{"01 00:20 Acme-0 over_cap 2/hour until 01 01:00",
        "01 01:30 Acme-0 over_cap 3/day until 02 00:00", "01 01:30 Acme-0 over_cap 3/day until 02 00:00",
        "02 05:20 Acme-0 over_cap 2/hour until 02 06:00", "03 02:00 Acme-0 exhausted until 04 00:00 also over_cap",
        "04 00:00 Acme-0 expired", "04 10:00 Acme-0 expired"};
    QCOMPARE(linesOf(outcome), expected);
    QCOMPARE(outcome.refusedRows, std::int64_t(7));
    QCOMPARE(outcome.admitted, std::int64_t(9)); // one of them with status 500: counted, and not billed
    QCOMPARE(outcome.refused, std::int64_t(7));
    const TokenLimits &token = outcome.customers.at(0).tokens.at(0);
    QCOMPARE(refusedBy(token.by, RefusalReason::OverCap), std::int64_t(4));
    QCOMPARE(refusedBy(token.by, RefusalReason::Exhausted), std::int64_t(1));
    QCOMPARE(refusedBy(token.by, RefusalReason::Expired), std::int64_t(2));
    QCOMPARE(token.unitsOver, std::int64_t(5));
    QVERIFY(token.firstRefusal && token.firstRefusal->time == at("2026-03-01T00:20:00Z"));
    QCOMPARE(token.runOuts.size(), std::size_t(1));
    QVERIFY(token.runOuts.front().at == at("2026-03-03T01:00:00Z"));
    QCOMPARE(QByteArray::fromStdString(toIso(token.runOuts.front().day)), QByteArray("2026-03-03"));
    QCOMPARE(token.renewals, std::int64_t(0));
    QCOMPARE(text(outcome.baseline), QByteArray("7.5")); // 0.5 x 15
    QCOMPARE(text(outcome.scenario), QByteArray("4")); // 0.5 x 8
    QCOMPARE(text(outcome.delta), QByteArray("-3.5"));
    QCOMPARE(text(token.delta), QByteArray("-3.5"));
}

/// T-F2: 18 requests in the first minute and 2 in the second, at 10 a minute.
void LimitReplayTest::admitsWindowByWindow()
{
    BaselineCustomer made = customer("Acme", {History::price("0.02", "none", "none")});
    for (int i = 0; i < 18; ++i)
        use(made, "01T00:00:30");
    use(made, "01T00:01:10", 2);
    const LimitOutcome outcome =
        outcomeOf(baselineOf({made}), scenarioOf({"cap=10/min", "lifetime=PT2M", "over_cap=reject"}));
    QCOMPARE(outcome.admitted, std::int64_t(12));
    QCOMPARE(refusedBy(outcome.by, RefusalReason::OverCap), std::int64_t(8));
    QCOMPARE(text(outcome.scenario), QByteArray("0.24"));
}

void LimitReplayTest::followsRenewals()
{
    const LimitOutcome outcome = outcomeOf(
        baselineOf({fewDays()}), scenarioOf({"cap=2/day", "over_cap=reject", "lifetime=P2D", "renewal=auto"}));
    const QStringList expected{"01 00:20 Acme-0 over_cap 2/day until 02 00:00",
        "01 01:00 Acme-0 over_cap 2/day until 02 00:00", "01 01:30 Acme-0 over_cap 2/day until 02 00:00",
        "01 01:30 Acme-0 over_cap 2/day until 02 00:00", "02 05:20 Acme-0 exhausted until 03 00:00 also over_cap",
        "02 06:00 Acme-0 exhausted until 03 00:00 also over_cap", "03 01:00 Acme-0 over_cap 2/day until 04 00:00",
        "03 02:00 Acme-0 over_cap 2/day until 04 00:00"};
    QCOMPARE(linesOf(outcome), expected);
    const TokenLimits &token = outcome.customers.at(0).tokens.at(0);
    // Terms begin on 1, 3, … 31 March; all but the first by themselves.
    QCOMPARE(token.renewals, std::int64_t(15));
    QVERIFY(token.renewedAt.front() == at("2026-03-03T00:00:00Z"));
    QVERIFY(token.renewedAt.back() == at("2026-03-31T00:00:00Z"));
    QCOMPARE(token.runOuts.size(), std::size_t(2));
    QVERIFY(token.runOuts[0].at == at("2026-03-02T05:10:00Z"));
    QVERIFY(token.runOuts[1].at == at("2026-03-04T10:00:00Z"));
    QCOMPARE(token.runOuts[1].term, std::int64_t(2));
}

void LimitReplayTest::refusesByRate()
{
    BaselineCustomer made = customer("Acme", {halfEach});
    for (const char *time : {"01T00:00:00", "01T00:00:01", "01T00:00:02", "01T00:00:59", "01T00:01:00", "01T00:01:01",
             "01T00:02:00", "01T00:03:00"})
        use(made, time);
    LimitRules rules;
    rules.tokenRate = valueOf(parseRateLimit("1/min burst 2"));
    const LimitOutcome outcome = outcomeOf(baselineOf({made}), {}, rules);
    // Two at once, then one a minute; what was refused took nothing.
    const QStringList expected{"01 00:00 Acme-0 over_rate 1/min burst 2 until 01 00:01",
        "01 00:00 Acme-0 over_rate 1/min burst 2 until 01 00:01",
        "01 00:01 Acme-0 over_rate 1/min burst 2 until 01 00:02"};
    QCOMPARE(linesOf(outcome), expected);
    QCOMPARE(text(outcome.scenario), QByteArray("2.5"));
    // The cap and the rate at once: where both refuse, the day lasts longer; what the cap refused took nothing of the
    // rate.
    const LimitOutcome both = outcomeOf(baselineOf({made}), scenarioOf({"cap=3/day", "over_cap=reject"}), rules);
    const QStringList day{"01 00:00 Acme-0 over_rate 1/min burst 2 until 01 00:01",
        "01 00:00 Acme-0 over_rate 1/min burst 2 until 01 00:01",
        "01 00:01 Acme-0 over_cap 3/day until 02 00:00 also over_rate", "01 00:02 Acme-0 over_cap 3/day until 02 00:00",
        "01 00:03 Acme-0 over_cap 3/day until 02 00:00"};
    QCOMPARE(linesOf(both), day);
}

void LimitReplayTest::refusesByWhatACustomerShares()
{
    BaselineCustomer acme = customer("Acme", {halfEach, halfEach});
    use(acme, "01T22:00:00", 1, 0);
    use(acme, "01T22:00:00", 1, 1);
    use(acme, "01T22:10:00", 1, 0);
    use(acme, "01T22:20:00", 1, 1);
    use(acme, "01T23:00:00", 1, 1);
    acme.zone = zone("Europe/Berlin"); // its day ends at 23:00 UTC
    BaselineCustomer other = customer("Beta", {halfEach});
    use(other, "01T22:20:00", 3);
    LimitRules rules;
    rules.poolCaps = {valueOf(parseCap("3/day"))};
    const LimitOutcome outcome = outcomeOf(baselineOf({acme, other}), {}, rules);
    QCOMPARE(linesOf(outcome), QStringList{"01 22:20 Acme-1 pool_cap 3/day until 01 23:00"});
    rules = {};
    rules.poolRate = valueOf(parseRateLimit("2/hour burst 1"));
    const LimitOutcome rate = outcomeOf(baselineOf({acme}), {}, rules);
    const QStringList expected{"01 22:00 Acme-1 pool_rate 2/hour burst 1 until 01 22:30",
        "01 22:10 Acme-0 pool_rate 2/hour burst 1 until 01 22:30",
        "01 22:20 Acme-1 pool_rate 2/hour burst 1 until 01 22:30"};
    QCOMPARE(linesOf(rate), expected);
}

/// A customer whose tokens are on two plans stands there twice, and has one pool.
void LimitReplayTest::sharesAcrossPlans()
{
    BaselineCustomer one = customer("Acme", {halfEach});
    use(one, "01T00:00:00");
    use(one, "01T00:02:00");
    BaselineCustomer two = customer("Acme", {halfEach});
    use(two, "01T00:01:00");
    use(two, "01T00:03:00");
    two.tokens.front().id.text = "other";
    LimitRules rules;
    rules.poolCaps = {valueOf(parseCap("3/day"))};
    const LimitOutcome outcome = outcomeOf(baselineOf({one, two}), {}, rules);
    QCOMPARE(linesOf(outcome), QStringList{"01 00:03 other pool_cap 3/day until 02 00:00"});
    QCOMPARE(outcome.customers.size(), std::size_t(1));
    QCOMPARE(outcome.customers.front().tokens.size(), std::size_t(2));
    QCOMPARE(text(outcome.customers.front().delta), QByteArray("-0.5"));
}

void LimitReplayTest::namesTheLocalDayOfARunOut()
{
    BaselineCustomer made = customer("Acme", {halfEach});
    made.zone = zone("Asia/Shanghai");
    use(made, "02T15:59:59", 4);
    use(made, "02T16:00:00", 1);
    use(made, "02T16:00:01", 1);
    const LimitOutcome outcome =
        outcomeOf(baselineOf({made}), scenarioOf({"cap=5/week", "lifetime=P1W", "over_cap=reject"}));
    const TokenLimits &token = outcome.customers.at(0).tokens.at(0);
    QCOMPARE(token.runOuts.size(), std::size_t(1));
    QVERIFY(token.runOuts.front().at == at("2026-03-02T16:00:00Z"));
    QCOMPARE(QByteArray::fromStdString(toIso(token.runOuts.front().day)), QByteArray("2026-03-03"));
    QCOMPARE(refusedBy(token.by, RefusalReason::Exhausted), std::int64_t(1));
}

/// A cap on input units: the second request is cut off at the cap, the third finds no room.
void LimitReplayTest::cutsUnitsAsBillingDoes()
{
    const Plan plan = planOf(planText(
        chargeText(R"("shape":"flat_capped","rate":"0.01","cap":"600/day","lifetime":"P30D","over_cap":"reject")",
            R"(,"meter":"input_units")")));
    BaselineCustomer made = customer("Acme", {{}}, plan);
    for (const char *time : {"01T00:00:00", "01T00:01:00", "01T00:02:00", "02T00:00:00"})
        use(made, time).units[0] = {400, 1};
    const LimitOutcome outcome = outcomeOf(baselineOf({made}), {});
    QCOMPARE(linesOf(outcome), QStringList{"01 00:02 Acme-0 over_cap 600/day until 02 00:00"});
    QCOMPARE(outcome.customers.front().tokens.front().unitsOver, std::int64_t(600));
    QCOMPARE(outcome.admitted, std::int64_t(3));
    QCOMPARE(text(outcome.scenario), QByteArray("10")); // 0.01 x (600 + 400)
    QCOMPARE(text(outcome.delta), QByteArray("0"));
}

void LimitReplayTest::dividesARowOfSeveralRequests()
{
    const Plan plan = planOf(
        planText(chargeText(R"("shape":"flat_capped","rate":"0.5","cap":"4/day","lifetime":"none","over_cap":"reject")")
            + "," + chargeText(R"("shape":"flat","rate":"0.01")", R"(,"meter":"output_units")", "out")));
    BaselineCustomer made = customer("Acme", {{}}, plan);
    use(made, "01T00:00:00", 10).units[static_cast<std::size_t>(UnitMeter::Output)] = {250, 10};
    const LimitOutcome outcome = outcomeOf(baselineOf({made}), {});
    QCOMPARE(linesOf(outcome), QStringList{"01 00:00 Acme-0 6x over_cap 4/day until 02 00:00"});
    // Four of ten equal requests, with 100 of the 250 units: 0.5 x 4 + 0.01 x 100.
    QCOMPARE(text(outcome.scenario), QByteArray("3"));
    QCOMPARE(text(outcome.baseline), QByteArray("4.5")); // rate() caps a charge by itself: all 250 units
}

void LimitReplayTest::countsARequestForAllItsChargesOrNone()
{
    const Plan plan = planOf(planText(
        chargeText(R"("shape":"flat_capped","rate":"1","cap":"1/hour","lifetime":"none","over_cap":"reject")") + ","
        + chargeText(
            R"("shape":"flat_capped","rate":"0.1","cap":"2/day","lifetime":"none","over_cap":"reject")", {}, "d")));
    BaselineCustomer made = customer("Acme", {{}}, plan);
    for (const char *time : {"01T00:00:00", "01T00:01:00", "01T01:00:00", "01T02:00:00"})
        use(made, time);
    // What the hour refused did not take the day's second place.
    const QStringList expected{
        "01 00:01 Acme-0 over_cap 1/hour until 01 01:00", "01 02:00 Acme-0 over_cap 2/day until 02 00:00"};
    const LimitOutcome outcome = outcomeOf(baselineOf({made}), {});
    QCOMPARE(linesOf(outcome), expected);
    QCOMPARE(outcome.refusals.at(0).charge, std::string("c"));
    QCOMPARE(outcome.refusals.at(1).charge, std::string("d"));
    QCOMPARE(text(outcome.scenario), QByteArray("2.2"));
}

void LimitReplayTest::touchesOnlyWhatIsSelected()
{
    BaselineCustomer made = customer("Acme", {halfEach, halfEach});
    for (const std::uint32_t token : {0U, 1U})
        use(made, "01T00:00:00", 5, token);
    LimitRules rules;
    rules.tokenRate = valueOf(parseRateLimit("1/hour burst 4"));
    rules.poolCaps = {valueOf(parseCap("3/day"))};
    const LimitOutcome outcome =
        outcomeOf(baselineOf({made}), scenarioOf({"cap=2/day", "over_cap=reject"}, "tag:tag-1"), rules);
    QCOMPARE(linesOf(outcome), QStringList{"01 00:00 Acme-1 3x over_cap 2/day until 02 00:00"});
    QCOMPARE(outcome.customers.at(0).tokens.at(0).admitted, std::int64_t(5));
}

void LimitReplayTest::refusesNothingWithoutLimits()
{
    const LimitOutcome outcome = outcomeOf(baselineOf({fewDays()}), {});
    QVERIFY(outcome.refusals.empty());
    QCOMPARE(outcome.refused, std::int64_t(0));
    QCOMPARE(outcome.admitted, std::int64_t(16));
    QVERIFY(outcome.baseline == outcome.scenario);
    // A cap that does not refuse.
    const LimitOutcome free = outcomeOf(baselineOf({fewDays()}), scenarioOf({"cap=1/day", "lifetime=P30D"}));
    QCOMPARE(free.refused, std::int64_t(0));
    QVERIFY(outcomeOf(baselineOf({customer("Nobody", {})}), {}).refusals.empty());
}

void LimitReplayTest::listsNoMoreThanAsked()
{
    LimitRules rules;
    rules.listed = 2;
    const Scenario none = scenarioOf({"cap=0/day", "over_cap=reject"});
    BaselineCustomer other = fewDays();
    other.id.text = "id-A";
    const LimitOutcome outcome = outcomeOf(baselineOf({fewDays(), other}), none, rules);
    QCOMPARE(outcome.refusals.size(), std::size_t(2));
    QCOMPARE(outcome.refusedRows, std::int64_t(32));
    QVERIFY(outcome.refusals.front().time == start && outcome.refusals.back().time == start);
    QVERIFY(outcome.customers.at(0).tokens.at(0).runOuts.empty()); // without an end there is no C·T
}

void LimitReplayTest::readsCellsWhereTheyAreExact()
{
    BaselineCustomer made = fewDays();
    made.grain = Grain::Cells;
    const Baseline cells = baselineOf({made});
    const LimitOutcome lifetime = outcomeOf(cells, scenarioOf({"lifetime=P2D"}));
    QCOMPARE(refusedBy(lifetime.by, RefusalReason::Expired), std::int64_t(6));
    const Result<std::vector<LimitOutcome>> caps = replayLimits(cells, scenarioOf({"cap=2/day", "over_cap=reject"}));
    QVERIFY(!caps.has_value() && caps.error().code == ErrorCode::WrongState);
    LimitRules rules;
    rules.tokenRate = valueOf(parseRateLimit("1/hour"));
    QVERIFY(!replayLimits(cells, {}, rules).has_value());
}

void LimitReplayTest::refusesAPolicyThatChangesInMidTerm()
{
    BaselineCustomer made = customer("Acme", {History::price("0.5", "2/day", "P30D")});
    TokenPrice later = made.tokens.front().price;
    later.overCap = OverCap::Reject;
    made.tokens.front().laterPrices.push_back({at("2026-03-02T12:00:00Z"), later});
    use(made, "01T00:00:00");
    use(made, "03T00:00:00");
    const Result<std::vector<LimitOutcome>> outcome = replayLimits(baselineOf({made}), {});
    QVERIFY(!outcome.has_value() && outcome.error().code == ErrorCode::Unsupported);
    QVERIFY(replayLimits(baselineOf({made}), scenarioOf({"over_cap=reject"})).has_value());
}

void LimitReplayTest::refusesAfterRevocation()
{
    BaselineCustomer made = customer("Acme", {halfEach});
    made.tokens.front().revokedAt = at("2026-03-02T00:00:00Z");
    made.tokens.front().firstTermStart = at("2026-03-01T12:00:00Z");
    for (const char *time : {"01T11:00:00", "01T13:00:00", "02T00:00:00"})
        use(made, time);
    const LimitOutcome outcome = outcomeOf(baselineOf({made}), scenarioOf({"lifetime=PT6H", "renewal=auto"}));
    QCOMPARE(linesOf(outcome), (QStringList{"01 11:00 Acme-0 not_begun", "02 00:00 Acme-0 revoked"}));
    QCOMPARE(outcome.customers.at(0).tokens.at(0).renewals, std::int64_t(1)); // at 18:00; not after the revocation
}

/// 1 a day, 5 a day from the second day's noon on: the second day stays as it began, and C·T is 1 + 1 + 5.
void LimitReplayTest::knowsTheCapsOfATermAsTheyWere()
{
    BaselineCustomer made = customer("Acme", {History::price("0.5", "1/day", "P3D")});
    made.tokens.front().price.overCap = OverCap::Reject;
    TokenPrice later = made.tokens.front().price;
    later.caps = {valueOf(parseCap("5/day"))};
    made.tokens.front().laterPrices.push_back({at("2026-03-02T12:00:00Z"), later});
    use(made, "01T00:00:00", 2);
    use(made, "02T11:00:00", 1);
    use(made, "02T13:00:00", 1);
    use(made, "03T00:00:00", 6);
    const LimitOutcome outcome = outcomeOf(baselineOf({made}), {});
    const QStringList expected{"01 00:00 Acme-0 over_cap 1/day until 02 00:00",
        "02 13:00 Acme-0 over_cap 1/day until 03 00:00", "03 00:00 Acme-0 exhausted until 04 00:00 also over_cap"};
    QCOMPARE(linesOf(outcome), expected);
    QVERIFY(outcome.customers.at(0).tokens.at(0).runOuts.front().at == at("2026-03-03T00:00:00Z"));
}

namespace {

/// One charge under reject, with changes of price, extensions and renewals, in zones that change their clocks.
BaselineCustomer anyRejecting()
{
    const std::string caps = "[\"" + number(0, 12) + "/"
        + *rc::gen::element<std::string>("hour", "day", "7 min", "week") + "\"," + "\"" + number(1, 40) + "/"
        + *rc::gen::element<std::string>("day", "5 hour", "month") + "\"]";
    const std::string text = R"({"name":"P","currency":"USD","charges":[{"price":{"shape":"flat_capped","rate":"0.0)"
        + number(1, 999) + R"(","cap":)" + (*rc::gen::arbitrary<bool>() ? caps : "\"token\"") + R"(,"lifetime":")"
        + *rc::gen::element<std::string>("P1D", "PT30H", "P5D", "P1M", "none") + R"(","over_cap":"reject","renewal":")"
        + *rc::gen::element<std::string>("auto", "none") + R"(","align":")"
        + *rc::gen::element<std::string>("term", "calendar") + R"("},"meter":")"
        + *rc::gen::element<std::string>("requests", "requests", "input_units") + R"(","allowance":)" + number(0, 20)
        + "}]}";
    const Checked<Plan> plan = parsePlan(std::string_view(text));
    RC_ASSERT(plan.has_value());
    History history(*plan);
    addUse(history);
    BaselineCustomer made = customer("Any", std::vector<TokenPrice>(history.input().tokens.size()), *plan);
    made.zone = *rc::gen::elementOf(std::vector{Zone(), zone("America/New_York"), zone("Africa/Casablanca")});
    made.usage.rows = history.usage().rows;
    for (UsageRow &row : made.usage.rows)
        row.units[0] = {*rc::gen::inRange<std::int64_t>(0, 30), row.requests};
    const auto someTime = [] { return march.plus(*rc::gen::inRange<std::int64_t>(0, 10 * 1440) * msPerMinute); };
    for (RatedToken &token : made.tokens) {
        token.price.caps = {Cap{*rc::gen::inRange<std::int64_t>(0, 12), 1, TimeUnit::Day}};
        if (*rc::gen::inRange(0, 3) == 0) {
            token.laterPrices.push_back({someTime(), token.price});
            std::vector<Cap> &others = token.laterPrices.back().price.caps;
            others.front().count = *rc::gen::inRange<std::int64_t>(0, 12);
            if (*rc::gen::arbitrary<bool>())
                others.push_back(Cap{*rc::gen::inRange<std::int64_t>(0, 5), 2, TimeUnit::Hour});
        }
        if (*rc::gen::inRange(0, 3) == 0)
            token.changes.push_back({TermChange::Kind::Renew, someTime(), {}});
        if (*rc::gen::inRange(0, 4) == 0)
            token.changes.push_back({TermChange::Kind::Extend, someTime(), Span{Span::Kind::Days, 2}});
        std::ranges::sort(token.changes, {}, &TermChange::at);
        if (*rc::gen::inRange(0, 4) == 0)
            token.revokedAt = someTime();
        if (*rc::gen::inRange(0, 4) == 0)
            token.firstTermStart = someTime();
    }
    return made;
}

} // namespace

void LimitReplayTest::agreesWithRate()
{
    QVERIFY(rc::check("refused and outside its terms as rate() says, token by token, and the same bill", [] {
        Baseline baseline;
        baseline.customers.push_back(anyRejecting());
        if (*rc::gen::arbitrary<bool>())
            baseline.range = Interval{march.plus(2 * msPerDay), march.plus(6 * msPerDay)};
        const RatingInput input = inputOf(baseline.customers.front(), baseline.range);
        const Statement statement = valueOf(rate(input));
        std::vector<std::int64_t> refused(input.tokens.size());
        std::vector<std::int64_t> outside(input.tokens.size());
        for (const StatementLine &line : statement.lines)
            for (const LinePart &part : line.parts) {
                if (line.kind != LineKind::Shape)
                    continue;
                refused[part.token] += part.refused;
                outside[part.token] += part.outsideTerm;
            }
        const LimitOutcome outcome = outcomeOf(baseline, {});
        const std::vector<TokenLimits> &tokens = outcome.customers.front().tokens;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const RefusedBy &by = tokens[i].by;
            RC_ASSERT(tokens[i].unitsOver == refused[i]);
            RC_ASSERT(tokens[i].refused == std::reduce(by.begin(), by.end()));
            if (input.plan->charges.front().meter != "requests")
                continue;
            RC_ASSERT(refusedBy(by, RefusalReason::OverCap) + refusedBy(by, RefusalReason::Exhausted) == refused[i]);
            RC_ASSERT(refusedBy(by, RefusalReason::Expired) + refusedBy(by, RefusalReason::NotBegun)
                    + refusedBy(by, RefusalReason::Revoked)
                == outside[i]);
        }
        RC_ASSERT(outcome.baseline == statement.total);
        RC_ASSERT(outcome.scenario == statement.total);
    }));
}

void LimitReplayTest::admitsTheSameAgain()
{
    QVERIFY(rc::check("what was admitted is admitted again, whole, and the sums hold", [] {
        Baseline baseline;
        baseline.customers.push_back(anyRejecting());
        baseline.range = Interval{march, march.plus(31 * msPerDay)};
        BaselineCustomer &made = baseline.customers.front();
        made.plan.charges.front().meter = "requests";
        for (UsageRow &row : made.usage.rows)
            row.requests = 1;
        for (RatedToken &token : made.tokens) // the first request may be among those that go
            if (!token.firstTermStart)
                token.firstTermStart = march;
        LimitRules rules;
        rules.tokenRate = valueOf(
            RateLimit::make(*rc::gen::inRange<std::int64_t>(1, 9), msPerHour, *rc::gen::inRange<std::int64_t>(1, 4)));
        rules.poolCaps = {Cap{*rc::gen::inRange<std::int64_t>(1, 20), 1, TimeUnit::Day}};
        const LimitOutcome first = outcomeOf(baseline, {}, rules);
        RC_ASSERT(first.admitted + first.refused == static_cast<std::int64_t>(made.usage.rows.size()));
        RC_ASSERT(first.refusedRows == static_cast<std::int64_t>(first.refusals.size()));
        for (const RefusedRow &refused : first.refusals) {
            const auto row = std::ranges::find_if(made.usage.rows, [&](const UsageRow &each) {
                return each.time == refused.time && made.tokens[each.token].id == refused.token && each.requests > 0;
            });
            RC_ASSERT(row != made.usage.rows.end());
            made.usage.rows.erase(row);
        }
        const LimitOutcome again = outcomeOf(baseline, {}, rules);
        RC_ASSERT(again.admitted == first.admitted);
        RC_ASSERT(again.refused == 0);
    }));
}

QTEST_APPLESS_MAIN(LimitReplayTest)
#include "tst_limitreplay.moc"
