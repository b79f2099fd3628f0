// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// With K units left and 64 callers exactly K pass, whatever happens to the service meanwhile.
#include "tests/app/service/gatekeeping.h"

#include <QtTest>

#include <mutex>
#include <random>
#include <set>

using namespace toll::test;

class TestEnforcement : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<ServiceFolder>();
        m_secrets.clear();
    }
    void cleanup() { m_daemon.reset(); }

    void exactlySoManyPass_data() { addLimitRows(); }
    void exactlySoManyPass();
    void killedServicesGiveNothingAway_data() { addLimitRows(); }
    void killedServicesGiveNothingAway();

private:
    static constexpr int callers = 64;

    /// Two tokens of a customer, of which each has the caps.
    void prepare(const QStringList &caps, const QStringList &pool)
    {
        addCustomer(*m_folder, u"Acme"_s, options(u"--pool-cap"_s, pool));
        for (const QString &name : {u"t"_s, u"other"_s})
            m_secrets.push_back(
                addToken(*m_folder, u"Acme"_s, name, options(u"--cap"_s, caps) << u"--lifetime"_s << u"P30D"_s).secret);
        m_usesBoth = !pool.isEmpty();
    }
    void start() { m_daemon = std::make_unique<Daemon>(m_folder->arguments()); }
    [[nodiscard]] const std::string &secretOf(int caller) const
    {
        return m_secrets[m_usesBoth ? static_cast<std::size_t>(caller % 2) : 0];
    }
    int passingTogether(int each)
    {
        return passing(m_daemon->port(), callers, each, [this](int caller, int) { return question(secretOf(caller)); });
    }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<Daemon> m_daemon;
    std::vector<std::string> m_secrets;
    bool m_usesBoth = false; ///< the callers use the tokens in turn
};

void TestEnforcement::exactlySoManyPass()
{
    QFETCH(QStringList, caps);
    QFETCH(QStringList, pool);
    QFETCH(int, expected);
    prepare(caps, pool);
    start();
    int passed = passingTogether(2);
    m_daemon->signal(SIGTERM);
    QCOMPARE(m_daemon->code(), 0);
    start();
    passed += passingTogether(10);
    QCOMPARE(passed, expected);
    start();
    QCOMPARE(passingTogether(1), 0);
}

/// The bound: what was let through and told is counted, always. Of requests that were being answered when the process was
/// killed, at most one of each caller, nobody was told; they may be counted.
void TestEnforcement::killedServicesGiveNothingAway()
{
    QFETCH(QStringList, caps);
    QFETCH(QStringList, pool);
    QFETCH(int, expected);
    prepare(caps, pool);
    std::mt19937 dice(static_cast<unsigned>(expected));
    constexpr int kills = 4;
    int told = 0;
    for (int run = 0; run <= kills; ++run) {
        start();
        std::thread killer;
        if (run < kills)
            killer = std::thread([&, patience = 5 + dice() % 40] {
                std::this_thread::sleep_for(std::chrono::milliseconds(patience));
                m_daemon->signal(SIGKILL);
            });
        told += passingTogether(run < kills ? 1000 : 12);
        if (killer.joinable())
            killer.join();
        QVERIFY2(told <= expected, qPrintable(QString::number(told)));
    }
    QVERIFY2(told >= expected - kills * callers, qPrintable(QString::number(told)));
    QCOMPARE(passingTogether(1), 0);
    // In the store there is what was counted: exactly as many as may.
    m_daemon->signal(SIGTERM);
    QCOMPARE(m_daemon->code(), 0);
    start();
    ApiClient api(m_daemon->port(), m_folder->key);
    for (const std::string &secret : m_secrets) {
        const Reply reply = api.ask("POST", "/v1/verify", R"({"dry":true,"key":")" + secret + R"("})");
        QCOMPARE(reply.status, 200);
        if (m_usesBoth || &secret == &m_secrets.front())
            QCOMPARE(textOf(jsonOf(reply), "code"), m_usesBoth ? "pool_cap" : "over_cap");
    }
}

QTEST_GUILESS_MAIN(TestEnforcement)
#include "tst_enforcement.moc"
