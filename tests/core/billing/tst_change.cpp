// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/change.h"
#include "tests/support/anyplan.h"


using namespace toll;
using namespace toll::test;

namespace {

const Interval first{at("2025-03-01T00:00:00Z"), at("2025-03-02T00:00:00Z")};
const Interval second{at("2025-03-02T00:00:00Z"), at("2025-03-03T00:00:00Z")};

Plan planOf(const QByteArray &rest)
{
    const std::string text =
        R"({"name":"P","currency":"USD","timezone":"UTC","period":"P1D",)" + rest.toStdString() + "}";
    const Checked<Plan> plan = parsePlan(std::string_view(text));
    if (!plan)
        qFatal("%s %s", plan.error().front().where.c_str(), plan.error().front().found.c_str());
    return *plan;
}

Decimal sumOfParts(const BillChange &change)
{
    Decimal sum;
    for (const Decimal &part : {change.price, change.volume, change.mix, change.limits})
        sum = valueOf(sum.plus(part));
    return sum;
}

} // namespace

class TestChange : public QObject {
    Q_OBJECT

private slots:
    void findsWhatMovedTheBill_data()
    {
        QTest::addColumn<QByteArray>("before"); ///< the plan, but for its head
        QTest::addColumn<QByteArray>("after"); ///< the version from the second day on; empty: the same
        QTest::addColumn<QList<int>>("units"); ///< token 0 and 1 on the first day, token 0 and 1 on the second
        QTest::addColumn<QByteArray>("expected"); ///< before, after, price, volume, mix, limits

        const QByteArray cent = R"("charges":[{"id":"a","price":{"shape":"flat","rate":"0.01"}}])";
        QTest::newRow("more units are volume")
            << cent << QByteArray() << QList<int>{1000, 0, 1500, 0} << QByteArray("10.00 15.00 0.00 5.00 0.00 0.00");
        QTest::newRow("from nothing to something is volume")
            << cent << QByteArray() << QList<int>{0, 0, 1500, 0} << QByteArray("0.00 15.00 0.00 15.00 0.00 0.00");
        QTest::newRow("another rate is price, of the units of the later day")
            << cent << QByteArray(R"("charges":[{"id":"a","price":{"shape":"flat","rate":"0.012"}}])")
            << QList<int>{1000, 0, 2000, 0} << QByteArray("10.00 24.00 4.00 10.00 0.00 0.00");
        QTest::newRow("dearer tokens are mix")
            << QByteArray(R"("charges":[{"id":"a","price":{"shape":"flat","rate":"token"}}])") << QByteArray()
            << QList<int>{900, 100, 500, 500} << QByteArray("19.00 55.00 0.00 0.00 36.00 0.00");
        QTest::newRow("a cap that no longer binds is limits")
            << QByteArray(R"("charges":[{"id":"a","price":{"shape":"flat_capped","rate":"0.01","cap":"800/day",)"
                          R"("lifetime":"P1D","renewal":"auto"}}])")
            << QByteArray() << QList<int>{1000, 0, 500, 0} << QByteArray("8.00 5.00 0.00 -5.00 0.00 2.00");
        QTest::newRow("a raised cap is limits")
            << QByteArray(R"("charges":[{"id":"a","price":{"shape":"flat_capped","rate":"0.01","cap":"800/day",)"
                          R"("lifetime":"P1D","renewal":"auto"}}])")
            << QByteArray(R"("charges":[{"id":"a","price":{"shape":"flat_capped","rate":"0.01","cap":"900/day",)"
                          R"("lifetime":"P1D","renewal":"auto"}}])")
            << QList<int>{1000, 0, 1000, 0} << QByteArray("8.00 9.00 0.00 0.00 0.00 1.00");
        QTest::newRow("an allowance is limits")
            << QByteArray(R"("charges":[{"id":"a","price":{"shape":"flat","rate":"0.01"},"allowance":1000}])")
            << QByteArray() << QList<int>{1000, 0, 1200, 0} << QByteArray("0.00 2.00 0.00 2.00 0.00 0.00");
        QTest::newRow("a minimum is limits")
            << cent + R"(,"minimum":"12.00")" << QByteArray() << QList<int>{1000, 0, 1500, 0}
            << QByteArray("12.00 15.00 0.00 5.00 0.00 -2.00");
        QTest::newRow("a cheaper tier is mix")
            << QByteArray(R"("charges":[{"id":"a","price":{"shape":"graduated","tiers":[{"up_to":1000,"rate":"0.01"},)"
                          R"({"rate":"0.006"}]}}])")
            << QByteArray() << QList<int>{1000, 0, 1500, 0} << QByteArray("10.00 13.00 0.00 5.00 -2.00 0.00");
        QTest::newRow("a dearer fee is price")
            << QByteArray(R"("charges":[{"id":"f","price":{"shape":"fixed","amount":"9.00"}}])")
            << QByteArray(R"("charges":[{"id":"f","price":{"shape":"fixed","amount":"10.00"}}])")
            << QList<int>{0, 0, 0, 0} << QByteArray("9.00 10.00 1.00 0.00 0.00 0.00");
        QTest::newRow("tax follows what it is on")
            << cent + R"(,"tax":{"percent":"10"})" << QByteArray() << QList<int>{1000, 0, 1500, 0}
            << QByteArray("11.00 16.50 0.00 5.50 0.00 0.00");
    }

