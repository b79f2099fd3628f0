// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/daemon.h"

#include <QElapsedTimer>
#include <QtTest>

#include <map>
#include <thread>

using namespace toll::test;
using toll::Json;

class TestChangesApi : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void tellsWhatChanged();
    void goesOnFromACursor();
    void waitsForTheNextChange();
    void waitsNoLongerThanAsked();
    void letsNobodyWaitWhenItStops();
    void asksForEverythingAnewAfterARestore();
    void refusesWhatIsNoCursor();

private:
    void start()
    {
        m_daemon = std::make_unique<Daemon>(m_folder->arguments());
        m_client = std::make_unique<ApiClient>(m_daemon->port(), m_folder->key);
    }
    void stop()
    {
        m_client.reset();
        m_daemon->signal(SIGTERM);
        QCOMPARE(m_daemon->code(), 0);
        m_daemon.reset();
    }
    Json changes(const std::string &query = {})
    {
        return jsonOf(m_client->get("/v1/changes" + (query.empty() ? query : "?" + query)));
    }
    void addToken(const std::string &id)
    {
        QCOMPARE(m_client->ask("PUT", "/v1/tokens/" + id, R"({"customer":"acme","rate":"1","name":)" + quoted(id) + "}",
                            "If-None-Match: *\r\n")
                     .status,
            201);
    }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<ApiClient> m_client;
};

void TestChangesApi::init()
{
    m_folder = std::make_unique<ServiceFolder>();
    start();
    m_client->ask("PUT", "/v1/customers/acme", R"({"name":"acme"})", "If-None-Match: *\r\n");
}

void TestChangesApi::cleanup()
{
    m_client.reset();
    m_daemon.reset();
}

void TestChangesApi::tellsWhatChanged()
{
    addToken("a");
    addToken("b");
    m_client->patch("/v1/tokens/a", R"({"note":"x"})", "*");
    m_client->ask("DELETE", "/v1/tokens/b", {}, "If-Match: *\r\n");
    m_client->ask("PUT", "/v1/plans/Flat",
        R"({"name":"Flat","currency":"USD","charges":[{"meter":"requests","price":{"shape":"flat","rate":"1"}}]})",
        "If-None-Match: *\r\n");
    const Json page = changes();
    const Json::Array &all = *page.find("changes")->asArray();
    QCOMPARE(all.size(), std::size_t{4});
    std::int64_t last = 0;
    for (const Json &change : all) {
        const std::int64_t sequence = change.find("seq")->toInt64().value_or(0);
        QVERIFY(sequence > last);
        last = sequence;
    }
    QCOMPARE(textOf(all[0], "kind"), "customer");
    QCOMPARE(*all[0].find("data"), jsonOf(m_client->get("/v1/customers/acme")));
    QCOMPARE(textOf(all[1], "id"), "a");
    QCOMPARE(*all[1].find("data"), jsonOf(m_client->get("/v1/tokens/a")));
    QCOMPARE(textOf(all[1], "etag"), *m_client->get("/v1/tokens/a").header("ETag"));
    QCOMPARE(textOf(all[2], "op"), "delete");
    QVERIFY(all[2].find("data") == nullptr);
    QCOMPARE(textOf(all[3], "kind"), "plan");
    QCOMPARE(textOf(all[3], "etag"), *m_client->get("/v1/plans/Flat").header("ETag"));
    QCOMPARE(*page.find("has_more"), Json(false));
}

void TestChangesApi::goesOnFromACursor()
{
    for (int i = 0; i < 10; ++i)
        addToken("t" + std::to_string(i));
    std::map<std::string, int> seen;
    std::string cursor;
    int pages = 0;
    bool hasMore = true;
    while (hasMore) {
        const Json page = changes("limit=4" + (cursor.empty() ? cursor : "&cursor=" + cursor));
        for (const Json &change : *page.find("changes")->asArray())
            ++seen[textOf(change, "id")];
        cursor = textOf(page, "next_cursor");
        hasMore = *page.find("has_more")->asBool();
        ++pages;
    }
    QCOMPARE(pages, 3);
    QCOMPARE(seen.size(), std::size_t{11});
    QVERIFY(changes("cursor=" + cursor).find("changes")->asArray()->empty());
    m_client->patch("/v1/tokens/t3", R"({"note":"x"})", "*");
    const Json page = changes("cursor=" + cursor);
    QCOMPARE(page.find("changes")->asArray()->size(), std::size_t{1});
    QCOMPARE(textOf(page.find("changes")->asArray()->front(), "id"), "t3");
    stop();
    start(); // a cursor outlives the service
    QCOMPARE(changes("cursor=" + cursor).find("changes")->asArray()->size(), std::size_t{1});
}

