// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Who passes the gate, and why others do not.
#include "tests/core/services/gatedesk.h"

#include "core/services/plans.h"

using namespace toll;
using namespace toll::test;

class TestGate : public QObject, GateDesk {
    Q_OBJECT

private slots:
    void init() { openDesk(); }
    void cleanup() { m_gate.reset(); }

    void admitsUpToTheCap();
    void namesTheTrueReason_data();
    void namesTheTrueReason();
    void listsEveryReasonTheLongestFirst();
    void unknownKeysAreRefused();
    void policiesThatServeNeverRefuse_data();
    void policiesThatServeNeverRefuse();
    void severalWindowsHoldAtOnce();
    void poolIsSharedByTokens();
    void poolRateIsShared();
    void rotatedSecretStaysGoodForItsOverlap();
    void theSameRequestIsCountedOnce();
    void idOfAnotherTokenIsRefused();
    void termBeginsWithTheFirstAdmittedUse();
    void termsRenewOverAClockChange();
    void extensionGivesMore();
    void changesHoldAfterRefresh();
    void raisedCapKeepsWhatWasUsed();
    void chargesCapWhatTheyMatch();
    void headroomsSayWhatIsLeft();
    void aLookCountsNothing();
    void importedUseCounts();
};

void TestGate::admitsUpToTheCap()
{
    issue("t", refusing("3/day"));
    openGate();
    QCOMPARE(passing("t", 5), 3);
    wait(msPerDay);
    QCOMPARE(passing("t", 5), 3);
}

void TestGate::namesTheTrueReason_data()
{
    QTest::addColumn<QString>("reason");
    for (const char *reason : {"revoked", "suspended", "address_not_allowed", "model_not_allowed",
             "endpoint_not_allowed", "not_begun", "expired", "exhausted", "over_cap 1/day until 2026-06-02T12:00:00Z",
             "over_rate 1/second until 2026-06-01T12:00:01Z", "pool_cap 1/hour until 2026-06-01T13:00:00Z",
             "pool_rate 1/min until 2026-06-01T12:01:00Z"})
        QTest::newRow(reason) << QString::fromLatin1(reason);
}

void TestGate::namesTheTrueReason()
{
    QFETCH(QString, reason);
    const QString kind = reason.section(u' ', 0, 0);
    TokenAccess access;
    TokenPrice price = refusing("none");
    GateRequest request;
    Starts starts = Starts::FirstUse;
    PoolLimits pool;
    if (kind == QStringLiteral("address_not_allowed"))
        access.networks = {valueOf(parseIpNetwork("10.0.0.0/8"))};
    else if (kind == QStringLiteral("model_not_allowed"))
        access.models = {"gpt-*"};
    else if (kind == QStringLiteral("endpoint_not_allowed"))
        access.endpoints = {"/v1/*"};
    else if (kind == QStringLiteral("over_rate"))
        access.rate = valueOf(parseRateLimit("1/second"));
    else if (kind == QStringLiteral("over_cap"))
        price = refusing("1/day", "P30D");
    else if (kind == QStringLiteral("exhausted"))
        price = refusing("1/day", "P1D");
    else if (kind == QStringLiteral("pool_cap"))
        pool.caps = {valueOf(parseCap("1/hour"))};
    else if (kind == QStringLiteral("pool_rate"))
        pool.rate = valueOf(parseRateLimit("1/min"));
    else if (kind == QStringLiteral("expired"))
        price = refusing("none", "PT1H");
    else if (kind == QStringLiteral("not_begun")) {
        price = refusing("none", "PT1H");
        starts = Starts::Creation;
    }
    setPool(pool);
    if (starts == Starts::Creation)
        wait(msPerHour);
    const Token token = issue("t", price, access, starts);
    if (starts == Starts::Creation)
        wait(-msPerHour);
    openGate();
    request = this->request("t", "x");
    request.address = valueOf(parseIpAddress("192.0.2.7"));
    request.model = "claude";
    request.endpoint = "/v2/chat";
    if (kind == QStringLiteral("revoked"))
        valueOf(m_workspace->tokens().revoke(token.id));
    if (kind == QStringLiteral("suspended")) {
        QVERIFY(ask("t").isAdmitted);
        valueOf(m_workspace->tokens().suspend(token.id));
    }
    refresh();
    const bool isFirstAdmitted = kind.startsWith(QStringLiteral("over_")) || kind.startsWith(QStringLiteral("pool_"))
        || kind == QStringLiteral("exhausted") || kind == QStringLiteral("expired");
    if (isFirstAdmitted) {
        GateRequest first = request;
        first.id = "first";
        QVERIFY(ask(first).isAdmitted);
    }
    if (kind == QStringLiteral("expired"))
        wait(2 * msPerHour);
    const GateAnswer answer = ask(request);
    QVERIFY(!answer.isAdmitted);
    QVERIFY2(denials(answer).startsWith(reason), qPrintable(denials(answer)));
}