    void findsWhatMovedTheBill()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        QFETCH(const QList<int>, units);
        QFETCH(const QByteArray, expected);
        History history(planOf(before));
        history.addToken(History::price("0.01", "none", "none"));
        history.addToken(History::price("0.1", "none", "none"));
        for (int i = 0; i < units.size(); ++i)
            if (units[i] > 0)
                history.add((i < 2 ? first : second).begin.plus(msPerHour), units[i], 200, std::uint32_t(i % 2));
        Plan next;
        if (!after.isEmpty()) {
            next = planOf(after);
            next.version = 2;
            history.input().versions = {{&history.plan(), earliestInstant}, {&next, second.begin}};
        }
        const BillChange change = valueOf(explainChange(history.input(), first, second));
        QByteArrayList found;
        for (const Decimal &part :
            {change.before, change.after, change.price, change.volume, change.mix, change.limits})
            found << QByteArray::fromStdString(part.toFixed(2));
        QCOMPARE(found.join(' '), expected);
        QCOMPARE(change.plans.empty(), after.isEmpty());
    }

    void itsPartsAreTheDifferenceWhateverThePlan()
    {
        QVERIFY(rc::check("price + volume + mix + limits = after - before, and both are the bills", [] {
            History history(anyPlan());
            addUse(history);
            Plan next = anyPlan();
            next.version = 2;
            next.period = history.plan().period;
            const Instant from = march.plus(*rc::gen::inRange<std::int64_t>(0, 20) * msPerDay);
            if (*rc::gen::arbitrary<bool>())
                history.input().versions = {{&history.plan(), earliestInstant}, {&next, from}};
            const Interval earlier{march, march.plus(*rc::gen::inRange<std::int64_t>(1, 9) * msPerDay)};
            const Interval later{earlier.end, earlier.end.plus(*rc::gen::inRange<std::int64_t>(1, 9) * msPerDay)};
            const BillChange change = valueOf(explainChange(history.input(), earlier, later));
            RC_ASSERT(sumOfParts(change) == valueOf(change.difference()));
            for (const auto &[period, total] : {std::pair(earlier, change.before), std::pair(later, change.after)}) {
                RatingInput alone = history.input();
                alone.period = period;
                if (!alone.versions.empty())
                    alone.plan = period.begin < from ? &history.plan() : &next;
                RC_ASSERT(valueOf(rate(alone)).total == total);
            }
        }));
    }

    void severalPlansOfACustomerAddUp()
    {
        BillChange one;
        one.currency = valueOf(currency("USD"));
        one.before = decimal("1.00");
        one.after = decimal("3.00");
        one.volume = decimal("2.00");
        one.meters = {{"requests", 10, 30, decimal("2.00"), {}}, {"", 0, 0, {}, {}}};
        BillChange other = one;
        other.meters = {{"requests", 1, 2, decimal("2.00"), {}}, {"output_units", 5, 5, {}, {}}};
        const BillChange sum = valueOf(combine({one, other}));
        QCOMPARE(sum.after, decimal("6.00"));
        QCOMPARE(sum.volume, decimal("4.00"));
        QCOMPARE(sum.meters.size(), std::size_t(3));
        QCOMPARE(sum.meters[0].after, std::int64_t(32));
        QCOMPARE(sum.meters[1].meter, std::string("output_units"));
        other.currency = valueOf(currency("CNY"));
        QCOMPARE(combine({one, other}).error().code, ErrorCode::Conflict);
    }
};

QTEST_GUILESS_MAIN(TestChange)
#include "tst_change.moc"
