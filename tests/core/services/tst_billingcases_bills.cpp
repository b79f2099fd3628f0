// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of vectors/billing-cases.md about time (T-D) and about bills that change (T-I), from the store.
// T-I1 is in tst_billingcases_views.cpp, ingest is in tst_billingcases_ingest.cpp, pure rating in core/rating.
#include "core/services/reporting.h"
#include "core/services/statementjson.h"
#include "tests/core/services/billingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray flat = R"("shape":"flat","rate":"1")";
/// One cent for a meter.value of 1: costs of any size on single rows.
const QByteArray cents = R"({"id":"c","meter":"meter.value","per":100,"price":{"shape":"percentage","percent":"100"}})";

TokenPrice priceOf(const char *cap, const char *lifetime)
{
    return History::price("1", cap, lifetime);
}

/// A monthly fee and a price per request, as the plan of that name.
QByteArray subscription(const QByteArray &name, const QByteArray &fee, const QByteArray &rate)
{
    return planText(chargeText(R"("shape":"fixed","amount":")" + fee + "\"", {}, "fee") + ','
        + chargeText(R"("shape":"flat","rate":")" + rate + "\"", {}, "calls"))
        .replace(R"("name":"P")", R"("name":")" + name + "\"");
}

} // namespace

class BillingCasesBillsTest : public QObject {
    Q_OBJECT

private slots:
    void T_D1_daysSumToTheRange_data();
    void T_D1_daysSumToTheRange();
    void T_D1_daysOfACappedTermSumToIt();
    void T_D2_oneDayIsThatDayOnly();
    void T_D9_sameEventInTwoZones_data();
    void T_D9_sameEventInTwoZones();
    void T_D11_renewalExactlyAtTheReset();
    void T_D11_priceChangeExactlyAtTheReset();
    void T_D12_eventsOutOfTheirTime();
    void leapSecondIsTheNextYears();
    void T_I3_planAssignedTwiceOnOneDay();
    void T_I5_eachEventByItsVersion();
    void T_I6_minimumWithLateUsage();
};

void BillingCasesBillsTest::T_D1_daysSumToTheRange_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id : {"UTC", "Asia/Shanghai", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Tongatapu",
             "Pacific/Honolulu", "America/Santiago"})
        QTest::addRow("T-D1 %s", id) << QByteArray(id);
}

void BillingCasesBillsTest::T_D1_daysSumToTheRange()
{
    QFETCH(QByteArray, id);
    BillingDesk desk(id.constData());
    desk.usePlan(planText(cents));
    QByteArray csv = "time,id,count,meter.value\n";
    // Santiago's and Lord Howe's clocks go back on 5 April.
    for (int i = 0; i < 400; ++i)
        csv += QByteArray::fromStdString(toRfc3339(at("2026-04-01T00:00:00Z").plus(i * 37 * msPerMinute))) + ",r"
            + QByteArray::number(i) + ',' + QByteArray::number(1 + i % 3) + ',' + QByteArray::number(i % 11) + '\n';
    QCOMPARE(desk.import(csv).added, 400);
    const UsageSummary whole = summaryOf(desk, spanOf(desk, "2026-03-30/2026-04-20"), {GroupBy::Day});
    std::int64_t requests = 0, counted = 0;
    Decimal amount;
    for (int day = 0; day < 21; ++day) {
        const Date date = dateFromDays(daysSinceEpoch(*parseDate("2026-03-30")) + day);
        const UsageSummary one = summaryOf(desk, spanOf(desk, toIso(date)));
        requests += one.total.requests;
        for (const Money &money : one.total.amounts)
            amount = valueOf(amount.plus(money.amount));
    }
    for (const UsageSums &row : whole.rows)
        counted += row.requests;
    QCOMPARE(whole.total.requests, 799);
    QCOMPARE(requests, 799);
    QCOMPARE(counted, 799);
    QCOMPARE(amount, decimal("19.86"));
    QCOMPARE(sumOf(whole.rows), decimal("19.86"));
    QCOMPARE(whole.total.amounts.front().amount, decimal("19.86"));
}

