// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of vectors/billing-cases.md that begin with a file of usage: Tokens and ingest (T-K), what a bill shows of
// it (T-R3, T-R5, T-E4). Time and changed plans are in tst_billingcases_bills.cpp, pure rating is in core/rating.
#include "core/services/reporting.h"
#include "core/services/statementjson.h"
#include "tests/core/services/billingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray flat = R"("shape":"flat","rate":"1")";

QByteArray priced(const QByteArray &rate, const QByteArray &meter, const QByteArray &id)
{
    return chargeText(R"("shape":"flat","rate":")" + rate + "\"", R"(,"per":1000000,"meter":")" + meter + "\"", id);
}

/// Rows of "id" at hours of 1 May 2026, one a line.
QByteArray rowsOf(int count, int from = 0)
{
    QByteArray rows;
    for (int i = from; i < from + count; ++i)
        rows += QByteArray::fromStdString(toRfc3339(at("2026-05-01T00:00:00Z").plus(i * 40 * msPerSecond))) + ",r"
            + QByteArray::number(i) + '\n';
    return rows;
}

QByteArray reversed(const QByteArray &rows)
{
    QByteArrayList lines = rows.trimmed().split('\n');
    std::reverse(lines.begin(), lines.end());
    return lines.join('\n') + '\n';
}

QStringList faultsOf(const ImportReport &report)
{
    QStringList places;
    for (const Error &fault : report.faults)
        places << u"%1 %2"_s.arg(fault.line).arg(QString::fromStdString(fault.where));
    return places;
}

/// The facts of the ledger, without the batches that brought them.
qint64 unitsInLedger(BillingDesk &desk)
{
    qint64 added = 0;
    for (const LedgerEntry &entry : valueOf(desk.workspace.stores->ledger.page(1000)))
        if (entry.kind == "usage.imported")
            added += valueOf(valueOf(parseJson(entry.payload)).find("added")->toInt64());
    return added;
}

} // namespace

class BillingCasesIngestTest : public QObject {
    Q_OBJECT

private slots:
    void T_R3_storedAndRecomputedAgree_data();
    void T_R3_storedAndRecomputedAgree();
    void T_R5_unitPriceIsShownInFull();
    void T_K1_promptIncludesItsCachedPart();
    void T_K2_negativeCountsAreRefused();
    void T_K5_retryAfterATimeout();
    void T_K6_idsThatAreNullOrEmpty();
    void T_K6_sameIdWithAnotherBody();
    void T_K7_sameRequestLoggedTwice();
    void T_K8_abortedStream();
    void T_K9_cumulativeChunks();
    void T_K10_unitIsPrinted();
    void T_K11_sameTotalsHoweverItCame_data();
    void T_K11_sameTotalsHoweverItCame();
    void T_E4_unknownIsEmptyAndZeroIsZero();
    void currencyWithoutMinorUnitIsRefused_data();
    void currencyWithoutMinorUnitIsRefused();
};

void BillingCasesIngestTest::T_R3_storedAndRecomputedAgree_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<QString>("total");
    QTest::newRow("T-R3 half up") << QByteArray("half_up") << u"3.69"_s;
    QTest::newRow("T-R3 half even") << QByteArray("half_even") << u"3.68"_s;
}

void BillingCasesIngestTest::T_R3_storedAndRecomputedAgree()
{
    QFETCH(QByteArray, mode);
    QFETCH(QString, total);
    const QByteArray plan = planText(chargeText(R"("shape":"flat","rate":"0.067")"), R"(,"rounding":")" + mode + "\"");
    const QByteArray usage = "time,id,count\n2026-05-01T00:00:00Z,a,55\n";
    BillingDesk desk;
    desk.usePlan(plan);
    QCOMPARE(desk.import(usage).added, 1);
    QCOMPARE(totalOf(desk.bill("2026-05")), total);
    QCOMPARE(billOf(desk.bill("2026-05")), billOf(desk.bill("2026-05")));
    RateRequest request;
    request.plan = plan.toStdString();
    request.usagePath = desk.workspace.writeFile(u"again.csv"_s, usage).toStdString();
    std::vector<Error> faults;
    QCOMPARE(billOf(*rateFile(request, faults)), billOf(desk.bill("2026-05")));
}