void TestChangesApi::waitsForTheNextChange()
{
    const std::string cursor = textOf(changes(), "next_cursor");
    std::vector<std::unique_ptr<ApiClient>> waiting;
    for (int i = 0; i < 20; ++i) { // more than there are threads
        waiting.push_back(std::make_unique<ApiClient>(m_daemon->port(), m_folder->key));
        waiting.back()->send("GET", "/v1/changes?wait=30&cursor=" + cursor);
    }
    QTest::qWait(300);
    QElapsedTimer timer;
    timer.start();
    addToken("late");
    for (const auto &client : waiting) {
        const Reply reply = client->receive();
        QCOMPARE(reply.status, 200);
        const Json page = jsonOf(reply);
        QCOMPARE(textOf(page.find("changes")->asArray()->front(), "id"), "late");
    }
    QVERIFY(timer.elapsed() < 5'000);
}

void TestChangesApi::waitsNoLongerThanAsked()
{
    const std::string cursor = textOf(changes(), "next_cursor");
    QElapsedTimer timer;
    timer.start();
    const Json page = changes("wait=1&cursor=" + cursor);
    QVERIFY(timer.elapsed() >= 900 && timer.elapsed() < 8'000);
    QVERIFY(page.find("changes")->asArray()->empty());
    QCOMPARE(m_client->get("/v1/changes?wait=31").status, 400);
}

void TestChangesApi::letsNobodyWaitWhenItStops()
{
    ApiClient waiting(m_daemon->port(), m_folder->key);
    waiting.send("GET", "/v1/changes?wait=30&cursor=" + textOf(changes(), "next_cursor"));
    QTest::qWait(200);
    QElapsedTimer timer;
    timer.start();
    m_daemon->signal(SIGTERM);
    QCOMPARE(waiting.receive().status, 200);
    QCOMPARE(m_daemon->code(), 0);
    QVERIFY(timer.elapsed() < 5'000);
}

void TestChangesApi::asksForEverythingAnewAfterARestore()
{
    addToken("a");
    const std::string kept = textOf(changes(), "next_cursor");
    stop();
    const QString copy = m_folder->path("copy.toll");
    QVERIFY(!commandLine(m_folder->store(), {"backup", copy}).isNull());
    start();
    addToken("b");
    const std::string lost = textOf(changes(), "next_cursor");
    const std::string etag = *m_client->get("/v1/tokens/b").header("ETag");
    stop();
    QVERIFY(QFile::remove(m_folder->store()) && QFile::rename(copy, m_folder->store()));
    for (const char *beside : {"work.toll-wal", "work.toll-shm", "work.toll.journal"})
        QFile::remove(m_folder->path(beside));
    start();
    QCOMPARE(m_client->get("/v1/changes?cursor=" + lost).status, 410); // ahead of this store
    QCOMPARE(m_client->get("/v1/changes?cursor=" + kept).status, 200); // what it is of is still there
    addToken("b");
    QCOMPARE(m_client->get("/v1/changes?cursor=" + lost).status, 410); // as far as that, but another history
    QVERIFY(*m_client->get("/v1/tokens/b").header("ETag") != etag);
    const Json page = changes("cursor=" + kept);
    QCOMPARE(page.find("changes")->asArray()->size(), std::size_t{1});
    const ServiceFolder other;
    Daemon daemon(other.arguments());
    QCOMPARE(ApiClient(daemon.port(), other.key).get("/v1/changes?cursor=" + kept).status, 410);
}

void TestChangesApi::refusesWhatIsNoCursor()
{
    for (const char *cursor : {"x", "MTIz", "LTEuMC4wMDAwMDAwMDAwMDAwMDAw"})
        QCOMPARE(m_client->get(std::string("/v1/changes?cursor=") + cursor).status, 400);
}

QTEST_GUILESS_MAIN(TestChangesApi)
#include "tst_changesapi.moc"