/// What runs out over many days is the same seen day by day, exactly, over the clocks' going back.
void BillingCasesBillsTest::T_D1_daysOfACappedTermSumToIt()
{
    for (const char *scope : {"lifetime", "window"}) {
        BillingDesk desk("America/Santiago");
        desk.usePlan(planText(chargeText(R"("shape":"flat_capped","rate":"0.0137","cap":"7/day","lifetime":"P10D",)"
                                         R"("renewal":"auto","cap_scope":")"
            + QByteArray(scope) + "\"")));
        QByteArray csv = "time,id,count\n";
        for (int i = 0; i < 200; ++i) // nothing at first, later far too much
            csv += QByteArray::fromStdString(toRfc3339(at("2026-04-01T00:00:00Z").plus(i * 131 * msPerMinute))) + ",r"
                + QByteArray::number(i) + ',' + QByteArray::number(1 + i / 100 * (i % 5)) + '\n';
        QCOMPARE(desk.import(csv).added, 200);
        const Decimal whole = desk.bill("2026-04-01/2026-04-20").lines.front().exact;
        QVERIFY(whole > Decimal(1));
        Decimal sum;
        for (int day = 1; day < 20; ++day) {
            const QByteArray date = "2026-04-" + QByteArray::number(day).rightJustified(2, '0');
            sum = valueOf(sum.plus(desk.bill(date.constData()).lines.front().exact));
        }
        QCOMPARE(sum.toString(), whole.toString());
    }
}

void BillingCasesBillsTest::T_D2_oneDayIsThatDayOnly()
{
    BillingDesk desk("Asia/Shanghai");
    desk.usePlan(planText(cents));
    QCOMPARE(desk.import("time,id,count,meter.value\n"
                         "2026-05-09T15:59:59.999Z,a,100,500\n" // 9 May, the last instant
                         "2026-05-09T16:00:00Z,b,20,50\n"
                         "2026-05-10T00:00:00Z,c,10,40\n"
                         "2026-05-10T15:59:59.999Z,d,8,9\n"
                         "2026-05-10T16:00:00Z,e,38,279\n") // 11 May, the first
                 .added,
        5);
    const UsageSummary day = summaryOf(desk, spanOf(desk, "2026-05-10"), {GroupBy::Day});
    QCOMPARE(day.rows.size(), std::size_t(1));
    QCOMPARE(day.rows.front().keys.front(), std::string("2026-05-10"));
    QCOMPARE(day.total.requests, 38);
    QCOMPARE(day.total.amounts.front().toString(), std::string("0.99"));
    QCOMPARE(totalOf(desk.bill("2026-05-10")), u"0.99"_s);
    const UsageSummary all = summaryOf(desk, spanOf(desk, "2026-05"));
    QCOMPARE(all.total.requests, 176);
    QCOMPARE(all.total.amounts.front().toString(), std::string("8.78"));
}

void BillingCasesBillsTest::T_D9_sameEventInTwoZones_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("month");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("day");
    QTest::newRow("T-D9 00:30 on 1 March in Shanghai is March there")
        << QByteArray("Asia/Shanghai") << QByteArray("2025-03") << QByteArray("2025-02") << u"2025-03-01"_s;
    QTest::newRow("T-D9 and February in UTC")
        << QByteArray("UTC") << QByteArray("2025-02") << QByteArray("2025-03") << u"2025-02-28"_s;
}

void BillingCasesBillsTest::T_D9_sameEventInTwoZones()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, month);
    QFETCH(QByteArray, before);
    QFETCH(QString, day);
    BillingDesk desk(id.constData());
    desk.usePlan(planText(chargeText(flat)));
    QCOMPARE(desk.import("time,id\n2025-02-28T16:30:00Z,a\n").added, 1);
    QCOMPARE(totalOf(desk.bill(month.constData())), u"1.00"_s);
    QCOMPARE(totalOf(desk.bill(before.constData())), u"0.00"_s);
    // The bill, the chart's days and the CSV say whose month and day they mean.
    const Json json = toJson(desk.bill(month.constData()), desk.zone);
    QCOMPARE(QByteArray::fromStdString(*json.find("timezone")->asString()), id);
    const UsageSummary days = summaryOf(desk, spanOf(desk, month.toStdString()), {GroupBy::Day});
    QCOMPARE(QString::fromStdString(days.rows.front().keys.front()), day);
    QCOMPARE(days.rows.front().span->begin, spanOf(desk, day.toStdString()).begin);
    for (const char *name : {"statement", "days"}) {
        const ReportTable csv =
            valueOf(ReportService(desk.workspace.context).report(name, month.toStdString(), desk.zone));
        QCOMPARE(csv.columns.back().name, std::string("timezone"));
        QCOMPARE(QByteArray::fromStdString(csv.rows.front().back()), id);
        QCOMPARE(csv.rows.front().size(), csv.columns.size());
    }
}