void TestGate::listsEveryReasonTheLongestFirst()
{
    TokenAccess access;
    access.rate = valueOf(parseRateLimit("1/min"));
    issue("t", refusing("1/hour,1/day", "P30D"), access);
    openGate();
    QVERIFY(ask("t").isAdmitted);
    QCOMPARE(denials(ask("t")),
        QStringLiteral("over_cap 1/day until 2026-06-02T12:00:00Z; over_cap 1/hour until 2026-06-01T13:00:00Z; "
                       "over_rate 1/min until 2026-06-01T12:01:00Z"));
}

void TestGate::unknownKeysAreRefused()
{
    issue("t", refusing("none"));
    openGate();
    GateRequest request = this->request("t", "x");
    request.key = hashOfSecret("tk_live_nobody");
    const GateAnswer answer = ask(request);
    QCOMPARE(denials(answer), QStringLiteral("unknown_key"));
    QVERIFY(!answer.holder);
    request.id = {};
    QCOMPARE_ERROR(m_gate->authorize(request, m_workspace->now), ErrorCode::Missing);
}

void TestGate::policiesThatServeNeverRefuse_data()
{
    QTest::addColumn<OverCap>("policy");
    QTest::newRow("free") << OverCap::Free;
    QTest::newRow("charge") << OverCap::Charge;
    QTest::newRow("throttle") << OverCap::Throttle;
}

void TestGate::policiesThatServeNeverRefuse()
{
    QFETCH(OverCap, policy);
    TokenPrice price = refusing("1/day", "P2D");
    price.overCap = policy;
    issue("t", price);
    openGate();
    QCOMPARE(passing("t", 5), 5);
    const GateAnswer last = ask("t");
    QCOMPARE(last.headroomCount, std::size_t{2});
    QCOMPARE(last.headrooms[1].remaining, std::int64_t{0});
    QVERIFY(!last.headrooms[1].isEnforced);
}

void TestGate::severalWindowsHoldAtOnce()
{
    issue("t", refusing("2/min,5/hour", "P30D"));
    openGate();
    QList<int> passed;
    for (int minute = 0; minute < 4; ++minute, wait(msPerMinute))
        passed << passing("t", 4);
    QCOMPARE(passed, (QList<int>{2, 2, 1, 0}));
}

void TestGate::poolIsSharedByTokens()
{
    setPool({{valueOf(parseCap("4/hour")), valueOf(parseCap("6/day"))}, {}});
    issue("a", refusing("none"));
    issue("b", refusing("3/day", "P30D"));
    openGate();
    QCOMPARE(passing("b", 5), 3);
    QCOMPARE(passing("a", 5), 1);
    wait(msPerHour);
    QCOMPARE(passing("a", 5), 2);
}

void TestGate::poolRateIsShared()
{
    setPool({{}, valueOf(parseRateLimit("1/second burst 3"))});
    issue("a", refusing("none"));
    issue("b", refusing("none"));
    openGate();
    QCOMPARE(passing("a", 2) + passing("b", 2), 3);
    wait(2 * msPerSecond);
    QCOMPARE(passing("b", 3), 2);
}

void TestGate::rotatedSecretStaysGoodForItsOverlap()
{
    const Token token = issue("t", refusing("10/day", "P30D"));
    openGate();
    QCOMPARE(passing("t", 3), 3);
    const IssuedToken next = valueOf(m_workspace->tokens().rotate(token.id, msPerHour));
    m_keys["new"] = hashOfSecret(next.secret);
    refresh();
    QCOMPARE(passing("t", 1) + passing("new", 1), 2);
    wait(msPerHour);
    QCOMPARE(denials(ask("t")), QStringLiteral("unknown_key"));
    QCOMPARE(passing("new", 10), 5); // allowances belong to the token
}

void TestGate::theSameRequestIsCountedOnce()
{
    issue("t", refusing("3/day", "P30D"));
    openGate();
    QVERIFY(ask("t", "one").isAdmitted);
    const GateAnswer again = ask("t", "one");
    QVERIFY(again.isAdmitted && again.isRepeat);
    QCOMPARE(again.headrooms[1].remaining, std::int64_t{2});
    complete("one");
    QVERIFY(ask("t", "one").isRepeat);
    drain();
    QVERIFY(ask("t", "one").isRepeat);
    openGate(); // known from the store
    QVERIFY(ask("t", "one").isRepeat);
    QCOMPARE(passing("t", 5), 2);
    QCOMPARE(denials(ask("t", "late")).section(u' ', 0, 0), QStringLiteral("over_cap"));
    wait(msPerDay);
    QVERIFY(!ask("t", "late").isRepeat); // a refusal is not remembered
    drain();
    QVERIFY(!ask("t", "one").isRepeat); // only for a while
}

