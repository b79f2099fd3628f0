// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Usage that comes after its period was closed, or before its own time: T-D12, T-I2 and T-I6 of
// vectors/billing-cases.md, and the policies.
#include "core/services/statementjson.h"
#include "core/services/wording.h"
#include "tests/core/services/closingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray flat = R"("shape":"flat","rate":"1")";

/// The desk's clock stands at 1 June 2026; May is closed with three requests at 1.00.
struct ClosedMay {
    explicit ClosedMay(const QByteArray &plan = planText(chargeText(flat)))
    {
        desk.usePlan(plan);
        desk.use({"2026-05-03T10:00:00Z", "2026-05-10T10:00:00Z", "2026-05-31T23:59:59.999Z"});
        desk.close("2026-05");
        may = desk.bill("2026-05");
    }

    [[nodiscard]] QByteArray mayAsText() { return textOf(desk.bill("2026-05")); }
    [[nodiscard]] QByteArray textOf(const Statement &statement) const
    {
        return QByteArray::fromStdString(toJson(statement, desk.zone).dump());
    }

    ClosingDesk desk;
    Statement may;
};

QString sentencesOf(const Statement &statement, const Zone &zone, LineKind kind)
{
    QStringList all;
    for (const StatementLine &line : statement.lines)
        if (line.kind == kind)
            all << explanation(line, statement, zone);
    return all.join(u' ');
}

} // namespace

class LateUsageTest : public QObject {
    Q_OBJECT

private slots:
    void T_I2_lateUsageIsALineOfTheNextBill();
    void T_I2_eachBillAdjustsOnlyWhatIsNew();
    void T_I2_explanationNamesPeriodEventsAndNumbers();
    void T_I2_everyTokenHasItsOwnAdjustment();
    void T_I6_minimumIsNotOwedTwice();
    void taxFollowsTheAdjustment();
    void unitsOfACappedTermAreBilledOnce();
    void lateUseBeforeTheFirstTermMovesNothing();
    void lateUseOfNothingToPayIsStillListed();
    void T_D12_reopenMakesTheBillAnew();
    void T_D12_reopeningOpensWhatFollowed();
    void T_D12_rejectStoresNothing();
    void T_D12_knownRowsAreNotLate();
    void T_D12_dryRunCountsAndWritesNothing();
    void T_D12_listNamesEveryImport();
    void T_D12_futureIsFlagged();
    void T_D12_futureEdge_data();
    void T_D12_futureEdge();
    void T_D12_clockGoesBack();
    void changeOfTheBillCountsLateUsage();
    void rangesAreMadeOfTheirBills();
    void nothingIsRatedAgainWithoutNotice();
};

void LateUsageTest::T_I2_lateUsageIsALineOfTheNextBill()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    QCOMPARE(billOf(closed.may), (QStringList{u"c shape 3/3 3 3.00"_s, u"total 3.00"_s}));
    const QByteArray text = closed.mayAsText();
    const ImportReport report = desk.use({"2026-05-20T10:00:00Z", "2026-05-21T10:00:00Z", "2026-06-01T00:00:00Z"});
    QCOMPARE(report.added, 3);
    QCOMPARE(report.late, 2);
    QCOMPARE(report.future, 0);
    QVERIFY(desk.bill("2026-05") == closed.may);
    QCOMPARE(closed.mayAsText(), text);
    const Statement june = desk.bill("2026-06");
    QCOMPARE(billOf(june), (QStringList{u"c shape 1/1 1 1.00"_s, u"c adjustment 2/2 2 2.00"_s, u"total 3.00"_s}));
    QVERIFY(june.lines.back().period == *closed.may.period);
    QCOMPARE(QString::fromStdString(formulaOf(june.lines.back())), u"5 − 3 = 2"_s);
    QCOMPARE(june.lines.back().parts.size(), std::size_t{1});
    QCOMPARE(june.lines.back().parts.front().amount, decimal("2"));
    QCOMPARE(billOf(desk.bill("2026-07")), (QStringList{u"c shape 0/0 0 0.00"_s, u"total 0.00"_s}));
}