void BillingCasesBillsTest::T_D11_renewalExactlyAtTheReset()
{
    BillingDesk desk;
    const Token token = desk.workspace.addToken(desk.customer.id, "capped", priceOf("1/day", "P30D"));
    // The first use is thirty days before the desk's clock: the term ends at this very instant.
    QCOMPARE(desk.import("time,id,token,count\n2026-05-02T12:00:00Z,a,capped,1\n").added, 1);
    QVERIFY_RESULT(desk.workspace.tokens().renew(token.id));
    QCOMPARE(
        desk.import("time,id,token,count\n2026-06-01T11:59:59.999Z,b,capped,40\n2026-06-01T12:00:00Z,c,capped,50\n")
            .added,
        2);
    // 29 left of the first term's 30; 30 of the new one's 30: granted once, and not a request sooner.
    const Statement june = desk.bill("2026-06");
    QCOMPARE(billOf(june), (QStringList{u"requests shape 90/59 59 59.00"_s, u"total 59.00"_s}));
    QCOMPARE(june.lines.front().parts.front().terms.size(), std::size_t(2));
    QCOMPARE(june.lines.front().parts.front().terms.back().term.span.begin, desk.workspace.now);
}

void BillingCasesBillsTest::T_D11_priceChangeExactlyAtTheReset()
{
    BillingDesk desk("America/St_Johns");
    desk.usePlan(subscription("P", "31", "1"));
    const std::string reset = toRfc3339(spanOf(desk, "2026-06").begin);
    const auto second = PlanService(desk.workspace.context).import(subscription("P", "60", "2").toStdString(), reset);
    QVERIFY(second.has_value());
    const std::string before = toRfc3339(spanOf(desk, "2026-06").begin.plus(-1));
    QCOMPARE(desk.import("time,id,count\n" + QByteArray::fromStdString(before + ",a,3\n" + reset + ",b,5\n")).added, 2);
    QCOMPARE(billOf(desk.bill("2026-05")),
        (QStringList{u"fee shape 0/0 31 31.00"_s, u"calls shape 3/3 3 3.00"_s, u"total 34.00"_s}));
    QCOMPARE(billOf(desk.bill("2026-06")),
        (QStringList{u"fee shape 0/0 60 60.00"_s, u"calls shape 5/5 10 10.00"_s, u"total 70.00"_s}));
}

/// What happens now: every event is taken, stands in the period of its own time, and never silently: where no term
/// holds it there is a line that says so. A late one moves the first term's start back.
void BillingCasesBillsTest::T_D12_eventsOutOfTheirTime()
{
    BillingDesk desk;
    static_cast<void>(desk.workspace.addToken(desk.customer.id, "capped", priceOf("10/day", "P30D")));
    const QByteArray header = "time,id,token,count\n";
    QCOMPARE(desk.import(header + "2026-05-20T00:00:00Z,now,capped,3\n").added, 1);
    QCOMPARE(billOf(desk.bill("2026-05")), (QStringList{u"requests shape 3/3 3 3.00"_s, u"total 3.00"_s}));
    const ImportReport future = desk.import(header + "2036-01-01T00:00:00Z,ahead,capped,8\n");
    QCOMPARE(future.added, 1);
    QCOMPARE(future.last.value_or(Instant()), at("2036-01-01T00:00:00Z")); // the report says how far it reaches
    QCOMPARE(billOf(desk.bill("2036-01")),
        (QStringList{u"requests shape 8/0 0 0.00"_s, u"requests outside_term 8/0 0 0.00"_s, u"total 0.00"_s}));
    QCOMPARE(desk.import(header + "2026-05-19T23:00:00Z,back,capped,1\n").added, 1); // a clock that went back
    QCOMPARE(totalOf(desk.bill("2026-05")), u"4.00"_s);
    QCOMPARE(desk.import(header + "2026-04-10T00:00:00Z,late,capped,2\n").added, 1); // 40 days late
    QCOMPARE(billOf(desk.bill("2026-04")), (QStringList{u"requests shape 2/2 2 2.00"_s, u"total 2.00"_s}));
    QCOMPARE(billOf(desk.bill("2026-05")),
        (QStringList{u"requests shape 4/0 0 0.00"_s, u"requests outside_term 4/0 0 0.00"_s, u"total 0.00"_s}));
}

