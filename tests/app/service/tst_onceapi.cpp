// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/daemon.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace toll::test;
using toll::Json;

namespace {

constexpr auto body = R"({"customer":"acme","name":"token","rate":"1"})";

std::size_t tokenCount(ApiClient &client)
{
    return jsonOf(client.get("/v1/tokens")).find("tokens")->asArray()->size();
}

} // namespace

class TestOnceApi : public QObject {
    Q_OBJECT

private slots:
    void needsAKey_data();
    void needsAKey();
    void answersAgainWithoutDoingItAgain();
    void tellsOtherRequestsApart();
    void doesItOnceHoweverManyAsk();
    void isKilledBetween();

private:
    std::unique_ptr<ApiClient> start(const ServiceFolder &folder, std::unique_ptr<Daemon> &daemon)
    {
        daemon = std::make_unique<Daemon>(folder.arguments());
        auto client = std::make_unique<ApiClient>(daemon->port(), folder.key);
        client->ask("PUT", "/v1/customers/acme", R"({"name":"acme"})", "If-None-Match: *\r\n");
        return client;
    }
};

void TestOnceApi::needsAKey_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << QByteArray() << 400;
    QTest::newRow("bare") << QByteArray("Idempotency-Key: 8e03978e-40d5-43dd-bc93-6894a57f9324\r\n") << 201;
    QTest::newRow("quoted") << QByteArray("Idempotency-Key: \"8e03978e 1 \\\"x\\\"\"\r\n") << 201;
    QTest::newRow("empty") << QByteArray("Idempotency-Key: \r\n") << 400;
    QTest::newRow("empty in quotes") << QByteArray("Idempotency-Key: \"\"\r\n") << 400;
    QTest::newRow("half quoted") << QByteArray("Idempotency-Key: \"abc\r\n") << 400;
    QTest::newRow("bad escape") << QByteArray("Idempotency-Key: \"a\\bc\"\r\n") << 400;
    QTest::newRow("with parameters") << QByteArray("Idempotency-Key: \"abc\";a=1\r\n") << 400;
    QTest::newRow("blanks") << QByteArray("Idempotency-Key: a b\r\n") << 400;
    QTest::newRow("twice") << QByteArray("Idempotency-Key: a\r\nIdempotency-Key: b\r\n") << 400;
    QTest::newRow("longest") << "Idempotency-Key: " + QByteArray(255, 'a') + "\r\n" << 201;
    QTest::newRow("too long") << "Idempotency-Key: " + QByteArray(256, 'a') + "\r\n" << 400;
}

void TestOnceApi::needsAKey()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    const ServiceFolder folder;
    std::unique_ptr<Daemon> daemon;
    const auto client = start(folder, daemon);
    QCOMPARE(client->ask("POST", "/v1/tokens", body, headers.toStdString()).status, status);
    QCOMPARE(tokenCount(*client), std::size_t(status == 201 ? 1 : 0));
}

void TestOnceApi::answersAgainWithoutDoingItAgain()
{
    const ServiceFolder folder;
    std::unique_ptr<Daemon> daemon;
    auto client = start(folder, daemon);
    const Reply made = client->post("/v1/tokens", body, "k");
    QVERIFY(!made.header("Idempotent-Replayed"));
    const auto sameAsMade = [&made](const Reply &again) {
        Json first = jsonOf(made);
        Json second = jsonOf(again);
        return again.status == 201 && again.header("Idempotent-Replayed") == "true"
            && again.header("ETag") == made.header("ETag") && again.header("Location") == made.header("Location")
            && second.find("secret")->isNull() && textOf(first, "id") == textOf(second, "id")
            && textOf(first, "created") == textOf(second, "created");
    };
    QVERIFY(sameAsMade(client->post("/v1/tokens", body, "k")));
    QVERIFY(sameAsMade(client->post("/v1/tokens", body, "\"k\""))); // quoted or not
    client->patch("/v1/tokens/" + textOf(jsonOf(made), "id"), R"({"note":"changed since"})", "*");
    QVERIFY(sameAsMade(client->post("/v1/tokens", body, "k")));
    daemon->signal(SIGKILL);
    client.reset();
    daemon.reset();
    client = start(folder, daemon);
    QVERIFY(sameAsMade(client->post("/v1/tokens", body, "k"))); // also after a crash
    QCOMPARE(tokenCount(*client), std::size_t{1});
}

