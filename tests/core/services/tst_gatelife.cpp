// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a request that passed: completed, reserved, never completed; and what usage makes of it.
#include "tests/core/services/gatedesk.h"

#include "core/services/conflicts.h"

using namespace toll;
using namespace toll::test;

class TestGateLife : public QObject, GateDesk {
    Q_OBJECT

private slots:
    void init()
    {
        openDesk();
        issue("t", refusing("10/day", "P30D"));
        openGate();
    }
    void cleanup() { m_gate.reset(); }

    void completionMakesUsage();
    void drainTwiceAddsNothing();
    void failedDrainIsTriedAgain();
    void secondReport_data();
    void secondReport();
    void eventBeforeTheRequest();
    void eventOfTheSameIdCompletes_data();
    void eventOfTheSameIdCompletes();
    void unaskedEventCountsAndIsNeverRefused();
    void unknownRequestWithoutTokenIsNotFound();
    void neverCompletedBecomesUsageAndIsListed();
    void lateCompletionIsAConflict();
    void reservationKeepsItsUnits();
    void reservationSettles_data();
    void reservationSettles();
    void reservationExpiresAndIsListed();
    void expiredReservationMaySettleLate();
    void openRequestsSurviveRestarts();
    void conflictDecidedCountsNothingTwice();

private:
    [[nodiscard]] std::int64_t left()
    {
        m_gate->drain(m_workspace->now).value();
        GateRequest probe = request("t", "probe" + std::to_string(++m_number));
        probe.requests = 1000;
        const GateAnswer answer = ask(probe);
        return answer.headrooms[1].remaining;
    }
    GateAnswer reserve(const std::string &id, std::int64_t requests, std::int64_t ms)
    {
        GateRequest made = request("t", id);
        made.requests = requests;
        made.reservedUntil = m_workspace->now.plus(ms);
        return ask(made);
    }
    GateCompletion completionOf(const char *id)
    {
        GateCompletion completion;
        completion.id = id;
        completion.status = 200;
        completion.responseMs = 12;
        return completion;
    }
    void complete(const GateCompletion &completion) { valueOf(m_gate->complete(completion, m_workspace->now)); }
    using GateDesk::complete;
};

void TestGateLife::completionMakesUsage()
{
    GateRequest made = request("t", "one");
    made.model = "m";
    made.endpoint = "/chat";
    QVERIFY(ask(made).isAdmitted);
    const Instant admitted = m_workspace->now;
    drain();
    QCOMPARE(m_workspace->eventCount(), std::int64_t{0});
    wait(1500);
    GateCompletion completion = completionOf("one");
    completion.units[3] = 42;
    complete(completion);
    drain();
    QCOMPARE(m_drained.added, std::int64_t{1});
    const std::vector<StoredEvent> stored = events();
    QCOMPARE(stored.size(), std::size_t{1});
    const UsageEvent &event = stored.front().event;
    QCOMPARE(event.id, std::string("one"));
    QCOMPARE(event.source, std::string("gateway"));
    QCOMPARE(event.time, admitted);
    QCOMPARE(event.status, std::int16_t{200});
    QCOMPARE(event.responseMs, std::optional<std::int64_t>(12));
    QCOMPARE(event.units[3], std::optional<std::int64_t>(42));
    QCOMPARE(event.model, std::string("m"));
    QCOMPARE(event.endpoint, std::string("/chat"));
    QCOMPARE(valueOf(m_workspace->stores->gate.inState(StoredGateRequest::State::Open)).size(), std::size_t{0});
    QCOMPARE(left(), std::int64_t{9});
}

void TestGateLife::drainTwiceAddsNothing()
{
    QVERIFY(ask("t", "one").isAdmitted);
    complete("one");
    drain();
    drain();
    QCOMPARE(m_drained.records, std::int64_t{0});
    openGate();
    drain();
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
}

void TestGateLife::failedDrainIsTriedAgain()
{
    // Every database access in turn fails once; afterwards everything is there once.
    for (int failing = 1; failing < 200; ++failing) {
        const std::string id = "f" + std::to_string(failing);
        GateRequest made = request("t", id);
        wait(msPerDay);
        if (!ask(made).isAdmitted)
            break; // the term is over
        complete(id);
        int access = 0;
        m_workspace->stores->connection->fault = [&] { return ++access == failing; };
        const auto failed = m_gate->drain(m_workspace->now);
        m_workspace->stores->connection->fault = {};
        drain();
        QCOMPARE(m_workspace->eventCount(), std::int64_t{failing});
        if (failed)
            break;
    }
    QVERIFY(m_workspace->eventCount() > 5);
}

void TestGateLife::secondReport_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isDrainedBetween");
    QTest::addColumn<int>("conflicts");
    QTest::newRow("the same, at once") << 200 << false << 0;
    QTest::newRow("the same, later") << 200 << true << 0;
    QTest::newRow("says less, later") << 0 << true << 0;
    QTest::newRow("another status, at once") << 500 << false << 1;
    QTest::newRow("another status, later") << 500 << true << 1;
}