void TestGate::idOfAnotherTokenIsRefused()
{
    issue("a", refusing("none"));
    issue("b", refusing("none"));
    openGate();
    QVERIFY(ask("a", "one").isAdmitted);
    QCOMPARE(denials(ask("b", "one")), QStringLiteral("request_id_taken"));
}

void TestGate::termBeginsWithTheFirstAdmittedUse()
{
    m_workspace->now = at("2026-06-01T12:00:00Z");
    TokenAccess access;
    access.models = {"m"};
    issue("t", refusing("24/day", "PT1H"), access);
    openGate();
    m_workspace->now = at("2026-06-01T12:20:00Z");
    GateRequest refused = request("t", "no");
    QVERIFY(!ask(refused).isAdmitted);
    m_workspace->now = at("2026-06-01T13:52:00Z");
    GateRequest first = request("t", "yes");
    first.model = "m";
    QVERIFY(ask(first).isAdmitted); // from 13:45 on
    refresh();
    m_workspace->now = at("2026-06-01T14:45:00Z");
    first.id = "later";
    QCOMPARE(denials(ask(first)), QStringLiteral("expired"));
}

void TestGate::termsRenewOverAClockChange()
{
    openDesk("Europe/Berlin");
    TokenPrice price = refusing("1/day", "P1D");
    price.renewal = Renewal::Auto;
    m_workspace->now = at("2026-10-23T22:00:00Z"); // midnight in Berlin; the 25th has 25 hours
    issue("t", price, {}, Starts::Creation);
    openGate();
    QList<QString> passed;
    for (const char *time : {"2026-10-23T22:00:00Z", "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z",
             "2026-10-25T22:30:00Z", "2026-10-25T23:00:00Z", "2026-10-26T22:59:59Z", "2026-10-26T23:00:00Z"}) {
        m_workspace->now = at(time);
        if (ask("t").isAdmitted)
            passed << QString::fromLatin1(time);
    }
    QCOMPARE(passed,
        (QList<QString>{QStringLiteral("2026-10-23T22:00:00Z"), QStringLiteral("2026-10-24T22:00:00Z"),
            QStringLiteral("2026-10-25T23:00:00Z"), QStringLiteral("2026-10-26T23:00:00Z")}));
}

void TestGate::extensionGivesMore()
{
    const Token token = issue("t", refusing("2/day", "P1D"));
    openGate();
    QCOMPARE(passing("t", 3), 2);
    complete("r1");
    drain();
    valueOf(m_workspace->tokens().extend(token.id, Span{Span::Kind::Days, 1}));
    refresh();
    QCOMPARE(passing("t", 3), 0); // the first day's window is full
    wait(msPerDay);
    QCOMPARE(passing("t", 3), 2);
}

void TestGate::changesHoldAfterRefresh()
{
    const Token token = issue("t", refusing("none"));
    openGate();
    QVERIFY(ask("t").isAdmitted);
    valueOf(m_workspace->tokens().suspend(token.id));
    refresh();
    QCOMPARE(denials(ask("t")), QStringLiteral("suspended"));
    valueOf(m_workspace->tokens().resume(token.id));
    issue("new", refusing("1/day", "P1D"));
    refresh();
    QVERIFY(ask("t").isAdmitted);
    QCOMPARE(passing("new", 2), 1);
}

void TestGate::raisedCapKeepsWhatWasUsed()
{
    const Token token = issue("t", refusing("2/day", "P30D"));
    openGate();
    QCOMPARE(passing("t", 3), 2);
    complete("r1");
    drain();
    TokenEdit edit;
    edit.price = refusing("5/day", "P30D");
    wait(msPerMinute);
    valueOf(m_workspace->tokens().edit(token.id, edit));
    refresh();
    QCOMPARE(passing("t", 9), 0); // a window runs under the cap it began with
    wait(msPerDay);
    QCOMPARE(passing("t", 9), 5);
    setPool({{valueOf(parseCap("8/day"))}, {}});
    refresh();
    QCOMPARE(m_gate->opened().recovered, std::int64_t{0});
    issue("other", refusing("none"));
    refresh();
    QCOMPARE(passing("other", 9), 3); // of today's 8
}

