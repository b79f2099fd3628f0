// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of any scenario, and what explains it: the waterfall, and who gains.
#include "core/simulation/applying.h"
#include "core/simulation/waterfall.h"
#include "core/simulation/winners.h"

#include "tests/core/simulation/anybaseline.h"

using namespace toll;
using namespace toll::test;

namespace {

QByteArray text(const Decimal &value)
{
    return QByteArray::fromStdString(value.toString());
}

/// One customer; each token with its price and these units, day by day.
Baseline baselineOf(const std::vector<std::pair<TokenPrice, std::vector<std::int64_t>>> &tokens)
{
    Baseline baseline;
    BaselineCustomer &customer = baseline.customers.emplace_back();
    customer.name = customer.id.text = "Acme";
    customer.currency = valueOf(currency("USD"));
    customer.plan = basicPlan();
    customer.grain = Grain::Events;
    for (const auto &[price, days] : tokens) {
        const auto token = static_cast<std::uint32_t>(customer.tokens.size());
        const std::string id = "token-" + std::to_string(token);
        customer.tokens.push_back({{id}, id, price, {}, {}, march, {}});
        customer.usage.tokens.push_back({id});
        customer.info.emplace_back();
        for (std::size_t day = 0; day < days.size(); ++day) {
            UsageRow row;
            row.time = march.plus(static_cast<std::int64_t>(day) * msPerDay);
            row.token = token;
            row.status = 200;
            row.requests = days[day];
            customer.usage.rows.push_back(row);
        }
    }
    std::ranges::stable_sort(customer.usage.rows, {}, &UsageRow::time);
    baseline.range = Interval{march, march.plus(31 * msPerDay)};
    valueOf(rateBaseline(baseline));
    return baseline;
}

Baseline threeDays(CapScope scope)
{
    TokenPrice price = History::price("0.01", "200/day", "P30D");
    price.capScope = scope;
    return baselineOf({{price, {300, 100, 250}}});
}

Scenario scenarioOf(const std::vector<const char *> &settings)
{
    Scenario scenario;
    for (const char *setting : settings)
        valueOf(applySetting(scenario, setting));
    return scenario;
}

/// price, volume, mix, limits, refusals.
QByteArray stepsOf(const Waterfall &fall)
{
    QByteArrayList steps;
    for (const Decimal *step : {&fall.price, &fall.volume, &fall.mix, &fall.limits, &fall.refusals})
        steps.push_back(text(*step));
    return steps.join(' ');
}

bool addsUp(const Waterfall &fall)
{
    const std::vector<WaterfallStep> steps = waterfallSteps(fall);
    if (steps.size() != 7 || steps[5].after != steps[6].after || steps[0].after != fall.before
        || steps[6].after != fall.after)
        return false;
    Decimal sum = fall.before;
    for (const Decimal *step : {&fall.price, &fall.volume, &fall.mix, &fall.limits, &fall.refusals})
        sum = valueOf(sum.plus(*step));
    return sum == fall.after;
}

Statement billOf(const BaselineCustomer &customer, const Scenario &scenario, const std::optional<Interval> &range)
{
    const auto next = valueOf(changed(customer, scenario, range));
    return valueOf(rate(next->input));
}

/// Flat-capped, without modifiers, over free and refused only.
Baseline anyPlain()
{
    Baseline baseline = anyBaseline();
    const OverCap over = *rc::gen::element(OverCap::Free, OverCap::Reject);
    for (BaselineCustomer &customer : baseline.customers) {
        customer.plan = basicPlan();
        customer.grain = Grain::Events;
        for (RatedToken &token : customer.tokens) {
            token.price.overCap = over;
            token.laterPrices.clear();
        }
    }
    valueOf(rateBaseline(baseline));
    return baseline;
}

} // namespace

