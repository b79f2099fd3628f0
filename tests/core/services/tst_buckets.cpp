// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Usage that a source gives already summed, and what the events say to it.
#include "core/calendar/period.h"
#include "core/services/buckets.h"
#include "core/services/check.h"
#include "tests/core/services/billingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray header =
    "start_time,end_time,token,model,num_model_requests,input_tokens,input_cached_tokens,output_tokens\n";
const QByteArray first = "2026-05-01T00:00:00Z,2026-05-02T00:00:00Z,gateway,m1,10,100,40,7\n";
const QByteArray second = "2026-05-02T00:00:00Z,2026-05-03T00:00:00Z,gateway,m1,20,200,50,9\n";
const QByteArray nobodys = "2026-05-02T00:00:00Z,2026-05-03T00:00:00Z,,m2,5,50,0,\n";

/// "added changed unchanged removed", or the faults as "line field code".
QString told(const BucketReport &report)
{
    QStringList faults;
    for (const Error &fault : report.faults)
        faults << u"%1 %2 %3"_s.arg(fault.line).arg(QString::fromStdString(fault.where)).arg(int(fault.code));
    return faults.isEmpty()
        ? u"%1 %2 %3 %4"_s.arg(report.added).arg(report.changed).arg(report.unchanged).arg(report.removed)
        : faults.join(u", "_s);
}

QString fault(int line, const char *field, ErrorCode code)
{
    return u"%1 %2 %3"_s.arg(line).arg(QLatin1StringView(field)).arg(static_cast<int>(code));
}

struct BucketDesk : BillingDesk {
    using BillingDesk::BillingDesk;

    [[nodiscard]] BucketService buckets() { return BucketService(workspace.context); }
    [[nodiscard]] Result<BucketReport> replace(
        const QByteArray &csv, const char *range = "2026-05", const char *grain = nullptr, bool dryRun = false)
    {
        const std::string path = workspace.writeFile(u"buckets.csv"_s, csv).toStdString();
        BucketImport wanted;
        wanted.layout = valueOf(workspace.imports().layoutOf(path, zone, {}));
        wanted.endColumn = BucketService::recogniseColumns(wanted.layout);
        if (grain)
            wanted.grain = valueOf(parseSpan(grain));
        wanted.zone = zone;
        wanted.source = "provider";
        wanted.range = valueOf(parsePeriod(range, zone));
        wanted.dryRun = dryRun;
        return buckets().import(path, wanted, {});
    }
    [[nodiscard]] std::int64_t entries()
    {
        return std::ranges::count(
            valueOf(workspace.stores->ledger.page(1000)), "usage.buckets_replaced", &LedgerEntry::kind);
    }
    /// "period token events buckets"
    [[nodiscard]] QStringList reconciled(std::optional<Interval> range = {})
    {
        QStringList rows;
        for (const ReconcileRow &row : valueOf(buckets().reconcile({"provider", range, zone, {}})))
            rows << QString::fromStdString(row.period + ' ' + (row.token ? row.tokenName : "-") + ' '
                + std::to_string(row.events.requests) + ' ' + std::to_string(row.buckets.requests));
        return rows;
    }
};

} // namespace

class TestBuckets : public QObject {
    Q_OBJECT

private slots:
    void aRangeReplacesItself();
    void trialReplacesNothing();
    void oneBadRowReplacesNothing_data();
    void oneBadRowReplacesNothing();
    void rangesDoNotCutBuckets();
    void overlappingNumbersAreMadeDisjoint();
    void sumsAreOfWholeBuckets();
    void grainIsTheZones();
    void eventsAreHeldAgainstBuckets();
    void bucketsOverSeveralDaysAreOneRow();
    void nothingIsBilledFromBuckets();
    void checkFindsOverlaps();
};

void TestBuckets::aRangeReplacesItself()
{
    BucketDesk desk;
    QCOMPARE(told(valueOf(desk.replace(header + first + second + nobodys))), u"3 0 0 0"_s);
    QCOMPARE(told(valueOf(desk.replace(header + nobodys + second + first))), u"0 0 3 0"_s);
    QCOMPARE(desk.entries(), 1); // the same again says nothing
    QCOMPARE(
        told(valueOf(desk.replace(header + second + QByteArray(first).replace("10,100", "11,100")))), u"0 1 1 1"_s);
    QCOMPARE(told(valueOf(desk.replace(header, "2026-06"))), u"0 0 0 0"_s);
    QCOMPARE(told(valueOf(desk.replace(header + first, "2026-05-01"))), u"0 1 0 0"_s);
    const auto sources = valueOf(desk.buckets().sources());
    QCOMPARE(sources.size(), 1U);
    QCOMPARE(sources.front().buckets, 2);
    QCOMPARE(told(valueOf(desk.replace(header))), u"0 0 0 2"_s);
    QVERIFY(valueOf(desk.buckets().sources()).empty());
    QCOMPARE(desk.entries(), 4);
}