/// vectors/time-boundaries: 23:59:60 is read as the first instant of the next day, in every way a file writes it.
void BillingCasesBillsTest::leapSecondIsTheNextYears()
{
    BillingDesk desk;
    desk.usePlan(planText(chargeText(flat)));
    const ImportReport report =
        desk.import("time,id\n2016-12-31T23:59:60Z,a\n2016-12-31T23:59:59.999Z,b\n2017-01-01T01:59:60+02:00,c\n"
                    "2016-12-30T23:59:61Z,d\n");
    QCOMPARE(report.added, 3);
    QCOMPARE(report.rejected, 1); // and no other second beyond the minute
    QCOMPARE(report.faults.front().where, std::string("time"));
    QCOMPARE(totalOf(desk.bill("2016")), u"1.00"_s);
    QCOMPARE(totalOf(desk.bill("2017")), u"2.00"_s);
}

void BillingCasesBillsTest::T_I3_planAssignedTwiceOnOneDay()
{
    BillingDesk desk;
    desk.usePlan(subscription("Small", "31", "1"));
    desk.usePlan(subscription("Large", "62", "2"), at("2026-05-10T10:00:00Z"));
    desk.usePlan(subscription("Small", "31", "1"), at("2026-05-10T12:00:00Z"));
    QCOMPARE(
        desk.import("time,id,count\n2026-05-10T09:00:00Z,a,5\n2026-05-10T11:00:00Z,b,5\n2026-05-10T13:00:00Z,c,5\n")
            .added,
        3);
    Decimal fees, calls;
    for (const StatementLine &line : desk.bill("2026-05").lines)
        (line.charge == "fee" ? fees : calls) = valueOf((line.charge == "fee" ? fees : calls).plus(line.amount));
    QCOMPARE(fees, Decimal(31)); // up and down again on one day: no day is owed twice
    QCOMPARE(calls, Decimal(20)); // 5 × 1 + 5 × 2 + 5 × 1
}

void BillingCasesBillsTest::T_I5_eachEventByItsVersion()
{
    BillingDesk desk;
    desk.usePlan(planText(chargeText(flat)));
    QCOMPARE(
        desk.import("time,id\n2026-05-10T23:59:59.999Z,a\n2026-05-11T00:00:00Z,b\n2026-05-21T00:00:00Z,c\n").added, 3);
    const QStringList first = billOf(desk.bill("2026-05-01/2026-05-11"));
    PlanService plans(desk.workspace.context);
    QVERIFY(
        plans.import(planText(chargeText(R"("shape":"flat","rate":"10")")).toStdString(), "2026-05-11").has_value());
    QVERIFY(
        plans.import(planText(chargeText(R"("shape":"flat","rate":"100")")).toStdString(), "2026-05-21").has_value());
    QCOMPARE(billOf(desk.bill("2026-05")),
        (QStringList{
            u"c shape 1/1 1 1.00"_s, u"c shape 1/1 10 10.00"_s, u"c shape 1/1 100 100.00"_s, u"total 111.00"_s}));
    QCOMPARE(billOf(desk.bill("2026-05-01/2026-05-11")), first);
    QVERIFY(
        !plans.import(planText(chargeText(R"("shape":"flat","rate":"7")")).toStdString(), "2026-05-20").has_value());
}

void BillingCasesBillsTest::T_I6_minimumWithLateUsage()
{
    BillingDesk desk;
    desk.usePlan(planText(chargeText(flat), R"(,"minimum":"20")"));
    QCOMPARE(desk.import("time,id,count\n2026-05-10T00:00:00Z,a,12\n").added, 1);
    QCOMPARE(billOf(desk.bill("2026-05")),
        (QStringList{u"c shape 12/12 12 12.00"_s, u"- minimum 0/0 8 8.00"_s, u"total 20.00"_s}));
    QCOMPARE(desk.import("time,id,count\n2026-05-02T00:00:00Z,late,3\n").added, 1);
    QCOMPARE(billOf(desk.bill("2026-05")), // one top-up, and less of it
        (QStringList{u"c shape 15/15 15 15.00"_s, u"- minimum 0/0 5 5.00"_s, u"total 20.00"_s}));
}

QTEST_GUILESS_MAIN(BillingCasesBillsTest)
#include "tst_billingcases_bills.moc"
