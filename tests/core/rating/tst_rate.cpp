// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// F = R × min(N, C·T): caps, scopes, terms, and what counts.
#include "core/rating/termuse.h"
#include "lines.h"
#include "tests/support/history.h"

#include <QTest>

#include <rapidcheck.h>

using namespace toll;
using namespace toll::test;

namespace {

const Instant march = at("2025-03-01T00:00:00Z");

TokenPrice with(TokenPrice price, CapScope scope, OverCap policy = OverCap::Free)
{
    price.capScope = scope;
    price.overCap = policy;
    return price;
}

} // namespace

class RateTest : public QObject {
    Q_OBJECT

private slots:
    void billsTheSmallerOfUseAndAllowance_data();
    void billsTheSmallerOfUseAndAllowance();
    void billsEachWindowOnItsOwnInWindowScope();
    void billsTwoHundredADayAsTheIdeaSays_data();
    void billsTwoHundredADayAsTheIdeaSays();
    void chargesOverageAtItsOwnRate();
    void countsEveryAdmittedUnitUnderReject();
    void usesUpNoneOfTheCapsWhenOneRefuses();
    void billsOnlyBillableStatuses();
    void splitsATermOverBillingPeriods();
    void beginsTheNextTermWithARenewal();
    void ratesTermsOfSecondsOverAQuarter();
    void listsUseOutsideEveryTerm();
    void stopsTheTermAtARevocation();
    void tellsHowFarATokenIs();
    void windowScopeNeverExceedsLifetimeScope();
    void splittingRowsChangesNothing();
    void cellsAreRefusedWhereTheyWouldRateOtherwise_data();
    void cellsAreRefusedWhereTheyWouldRateOtherwise();
};

void RateTest::billsTheSmallerOfUseAndAllowance_data()
{
    QTest::addColumn<QByteArray>("rate");
    QTest::addColumn<QByteArray>("cap");
    QTest::addColumn<QByteArray>("lifetime");
    QTest::addColumn<qint64>("requests");
    QTest::addColumn<QByteArray>("exact");
    QTest::newRow("T-F1 above the allowance")
        << QByteArray("0.02") << QByteArray("100/min") << QByteArray("P30D") << qint64(5000000) << QByteArray("86400");
    QTest::newRow("T-F1 below it") << QByteArray("0.02") << QByteArray("100/min") << QByteArray("P30D")
                                   << qint64(3000000) << QByteArray("60000");
    QTest::newRow("T-F4 no cap") << QByteArray("0.02") << QByteArray("none") << QByteArray("P30D") << qint64(7)
                                 << QByteArray("0.14");
    QTest::newRow("T-F4 no lifetime: C·T is unlimited")
        << QByteArray("0.02") << QByteArray("5/day") << QByteArray("none") << qint64(7) << QByteArray("0.14");
    QTest::newRow("T-F4 a cap of zero") << QByteArray("0.02") << QByteArray("0/day") << QByteArray("P30D") << qint64(7)
                                        << QByteArray("0");
    QTest::newRow("T-F4 a rate of zero") << QByteArray("0") << QByteArray("5/day") << QByteArray("P30D") << qint64(7)
                                         << QByteArray("0");
    QTest::newRow("T-F4 far above 2^53") << QByteArray("0.02") << QByteArray("none") << QByteArray("P30D")
                                         << qint64(9007199254740993) << QByteArray("180143985094819.86");
    QTest::newRow("several caps: the smallest C·T")
        << QByteArray("1") << QByteArray("10/min,200/day") << QByteArray("P30D") << qint64(9000) << QByteArray("6000");
    QTest::newRow("a month is its real length")
        << QByteArray("1") << QByteArray("200/day") << QByteArray("P1M") << qint64(9000) << QByteArray("6200");
}

void RateTest::billsTheSmallerOfUseAndAllowance()
{
    QFETCH(QByteArray, rate);
    QFETCH(QByteArray, cap);
    QFETCH(QByteArray, lifetime);
    QFETCH(qint64, requests);
    QFETCH(QByteArray, exact);
    History history;
    history.addToken(History::price(rate, cap, lifetime), march);
    history.add(march, requests);
    const Statement statement = history.rated();
    QCOMPARE(shapeLine(statement).exact.toString(), exact.toStdString());
    QCOMPARE(shapeLine(statement).quantity, requests);
}