void TestBuckets::trialReplacesNothing()
{
    BucketDesk desk;
    QCOMPARE(told(valueOf(desk.replace(header + first))), u"1 0 0 0"_s);
    QCOMPARE(told(valueOf(desk.replace(header + second, "2026-05", nullptr, true))), u"1 0 0 1"_s);
    QCOMPARE(told(valueOf(desk.replace(header + first))), u"0 0 1 0"_s);
    QCOMPARE(desk.entries(), 1);
}

void TestBuckets::oneBadRowReplacesNothing_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("fault");
    QTest::newRow("outside the range") << QByteArray("2026-06-01T00:00:00Z,2026-06-02T00:00:00Z,gateway,m1,1,,,\n")
                                       << fault(3, "time", ErrorCode::OutOfRange);
    QTest::newRow("beyond its end") << QByteArray("2026-05-31T00:00:00Z,2026-06-02T00:00:00Z,gateway,m1,1,,,\n")
                                    << fault(3, "time", ErrorCode::OutOfRange);
    QTest::newRow("twice") << first << fault(3, "time", ErrorCode::AlreadyExists);
    QTest::newRow("over another") << QByteArray("2026-05-01T23:00:00Z,2026-05-02T01:00:00Z,gateway,m1,1,,,\n")
                                  << fault(3, "time", ErrorCode::Conflict);
    QTest::newRow("unknown token") << QByteArray("2026-05-02T00:00:00Z,2026-05-03T00:00:00Z,nobody,m1,1,,,\n")
                                   << fault(3, "token", ErrorCode::NotFound);
    QTest::newRow("no count") << QByteArray("2026-05-02T00:00:00Z,2026-05-03T00:00:00Z,gateway,m1,,,,\n")
                              << fault(3, "count", ErrorCode::Missing);
    QTest::newRow("no end") << QByteArray("2026-05-02T00:00:00Z,,gateway,m1,1,,,\n")
                            << fault(3, "end", ErrorCode::Missing);
    QTest::newRow("ends before it begins") << QByteArray("2026-05-02T00:00:00Z,2026-05-02T00:00:00Z,gateway,m1,1,,,\n")
                                           << fault(3, "end", ErrorCode::OutOfRange);
}

void TestBuckets::oneBadRowReplacesNothing()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, fault);
    BucketDesk desk;
    QCOMPARE(told(valueOf(desk.replace(header + second))), u"1 0 0 0"_s);
    QCOMPARE(told(valueOf(desk.replace(header + first + row))), fault);
    QCOMPARE(told(valueOf(desk.replace(header + second))), u"0 0 1 0"_s);
}

void TestBuckets::rangesDoNotCutBuckets()
{
    BucketDesk desk;
    QCOMPARE(told(valueOf(desk.replace(header + first))), u"1 0 0 0"_s);
    const auto cut = desk.replace(header, "2026-05-01T12:00:00Z/2026-05-03T00:00:00Z");
    QCOMPARE_ERROR(cut, ErrorCode::Conflict);
    QCOMPARE(cut.error().expected, "2026-05-01");
}

void TestBuckets::overlappingNumbersAreMadeDisjoint()
{
    BucketDesk desk;
    QVERIFY_RESULT(desk.replace(header + first + second));
    SummaryQuery query;
    query.by = {GroupBy::Model};
    const UsageSummary sums = valueOf(desk.buckets().summary(query, "provider"));
    QCOMPARE(sums.total.requests, 30);
    QCOMPARE(sums.total.units[0].sum, 300 - 90); // the input counted what was cached
    QCOMPARE(sums.total.units[1].sum, 90);
    const auto negative = valueOf(desk.replace(header + QByteArray(first).replace("100,40", "30,40")));
    QCOMPARE(told(negative), fault(2, "total_input_units", ErrorCode::Negative));
}

