// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testserver.h"

#include <QtTest>

#include <atomic>
#include <semaphore>

using namespace toll;
using namespace toll::test;
using namespace std::chrono_literals;

namespace {

/// Short times, so that they run out while the test waits.
ServerOptions impatient()
{
    ServerOptions options;
    options.limits.headTime = 500ms;
    options.limits.bodyTime = 500ms;
    options.limits.idleTime = 500ms;
    options.limits.sendTime = 700ms;
    return options;
}

ServerOptions small()
{
    ServerOptions options;
    options.limits.targetBytes = 100;
    options.limits.headBytes = 2000;
    options.limits.headerCount = 10;
    return options;
}

bool says(const TestServer &server, const std::string &line)
{
    return server.metrics.text().contains(line);
}

} // namespace

class TestServerLimits : public QObject {
    Q_OBJECT

private slots:
    void refusesWhatIsTooLarge_data();
    void refusesWhatIsTooLarge();
    void takesWhatIsJustInside();
    void answersBeforeALargeBodyHasCome();
    void boundsWhatIsUnpacked();
    void endsSlowHeads();
    void endsSlowBodies();
    void endsSilentAndIdleConnections();
    void endsWhoDoesNotRead();
    void boundsConnectionsOfOneAddress();
    void boundsAllConnections();
    void answersGoodClientsAmongHundredsOfBadOnes();
};

void TestServerLimits::refusesWhatIsTooLarge_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const std::string &bytes, int status) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << status;
    };
    row("address", get("/" + std::string(100, 'a')), 414);
    row("address without an end", "GET /" + std::string(1000, 'a'), 414);
    row("segments", get("/1/2/3/4/5/6/7/8/9/0/1/2/3/4/5/6/7"), 414);
    row("one header", get("/fast", "X-A: " + std::string(2000, 'a') + "\r\n"), 431);
    row("one header without an end", "GET /fast HTTP/1.1\r\nHost: x\r\nX-A: " + std::string(4000, 'a'), 431);
    std::string many;
    for (int i = 0; i < 10; ++i)
        many += "X-" + std::to_string(i) + ": a\r\n";
    row("many headers", get("/fast", many), 431);
    row("body", post("/echo", std::string(64 * 1024 + 1, 'a')), 413);
    row("body that is only announced", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n", 413);
    row("body of nothing", post("/nothing", std::string(64 * 1024 + 1, 'a')), 413);
    row("chunk", "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n", 413);
    std::string chunks = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 70; ++i)
        chunks += "400\r\n" + std::string(1024, 'a') + "\r\n";
    row("chunks", chunks, 413);
}

void TestServerLimits::refusesWhatIsTooLarge()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    TestServer server(echoRouter(), small());
    RawClient client(server.port);
    client.send(bytes.toStdString());
    const Reply reply = client.receive();
    QCOMPARE(reply.status, status);
    QVERIFY(reply.isLast());
    client.endSending();
    QVERIFY(client.isClosed());
}

void TestServerLimits::takesWhatIsJustInside()
{
    TestServer server(echoRouter(), small());
    RawClient client(server.port);
    QCOMPARE(client.ask(get("/" + std::string(99, 'a'))).status, 404);
    QCOMPARE(client.ask(get("/fast", "X-A: " + std::string(1900, 'a') + "\r\n")).status, 200);
    QCOMPARE(client.ask(post("/echo", std::string(64 * 1024, 'a'))).body.size(), 65536U);
    QCOMPARE(client.ask(post("/slow", std::string(1024 * 1024, 'a'))).body.size(), 1048576U);
    QCOMPARE(client.ask(post("/slow", std::string(1024 * 1024 + 1, 'a'))).status, 413);
}

void TestServerLimits::answersBeforeALargeBodyHasCome()
{
    TestServer server(echoRouter());
    RawClient client(server.port);
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n" + std::string(100'000, 'a'));
    QCOMPARE(client.receive().status, 413); // and no reset takes it away
    QVERIFY(client.isClosed());
}

