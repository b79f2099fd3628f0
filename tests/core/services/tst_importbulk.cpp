// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Files of many batches: however they come, their totals are those of an independent count.
#include "core/services/importrun.h"
#include "tests/core/services/bulkusage.h"
#include "tests/core/services/importsfixture.h"

using namespace toll;
using namespace Qt::StringLiterals;

class TestImportBulk : public QObject, private ImportDesk {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_workspace.reset(); }

    void sameTotalsHoweverItCame_data();
    void sameTotalsHoweverItCame();
    void fewFingerprintBitsChangeNothing();
    void eventsAndPercentilesAreThose();
    void partsOfADayAreJoined();
    void conflictsAcrossBatchesAreListed();
    void usesAreFirstAndLast();

private:
    [[nodiscard]] ImportReport bring(const QByteArray &content, const JobControl &job = {})
    {
        ImportOptions options;
        options.createTokens = true;
        options.customer = m_acme.id;
        auto report = import(write(u"usage%1.csv"_s.arg(++m_files), content), options, job);
        if (!report)
            qFatal("import: %s", report.error().where.c_str());
        return std::move(*report);
    }

    int m_files = 0;
};

void TestImportBulk::sameTotalsHoweverItCame_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way : {"once", "twice", "shuffled", "split", "half, then whole", "small pieces", "backwards"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void TestImportBulk::sameTotalsHoweverItCame()
{
    QFETCH(QString, way);
    const BulkUsage usage(70'000);
    const std::size_t size = usage.rows.size();
    const auto all = static_cast<std::int64_t>(size);
    BulkUsage other = usage;
    if (way == u"split") {
        QCOMPARE(bring(usage.file(0, 45'000)).added, 45'000);
        const ImportReport rest = bring(usage.file(30'000));
        QCOMPARE(rest.added, 25'000);
        QCOMPARE(rest.duplicates, 15'000);
    } else if (way == u"half, then whole") {
        JobControl *running = nullptr;
        JobControl job([&running](std::int64_t done, std::int64_t total) {
            if (done > total / 2)
                running->cancel();
        });
        running = &job;
        const ImportReport half = bring(usage.file(), job);
        QVERIFY(half.cancelled && half.added > 0 && half.added < all);
        QCOMPARE(m_workspace->eventCount(), half.added);
        const ImportReport whole = bring(usage.file());
        QCOMPARE(whole.added + half.added, all);
        QCOMPARE(whole.duplicates, half.added);
    } else if (way == u"small pieces") { // single tokens' days beside chunks
        for (std::size_t at = 0; at < size; at += at < 9'000 ? 3'000 : 30'500)
            QVERIFY(bring(usage.file(at, at + (at < 9'000 ? 3'000 : 30'500))).rejected == 0);
    } else {
        if (way == u"shuffled")
            std::ranges::shuffle(other.rows, std::mt19937(7));
        if (way == u"backwards")
            std::ranges::reverse(other.rows);
        QCOMPARE(bring(other.file()).added, all);
        if (way == u"twice") {
            const ImportReport again = bring(usage.file());
            QCOMPARE(again.added, 0);
            QCOMPARE(again.duplicates, all);
            QCOMPARE(again.conflicts, 0);
        }
    }
    QCOMPARE(m_workspace->eventCount(), all);
    for (const char *name : {"UTC", "Asia/Kolkata", "America/New_York", "Pacific/Chatham", "Europe/Berlin"}) {
        const auto zone = zoneNamed(name);
        QVERIFY_RESULT(zone);
        QVERIFY2(BulkUsage::sumsOf(*m_workspace->stores, *zone) == usage.sums(*zone), name);
    }
}

/// What only looks known is new all the same, and what is known stays known.
void TestImportBulk::fewFingerprintBitsChangeNothing()
{
    const BulkUsage usage(30'000, 3);
    const QString path = write(u"usage.csv"_s, usage.file());
    ImportOptions options;
    options.layout = m_workspace->imports().preview(path.toStdString(), {})->layout;
    options.createTokens = true;
    options.customer = m_acme.id;
    for (const std::int64_t added : {30'000, 0}) {
        auto file = InputFile::open(path.toStdString());
        QVERIFY_RESULT(file);
        const ImportService::FaultSink none;
        ImportRun run(m_workspace->context, options, "usage.csv", none, 7);
        QVERIFY_RESULT(run.begin());
        const auto report = run.run(*file, JobControl());
        QVERIFY_RESULT(report);
        QCOMPARE(report->added, added);
        QCOMPARE(report->duplicates, 30'000 - added);
        QCOMPARE(report->conflicts, 0);
    }
    QVERIFY(BulkUsage::sumsOf(*m_workspace->stores, Zone()) == usage.sums(Zone()));
}

void TestImportBulk::eventsAndPercentilesAreThose()
{
    const BulkUsage usage(25'000, 4, true);
    QCOMPARE(bring(usage.file()).added, 25'000);
    const auto events = m_workspace->stores->usage.events({});
    QVERIFY_RESULT(events);
    QCOMPARE(events->size(), usage.rows.size());
    Histogram expected;
    for (std::size_t i = 0; i < events->size(); ++i) {
        const UsageEvent &event = (*events)[i].event;
        QCOMPARE(event.time.ms, usage.rows[i].time);
        QCOMPARE(event.units[0].value_or(-1), usage.rows[i].input);
        expected.add(*event.responseMs, event.count);
    }
    Histogram found;
    QVERIFY_RESULT(m_workspace->stores->usage.visitCells({}, [&](const TokenId &, const CellDay &day) {
        for (const auto &cell : day)
            found.merge(cell.second.response);
        return Result<void>();
    }));
    QVERIFY(found == expected);
}

void TestImportBulk::partsOfADayAreJoined()
{
    // Shuffled, so that every file touches every day; more files than a day may have parts.
    BulkUsage usage(60'000, 5, true);
    BulkUsage shuffled = usage;
    std::ranges::shuffle(shuffled.rows, std::mt19937(8));
    for (std::size_t at = 0; at < 60'000; at += 5'000)
        QCOMPARE(bring(shuffled.file(at, at + 5'000)).added, 5'000);
    QVERIFY(BulkUsage::sumsOf(*m_workspace->stores, Zone()) == usage.sums(Zone()));
    const auto parts = m_workspace->stores->connection->first(
        u"SELECT max(parts) FROM (SELECT count(DISTINCT part) AS parts FROM usage_cell_chunk GROUP BY day)"_s,
        [](const Row &row) { return row.integer(0); });
    QVERIFY_RESULT(parts);
    QVERIFY(parts->value_or(0) > 1 && parts->value_or(0) <= 8);
}

void TestImportBulk::conflictsAcrossBatchesAreListed()
{
    BulkUsage usage(50'000, 6, true);
    QCOMPARE(bring(usage.file()).added, 50'000);
    QByteArray changed = BulkUsage::header;
    for (const std::size_t row : {std::size_t{5}, std::size_t{20'500}, std::size_t{49'999}}) {
        QByteArray text = usage.rows[row].text;
        changed += row == 20'500 ? "2026-12-24T00:00:00Z" + text.mid(text.indexOf(',')) // another time
                                 : text.left(text.lastIndexOf(',')) + ",other\n";
    }
    const ImportReport report = bring(changed + usage.rows[77].text);
    QCOMPARE(report.added, 0);
    QCOMPARE(report.conflicts, 3);
    QCOMPARE(report.duplicates, 1);
    QCOMPARE(m_workspace->stores->batches.conflicts(false)->size(), 3U);
    QVERIFY(BulkUsage::sumsOf(*m_workspace->stores, Zone()) == usage.sums(Zone()));
}

void TestImportBulk::usesAreFirstAndLast()
{
    const BulkUsage usage(40'000, 9, true);
    QCOMPARE(bring(usage.file(0, 39'990)).added, 39'990);
    QCOMPARE(bring(usage.file(39'990)).added, 10); // few, and kept another way
    std::map<std::string, UseSpan> expected;
    for (const BulkUsage::Row &row : usage.rows) {
        const auto [entry, isNew] =
            expected.try_emplace("token-" + std::to_string(row.token), UseSpan{{row.time}, {row.time}});
        entry->second.last = {row.time};
    }
    const auto spans = m_workspace->stores->usage.useSpans();
    QVERIFY_RESULT(spans);
    QCOMPARE(spans->size(), expected.size());
    const auto names = m_workspace->stores->tokens.names();
    QVERIFY_RESULT(names);
    for (const TokenStore::Named &token : *names) {
        if (!expected.contains(token.name))
            continue;
        QVERIFY(spans->at(token.id) == expected.at(token.name));
        QVERIFY(m_workspace->stores->usage.useSpan(token.id).value_or(std::nullopt) == expected.at(token.name));
    }
    const auto extent = m_workspace->stores->usage.extent();
    QVERIFY_RESULT(extent);
    QCOMPARE((*extent)->begin.ms, usage.rows.front().time);
    QCOMPARE((*extent)->end.ms, usage.rows.back().time + 1);
}

QTEST_GUILESS_MAIN(TestImportBulk)
#include "tst_importbulk.moc"