void BillingCasesIngestTest::T_R5_unitPriceIsShownInFull()
{
    BillingDesk desk;
    desk.usePlan(planText(chargeText(R"("shape":"flat","rate":"0.025")")));
    QCOMPARE(desk.import("time\n2026-05-01T00:00:00Z\n").added, 1);
    const Json json = toJson(desk.bill("2026-05"), desk.zone);
    const Json &line = json.find("lines")->asArray()->front();
    QCOMPARE(*line.find("inputs")->find("rate")->asString(), std::string("0.025"));
    QCOMPARE(*line.find("exact")->asString(), std::string("0.025"));
    QVERIFY(line.find("explanation")->asString()->find("0.025") != std::string::npos);
    QCOMPARE(*line.find("amount")->asString(), std::string("0.03")); // only the amount is rounded
}

/// A gateway that counts the cached part within the prompt: it is taken off on entry, so that no unit is priced twice.
void BillingCasesIngestTest::T_K1_promptIncludesItsCachedPart()
{
    BillingDesk desk("UTC", "KWD");
    desk.usePlan(
        planText(priced("2.5", "input_units", "in") + ',' + priced("1.25", "cached_input_units", "cached"), {}, "KWD"));
    const ImportReport report =
        desk.import("time,id,prompt_tokens,cached_tokens\n2026-05-01T00:00:00Z,a,1000000,900000\n");
    QCOMPARE(report.added, 1);
    const QStringList expected{
        u"in shape 100000/100000 0.25 0.250"_s, u"cached shape 900000/900000 1.125 1.125"_s, u"total 1.375"_s};
    QCOMPARE(billOf(desk.bill("2026-05")), expected);
}

void BillingCasesIngestTest::T_K2_negativeCountsAreRefused()
{
    BillingDesk desk;
    const ImportReport disjoint = desk.import("time,id,input_units,cached_input_units,output_units\n"
                                              "2026-05-01T00:00:00Z,a,342,86272,44\n"
                                              "2026-05-01T00:00:00Z,b,-85930,86272,44\n"
                                              "2026-05-01T00:00:00Z,c,342,-1,44\n");
    QCOMPARE(disjoint.added, 1);
    QCOMPARE(faultsOf(disjoint), (QStringList{u"3 input_units"_s, u"4 cached_input_units"_s}));
    // A prompt smaller than its cached part would leave less than nothing.
    const ImportReport overlapping = desk.import("time,id,prompt_tokens,cached_tokens,completion_tokens\n"
                                                 "2026-05-01T00:00:00Z,d,86614,86272,44\n"
                                                 "2026-05-01T00:00:00Z,e,342,86272,44\n");
    QCOMPARE(overlapping.added, 1);
    QCOMPARE(faultsOf(overlapping), QStringList{u"3 total_input_units"_s});
    for (const StoredEvent &stored : valueOf(desk.workspace.stores->usage.events({})))
        QCOMPARE(stored.event.units[0].value_or(-1), 342);
}

/// Both attempts are kept; the customer's plan says which is charged, the provider's bills both.
void BillingCasesIngestTest::T_K5_retryAfterATimeout()
{
    const QByteArray usage = "time,id,status,response_ms\n2026-05-01T00:00:00Z,try-1,504,60000\n"
                             "2026-05-01T00:01:00Z,try-2,200,900\n";
    BillingDesk desk;
    desk.usePlan(planText(chargeText(flat)));
    QCOMPARE(desk.import(usage).added, 2);
    QCOMPARE(desk.workspace.eventIds(), (std::vector<std::string>{"try-1", "try-2"}));
    const Statement bill = desk.bill("2026-05");
    QCOMPARE(billOf(bill), (QStringList{u"c shape 2/1 1 1.00"_s, u"total 1.00"_s}));
    QCOMPARE(bill.lines.front().parts.front().notBillable, 1); // shown, not silent
    QCOMPARE(bill.billableStatuses, (std::vector<std::string>{"2xx", "3xx"}));

    RateRequest cost;
    cost.plan =
        planText(chargeText(R"("shape":"flat","rate":"0.4")"), R"(,"billable":["2xx","3xx","5xx"])").toStdString();
    cost.usagePath = desk.workspace.writeFile(u"cost.csv"_s, usage).toStdString();
    std::vector<Error> faults;
    QCOMPARE(billOf(*rateFile(cost, faults)), (QStringList{u"c shape 2/2 0.8 0.80"_s, u"total 0.80"_s}));
}

void BillingCasesIngestTest::T_K6_idsThatAreNullOrEmpty()
{
    BillingDesk desk;
    const QByteArray rows = R"({"time":"2026-05-01T00:00:00Z","id":null,"model":"a"}
{"time":"2026-05-01T00:00:00Z","id":null,"model":"b"}
{"time":"2026-05-01T00:00:00Z","id":"","model":"a"}
{"time":"2026-05-01T00:00:00Z","id":"x","model":"a"}
{"time":"2026-05-01T00:00:01Z","model":"a"}
)";
    QCOMPARE(desk.import(rows, u"usage.jsonl"_s).added, 5); // each by its content and its place among equal rows
    const ImportReport again = desk.import(rows, u"usage.jsonl"_s);
    QCOMPARE(again.added, 0);
    QCOMPARE(again.duplicates, 5);
    QCOMPARE(again.conflicts, 0);
}

