// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/daemon.h"

#include <QtTest>

#include <thread>

#include <sys/un.h>

using namespace toll::test;

namespace {

std::string get(const std::string &target, const std::string &headers = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

} // namespace

class TestDaemon : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void answersHealthAndMetrics();
    void endsWithZeroWhenTold_data();
    void endsWithZeroWhenTold();
    void answersWhatIsUnderWayWhenTold();
    void logsJsonWithoutSecrets();
    void takesOptionsFromAFile();
    void namesWhatIsWrongWithItsOptions_data();
    void namesWhatIsWrongWithItsOptions();
    void saysWhenAPortIsTaken();
    void tellsTheServiceManager();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QStringList arguments(const QStringList &more = {}) const
    {
        return QStringList{QStringLiteral("--store"), path("work.toll"), QStringLiteral("--listen"),
                   QStringLiteral("127.0.0.1:0")}
            + more;
    }
    QString write(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDaemon::answersHealthAndMetrics()
{
    Daemon daemon(arguments());
    RawClient client(daemon.port());
    for (int i = 0; i < 3; ++i) {
        const Reply health = client.ask(get("/healthz"));
        QCOMPARE(health.status, 200);
        const auto json = toll::parseJson(health.body);
        QVERIFY(json);
        QCOMPARE(*json->find("status")->asString(), "ok");
        QVERIFY(json->find("version"));
    }
    client.send("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(client.receive(true).status, 200);
    const Reply metrics = client.ask(get("/metrics"));
    QCOMPARE(metrics.status, 200);
    QCOMPARE(*metrics.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    QVERIFY(metrics.body.contains("tollkeeperd_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"} 4\n"));
    QCOMPARE(client.ask(get("/other")).status, 404);
}

void TestDaemon::endsWithZeroWhenTold_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestDaemon::endsWithZeroWhenTold()
{
    QFETCH(int, number);
    Daemon daemon(arguments());
    RawClient idle(daemon.port());
    QCOMPARE(idle.ask(get("/healthz")).status, 200);
    daemon.signal(number);
    QVERIFY(idle.isClosed());
    QCOMPARE(daemon.code(), 0);
    QVERIFY(daemon.errors().contains("\"event\":\"stopped\""));
    Daemon again(arguments()); // the workspace was closed in order
    QVERIFY(again.port() != 0);
}

void TestDaemon::answersWhatIsUnderWayWhenTold()
{
    Daemon daemon(arguments());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<RawClient>(daemon.port()));
        QCOMPARE(clients.back()->ask(get("/healthz")).status, 200);
        clients.back()->send("GET /healthz HTTP/1.1\r\nHo");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    daemon.signal(SIGTERM);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    for (const auto &client : clients)
        client->send("st: x\r\n\r\n");
    for (const auto &client : clients) {
        const Reply reply = client->receive();
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.isLast());
    }
    clients.clear();
    QCOMPARE(daemon.code(), 0);
}

void TestDaemon::logsJsonWithoutSecrets()
{
    Daemon daemon(arguments({QStringLiteral("--log-level"), QStringLiteral("debug")}));
    RawClient client(daemon.port());
    const std::string secret = "tk_live_Zq3vN8rT1xK5mB7wC9yD2fG4hJ6kLp0aQe4T";
    client.ask(get("/v1/" + secret + "?token_id=" + secret,
        "Authorization: Bearer " + secret + "\r\nX-Request-Id: 7f3b0a9c7f3b0a9c7f3b0a9c7f3b0a9c\r\n"));
    client.ask(get("/a%0A%7B%22level%22:1%7D"));
    RawClient(daemon.port()).ask("GET /x\" HTTP/1.1\r\nHost: x\r\n\r\n"); // the one before was the other's last
    daemon.signal(SIGTERM);
    QCOMPARE(daemon.code(), 0);
    const QByteArray log = daemon.errors();
    QVERIFY(!log.contains("Zq3vN8"));
    QVERIFY(log.contains("\"id\":\"7f3b0a9c7f3b0a9c7f3b0a9c7f3b0a9c\""));
    int requests = 0;
    for (const QByteArray &line : log.split('\n')) {
        if (line.isEmpty())
            continue;
        const auto json = toll::parseJson(line.toStdString());
        QVERIFY2(json && json->find("time") && json->find("level") && json->find("event"), line.constData());
        requests += *json->find("event")->asString() == "request" ? 1 : 0;
    }
    QCOMPARE(requests, 3);
}

void TestDaemon::takesOptionsFromAFile()
{
    const QString config = write("tollkeeperd.conf",
        "# a comment\nstore = \"" + path("a file.toll").toUtf8() + "\"\nlisten = \"127.0.0.1:0\"\n"
        "log-level = \"debug\"\nthreads = 1\nmax-head = 1024\npublic-metrics = true\nidle-time = 5\n");
    {
        Daemon daemon({QStringLiteral("--config"), config});
        RawClient client(daemon.port());
        QCOMPARE(client.ask(get("/healthz")).status, 200);
        QVERIFY(QFile::exists(path("a file.toll")));
        QCOMPARE(client.ask(get("/healthz", "X-A: " + std::string(1024, 'a') + "\r\n")).status, 431);
    }
    Daemon daemon({QStringLiteral("--config"), config, QStringLiteral("--max-head"), QStringLiteral("4096")});
    RawClient client(daemon.port());
    QCOMPARE(client.ask(get("/healthz", "X-A: " + std::string(1024, 'a') + "\r\n")).status, 200);
}

void TestDaemon::namesWhatIsWrongWithItsOptions_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("named");
    const QStringList none;
    QTest::newRow("unknown key") << QByteArray("threads = 1\n\nthraeds = 2\n") << none << 2 << QByteArray("line 3");
    QTest::newRow("unknown key's name") << QByteArray("thraeds = 2\n") << none << 2 << QByteArray("thraeds");
    QTest::newRow("key twice") << QByteArray("threads = 1\nthreads = 2\n") << none << 2 << QByteArray("line 2");
    QTest::newRow("section") << QByteArray("[server]\nthreads = 1\n") << none << 2 << QByteArray("line 1");
    QTest::newRow("no value") << QByteArray("\nthreads\n") << none << 2 << QByteArray("line 2");
    QTest::newRow("no number") << QByteArray("threads = many\n") << none << 2 << QByteArray("threads");
    QTest::newRow("out of range") << QByteArray("idle-time = 0\n") << none << 2 << QByteArray("idle-time");
    QTest::newRow("no level") << QByteArray("log-level = loud\n") << none << 2 << QByteArray("log-level");
    QTest::newRow("config in config") << QByteArray("config = x\n") << none << 2 << QByteArray("line 1");
    QTest::newRow("help in config") << QByteArray("help = true\n") << none << 2 << QByteArray("line 1");
    QTest::newRow("unknown option") << QByteArray() << QStringList{QStringLiteral("--thraeds=2")} << 2
        << QByteArray("thraeds");
    QTest::newRow("no such file") << QByteArray() << QStringList{QStringLiteral("--config=/nowhere/x.conf")} << 2
        << QByteArray("/nowhere/x.conf");
    QTest::newRow("key without certificate") << QByteArray() << QStringList{QStringLiteral("--tls-key=x")} << 2
        << QByteArray("tls-certificate");
    QTest::newRow("no certificate there") << QByteArray()
        << QStringList{QStringLiteral("--tls-key=/nowhere/k"), QStringLiteral("--tls-certificate=/nowhere/c")} << 1
        << QByteArray("/nowhere/c");
    QTest::newRow("bad address") << QByteArray("listen = everywhere\n") << none << 4 << QByteArray("everywhere");
    QTest::newRow("plain to the world") << QByteArray("listen = \"0.0.0.0:0\"\n") << none << 4
        << QByteArray("0.0.0.0:0");
}

void TestDaemon::namesWhatIsWrongWithItsOptions()
{
    QFETCH(QByteArray, config);
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, named);
    QStringList all{QStringLiteral("--store"), path("work.toll")};
    if (!config.isEmpty())
        all << QStringLiteral("--config") << write("x.conf", config);
    Daemon daemon(all + arguments);
    QCOMPARE(daemon.code(), code);
    QVERIFY2(daemon.errors().contains(named), daemon.errors().constData());
}

void TestDaemon::saysWhenAPortIsTaken()
{
    Daemon first(arguments());
    const QString address = QStringLiteral("127.0.0.1:%1").arg(first.port());
    Daemon second({QStringLiteral("--store"), path("other.toll"), QStringLiteral("--listen"), address});
    QCOMPARE(second.code(), 1);
    QVERIFY2(second.errors().contains(address.toUtf8()), second.errors().constData());
    QCOMPARE(RawClient(first.port()).ask(get("/healthz")).status, 200);
}

void TestDaemon::tellsTheServiceManager()
{
    const int manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const QByteArray name = path("notify").toUtf8();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    QCOMPARE(bind(manager, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    const auto told = [manager] {
        pollfd ready{manager, POLLIN, 0};
        char bytes[256] = {};
        return poll(&ready, 1, 20'000) == 1 && recv(manager, bytes, sizeof bytes - 1, 0) > 0 ? QByteArray(bytes)
                                                                                            : QByteArray();
    };
    Daemon daemon(arguments(), QString::fromUtf8(name));
    QCOMPARE(told(), QByteArray("READY=1"));
    daemon.signal(SIGHUP);
    QCOMPARE(told(), QByteArray("RELOADING=1"));
    QCOMPARE(told(), QByteArray("READY=1"));
    daemon.signal(SIGTERM);
    QCOMPARE(told(), QByteArray("STOPPING=1"));
    QCOMPARE(daemon.code(), 0);
    close(manager);
}

QTEST_GUILESS_MAIN(TestDaemon)
#include "tst_daemon.moc"