void RateTest::billsEachWindowOnItsOwnInWindowScope()
{
    for (const CapScope scope : {CapScope::WholeTerm, CapScope::EachWindow}) {
        History history;
        history.addToken(with(History::price("0.02", "10/min", "PT2M"), scope), march);
        history.add(march, 18);
        history.add(march.plus(msPerMinute), 2);
        const Statement statement = history.rated();
        const LinePart &part = shapeLine(statement).parts.front();
        const bool isWhole = scope == CapScope::WholeTerm;
        QCOMPARE(statement.total, decimal(isWhole ? "0.40" : "0.24"));
        QCOMPARE(part.otherExact, decimal(isWhole ? "0.24" : "0.40"));
        QCOMPARE(part.applied.billable, isWhole ? 20 : 12);
        QCOMPARE(part.other.billable, isWhole ? 12 : 20);
        QCOMPARE(part.terms.front().allowance, std::optional<std::int64_t>(20));
        QCOMPARE(part.windows, 2);
        QCOMPARE(part.fullWindows, 1);
        QCOMPARE(part.fullest->over, 8);
        QCOMPARE(QByteArray::fromStdString(formulaOf(shapeLine(statement))),
            QByteArray(isWhole ? "0.02 × min(20, 20) = 0.4" : "0.02 × Σ min(nᵢ, Cᵢ) = 0.02 × 12 = 0.24"));
    }
}

void RateTest::billsTwoHundredADayAsTheIdeaSays_data()
{
    QTest::addColumn<int>("daily");
    QTest::newRow("200 a day") << 200;
    QTest::newRow("250 a day gives the same") << 250;
}