void BillingCasesIngestTest::T_K6_sameIdWithAnotherBody()
{
    BillingDesk desk;
    desk.usePlan(planText(chargeText(flat)));
    QCOMPARE(desk.import("time,id,count\n2026-05-01T00:00:00Z,x,3\n").added, 1);
    const ImportReport second = desk.import("time,id,count\n2026-05-01T00:00:00Z,x,5\n");
    QCOMPARE(second.added, 0);
    QCOMPARE(second.conflicts, 1);
    const auto conflicts = valueOf(desk.workspace.stores->batches.conflicts(false));
    QCOMPARE(conflicts.size(), std::size_t(1)); // both bodies are shown
    QVERIFY(conflicts.front().firstBody.find(R"("count":3)") != std::string::npos);
    QVERIFY(conflicts.front().secondBody.find(R"("count":5)") != std::string::npos);
    QCOMPARE(totalOf(desk.bill("2026-05")), u"3.00"_s); // the first stands
}

void BillingCasesIngestTest::T_K7_sameRequestLoggedTwice()
{
    BillingDesk desk;
    desk.usePlan(planText(chargeText(flat)));
    const ImportReport report =
        desk.import("time,id,endpoint\n2026-05-01T00:00:00Z,x,/v1/chat\n2026-05-01T00:00:00Z,x,/v1/chat\n"
                    "2026-05-01T00:00:00Z,x,/internal/chat\n");
    QCOMPARE(report.added, 1);
    QCOMPARE(report.duplicates, 1);
    QCOMPARE(report.conflicts, 1); // the rewritten path is another body: listed, not counted
    QCOMPARE(totalOf(desk.bill("2026-05")), u"1.00"_s);
}

/// What was recorded is charged; what nobody recorded is listed as unknown, never priced as 0 in silence.
void BillingCasesIngestTest::T_K8_abortedStream()
{
    BillingDesk desk;
    desk.usePlan(planText(priced("10", "output_units", "out"), R"(,"billable":["2xx","499"])"));
    QCOMPARE(desk.import("time,id,status,output_units\n2026-05-01T00:00:00Z,whole,200,500000\n"
                         "2026-05-01T00:01:00Z,cut,499,40000\n2026-05-01T00:02:00Z,lost,499,\n")
                 .added,
        3);
    const QStringList expected{u"out shape 540000/540000 5.4 5.40"_s, u"out unknown 1/0 0 0.00"_s, u"total 5.40"_s};
    QCOMPARE(billOf(desk.bill("2026-05")), expected);
}

/// Chunks that count on: never their sum. One stands, the others wait for a decision.
void BillingCasesIngestTest::T_K9_cumulativeChunks()
{
    BillingDesk desk;
    const ImportReport report = desk.import("time,id,output_units\n2026-05-01T00:00:00Z,x,10\n"
                                            "2026-05-01T00:00:01Z,x,20\n2026-05-01T00:00:02Z,x,44\n");
    QCOMPARE(report.added, 1);
    QCOMPARE(report.conflicts, 2);
    QCOMPARE(valueOf(desk.workspace.stores->batches.conflicts(false)).size(), std::size_t(2));
    QCOMPARE(desk.workspace.requests(), 1);
}

void BillingCasesIngestTest::T_K10_unitIsPrinted()
{
    BillingDesk desk;
    desk.usePlan(planText(chargeText(R"("shape":"flat","rate":"2.5")")));
    QCOMPARE(desk.import("time,id,response_ms\n2026-05-01T00:00:00Z,x,15000\n").added, 1);
    const Json json = toJson(desk.bill("2026-05"), desk.zone);
    const Json &line = json.find("lines")->asArray()->front();
    QCOMPARE(*line.find("meter")->asString(), std::string("requests"));
    QCOMPARE(*line.find("amount")->asString(), std::string("2.50"));
    QVERIFY(line.find("explanation")->asString()->find("request") != std::string::npos);
}

void BillingCasesIngestTest::T_K11_sameTotalsHoweverItCame_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way : {"once", "twice", "out of order", "in two halves, the later first", "half, then all again"})
        QTest::addRow("T-K11 %s", way) << QString::fromLatin1(way);
}

