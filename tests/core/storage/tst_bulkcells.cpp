// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Usage that came in bulk, beside usage that came a few events at a time.
#include "core/storage/batchstore.h"
#include "core/storage/bulkcells.h"
#include "core/storage/customerstore.h"
#include "core/storage/tokenstore.h"
#include "core/storage/usagestore.h"
#include "tests/core/storage/workspacefixture.h"

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t midnight = 20000 * msPerDay;
constexpr int eventCount = 6000; // more than UsageStore::bulkEvents

} // namespace

class TestBulkCells : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_workspace = std::make_unique<WorkspaceFixture>();
        fill(*m_workspace);
    }
    void cleanup() { m_workspace.reset(); }

    void singleDaysAndChunksAreOne();
    void chunksHoldWhatSingleDaysHold();
    void cellsThatDifferInWhatIsLeftOutAreSummed_data();
    void cellsThatDifferInWhatIsLeftOutAreSummed();
    void anEventInBulkCanBeReplaced_data();
    void anEventInBulkCanBeReplaced();
    void aTokensDayCanBeTakenOut();
    void rolledBackNumbersAreForgotten();
    void flippedByteInAChunkIsReported();
    void absentTokensUsageIsRefused();
    void aReaderSeesThem();
    void pagesThroughTiesMissNothing_data();
    void pagesThroughTiesMissNothing();

private:
    using Cells = std::map<std::string, std::map<CellKey, CellSums>>;

    static void fill(WorkspaceFixture &workspace)
    {
        QVERIFY(workspace.writer);
        Connection &connection = *workspace.writer;
        const auto made = atomically(connection, [&]() -> Result<void> {
            auto done = CustomerStore(connection).insert(sampleCustomer());
            for (const char *name : {"first", "second", "third"}) {
                if (done)
                    done = TokenStore(connection).insert(sampleToken(name));
            }
            return done ? BatchStore(connection).insert({{"batch"}, "gate", "a.csv", {1}, {}, 0, 0, 0, 0, 0, {}, {}})
                        : done;
        });
        QVERIFY_RESULT(made);
    }
    /// Of every token, whatever they are kept in.
    [[nodiscard]] static Cells cellsOf(UsageStore &store)
    {
        Cells cells;
        const auto visited = store.visitCells({}, [&](const TokenId &token, const CellDay &day) {
            cells[token.text].insert(day.begin(), day.end());
            return Result<void>();
        });
        if (!visited)
            qFatal("the cells cannot be read");
        return cells;
    }
    /// Events of several statuses, models and times of answer.
    [[nodiscard]] std::vector<StoredEvent> mixed() const
    {
        std::vector<StoredEvent> events = many();
        for (std::size_t i = 0; i < events.size(); ++i) {
            events[i].event.status = std::array<std::int16_t, 4>{200, 404, 500, noStatus}[i % 4];
            events[i].event.model = "m" + std::to_string(i % 3);
            events[i].event.responseMs = static_cast<std::int64_t>(i % 700);
        }
        return events;
    }
    /// The same events in a workspace of their own, a few at a time: no chunks.
    static void appendInPieces(WorkspaceFixture &workspace, const std::vector<StoredEvent> &events)
    {
        UsageStore store(*workspace.writer);
        constexpr std::size_t few = UsageStore::bulkEvents / 2;
        for (std::size_t at = 0; at < events.size(); at += few) {
            const std::vector<StoredEvent> piece(events.begin() + static_cast<std::ptrdiff_t>(at),
                events.begin() + static_cast<std::ptrdiff_t>(std::min(at + few, events.size())));
            QVERIFY_RESULT(atomically(*workspace.writer, [&] { return store.append(piece, {"batch"}, {}, {1}); }));
        }
    }
    [[nodiscard]] Connection &connection() { return *m_workspace->writer; }
    [[nodiscard]] Result<void> append(UsageStore &store, const std::vector<StoredEvent> &events)
    {
        return atomically(connection(), [&] { return store.append(events, {"batch"}, {}, {1}); });
    }
    /// One every half minute, the first token's and the second's in turn.
    [[nodiscard]] std::vector<StoredEvent> many(const std::string &prefix = "e") const
    {
        std::vector<StoredEvent> events;
        for (int i = 0; i < eventCount; ++i)
            events.push_back(sampleEvent(i % 2 == 0 ? m_first : m_second, midnight + i * 30 * msPerSecond,
                prefix + std::to_string(i)));
        return events;
    }
    [[nodiscard]] static std::int64_t requestsOf(UsageStore &store, const UsageQuery &query = {})
    {
        const auto table = store.cells(query);
        std::int64_t requests = table ? 0 : -1;
        for (const UsageRow &row : table ? table->rows : std::vector<UsageRow>())
            requests += row.requests;
        return requests;
    }

    const TokenId m_first = sampleToken("first").id;
    const TokenId m_second = sampleToken("second").id;
    const TokenId m_third = sampleToken("third").id;
    std::unique_ptr<WorkspaceFixture> m_workspace;
};

