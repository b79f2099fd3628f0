// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/agreements.h"
#include "core/services/frozenstatement.h"
#include "core/services/statementjson.h"
#include "core/services/wording.h"
#include "tests/core/services/closingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray flat = R"("shape":"flat","rate":"1")";

/// The clock stands at 1 June 2026, 12:00; there is use in April, May and June.
struct UsedDesk : ClosingDesk {
    explicit UsedDesk(const char *zoneId = "UTC") : ClosingDesk(zoneId)
    {
        usePlan(planText(chargeText(flat)));
        use({"2026-04-10T10:00:00Z", "2026-05-10T10:00:00Z", "2026-06-01T10:00:00Z"});
    }
};

template<typename T>
Error errorOf(const Result<T> &result)
{
    return result ? Error{ErrorCode::Internal, "no error", "", "", 0} : result.error();
}

} // namespace

class ClosingTest : public QObject {
    Q_OBJECT

private slots:
    void closedStatementIsTheBill();
    void repeatingChangesNothing();
    void yearIsClosedMonthByMonth();
    void refusals_data();
    void refusals();
    void periodsFollowOneAnother();
    void edgesAreTheCustomersOwn();
    void weeksAndMonthsAreClosedTogether();
    void anniversaryPeriodsCountFromTheFirstUse();
    void customersWithoutUseAreClosedToo();
    void allCustomersAtOnce();
    void reopening();
    void frozenStatementGivesBackEveryDigit_data();
    void frozenStatementGivesBackEveryDigit();
    void damagedStatementIsNoticed();
    void triggersRefuseChanges_data();
    void triggersRefuseChanges();
    void nothingIsClosedByHalves();
    void changesInsideAClosedPeriodAreRefused();
    void laterPlanOfATokenDoesNotPartTheEarlierBill();
    void tagsAreThoseOfTheClosing();
    void policyIsKept();
};

void ClosingTest::closedStatementIsTheBill()
{
    UsedDesk desk;
    const Statement before = desk.bill("2026-05");
    const ClosingReport report = valueOf(desk.tryClose("2026-05"));
    QCOMPARE(report.closed.size(), std::size_t{1});
    const ClosingRow row = report.closed.front();
    QCOMPARE(row.customerName, std::string("Acme"));
    QCOMPARE(row.period, std::string("2026-05"));
    QCOMPARE(row.total, std::string("1.00"));
    QCOMPARE(row.currency, std::string("USD"));
    QCOMPARE(row.closedBy, std::string("tester"));
    Statement closed = desk.bill("2026-05");
    QVERIFY(closed.closed);
    QVERIFY(closed.closed->at == desk.workspace.now);
    const auto sentences = [&](const Statement &statement) {
        QStringList all;
        for (const StatementLine &line : statement.lines)
            all << explanation(line, statement, desk.zone);
        return all;
    };
    QCOMPARE(sentences(closed), sentences(before));
    closed.closed.reset();
    for (StatementLine &line : closed.lines)
        line.explained.clear();
    QVERIFY(closed == before);
    const QStringList ledger = desk.ledger("period.closed");
    QCOMPARE(ledger.size(), 1);
    QVERIFY(ledger.front().contains(u"\"total\":\"1\""_s) && ledger.front().contains(u"statement_sha256"_s));
}

void ClosingTest::repeatingChangesNothing()
{
    UsedDesk desk;
    desk.close("2026-04");
    const ClosingReport again = valueOf(desk.tryClose("2026-04"));
    QVERIFY(again.closed.empty());
    QCOMPARE(again.known.size(), std::size_t{1});
    const ClosingReport both = valueOf(desk.tryClose("2026-04-01/2026-06-01"));
    QCOMPARE(both.known.size(), std::size_t{1});
    QCOMPARE(both.closed.size(), std::size_t{1});
    QCOMPARE(both.closed.front().period, std::string("2026-05"));
    QCOMPARE(desk.ledger("period.closed").size(), 2);
}

void ClosingTest::yearIsClosedMonthByMonth()
{
    UsedDesk desk;
    desk.workspace.now = at("2027-01-01T00:00:00Z");
    const ClosingReport report = valueOf(desk.tryClose("2026"));
    QCOMPARE(report.closed.size(), std::size_t{12});
    QCOMPARE(report.closed.back().period, std::string("2026-12"));
    QCOMPARE(totalOf(desk.bill("2026-05")), u"1.00"_s);
    QCOMPARE(totalOf(desk.bill("2026")), u"3.00"_s);
}

