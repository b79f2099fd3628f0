// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A check finds what is wrong, names the right thing, and leaves the file as it is.
#include "core/services/upkeep.h"
#include "core/storage/usagerecount.h"
#include "tests/core/services/checkdesk.h"

using namespace toll;
using namespace Qt::StringLiterals;

class TestCheck : public QObject, private CheckDesk {
    Q_OBJECT

private slots:
    void init() { openFilled(); }
    void cleanup() { m_workspace.reset(); }

    void findsNothingInASoundWorkspace();
    void seesTheWorkOfAProgramThatWrites();
    void namesAFlippedHeader_data();
    void namesAFlippedHeader();
    void namesAFlippedBlob_data();
    void namesAFlippedBlob();
    void namesADamagedPage();
    void namesWhatWasChanged_data();
    void namesWhatWasChanged();
    void namesAnEventThatIsNotItsHashs();
    void damagedSegmentsDoNotBlameTheCells();
    void showsAHundredOfAKind();
    void canBeCancelled();
    void absentFileIsAnError();
    void rebuildRepairsCellsAndUses_data();
    void rebuildRepairsCellsAndUses();
    void rebuildRefusesDamagedSegments();
    void recountsInPartsAlike();

private:
    void verifyFound(FindingKind kind, const QString &where, const QString &found = {});
};

/// Where `found` is empty, any will do.
void TestCheck::verifyFound(FindingKind kind, const QString &where, const QString &found)
{
    QStringList all;
    for (const Finding &finding : checked().findings) {
        const bool isIt = finding.kind == kind && (where.isEmpty() || toQString(finding.where) == where)
            && (found.isEmpty() || toQString(finding.found) == found);
        QVERIFY(!sentence(finding).isEmpty() && !sentence(remedyFor(finding)).isEmpty());
        if (isIt)
            return;
        all << toQString(name(finding.kind)) + u' ' + toQString(finding.where) + u' ' + toQString(finding.found);
    }
    QFAIL(qPrintable(u"not found; but: "_s + all.join(u"; "_s)));
}

void TestCheck::findsNothingInASoundWorkspace()
{
    const CheckReport report = checked();
    for (const Finding &finding : report.findings)
        qWarning("%s", qPrintable(sentence(finding)));
    QVERIFY(report.findings.empty());
    QCOMPARE(report.segments, 2);
    QCOMPARE(report.events, 180);
    QCOMPARE(report.cellDays, 10);
    QVERIFY(report.ledgerEntries >= 5);
    close();
    const QByteArray before = contentOf(path());
    QVERIFY(checked().findings.empty());
    QCOMPARE(contentOf(path()), before);
}

void TestCheck::seesTheWorkOfAProgramThatWrites()
{
    QVERIFY_RESULT(import(write(u"c.csv"_s, rows(3, "second"))));
    const CheckReport report = checked(); // beside the open writer, its log not yet in the file
    QVERIFY(report.findings.empty());
    QCOMPARE(report.events, 240);
}

void TestCheck::namesAFlippedHeader_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<FindingKind>("kind");
    QTest::addColumn<QString>("where");
    QTest::newRow("magic") << 3 << FindingKind::Header << u"magic"_s;
    QTest::newRow("application id") << 68 << FindingKind::Header << u"application_id"_s;
    QTest::newRow("schema version") << 62 << FindingKind::Version << u"user_version"_s;
}

void TestCheck::namesAFlippedHeader()
{
    QFETCH(int, at);
    QFETCH(FindingKind, kind);
    QFETCH(QString, where);
    close();
    spoil([at](QByteArray &bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 8); });
    verifyFound(kind, where);
}

void TestCheck::namesAFlippedBlob_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<FindingKind>("kind");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("found");
    for (const QString &column : {u"time"_s, u"token"_s, u"id"_s, u"input_units"_s, u"model"_s})
        QTest::addRow("column %s", qPrintable(column))
            << u"SELECT data FROM segment_column WHERE segment = 2 AND name = '%1'"_s.arg(column)
            << FindingKind::Segment << u"segment 2"_s << column;
    QTest::newRow("digest of a column") << u"SELECT digest FROM segment_column WHERE segment = 1 AND name = 'time'"_s
                                        << FindingKind::Segment << u"segment 1"_s << QString();
    QTest::newRow("digest of a segment") << u"SELECT digest FROM segment WHERE number = 1"_s << FindingKind::Segment
                                         << u"segment 1"_s << QString();
    QTest::newRow("cells") << u"SELECT cells FROM usage_cell_day WHERE day = 20455 ORDER BY token_id LIMIT 1"_s
                           << FindingKind::Cells << QString() << u"2026-01-02"_s;
}