void BillingCasesIngestTest::T_K11_sameTotalsHoweverItCame()
{
    QFETCH(QString, way);
    const QByteArray header = "time,id\n";
    constexpr int count = 45'000; // three batches; 90 requests an hour
    BillingDesk desk;
    // The cap makes the order matter: which requests find room, and when the term begins.
    desk.usePlan(planText(
        chargeText(R"("shape":"flat_capped","rate":"0.01","cap":"50/hour","cap_scope":"window","lifetime":"P14D")")));
    if (way == u"in two halves, the later first"_s) {
        QCOMPARE(desk.import(header + rowsOf(count / 2, count / 2)).added, count / 2);
        QCOMPARE(desk.import(header + rowsOf(count / 2)).added, count / 2);
    } else if (way == u"half, then all again"_s) {
        JobControl *running = nullptr;
        JobControl job([&running](std::int64_t done, std::int64_t total) {
            if (done > total / 2)
                running->cancel();
        });
        running = &job;
        const ImportReport half = desk.import(header + rowsOf(count), u"usage.csv"_s, job);
        QVERIFY(half.cancelled && half.added > 0 && half.added < count);
        QCOMPARE(desk.import(header + rowsOf(count)).added, count - half.added);
    } else {
        QCOMPARE(
            desk.import(header + (way == u"out of order"_s ? reversed(rowsOf(count)) : rowsOf(count))).added, count);
        if (way == u"twice"_s)
            QCOMPARE(desk.import(header + rowsOf(count)).added, 0);
    }
    // 336 hours of the term at 50 each; 30,240 requests lie inside it.
    const QStringList expected{
        u"c shape 45000/16800 168 168.00"_s, u"c outside_term 14760/0 0 0.00"_s, u"total 168.00"_s};
    QCOMPARE(billOf(desk.bill("2026-05")), expected);
    QCOMPARE(desk.workspace.eventCount(), count);
    QCOMPARE(unitsInLedger(desk), count);
}

void BillingCasesIngestTest::T_E4_unknownIsEmptyAndZeroIsZero()
{
    BillingDesk desk;
    desk.usePlan(planText(priced("10", "output_units", "out") + ',' + priced("2", "cached_input_units", "cached")));
    QCOMPARE(desk.import("time,id,cached_input_units,output_units\n2026-05-01T00:00:00Z,a,,500000\n"
                         "2026-05-02T00:00:00Z,b,0,250000\n2026-05-03T00:00:00Z,c,,\n")
                 .added,
        3);
    const ReportTable days = valueOf(ReportService(desk.workspace.context).report("days", "2026-05", desk.zone));
    const auto column = [&](const char *name) {
        const auto found = std::ranges::find(days.columns, std::string(name), &ReportTable::Column::name);
        QStringList cells;
        for (const auto &row : days.rows)
            cells << QString::fromStdString(row[static_cast<std::size_t>(found - days.columns.begin())]);
        return cells;
    };
    QCOMPARE(column("input_units"), (QStringList{{}, {}, {}}));
    QCOMPARE(column("cached_input_units"), (QStringList{{}, u"0"_s, {}}));
    QCOMPARE(column("output_units"), (QStringList{u"500000"_s, u"250000"_s, {}}));
    QCOMPARE(column("amount"), (QStringList{u"5.00"_s, u"2.50"_s, u"0.00"_s}));
    const Statement bill = desk.bill("2026-05"); // what the rows add up to
    QCOMPARE(totalOf(bill), u"7.50"_s);
    qint64 unknown = 0;
    for (const StatementLine &line : bill.lines)
        if (line.kind == LineKind::Unknown)
            unknown += line.quantity;
    QCOMPARE(unknown, 3); // two without cached input, one without output
}

void BillingCasesIngestTest::currencyWithoutMinorUnitIsRefused_data()
{
    QTest::addColumn<QByteArray>("code");
    for (const char *code : {"XAG", "XAU", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX", "XBA"})
        QTest::newRow(code) << QByteArray(code);
}

/// Nothing can be billed in gold, test codes or no currency at all (vectors/iso4217).
void BillingCasesIngestTest::currencyWithoutMinorUnitIsRefused()
{
    QFETCH(QByteArray, code);
    ServicesFixture workspace;
    const auto customer = workspace.customers().add({"Acme", code.toStdString(), "UTC", ""});
    QVERIFY(!customer.has_value());
    QCOMPARE(customer.error().where, std::string("currency"));
    const auto plan = PlanService(workspace.context).import(planText(chargeText(flat), {}, code).toStdString());
    QVERIFY(!plan.has_value());
    QCOMPARE(plan.error().front().where, std::string("/currency"));
}

QTEST_GUILESS_MAIN(BillingCasesIngestTest)
#include "tst_billingcases_ingest.moc"
