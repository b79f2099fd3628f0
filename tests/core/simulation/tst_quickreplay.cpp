// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What is answered from window sums is what the function that bills answers, to the digit.
#include "core/simulation/quickreplay.h"

#include "tests/core/simulation/anybaseline.h"

using namespace toll;
using namespace toll::test;

namespace {

/// The same answers, or the same error.
void compare(const Result<std::vector<Outcome>> &quick, const Result<std::vector<Outcome>> &slow)
{
    RC_ASSERT(quick.has_value() == slow.has_value());
    if (slow)
        RC_ASSERT(*quick == *slow);
    else
        RC_ASSERT(quick.error() == slow.error());
}

/// One customer with one token, and three days of use on a cap of 200 a day.
Baseline threeDays()
{
    Baseline baseline;
    BaselineCustomer &customer = baseline.customers.emplace_back();
    customer.name = "Acme";
    customer.currency = valueOf(currency("USD"));
    customer.plan = basicPlan();
    customer.grain = Grain::Events;
    TokenPrice price = History::price("0.002", "200/day", "P30D");
    price.capScope = CapScope::EachWindow;
    customer.tokens.push_back({{"a"}, "a", price, {}, {}, march, {}});
    customer.usage.tokens.push_back({"a"});
    customer.info.emplace_back();
    for (const std::int64_t units : {300, 100, 250}) {
        UsageRow row;
        row.time = march.plus(static_cast<std::int64_t>(customer.usage.rows.size()) * msPerDay);
        row.status = 200;
        row.requests = units;
        customer.usage.rows.push_back(row);
    }
    baseline.range = Interval{march, march.plus(31 * msPerDay)};
    valueOf(rateBaseline(baseline));
    return baseline;
}

/// Many tokens, most of them alike, and used on most days.
Baseline anyBusyBaseline()
{
    Baseline baseline = anyBaseline();
    for (BaselineCustomer &customer : baseline.customers) {
        const int tokens = *rc::gen::inRange(1, 36);
        while (std::ssize(customer.tokens) < tokens) {
            RatedToken token = *rc::gen::inRange(0, 12) == 0 ? anyToken("") : customer.tokens.front();
            token.id.text = token.name = customer.name + '-' + std::to_string(customer.tokens.size());
            if (*rc::gen::arbitrary<bool>())
                token.firstTermStart.reset();
            customer.usage.tokens.push_back(token.id);
            customer.tokens.push_back(std::move(token));
            customer.info.push_back(customer.info.front());
        }
        const std::int64_t quarters = *rc::gen::inRange(0, 45 * 96);
        for (std::uint32_t token = 0; token < customer.tokens.size(); ++token)
            for (std::int64_t day = 0; day < 45; ++day) {
                UsageRow row;
                row.time = march.plus((day * 96 + quarters * (token + 1) % 96) * msPerQuarter);
                row.token = token;
                row.status = 200;
                row.requests = quarters * (day + 7) * (token + 3) % 29;
                if (row.requests > 0)
                    customer.usage.rows.push_back(row);
            }
        std::ranges::stable_sort(customer.usage.rows, {}, &UsageRow::time);
        customer = withFitGrain(customer, baseline.range);
    }
    valueOf(rateBaseline(baseline));
    return baseline;
}

} // namespace

class QuickReplayTest : public QObject {
    Q_OBJECT

private slots:
    void answersWhatReplayAnswers()
    {
        QVERIFY(rc::check("any history, zones that change their clocks, any scenario", [] {
            const Baseline baseline = anyBaseline();
            const QuickReplay quick(baseline);
            for (int i = 0; i < 3; ++i) {
                const Scenario scenario = anyScenario();
                const Result<std::vector<Outcome>> slow = replay(baseline, scenario);
                compare(quick.outcomes(scenario), slow);
                const Result<std::vector<CurrencyTotal>> totals = quick.totals(scenario);
                RC_ASSERT(totals.has_value() == slow.has_value());
                if (slow)
                    RC_ASSERT(*totals == totalsOf(*slow));
            }
        }));
    }

    void answersTermsOfDaysWhatReplayAnswers()
    {
        int byDays = 0;
        int all = 0;
        QVERIFY(rc::check("tokens side by side, periods that cut terms", [&] {
            const Baseline baseline = anyBusyBaseline();
            const QuickReplay quick(baseline);
            for (int i = 0; i < 2; ++i) {
                Scenario scenario = anyScenario();
                scenario.lifetime = anyLifetime();
                compare(quick.outcomes(scenario), replay(baseline, scenario));
            }
            for (const CustomerUse &use : BilledUse(baseline).customers)
                byDays += use.days ? 1 : 0;
            all += static_cast<int>(baseline.customers.size());
        }));
        QVERIFY2(byDays * 3 > all, qPrintable(QStringLiteral("%1 of %2").arg(byDays).arg(all)));
    }

    void isMostlyAnsweredFromSums()
    {
        int quickOnes = 0;
        int all = 0;
        QVERIFY(rc::check("so that the comparison above is one", [&] {
            const Baseline baseline = anyBaseline();
            const std::vector<MatrixRefusal> refusals = matrixRefusals(baseline, anyScenario());
            all += static_cast<int>(baseline.customers.size());
            quickOnes += static_cast<int>(baseline.customers.size() - refusals.size());
        }));
        QVERIFY2(quickOnes * 4 > all, qPrintable(QStringLiteral("%1 of %2").arg(quickOnes).arg(all)));
    }