void LateUsageTest::T_I2_eachBillAdjustsOnlyWhatIsNew()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    desk.use({"2026-05-20T10:00:00Z", "2026-05-21T10:00:00Z"});
    desk.workspace.now = at("2026-07-01T00:00:00Z");
    desk.close("2026-06");
    const Statement june = desk.bill("2026-06");
    QCOMPARE(totalOf(june), u"2.00"_s);
    QCOMPARE(totalOf(desk.bill("2026-07")), u"0.00"_s);
    desk.use({"2026-05-22T10:00:00Z", "2026-06-22T10:00:00Z"});
    QVERIFY(desk.bill("2026-05") == closed.may);
    QVERIFY(desk.bill("2026-06") == june);
    const Statement july = desk.bill("2026-07");
    QCOMPARE(billOf(july),
        (QStringList{
            u"c shape 0/0 0 0.00"_s, u"c adjustment 1/1 1 1.00"_s, u"c adjustment 1/1 1 1.00"_s, u"total 2.00"_s}));
    QCOMPARE(QString::fromStdString(formulaOf(july.lines[1])), u"6 − 3 − 2 = 1"_s);
    QCOMPARE(july.lines[1].late->events, 3);
    QCOMPARE(QString::fromStdString(formulaOf(july.lines[2])), u"1 − 0 = 1"_s);
}

void LateUsageTest::T_I2_explanationNamesPeriodEventsAndNumbers()
{
    ClosedMay closed;
    closed.desk.workspace.now = at("2026-06-02T08:30:00Z");
    closed.desk.use({"2026-05-20T10:00:00Z", "2026-05-21T10:00:00Z"});
    const Statement june = closed.desk.bill("2026-06");
    const QString text = sentencesOf(june, closed.desk.zone, LineKind::Adjustment);
    for (const char *part : {"The period 2026-05 was closed on 2026-06-01", "came after that: 2, on 2026-06-02",
             "comes to 5.00 USD", "closed at 3.00 USD", "The difference is 2.00 USD"})
        QVERIFY2(text.contains(QLatin1StringView(part)), qPrintable(text));
    const Json json = toJson(june, closed.desk.zone);
    const Json *inputs = json.find("lines")->asArray()->back().find("inputs");
    QCOMPARE(*inputs->find("now")->asString(), std::string("5.00"));
    QCOMPARE(*inputs->find("closed")->asString(), std::string("3.00"));
    QCOMPARE(*inputs->find("adjusts")->asString(), std::string("shape"));
    QCOMPARE(inputs->find("late_events")->toInt64().value_or(0), 2);
    QVERIFY(toJson(closed.may, closed.desk.zone).find("closed"));
}

void LateUsageTest::T_I2_everyTokenHasItsOwnAdjustment()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    const Token other = desk.workspace.addToken(desk.customer.id, "other");
    const Statement mine = desk.billToken(desk.token.id, "2026-05");
    QCOMPARE(totalOf(mine), u"3.00"_s);
    QVERIFY(mine.closed);
    QCOMPARE(desk.import("time,id,token\n2026-05-20T10:00:00Z,a,gateway\n2026-05-20T10:00:00Z,b,other\n").late, 2);
    QVERIFY(desk.billToken(desk.token.id, "2026-05") == mine);
    QCOMPARE(totalOf(desk.billToken(desk.token.id, "2026-06")), u"1.00"_s);
    // Made after May was closed: its late use is all there is.
    QCOMPARE(totalOf(desk.billToken(other.id, "2026-05")), u"0.00"_s);
    QCOMPARE(totalOf(desk.billToken(other.id, "2026-06")), u"1.00"_s);
    const Statement june = desk.bill("2026-06");
    QCOMPARE(totalOf(june), u"2.00"_s);
    QCOMPARE(june.lines.back().parts.size(), std::size_t{2});
    for (const LinePart &part : june.lines.back().parts)
        QCOMPARE(part.amount, decimal("1"));
}