class WaterfallTest : public QObject {
    Q_OBJECT

private slots:
    void anEmptyScenarioIsTheBills()
    {
        QVERIFY(rc::check("any history, from sums and row by row", [] {
            const Baseline baseline = anyBaseline();
            for (const auto &outcomes : {replay(baseline, {}), QuickReplay(baseline).outcomes({})}) {
                Decimal bills;
                Decimal scenario;
                for (const Outcome &outcome : valueOf(outcomes)) {
                    RC_ASSERT(outcome.scenario == outcome.baseline);
                    RC_ASSERT(outcome.delta.isZero());
                    scenario = valueOf(scenario.plus(outcome.scenario));
                }
                for (const BaselineCustomer &customer : baseline.customers)
                    bills = valueOf(bills.plus(billOf(customer, {}, baseline.range).total));
                RC_ASSERT(scenario == bills);
            }
        }));
    }

    void doubledRatesDoubleExactAmounts()
    {
        QVERIFY(rc::check("line by line, on flat-capped plans without modifiers", [] {
            const Baseline baseline = anyPlain();
            for (const BaselineCustomer &customer : baseline.customers) {
                const Statement once = billOf(customer, {}, baseline.range);
                const Statement twice = billOf(customer, scenarioOf({"rate_factor=2"}), baseline.range);
                RC_ASSERT(once.lines.size() == twice.lines.size());
                for (std::size_t i = 0; i < once.lines.size(); ++i)
                    RC_ASSERT(twice.lines[i].exact == valueOf(once.lines[i].exact.times(2)));
            }
        }));
    }

    void aHigherCapNeverBillsLess()
    {
        QVERIFY(rc::check("under free and reject, one cap, all requests billable", [] {
            Baseline baseline = anyPlain();
            for (BaselineCustomer &customer : baseline.customers)
                for (UsageRow &row : customer.usage.rows)
                    row.status = 200;
            Cap cap = anyCap();
            Scenario scenario;
            scenario.caps = {cap};
            const std::vector<CurrencyTotal> low = valueOf(QuickReplay(baseline).totals(scenario));
            cap.count += *rc::gen::inRange(1, 20);
            scenario.caps = {cap};
            const std::vector<CurrencyTotal> high = valueOf(QuickReplay(baseline).totals(scenario));
            for (std::size_t i = 0; i < low.size(); ++i)
                RC_ASSERT(low[i].scenario <= high[i].scenario);
        }));
    }

    void stepsSumToTheDifference()
    {
        QVERIFY(rc::check("whatever changes, the usage as well", [] {
            const Baseline before = anyBaseline();
            Baseline after = before;
            if (*rc::gen::arbitrary<bool>())
                after.customers.push_back(withFitGrain(anyCustomer(9), after.range));
            if (*rc::gen::arbitrary<bool>())
                after.customers.erase(after.customers.begin());
            for (BaselineCustomer &customer : after.customers)
                for (UsageRow &row : customer.usage.rows)
                    row.requests = row.requests * *rc::gen::inRange(0, 4) / 2;
            const Scenario scenario = anyScenario();
            const auto falls = waterfall(before, after, scenario, Pace());
            const auto outcomes = replay(after, scenario);
            RC_ASSERT(falls.has_value() == outcomes.has_value());
            for (std::size_t i = 0; falls && i < falls->size(); ++i) {
                RC_ASSERT(addsUp((*falls)[i]));
                for (const Outcome &outcome : *outcomes)
                    RC_ASSERT(outcome.currency != (*falls)[i].currency || outcome.scenario == (*falls)[i].after);
            }
        }));
    }

    void theSameUsageHasNoVolume()
    {
        QVERIFY(rc::check("nor mix", [] {
            const Baseline baseline = anyBaseline();
            const auto falls = waterfall(baseline, anyScenario(), Pace());
            for (std::size_t i = 0; falls && i < falls->size(); ++i) {
                RC_ASSERT(addsUp((*falls)[i]));
                RC_ASSERT((*falls)[i].volume.isZero());
                RC_ASSERT((*falls)[i].mix.isZero());
            }
        }));
    }

    void tellsPriceFromLimits()
    {
        const Baseline baseline = threeDays(CapScope::EachWindow);
        const Waterfall fall = valueOf(waterfall(baseline, scenarioOf({"rate=0.02", "cap=100/day"}), Pace())).front();
        QCOMPARE(text(fall.before), QByteArray("5"));
        QCOMPARE(text(fall.after), QByteArray("6")); // 0.02 x 300
        // Gross 6.5, at the new rate 13; limits took off 1.5, and now 7.
        QCOMPARE(stepsOf(fall), QByteArray("6.5 0 0 -5.5 0"));
    }