void TestCheck::namesAFlippedBlob()
{
    QFETCH(QString, sql);
    QFETCH(FindingKind, kind);
    QFETCH(QString, where);
    QFETCH(QString, found);
    const QByteArray bytes = blob(sql);
    const bool isColumn = sql.startsWith(u"SELECT data"_s);
    const QByteArray before = isColumn ? blob(QString(sql).replace(7, 4, u"digest"_s)) : QByteArray();
    close();
    flipIn(bytes, before);
    if (QTest::currentTestFailed())
        return;
    verifyFound(kind, where, found);
}

void TestCheck::namesADamagedPage()
{
    close();
    spoil([](QByteArray &bytes) {
        const qsizetype size = pageSizeOf(bytes);
        for (qsizetype page = 2; page < bytes.size() / size; ++page)
            if (bytes[page * size] == 13) { // a leaf of a table
                bytes[page * size] = 7;
                return;
            }
    });
    verifyFound(FindingKind::Database, {});
}

void TestCheck::namesWhatWasChanged_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<FindingKind>("kind");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QStringList &statements, FindingKind kind, const QString &where) {
        QTest::newRow(name) << statements << kind << where;
    };
    row("first use", {u"UPDATE token_use SET first_ms = first_ms + 1"_s}, FindingKind::Uses, {});
    row("a use is gone", {u"DELETE FROM token_use"_s}, FindingKind::Uses, {});
    row("cells are gone", {u"DELETE FROM usage_cell_day WHERE day = 20456"_s}, FindingKind::Cells, {});
    row("cells of no events", {u"UPDATE usage_cell_day SET day = 9 WHERE day = 20456"_s}, FindingKind::Cells, {});
    row("cells of another day",
        {u"UPDATE usage_cell_day SET cells = (SELECT cells FROM usage_cell_day WHERE day = 20455 LIMIT 1)"
         " WHERE day = 20454"_s},
        FindingKind::Cells, {});
    row("a segment's time", {u"UPDATE segment SET to_ms = to_ms + 1 WHERE number = 2"_s}, FindingKind::Segment,
        u"segment 2"_s);
    row("a column is gone", {u"DELETE FROM segment_column WHERE segment = 2 AND name = 'model'"_s},
        FindingKind::Segment, u"segment 2"_s);
    row("a segment is gone",
        {u"DELETE FROM segment_column WHERE segment = 2"_s, u"DELETE FROM segment WHERE number = 2"_s},
        FindingKind::Lost, u"segment"_s);
    row("a segment is there twice",
        {u"INSERT INTO segment SELECT 9, batch_id, created_at, events, from_ms, to_ms, digest FROM segment"
         " WHERE number = 2"_s,
            u"INSERT INTO segment_column SELECT 9, position, name, digest, data FROM segment_column"
            " WHERE segment = 2"_s},
        FindingKind::Repeated, u"segment 2, segment 9"_s);
    row("an entry of the ledger is gone", {u"DELETE FROM ledger WHERE seq = 3"_s}, FindingKind::Ledger, u"3"_s);
    row("the ledger's first entry is gone", {u"DELETE FROM ledger WHERE seq = 1"_s}, FindingKind::Ledger, u"1"_s);
    row("an entry is written otherwise", {u"UPDATE ledger SET payload = payload || ' ' WHERE seq = 2"_s},
        FindingKind::Ledger, u"2"_s);
    row("an entry is no JSON", {u"UPDATE ledger SET payload = substr(payload, 2) WHERE seq = 4"_s},
        FindingKind::Ledger, u"4"_s);
    row("a token of nobody", {u"UPDATE token SET customer_id = 'nobody' WHERE name = 'second'"_s},
        FindingKind::Reference, u"token"_s);
    row("a rate that is none", {u"UPDATE token SET rate = 'x'"_s}, FindingKind::Record, {});
    row("a body of a conflict", {u"UPDATE usage_conflict SET first_body = '{}'"_s}, FindingKind::Conflict, u"1"_s);
    row("an index is gone", {u"DROP INDEX segment_by_time"_s}, FindingKind::Schema, u"segment_by_time"_s);
    row("a table too many", {u"CREATE TABLE stowaway (x)"_s}, FindingKind::Schema, u"stowaway"_s);
}

void TestCheck::namesWhatWasChanged()
{
    QFETCH(QStringList, statements);
    QFETCH(FindingKind, kind);
    QFETCH(QString, where);
    edit(statements);
    verifyFound(kind, where);
    edit({}, u"ledger_stays"_s);
    verifyFound(FindingKind::Schema, u"ledger_stays"_s);
}

void TestCheck::namesAnEventThatIsNotItsHashs()
{
    StoredEvent event = sampleEvent(m_gateway.id, 1767225600000, "forged");
    event.hash = hashOfId("gate", "another");
    Stores &stores = *m_workspace->stores;
    QVERIFY_RESULT(atomically(*stores.connection, [&] {
        return stores.usage.append({event}, stores.batches.list()->front().id, std::vector<std::string>(), {1});
    }));
    verifyFound(FindingKind::Identity, u"segment 3"_s, u"forged"_s);
}