void LateUsageTest::T_I6_minimumIsNotOwedTwice()
{
    ClosedMay closed(planText(chargeText(flat), R"(,"minimum":"10.00")"));
    ClosingDesk &desk = closed.desk;
    QCOMPARE(totalOf(closed.may), u"10.00"_s);
    desk.use({"2026-05-20T10:00:00Z", "2026-05-21T10:00:00Z"});
    QCOMPARE(billOf(desk.bill("2026-06")),
        (QStringList{u"c shape 0/0 0 0.00"_s, u"- minimum 0/0 10 10.00"_s, u"c adjustment 2/2 2 2.00"_s,
            u"- adjustment 0/0 -2 -2.00"_s, u"total 10.00"_s}));
    // Past the minimum only what is above it is owed.
    QByteArray csv = "time,id\n";
    for (int i = 0; i < 8; ++i)
        csv += "2026-05-22T10:00:00Z,m" + QByteArray::number(i) + '\n';
    QCOMPARE(desk.import(csv).late, 8);
    QCOMPARE(totalOf(desk.bill("2026-06")), u"13.00"_s);
}

void LateUsageTest::taxFollowsTheAdjustment()
{
    ClosedMay closed(planText(chargeText(flat), R"(,"tax":{"percent":"6","on":"total"})"));
    QCOMPARE(totalOf(closed.may), u"3.18"_s);
    closed.desk.use({"2026-05-20T10:00:00Z"});
    const Statement june = closed.desk.bill("2026-06");
    QCOMPARE(billOf(june),
        (QStringList{
            u"c shape 0/0 0 0.00"_s, u"c adjustment 1/1 1 1.00"_s, u"- adjustment 0/0 0.06 0.06"_s, u"total 1.06"_s}));
    QVERIFY(june.lines.back().late->of == LineKind::Tax);
}

/// C·T is 4 over May and June: late use in May takes from June what it uses itself.
void LateUsageTest::unitsOfACappedTermAreBilledOnce()
{
    ClosingDesk desk;
    desk.usePlan(planText(chargeText(R"("shape":"flat_capped","rate":"1","cap":"4/2 month","lifetime":"P2M")")));
    desk.use({"2026-05-01T10:00:00Z", "2026-05-10T10:00:00Z"});
    desk.close("2026-05");
    desk.workspace.now = at("2026-07-01T00:00:00Z");
    desk.use({"2026-06-03T10:00:00Z", "2026-06-04T10:00:00Z", "2026-06-05T10:00:00Z"});
    desk.close("2026-06");
    QCOMPARE(totalOf(desk.bill("2026-05")), u"2.00"_s);
    QCOMPARE(totalOf(desk.bill("2026-06")), u"2.00"_s);
    desk.use({"2026-05-20T10:00:00Z"});
    const Statement july = desk.bill("2026-07");
    QCOMPARE(totalOf(july), u"0.00"_s);
    QCOMPARE(linesOf(july).mid(july.lines.size() == 3 ? 1 : 0),
        (QStringList{u"c adjustment 1/1 1 1.00"_s, u"c adjustment 0/-1 -1 -1.00"_s}));
    QVERIFY(sentencesOf(july, desk.zone, LineKind::Adjustment).contains(u"No usage of this period came after that"_s));
}

void LateUsageTest::lateUseBeforeTheFirstTermMovesNothing()
{
    ClosingDesk desk;
    desk.usePlan(planText(chargeText(R"("shape":"flat_capped","rate":"1","cap":"1/day","lifetime":"P2D")")));
    desk.use({"2026-05-10T10:00:00Z", "2026-05-11T10:00:00Z"});
    desk.close("2026-05");
    const Statement may = desk.bill("2026-05");
    QCOMPARE(totalOf(may), u"2.00"_s);
    desk.use({"2026-05-02T10:00:00Z", "2026-04-30T10:00:00Z"});
    QVERIFY(desk.bill("2026-05") == may);
    const Statement june = desk.bill("2026-06");
    QCOMPARE(totalOf(june), u"0.00"_s);
    QCOMPARE(june.lines.back().late->outsideTerm, 1);
    QVERIFY(sentencesOf(june, desk.zone, LineKind::Adjustment).contains(u"Outside every term of their token"_s));
    // Reopened, the first term begins with the first use again.
    valueOf(desk.periods().reopen("Acme", "2026-05", "a test"));
    QCOMPARE(totalOf(desk.bill("2026-05")), u"0.00"_s);
    QCOMPARE(totalOf(desk.bill("2026-04")), u"1.00"_s);
}

