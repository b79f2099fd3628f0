// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of vectors/billing-cases.md about time (T-D) that rating alone decides, each under its id. Formula,
// rounding, tiers and units are in tst_billingcases.cpp, changed plans in tst_billingcases_plans.cpp.
#include "tests/support/history.h"
#include "tests/support/plantext.h"
#include "tests/support/zones.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray flat = R"("shape":"flat","rate":"1")";
const QByteArray renewed = R"("shape":"flat_capped","rate":"1","cap":"3/day","lifetime":"P1D","renewal":"auto")";

} // namespace

class BillingCasesTimeTest : public QObject {
    Q_OBJECT

private slots:
    void T_D3_dailyCapIsOfTheLocalDay();
    void T_D4_periodsKeepTheAnchorsDay_data();
    void T_D4_periodsKeepTheAnchorsDay();
    void T_D4_renewedTermsKeepTheAnchorsDay();
    void T_D6_boundaryBelongsToTheLater_data();
    void T_D6_boundaryBelongsToTheLater();
    void T_D8_oneBillAMonth_data();
    void T_D8_oneBillAMonth();
    void T_D9_sameEventInTwoZones();
    void T_D12_eventsOutOfTheirTime();
};

/// Forty requests around two midnights of UTC+8: the day's cap begins anew with the local day and at no other time.
void BillingCasesTimeTest::T_D3_dailyCapIsOfTheLocalDay()
{
    for (const char *scope : {"window", "lifetime"}) {
        History history(planOf(planText(chargeText(R"("shape":"flat_capped","rate":"1","cap":"5/day","lifetime":"P3D",)"
                                                   R"("align":"calendar","cap_scope":")"_ba
            + scope + "\""))));
        history.input().zone = zone("Asia/Shanghai");
        history.input().period = Interval{at("2026-02-28T16:00:00Z"), at("2026-03-31T16:00:00Z")};
        history.addToken({}, at("2026-02-28T16:00:00Z")); // 1 March, 00:00 there
        history.add(at("2026-02-28T16:00:00Z"), 10); // 00:00 of the first day
        history.add(at("2026-03-01T15:59:59.999Z"), 10); // the last instant of it
        history.add(at("2026-03-01T16:00:00Z"), 3); // the first of the second
        history.add(at("2026-03-02T00:00:00Z"), 1); // midnight of UTC is nothing there
        const StatementLine line = history.rated().lines.front();
        QCOMPARE(line.parts.front().terms.front().allowance.value_or(-1), 15);
        QCOMPARE(line.billable, std::string_view(scope) == "window" ? 9 : 15);
        const FullWindow fullest = line.parts.front().fullest.value_or(FullWindow());
        QCOMPARE(fullest.span, (Interval{at("2026-02-28T16:00:00Z"), at("2026-03-01T16:00:00Z")}));
        QCOMPARE(fullest.over, 15);
        QCOMPARE(line.parts.front().fullWindows, 1);
    }
}

void BillingCasesTimeTest::T_D4_periodsKeepTheAnchorsDay_data()
{
    QTest::addColumn<QByteArray>("anchor");
    QTest::addColumn<QByteArray>("period");
    QTest::addColumn<QStringList>("starts");
    QTest::newRow("T-D4 monthly from 2017-01-31 comes back to the 31st")
        << QByteArray("2017-01-31") << QByteArray("P1M")
        << QStringList{u"2017-01-31"_s, u"2017-02-28"_s, u"2017-03-31"_s, u"2017-04-30"_s, u"2017-05-31"_s};
    QTest::newRow("T-D4 yearly from 29 February 2024 comes back to it in 2028")
        << QByteArray("2024-02-29") << QByteArray("P1Y")
        << QStringList{u"2024-02-29"_s, u"2025-02-28"_s, u"2026-02-28"_s, u"2027-02-28"_s, u"2028-02-29"_s};
    QTest::newRow("T-D4 31 January 2026 and a month is no 3 March")
        << QByteArray("2026-01-31") << QByteArray("P1M") << QStringList{u"2026-01-31"_s, u"2026-02-28"_s};
    QTest::newRow("T-D4 31 January 2024 and a month is no 2 March")
        << QByteArray("2024-01-31") << QByteArray("P1M") << QStringList{u"2024-01-31"_s, u"2024-02-29"_s};
    QTest::newRow("the 30th, over February")
        << QByteArray("2024-12-30") << QByteArray("P1M")
        << QStringList{u"2024-12-30"_s, u"2025-01-30"_s, u"2025-02-28"_s, u"2025-03-30"_s};
}

