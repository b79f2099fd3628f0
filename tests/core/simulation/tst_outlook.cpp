// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/outlook.h"

#include "core/simulation/pastbills.h"

#include "tests/support/history.h"
#include "tests/support/zones.h"

using namespace toll;
using namespace toll::test;

namespace {

constexpr std::size_t horizon = 30;

/// Three weeks and some hours from Sunday 1 March 2026, 20:00 in Berlin, each day at noon as often as its date says.
Baseline threeWeeks(const std::string &price = "cap=100/day")
{
    Baseline baseline;
    baseline.range = Interval{at("2026-03-01T19:00:00Z"), at("2026-03-23T05:00:00Z")};
    BaselineCustomer customer;
    customer.id.text = "c";
    customer.name = "Acme";
    customer.currency = valueOf(currency("EUR"));
    customer.zone = zone("Europe/Berlin");
    customer.plan = basicPlan();
    RatedToken token{{"t"}, "token", {}, {}, {}, {}, {}};
    token.price.rate = decimal("0.02");
    customer.tokens.push_back(token);
    customer.info.push_back({});
    customer.usage.tokens.push_back({"t"});
    for (int day = 1; day <= 22; ++day) {
        UsageRow row;
        row.time = at("2026-03-01T11:00:00Z").plus((day - 1) * msPerDay);
        row.status = day % 7 == 0 ? std::int16_t{500} : std::int16_t{200};
        row.requests = day;
        customer.usage.rows.push_back(row);
    }
    baseline.customers.push_back(std::move(customer));
    Scenario own;
    valueOf(applySetting(own, price));
    baseline.customers.front().tokens.front().price.caps = own.caps.value_or(std::vector<Cap>());
    valueOf(rateBaseline(baseline));
    return baseline;
}

Outlook outlook(const Baseline &baseline, const std::vector<const char *> &settings = {})
{
    Scenario scenario;
    for (const char *setting : settings)
        valueOf(applySetting(scenario, setting));
    return valueOf(outlookOf(baseline, scenario, horizon)).front();
}

} // namespace

class OutlookTest : public QObject {
    Q_OBJECT

private slots:
    void countsWholeLocalDaysFromTheFirstUse();
    void termsUnderWayKeepWhatIsLeftOfThem();
    void capsByTheDayAreStepsCaps();
    void saysWhyATokenIsLeftOut_data();
    void saysWhyATokenIsLeftOut();
    void simulatedAmountsFollowTheScenario();
    void eachCurrencyHasItsOwn();
    void goesOnFromWhatWasBilledEachDay();
    void leavesOutTheBillsOfTokensThatAreNotDrawn();
};

void OutlookTest::countsWholeLocalDaysFromTheFirstUse()
{
    const Outlook whole = outlook(threeWeeks());
    QCOMPARE(whole.history.begin, at("2026-03-01T23:00:00Z")); // Monday in Berlin
    QCOMPARE(whole.history.end, at("2026-03-22T23:00:00Z"));
    QCOMPARE(toIso(whole.firstDay), "2026-03-23");
    const StepHistory &history = whole.input.tokens.front().history;
    QCOMPARE(history.season, std::size_t{7});
    QCOMPARE(history.firstPlace, std::size_t{0});
    // The 1st is cut off; every seventh day only failed, and was not billable.
    QCOMPARE(history.counts, (std::vector<std::int64_t>{2, 3, 4, 5, 6, 0, 8, 9, 10, 11, 12, 13, 0, 15, 16, 17, 18, 19, 20, 0, 22}));
    Baseline later = threeWeeks();
    auto &rows = later.customers.front().usage.rows;
    rows.erase(rows.begin(), rows.begin() + 3); // first used on Wednesday the 4th
    const StepHistory &begun = outlook(later).input.tokens.front().history;
    QCOMPARE(begun.firstPlace, std::size_t{2});
    QCOMPARE(begun.counts.size(), std::size_t{19});
}

void OutlookTest::termsUnderWayKeepWhatIsLeftOfThem()
{
    const Outlook monthly = outlook(threeWeeks(), {"cap=10/day", "lifetime=P1M", "renewal=auto"});
    const SimulatedToken &token = monthly.input.tokens.front();
    // From 1 March, 12:00 in Berlin: 31 days of 10 less an hour of the last; the 22 days before the horizon billed
    // 1 + ... + 22 - 7 - 14 - 21.
    QCOMPARE(token.terms.size(), std::size_t{2});
    QCOMPARE(token.terms[0].firstStep, std::size_t{0});
    QCOMPARE(token.terms[0].steps, std::size_t{9});
    QVERIFY(token.terms[0].allowance.has_value());
    QCOMPARE(*token.terms[0].allowance, 310 - 211);
    QCOMPARE(token.terms[1].firstStep, std::size_t{9});
    QCOMPARE(token.terms[1].steps, horizon - 9);
    QCOMPARE(*token.terms[1].allowance, 300);
    QVERIFY(!token.cap.has_value()); // of the whole term
}

