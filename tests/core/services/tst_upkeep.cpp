// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Small segments become few, and nothing else changes.
#include "core/services/check.h"
#include "core/services/upkeep.h"
#include "tests/core/services/billingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int files = 40;
constexpr int rowsOfAFile = 30;

QByteArray rowsOf(int file)
{
    QByteArray csv = "time,id,status,response_ms,model\n";
    for (int i = 0; i < rowsOfAFile; ++i)
        csv += "2026-05-" + QByteArray::number(1 + (file + i) % 28).rightJustified(2, '0') + "T00:00:00Z,"
            + QByteArray::number(file) + '-' + QByteArray::number(i) + ",200," + QByteArray::number(i) + ",m\n";
    return csv;
}

} // namespace

class TestUpkeep : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_desk.reset(); }

    void compactionKeepsEverythingButTheSegments();
    void trialChangesNothing();
    void cancelLeavesEverythingAsItWas();
    void damagedSegmentIsNotPutAway();
    void fullSegmentsAreLeftAlone();
    void sizesAddUpToTheFile();

private:
    [[nodiscard]] Stores &stores() { return *m_desk->workspace.stores; }
    [[nodiscard]] UpkeepService upkeep() { return UpkeepService(m_desk->workspace.context); }
    [[nodiscard]] std::int64_t segments() { return std::ssize(valueOf(stores().usage.segmentList())); }
    [[nodiscard]] CheckReport checked()
    {
        return valueOf(checkWorkspace(m_desk->workspace.workspace.path.toStdString(), {}));
    }

    std::unique_ptr<BillingDesk> m_desk;
};

void TestUpkeep::init()
{
    m_desk = std::make_unique<BillingDesk>();
    m_desk->usePlan(planText(chargeText(R"("shape":"flat","rate":"0.013")", R"(,"meter":"requests")")));
    for (int file = 0; file < files; ++file)
        QCOMPARE(m_desk->import(rowsOf(file)).added, rowsOfAFile);
    QCOMPARE(segments(), files);
}

void TestUpkeep::compactionKeepsEverythingButTheSegments()
{
    const auto events = valueOf(stores().usage.events({}));
    const auto cells = valueOf(stores().usage.cells({})).rows;
    const QStringList bill = billOf(m_desk->bill("2026-05"));
    QVERIFY(checked().findings.empty());
    const auto done = upkeep().compact({});
    QVERIFY_RESULT(done);
    QCOMPARE(done->segmentsBefore, files);
    QCOMPARE(done->segmentsAfter, 1);
    QCOMPARE(done->events, files * rowsOfAFile);
    QVERIFY(done->bytesAfter > 0 && done->bytesAfter < done->bytesBefore);
    QCOMPARE(segments(), 1);
    QVERIFY(checked().findings.empty());
    QVERIFY(valueOf(stores().usage.events({})) == events);
    QVERIFY(valueOf(stores().usage.cells({})).rows == cells);
    QCOMPARE(billOf(m_desk->bill("2026-05")), bill);
    QCOMPARE(valueOf(stores().ledger.page(1)).front().kind, "usage.compacted");
    for (int file = 0; file < files; ++file)
        QCOMPARE(m_desk->import(rowsOf(file)).duplicates, rowsOfAFile);
    const auto again = upkeep().compact({});
    QVERIFY_RESULT(again);
    QCOMPARE(again->segmentsAfter, 1);
    QCOMPARE(again->bytesAfter, again->bytesBefore);
    QCOMPARE(std::ranges::count(valueOf(stores().ledger.page(1000)), "usage.compacted", &LedgerEntry::kind), 1);
}

void TestUpkeep::trialChangesNothing()
{
    const auto trial = upkeep().compact({}, true);
    QVERIFY_RESULT(trial);
    QCOMPARE(trial->segmentsAfter, 1);
    QCOMPARE(trial->bytesAfter, 0);
    QCOMPARE(segments(), files);
}

void TestUpkeep::cancelLeavesEverythingAsItWas()
{
    JobControl control;
    const JobControl job = control.withProgress([](std::int64_t, std::int64_t) { });
    control.cancel();
    const auto before = valueOf(stores().usage.events({}));
    QCOMPARE_ERROR(upkeep().compact(job), ErrorCode::Cancelled);
    QCOMPARE_ERROR(upkeep().rebuildCells(job), ErrorCode::Cancelled);
    QCOMPARE(segments(), files);
    QVERIFY(valueOf(stores().usage.events({})) == before);
    QVERIFY(checked().findings.empty());
}

void TestUpkeep::damagedSegmentIsNotPutAway()
{
    QVERIFY_RESULT(stores().connection->run(u"DROP TRIGGER segment_column_stays"_s));
    QVERIFY_RESULT(stores().connection->run(
        u"UPDATE segment_column SET data = zeroblob(length(data)) WHERE name = 'id' AND segment = 7"_s));
    const auto done = upkeep().compact({});
    QCOMPARE_ERROR(done, ErrorCode::Damaged);
    QCOMPARE(done.error().where, "segment 7");
    QCOMPARE(segments(), files);
}

void TestUpkeep::fullSegmentsAreLeftAlone()
{
    QByteArray csv = "time,id\n";
    for (int i = 0; i < 20'000; ++i)
        csv += "2026-06-01T00:00:00Z,big-" + QByteArray::number(i) + '\n';
    QCOMPARE(m_desk->import(csv).added, 20'000);
    QVERIFY_RESULT(upkeep().compact({}));
    QCOMPARE(segments(), 2);
}

void TestUpkeep::sizesAddUpToTheFile()
{
    const auto size = upkeep().size();
    QVERIFY_RESULT(size);
    QCOMPARE(size->segments + size->cells + size->free + size->other, size->file);
    QCOMPARE(size->segmentCount, files);
    QCOMPARE(size->smallSegments, files);
    QCOMPARE(size->events, files * rowsOfAFile);
    QVERIFY(size->other > 0 && size->cells > 0 && size->log > 0);
    std::int64_t columns = 0;
    for (const auto &[name, bytes] : size->columns)
        columns += bytes;
    QCOMPARE(columns, size->segments);
}

QTEST_GUILESS_MAIN(TestUpkeep)
#include "tst_upkeep.moc"