void RateTest::billsTwoHundredADayAsTheIdeaSays()
{
    QFETCH(int, daily);
    for (const CapScope scope : {CapScope::WholeTerm, CapScope::EachWindow}) {
        History history;
        history.addToken(with(History::price("0.002", "200/day", "P30D"), scope), march);
        for (int day = 0; day < 30; ++day)
            for (int request = 0; request < daily; ++request)
                history.add(march.plus(day * msPerDay + request * 60'000), 1);
        const Statement statement = history.rated();
        QCOMPARE(shapeLine(statement).billable, 6000);
        QCOMPARE(statement.total, decimal("12"));
    }
}

void RateTest::chargesOverageAtItsOwnRate()
{
    History history;
    TokenPrice price = with(History::price("0.02", "10/day", "P2D"), CapScope::WholeTerm, OverCap::Charge);
    price.overageRate = decimal("0.03");
    history.addToken(price, march);
    history.add(march, 25);
    const Statement statement = history.rated();
    QCOMPARE(statement.total, decimal("0.55")); // 20 at 0.02 and 5 at 0.03
    QCOMPARE(shapeLine(statement).billable, 25);
    QCOMPARE(formulaOf(shapeLine(statement)), std::string("0.02 × min(25, 20) + 0.03 × 5 = 0.55"));
    price.overageRate.reset();
    history.input().tokens.front().price = price;
    QCOMPARE(history.rated().total, decimal("0.50")); // no rate of its own: the rate itself
}

void RateTest::countsEveryAdmittedUnitUnderReject()
{
    History history;
    history.addToken(with(History::price("1", "10/day", "P2D"), CapScope::WholeTerm, OverCap::Reject), march);
    history.add(march, 6, 500);
    history.add(march.plus(1000), 8, 200);
    history.add(march.plus(msPerDay), 3, 200);
    const Statement statement = history.rated();
    const LinePart &part = shapeLine(statement).parts.front();
    QCOMPARE(part.applied.billable, 7); // 4 found room on the first day, 3 on the second
    QCOMPARE(part.refused, 4);
    QCOMPARE(part.n, 11);
    QCOMPARE(part.notBillable, 6);
    QCOMPARE(part.other.billable, 7);
    QCOMPARE(statement.total, decimal("7"));
}

void RateTest::usesUpNoneOfTheCapsWhenOneRefuses()
{
    History history;
    history.addToken(with(History::price("1", "2/min,5/day", "P1D"), CapScope::EachWindow), march);
    for (int minute = 0; minute < 4; ++minute)
        history.add(march.plus(minute * msPerMinute), 4);
    // 2, 2, then the day has one left; nothing in the fourth minute
    QCOMPARE(shapeLine(history.rated()).billable, 5);
}

void RateTest::billsOnlyBillableStatuses()
{
    History history;
    history.addToken(History::price("1", "none", "none"), march);
    const std::array<std::int16_t, 5> statuses{200, 304, noStatus, 404, 500};
    for (const std::int16_t status : statuses)
        history.add(march, 1, status);
    const Statement statement = history.rated();
    const LinePart &part = shapeLine(statement).parts.front();
    QCOMPARE(shapeLine(statement).quantity, 5);
    QCOMPARE(part.n, 3);
    QCOMPARE(part.notBillable, 2);
    QCOMPARE(part.absentStatus, 1);
    history.plan().billable = {"2xx", "404"};
    QCOMPARE(shapeLine(history.rated()).billable, 3);
}

void RateTest::splitsATermOverBillingPeriods()
{
    History history;
    history.addToken(History::price("1", "10/day", "P30D"), at("2025-03-17T00:00:00Z"));
    history.add(at("2025-03-20T00:00:00Z"), 250);
    history.add(at("2025-04-02T00:00:00Z"), 250);
    const Statement statement = history.rated();
    QCOMPARE(shapeLine(statement, 0).exact, decimal("250"));
    QCOMPARE(shapeLine(statement, 1).exact, decimal("50")); // what was left of 300
    QCOMPARE(statement.total, decimal("300"));
    const TermPart &april = shapeLine(statement, 1).parts.front().terms.front();
    QCOMPARE(april.before, 250);
    QCOMPARE(formulaOf(shapeLine(statement, 1)), std::string("1 × (min(500, 300) − min(250, 300)) = 50"));
    // One period alone knows what came before it.
    history.input().period = Interval{at("2025-04-01T00:00:00Z"), at("2025-05-01T00:00:00Z")};
    QCOMPARE(history.rated().total, decimal("50"));
}

void RateTest::beginsTheNextTermWithARenewal()
{
    TokenPrice price = History::price("1", "1/day", "P10D");
    price.renewal = Renewal::Auto;
    History history;
    history.addToken(price, march);
    history.add(march, 15);
    history.add(at("2025-03-11T00:00:00Z"), 15); // the boundary belongs to the later term
    QCOMPARE(history.rated().total, decimal("20"));
}

/// 45 seconds, renewed for 90 days: 172,800 terms, nearly all without use. It took minutes once.
void RateTest::ratesTermsOfSecondsOverAQuarter()
{
    History history;
    TokenPrice price = History::price("1", "2/45 second", "PT45S");
    price.renewal = Renewal::Auto;
    history.addToken(price, march);
    for (int hour = 0; hour < 90 * 24; ++hour)
        history.add(march.plus(hour * msPerHour), 3);
    history.input().period = Interval{march, march.plus(90 * msPerDay)};
    const Statement statement = history.rated();
    QCOMPARE(statement.total, Decimal(2 * 90 * 24));
    std::size_t terms = 0;
    for (const StatementLine &line : statement.lines)
        for (const LinePart &part : line.parts)
            terms += part.terms.size();
    QCOMPARE(terms, std::size_t(172'800));
}

void RateTest::listsUseOutsideEveryTerm()
{
    History history;
    history.addToken(History::price("1", "1/day", "P10D"), march);
    history.add(march, 5);
    history.add(at("2025-03-11T00:00:00Z"), 7);
    const Statement statement = history.rated();
    QCOMPARE(statement.total, decimal("5"));
    const StatementLine *outside = lineOf(statement, LineKind::OutsideTerm);
    QVERIFY(outside);
    QCOMPARE(outside->quantity, 7);
    QCOMPARE(outside->billable, 0);
    QCOMPARE(shapeLine(statement).quantity, 12);
}

void RateTest::stopsTheTermAtARevocation()
{
    History history;
    history.addToken(History::price("1", "none", "P10D"), march);
    history.input().tokens.front().revokedAt = march.plus(msPerHour);
    history.add(march, 5);
    history.add(march.plus(msPerHour), 7);
    QCOMPARE(history.rated().total, decimal("5"));
}

void RateTest::tellsHowFarATokenIs()
{
    TokenPrice price = History::price("1", "10/day", "P10D");
    price.renewal = Renewal::Auto;
    History history;
    history.addToken(price, march);
    history.addToken(price);
    history.add(march, 30);
    history.add(march.plus(12 * msPerDay), 40);
    const auto uses = valueOf(termUses(history.input(), march.plus(13 * msPerDay)));
    QCOMPARE(uses[0]->term.number, 2);
    QCOMPARE(uses[0]->n, 40);
    QCOMPARE(uses[0]->allowance, std::optional<std::int64_t>(100));
    QVERIFY(!uses[1]);
}

void RateTest::windowScopeNeverExceedsLifetimeScope()
{
    QVERIFY(rc::check("window scope is never above lifetime scope, both never above C·T", [] {
        History history;
        history.addToken(History::price("1", "5/hour", "P1D"), march);
        const auto rows = *rc::gen::inRange(0, 80);
        for (int row = 0; row < rows; ++row)
            history.add(march.plus(row * 19 * msPerMinute), *rc::gen::inRange(1, 12));
        history.input().period = Interval{march, march.plus(msPerDay)};
        const StatementLine line = shapeLine(history.rated());
        RC_ASSERT(line.exact >= line.otherExact);
        RC_ASSERT(line.exact <= Decimal(120));
    }));
}

void RateTest::splittingRowsChangesNothing()
{
    QVERIFY(rc::check("rows divided into single units rate the same", [] {
        const bool isReject = *rc::gen::arbitrary<bool>();
        const TokenPrice price = with(History::price("0.3", "4/hour,9/day", "P3D"),
            *rc::gen::element(CapScope::WholeTerm, CapScope::EachWindow), isReject ? OverCap::Reject : OverCap::Free);
        History whole;
        History divided;
        whole.addToken(price, march);
        divided.addToken(price, march);
        const auto rows = *rc::gen::inRange(0, 30);
        for (int row = 0; row < rows; ++row) {
            const auto count = *rc::gen::inRange(1, 7);
            const std::int16_t status = *rc::gen::element<std::int16_t>(200, 500, noStatus);
            whole.add(march.plus(row * 47 * msPerMinute), count, status);
            for (int unit = 0; unit < count; ++unit)
                divided.add(march.plus(row * 47 * msPerMinute), 1, status);
        }
        RC_ASSERT(whole.rated() == divided.rated());
    }));
}

void RateTest::cellsAreRefusedWhereTheyWouldRateOtherwise_data()
{
    QTest::addColumn<QByteArray>("cap");
    QTest::addColumn<QByteArray>("lifetime");
    QTest::addColumn<bool>("rejects");
    QTest::addColumn<bool>("suffice");
    QTest::newRow("days") << QByteArray("200/day") << QByteArray("P30D") << false << true;
    QTest::newRow("quarters of an hour") << QByteArray("5/15 min") << QByteArray("PT720H") << false << true;
    QTest::newRow("minutes") << QByteArray("5/min") << QByteArray("P30D") << false << false;
    QTest::newRow("a lifetime that cuts a quarter") << QByteArray("5/hour") << QByteArray("PT10M") << false << false;
    QTest::newRow("the order within a quarter matters") << QByteArray("200/day") << QByteArray("P30D") << true << false;
}

void RateTest::cellsAreRefusedWhereTheyWouldRateOtherwise()
{
    QFETCH(QByteArray, cap);
    QFETCH(QByteArray, lifetime);
    QFETCH(bool, rejects);
    QFETCH(bool, suffice);
    History history;
    history.addToken(
        with(History::price("1", cap, lifetime), CapScope::WholeTerm, rejects ? OverCap::Reject : OverCap::Free),
        march);
    QCOMPARE(cellsSuffice(history.input()), suffice);
    history.input().period = Interval{march, march.plus(1)};
    QVERIFY(!cellsSuffice(history.input()));
}

QTEST_APPLESS_MAIN(RateTest)
#include "tst_rate.moc"
