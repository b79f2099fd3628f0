// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Events of closed periods go; sums, bills and identities stay.
#include "core/services/check.h"
#include "core/services/conflicts.h"
#include "core/services/retention.h"
#include "core/services/upkeep.h"
#include "core/services/usageexport.h"
#include "tests/core/services/bulkusage.h"
#include "tests/core/services/closingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowsOfAMonth = 40;
const Instant may = valueOf(parseRfc3339("2026-05-01T00:00:00Z"));
const Instant june = valueOf(parseRfc3339("2026-06-01T00:00:00Z"));
const QByteArray flat = R"("shape":"flat","rate":"0.013")";
const QByteArray byRequest =
    R"("shape":"volume","tier_by":"request","tiers":[{"up_to":3,"rate":"0.5"},{"rate":"0.25"}])";
const QByteArray longTerm =
    R"("shape":"flat_capped","rate":"0.1","cap":"10/min","lifetime":"P90D","cap_scope":"window","over_cap":"free")";

/// April, May and June in one segment; half of the rows have no id.
QByteArray rowsOf(const QByteArray &prefix = "e")
{
    QByteArray csv = "time,id,status,response_ms,input_units,model,endpoint\n";
    for (int i = 0; i < 3 * rowsOfAMonth; ++i)
        csv += "2026-0" + QByteArray::number(4 + i / rowsOfAMonth) + '-'
            + QByteArray::number(1 + i % 17).rightJustified(2, '0') + "T0" + QByteArray::number(i % 10) + ":2"
            + QByteArray::number(i % 7) + ":00Z," + (i % 2 == 0 ? prefix + QByteArray::number(i) : QByteArray())
            + ",200," + QByteArray::number(i) + ',' + QByteArray::number(i * 3) + ",m" + QByteArray::number(i % 3)
            + ",/v1\n";
    return csv;
}

/// April and May are closed; the clock stands at 20 June.
struct RetentionDesk : ClosingDesk {
    explicit RetentionDesk(const QByteArray &shape = flat)
    {
        workspace.now = valueOf(parseRfc3339("2026-06-20T12:00:00Z"));
        usePlan(planText(chargeText(shape)));
        if (import(rowsOf()).added != 3 * rowsOfAMonth)
            qFatal("not imported");
        close("2026-04");
        close("2026-05");
    }

    [[nodiscard]] Stores &stores() { return *workspace.stores; }
    [[nodiscard]] RetentionService retention() { return RetentionService(workspace.context); }
    [[nodiscard]] Retention drop(Instant before) { return valueOf(retention().drop(before, {})); }
    [[nodiscard]] CheckReport checked() { return valueOf(checkWorkspace(workspace.workspace.path.toStdString(), {})); }
    [[nodiscard]] std::vector<UsageRow> cells() { return valueOf(stores().usage.cells({})).rows; }
    [[nodiscard]] std::vector<FindingKind> findings()
    {
        std::vector<FindingKind> kinds;
        for (const Finding &finding : checked().findings)
            kinds.push_back(finding.kind);
        return kinds;
    }
    [[nodiscard]] Result<UsageSummary> summary(const QByteArray &from, const QByteArray &to, const char *filter = "")
    {
        SummaryQuery query;
        query.range = Interval{valueOf(parseRfc3339(from.toStdString())), valueOf(parseRfc3339(to.toStdString()))};
        query.where = *UsageService(workspace.context).filter(filter, zone);
        return UsageService(workspace.context).summary(query);
    }
    void run(const QString &sql) { valueOf(stores().connection->run(sql)); }
};

} // namespace

class TestRetention : public QObject {
    Q_OBJECT

private slots:
    void dropsWhatIsClosedAndOldEnough_data();
    void dropsWhatIsClosedAndOldEnough();
    void trialCountsTheSameAndCancelChangesNothing();
    void droppedEventsAreKnownWhenTheyComeAgain();
    void whatNeedsDroppedEventsIsRefused();
    void listsAndExportsSayWhatIsMissing();
    void closedPeriodsStayClosed();
    void conflictsKeepTheirEvents();
    void lateUsageAdjustsFromCells();
    void lateUsageIsRefusedWhereOnlyEventsCouldAdjust();
    void eventsThatOpenBillsNeedStay();
    void upkeepKeepsTheSums();
    void cellsMustBeRightBefore();
    void damageIsFound_data();
    void damageIsFound();
    void bulkUsageIsDroppedTheSame();
    void monthsAreASetting();
};

