// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/batchstore.h"
#include "core/storage/customerstore.h"
#include "core/storage/tokenstore.h"
#include "core/storage/usagestore.h"
#include "tests/core/storage/workspacefixture.h"

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t noon = 20000 * msPerDay + 12 * msPerHour;

std::vector<std::string> idsOf(const Result<std::vector<StoredEvent>> &events)
{
    std::vector<std::string> ids;
    for (const StoredEvent &event : events.value_or(std::vector<StoredEvent>()))
        ids.push_back(event.event.id);
    return ids;
}

std::int64_t requestsOf(const Result<UsageTable> &table)
{
    std::int64_t requests = 0;
    for (const UsageRow &row : table ? table->rows : std::vector<UsageRow>())
        requests += row.requests;
    return table ? requests : -1;
}

const std::vector<std::string> noDimensions;

} // namespace

class TestUsageStore : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_workspace.reset(); }

    void eventsComeBackInOrderOfTime();
    void emptyBatchIsNothing();
    void cellsSumAllBatches();
    void cellsKeepDeclaredDimensionsOnly();
    void cellsAreCutToTheSpan();
    void cellsComeInOrderOfTime();
    void cellsBefore1970AreFound();
    void dayByDayVisitHasHistograms();
    void usesAreFirstAndLast();
    void pagesCrossSegments_data();
    void pagesCrossSegments();
    void hashesFindTheirEvents();
    void overflowIsRefused();
    void usageOfAbsentTokenIsRefused();
    void segmentCannotChange();
    void flippedByteIsReported_data();
    void flippedByteIsReported();
    void movedColumnIsReported();
    void flippedByteInCellsIsReported();

private:
    [[nodiscard]] Connection &connection() { return *m_workspace->writer; }
    [[nodiscard]] UsageStore store() { return UsageStore(connection()); }
    [[nodiscard]] Result<void> append(
        const std::vector<StoredEvent> &events, const std::vector<std::string> &dimensions = noDimensions)
    {
        return atomically(connection(), [&] { return store().append(events, {"batch"}, dimensions, {1}); });
    }

    const TokenId m_first = sampleToken("first").id;
    const TokenId m_second = sampleToken("second").id;
    std::unique_ptr<WorkspaceFixture> m_workspace;
};

void TestUsageStore::init()
{
    m_workspace = std::make_unique<WorkspaceFixture>();
    QVERIFY(m_workspace->writer);
    const auto made = atomically(connection(), [&]() -> Result<void> {
        auto done = CustomerStore(connection()).insert(sampleCustomer());
        if (done)
            done = TokenStore(connection()).insert(sampleToken("first"));
        if (done)
            done = TokenStore(connection()).insert(sampleToken("second"));
        if (done)
            done = BatchStore(connection()).insert({{"batch"}, "gate", "a.csv", {1}, {}, 0, 0, 0, 0, 0, {}, {}});
        return done;
    });
    QVERIFY_RESULT(made);
}

void TestUsageStore::eventsComeBackInOrderOfTime()
{
    StoredEvent full = sampleEvent(m_first, noon, "b");
    full.event.count = 3;
    full.event.endpoint = "/v1/\u4e2d";
    full.event.custom = {{"images", 4}};
    full.event.dimensions = {{"region", "eu"}};
    StoredEvent bare{m_second, hashOfRow("log", m_second, "raw", 0), {}};
    bare.event.time = {noon - 1};
    bare.event.source = "log";
    const StoredEvent tie = sampleEvent(m_second, noon, "a");
    QVERIFY_RESULT(append({full, bare, tie}));
    const auto events = store().events({});
    QVERIFY_RESULT(events);
    QCOMPARE(*events, (std::vector{bare, tie, full}));
    QCOMPARE(idsOf(store().events({{m_first}, UsageQuery().span})), std::vector<std::string>{"b"});
    QCOMPARE(idsOf(store().events({{}, {{noon - 5}, {noon}}})), std::vector<std::string>{""});
    QCOMPARE(store().eventCount().value_or(0), 3);
}