void TestCheck::damagedSegmentsDoNotBlameTheCells()
{
    edit({u"UPDATE segment_column SET data = zeroblob(length(data)) WHERE segment = 1 AND name = 'time'"_s});
    const CheckReport report = checked();
    QCOMPARE(report.findings.size(), 1U);
    QCOMPARE(report.findings.front().kind, FindingKind::Segment);
    QCOMPARE(remedyFor(report.findings.front()), Remedy::Restore);
}

void TestCheck::showsAHundredOfAKind()
{
    edit({u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 130)"
          " INSERT INTO usage_cell_day SELECT (SELECT id FROM token LIMIT 1), i, x'00' FROM n"_s});
    const CheckReport report = checked();
    QCOMPARE(report.findings.size(), 100U);
    QCOMPARE(report.notShown, 30);
}

void TestCheck::canBeCancelled()
{
    JobControl control;
    int reports = 0;
    const JobControl job = control.withProgress([&](std::int64_t, std::int64_t total) {
        QCOMPARE(total, 180);
        ++reports;
        control.cancel();
    });
    QCOMPARE_ERROR(checkWorkspace(path().toStdString(), job), ErrorCode::Cancelled);
    QCOMPARE(reports, 1);
}

void TestCheck::absentFileIsAnError()
{
    QCOMPARE_ERROR(checkWorkspace("/nowhere/work.toll", {}), ErrorCode::FileNotFound);
}

void TestCheck::rebuildRepairsCellsAndUses_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("damaged") << u"UPDATE usage_cell_day SET cells = x'00' WHERE day = 20454"_s;
    QTest::newRow("another's") << u"UPDATE usage_cell_day SET cells = (SELECT cells FROM usage_cell_day LIMIT 1)"_s;
    QTest::newRow("gone") << u"DELETE FROM usage_cell_day"_s;
    QTest::newRow("uses gone") << u"DELETE FROM token_use"_s;
    QTest::newRow("uses of nothing") << u"UPDATE token_use SET first_ms = 0, last_ms = 1"_s;
}

void TestCheck::rebuildRepairsCellsAndUses()
{
    QFETCH(QString, statement);
    UsageStore &usage = m_workspace->stores->usage;
    const auto cells = usage.cells({});
    const auto uses = usage.useSpans();
    edit({statement});
    QVERIFY(!checked().findings.empty());
    for (const Finding &finding : checked().findings)
        QCOMPARE(remedyFor(finding), Remedy::RebuildCells);
    const auto rebuilt = UpkeepService(m_workspace->context).rebuildCells({});
    QVERIFY_RESULT(rebuilt);
    QCOMPARE(rebuilt->events, 180);
    QCOMPARE(rebuilt->cellDays, 10);
    QCOMPARE(rebuilt->tokens, 2);
    QVERIFY(checked().findings.empty());
    QVERIFY(usage.cells({})->rows == cells->rows);
    QVERIFY(*usage.useSpans() == *uses);
}

void TestCheck::rebuildRefusesDamagedSegments()
{
    edit({u"UPDATE segment_column SET data = zeroblob(length(data)) WHERE segment = 2 AND name = 'time'"_s});
    const auto before = m_workspace->stores->usage.cells({});
    const auto rebuilt = UpkeepService(m_workspace->context).rebuildCells({});
    QCOMPARE_ERROR(rebuilt, ErrorCode::Damaged);
    QCOMPARE(rebuilt.error().where, "segment 2");
    QVERIFY(m_workspace->stores->usage.cells({})->rows == before->rows);
}

void TestCheck::recountsInPartsAlike()
{
    const auto counted = [&](std::int64_t most) {
        UsageRecount recount(m_workspace->stores->usage, {});
        recount.mostAtOnce = most;
        int segments = 0;
        std::map<std::pair<std::string, std::int64_t>, CellDay> days;
        const auto done = recount.run(
            [&](const UsageStore::SegmentInfo &, const Result<std::vector<StoredEvent>> &) {
                ++segments;
                return Result<void>();
            },
            [&](const TokenId &token, std::int64_t day, const CellDay &cells) {
                const bool isNew = days.emplace(std::pair(token.text, day), cells).second;
                return isNew ? Result<void>() : fail(ErrorCode::Internal, "a day came twice");
            },
            [](std::int64_t, std::int64_t) { return true; });
        if (!done || segments != 2 || recount.uses().size() != 2)
            days.clear();
        return days;
    };
    const auto whole = counted(1'000'000);
    QCOMPARE(whole.size(), 10U);
    QVERIFY(counted(1) == whole);
    QVERIFY(counted(50) == whole);
}

QTEST_GUILESS_MAIN(TestCheck)
#include "tst_check.moc"