void TestGate::chargesCapWhatTheyMatch()
{
    const char *plan = R"({"name":"P","charges":[
        {"id":"big","group":"g","meter":"requests","match":{"model":"big*"},
         "price":{"shape":"flat_capped","rate":"1","cap":"2/day","lifetime":"P1D","over_cap":"reject"}},
        {"id":"out","meter":"output_units","match":{"endpoint":"/chat"},
         "price":{"shape":"flat_capped","rate":"1","cap":"100/day","lifetime":"P1D","over_cap":"reject"}},
        {"id":"rest","group":"g","meter":"requests","price":{"shape":"flat","rate":"1"}}],"currency":"USD"})";
    QVERIFY(PlanService(m_workspace->context).import(plan).has_value());
    issue("t", refusing("none"), {}, Starts::FirstUse, "P");
    openGate();
    const auto passes = [&](const char *model, const char *endpoint, const char *id) {
        GateRequest made = request("t", id);
        made.model = model;
        made.endpoint = endpoint;
        return ask(made);
    };
    QVERIFY(passes("big-1", "/", "a").isAdmitted);
    QVERIFY(passes("big-2", "/", "b").isAdmitted);
    QVERIFY(denials(passes("big-2", "/", "c")).startsWith(QStringLiteral("exhausted")));
    QVERIFY(passes("small", "/", "d").isAdmitted);
    QVERIFY(passes("small", "/chat", "e").isAdmitted); // how much it will be is not known
    complete("e", 200, {std::nullopt, std::nullopt, std::nullopt, 70});
    QVERIFY(passes("small", "/chat", "f").isAdmitted);
    complete("f", 200, {std::nullopt, std::nullopt, std::nullopt, 70});
    QCOMPARE(passes("small", "/chat", "g").denials.front().charge, std::string("out"));
    QVERIFY(passes("small", "/", "h").isAdmitted);
}

void TestGate::headroomsSayWhatIsLeft()
{
    TokenAccess access;
    access.rate = valueOf(parseRateLimit("1/second burst 5"));
    setPool({{valueOf(parseCap("100/day"))}, {}});
    issue("t", refusing("10/hour", "P1D"), access);
    openGate();
    QVERIFY(ask("t").isAdmitted);
    const GateAnswer answer = ask("t");
    QCOMPARE(answer.headroomCount, std::size_t{4});
    QCOMPARE(answer.headrooms[0].kind, LimitKind::Term);
    QCOMPARE(answer.headrooms[0].remaining, std::int64_t{238});
    QCOMPARE(answer.headrooms[1].limit, std::int64_t{10});
    QCOMPARE(answer.headrooms[1].remaining, std::int64_t{8});
    QCOMPARE(answer.headrooms[1].resetAfter, msPerHour);
    QCOMPARE(answer.headrooms[2].kind, LimitKind::Rate);
    QCOMPARE(answer.headrooms[2].remaining, std::int64_t{3});
    QVERIFY(answer.headrooms[3].isShared);
    QCOMPARE(answer.headrooms[3].remaining, std::int64_t{98});
    QCOMPARE(answer.headrooms[3].resetAfter, 12 * msPerHour);
    QCOMPARE(answer.holder->name, std::string("t"));
}

void TestGate::aLookCountsNothing()
{
    issue("t", refusing("2/day", "P30D"));
    openGate();
    GateRequest request = this->request("t", "x");
    request.id = {};
    for (int i = 0; i < 5; ++i) {
        const GateAnswer answer = valueOf(m_gate->look(request, m_workspace->now));
        QVERIFY(answer.isAdmitted);
        QCOMPARE(answer.headrooms[1].remaining, std::int64_t{2});
    }
    QCOMPARE(passing("t", 3), 2);
    QVERIFY(!valueOf(m_gate->look(request, m_workspace->now)).isAdmitted);
}

void TestGate::importedUseCounts()
{
    issue("t", refusing("5/day", "P30D"));
    const auto import = [&](const char *rows) {
        const QString path = m_workspace->writeFile(QStringLiteral("u.csv"), QByteArray("time,id,token\n") + rows);
        ImportOptions options;
        options.layout = valueOf(m_workspace->imports().preview(path.toStdString(), {})).layout;
        return valueOf(m_workspace->imports().run(path.toStdString(), options, JobControl())).added;
    };
    QCOMPARE(import("2026-06-01T11:50:00Z,a,t\n2026-06-01T11:55:00Z,b,t\n"), std::int64_t{2});
    openGate();
    QVERIFY(ask("t").isAdmitted);
    QCOMPARE(import("2026-06-01T11:56:00Z,c,t\n"), std::int64_t{1});
    drain();
    QCOMPARE(passing("t", 5), 1);
    openGate();
    QCOMPARE(passing("t", 5), 0);
}

QTEST_GUILESS_MAIN(TestGate)
#include "tst_gate.moc"