void TestUsageStore::emptyBatchIsNothing()
{
    QVERIFY_RESULT(append({}));
    QCOMPARE(store().eventCount().value_or(-1), 0);
    QCOMPARE(store().events({}).value_or(std::vector<StoredEvent>(1)), std::vector<StoredEvent>());
}

void TestUsageStore::cellsSumAllBatches()
{
    QVERIFY_RESULT(append({sampleEvent(m_first, noon, "a"), sampleEvent(m_first, noon + msPerQuarter, "b")}));
    StoredEvent several = sampleEvent(m_first, noon + 1, "c");
    several.event.count = 4;
    several.event.units[0] = 7;
    QVERIFY_RESULT(append({several, sampleEvent(m_second, noon, "d")}));
    const auto table = store().cells({{m_first}, UsageQuery().span});
    QVERIFY_RESULT(table);
    QCOMPARE(table->tokens, std::vector{m_first});
    QCOMPARE(table->rows.size(), 2U);
    QCOMPARE(table->rows[0].time, Instant{noon});
    QCOMPARE(table->rows[0].requests, 5);
    QCOMPARE(table->rows[0].units[0].sum, 17);
    QCOMPARE(table->text(table->rows[0].model), "m1");
    QCOMPARE(table->rows[1].requests, 1);
    QCOMPARE(requestsOf(store().cells({})), 7);
}

void TestUsageStore::cellsKeepDeclaredDimensionsOnly()
{
    StoredEvent event = sampleEvent(m_first, noon, "a");
    event.event.dimensions = {{"region", "eu"}, {"user", "u1"}};
    QVERIFY_RESULT(append({event}, {"region"}));
    const auto table = store().cells({});
    QVERIFY_RESULT(table);
    QCOMPARE(table->rows.size(), 1U);
    QCOMPARE(table->dimensions(table->rows[0].dimensions), (UsageTable::Dimensions{{"region", "eu"}}));
}

void TestUsageStore::cellsAreCutToTheSpan()
{
    std::vector<StoredEvent> events;
    for (int hour = 0; hour < 96; ++hour)
        events.push_back(sampleEvent(m_first, noon + hour * msPerHour, std::to_string(hour)));
    QVERIFY_RESULT(append(events));
    const auto requests = [&](std::int64_t begin, std::int64_t end) {
        return requestsOf(store().cells({{}, {{noon + begin * msPerHour}, {noon + end * msPerHour}}}));
    };
    QCOMPARE(requests(0, 96), 96);
    QCOMPARE(requests(1, 95), 94);
    QCOMPARE(requests(5, 6), 1); // inside one day
    QCOMPARE(requests(12, 36), 24); // one whole day
    QCOMPARE(requests(50, 50), 0);
    QCOMPARE(requests(200, 300), 0);
}

void TestUsageStore::cellsComeInOrderOfTime()
{
    QVERIFY_RESULT(append({sampleEvent(m_first, noon + 2 * msPerDay, "a"), sampleEvent(m_second, noon, "b"),
        sampleEvent(m_first, noon, "c")}));
    const auto table = store().cells({{m_second, m_first, m_first}, UsageQuery().span});
    QVERIFY_RESULT(table);
    QCOMPARE(table->tokens, (std::vector{m_first, m_second}));
    std::vector<std::pair<std::int64_t, std::uint32_t>> order;
    for (const UsageRow &row : table->rows)
        order.emplace_back(row.time.ms, row.token);
    QCOMPARE(
        order, (std::vector<std::pair<std::int64_t, std::uint32_t>>{{noon, 0}, {noon, 1}, {noon + 2 * msPerDay, 0}}));
}

void TestUsageStore::cellsBefore1970AreFound()
{
    QVERIFY_RESULT(append({sampleEvent(m_first, -1, "a"), sampleEvent(m_first, 0, "b")}));
    QCOMPARE(requestsOf(store().cells({{}, {{-msPerDay}, {0}}})), 1);
    QCOMPARE(requestsOf(store().cells({})), 2);
}

