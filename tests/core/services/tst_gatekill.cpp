// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A gate in a process of its own that is killed at random moments while it answers: every admission that was answered is
// counted, none is given away, and in the end exactly as many passed as may. TOLL_KILLS sets how many times (10).
#include "tests/core/services/gatedesk.h"

#include <QProcess>

#include <atomic>
#include <random>
#include <set>
#include <thread>

#include <unistd.h>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int callers = 4;
const Instant noon = at("2026-06-01T12:00:00Z");

/// The child: asks with several threads, says each answer once it has it, and drains now and then.
int askAndTell(const QString &workspace, const QString &secret, const QString &prefix)
{
    auto opened = Connection::openWriter(workspace);
    if (!opened)
        return 1;
    Stores stores(std::move(*opened));
    ServiceContext context{&stores, [] { return noon; }, systemEntropy(), "child", {}};
    auto gate = Gate::open(context, workspace.toStdString());
    if (!gate)
        return 1;
    const SecretHash key = hashOfSecret(secret.toStdString());
    std::atomic<int> running = callers;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            bool isAdmitted = true;
            for (int i = 0; isAdmitted; ++i) {
                const std::string id = prefix.toStdString() + std::to_string(caller) + "-" + std::to_string(i);
                GateRequest request;
                request.key = key;
                request.id = id;
                const auto answer = (*gate)->authorize(request, noon);
                isAdmitted = answer && answer->isAdmitted;
                const std::string line = id + "\n";
                if (isAdmitted && ::write(STDOUT_FILENO, line.data(), line.size()) < 0)
                    break;
                GateCompletion completion;
                completion.id = id;
                completion.status = 200;
                if (isAdmitted && i % 2 == 0)
                    (void)(*gate)->complete(completion, noon);
            }
            --running;
        });
    while (running > 0) {
        if (!(*gate)->drain(noon))
            return 2;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    for (std::thread &thread : threads)
        thread.join();
    return 0;
}

} // namespace

class TestGateKill : public QObject, GateDesk {
    Q_OBJECT

private slots:
    void killedGatesGiveNothingAwayAndTakeNothing()
    {
        constexpr std::int64_t units = 60'000;
        const int wanted = qEnvironmentVariableIsSet("TOLL_KILLS") ? qEnvironmentVariableIntValue("TOLL_KILLS") : 10;
        std::mt19937 dice(static_cast<unsigned>(wanted));
        QTemporaryDir folder;
        const QString workspace = folder.filePath(u"w.toll"_s);
        QString secret;
        {
            auto opened = Connection::openWriter(workspace, IfAbsent::Create);
            QVERIFY(opened && migrate(**opened));
            Stores stores(std::move(*opened));
            ServiceContext context{&stores, [] { return noon; }, seededEntropy(1), "parent", {}};
            NewToken token;
            token.customer = valueOf(CustomerService(context).add({"Acme", "USD", "UTC", ""})).id;
            token.name = "t";
            token.price = refusing("60000/day", "P30D");
            secret = QString::fromStdString(valueOf(TokenService(context).create(token)).front().secret);
        }
        std::set<QByteArray> told;
        int kills = 0;
        bool isDone = false;
        for (int run = 0; !isDone; ++run) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(),
                {u"--gate"_s, workspace, secret, u"p%1-"_s.arg(run)});
            QVERIFY(child.waitForStarted());
            const int patience = kills < wanted ? 30 + static_cast<int>(dice() % 200U) : -1;
            isDone = child.waitForFinished(patience);
            child.kill(); // SIGKILL
            child.waitForFinished(-1);
            if (isDone)
                QCOMPARE(child.exitCode(), 0);
            else
                ++kills;
            const QByteArray out = child.readAllStandardOutput();
            for (const QByteArray &line : out.left(out.lastIndexOf('\n') + 1).split('\n'))
                if (!line.isEmpty())
                    QVERIFY2(told.insert(line).second, line.constData());
        }
        QVERIFY(static_cast<std::int64_t>(told.size()) <= units);
        // What was counted and not told was being answered when the process was killed.
        QVERIFY(static_cast<std::int64_t>(told.size()) >= units - kills * callers);
        checkCounted(workspace, told, units);
        qInfo("%d kills, %zu of %lld answers were told", kills, told.size(), static_cast<long long>(units));
    }

private:
    /// Every answer that was told is there, and in all exactly as many as may.
    void checkCounted(const QString &workspace, const std::set<QByteArray> &told, std::int64_t units)
    {
        Stores stores(valueOf(Connection::openWriter(workspace)));
        ServiceContext context{&stores, [] { return noon; }, seededEntropy(2), "parent", {}};
        {
            const auto gate = valueOf(Gate::open(context, workspace.toStdString()));
            valueOf(gate->drain(noon));
        }
        std::set<QByteArray> counted;
        for (const StoredEvent &stored : valueOf(stores.usage.events({})))
            QVERIFY(counted.insert(QByteArray::fromStdString(stored.event.id)).second);
        for (const StoredGateRequest &open : valueOf(stores.gate.inState(StoredGateRequest::State::Open)))
            QVERIFY(counted.insert(QByteArray::fromStdString(open.id)).second);
        QCOMPARE(static_cast<std::int64_t>(counted.size()), units);
        for (const QByteArray &id : told)
            QVERIFY2(counted.contains(id), id.constData());
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 5 && arguments.at(1) == u"--gate"_s)
        return askAndTell(arguments.at(2), arguments.at(3), arguments.at(4));
    TestGateKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_gatekill.moc"
