// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The same request with two contents: which stands, and what follows from it.
#include "core/services/check.h"
#include "core/services/conflicts.h"
#include "core/services/eventjson.h"
#include "tests/core/services/importsfixture.h"

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

const QByteArray header = "time,id,token,status,input_units,model\n";
const QByteArray others = "2026-01-01T10:00:00Z,y,gateway,200,5,m\n2026-01-03T10:00:00Z,z,gateway,200,6,m\n";
const QByteArray firstRow = "2026-01-01T10:01:00Z,x,gateway,200,1,m\n";

/// Everything that usage is asked for.
struct State {
    std::vector<StoredEvent> events;
    std::map<std::string, CellDay> cells;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> uses;
    bool operator==(const State &) const = default;
};

} // namespace

class TestConflicts : public QObject, private ImportDesk {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_workspace.reset(); }

    void listsBothBodiesAndWhereTheyDiffer();
    void takingTheSecondIsAsIfItAloneHadCome_data();
    void takingTheSecondIsAsIfItAloneHadCome();
    void decidingTheOtherWayTakesItBack();
    void undecidedItWaitsAgainAndTheFirstStands();
    void severalAreDecidedTogetherOrNotAtAll();
    void ofSeveralSecondsOneStands();
    void keepingTheFirstChangesNoUsage();
    void decisionsStandInTheLedger();
    void aDecidedPairIsNotAskedAgain();
    void aFailureLeavesEverythingAsItWas();
    void unknownNumberIsNotFound();
    void bodiesAreReadBack();
    void spoiltBodyIsDamaged_data();
    void spoiltBodyIsDamaged();

private:
    [[nodiscard]] ConflictService conflicts() { return ConflictService(m_workspace->context); }
    void importRows(const QByteArray &rows) { QVERIFY_RESULT(import(write(u"rows.csv"_s, header + rows))); }
    [[nodiscard]] State state() { return stateOf(*m_workspace); }
    static State stateOf(ServicesFixture &workspace);
    /// The same without order of identity and tokens' ids, which differ between two workspaces.
    static State comparable(ServicesFixture &workspace);
    void verifySound();
};

void TestConflicts::init()
{
    open();
    QVERIFY(!m_workspace->addToken(m_acme.id, "second").id.isEmpty());
}

State TestConflicts::stateOf(ServicesFixture &workspace)
{
    State state;
    UsageStore &usage = workspace.stores->usage;
    state.events = usage.events({}).value_or(std::vector<StoredEvent>());
    const auto visited = usage.visitCells({}, [&](const TokenId &token, const CellDay &day) {
        state.cells[token.text].insert(day.begin(), day.end());
        return Result<void>();
    });
    if (!visited)
        qFatal("cells cannot be read");
    const auto uses = usage.useSpans();
    for (const auto &[token, use] : uses.value_or(std::unordered_map<TokenId, UseSpan>()))
        state.uses[token.text] = {use.first.ms, use.last.ms};
    return state;
}

State TestConflicts::comparable(ServicesFixture &workspace)
{
    State state = stateOf(workspace);
    std::map<std::string, std::string> names;
    for (const TokenName &token : workspace.tokens().names().value_or(std::vector<TokenName>()))
        names[token.id.text] = token.name;
    State named;
    for (StoredEvent &stored : state.events) {
        stored.token.text = names[stored.token.text];
        named.events.push_back(stored);
    }
    for (const auto &[token, cells] : state.cells)
        named.cells[names[token]] = cells;
    for (const auto &[token, use] : state.uses)
        named.uses[names[token]] = use;
    return named;
}

void TestConflicts::verifySound()
{
    const auto report = checkWorkspace(m_workspace->workspace.path.toStdString(), {});
    QVERIFY_RESULT(report);
    QVERIFY2(report->findings.empty(),
        qPrintable(report->findings.empty() ? QString() : sentence(report->findings.front())));
}

void TestConflicts::listsBothBodiesAndWhereTheyDiffer()
{
    importRows(firstRow);
    importRows("2026-01-01T10:01:00Z,x,gateway,500,,m\n");
    const auto rows = conflicts().list(false);
    QVERIFY_RESULT(rows);
    QCOMPARE(rows->size(), 1U);
    const ConflictRow &row = rows->front();
    QCOMPARE(row.file, "rows.csv");
    QCOMPARE(row.differences, (std::vector<BodyDifference>{{"status", "200", "500"}, {"input_units", "1", ""}}));
    QVERIFY(!row.decision);
    QCOMPARE(row.stands, std::optional(Keep::First));
}

void TestConflicts::takingTheSecondIsAsIfItAloneHadCome_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("status") << QByteArray("2026-01-01T10:01:00Z,x,gateway,500,1,m\n");
    QTest::newRow("units unknown") << QByteArray("2026-01-01T10:01:00Z,x,gateway,200,,m\n");
    QTest::newRow("model") << QByteArray("2026-01-01T10:01:00Z,x,gateway,200,1,other\n");
    QTest::newRow("another quarter") << QByteArray("2026-01-01T11:01:00Z,x,gateway,200,1,m\n");
    QTest::newRow("another day, the first use now") << QByteArray("2025-12-01T10:01:00Z,x,gateway,200,1,m\n");
    QTest::newRow("another day, the last use now") << QByteArray("2027-12-01T10:01:00Z,x,gateway,200,1,m\n");
    QTest::newRow("another token") << QByteArray("2026-01-01T10:01:00Z,x,second,200,1,m\n");
}

