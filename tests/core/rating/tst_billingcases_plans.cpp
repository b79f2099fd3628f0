// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of vectors/billing-cases.md about changed plans (T-I, T-D11) and the limits of tokens (T-L) that rating
// alone decides, each under its id. Time itself is in tst_billingcases_time.cpp.
#include "tests/support/history.h"
#include "tests/support/plantext.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray flat = R"("shape":"flat","rate":"1")";

/// A change of plan: the plan's text and when it comes into force.
struct Change {
    QByteArray plan;
    const char *from = "";
};

/// One token's history under plans that follow one another, in March 2026.
class Changing {
public:
    explicit Changing(const QList<Change> &changes)
    {
        for (const Change &change : changes) {
            m_plans.push_back(std::make_unique<Plan>(planOf(change.plan)));
            m_plans.back()->version = static_cast<int>(m_plans.size());
            m_versions.push_back({m_plans.back().get(), *change.from ? at(change.from) : earliestInstant});
        }
        m_history = std::make_unique<History>(*m_plans.front());
        m_history->input().versions = m_versions;
        m_history->input().period = Interval{at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z")};
        m_history->addToken({}, at("2026-03-01T00:00:00Z"));
    }
    History &history() { return *m_history; }
    /// "v1 shape 5 5.00", the charges in turn; lines without units or money are left out.
    QStringList lines()
    {
        QStringList lines;
        for (const StatementLine &line : m_history->rated().lines)
            if (line.quantity != 0 || !line.amount.isZero())
                lines << u"v%1 %2 %3 %4"_s.arg(line.version)
                             .arg(QString::fromStdString(
                                 line.charge.empty() ? std::string(name(line.kind)) : line.charge))
                             .arg(line.quantity)
                             .arg(QString::fromStdString(line.amount.toFixed(2)));
        return lines;
    }

private:
    std::vector<std::unique_ptr<Plan>> m_plans;
    std::vector<PlanVersion> m_versions;
    std::unique_ptr<History> m_history;
};

/// A monthly fee and a price per request.
QByteArray subscription(const char *fee, const char *rate)
{
    return planText(chargeText(R"("shape":"fixed","amount":")"_ba + fee + "\"", {}, "fee") + ','
        + chargeText(R"("shape":"flat","rate":")"_ba + rate + "\"", {}, "calls"));
}

} // namespace

class BillingCasesPlansTest : public QObject {
    Q_OBJECT

private slots:
    void T_D11_changeExactlyAtTheReset();
    void T_I3_planChangedInMidCycle_data();
    void T_I3_planChangedInMidCycle();
    void T_I5_eachEventByItsVersion();
    void T_I5_oldBillsStayAsTheyWere();
    void T_I6_baseFeeAndMinimum_data();
    void T_I6_baseFeeAndMinimum();
    void T_L7_tokensLimitHolds();
    void T_L11_quotaThatNeverRenews();
};

void BillingCasesPlansTest::T_D11_changeExactlyAtTheReset()
{
    Changing changing({{subscription("31", "1"), ""}, {subscription("62", "2"), "2026-04-01T00:00:00Z"}});
    History &history = changing.history();
    history.add(at("2026-03-31T23:59:59.999Z"), 3);
    history.add(at("2026-04-01T00:00:00Z"), 5);
    const QStringList march{u"v1 fee 0 31.00"_s, u"v1 calls 3 3.00"_s};
    QCOMPARE(changing.lines(), march);
    history.input().period = Interval{at("2026-04-01T00:00:00Z"), at("2026-05-01T00:00:00Z")};
    const QStringList april{u"v2 fee 0 62.00"_s, u"v2 calls 5 10.00"_s};
    QCOMPARE(changing.lines(), april);
    history.input().period = Interval{at("2026-03-01T00:00:00Z"), at("2026-05-01T00:00:00Z")};
    QCOMPARE(changing.lines(), march + april); // once, also where both stand on one statement
}

void BillingCasesPlansTest::T_I3_planChangedInMidCycle_data()
{
    QTest::addColumn<QList<Change>>("changes");
    QTest::addColumn<QStringList>("lines");
    const QByteArray small = subscription("31", "1");
    const QByteArray large = subscription("62", "2");
    // Five requests on the 10th at 09:00, 11:00 and 13:00 each, and on the 20th.
    QTest::newRow("T-I3 once: the fee by days, requests by their time")
        << QList<Change>{{small, ""}, {large, "2026-03-11T00:00:00Z"}}
        << QStringList{u"v1 fee 0 10.00"_s, u"v1 calls 15 15.00"_s, u"v2 fee 0 42.00"_s, u"v2 calls 5 10.00"_s};
    QTest::newRow("T-I3 twice on one day: no day is charged twice")
        << QList<Change>{{small, ""}, {large, "2026-03-10T10:00:00Z"},
               {subscription("93", "3"), "2026-03-10T12:00:00Z"}}
        << QStringList{u"v1 fee 0 10.00"_s, u"v1 calls 5 5.00"_s, u"v2 calls 5 10.00"_s, u"v3 fee 0 63.00"_s,
               u"v3 calls 10 30.00"_s};
    QTest::newRow("T-I3 up and down again on one day")
        << QList<Change>{{small, ""}, {large, "2026-03-10T10:00:00Z"}, {small, "2026-03-10T12:00:00Z"}}
        << QStringList{u"v1 fee 0 10.00"_s, u"v1 calls 5 5.00"_s, u"v2 calls 5 10.00"_s, u"v3 fee 0 21.00"_s,
               u"v3 calls 10 10.00"_s};
}