void TestRetention::dropsWhatIsClosedAndOldEnough_data()
{
    QTest::addColumn<qint64>("before");
    QTest::addColumn<int>("months");
    QTest::newRow("the first instant after April") << qint64{may.ms} << 1;
    QTest::newRow("just before April is over") << qint64{may.ms - 1} << 0;
    QTest::newRow("May too") << qint64{june.ms} << 2;
    QTest::newRow("open periods never") << qint64{june.ms + 1000 * msPerDay} << 2;
}

void TestRetention::dropsWhatIsClosedAndOldEnough()
{
    QFETCH(qint64, before);
    QFETCH(int, months);
    RetentionDesk desk;
    const std::vector<UsageRow> cells = desk.cells();
    const auto uses = valueOf(desk.stores().usage.useSpans());
    const QStringList bills =
        billOf(desk.bill("2026-04")) + billOf(desk.bill("2026-05")) + billOf(desk.bill("2026-06"));
    const Retention done = desk.drop({before});
    QCOMPARE(done.events, months * rowsOfAMonth);
    QCOMPARE(done.books.size(), months > 0 ? 1U : 0U);
    QCOMPARE(desk.workspace.eventCount(), (3 - months) * rowsOfAMonth);
    for (const StoredEvent &left : valueOf(desk.stores().usage.events({}, {}, IfDropped::LeaveOut)))
        QVERIFY(months == 0 || left.event.time >= (months == 1 ? may : june));
    QVERIFY(desk.cells() == cells);
    QVERIFY(valueOf(desk.stores().usage.useSpans()) == uses);
    QCOMPARE(billOf(desk.bill("2026-04")) + billOf(desk.bill("2026-05")) + billOf(desk.bill("2026-06")), bills);
    const CheckReport report = desk.checked();
    QVERIFY(report.findings.empty());
    QCOMPARE(report.dropped, done.events);
    QCOMPARE(desk.ledger("usage.dropped").size(), months > 0 ? 1 : 0);
    QCOMPARE(desk.drop({before}).events, 0);
    QCOMPARE(valueOf(UpkeepService(desk.workspace.context).size()).dropped, done.events);
}

void TestRetention::trialCountsTheSameAndCancelChangesNothing()
{
    RetentionDesk desk;
    const Retention trial = valueOf(desk.retention().drop(june, {}, true));
    QCOMPARE(desk.workspace.eventCount(), 3 * rowsOfAMonth);
    JobControl control;
    int told = 0;
    const JobControl job = control.withProgress([&](std::int64_t, std::int64_t) {
        if (++told == 3) // in the midst of it
            control.cancel();
    });
    QCOMPARE_ERROR(desk.retention().drop(june, job), ErrorCode::Cancelled);
    QCOMPARE(desk.workspace.eventCount(), 3 * rowsOfAMonth);
    QVERIFY(desk.checked().findings.empty());
    const Retention done = desk.drop(june);
    QCOMPARE(trial.events, done.events);
    QCOMPARE(trial.segments, done.segments);
    QVERIFY(trial.first == done.first && trial.last == done.last);
    QCOMPARE(trial.books.front().periods, (std::vector<std::string>{"2026-04", "2026-05"}));
}

void TestRetention::droppedEventsAreKnownWhenTheyComeAgain()
{
    RetentionDesk desk;
    const std::vector<UsageRow> cells = desk.cells();
    QCOMPARE(desk.drop(june).events, 2 * rowsOfAMonth);
    const ImportReport again = desk.import(rowsOf(), u"again.csv"_s);
    QCOMPARE(again.added, 0);
    QCOMPARE(again.duplicates, 3 * rowsOfAMonth);
    QCOMPARE(again.knownDropped, 2 * rowsOfAMonth);
    QByteArray changed = "time,id,status,response_ms,input_units,model,endpoint\n";
    changed += "2026-04-01T00:20:00Z,e0,500,9,9,m9,/v2\n"; // another body
    changed += "2026-06-15T00:20:00Z,e2,200,2,6,m2,/v1\n"; // another time
    const ImportReport other = desk.import(changed, u"changed.csv"_s);
    QCOMPARE(other.knownDropped, 2);
    QCOMPARE(other.conflicts, 0);
    QVERIFY(desk.cells() == cells);
    QVERIFY(desk.checked().findings.empty());
}