void TestUsageStore::dayByDayVisitHasHistograms()
{
    QVERIFY_RESULT(append({sampleEvent(m_first, noon, "a"), sampleEvent(m_first, noon + msPerDay, "b"),
        sampleEvent(m_second, noon, "c")}));
    std::vector<std::pair<TokenId, std::int64_t>> visited;
    const auto done = store().visitCells({}, [&](const TokenId &token, const CellDay &day) -> Result<void> {
        visited.emplace_back(token, day.begin()->second.response.total());
        if (!store().useSpan(token)) // the visitor may ask for more
            return fail(ErrorCode::Internal);
        return visited.size() == 3 ? fail(ErrorCode::Cancelled) : Result<void>();
    });
    QCOMPARE_ERROR(done, ErrorCode::Cancelled);
    QCOMPARE(visited, (std::vector<std::pair<TokenId, std::int64_t>>{{m_first, 1}, {m_second, 1}, {m_first, 1}}));
}

void TestUsageStore::usesAreFirstAndLast()
{
    QVERIFY_RESULT(append({sampleEvent(m_first, noon, "a"), sampleEvent(m_first, noon + 5, "b")}));
    QVERIFY_RESULT(append({sampleEvent(m_first, noon - 7, "late")}));
    const UseSpan expected{{noon - 7}, {noon + 5}};
    QCOMPARE(store().useSpan(m_first).value_or(std::nullopt), std::optional(expected));
    QCOMPARE(store().useSpan(m_second).value_or(expected), std::nullopt);
    QCOMPARE(store().useSpans().value_or(std::unordered_map<TokenId, UseSpan>()),
        (std::unordered_map<TokenId, UseSpan>{{m_first, expected}}));
}

void TestUsageStore::pagesCrossSegments_data()
{
    QTest::addColumn<bool>("newestFirst");
    QTest::addColumn<int>("skip");
    QTest::addColumn<int>("limit");
    for (const bool newestFirst : {false, true}) {
        for (const int skip : {0, 1, 4, 11, 40})
            QTest::addRow("%s %d", newestFirst ? "newest" : "oldest", skip) << newestFirst << skip << 5;
    }
}

void TestUsageStore::pagesCrossSegments()
{
    QFETCH(const bool, newestFirst);
    QFETCH(const int, skip);
    QFETCH(const int, limit);
    // Three segments that overlap in every second event, with ties across them, and one far away.
    std::vector<std::string> ordered;
    for (int segment = 0; segment < 4; ++segment) {
        std::vector<StoredEvent> events;
        for (int i = 0; i < 5; ++i)
            events.push_back(sampleEvent(
                m_first, noon + (segment == 3 ? 1000 : segment) + (i / 2) * 4, std::to_string(segment * 5 + i)));
        QVERIFY_RESULT(append(events));
    }
    ordered = idsOf(store().events({}));
    QCOMPARE(ordered.size(), 20U);
    if (newestFirst)
        std::ranges::reverse(ordered);
    const std::size_t begin = std::min<std::size_t>(ordered.size(), static_cast<std::size_t>(skip));
    const std::size_t end = std::min<std::size_t>(ordered.size(), begin + static_cast<std::size_t>(limit));
    const std::vector<std::string> expected(
        ordered.begin() + static_cast<std::ptrdiff_t>(begin), ordered.begin() + static_cast<std::ptrdiff_t>(end));
    QCOMPARE(idsOf(store().events({}, {newestFirst, static_cast<std::size_t>(skip), static_cast<std::size_t>(limit)})),
        expected);
}

void TestUsageStore::hashesFindTheirEvents()
{
    const StoredEvent a = sampleEvent(m_first, noon, "a");
    const StoredEvent b = sampleEvent(m_first, noon, "b");
    const StoredEvent c = sampleEvent(m_second, noon, "c");
    QVERIFY_RESULT(append({a, b}));
    QVERIFY_RESULT(append({c}));
    auto all = store().allHashes().value_or(std::vector<EventHash>());
    std::ranges::sort(all);
    std::vector<EventHash> expected{a.hash, b.hash, c.hash};
    std::ranges::sort(expected);
    QCOMPARE(all, expected);
    const std::vector<EventHash> wanted{c.hash, hashOfId("gate", "unknown"), a.hash};
    const auto found = store().byHash(wanted);
    QVERIFY_RESULT(found);
    QCOMPARE(*found, (std::unordered_map<EventHash, StoredEvent>{{a.hash, a}, {c.hash, c}}));
}