void ClosingTest::refusals_data()
{
    QTest::addColumn<QByteArray>("period");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *period, ErrorCode code, const char *found, const char *expected) {
        QTest::newRow(name) << QByteArray(period) << static_cast<int>(code) << QByteArray(found)
                            << QByteArray(expected);
    };
    row("not over", "2026-06", ErrorCode::PeriodOpen, "2026-06", ">= 2026-07-01T00:00:00Z");
    row("over only in part", "2026-05-01/2026-07-01", ErrorCode::PeriodOpen, "2026-06", ">= 2026-07-01T00:00:00Z");
    row("a day", "2026-05-05", ErrorCode::OutOfRange, "2026-05-05", "2026-05");
    row("begins too late", "2026-05-02/2026-06-01", ErrorCode::OutOfRange, "2026-05-02/2026-06-01", "2026-05");
    row("ends too early", "2026-04-01/2026-05-31", ErrorCode::OutOfRange, "2026-04-01/2026-05-31", "2026-04, 2026-05");
    row("no period", "May", ErrorCode::Syntax, "May", "2026, 2026-10, 2026-10-05, START/END");
}

void ClosingTest::refusals()
{
    QFETCH(QByteArray, period);
    QFETCH(int, code);
    QFETCH(QByteArray, found);
    QFETCH(QByteArray, expected);
    UsedDesk desk;
    const Error error = errorOf(desk.tryClose(period.constData()));
    QCOMPARE(static_cast<int>(error.code), code);
    QCOMPARE(error.where, std::string("period"));
    QCOMPARE(QByteArray::fromStdString(error.found), found);
    QCOMPARE(QByteArray::fromStdString(error.expected), expected);
    QVERIFY(valueOf(desk.periods().list()).empty());
}

void ClosingTest::periodsFollowOneAnother()
{
    UsedDesk desk;
    desk.close("2026-03");
    const Error gap = errorOf(desk.tryClose("2026-05"));
    QVERIFY((gap == Error{ErrorCode::Conflict, "period", "2026-05", "2026-04", 0}));
    const Error before = errorOf(desk.tryClose("2026-02"));
    QVERIFY((before == Error{ErrorCode::Conflict, "period", "2026-02", "2026-04", 0}));
    desk.close("2026-04");
    desk.close("2026-05");
    QCOMPARE(valueOf(desk.periods().list()).size(), std::size_t{3});
}

/// May is over in Apia while it lasts in UTC.
void ClosingTest::edgesAreTheCustomersOwn()
{
    UsedDesk desk("Pacific/Apia");
    desk.workspace.now = at("2026-05-31T10:59:59.999Z");
    QVERIFY(errorOf(desk.tryClose("2026-05")).code == ErrorCode::PeriodOpen);
    desk.workspace.now = at("2026-05-31T11:00:00Z");
    desk.close("2026-05");
    QCOMPARE(toRfc3339(valueOf(desk.periods().list()).front().span.end), std::string("2026-05-31T11:00:00Z"));
}

void ClosingTest::weeksAndMonthsAreClosedTogether()
{
    ClosingDesk desk;
    desk.usePlan(planText(chargeText(flat), R"(,"period":"P1W")"));
    desk.use({"2026-05-12T10:00:00Z"});
    QCOMPARE(errorOf(desk.tryClose("2026-05")).expected, std::string("2026-04-27/2026-05-04"));
    desk.close("2026-05-04/2026-05-18");
    QCOMPARE(valueOf(desk.periods().list()).size(), std::size_t{2});
}

void ClosingTest::anniversaryPeriodsCountFromTheFirstUse()
{
    ClosingDesk desk;
    desk.usePlan(planText(chargeText(flat), R"(,"period":"P1M","period_align":"anniversary")"));
    desk.use({"2026-03-31T10:20:00Z", "2026-04-30T10:14:59Z", "2026-04-30T10:15:00Z"});
    QCOMPARE(errorOf(desk.tryClose("2026-04")).expected, std::string("2026-03-31T10:15:00Z/2026-04-30T10:15:00Z"));
    desk.close("2026-03-31T10:15:00Z/2026-04-30T10:15:00Z");
    QCOMPARE(totalOf(desk.bill("2026-03-31T10:15:00Z/2026-04-30T10:15:00Z")), u"2.00"_s);
    desk.close("2026-04-30T10:15:00Z/2026-05-31T10:15:00Z");
}