void TestServerLimits::boundsWhatIsUnpacked()
{
    TestServer server(echoRouter());
    // 1,000 bytes of "a" as gzip packs them.
    const QByteArray packed = QByteArray::fromBase64("H4sIAAAAAAACA0tMHAWjYBQMdwAAA9o4mugDAAA=");
    RawClient client(server.port);
    const std::string gzip = "Content-Encoding: gzip\r\n";
    const Reply reply = client.ask(post("/slow", packed.toStdString(), gzip));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, std::string(1000, 'a'));
    QCOMPARE(client.ask(post("/slow", "no gzip", gzip)).status, 400);
    const Reply refused = client.ask(post("/echo", packed.toStdString(), gzip));
    QCOMPARE(refused.status, 415);
    QCOMPARE(*refused.header("Accept-Encoding"), "identity");
    const Reply other = client.ask(post("/slow", "x", "Content-Encoding: br\r\n"));
    QCOMPARE(other.status, 415);
    QCOMPARE(*other.header("Accept-Encoding"), "gzip, identity");
    QCOMPARE(client.ask(get("/fast")).status, 200);
}

void TestServerLimits::endsSlowHeads()
{
    TestServer server(echoRouter(), impatient());
    RawClient client(server.port);
    const auto begin = std::chrono::steady_clock::now();
    const std::string head = get("/fast", "X-A: " + std::string(1000, 'a') + "\r\n");
    bool isOpen = true;
    for (std::size_t at = 0; isOpen && at < head.size(); ++at) { // a byte every 20 ms would take 20 s
        isOpen = client.send(std::string_view(head).substr(at, 1));
        std::this_thread::sleep_for(20ms);
        isOpen = isOpen && std::chrono::steady_clock::now() - begin < 5s;
    }
    const Reply reply = client.receive();
    QVERIFY(reply.status == 408 || reply.status == 0); // the answer may be lost with what was sent after it
    QVERIFY(client.isClosed());
    QVERIFY(says(server, "tollkeeperd_refused_total{reason=\"408\"} 1\n"));
}

void TestServerLimits::endsSlowBodies()
{
    TestServer server(echoRouter(), impatient());
    RawClient client(server.port);
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n123");
    const Reply reply = client.receive();
    QCOMPARE(reply.status, 408);
    QVERIFY(reply.isLast());
    QVERIFY(client.isClosed());
}

void TestServerLimits::endsSilentAndIdleConnections()
{
    TestServer server(echoRouter(), impatient());
    RawClient silent(server.port);
    RawClient idle(server.port);
    QCOMPARE(idle.ask(get("/fast")).status, 200);
    QVERIFY(silent.isClosed());
    QVERIFY(idle.isClosed());
    QVERIFY(says(server, "tollkeeperd_refused_total{reason=\"silent\"} 1\n"));
}