void TestUsageStore::overflowIsRefused()
{
    StoredEvent most = sampleEvent(m_first, noon, "a");
    most.event.units[1] = std::numeric_limits<std::int64_t>::max();
    QVERIFY_RESULT(append({most}));
    StoredEvent more = sampleEvent(m_first, noon, "b");
    more.event.units[1] = 1;
    QCOMPARE_ERROR(append({more}), ErrorCode::Overflow);
    QCOMPARE(store().eventCount().value_or(0), 1);
    QCOMPARE(requestsOf(store().cells({})), 1);
}

void TestUsageStore::usageOfAbsentTokenIsRefused()
{
    QCOMPARE_ERROR(append({sampleEvent({"nobody"}, noon, "a")}), ErrorCode::Conflict);
}

void TestUsageStore::segmentCannotChange()
{
    QVERIFY_RESULT(append({sampleEvent(m_first, noon, "a")}));
    QCOMPARE_ERROR(connection().run(u"UPDATE segment SET events = 2"_s), ErrorCode::Conflict);
    QCOMPARE_ERROR(connection().run(u"UPDATE segment_column SET data = x''"_s), ErrorCode::Conflict);
}

void TestUsageStore::flippedByteIsReported_data()
{
    QTest::addColumn<QString>("column");
    for (const char *column : {"hash", "time", "token", "id", "status", "input_units", "model"})
        QTest::newRow(column) << QString::fromLatin1(column);
}

void TestUsageStore::flippedByteIsReported()
{
    QFETCH(const QString, column);
    QVERIFY_RESULT(append({sampleEvent(m_first, noon, "a"), sampleEvent(m_first, noon, "b")}));
    QVERIFY_RESULT(connection().run(u"DROP TRIGGER segment_column_stays"_s));
    const auto data = connection().first(
        u"SELECT data FROM segment_column WHERE name = ?"_s, [](const Row &row) { return row.blob(0); }, column);
    QVERIFY_RESULT(data);
    QByteArray flipped = data->value_or(QByteArray());
    QVERIFY(!flipped.isEmpty());
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 4);
    QVERIFY_RESULT(connection().run(u"UPDATE segment_column SET data = ? WHERE name = ?"_s, flipped, column));
    const auto events = store().events({});
    QCOMPARE_ERROR(events, ErrorCode::Damaged);
    QCOMPARE(events.error().where, "segment 1");
    QCOMPARE(toQString(events.error().found), column);
    const bool isOfIdentity = column == u"hash" || column == u"id"; // identities are made of ids
    QCOMPARE(store().allHashes().has_value(), !isOfIdentity);
}

void TestUsageStore::movedColumnIsReported()
{
    // Sound columns of another segment are not this segment's.
    QVERIFY_RESULT(append({sampleEvent(m_first, noon, "a")}));
    QVERIFY_RESULT(append({sampleEvent(m_second, noon, "b")}));
    QVERIFY_RESULT(connection().run(u"DROP TRIGGER segment_column_stays"_s));
    QVERIFY_RESULT(
        connection().run(u"UPDATE segment_column SET (digest, data) = (SELECT digest, data FROM segment_column o"
                         " WHERE o.segment = 2 AND o.name = 'token') WHERE segment = 1 AND name = 'token'"_s));
    QCOMPARE_ERROR(store().events({}), ErrorCode::Damaged);
}

void TestUsageStore::flippedByteInCellsIsReported()
{
    QVERIFY_RESULT(append({sampleEvent(m_first, noon, "a")}));
    const auto data =
        connection().first(u"SELECT cells FROM usage_cell_day"_s, [](const Row &row) { return row.blob(0); });
    QVERIFY_RESULT(data);
    for (qsizetype i = 0; i < (*data)->size(); ++i) {
        QByteArray flipped = **data;
        flipped[i] = static_cast<char>(flipped[i] ^ 1);
        QVERIFY_RESULT(connection().run(u"UPDATE usage_cell_day SET cells = ?"_s, flipped));
        QVERIFY2(!store().cells({}), qPrintable(QString::number(i)));
    }
}

QTEST_GUILESS_MAIN(TestUsageStore)
#include "tst_usagestore.moc"
