// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// With K units left and 64 callers exactly K pass.
#include "tests/core/services/gatedesk.h"

#include <atomic>
#include <set>
#include <thread>

using namespace toll;
using namespace toll::test;

class TestGateThreads : public QObject, GateDesk {
    Q_OBJECT

private slots:
    void init() { openDesk(); }
    void cleanup() { m_gate.reset(); }

    void exactlySoManyPass_data();
    void exactlySoManyPass();
    void drainsAndRefreshesBesideCallers();

private:
    static constexpr int callers = 64;

    /// What 64 callers get that ask for the tokens in turn, until each has been refused often enough.
    int passingTogether(const std::vector<std::string> &tokens, int each)
    {
        std::atomic<int> passed = 0;
        std::atomic<bool> mayGo = false;
        std::vector<std::thread> threads;
        const int round = ++m_number;
        const std::map<std::string, SecretHash> keys = m_keys; // others may be made meanwhile
        for (int caller = 0; caller < callers; ++caller)
            threads.emplace_back([&, caller] {
                while (!mayGo)
                    std::this_thread::yield();
                for (int i = 0; i < each; ++i) {
                    const std::string id = std::to_string(round) + '-' + std::to_string(caller) + '-' + std::to_string(i);
                    GateRequest made;
                    made.key = keys.at(tokens[static_cast<std::size_t>(caller + i) % tokens.size()]);
                    made.id = id;
                    const auto answer = m_gate->authorize(made, m_workspace->now);
                    if (answer && answer->isAdmitted)
                        ++passed;
                }
            });
        mayGo = true;
        for (std::thread &thread : threads)
            thread.join();
        return passed;
    }
};

void TestGateThreads::exactlySoManyPass_data()
{
    QTest::addColumn<QString>("caps");
    QTest::addColumn<QString>("pool");
    QTest::addColumn<int>("expected");
    QTest::newRow("token's cap") << QStringLiteral("1003/day") << QString() << 1003;
    QTest::newRow("several windows") << QStringLiteral("700/min,1003/day") << QString() << 700;
    QTest::newRow("customer's pool") << QStringLiteral("1003/day") << QStringLiteral("501/hour") << 501;
    QTest::newRow("pool of several windows") << QStringLiteral("1003/day")
                                             << QStringLiteral("333/min,501/hour") << 333;
}

void TestGateThreads::exactlySoManyPass()
{
    QFETCH(QString, caps);
    QFETCH(QString, pool);
    QFETCH(int, expected);
    PoolLimits limits;
    for (const QString &cap : pool.split(u',', Qt::SkipEmptyParts))
        limits.caps.push_back(valueOf(parseCap(cap.toStdString())));
    setPool(limits);
    issue("t", refusing(caps.toUtf8().constData(), "P30D"));
    issue("other", refusing("none"));
    openGate();
    int passed = passingTogether({"t"}, 4);
    drain();
    openGate(); // across a restart
    passed += passingTogether({"t"}, 20);
    QCOMPARE(passed, expected);
    drain();
    openGate();
    QCOMPARE(passingTogether({"t"}, 2), 0);
    if (!pool.isEmpty())
        QCOMPARE(passingTogether({"t", "other"}, 2), 0);
}

void TestGateThreads::drainsAndRefreshesBesideCallers()
{
    issue("t", refusing("2000/day", "P30D"));
    openGate();
    std::atomic<bool> isDone = false;
    std::atomic<int> passed = 0;
    std::thread asking([&] {
        passed = passingTogether({"t"}, 60);
        isDone = true;
    });
    for (int i = 0; !isDone; ++i) {
        if (i % 3 == 2) {
            issue("new" + std::to_string(i), refusing("none"));
            valueOf(m_gate->refresh(m_workspace->now));
        } else {
            valueOf(m_gate->drain(m_workspace->now));
        }
    }
    asking.join();
    QCOMPARE(passed.load(), 2000);
    drain();
    QCOMPARE(valueOf(m_workspace->stores->gate.inState(StoredGateRequest::State::Open)).size(), std::size_t{2000});
}

QTEST_GUILESS_MAIN(TestGateThreads)
#include "tst_gatethreads.moc"