void LateUsageTest::lateUseOfNothingToPayIsStillListed()
{
    ClosedMay closed(planText(chargeText(flat)));
    QCOMPARE(closed.desk.import("time,id,status\n2026-05-20T10:00:00Z,x,500\n").late, 1);
    QCOMPARE(billOf(closed.desk.bill("2026-06")),
        (QStringList{u"c shape 0/0 0 0.00"_s, u"c adjustment 1/0 0 0.00"_s, u"total 0.00"_s}));
}

void LateUsageTest::T_D12_reopenMakesTheBillAnew()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    desk.setPolicy(LateUsage::Reopen);
    QCOMPARE(desk.use({"2026-05-20T10:00:00Z"}).late, 1);
    const Statement may = desk.bill("2026-05");
    QCOMPARE(totalOf(may), u"4.00"_s);
    QVERIFY(!may.closed);
    QCOMPARE(totalOf(desk.bill("2026-06")), u"0.00"_s);
    const std::vector<ClosingRow> rows = valueOf(desk.periods().list());
    QCOMPARE(rows.size(), std::size_t{1});
    QVERIFY(rows.front().reopenedAt);
    QCOMPARE(QString::fromStdString(rows.front().reason), u"usage-4.csv"_s);
    QCOMPARE(desk.ledger("period.reopened").size(), 1);
    QCOMPARE(valueOf(desk.periods().notices()).front().policy, std::string("reopen"));
    QCOMPARE(desk.use({"2026-05-21T10:00:00Z"}).late, 0);
    desk.close("2026-05");
    QCOMPARE(totalOf(desk.bill("2026-05")), u"5.00"_s);
    QCOMPARE(totalOf(desk.bill("2026-06")), u"0.00"_s);
}

/// A period is open only where those after it are.
void LateUsageTest::T_D12_reopeningOpensWhatFollowed()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    desk.workspace.now = at("2026-08-01T00:00:00Z");
    desk.use({"2026-06-10T10:00:00Z", "2026-07-10T10:00:00Z"});
    desk.close("2026-06-01/2026-08-01");
    QCOMPARE(valueOf(desk.periods().list()).size(), std::size_t{3});
    desk.setPolicy(LateUsage::Reopen);
    QCOMPARE(desk.use({"2026-06-20T10:00:00Z"}).late, 1);
    QVERIFY(desk.bill("2026-05") == closed.may);
    QCOMPARE(totalOf(desk.bill("2026-06")), u"2.00"_s);
    QVERIFY(!desk.bill("2026-07").closed);
    QCOMPARE(desk.ledger("period.reopened").size(), 2);
}

void LateUsageTest::T_D12_rejectStoresNothing()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    desk.setPolicy(LateUsage::Reject);
    const ImportReport report = desk.import("time,id\n2026-05-20T10:00:00Z,l1\n2026-06-01T00:00:00Z,ok\n"
                                            "2026-05-21T10:00:00Z,l1\n");
    QCOMPARE(report.added, 1);
    QCOMPARE(report.rejected, 2);
    QCOMPARE(report.late, 2);
    QCOMPARE(report.faults.size(), std::size_t{2});
    QVERIFY((report.faults.front() == Error{ErrorCode::PeriodClosed, "time", "2026-05", ">= 2026-06-01T00:00:00Z", 2}));
    QCOMPARE(desk.workspace.eventIds(), (std::vector<std::string>{"r1", "r2", "r3", "ok"}));
    QCOMPARE(totalOf(desk.bill("2026-06")), u"1.00"_s);
    const std::vector<NoticeRow> notices = valueOf(desk.periods().notices());
    QCOMPARE(notices.size(), std::size_t{1});
    QCOMPARE(notices.front().events, 2);
    QCOMPARE(notices.front().policy, std::string("reject"));
    QCOMPARE(desk.ledger("usage.refused").size(), 1);
    // What was refused is no secret debt: under another policy it comes in, once.
    desk.setPolicy(LateUsage::NextBill);
    QCOMPARE(desk.import("time,id\n2026-05-20T10:00:00Z,l1\n").added, 1);
    QCOMPARE(totalOf(desk.bill("2026-06")), u"2.00"_s);
}