void ClosingTest::customersWithoutUseAreClosedToo()
{
    ServicesFixture workspace;
    valueOf(workspace.customers().add({"Quiet", "JPY", "Asia/Tokyo", ""}));
    PeriodService periods(workspace.context);
    const ClosingReport report = valueOf(periods.close("Quiet", "2026-05"));
    QCOMPARE(report.closed.front().total, std::string("0"));
    QCOMPARE(report.closed.front().currency, std::string("JPY"));
}

void ClosingTest::allCustomersAtOnce()
{
    UsedDesk desk;
    PeriodService periods(desk.workspace.context);
    desk.workspace.now = at("2026-05-20T00:00:00Z");
    const Customer weekly = valueOf(desk.workspace.customers().add({"Weekly", "USD", "UTC", ""}));
    desk.workspace.now = at("2026-06-01T12:00:00Z");
    valueOf(desk.workspace.customers().add({"Young", "USD", "UTC", ""})); // has nothing to bill in May
    PlanService plans(desk.workspace.context);
    QVERIFY(plans.import(planText(chargeText(flat), R"(,"period":"P1W")").replace(R"("P")", R"("W")").toStdString()));
    QVERIFY(plans.assign("W", weekly.id, {}));
    const ClosingReport report = valueOf(periods.close({}, "2026-05"));
    QCOMPARE(report.closed.size(), std::size_t{1});
    QCOMPARE(report.closed.front().customerName, std::string("Acme"));
    QCOMPARE(report.refused.size(), std::size_t{1});
    QCOMPARE(report.refused.front().customerName, std::string("Weekly"));
    QVERIFY(report.refused.front().fault.code == ErrorCode::OutOfRange);
}

void ClosingTest::reopening()
{
    UsedDesk desk;
    PeriodService periods(desk.workspace.context);
    desk.close("2026-04");
    desk.close("2026-05");
    QVERIFY(errorOf(periods.reopen("Acme", "2026-05", "")).code == ErrorCode::Missing);
    QVERIFY((errorOf(periods.reopen("Acme", "2026-04", "wrong price"))
        == Error{ErrorCode::Conflict, "period", "2026-04", "2026-05", 0}));
    QVERIFY(errorOf(periods.reopen("Acme", "2026-03", "wrong price")).code == ErrorCode::NotFound);
    desk.workspace.now = at("2026-06-02T00:00:00Z");
    const ClosingRow row = valueOf(periods.reopen("Acme", "2026-05", "wrong price"));
    QVERIFY(row.reopenedAt == desk.workspace.now);
    QVERIFY(!desk.bill("2026-05").closed);
    QVERIFY(desk.bill("2026-04").closed);
    QVERIFY(desk.ledger("period.reopened").front().contains(u"wrong price"_s));
    QVERIFY(errorOf(periods.reopen("Acme", "2026-05", "again")).code == ErrorCode::NotFound);
    desk.close("2026-05");
    const std::vector<ClosingRow> rows = valueOf(periods.list("Acme"));
    QCOMPARE(rows.size(), std::size_t{3});
    QCOMPARE(rows[1].reason, std::string("wrong price"));
    QVERIFY(!rows[2].reopenedAt);
}