void TestRetention::whatNeedsDroppedEventsIsRefused()
{
    RetentionDesk desk;
    const UsageSummary before = valueOf(desk.summary("2026-04-01T00:00:00Z", "2026-06-10T00:00:00Z"));
    QCOMPARE(desk.drop(may).events, rowsOfAMonth);
    const UsageSummary after = valueOf(desk.summary("2026-04-01T00:00:00Z", "2026-06-10T00:00:00Z"));
    QCOMPARE(after.total.requests, before.total.requests);
    QVERIFY(after.total.amounts == before.total.amounts);
    for (const char *to : {"2026-04-10T00:01:00Z", "2026-06-10T00:00:00Z"}) {
        const auto cut = desk.summary("2026-04-01T00:00:00Z", to, "endpoint:/v1");
        QCOMPARE_ERROR(cut, ErrorCode::WrongState);
        QCOMPARE(cut.error().where, std::string(droppedEvents));
    }
    QCOMPARE_ERROR(desk.summary("2026-04-01T00:00:01Z", "2026-04-10T00:00:00Z"), ErrorCode::WrongState);
    QVERIFY_RESULT(desk.summary("2026-05-01T00:00:00Z", "2026-06-10T00:00:00Z", "endpoint:/v1"));
    QCOMPARE_ERROR(desk.stores().usage.events({}), ErrorCode::WrongState);
    QCOMPARE_ERROR(desk.stores().usage.visitColumns(
                       {may.plus(-30 * msPerDay), june}, allColumns, [](const EventColumns &) { return Result<void>(); }),
        ErrorCode::WrongState);
    const Token other = desk.workspace.addToken(desk.customer.id, "other");
    QVERIFY_RESULT(desk.stores().usage.events({{other.id}}));
}

void TestRetention::listsAndExportsSayWhatIsMissing()
{
    RetentionDesk desk;
    QCOMPARE(desk.drop(may).events, rowsOfAMonth);
    const EventsFound found = valueOf(UsageService(desk.workspace.context).events({}));
    QCOMPARE(found.matching, 2 * rowsOfAMonth);
    QVERIFY(found.missing && found.missing->end <= may);
    EventSearch later;
    later.range = Interval{may, june};
    QVERIFY(!valueOf(UsageService(desk.workspace.context).events(later)).missing);
    const auto sent =
        ExportService(desk.workspace.context).usage({}, {}, [](std::string_view) { return Result<void>(); });
    QVERIFY_RESULT(sent);
    QCOMPARE(sent->events, 2 * rowsOfAMonth);
    QVERIFY(sent->missing == found.missing);
}

void TestRetention::closedPeriodsStayClosed()
{
    RetentionDesk desk;
    QCOMPARE(desk.drop(june).events, 2 * rowsOfAMonth);
    const auto reopened = desk.periods().reopen("Acme", "2026-05", "why not");
    QCOMPARE_ERROR(reopened, ErrorCode::WrongState);
    QCOMPARE(reopened.error().where, std::string(droppedEvents));
    desk.setPolicy(LateUsage::Reopen);
    QCOMPARE(desk.use({"2026-05-10T10:00:00Z"}).added, 1);
    QCOMPARE(desk.ledger("period.reopened").size(), 0);
    QCOMPARE(totalOf(desk.bill("2026-05")), u"0.52"_s);
    QVERIFY(desk.checked().findings.empty());
}

void TestRetention::conflictsKeepTheirEvents()
{
    RetentionDesk desk;
    const QByteArray header = "time,id,status,response_ms,input_units,model,endpoint\n";
    QCOMPARE(desk.import(header + "2026-05-01T00:20:00Z,e0,500,7,7,m1,/v1\n2026-04-03T02:22:00Z,e2,500,8,8,m1,/v1\n",
                     u"conflicts.csv"_s)
                 .conflicts,
        2);
    ConflictService conflicts(desk.workspace.context);
    const std::vector<ConflictRow> open = valueOf(conflicts.list(false));
    const std::int64_t decided = open.front().number;
    const std::int64_t waiting = open.back().number;
    QVERIFY_RESULT(conflicts.decide(decided, Keep::First));
    const Retention done = desk.drop(june);
    QCOMPARE(done.waiting, 1);
    QCOMPARE(done.events, 2 * rowsOfAMonth - 1);
    QVERIFY(desk.checked().findings.empty());
    const auto late = conflicts.decide(decided, Keep::Second);
    QCOMPARE_ERROR(late, ErrorCode::WrongState);
    QCOMPARE(late.error().where, std::string(droppedEvents));
    QVERIFY_RESULT(conflicts.decide(waiting, Keep::Second));
    QVERIFY(desk.checked().findings.empty());
    QCOMPARE(desk.workspace.requests(), 3 * rowsOfAMonth);
    QCOMPARE(desk.drop(june).events, 1);
    QVERIFY(desk.checked().findings.empty());
}