void BillingCasesTimeTest::T_D4_periodsKeepTheAnchorsDay()
{
    QFETCH(QByteArray, anchor);
    QFETCH(QByteArray, period);
    QFETCH(QStringList, starts);
    for (const char *id : {"UTC", "Pacific/Kiritimati", "America/St_Johns"}) {
        const Zone local = zone(id);
        const auto startOf = [&](const QString &date) { return valueOf(parseDateOrTime(date.toStdString(), local)); };
        History history(
            planOf(planText(chargeText(flat), R"(,"period_align":"anniversary","period":")" + period + "\"")));
        history.input().zone = local;
        history.input().periodAnchor = startOf(QString::fromLatin1(anchor));
        history.addToken({}, {});
        for (const QString &start : starts)
            history.add(startOf(start), 1);
        QStringList found;
        for (const StatementLine &line : history.rated().lines) {
            QCOMPARE(line.quantity, 1); // each start begins a period of its own
            found << QString::fromStdString(toIso(local.toLocal(line.period.begin).date));
        }
        QCOMPARE(found, starts);
    }
}

void BillingCasesTimeTest::T_D4_renewedTermsKeepTheAnchorsDay()
{
    History history(planOf(planText(
        chargeText(R"("shape":"flat_capped","rate":"1","lifetime":"P1M","renewal":"auto")"), R"(,"period":"P1Y")")));
    history.addToken({}, at("2017-01-31T00:00:00Z"));
    history.add(at("2017-01-31T00:00:00Z"), 1);
    history.add(at("2017-05-31T00:00:00Z"), 1);
    const Statement statement = history.rated();
    QStringList starts;
    for (const TermPart &term : statement.lines.front().parts.front().terms)
        starts << QString::fromStdString(toRfc3339(term.term.span.begin)).left(10);
    const QStringList expected{u"2017-01-31"_s, u"2017-02-28"_s, u"2017-03-31"_s, u"2017-04-30"_s, u"2017-05-31"_s};
    QCOMPARE(starts.first(expected.size()), expected);
}

void BillingCasesTimeTest::T_D6_boundaryBelongsToTheLater_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QStringList>("lines");
    const QByteArray daily = R"(,"period":"P1D")";
    QTest::newRow("T-D6 billing periods")
        << planText(chargeText(flat), daily) << QStringList{u"c shape 4/4 4 4.00"_s, u"c shape 7/7 7 7.00"_s};
    QTest::newRow("T-D6 terms") << planText(chargeText(renewed)) << QStringList{u"c shape 11/6 6 6.00"_s}; // 3 of each
    QTest::newRow("T-D6 windows") << planText(
        chargeText(R"("shape":"flat_capped","rate":"1","cap":"3/day","lifetime":"P2D","cap_scope":"window")"))
                                  << QStringList{u"c shape 11/6 6 6.00"_s};
    QTest::newRow("T-D6 the end of a term that is not renewed")
        << planText(chargeText(R"("shape":"flat_capped","rate":"1","lifetime":"P1D")"))
        << QStringList{u"c shape 11/4 4 4.00"_s, u"c outside_term 7/0 0 0.00"_s};
    QTest::newRow("T-D6 hours of the week")
        << planText(chargeText(flat, R"(,"slices":[{"hours":"Sun 00:00-24:00","multiplier":"2"}])"))
        << QStringList{u"c shape 11/11 11 11.00"_s, u"c slices 0/0 4 4.00"_s};
}