void ClosingTest::frozenStatementGivesBackEveryDigit_data()
{
    QTest::addColumn<QByteArray>("charges");
    QTest::addColumn<QByteArray>("more");
    const QByteArray none;
    QTest::newRow("flat, tags and a discount by tag")
        << chargeText(flat) << QByteArray(R"(,"discounts":[{"percent":"10","tag":"*"},{"amount":"0.01"}])");
    QTest::newRow("capped, several terms")
        << chargeText(R"("shape":"flat_capped","rate":"0.0137","cap":["2/day","7/week"],"lifetime":"P10D",)"
                      R"("renewal":"auto","cap_scope":"window","over_cap":"charge","overage_rate":"3.000000000001")")
        << QByteArray(R"(,"minimum":"10","tax":{"percent":"6","on":"total"})");
    QTest::newRow("anchored on the 31st")
        << chargeText(R"("shape":"flat_capped","rate":"1","cap":"9/month","lifetime":"P1M","renewal":"auto")") << none;
    QTest::newRow("tiers and allowance") << chargeText(
        R"("shape":"graduated","tiers":[{"up_to":3,"rate":"1"},{"rate":"0.5"}])", R"(,"allowance":2)")
                                         << QByteArray(R"(,"maximum":"2")");
    QTest::newRow("fee, slices, level, what nearly matched")
        << chargeText(R"("shape":"fixed","amount":"9")", {}, "fee") + ','
            + R"({"id":"a","group":"g","match":{"model":"gpt*"},"price":{"shape":"flat","rate":"2"}},)"
              R"({"id":"b","group":"g","price":{"shape":"flat","rate":"1"},)"
              R"("slices":[{"hours":"Mon-Sun 00:00-12:00","multiplier":"1.5"},{"hours":"Sun 13:00-14:00","multiplier":"2"}],)"
              R"("service_level":[{"slower_than_ms":10,"credit":"0.5"}]},)"
              R"({"id":"u","meter":"output_units","price":{"shape":"package","size":10,"rate":"8"}})"
        << none;
}

void ClosingTest::frozenStatementGivesBackEveryDigit()
{
    QFETCH(QByteArray, charges);
    QFETCH(QByteArray, more);
    ClosingDesk desk("Europe/Berlin");
    TokenEdit edit;
    edit.tags = {"team-a", "团队"};
    valueOf(desk.workspace.tokens().edit(desk.token.id, edit));
    desk.usePlan(planText(charges, more));
    QByteArray csv = "time,id,status,model,response_ms,output_units\n";
    for (int i = 0; i < 90; ++i)
        csv += QByteArray::fromStdString(toRfc3339(at("2026-01-31T09:00:00Z").plus(i * 33 * msPerHour))) + ",r"
            + QByteArray::number(i) + (i % 5 ? ",200," : ",404,") + (i % 3 ? "gpt-4o," : "其他,")
            + QByteArray::number(i % 21) + ',' + (i % 4 ? QByteArray::number(i) : QByteArray()) + '\n';
    QCOMPARE(desk.import(csv).added, 90);
    for (const char *period : {"2026-01", "2026-02", "2026-03", "2026-04", "2026-05"}) {
        const Statement open = desk.bill(period);
        QVERIFY(valueOf(thaw(freeze(open))) == open);
        desk.close(period);
        const Statement closed = desk.bill(period);
        QVERIFY(valueOf(thaw(freeze(closed))) == closed);
        Json json = toJson(closed, desk.zone);
        QVERIFY(json.find("closed"));
        Statement asOpen = closed;
        asOpen.closed.reset();
        QCOMPARE(QByteArray::fromStdString(toJson(asOpen, desk.zone).dump()),
            QByteArray::fromStdString(toJson(open, desk.zone).dump()));
    }
}

void ClosingTest::damagedStatementIsNoticed()
{
    QVERIFY(errorOf(thaw("{}")).code == ErrorCode::Internal); // an empty statement
    QVERIFY(errorOf(thaw("[]")).code == ErrorCode::Damaged);
    QVERIFY(errorOf(thaw("")).code == ErrorCode::Damaged);
    QVERIFY(errorOf(thaw(R"({"total":1})")).code == ErrorCode::Damaged);
    QVERIFY(errorOf(thaw(R"({"lines":[{"kind":"unheard"}]})")).code == ErrorCode::Damaged);
    QVERIFY(errorOf(thaw(R"({"lines":[{"parts":[{"token":-1}]}]})")).code == ErrorCode::Damaged);
    UsedDesk desk;
    desk.close("2026-05");
    Connection &connection = *desk.workspace.stores->connection;
    QVERIFY_RESULT(connection.run(u"DROP TRIGGER closing_statement_stays"_s));
    QVERIFY_RESULT(connection.run(u"UPDATE closing_statement SET document = replace(document, '\"1\"', '\"2\"')"_s));
    const Result<Statement> bill =
        BillingService(desk.workspace.context).billCustomer(desk.customer.id, spanOf(desk, "2026-05"));
    QVERIFY(errorOf(bill).code == ErrorCode::Damaged);
}