void TestConflicts::takingTheSecondIsAsIfItAloneHadCome()
{
    QFETCH(QByteArray, second);
    for (const QByteArray &rest : {others, QByteArray()}) {
        init();
        importRows(rest + firstRow);
        importRows(second);
        const auto decided = conflicts().decide(1, Keep::Second);
        QVERIFY_RESULT(decided);
        QCOMPARE(decided->stands, std::optional(Keep::Second));
        QCOMPARE(decided->decision, std::optional(Keep::Second));
        verifySound();
        const State taken = comparable(*m_workspace);
        init();
        importRows(rest + second);
        QVERIFY(taken == comparable(*m_workspace));
    }
}

void TestConflicts::decidingTheOtherWayTakesItBack()
{
    importRows(others + firstRow);
    const State before = state();
    importRows("2027-01-01T10:01:00Z,x,second,500,1,m\n");
    QVERIFY_RESULT(conflicts().decide(1, Keep::Second));
    QVERIFY(!(state() == before));
    const auto back = conflicts().decide(1, Keep::First);
    QVERIFY_RESULT(back);
    QCOMPARE(back->stands, std::optional(Keep::First));
    QVERIFY(state() == before);
    verifySound();
}

void TestConflicts::undecidedItWaitsAgainAndTheFirstStands()
{
    importRows(others + firstRow);
    const State before = state();
    importRows("2026-01-01T10:01:00Z,x,gateway,500,1,m\n");
    QVERIFY_RESULT(conflicts().decide(1, Keep::Second));
    QCOMPARE(conflicts().waiting().value_or(-1), 0);
    QVERIFY_RESULT(conflicts().decide({{1, std::nullopt}}, {}));
    QCOMPARE(conflicts().waiting().value_or(-1), 1);
    QCOMPARE(conflicts().find(1)->stands, std::optional(Keep::First));
    QVERIFY(state() == before);
}

void TestConflicts::severalAreDecidedTogetherOrNotAtAll()
{
    importRows(others + firstRow);
    importRows("2026-01-01T10:01:00Z,x,gateway,500,1,m\n2026-01-01T10:00:00Z,y,gateway,500,5,m\n");
    const State before = state();
    const auto unknown = conflicts().decide({{1, Keep::Second}, {9, Keep::Second}}, {});
    QCOMPARE_ERROR(unknown, ErrorCode::NotFound);
    QVERIFY(state() == before);
    QCOMPARE(conflicts().waiting().value_or(-1), 2);
    JobControl job;
    job.cancel();
    QCOMPARE_ERROR(conflicts().decide({{1, Keep::Second}}, job), ErrorCode::Cancelled);
    QVERIFY_RESULT(conflicts().decide({{1, Keep::Second}, {2, Keep::Second}}, {}));
    QCOMPARE(conflicts().waiting().value_or(-1), 0);
    QCOMPARE(std::ranges::count_if(state().events, [](const StoredEvent &one) { return one.event.status == 500; }), 2);
    verifySound();
}

void TestConflicts::ofSeveralSecondsOneStands()
{
    importRows(firstRow);
    importRows("2026-01-01T10:01:00Z,x,gateway,201,1,m\n");
    importRows("2026-01-01T10:01:00Z,x,gateway,202,1,m\n");
    const auto status = [&] { return state().events.front().event.status; };
    const auto decisions = [&] {
        QString text;
        for (const ConflictRow &row : conflicts().list(true).value_or(std::vector<ConflictRow>()))
            text.prepend(QString::number(row.number)
                + QString::fromStdString(row.decision ? std::string(name(*row.decision)) : "?") + u' ');
        return text.trimmed();
    };
    QVERIFY_RESULT(conflicts().decide(1, Keep::Second));
    QCOMPARE(status(), 201);
    QCOMPARE(decisions(), u"1second 2?"_s);
    QCOMPARE(conflicts().find(2)->stands, std::nullopt);
    QVERIFY_RESULT(conflicts().decide(2, Keep::Second));
    QCOMPARE(status(), 202);
    QCOMPARE(decisions(), u"1first 2second"_s);
    importRows("2026-01-01T10:01:00Z,x,gateway,203,1,m\n"); // its first is the second of 2
    QVERIFY_RESULT(conflicts().decide(3, Keep::Second));
    QCOMPARE(decisions(), u"1first 2first 3second"_s);
    QVERIFY_RESULT(conflicts().decide(3, Keep::First));
    QCOMPARE(status(), 202);
    QCOMPARE(decisions(), u"1first 2second 3first"_s);
    QVERIFY_RESULT(conflicts().decide(1, Keep::First)); // 201 does not stand, so nothing moves
    QCOMPARE(status(), 202);
    QVERIFY_RESULT(conflicts().decide(2, Keep::First));
    QCOMPARE(status(), 200);
    verifySound();
}