    void answersByHand_data()
    {
        QTest::addColumn<QByteArray>("setting");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<qint64>("refused");
        QTest::newRow("as it was") << QByteArray("rate_factor=1") << QByteArray("1") << qint64(0);
        QTest::newRow("rate doubled") << QByteArray("rate=0.004") << QByteArray("2") << qint64(0);
        QTest::newRow("higher cap") << QByteArray("cap=250/day") << QByteArray("1.2") << qint64(0);
        QTest::newRow("whole term") << QByteArray("cap_scope=lifetime") << QByteArray("1.3") << qint64(0);
        QTest::newRow("refused") << QByteArray("over_cap=reject") << QByteArray("1") << qint64(150);
    }

    void answersByHand()
    {
        QFETCH(QByteArray, setting);
        QFETCH(QByteArray, expected);
        QFETCH(qint64, refused);
        const Baseline baseline = threeDays();
        Scenario scenario;
        valueOf(applySetting(scenario, setting.toStdString()));
        QVERIFY(matrixSuffices(baseline, scenario));
        const std::vector<CurrencyTotal> totals = valueOf(QuickReplay(baseline).totals(scenario));
        QCOMPARE(QByteArray::fromStdString(totals.front().scenario.toString()), expected);
        QCOMPARE(qint64(totals.front().refused), refused);
    }

    void countsMoreThan32BitsHold()
    {
        Baseline baseline = threeDays();
        baseline.customers.front().usage.rows.front().requests = std::int64_t{5} << 32;
        valueOf(rateBaseline(baseline));
        const QuickReplay quick(baseline);
        for (const char *setting : {"cap=30000000000/day", "cap=3000000000/day", "cap=250/day", "over_cap=charge"}) {
            Scenario scenario;
            valueOf(applySetting(scenario, setting));
            QVERIFY(matrixSuffices(baseline, scenario));
            QVERIFY2(valueOf(quick.outcomes(scenario)) == valueOf(replay(baseline, scenario)), setting);
        }
    }

    void answersRatesTooLongFor64Bits()
    {
        const Baseline baseline = threeDays();
        Scenario scenario;
        valueOf(applySetting(scenario, "rate=0.1234567890123456789"));
        QVERIFY(matrixSuffices(baseline, scenario));
        QVERIFY(valueOf(QuickReplay(baseline).outcomes(scenario)) == valueOf(replay(baseline, scenario)));
        QVERIFY(valueOf(QuickReplay(baseline).totals(scenario)) == totalsOf(valueOf(replay(baseline, scenario))));
    }

    void saysWhyNot_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("several caps") << int(MatrixFault::SeveralCaps);
        QTest::newRow("versions") << int(MatrixFault::Versions);
        QTest::newRow("charges") << int(MatrixFault::Charges);
        QTest::newRow("shape") << int(MatrixFault::Shape);
        QTest::newRow("modifiers") << int(MatrixFault::Modifiers);
        QTest::newRow("group") << int(MatrixFault::Group);
        QTest::newRow("adjustments") << int(MatrixFault::Adjustments);
        QTest::newRow("price changes") << int(MatrixFault::PriceChanges);
        QTest::newRow("refused beside unbillable") << int(MatrixFault::RefusedUnbillable);
        QTest::newRow("grain") << int(MatrixFault::Grain);
        QTest::newRow("size") << int(MatrixFault::Size);
        QTest::newRow("whole plan") << int(MatrixFault::WholePlan);
    }

    void saysWhyNot()
    {
        QFETCH(int, fault);
        Baseline baseline = threeDays();
        BaselineCustomer &customer = baseline.customers.front();
        Charge &charge = customer.plan.charges.front();
        TokenPrice &price = customer.tokens.front().price;
        Scenario scenario;
        switch (static_cast<MatrixFault>(fault)) {
        case MatrixFault::Versions:
            customer.versions = {{customer.plan, march}, {customer.plan, march.plus(1)}};
            break;
        case MatrixFault::Charges:
            customer.plan.charges.emplace_back().shape = Fixed{Decimal(1)};
            break;
        case MatrixFault::Shape:
            charge.shape = Package{10, Decimal(1)};
            break;
        case MatrixFault::Modifiers:
            charge.allowance = 1;
            break;
        case MatrixFault::Group:
            charge.group = "g";
            break;
        case MatrixFault::Adjustments:
            customer.plan.minimum = Decimal(1);
            break;
        case MatrixFault::PriceChanges:
            customer.tokens.front().laterPrices.push_back({march.plus(1), price});
            break;
        case MatrixFault::SeveralCaps:
            valueOf(applySetting(scenario, "cap=5/hour,10/day"));
            break;
        case MatrixFault::RefusedUnbillable:
            customer.usage.rows.front().status = 404;
            price.overCap = OverCap::Reject;
            break;
        case MatrixFault::Grain:
            customer.grain = Grain::Cells;
            valueOf(applySetting(scenario, "cap=5/min"));
            break;
        case MatrixFault::Size:
            customer.usage.rows[0].requests = customer.usage.rows[1].requests = std::int64_t{1} << 62;
            break;
        case MatrixFault::WholePlan:
            valueOf(applySetting(scenario, "discount=10"));
            break;
        }
        const std::vector<MatrixRefusal> refusals = matrixRefusals(baseline, scenario);
        QCOMPARE(refusals.size(), std::size_t(1));
        QCOMPARE(int(refusals.front().fault), fault);
        QVERIFY(!matrixSuffices(baseline, scenario));
    }
};

QTEST_GUILESS_MAIN(QuickReplayTest)
#include "tst_quickreplay.moc"