void BillingCasesPlansTest::T_I3_planChangedInMidCycle()
{
    QFETCH(QList<Change>, changes);
    QFETCH(QStringList, lines);
    Changing changing(changes);
    for (const char *time :
        {"2026-03-10T09:00:00Z", "2026-03-10T11:00:00Z", "2026-03-10T13:00:00Z", "2026-03-20T00:00:00Z"})
        changing.history().add(at(time), 5);
    QStringList found = changing.lines();
    found.sort(); // by version
    lines.sort();
    QCOMPARE(found, lines);
}

void BillingCasesPlansTest::T_I5_eachEventByItsVersion()
{
    Changing changing({{planText(chargeText(flat)), ""},
        {planText(chargeText(R"("shape":"flat","rate":"10")")), "2026-03-11T00:00:00Z"},
        {planText(chargeText(R"("shape":"flat","rate":"100")")), "2026-03-21T00:00:00Z"}});
    for (const char *time : {"2026-03-01T00:00:00Z", "2026-03-10T23:59:59.999Z", "2026-03-11T00:00:00Z",
             "2026-03-20T23:59:59.999Z", "2026-03-21T00:00:00Z", "2026-03-31T23:59:59.999Z"})
        changing.history().add(at(time), 1);
    const QStringList expected{u"v1 c 2 2.00"_s, u"v2 c 2 20.00"_s, u"v3 c 2 200.00"_s};
    QCOMPARE(changing.lines(), expected);
}

void BillingCasesPlansTest::T_I5_oldBillsStayAsTheyWere()
{
    const Change first{subscription("31", "1"), ""};
    Changing before({first});
    Changing after(
        {first, {subscription("62", "2"), "2026-04-01T00:00:00Z"}, {subscription("1", "0"), "2026-05-01T00:00:00Z"}});
    for (Changing *changing : {&before, &after})
        changing->history().add(at("2026-03-05T00:00:00Z"), 7);
    QVERIFY(before.history().rated() == after.history().rated());
    QCOMPARE(before.history().rated().total, Decimal(38));
}

void BillingCasesPlansTest::T_I6_baseFeeAndMinimum_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<int>("late");
    QTest::addColumn<QStringList>("lines");
    const QByteArray fee = planText(chargeText(R"("shape":"fixed","amount":"9.00")", {}, "fee") + ','
        + chargeText(R"("shape":"flat","rate":"0.5")", R"(,"allowance":10)", "over"));
    QTest::newRow("T-I6 base fee and overage are two lines")
        << fee << 0
        << QStringList{u"fee shape 0/0 9 9.00"_s, u"over allowance 10/0 0 0.00"_s, u"over shape 12/2 1 1.00"_s};
    const QByteArray minimum = planText(chargeText(flat), R"(,"minimum":"20")");
    QTest::newRow("T-I6 the minimum tops up once")
        << minimum << 0 << QStringList{u"c shape 12/12 12 12.00"_s, u"- minimum 0/0 8 8.00"_s};
    QTest::newRow("T-I6 late usage takes from the top-up")
        << minimum << 3 << QStringList{u"c shape 15/15 15 15.00"_s, u"- minimum 0/0 5 5.00"_s};
    QTest::newRow("T-I6 no top-up above the minimum") << minimum << 8 << QStringList{u"c shape 20/20 20 20.00"_s};
}

void BillingCasesPlansTest::T_I6_baseFeeAndMinimum()
{
    QFETCH(QByteArray, plan);
    QFETCH(int, late);
    QFETCH(QStringList, lines);
    Changing changing({{plan, ""}});
    if (late > 0)
        changing.history().add(at("2026-03-05T00:00:00Z"), late);
    changing.history().add(at("2026-03-10T00:00:00Z"), 12);
    QCOMPARE(linesOf(changing.history().rated()), lines);
}

void BillingCasesPlansTest::T_L7_tokensLimitHolds()
{
    History history;
    history.addToken(History::price("1", "5/day", "P1D"), at("2026-03-01T00:00:00Z"));
    history.addToken(History::price("1", "none", "none"), at("2026-03-01T00:00:00Z"));
    history.add(at("2026-03-01T00:00:00Z"), 50, 200, 1); // a rich neighbour
    history.add(at("2026-03-01T01:00:00Z"), 50, 200, 0);
    const StatementLine line = history.rated().lines.front();
    QCOMPARE(line.parts[0].applied.billable, 5);
    QCOMPARE(line.parts[0].applied.over, 45);
    QCOMPARE(line.parts[1].applied.billable, 50);
}

void BillingCasesPlansTest::T_L11_quotaThatNeverRenews()
{
    History history(planOf(planText(
        chargeText(R"("shape":"flat_capped","rate":"1","cap":"50/year","lifetime":"P1Y","over_cap":"reject")"))));
    history.addToken({}, at("2026-03-01T00:00:00Z"));
    for (int call = 0; call < 60; ++call)
        history.add(at("2026-03-01T00:00:00Z").plus(call * msPerDay), 1);
    std::int64_t billed = 0, refused = 0;
    for (const StatementLine &line : history.rated().lines) {
        billed += line.billable;
        refused += line.parts.front().refused;
    }
    QCOMPARE(billed, 50);
    QCOMPARE(refused, 10);
}

QTEST_APPLESS_MAIN(BillingCasesPlansTest)
#include "tst_billingcases_plans.moc"