void TestBulkCells::singleDaysAndChunksAreOne()
{
    UsageStore store(connection());
    QVERIFY_RESULT(append(store, many()));
    QVERIFY_RESULT(append(store, {sampleEvent(m_first, midnight + 1, "x"), sampleEvent(m_third, midnight + 2, "y")}));
    QCOMPARE(requestsOf(store), eventCount + 2);
    QCOMPARE(requestsOf(store, {{m_first}, UsageQuery().span}), eventCount / 2 + 1);
    QCOMPARE(requestsOf(store, {{}, {{midnight}, {midnight + msPerQuarter}}}), 32);
    const auto table = store.cells({});
    QCOMPARE(table->tokens, (std::vector{m_first, m_second, m_third}));
    QCOMPARE(table->rows[0].requests, 16); // the first quarter's fifteen and the one that came alone
    QVERIFY(std::ranges::is_sorted(table->rows, {}, [](const UsageRow &row) { return std::pair(row.time, row.token); }));
    std::int64_t visited = 0;
    QVERIFY_RESULT(store.visitCells({{m_first}, UsageQuery().span}, [&](const TokenId &token, const CellDay &day) {
        for (const auto &cell : day)
            visited += cell.second.response.total();
        return token == m_first ? Result<void>() : fail(ErrorCode::Internal);
    }));
    QCOMPARE(visited, eventCount / 2 + 1);
}

void TestBulkCells::chunksHoldWhatSingleDaysHold()
{
    UsageStore store(connection());
    QVERIFY_RESULT(append(store, mixed()));
    WorkspaceFixture other;
    fill(other);
    appendInPieces(other, mixed());
    UsageStore plain(*other.writer);
    QVERIFY(cellsOf(store) == cellsOf(plain));
    QVERIFY(*store.useSpans() == *plain.useSpans());
}

void TestBulkCells::cellsThatDifferInWhatIsLeftOutAreSummed_data()
{
    QTest::addColumn<bool>("models");
    QTest::addColumn<bool>("sources");
    QTest::addColumn<bool>("dimensions");
    for (const bool models : {false, true})
        for (const bool sources : {false, true})
            for (const bool dimensions : {false, true})
                QTest::addRow("models %d, sources %d, dimensions %d", models, sources, dimensions)
                    << models << sources << dimensions;
}