void ClosingTest::triggersRefuseChanges_data()
{
    QTest::addColumn<QString>("sql");
    for (const char *table : {"closing", "closing_statement", "closing_term", "reopening", "usage_notice"}) {
        const QString name = QString::fromLatin1(table);
        QTest::addRow("delete from %s", table) << u"DELETE FROM "_s + name;
        const QString column = name == u"closing" ? u"total"_s
            : name == u"closing_statement"        ? u"document"_s
            : name == u"closing_term"             ? u"start_ms"_s
            : name == u"reopening"                ? u"reason"_s
                                                  : u"events"_s;
        QTest::addRow("update %s", table) << u"UPDATE %1 SET %2 = %2"_s.arg(name, column);
    }
    QTest::newRow("overlap")
        << u"INSERT INTO closing SELECT 'x', customer_id, from_ms + 1, to_ms + 1, 0, '', 'USD', '0', 0"
           " FROM closing LIMIT 1"_s;
    QTest::newRow("gap") << u"INSERT INTO closing SELECT 'x', customer_id, to_ms + 1, to_ms + 2, 0, '', 'USD', '0', 0"
                            " FROM closing ORDER BY to_ms DESC LIMIT 1"_s;
}

void ClosingTest::triggersRefuseChanges()
{
    QFETCH(QString, sql);
    UsedDesk desk;
    desk.close("2026-04");
    desk.close("2026-05");
    valueOf(desk.periods().reopen("Acme", "2026-05", "a test"));
    QCOMPARE(desk.use({"2026-04-20T10:00:00Z"}).late, 1);
    QVERIFY(errorOf(desk.workspace.stores->connection->run(sql)).code == ErrorCode::Conflict);
}

/// Whichever access fails, the period is closed with its statements and its ledger entry, or not at all.
void ClosingTest::nothingIsClosedByHalves()
{
    UsedDesk desk;
    Connection &connection = *desk.workspace.stores->connection;
    const auto count = [&](const char *table) {
        return valueOf(connection.first(
            u"SELECT count(*) FROM "_s + QString::fromLatin1(table), [](const Row &row) { return row.integer(0); }));
    };
    bool isClosed = false;
    for (int n = 0; !isClosed; ++n) {
        QVERIFY(n < 500);
        int left = n;
        connection.fault = [&left] { return left-- == 0; };
        isClosed = desk.tryClose("2026-05").has_value();
        connection.fault = {};
        const std::int64_t expected = *count("closing");
        QVERIFY(expected == 1 || !isClosed);
        isClosed = expected == 1; // what fails after the commit is only the answer
        QCOMPARE(*count("closing_statement"), 2 * expected);
        QCOMPARE(*count("closing_term"), expected);
        QCOMPARE(desk.ledger("period.closed").size(), static_cast<qsizetype>(expected));
    }
}

void ClosingTest::changesInsideAClosedPeriodAreRefused()
{
    UsedDesk desk;
    ServiceContext &context = desk.workspace.context;
    PlanService plans(context);
    desk.close("2026-05");
    const Statement may = desk.bill("2026-05");
    const Instant inside = at("2026-05-31T23:59:59.999Z");
    const Instant after = at("2026-06-01T00:00:00Z");
    const std::string next = planText(chargeText(R"("shape":"flat","rate":"2")")).toStdString();
    const auto refusesPlan = plans.import(next, "2026-05-31");
    QVERIFY(!refusesPlan);
    QVERIFY((refusesPlan.error().front()
        == Error{ErrorCode::PeriodClosed, "from (Acme)", "2026-05", ">= 2026-06-01T00:00:00Z", 0}));
    QVERIFY(sentence(refusesPlan.error().front()).contains(u"The period 2026-05 is closed."_s));
    QVERIFY(plans.import(next, "2026-06-01"));
    QVERIFY(plans.import(planText(chargeText(flat)).replace(R"("P")", R"("Other")").toStdString()));
    QVERIFY(errorOf(plans.assign("Other", desk.customer.id, inside)).code == ErrorCode::PeriodClosed);
    QVERIFY(plans.assign("Other", desk.customer.id, after.plus(1)));
    AgreementService agreements(context);
    const std::string terms = R"({"charges":[{"id":"c","price":{"rate":"0.5"}}]})";
    const auto agreed = agreements.agree("P", "Acme", terms, "2026-05-01");
    QVERIFY(!agreed && agreed.error().front().code == ErrorCode::PeriodClosed);
    QVERIFY(agreements.agree("P", "Acme", terms, "2026-06-01"));
    TokenEdit edit;
    edit.price = History::price("2", "none", "none");
    edit.from = inside;
    QVERIFY(errorOf(desk.workspace.tokens().edit(desk.token.id, edit)).code == ErrorCode::PeriodClosed);
    edit.from = after;
    QVERIFY(desk.workspace.tokens().edit(desk.token.id, edit));
    // Another plan's version disturbs nobody whose periods are closed.
    QVERIFY(plans.import(
        planText(chargeText(R"("shape":"flat","rate":"3")")).replace(R"("P")", R"("Free")").toStdString()));
    QVERIFY(plans.import(next.substr(0, next.size()).replace(next.find(R"("P")"), 3, R"("Free")"), "2026-05-02"));
    QVERIFY(desk.bill("2026-05") == may);
    desk.use({"2026-05-12T10:00:00Z"});
    QCOMPARE(totalOf(desk.bill("2026-05")), u"1.00"_s);
    const Statement june = desk.bill("2026-06");
    QCOMPARE(june.lines.back().amount, decimal("1")); // at the price of May
}

