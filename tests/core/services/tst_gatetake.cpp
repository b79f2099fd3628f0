// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Usage that clients report: nothing of it is lost or counted twice, whatever the gate knows of its requests.
#include "tests/core/services/gatedesk.h"

#include "core/services/conflicts.h"
#include "core/services/periods.h"
#include "core/services/plans.h"
#include "core/services/settings.h"

using namespace toll;
using namespace toll::test;

class TestGateTake : public QObject, GateDesk {
    Q_OBJECT

private slots:
    void init()
    {
        openDesk();
        m_token = issue("t", refusing("10/day", "P30D")).id;
        issue("other", refusing("10/day", "P30D"));
        openGate();
    }
    void cleanup() { m_gate.reset(); }

    void newUsageIsThereAndCounts();
    void sameAgain_data();
    void sameAgain();
    void completesWhatWasAdmitted_data();
    void completesWhatWasAdmitted();
    void reportAfterTheCompletion_data();
    void reportAfterTheCompletion();
    void reportBeforeTheRequest_data();
    void reportBeforeTheRequest();
    void idOfAnotherTokensRequest();
    void neverCompletedIsAConflict();
    void expiredReservation();
    void customMetersAreCountedByTheGate();
    void usageBeforeTheFirst();
    void lateUsageFollowsThePolicy_data();
    void lateUsageFollowsThePolicy();
    void failedWriteIsTriedAgain();

private:
    [[nodiscard]] ReportedEvent event(const std::string &id, std::int16_t status = 200)
    {
        ReportedEvent made;
        made.token = m_token;
        made.event.id = id;
        made.event.source = "worker";
        made.event.time = m_workspace->now;
        made.event.status = status;
        return made;
    }
    TakeReport take(const std::vector<ReportedEvent> &events, TakeMode mode = TakeMode::EachAlone)
    {
        return valueOf(m_gate->take(events, mode, m_workspace->now));
    }
    /// "accepted duplicates conflicts rejected"
    static QString counts(const TakeReport &report)
    {
        return QStringLiteral("%1 %2 %3 %4")
            .arg(report.accepted)
            .arg(report.duplicates)
            .arg(report.conflicts)
            .arg(report.rejected.size());
    }
    [[nodiscard]] std::int64_t left()
    {
        m_gate->drain(m_workspace->now).value();
        GateRequest probe = request("t", "probe" + std::to_string(++m_number));
        probe.requests = 1000;
        return valueOf(m_gate->look(probe, m_workspace->now)).headrooms[1].remaining;
    }

    TokenId m_token;
};

void TestGateTake::newUsageIsThereAndCounts()
{
    QCOMPARE(counts(take({event("a"), event("b"), event("a")})), QStringLiteral("2 1 0 0"));
    QCOMPARE(m_workspace->eventCount(), std::int64_t{2});
    QCOMPARE(left(), std::int64_t{8});
    QCOMPARE(events().front().event.source, std::string("worker"));
    openGate();
    QCOMPARE(left(), std::int64_t{8});
    QCOMPARE(counts(take({event("b"), event("c")})), QStringLiteral("1 1 0 0"));
    QCOMPARE(left(), std::int64_t{7});
}

void TestGateTake::sameAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("saysTime");
    QTest::addColumn<QString>("counts");
    QTest::newRow("the same") << 200 << true << "0 1 0 0";
    QTest::newRow("another status") << 500 << true << "0 0 1 0";
    QTest::newRow("says less") << 0 << true << "0 0 1 0"; // of one source an id has one body
    QTest::newRow("later, without a time") << 200 << false << "0 1 0 0";
}

void TestGateTake::sameAgain()
{
    QFETCH(int, status);
    QFETCH(bool, saysTime);
    const ReportedEvent first = event("a");
    take({first});
    ReportedEvent second = event("a", static_cast<std::int16_t>(status));
    second.saysTime = saysTime;
    if (!saysTime)
        second.event.time = m_workspace->now.plus(1000);
    QTEST(counts(take({second})), "counts");
    QTEST(counts(take({second})), "counts");
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
    QCOMPARE(valueOf(ConflictService(m_workspace->context).waiting()),
        status == 200 ? std::int64_t{0} : std::int64_t{1});
}

void TestGateTake::completesWhatWasAdmitted_data()
{
    QTest::addColumn<bool>("isDrained");
    QTest::addColumn<bool>("isReopened");
    QTest::newRow("in the journal") << false << false;
    QTest::newRow("in the store") << true << false;
    QTest::newRow("after a restart") << false << true;
}