void TestBulkCells::cellsThatDifferInWhatIsLeftOutAreSummed()
{
    QFETCH(const bool, models);
    QFETCH(const bool, sources);
    QFETCH(const bool, dimensions);
    std::vector<StoredEvent> events = mixed();
    for (std::size_t i = 0; i < events.size(); ++i) {
        events[i].event.source = i % 5 == 0 ? "edge" : "gate";
        events[i].event.dimensions = {{"region", i % 7 == 0 ? "eu" : "us"}};
        events[i].event.custom = {{"pages", 2}};
    }
    UsageStore store(connection());
    const std::vector<std::string> declared{"region"};
    const std::span few(events.data(), 3); // beside the chunks, a few in single days
    QVERIFY_RESULT(atomically(connection(), [&]() -> Result<void> {
        auto appended = store.append(std::vector(few.begin(), few.end()), {"batch"}, declared, {1});
        events.erase(events.begin(), events.begin() + 3);
        return appended ? store.append(events, {"batch"}, declared, {1}) : appended;
    }));
    using Key = std::tuple<std::int64_t, std::uint32_t, std::int16_t, std::string, std::string, UsageTable::Dimensions>;
    std::map<Key, std::array<std::int64_t, 3>> expected;
    const auto whole = store.cells({});
    for (const UsageRow &row : whole->rows) {
        auto &sums = expected[{row.time.ms, row.token, row.status, models ? whole->text(row.model) : "",
            sources ? whole->text(row.source) : "",
            dimensions ? whole->dimensions(row.dimensions) : UsageTable::Dimensions()}];
        sums[0] += row.requests;
        sums[1] += row.responseMs.sum;
        sums[2] += whole->customs(row.custom).front().second.sum;
    }
    const auto table = store.cells({}, {models, sources, dimensions});
    QCOMPARE(table->tokens, whole->tokens);
    QCOMPARE(table->rows.size(), expected.size());
    for (const UsageRow &row : table->rows) {
        const std::array<std::int64_t, 3> sums{
            row.requests, row.responseMs.sum, table->customs(row.custom).front().second.sum};
        QCOMPARE(sums, (expected[{row.time.ms, row.token, row.status, table->text(row.model), table->text(row.source),
            table->dimensions(row.dimensions)}]));
    }
    QVERIFY(std::ranges::is_sorted(table->rows, {}, [](const UsageRow &row) { return std::pair(row.time, row.token); }));
}

void TestBulkCells::anEventInBulkCanBeReplaced_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<qint64>("later");
    QTest::newRow("one in the middle, at its time") << eventCount / 2 << qint64(0);
    QTest::newRow("the first use, a day later") << 0 << qint64(msPerDay);
    QTest::newRow("the last use, a day later") << eventCount - 1 << qint64(msPerDay);
}

/// As if the other body alone had come.
void TestBulkCells::anEventInBulkCanBeReplaced()
{
    QFETCH(int, which);
    QFETCH(qint64, later);
    UsageStore store(connection());
    std::vector<StoredEvent> events = mixed();
    QVERIFY_RESULT(append(store, events));
    StoredEvent &changed = events[static_cast<std::size_t>(which)];
    changed.event.status = 503;
    changed.event.time = changed.event.time.plus(later);
    QVERIFY_RESULT(atomically(connection(), [&] { return store.replaceEvent(changed, {}, {2}); }));
    WorkspaceFixture other;
    fill(other);
    appendInPieces(other, events);
    UsageStore plain(*other.writer);
    QVERIFY(cellsOf(store) == cellsOf(plain));
    QVERIFY(*store.useSpans() == *plain.useSpans());
    QCOMPARE(store.eventCount().value_or(-1), eventCount);
}

void TestBulkCells::aTokensDayCanBeTakenOut()
{
    UsageStore store(connection());
    QVERIFY_RESULT(append(store, many()));
    const auto taken =
        atomically(connection(), [&] { return takeFromChunks(connection(), m_first, midnight / msPerDay + 1); });
    QVERIFY_RESULT(taken);
    std::int64_t requests = 0;
    for (const auto &cell : *taken)
        requests += cell.second.requests;
    QCOMPARE(requests, 1440);
    QCOMPARE(requestsOf(store), eventCount - 1440);
    QCOMPARE(requestsOf(store, {{m_second}, UsageQuery().span}), eventCount / 2);
    const auto again =
        atomically(connection(), [&] { return takeFromChunks(connection(), m_first, midnight / msPerDay + 1); });
    QVERIFY(again.has_value() && again->empty());
    QVERIFY_RESULT(atomically(connection(), [&] { return clearChunks(connection()); }));
    QCOMPARE(requestsOf(store), 0);
}