void TestServerLimits::endsWhoDoesNotRead()
{
    http::Router router;
    router.fast(http::Method::Get, "/large", [](const http::Request &, http::Response &response) {
        response.content(200, "text/plain", std::string(32 * 1024 * 1024, 'a'));
    });
    TestServer server(std::move(router), impatient());
    RawClient client(server.port);
    client.send(get("/large"));
    QTRY_VERIFY_WITH_TIMEOUT(says(server, "tollkeeperd_refused_total{reason=\"not-read\"} 1\n"), 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(says(server, "tollkeeperd_connections 0\n"), 10'000);
}

void TestServerLimits::boundsConnectionsOfOneAddress()
{
    ServerOptions options;
    options.limits.connectionsOfAddress = 3;
    TestServer server(echoRouter(), options);
    std::vector<std::unique_ptr<RawClient>> kept;
    for (int i = 0; i < 3; ++i) {
        kept.push_back(std::make_unique<RawClient>(server.port, "127.0.0.2"));
        QCOMPARE(kept.back()->ask(get("/fast")).status, 200);
    }
    RawClient refused(server.port, "127.0.0.2");
    const Reply reply = refused.receive();
    QCOMPARE(reply.status, 503);
    QCOMPARE(*reply.header("Retry-After"), "1");
    QVERIFY(refused.isClosed());
    RawClient other(server.port, "127.0.0.3");
    QCOMPARE(other.ask(get("/fast")).status, 200);
    kept.pop_back();
    bool isAdmitted = false;
    for (int i = 0; i < 200 && !isAdmitted; ++i) {
        std::this_thread::sleep_for(10ms);
        isAdmitted = RawClient(server.port, "127.0.0.2").ask(get("/fast")).status == 200;
    }
    QVERIFY(isAdmitted);
}

void TestServerLimits::boundsAllConnections()
{
    ServerOptions options;
    options.limits.connections = 5;
    TestServer server(echoRouter(), options);
    std::vector<std::unique_ptr<RawClient>> kept;
    for (int i = 0; i < 5; ++i) {
        kept.push_back(std::make_unique<RawClient>(server.port, ("127.0.0." + std::to_string(i + 2)).c_str()));
        QCOMPARE(kept.back()->ask(get("/fast")).status, 200);
    }
    std::vector<std::unique_ptr<RawClient>> refused;
    for (int i = 0; i < 300; ++i) // more than are told why
        refused.push_back(std::make_unique<RawClient>(server.port, "127.0.0.9"));
    for (const auto &client : refused)
        QVERIFY(client->isClosed());
    for (const auto &client : kept)
        QCOMPARE(client->ask(get("/fast")).status, 200);
    QVERIFY(says(server, "tollkeeperd_refused_total{reason=\"connections\"} 300\n"));
}

void TestServerLimits::answersGoodClientsAmongHundredsOfBadOnes()
{
    ServerOptions options = impatient();
    options.limits.headTime = 3s;
    options.limits.connectionsOfAddress = 150;
    TestServer server(echoRouter(), options);
    std::atomic<bool> isOver{false};
    std::vector<std::thread> bad;
    for (int kind = 0; kind < 8; ++kind)
        bad.emplace_back([&, kind] {
            // Slow heads, slow bodies, garbage, silence and connections cut off; from three addresses.
            const std::string from = "127.0.1." + std::to_string(1 + kind % 3);
            std::vector<std::unique_ptr<RawClient>> clients;
            while (!isOver) {
                while (clients.size() < 60)
                    clients.push_back(std::make_unique<RawClient>(server.port, from.c_str()));
                for (std::size_t i = 0; i < clients.size(); ++i) {
                    const char *bytes[] = {"G", "POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n",
                        "\x16\x03\x01\xff\xff", "", "GET / HTTP/1.1\r\nHost"};
                    if (!clients[i]->send(bytes[(i + static_cast<std::size_t>(kind)) % 5]))
                        clients[i] = std::make_unique<RawClient>(server.port, from.c_str());
                }
                clients.erase(clients.begin(), clients.begin() + 10);
                std::this_thread::sleep_for(5ms);
            }
        });
    std::atomic<int> answered{0};
    constexpr int each = 500;
    std::vector<std::thread> good;
    for (int i = 0; i < 4; ++i)
        good.emplace_back([&] {
            RawClient client(server.port);
            for (int ask = 0; ask < each; ++ask) {
                const bool isSlow = ask % 2 == 1;
                const Reply reply = client.ask(isSlow ? post("/slow", "abc") : get("/fast"));
                if (reply.status == 200 && reply.body == (isSlow ? "abc" : "fast"))
                    ++answered;
            }
        });
    for (std::thread &thread : good)
        thread.join();
    isOver = true;
    for (std::thread &thread : bad)
        thread.join();
    QCOMPARE(answered.load(), 4 * each);
    QTRY_VERIFY_WITH_TIMEOUT(says(server, "tollkeeperd_connections 0\n"), 20'000); // nothing is left behind
}

QTEST_GUILESS_MAIN(TestServerLimits)
#include "tst_serverlimits.moc"