/// Two tokens shared May's free units; that one gets a plan of its own in June changes nothing of May.
void ClosingTest::laterPlanOfATokenDoesNotPartTheEarlierBill()
{
    ClosingDesk desk;
    desk.usePlan(planText(chargeText(R"("shape":"flat","rate":"1")", R"(,"allowance":3)"), R"(,"minimum":"5")"));
    QVERIFY(!desk.workspace.addToken(desk.customer.id, "other").id.isEmpty());
    QCOMPARE(desk.import("time,id,token\n2026-05-01T10:00:00Z,a,gateway\n2026-05-02T10:00:00Z,b,other\n"
                         "2026-05-03T10:00:00Z,c,gateway\n2026-05-04T10:00:00Z,d,other\n")
                 .added,
        4);
    const Statement may = desk.bill("2026-05");
    QCOMPARE(totalOf(may), u"5.00"_s);
    PlanService plans(desk.workspace.context);
    QVERIFY(plans.import(planText(chargeText(flat)).replace(R"("P")", R"("Own")").toStdString()));
    TokenEdit edit;
    edit.plan = "Own";
    edit.from = at("2026-06-01T00:00:00Z");
    valueOf(desk.workspace.tokens().edit(desk.token.id, edit));
    const Statement again = desk.bill("2026-05");
    QCOMPARE(QByteArray::fromStdString(freeze(again)), QByteArray::fromStdString(freeze(may)));
    QVERIFY(again == may);
}

void ClosingTest::tagsAreThoseOfTheClosing()
{
    ClosingDesk desk;
    TokenEdit edit;
    edit.tags = {"partner"};
    valueOf(desk.workspace.tokens().edit(desk.token.id, edit));
    desk.usePlan(planText(chargeText(flat), R"(,"discounts":[{"percent":"50","tag":"partner"}])"));
    desk.use({"2026-05-10T10:00:00Z", "2026-05-11T10:00:00Z"});
    desk.close("2026-05");
    edit.tags = std::vector<std::string>();
    valueOf(desk.workspace.tokens().edit(desk.token.id, edit));
    desk.use({"2026-05-12T10:00:00Z", "2026-05-13T10:00:00Z"});
    QCOMPARE(totalOf(desk.bill("2026-05")), u"1.00"_s);
    QCOMPARE(totalOf(desk.bill("2026-06")), u"1.00"_s);
}

void ClosingTest::policyIsKept()
{
    ServicesFixture workspace;
    SettingsService settings(workspace.context);
    QVERIFY(valueOf(settings.lateUsage()).isDefault);
    QVERIFY(valueOf(settings.lateUsage()).policy == LateUsage::NextBill);
    for (const LateUsage policy : {LateUsage::Reject, LateUsage::Reopen, LateUsage::NextBill}) {
        QVERIFY_RESULT(settings.setLateUsage(policy));
        QVERIFY(valueOf(settings.lateUsage()).policy == policy);
        QVERIFY(!valueOf(settings.lateUsage()).isDefault);
        QVERIFY(valueOf(parseLateUsage(name(policy))) == policy);
    }
    QVERIFY(errorOf(parseLateUsage("sometimes")).code == ErrorCode::UnknownKey);
}

QTEST_GUILESS_MAIN(ClosingTest)
#include "tst_closing.moc"