void TestRetention::lateUsageAdjustsFromCells()
{
    RetentionDesk desk;
    const Retention done = desk.drop(june);
    QCOMPARE(done.closingsFinal, 0);
    QCOMPARE(desk.use({"2026-04-10T10:00:00Z", "2026-04-11T10:00:00Z"}).added, 2);
    const Statement bill = desk.bill("2026-06");
    QCOMPARE(totalOf(bill), u"0.55"_s); // 40 + 2 late at 0.013: 0.52, and 0.55 - 0.52
    QVERIFY(desk.checked().findings.empty());
    QCOMPARE(desk.drop(june).events, 2); // they are of a closed period too
    QCOMPARE(totalOf(desk.bill("2026-06")), u"0.55"_s);
    QVERIFY(desk.checked().findings.empty());
}

void TestRetention::lateUsageIsRefusedWhereOnlyEventsCouldAdjust()
{
    RetentionDesk desk(byRequest);
    const QStringList bills = billOf(desk.bill("2026-04")) + billOf(desk.bill("2026-06"));
    const Retention done = desk.drop(may);
    QCOMPARE(done.events, rowsOfAMonth);
    QCOMPARE(done.closingsFinal, 1);
    const ImportReport late = desk.use({"2026-04-10T10:00:00Z", "2026-05-10T10:00:00Z"});
    QCOMPARE(late.rejected, 1); // May has its events still
    QCOMPARE(late.added, 1);
    QCOMPARE(late.faults.front().code, ErrorCode::PeriodClosed);
    QCOMPARE(billOf(desk.bill("2026-04")), bills.mid(0, billOf(desk.bill("2026-04")).size()));
    QVERIFY(desk.bill("2026-06").lines.size() > 1); // with May's adjustment
    QVERIFY(desk.checked().findings.empty());
}

void TestRetention::eventsThatOpenBillsNeedStay()
{
    RetentionDesk desk(longTerm);
    const QStringList bill = billOf(desk.bill("2026-06"));
    const Retention done = desk.drop(june);
    QCOMPARE(done.events, 0);
    QCOMPARE(done.books.front().kept, (std::vector<std::string>{"2026-04", "2026-05"}));
    QCOMPARE(billOf(desk.bill("2026-06")), bill);
}

void TestRetention::upkeepKeepsTheSums()
{
    RetentionDesk desk;
    QCOMPARE(desk.import(rowsOf("s"), u"second.csv"_s).added, 3 * rowsOfAMonth / 2);
    const std::vector<UsageRow> cells = desk.cells();
    const auto uses = valueOf(desk.stores().usage.useSpans());
    QVERIFY(desk.drop(june).events > 0);
    UpkeepService upkeep(desk.workspace.context);
    const CellRebuild rebuilt = valueOf(upkeep.rebuildCells({}));
    QCOMPARE(rebuilt.keptDays, 34);
    QVERIFY(desk.cells() == cells);
    QVERIFY(valueOf(desk.stores().usage.useSpans()) == uses);
    QCOMPARE(valueOf(upkeep.compact({})).segmentsAfter, 1);
    QVERIFY(desk.checked().findings.empty());
}

void TestRetention::cellsMustBeRightBefore()
{
    RetentionDesk desk;
    desk.run(u"DELETE FROM usage_cell_day WHERE day = (SELECT min(day) FROM usage_cell_day)"_s);
    QCOMPARE_ERROR(desk.retention().drop(may, {}), ErrorCode::Damaged);
    QCOMPARE(desk.workspace.eventCount(), 3 * rowsOfAMonth);
    QVERIFY_RESULT(UpkeepService(desk.workspace.context).rebuildCells({}));
    QCOMPARE(desk.drop(may).events, rowsOfAMonth);
}