void LateUsageTest::T_D12_knownRowsAreNotLate()
{
    for (const LateUsage policy : {LateUsage::NextBill, LateUsage::Reopen, LateUsage::Reject}) {
        ClosingDesk desk;
        desk.usePlan(planText(chargeText(flat)));
        const QByteArray file = "time,id\n2026-05-20T10:00:00Z,a\n2026-05-21T10:00:00Z,b\n";
        QCOMPARE(desk.import(file).added, 2);
        desk.close("2026-05");
        desk.setPolicy(policy);
        const ImportReport report = desk.import(file);
        QCOMPARE(report.duplicates, 2);
        QCOMPARE(report.late, 0);
        QCOMPARE(report.rejected, 0);
        QVERIFY(valueOf(desk.periods().notices()).empty());
        QVERIFY(desk.bill("2026-05").closed);
    }
}

void LateUsageTest::T_D12_dryRunCountsAndWritesNothing()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    const std::string path =
        desk.workspace.writeFile(u"dry.csv"_s, "time,id\n2026-05-20T10:00:00Z,l1\n2027-01-01T00:00:00Z,f1\n")
            .toStdString();
    ImportOptions options;
    options.layout = valueOf(desk.workspace.imports().preview(path, {})).layout;
    options.token = desk.token.id;
    options.dryRun = true;
    for (const LateUsage policy : {LateUsage::NextBill, LateUsage::Reopen, LateUsage::Reject}) {
        desk.setPolicy(policy);
        const ImportReport report = valueOf(desk.workspace.imports().run(path, options, {}));
        QCOMPARE(report.late, 1);
        QCOMPARE(report.future, 1);
        QVERIFY(desk.bill("2026-05").closed);
        QVERIFY(valueOf(desk.periods().notices()).empty());
    }
}

void LateUsageTest::T_D12_listNamesEveryImport()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    desk.use({"2026-05-20T10:00:00Z", "2026-05-02T10:00:00Z", "2026-06-01T10:00:00Z"}); // usage-6.csv
    desk.workspace.now = at("2026-07-11T00:00:00Z"); // 40 days late
    desk.use({"2026-05-31T10:00:00Z"});
    const std::vector<NoticeRow> rows = valueOf(desk.periods().notices());
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0].customerName, std::string("Acme"));
    QCOMPARE(rows[0].period, std::string("2026-05"));
    QCOMPARE(rows[0].policy, std::string("next_bill"));
    QCOMPARE(rows[0].file, std::string("usage-6.csv"));
    QCOMPARE(rows[0].events, 2);
    QCOMPARE(toRfc3339(rows[0].first), std::string("2026-05-02T10:00:00Z"));
    QCOMPARE(toRfc3339(rows[0].last), std::string("2026-05-20T10:00:00Z"));
    QCOMPARE(rows[1].notedAt.ms, desk.workspace.now.ms);
    QCOMPARE(valueOf(desk.periods().list()).front().late, 3);
    QCOMPARE(desk.ledger("usage.late").size(), 2);
}

void LateUsageTest::T_D12_futureIsFlagged()
{
    ClosingDesk desk;
    desk.usePlan(planText(chargeText(flat)));
    const ImportReport report = desk.use({"2026-05-20T10:00:00Z", "2026-07-02T10:00:00Z", "2026-07-03T10:00:00Z"});
    QCOMPARE(report.added, 3);
    QCOMPARE(report.future, 2);
    const std::vector<NoticeRow> rows = valueOf(desk.periods().notices());
    QCOMPARE(rows.size(), std::size_t{1});
    QVERIFY(rows.front().kind == NoticeRow::Kind::Future);
    QCOMPARE(rows.front().events, 2);
    QVERIFY(rows.front().period.empty());
    QVERIFY(desk.bill("2026-06").future.empty());
    const Statement july = desk.bill("2026-07");
    QCOMPARE(totalOf(july), u"2.00"_s);
    QCOMPARE(july.future.size(), std::size_t{1});
    QCOMPARE(july.future.front().events, 2);
    QVERIFY(sentence(july.future.front(), desk.zone).contains(u"2, from 2026-07-02"_s));
    QVERIFY(toJson(july, desk.zone).find("future"));
    desk.workspace.now = at("2026-08-02T00:00:00Z");
    desk.close("2026-07");
    QCOMPARE(desk.bill("2026-07").future.size(), std::size_t{1});
}