void TestBuckets::sumsAreOfWholeBuckets()
{
    BucketDesk desk;
    QVERIFY_RESULT(desk.replace(header + first + second + nobodys));
    SummaryQuery query;
    query.by = {GroupBy::Day, GroupBy::Token};
    QStringList rows;
    for (const UsageSums &row : valueOf(desk.buckets().summary(query, "provider")).rows)
        rows << QString::fromStdString(row.keys[0] + ' ' + row.keys[1] + ' ' + std::to_string(row.requests));
    QCOMPARE(rows, (QStringList{u"2026-05-01 gateway 10"_s, u"2026-05-02  5"_s, u"2026-05-02 gateway 20"_s}));
    query.by = {GroupBy::Hour};
    const auto hourly = desk.buckets().summary(query, "provider");
    QCOMPARE_ERROR(hourly, ErrorCode::Unsupported);
    QCOMPARE(hourly.error().expected, "2026-05-01"); // the bucket that is too long
    query.by = {GroupBy::Status};
    QCOMPARE_ERROR(desk.buckets().summary(query, "provider"), ErrorCode::Unsupported);
    query.by = {GroupBy::Day};
    query.range = valueOf(parsePeriod("2026-05-01T12:00:00Z/2026-05-03T00:00:00Z", desk.zone));
    QCOMPARE_ERROR(desk.buckets().summary(query, "provider"), ErrorCode::Unsupported);
}

void TestBuckets::grainIsTheZones()
{
    BucketDesk desk("Europe/Berlin");
    const QByteArray csv = "start,requests\n2026-03-29 00:00:00,4\n2026-03-30 00:00:00,6\n"; // 29 March has 23 hours
    QCOMPARE(told(valueOf(desk.replace(csv, "2026-03", "P1D"))), u"2 0 0 0"_s);
    SummaryQuery query;
    query.zone = desk.zone;
    query.by = {GroupBy::Day};
    QCOMPARE(valueOf(desk.buckets().summary(query, "provider")).rows.size(), 2U);
    QCOMPARE_ERROR(desk.replace(csv, "2026-03"), ErrorCode::Missing); // how long is one?
}

void TestBuckets::eventsAreHeldAgainstBuckets()
{
    BucketDesk desk;
    QByteArray events = "time,id\n";
    for (int i = 0; i < 12; ++i)
        events += "2026-05-01T10:00:00Z,a" + QByteArray::number(i) + '\n';
    events += "2026-05-03T10:00:00Z,b\n";
    QCOMPARE(desk.import(events).added, 13);
    QVERIFY_RESULT(desk.replace(header + first + second + nobodys));
    QCOMPARE(desk.reconciled(),
        (QStringList{u"2026-05-01 - 12 0"_s, u"2026-05-02 - 0 5"_s, u"2026-05-01 gateway 12 10"_s,
            u"2026-05-02 gateway 0 20"_s}));
    QVERIFY(desk.reconciled(valueOf(parsePeriod("2026-05", desk.zone))).contains(u"2026-05-03 gateway 1 0"_s));
}

void TestBuckets::bucketsOverSeveralDaysAreOneRow()
{
    BucketDesk desk;
    QCOMPARE(desk.import("time,id\n2026-05-01T10:00:00Z,a\n2026-05-04T10:00:00Z,b\n").added, 2);
    QVERIFY_RESULT(desk.replace("start,end,requests,token\n2026-05-01T12:00:00Z,2026-05-03T12:00:00Z,3,gateway\n"
                                "2026-05-04T00:00:00Z,2026-05-04T06:00:00Z,2,gateway\n"));
    QCOMPARE(desk.reconciled(), (QStringList{u"2026-05-01/2026-05-04 gateway 1 3"_s, u"2026-05-04 gateway 1 2"_s}));
}

void TestBuckets::nothingIsBilledFromBuckets()
{
    BucketDesk desk;
    desk.usePlan(planText(chargeText(R"("shape":"flat","rate":"1")")));
    QCOMPARE(desk.import("time,id\n2026-05-01T10:00:00Z,a\n").added, 1);
    const QStringList bill = billOf(desk.bill("2026-05"));
    QVERIFY_RESULT(desk.replace(header + first + second));
    QCOMPARE(billOf(desk.bill("2026-05")), bill);
}

void TestBuckets::checkFindsOverlaps()
{
    BucketDesk desk;
    QVERIFY_RESULT(desk.replace(header + first + second));
    const std::string path = desk.workspace.workspace.path.toStdString();
    const CheckReport sound = valueOf(checkWorkspace(path, {}));
    QVERIFY(sound.findings.empty());
    QCOMPARE(sound.buckets, 2);
    valueOf(desk.workspace.stores->connection->run(u"UPDATE usage_bucket SET to_ms = to_ms + 1"_s));
    const CheckReport report = valueOf(checkWorkspace(path, {}));
    QCOMPARE(report.findings.size(), 1U);
    QCOMPARE(report.findings.front().kind, FindingKind::Bucket);
}

QTEST_GUILESS_MAIN(TestBuckets)
#include "tst_buckets.moc"