void TestBulkCells::rolledBackNumbersAreForgotten()
{
    UsageStore store(connection());
    const auto undone = atomically(connection(), [&]() -> Result<void> {
        if (auto added = store.append(many(), {"batch"}, {}, {1}); !added)
            return added;
        return fail(ErrorCode::Cancelled);
    });
    QCOMPARE_ERROR(undone, ErrorCode::Cancelled);
    UsageStore other(connection());
    std::vector<StoredEvent> events = many();
    for (StoredEvent &event : events)
        event.token = event.token == m_first ? m_third : m_first; // the numbers go to others now
    QVERIFY_RESULT(append(other, events));
    QCOMPARE(requestsOf(store, {{m_third}, UsageQuery().span}), eventCount / 2);
    QVERIFY_RESULT(append(store, many("again")));
    QCOMPARE(requestsOf(store, {{m_first}, UsageQuery().span}), eventCount);
    QCOMPARE(requestsOf(store, {{m_second}, UsageQuery().span}), eventCount / 2);
}

void TestBulkCells::flippedByteInAChunkIsReported()
{
    UsageStore store(connection());
    QVERIFY_RESULT(append(store, many()));
    const auto data =
        connection().first(u"SELECT cells FROM usage_cell_chunk"_s, [](const Row &row) { return row.blob(0); });
    QVERIFY_RESULT(data);
    for (qsizetype i = 0; i < (*data)->size(); i += 7) {
        QByteArray flipped = **data;
        flipped[i] = static_cast<char>(flipped[i] ^ 1);
        QVERIFY_RESULT(connection().run(u"UPDATE usage_cell_chunk SET cells = ? WHERE number = 1"_s, flipped));
        QVERIFY2(!store.cells({}), qPrintable(QString::number(i)));
    }
}

void TestBulkCells::absentTokensUsageIsRefused()
{
    UsageStore store(connection());
    std::vector<StoredEvent> events = many();
    events.back().token = {"nobody"};
    QCOMPARE_ERROR(append(store, events), ErrorCode::Conflict);
    QCOMPARE(store.eventCount().value_or(-1), 0);
}

void TestBulkCells::aReaderSeesThem()
{
    UsageStore store(connection());
    QVERIFY_RESULT(append(store, many()));
    const auto reader = Connection::openReader(m_workspace->path);
    QVERIFY_RESULT(reader);
    UsageStore second(**reader);
    QCOMPARE(requestsOf(second, {{m_second}, UsageQuery().span}), eventCount / 2);
    QCOMPARE(second.useSpan(m_second).value_or(std::nullopt),
        std::optional(UseSpan{{midnight + 30 * msPerSecond}, {midnight + (eventCount - 1) * 30 * msPerSecond}}));
    QCOMPARE(second.extent().value_or(std::nullopt)->begin, Instant{midnight});
}

void TestBulkCells::pagesThroughTiesMissNothing_data()
{
    QTest::addColumn<bool>("newestFirst");
    QTest::newRow("oldest") << false;
    QTest::newRow("newest") << true;
}

/// A log without ids that counts seconds: many events that nothing orders but where they stand.
void TestBulkCells::pagesThroughTiesMissNothing()
{
    QFETCH(bool, newestFirst);
    UsageStore store(connection());
    std::vector<StoredEvent> events;
    for (int i = 0; i < 20; ++i) {
        StoredEvent event = sampleEvent(m_first, midnight + i / 8 * msPerSecond, "");
        event.event.units[0] = i;
        event.hash = hashOfRow("gate", m_first, std::to_string(i), 0);
        events.push_back(event);
    }
    QVERIFY_RESULT(append(store, events));
    std::vector<std::int64_t> all, paged;
    const auto add = [&](std::vector<std::int64_t> &to, const EventPage &page) {
        for (const StoredEvent &event : store.events({}, page).value_or(std::vector<StoredEvent>()))
            to.push_back(event.event.units[0].value_or(-1));
    };
    add(all, {.newestFirst = newestFirst});
    for (std::size_t skip = 0; skip < events.size(); skip += 3)
        add(paged, {newestFirst, skip, 3});
    QCOMPARE(all.size(), events.size());
    QCOMPARE(paged, all);
}

QTEST_GUILESS_MAIN(TestBulkCells)
#include "tst_bulkcells.moc"