void TestConflicts::keepingTheFirstChangesNoUsage()
{
    importRows(others + firstRow);
    importRows("2026-01-01T10:01:00Z,x,gateway,500,1,m\n");
    const State before = state();
    QVERIFY_RESULT(conflicts().decide(1, Keep::First));
    QVERIFY(state() == before);
    QCOMPARE(conflicts().list(false)->size(), 0U);
    QCOMPARE(conflicts().list(true)->size(), 1U);
}

void TestConflicts::decisionsStandInTheLedger()
{
    importRows(firstRow);
    importRows("2026-01-01T10:01:00Z,x,gateway,500,1,m\n");
    const auto entries = [&] {
        QStringList kinds;
        for (const LedgerEntry &entry : m_workspace->stores->ledger.page(100).value_or(std::vector<LedgerEntry>()))
            if (entry.kind == "usage.conflict_decided")
                kinds.prepend(QString::fromStdString(entry.payload));
        return kinds;
    };
    m_workspace->heard = {};
    QVERIFY_RESULT(conflicts().decide(1, Keep::Second));
    QCOMPARE(m_workspace->heard, Topics(Topic::Usage));
    QCOMPARE(entries().size(), 1);
    const Json payload = parseJson(entries().front().toStdString()).value_or(Json());
    QCOMPARE(*payload.find("keep")->asString(), "second");
    QVERIFY(payload.find("before")->asString()->contains("\"status\":200"));
    QVERIFY(payload.find("after")->asString()->contains("\"status\":500"));
    QVERIFY_RESULT(conflicts().decide(1, Keep::Second)); // as it is already
    QCOMPARE(entries().size(), 1);
    QVERIFY_RESULT(conflicts().decide(1, Keep::First));
    QCOMPARE(entries().size(), 2);
}

void TestConflicts::aDecidedPairIsNotAskedAgain()
{
    const QByteArray second = "2026-01-01T10:01:00Z,x,gateway,500,1,m\n";
    importRows(firstRow);
    importRows(second);
    QVERIFY_RESULT(conflicts().decide(1, Keep::Second));
    importRows(firstRow);
    importRows(second);
    QCOMPARE(conflicts().list(true)->size(), 1U);
    QCOMPARE(state().events.front().event.status, 500);
}

void TestConflicts::aFailureLeavesEverythingAsItWas()
{
    importRows(others + firstRow);
    importRows("2027-01-01T10:01:00Z,x,second,500,1,m\n");
    const State before = state();
    int failed = 0;
    for (int at = 1;; ++at) {
        int statements = 0;
        m_workspace->stores->connection->fault = [&] { return ++statements == at; };
        const auto decided = conflicts().decide(1, Keep::Second);
        m_workspace->stores->connection->fault = {};
        if (decided)
            break;
        ++failed;
        QVERIFY2(state() == before, qPrintable(QString::number(at)));
        QVERIFY(!conflicts().find(1)->decision);
    }
    QVERIFY(failed > 10);
    QVERIFY(!(state() == before));
}

void TestConflicts::unknownNumberIsNotFound()
{
    QCOMPARE_ERROR(conflicts().find(1), ErrorCode::NotFound);
    const auto decided = conflicts().decide(7, Keep::First);
    QCOMPARE_ERROR(decided, ErrorCode::NotFound);
    QCOMPARE(decided.error().where, "conflict");
    QCOMPARE_ERROR(parseKeep("third"), ErrorCode::Syntax);
}

void TestConflicts::bodiesAreReadBack()
{
    StoredEvent event = sampleEvent(m_gateway.id, 1767225600123, "a");
    event.event.count = 3;
    event.event.units = {std::nullopt, 0, 5, std::nullopt};
    event.event.endpoint = "/v1/\"x\"";
    event.event.custom = {{"images", 4}};
    event.event.dimensions = {{"region", "eu"}};
    const auto read = eventOf(toJson(event).dump(), event.hash);
    QVERIFY_RESULT(read);
    QCOMPARE(*read, event);
}

void TestConflicts::spoiltBodyIsDamaged_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no JSON") << QByteArray("{\"time\":");
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("no time") << QByteArray(R"({"token":"t"})");
    QTest::newRow("no token") << QByteArray(R"({"time":"2026-01-01T00:00:00Z"})");
    QTest::newRow("unknown field") << QByteArray(R"({"time":"2026-01-01T00:00:00Z","token":"t","colour":"red"})");
    QTest::newRow("text for a number") << QByteArray(R"({"time":"2026-01-01T00:00:00Z","token":"t","count":"1"})");
    QTest::newRow("impossible") << QByteArray(R"({"time":"2026-01-01T00:00:00Z","token":"t","status":99})");
}

void TestConflicts::spoiltBodyIsDamaged()
{
    QFETCH(QByteArray, body);
    QCOMPARE_ERROR(eventOf(body.toStdString(), {}), ErrorCode::Damaged);
}

QTEST_GUILESS_MAIN(TestConflicts)
#include "tst_conflicts.moc"