void TestGateLife::secondReport()
{
    QFETCH(int, status);
    QFETCH(bool, isDrainedBetween);
    QFETCH(int, conflicts);
    QVERIFY(ask("t", "one").isAdmitted);
    complete("one");
    if (isDrainedBetween)
        drain();
    GateCompletion second;
    second.id = "one";
    second.status = static_cast<std::int16_t>(status);
    complete(second);
    drain();
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
    QCOMPARE(valueOf(ConflictService(m_workspace->context).waiting()), std::int64_t{conflicts});
    QCOMPARE(m_drained.duplicates, std::int64_t{1 - conflicts});
    QCOMPARE(left(), std::int64_t{9});
}

void TestGateLife::eventBeforeTheRequest()
{
    GateCompletion event = completionOf("one");
    event.token = valueOf(m_workspace->tokens().find("t")).id;
    complete(event);
    const GateAnswer answer = ask("t", "one");
    QVERIFY(answer.isAdmitted && answer.isRepeat);
    drain();
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
    QCOMPARE(left(), std::int64_t{9});
}

void TestGateLife::eventOfTheSameIdCompletes_data()
{
    QTest::addColumn<bool>("isFirst"); // the event comes before the request
    QTest::addColumn<bool>("isDrainedBetween");
    QTest::addColumn<bool>("isRestarted"); // just after the event came
    QTest::addColumn<int>("used");
    QTest::newRow("after the request") << false << false << false << 1;
    QTest::newRow("after the request, in the store") << false << true << false << 1;
    QTest::newRow("after the request, and says more") << false << true << false << 3;
    QTest::newRow("before the request") << true << true << false << 1;
    QTest::newRow("just before the end") << false << false << true << 2;
    QTest::newRow("just before the end, request in the store") << false << true << true << 2;
}

/// Usage that is written to the store beside the gate, as an import or an event of the API does.
void TestGateLife::eventOfTheSameIdCompletes()
{
    QFETCH(bool, isFirst);
    QFETCH(bool, isDrainedBetween);
    QFETCH(bool, isRestarted);
    QFETCH(int, used);
    const auto arrive = [&] {
        const QByteArray csv = "time,id,token,status,count,source\n"
            + QByteArray::fromStdString(toRfc3339(m_workspace->now)) + ",one,t,200," + QByteArray::number(used)
            + ",gateway\n";
        const std::string path = m_workspace->writeFile(QStringLiteral("u.csv"), csv).toStdString();
        ImportOptions options;
        options.layout = valueOf(m_workspace->imports().preview(path, {})).layout;
        QCOMPARE(valueOf(m_workspace->imports().run(path, options, JobControl())).added, std::int64_t{1});
    };
    if (isFirst)
        arrive();
    else
        QVERIFY(ask("t", "one").isAdmitted);
    if (isDrainedBetween)
        drain();
    if (isFirst)
        QVERIFY(ask("t", "one").isRepeat);
    else
        arrive();
    if (isRestarted)
        openGate();
    QCOMPARE(left(), std::int64_t{10 - used});
    QVERIFY(ask("t", "one").isRepeat);
    QCOMPARE(valueOf(m_workspace->stores->gate.inState(StoredGateRequest::State::Open)).size(), std::size_t{0});
    wait(2 * msPerHour);
    drain();
    QCOMPARE(valueOf(m_gate->uncompleted()).size(), std::size_t{0});
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
    QCOMPARE(valueOf(ConflictService(m_workspace->context).waiting()), std::int64_t{0});
    openGate();
    QCOMPARE(left(), std::int64_t{10 - used});
}

void TestGateLife::unaskedEventCountsAndIsNeverRefused()
{
    QCOMPARE(passing("t", 9), 9);
    GateCompletion event = completionOf("e1");
    event.token = valueOf(m_workspace->tokens().find("t")).id;
    complete(event);
    event.id = "e2";
    complete(event);
    drain();
    QCOMPARE(m_drained.added, std::int64_t{2});
    QCOMPARE(left(), std::int64_t{0});
    openGate();
    QCOMPARE(passing("t", 1), 0);
}

void TestGateLife::unknownRequestWithoutTokenIsNotFound()
{
    const auto unknown = m_gate->complete(completionOf("nothing"), m_workspace->now);
    QCOMPARE_ERROR(unknown, ErrorCode::NotFound);
    QCOMPARE(unknown.error().where, std::string("request"));
    GateCompletion event = completionOf("nothing");
    event.token = TokenId{"nobody"};
    QCOMPARE_ERROR(m_gate->complete(event, m_workspace->now), ErrorCode::NotFound);
}