void TestRetention::damageIsFound_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("kind");
    QTest::newRow("sums of a dropped day")
        << u"UPDATE usage_cell_day SET cells = (SELECT cells FROM usage_cell_day ORDER BY day DESC LIMIT 1)"
           " WHERE day = (SELECT min(day) FROM usage_cell_day)"_s
        << static_cast<int>(FindingKind::KeptCells);
    QTest::newRow("sums gone") << u"DELETE FROM usage_cell_day WHERE day = (SELECT min(day) FROM usage_cell_day)"_s
                               << static_cast<int>(FindingKind::KeptCells);
    QTest::newRow("identities") << u"UPDATE dropped_segment SET identities = zeroblob(length(identities))"_s
                                << static_cast<int>(FindingKind::Dropped);
    QTest::newRow("identities gone") << u"DELETE FROM dropped_segment"_s << static_cast<int>(FindingKind::Lost);
    QTest::newRow("use") << u"UPDATE dropped_use SET first_ms = first_ms - 1"_s << static_cast<int>(FindingKind::Uses);
}

void TestRetention::damageIsFound()
{
    QFETCH(QString, sql);
    QFETCH(int, kind);
    RetentionDesk desk;
    QCOMPARE(desk.drop(may).events, rowsOfAMonth);
    for (const QString &statement : {u"UPDATE dropped_segment SET events = 1"_s, u"DELETE FROM dropped_segment"_s})
        QCOMPARE_ERROR(desk.stores().connection->run(statement), ErrorCode::Conflict);
    for (const QString &trigger : {u"dropped_segment_stays"_s, u"dropped_segment_remains"_s})
        desk.run(u"DROP TRIGGER "_s + trigger);
    desk.run(sql);
    const std::vector<FindingKind> found = desk.findings();
    QVERIFY(std::ranges::find(found, static_cast<FindingKind>(kind)) != found.end());
}

void TestRetention::bulkUsageIsDroppedTheSame()
{
    constexpr int size = 6000; // more than go into cells of single tokens
    const BulkUsage usage(size);
    ClosingDesk desk;
    desk.usePlan(planText(chargeText(flat)));
    for (int i = 0; i < 23; ++i)
        QVERIFY(!desk.workspace.addToken(desk.customer.id, "token-" + std::to_string(i)).id.isEmpty());
    QCOMPARE(desk.import(usage.file()).added, size);
    desk.close("2026-03");
    Stores &stores = *desk.workspace.stores;
    const auto sums = BulkUsage::sumsOf(stores, desk.zone);
    RetentionService retention(desk.workspace.context);
    const Instant april = valueOf(parseRfc3339("2026-04-01T00:00:00Z"));
    const Retention done = valueOf(retention.drop(april, {}));
    QVERIFY(done.events > 1000 && done.events < size);
    QVERIFY(BulkUsage::sumsOf(stores, desk.zone) == sums);
    const std::string path = desk.workspace.workspace.path.toStdString();
    QVERIFY(valueOf(checkWorkspace(path, {})).findings.empty());
    const ImportReport again = desk.import(usage.file(), u"again.csv"_s);
    QCOMPARE(again.duplicates, size);
    QCOMPARE(again.knownDropped, done.events);
    QVERIFY_RESULT(UpkeepService(desk.workspace.context).rebuildCells({}));
    QVERIFY(BulkUsage::sumsOf(stores, desk.zone) == sums);
    QVERIFY(valueOf(checkWorkspace(path, {})).findings.empty());
}

void TestRetention::monthsAreASetting()
{
    RetentionDesk desk;
    QVERIFY(!valueOf(desk.retention().months()));
    QCOMPARE_ERROR(desk.retention().dueBefore(), ErrorCode::Missing);
    QVERIFY_RESULT(desk.retention().setMonths(1));
    QVERIFY(valueOf(desk.retention().months()) == 1);
    QVERIFY(valueOf(desk.retention().dueBefore()) == may); // June is this month
    QVERIFY_RESULT(desk.retention().setMonths(7));
    QVERIFY(valueOf(desk.retention().dueBefore()) == valueOf(parseRfc3339("2025-11-01T00:00:00Z")));
    QCOMPARE_ERROR(desk.retention().setMonths(0), ErrorCode::OutOfRange);
    QCOMPARE_ERROR(RetentionService::parseMonths("3 months"), ErrorCode::OutOfRange);
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