void TestGateTake::completesWhatWasAdmitted()
{
    QFETCH(bool, isDrained);
    QFETCH(bool, isReopened);
    QVERIFY(ask("t", "one").isAdmitted);
    const Instant admitted = m_workspace->now;
    if (isDrained)
        drain();
    if (isReopened)
        openGate();
    wait(5000);
    ReportedEvent said = event("one", 201);
    said.event.units[0] = 70;
    QCOMPARE(counts(take({said})), QStringLiteral("1 0 0 0"));
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
    QCOMPARE(events().front().event.status, std::int16_t{201});
    QCOMPARE(events().front().event.time, admitted);
    QCOMPARE(events().front().event.units[0], std::optional<std::int64_t>(70));
    QCOMPARE(left(), std::int64_t{9});
    // Again, from it or another source; and the gateway's own word for it.
    ReportedEvent other = said;
    other.event.source = "log";
    QCOMPARE(counts(take({said, other})), QStringLiteral("0 2 0 0"));
    complete("one", 201);
    drain();
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
    wait(2 * msPerHour);
    drain();
    QCOMPARE(m_drained.uncompleted, std::int64_t{0});
    openGate();
    QCOMPARE(left(), std::int64_t{9});
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
}

void TestGateTake::reportAfterTheCompletion_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isDrained");
    QTest::addColumn<QString>("counts");
    for (const bool isDrained : {false, true}) {
        QTest::addRow("the same %d", isDrained) << 200 << isDrained << "0 1 0 0";
        QTest::addRow("says less %d", isDrained) << 0 << isDrained << "0 1 0 0";
        QTest::addRow("another status %d", isDrained) << 500 << isDrained << "0 0 1 0";
    }
}

void TestGateTake::reportAfterTheCompletion()
{
    QFETCH(int, status);
    QFETCH(bool, isDrained);
    QVERIFY(ask("t", "one").isAdmitted);
    complete("one");
    if (isDrained)
        drain();
    wait(1000);
    QTEST(counts(take({event("one", static_cast<std::int16_t>(status))})), "counts");
    drain();
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
    QCOMPARE(left(), std::int64_t{9});
}

void TestGateTake::reportBeforeTheRequest_data()
{
    QTest::addColumn<bool>("isReopened");
    QTest::newRow("at once") << false;
    QTest::newRow("after a restart") << true;
}

void TestGateTake::reportBeforeTheRequest()
{
    QFETCH(bool, isReopened);
    ReportedEvent said = event("one");
    said.event.responseMs = 12; // as complete() has it
    QCOMPARE(counts(take({said})), QStringLiteral("1 0 0 0"));
    if (isReopened)
        openGate();
    wait(1000);
    QVERIFY(ask("t", "one").isRepeat);
    complete("one");
    drain();
    QCOMPARE(m_drained.duplicates, std::int64_t{1});
    wait(2 * msPerHour);
    drain();
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
    QCOMPARE(left(), std::int64_t{9});
    QVERIFY(!ask("t", "one").isRepeat); // by now it is a new one
}

void TestGateTake::idOfAnotherTokensRequest()
{
    QVERIFY(ask("other", "one").isAdmitted);
    QCOMPARE(counts(take({event("one")})), QStringLiteral("1 0 0 0"));
    QCOMPARE(left(), std::int64_t{9});
    complete("one");
    drain();
    QCOMPARE(m_workspace->eventCount(), std::int64_t{2});
    QCOMPARE(counts(take({event("two")})), QStringLiteral("1 0 0 0"));
    const GateAnswer answer = ask("other", "two");
    QVERIFY(answer.isAdmitted && !answer.isRepeat);
}

void TestGateTake::neverCompletedIsAConflict()
{
    QVERIFY(ask("t", "lost").isAdmitted);
    drain();
    wait(2 * msPerHour);
    drain();
    QCOMPARE(counts(take({event("lost")})), QStringLiteral("0 0 1 0"));
    QCOMPARE(valueOf(m_gate->uncompleted()).size(), std::size_t{0});
    QCOMPARE(m_workspace->eventCount(), std::int64_t{1});
    QCOMPARE(left(), std::int64_t{9});
}