void LateUsageTest::T_D12_futureEdge_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<int>("future");
    QTest::newRow("now") << QByteArray("2026-06-01T12:00:00Z") << 0;
    QTest::newRow("five minutes ahead") << QByteArray("2026-06-01T12:05:00Z") << 0;
    QTest::newRow("a little more") << QByteArray("2026-06-01T12:05:00.001Z") << 1;
}

void LateUsageTest::T_D12_futureEdge()
{
    QFETCH(QByteArray, time);
    QFETCH(int, future);
    ClosingDesk desk;
    QCOMPARE(desk.use({time}).future, future);
}

/// What counts from now must not count from inside a closed period.
void LateUsageTest::T_D12_clockGoesBack()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    desk.workspace.now = at("2026-05-15T00:00:00Z");
    TokenService tokens = desk.workspace.tokens();
    const auto revoked = tokens.revoke(desk.token.id);
    QVERIFY(!revoked);
    QVERIFY(revoked.error().code == ErrorCode::PeriodClosed);
    QCOMPARE(revoked.error().found, std::string("2026-05"));
    TokenEdit edit;
    edit.price = History::price("2", "none", "none");
    QVERIFY(!tokens.edit(desk.token.id, edit));
    QVERIFY(desk.bill("2026-05") == closed.may);
    desk.workspace.now = at("2026-06-01T00:00:00Z");
    QVERIFY(tokens.revoke(desk.token.id));
}

void LateUsageTest::changeOfTheBillCountsLateUsage()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    desk.use({"2026-05-20T10:00:00Z", "2026-06-01T10:00:00Z"});
    const BillChange change = valueOf(BillingService(desk.workspace.context)
            .changeForCustomer(desk.customer.id, spanOf(desk, "2026-05"), spanOf(desk, "2026-06")));
    QCOMPARE(change.before, decimal("3"));
    QCOMPARE(change.after, decimal("2"));
    QCOMPARE(change.volume, decimal("-3")); // 4 requests were made in May, 1 in June
    QCOMPARE(change.late, decimal("2")); // one that May does not have, one that June has for it
    QVERIFY(explanation(change, desk.zone).join(u' ').contains(u"by late usage"_s));
}

void LateUsageTest::rangesAreMadeOfTheirBills()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    desk.use({"2026-04-20T10:00:00Z", "2026-05-20T10:00:00Z", "2026-06-01T10:00:00Z"});
    QCOMPARE(totalOf(desk.bill("2026-04")), u"1.00"_s);
    const Statement range = desk.bill("2026-04-01/2026-07-01");
    QCOMPARE(totalOf(range), u"6.00"_s);
    QVERIFY(!range.closed);
    // A cut of a closed period was never a statement: it shows what is known now.
    QCOMPARE(totalOf(desk.bill("2026-05-20")), u"1.00"_s);
}

/// Counted in what the database is asked.
void LateUsageTest::nothingIsRatedAgainWithoutNotice()
{
    ClosedMay closed;
    ClosingDesk &desk = closed.desk;
    desk.workspace.now = at("2026-07-01T00:00:00Z");
    desk.close("2026-06");
    int statements = 0;
    const auto count = [&](const char *period) {
        statements = 0;
        desk.workspace.stores->connection->fault = [&statements] { return ++statements < 0; };
        const Statement bill = desk.bill(period);
        desk.workspace.stores->connection->fault = {};
        return statements;
    };
    const int quiet = count("2026-07");
    QVERIFY(count("2026-05") < quiet);
    desk.use({"2026-06-20T10:00:00Z"});
    const int oneAgain = count("2026-07");
    QVERIFY(oneAgain > quiet);
    desk.use({"2026-05-20T10:00:00Z"});
    QVERIFY(count("2026-07") > oneAgain);
    desk.workspace.now = at("2026-08-01T00:00:00Z");
    desk.close("2026-07");
    QCOMPARE(count("2026-08"), quiet);
}

QTEST_GUILESS_MAIN(LateUsageTest)
#include "tst_lateusage.moc"