void OutlookTest::capsByTheDayAreStepsCaps()
{
    const SimulatedToken token =
        outlook(threeWeeks(), {"cap=10/day", "cap_scope=window", "over_cap=charge", "overage_rate=0.5"}).input.tokens.front();
    QVERIFY(token.cap == std::optional<std::int64_t>(10));
    QVERIFY(token.scope == CapScope::EachWindow);
    QVERIFY(token.overCap == OverCap::Charge);
    QVERIFY(token.overageRate == decimal("0.5"));
    QVERIFY(token.rate == decimal("0.02"));
}

void OutlookTest::saysWhyATokenIsLeftOut_data()
{
    QTest::addColumn<int>("fault");
    for (const OutlookFault fault : {OutlookFault::Plan, OutlookFault::Windows, OutlookFault::Ended,
             OutlookFault::Unused, OutlookFault::Size})
        QTest::newRow(name(fault).data()) << static_cast<int>(fault);
}

void OutlookTest::saysWhyATokenIsLeftOut()
{
    QFETCH(const int, fault);
    Baseline baseline = threeWeeks();
    BaselineCustomer &customer = baseline.customers.front();
    std::vector<const char *> settings;
    switch (static_cast<OutlookFault>(fault)) {
    case OutlookFault::Plan:
        customer.plan.charges.front().slices.push_back({valueOf(parseWeekHours("Mon-Fri 09:00-18:00")), Decimal(2)});
        break;
    case OutlookFault::Windows:
        settings = {"cap=10/hour", "cap_scope=window"};
        break;
    case OutlookFault::Ended:
        settings = {"lifetime=P2D", "renewal=none"};
        break;
    case OutlookFault::Unused:
        customer.usage.rows.clear();
        break;
    case OutlookFault::Size:
        settings = {"rate=0.0000000000001"};
        break;
    }
    const Outlook whole = outlook(baseline, settings);
    QCOMPARE(whole.gaps.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(whole.gaps.front().fault), fault);
    QCOMPARE(whole.gaps.front().token.name, "token");
    QVERIFY(whole.input.tokens.empty());
}

void OutlookTest::simulatedAmountsFollowTheScenario()
{
    const auto medianOf = [](const std::vector<const char *> &settings) {
        Outlook whole = outlook(threeWeeks(), settings);
        whole.input.runs = 400;
        return valueOf(simulate(whole.input)).cumulative.back().median;
    };
    const Decimal once = medianOf({});
    QVERIFY(once > Decimal(0));
    QVERIFY(medianOf({"rate_factor=2"}) == valueOf(once.times(2)));
    QVERIFY(medianOf({"cap=1/day", "cap_scope=window"}) <= decimal("0.6")); // 30 days of 1 at 0.02
}

void OutlookTest::eachCurrencyHasItsOwn()
{
    Baseline baseline = threeWeeks();
    baseline.customers.push_back(baseline.customers.front());
    baseline.customers.back().id.text = "d";
    baseline.customers.back().currency = valueOf(currency("CNY"));
    const auto both = valueOf(outlookOf(baseline, Scenario(), horizon));
    QCOMPARE(both.size(), std::size_t{2});
    QCOMPARE(both[0].currency.code, "CNY");
    QCOMPARE(both[1].currency.code, "EUR");
    QVERIFY(valueOf(outlookOf(Baseline(), Scenario(), horizon)).empty());
}

void OutlookTest::goesOnFromWhatWasBilledEachDay()
{
    const Baseline baseline = threeWeeks();
    // As it was, whatever is tried: twice the rate changes nothing of it.
    const auto days = valueOf(billedByDay(baseline, outlook(baseline, {"rate_factor=2"}), {true}));
    std::vector<Decimal> expected; // from Monday the 2nd, at 0.02
    for (int day = 2; day <= 22; ++day)
        expected.push_back(valueOf(decimal("0.02").times(day % 7 == 0 ? 0 : day)));
    QVERIFY(days == expected);
    QVERIFY(valueOf(billedByDay(Baseline(), outlook(baseline), {true})).empty());
}

void OutlookTest::leavesOutTheBillsOfTokensThatAreNotDrawn()
{
    Baseline baseline = threeWeeks();
    BaselineCustomer &customer = baseline.customers.front();
    RatedToken second = customer.tokens.front();
    second.id.text = second.name = "u";
    customer.tokens.push_back(second);
    customer.info.push_back({});
    customer.usage.tokens.push_back({"u"});
    UsageRow row = customer.usage.rows[4];
    row.token = 1;
    row.requests = 100;
    customer.usage.rows.insert(customer.usage.rows.begin() + 5, row);
    valueOf(rateBaseline(baseline));
    const Outlook whole = outlook(baseline);
    QCOMPARE(valueOf(billedByDay(baseline, whole, {true, false}))[3].toString(), "0.1"); // Thursday the 5th
    QCOMPARE(valueOf(billedByDay(baseline, whole, {true, true}))[3].toString(), "2.1");
    QCOMPARE(valueOf(billedByDay(baseline, whole, {false, false}))[3].toString(), "0");
}

QTEST_APPLESS_MAIN(OutlookTest)
#include "tst_outlook.moc"