    void tellsRefusalsApart()
    {
        const Baseline baseline = threeDays(CapScope::WholeTerm);
        const Waterfall fall = valueOf(waterfall(baseline, scenarioOf({"over_cap=reject"}), Pace())).front();
        QCOMPARE(text(fall.before), QByteArray("6.5"));
        QCOMPARE(stepsOf(fall), QByteArray("0 0 0 0 -1.5")); // 150 requests refused
        Baseline refusing = baseline;
        refusing.customers.front().tokens.front().price.overCap = OverCap::Reject;
        valueOf(rateBaseline(refusing));
        const Waterfall back = valueOf(waterfall(refusing, scenarioOf({"over_cap=free"}), Pace())).front();
        QCOMPARE(stepsOf(back), QByteArray("0 0 0 0 1.5"));
    }

    void tellsVolumeFromMix()
    {
        const TokenPrice cheap = History::price("0.01", "none", "none");
        const TokenPrice dear = History::price("0.03", "none", "none");
        const Baseline before = baselineOf({{cheap, {100}}, {dear, {100}}});
        const Baseline more = baselineOf({{cheap, {200}}, {dear, {200}}});
        const Baseline cheaper = baselineOf({{cheap, {200}}, {dear, {100}}});
        QCOMPARE(stepsOf(valueOf(waterfall(before, more, Scenario(), Pace())).front()), QByteArray("0 4 0 0 0"));
        // 4 for 200 units; 300 at that average are 2 more, but only 1 more is owed.
        QCOMPARE(stepsOf(valueOf(waterfall(before, cheaper, Scenario(), Pace())).front()), QByteArray("0 2 -1 0 0"));
    }

    void stopsAndTellsHowFarItIs()
    {
        const Baseline baseline = threeDays(CapScope::EachWindow);
        std::vector<std::size_t> told;
        const auto note = [&](std::size_t done, std::size_t all) { told.insert(told.end(), {done, all}); };
        QVERIFY(waterfall(baseline, Scenario(), Pace{1, {}, note}).has_value());
        QCOMPARE(told, (std::vector<std::size_t>{1, 1}));
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = waterfall(baseline, Scenario(), Pace{1, stop.get_token(), {}});
        QVERIFY(!stopped);
        QCOMPARE(int(stopped.error().code), int(ErrorCode::Cancelled));
    }

    void countsWhoGainsAndLoses()
    {
        Outcome outcome;
        const auto add = [&outcome](const char *name, int before, int after) {
            outcome.customers.push_back({{name}, name, Decimal(before), Decimal(after), Decimal(after - before), 0});
        };
        add("Ada", 10, 10);
        add("Bob", 100, 120);
        add("Cyd", 50, 40);
        add("Dee", 0, 5);
        add("Eve", 100, 125);
        const std::vector<Decimal> thresholds{Decimal(20), Decimal(10), Decimal(0)};
        const Winners winners = valueOf(winnersOf(outcome, thresholds));
        QStringList names;
        for (const Mover &mover : winners.payMore)
            names.push_back(QString::fromStdString(mover.row.name));
        QCOMPARE(names.join(' '), QStringLiteral("Eve Bob Dee"));
        QCOMPARE(text(*winners.payMore.front().percent), QByteArray("25"));
        QVERIFY(!winners.payMore.back().percent);
        QCOMPARE(winners.payLess.size(), std::size_t(1));
        QCOMPARE(winners.unchanged, std::size_t(1));
        QCOMPARE(winners.fromNothing, std::size_t(1));
        const std::vector<MoversPast> past{{Decimal(20), 1, 0}, {Decimal(10), 2, 1}, {Decimal(0), 2, 1}};
        QVERIFY(winners.past == past); // 20 % more is not over 20 %
    }
};

QTEST_GUILESS_MAIN(WaterfallTest)
#include "tst_waterfall.moc"