void TestOnceApi::tellsOtherRequestsApart()
{
    const ServiceFolder folder;
    std::unique_ptr<Daemon> daemon;
    const auto client = start(folder, daemon);
    const std::string id = textOf(jsonOf(client->post("/v1/tokens", body, "k")), "id");
    const Reply other = client->post("/v1/tokens", R"({"customer":"acme","name":"other","rate":"1"})", "k");
    QCOMPARE(other.status, 422);
    QVERIFY(other.body.contains("idempotency-key-reused"));
    QCOMPARE(client->post("/v1/tokens/" + id + "/suspend", body, "k").status, 422);
    QCOMPARE(tokenCount(*client), std::size_t{1});
    // Another holder's keys are their own.
    const std::string secret =
        textOf(jsonOf(client->post("/v1/admin-keys", R"({"name":"b","scopes":["tokens:write","tokens:read"]})")), "secret");
    ApiClient second(daemon->port(), secret);
    QCOMPARE(second.post("/v1/tokens", R"({"customer":"acme","name":"other","rate":"1"})", "k").status, 201);
    QCOMPARE(tokenCount(*client), std::size_t{2});
}

void TestOnceApi::doesItOnceHoweverManyAsk()
{
    const ServiceFolder folder;
    std::unique_ptr<Daemon> daemon;
    const auto client = start(folder, daemon);
    std::atomic<int> made = 0;
    std::atomic<int> running = 0;
    std::atomic<int> replayed = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            ApiClient own(daemon->port(), folder.key);
            for (int again = 0; again < 10; ++again) {
                const Reply reply = own.post("/v1/tokens", body, "k");
                if (reply.status == 409 && reply.body.contains("still-running"))
                    ++running;
                else if (reply.status == 201)
                    ++(reply.header("Idempotent-Replayed") ? replayed : made);
            }
        });
    threads.clear();
    QCOMPARE(made.load(), 1);
    QCOMPARE(made + running + replayed, 80);
    QVERIFY(replayed > 0);
    QCOMPARE(tokenCount(*client), std::size_t{1});
}

/// Whenever the service is killed: what was answered is there, and asking again does nothing twice.
void TestOnceApi::isKilledBetween()
{
    const ServiceFolder folder;
    std::unique_ptr<Daemon> daemon;
    auto client = start(folder, daemon);
    std::map<std::string, std::string> answered; // id by name
    for (int round = 0; round < 5; ++round) {
        const auto nameOf = [round](int i) { return "t" + std::to_string(round) + "-" + std::to_string(i); };
        const auto bodyOf = [&](int i) { return R"({"customer":"acme","rate":"1","name":)" + quoted(nameOf(i)) + "}"; };
        std::jthread killer([&daemon, round] {
            std::this_thread::sleep_for(std::chrono::milliseconds(30 + 17 * round));
            daemon->signal(SIGKILL);
        });
        int last = 0;
        for (; last < 1000; ++last) {
            const Reply reply = client->post("/v1/tokens", bodyOf(last), nameOf(last));
            if (reply.status != 201)
                break;
            answered[nameOf(last)] = textOf(jsonOf(reply), "id");
        }
        killer.join();
        client.reset();
        daemon.reset();
        client = start(folder, daemon);
        for (int i = 0; i <= last; ++i) {
            const Reply reply = client->post("/v1/tokens", bodyOf(i), nameOf(i));
            QCOMPARE(reply.status, 201);
            const auto [place, isNew] = answered.try_emplace(nameOf(i), textOf(jsonOf(reply), "id"));
            QCOMPARE(place->second, textOf(jsonOf(reply), "id"));
            QVERIFY(i == last || reply.header("Idempotent-Replayed") == "true");
        }
    }
    QVERIFY(answered.size() < 1000);
    QCOMPARE(jsonOf(client->get("/v1/tokens?limit=1000")).find("tokens")->asArray()->size(), answered.size());
}

QTEST_GUILESS_MAIN(TestOnceApi)
#include "tst_onceapi.moc"