void TestGateLife::neverCompletedBecomesUsageAndIsListed()
{
    QVERIFY(ask("t", "lost").isAdmitted);
    drain();
    wait(msPerHour - 1);
    drain();
    QCOMPARE(m_drained.uncompleted, std::int64_t{0});
    wait(1);
    drain();
    QCOMPARE(m_drained.uncompleted, std::int64_t{1});
    QCOMPARE(events().front().event.status, noStatus);
    const auto listed = valueOf(m_gate->uncompleted());
    QCOMPARE(listed.size(), std::size_t{1});
    QCOMPARE(listed.front().id, std::string("lost"));
    QVERIFY(!listed.front().isExpired);
    QCOMPARE(left(), std::int64_t{9});
    openGate();
    QCOMPARE(left(), std::int64_t{9});
}

void TestGateLife::lateCompletionIsAConflict()
{
    QVERIFY(ask("t", "lost").isAdmitted);
    drain();
    wait(2 * msPerHour);
    drain();
    complete("lost");
    drain();
    QCOMPARE(m_drained.conflicts, std::int64_t{1});
    QCOMPARE(valueOf(ConflictService(m_workspace->context).waiting()), std::int64_t{1});
    QCOMPARE(valueOf(m_gate->uncompleted()).size(), std::size_t{0});
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
    QCOMPARE(left(), std::int64_t{9});
}

void TestGateLife::reservationKeepsItsUnits()
{
    QVERIFY(reserve("big", 7, msPerMinute).isAdmitted);
    QCOMPARE(passing("t", 5), 3);
    QVERIFY(!reserve("more", 2, msPerMinute).isAdmitted);
}

void TestGateLife::reservationSettles_data()
{
    QTest::addColumn<int>("used");
    QTest::addColumn<int>("left");
    QTest::newRow("less") << 2 << 8;
    QTest::newRow("as reserved") << 7 << 3;
    QTest::newRow("more") << 9 << 1;
    QTest::newRow("more than there is") << 12 << 0;
}

void TestGateLife::reservationSettles()
{
    QFETCH(int, used);
    QVERIFY(reserve("big", 7, msPerMinute).isAdmitted);
    drain();
    openGate();
    GateCompletion completion = completionOf("big");
    completion.requests = used;
    complete(completion);
    QTEST(static_cast<int>(left()), "left");
    QCOMPARE(events().front().event.count, std::int64_t{used});
    openGate();
    QTEST(static_cast<int>(left()), "left");
}

void TestGateLife::reservationExpiresAndIsListed()
{
    QVERIFY(reserve("big", 7, msPerMinute).isAdmitted);
    QCOMPARE(left(), std::int64_t{3});
    wait(msPerMinute);
    openGate();
    QCOMPARE(left(), std::int64_t{10});
    const auto listed = valueOf(m_gate->uncompleted());
    QCOMPARE(listed.size(), std::size_t{1});
    QVERIFY(listed.front().isExpired);
    QCOMPARE(m_workspace->eventCount(), std::int64_t{0});
    openGate();
    QCOMPARE(left(), std::int64_t{10});
}

void TestGateLife::expiredReservationMaySettleLate()
{
    QVERIFY(reserve("big", 7, msPerMinute).isAdmitted);
    wait(msPerMinute);
    QCOMPARE(left(), std::int64_t{10});
    GateCompletion completion = completionOf("big");
    completion.requests = 4;
    completion.token = valueOf(m_workspace->tokens().find("t")).id;
    complete(completion);
    QCOMPARE(left(), std::int64_t{6});
    QCOMPARE(valueOf(m_gate->uncompleted()).size(), std::size_t{0});
    openGate();
    QCOMPARE(left(), std::int64_t{6});
}

void TestGateLife::openRequestsSurviveRestarts()
{
    QVERIFY(ask("t", "a").isAdmitted); // in the journal alone
    openGate();
    QVERIFY(ask("t", "b").isAdmitted);
    drain(); // both in the store
    QVERIFY(ask("t", "c").isAdmitted);
    openGate();
    QVERIFY(ask("t", "a").isRepeat && ask("t", "b").isRepeat && ask("t", "c").isRepeat);
    for (const char *id : {"a", "b", "c"})
        complete(id);
    openGate();
    drain();
    QCOMPARE(m_workspace->eventCount(), std::int64_t{3});
    QCOMPARE(left(), std::int64_t{7});
}

void TestGateLife::conflictDecidedCountsNothingTwice()
{
    QVERIFY(ask("t", "one").isAdmitted);
    complete("one");
    drain();
    complete("one", 500);
    drain();
    ConflictService conflicts(m_workspace->context);
    valueOf(conflicts.decide(valueOf(conflicts.list(false)).front().number, Keep::Second));
    QCOMPARE(left(), std::int64_t{9});
    QCOMPARE(events().front().event.status, std::int16_t{500});
    openGate();
    QCOMPARE(left(), std::int64_t{9});
}

QTEST_GUILESS_MAIN(TestGateLife)
#include "tst_gatelife.moc"