void BillingCasesTimeTest::T_D6_boundaryBelongsToTheLater()
{
    QFETCH(QByteArray, plan);
    QFETCH(QStringList, lines);
    History history(planOf(plan));
    history.addToken({}, at("2026-03-01T00:00:00Z")); // a Sunday
    history.add(at("2026-03-01T23:59:59.999Z"), 4);
    history.add(at("2026-03-02T00:00:00Z"), 7);
    QCOMPARE(linesOf(history.rated()), lines);
}

void BillingCasesTimeTest::T_D8_oneBillAMonth_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("T-D8 UTC+13") << QByteArray("Pacific/Tongatapu");
    QTest::newRow("T-D8 UTC-10") << QByteArray("Pacific/Honolulu");
    QTest::newRow("UTC+10:30, half an hour of summer time") << QByteArray("Australia/Lord_Howe");
    QTest::newRow("UTC-3:30") << QByteArray("America/St_Johns");
}

/// Twenty-four runs: each month's bill holds that month's use, from its first instant to its last, and its own dates.
void BillingCasesTimeTest::T_D8_oneBillAMonth()
{
    QFETCH(QByteArray, id);
    const Zone local = zone(id.constData());
    History history(planOf(planText(chargeText(flat))));
    history.input().zone = local;
    history.addToken({}, {});
    std::vector<Interval> months;
    for (int month = 0; month < 24; ++month) {
        const QString name = u"%1-%2"_s.arg(2024 + month / 12).arg(month % 12 + 1, 2, 10, '0'_L1);
        months.push_back(valueOf(parsePeriod(name.toStdString(), local)));
        history.add(months.back().begin, month + 1);
        history.add(months.back().end.plus(-1), 100);
        QCOMPARE(QString::fromStdString(toIso(local.toLocal(months.back().begin).date)), name + u"-01"_s);
    }
    const Statement whole = history.rated();
    QCOMPARE(whole.lines.size(), std::size_t(24));
    for (std::size_t month = 0; month < 24; ++month) {
        QCOMPARE(whole.lines[month].period, months[month]);
        history.input().period = months[month];
        const Statement bill = history.rated();
        QCOMPARE(bill.lines.size(), std::size_t(1));
        QCOMPARE(bill.total, Decimal(static_cast<int>(month) + 101));
        QVERIFY(bill.lines.front() == whole.lines[month]);
    }
}

void BillingCasesTimeTest::T_D9_sameEventInTwoZones()
{
    for (const auto &[id, month] : {std::pair("Asia/Shanghai", "2025-03"), std::pair("UTC", "2025-02")}) {
        History history(planOf(planText(chargeText(flat))));
        history.input().zone = zone(id);
        history.addToken({}, {});
        history.add(at("2025-02-28T16:30:00Z"), 1);
        const Statement statement = history.rated();
        QCOMPARE(statement.lines.front().period, valueOf(parsePeriod(month, zone(id))));
        QCOMPARE(statement.timezone, std::string(id)); // the bill says whose month it is
    }
}

/// Nothing is silent: what lies before the term or after it is on a line of its own, in the period of its own time.
void BillingCasesTimeTest::T_D12_eventsOutOfTheirTime()
{
    History history(
        planOf(planText(chargeText(R"("shape":"flat_capped","rate":"1","cap":"9/day","lifetime":"P30D")"))));
    history.addToken({}, at("2026-03-10T00:00:00Z"));
    history.add(at("2026-01-29T00:00:00Z"), 1); // 40 days late: before anything that was known
    history.add(at("2026-03-09T23:59:59Z"), 2); // a clock that went back
    history.add(at("2026-03-10T00:00:00Z"), 4);
    history.add(at("2036-01-01T00:00:00Z"), 8); // a clock that is ahead
    QStringList listed;
    for (const StatementLine &line : history.rated().lines)
        if (line.kind == LineKind::OutsideTerm)
            listed << u"%1 %2"_s.arg(QString::fromStdString(toRfc3339(line.period.begin)).left(7)).arg(line.quantity);
    const QStringList expected{u"2026-01 1"_s, u"2026-03 2"_s, u"2036-01 8"_s};
    QCOMPARE(listed, expected);
    QCOMPARE(history.rated().total, Decimal(4));
}

QTEST_APPLESS_MAIN(BillingCasesTimeTest)
#include "tst_billingcases_time.moc"