void TestGateTake::expiredReservation()
{
    GateRequest made = request("t", "big");
    made.requests = 7;
    made.reservedUntil = m_workspace->now.plus(msPerMinute);
    QVERIFY(ask(made).isAdmitted);
    wait(msPerMinute);
    QCOMPARE(left(), std::int64_t{10});
    ReportedEvent said = event("big");
    said.event.count = 4;
    QCOMPARE(counts(take({said})), QStringLiteral("1 0 0 0"));
    QCOMPARE(left(), std::int64_t{6});
    openGate();
    QCOMPARE(left(), std::int64_t{6});
}

void TestGateTake::customMetersAreCountedByTheGate()
{
    QVERIFY(PlanService(m_workspace->context).import(
        R"({"name":"Images","currency":"USD","charges":[{"id":"i","meter":"meter.images","price":{"shape":"flat_capped","rate":"1","cap":"10/day","over_cap":"reject"}}]})", {})
                .has_value());
    m_token = issue("images", {}, {}, Starts::FirstUse, "Images").id;
    refresh();
    QVERIFY(ask("images", "one").isAdmitted);
    ReportedEvent said = event("one");
    said.event.custom = {{"images", 4}};
    QCOMPARE(counts(take({said})), QStringLiteral("1 0 0 0"));
    const auto remaining = [this] {
        return valueOf(m_gate->look(request("images", "probe"), m_workspace->now)).headrooms[0].remaining;
    };
    const std::int64_t after = remaining();
    openGate();
    QCOMPARE(after, remaining());
    QCOMPARE(events().front().event.custom.size(), std::size_t{1});
}

void TestGateTake::usageBeforeTheFirst()
{
    take({event("now")});
    ReportedEvent early = event("early");
    early.event.time = m_workspace->now.plus(-3 * msPerDay);
    const TakeReport report = take({early});
    QCOMPARE(report.accepted, std::int64_t{1});
    QVERIFY(report.needsRefresh);
    refresh();
    const std::int64_t remaining = left();
    openGate();
    QCOMPARE(left(), remaining);
}

void TestGateTake::lateUsageFollowsThePolicy_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<bool>("isAllOrNone");
    QTest::addColumn<QString>("counts");
    QTest::newRow("next bill") << "next_bill" << false << "2 0 0 0";
    QTest::newRow("refused") << "reject" << false << "1 0 0 1";
    QTest::newRow("refused with all others") << "reject" << true << "0 0 0 1";
}

void TestGateTake::lateUsageFollowsThePolicy()
{
    QFETCH(QString, policy);
    QFETCH(bool, isAllOrNone);
    ReportedEvent late = event("may");
    late.event.time = valueOf(parseRfc3339("2026-05-10T00:00:00Z"));
    take({late});
    valueOf(SettingsService(m_workspace->context).setLateUsage(valueOf(parseLateUsage(policy.toStdString()))));
    valueOf(PeriodService(m_workspace->context).close(m_acme.id.text, "2026-05"));
    late.event.id = "later";
    const TakeReport report =
        take({late, event("now")}, isAllOrNone ? TakeMode::AllOrNone : TakeMode::EachAlone);
    QTEST(counts(report), "counts");
    if (!isAllOrNone)
        QCOMPARE(report.late, std::int64_t{1});
    if (!report.rejected.empty()) {
        QCOMPARE(report.rejected.front().first, std::size_t{0});
        QCOMPARE(report.rejected.front().second.code, ErrorCode::PeriodClosed);
    }
    QCOMPARE(m_workspace->eventCount(), 1 + report.accepted);
    QVERIFY(isAllOrNone == !ask("t", "now").isRepeat); // what was not written is not remembered
}

void TestGateTake::failedWriteIsTriedAgain()
{
    QVERIFY(ask("t", "one").isAdmitted);
    drain();
    int failing = 1;
    for (; failing < 200; ++failing) {
        int access = 0;
        m_workspace->stores->connection->fault = [&] { return ++access == failing; };
        const auto taken = m_gate->take(std::vector{event("one"), event("two")}, TakeMode::EachAlone, m_workspace->now);
        m_workspace->stores->connection->fault = {};
        if (taken)
            break;
        QCOMPARE(m_workspace->eventCount(), std::int64_t{0});
    }
    QVERIFY(failing > 5);
    QCOMPARE(m_workspace->eventCount(), std::int64_t{2});
    QCOMPARE(counts(take({event("one"), event("two")})), QStringLiteral("0 2 0 0"));
    QCOMPARE(left(), std::int64_t{8});
}

QTEST_GUILESS_MAIN(TestGateTake)
#include "tst_gatetake.moc"
