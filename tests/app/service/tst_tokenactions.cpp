// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/service/tokendesk.h"

#include <QtTest>

#include <map>
#include <set>

using namespace toll::test;
using toll::Json;

class TestTokenActions : public QObject, TokenDesk {
    Q_OBJECT

private slots:
    void init() { QVERIFY(openDesk()); }
    void cleanup() { closeDesk(); }
    void removesForGood();
    void doesWhatTheServiceDoes();
    void listsInPages();
    void showsWhatIsLeft();
    void representsNothingThatVariesWithTime();
};

void TestTokenActions::removesForGood()
{
    const Reply made = make("t", tokenBody("token"));
    QCOMPARE(m_client->ask("DELETE", "/v1/tokens/t", {}, "If-Match: " + etag(made) + "\r\n").status, 204);
    const Reply read = m_client->get("/v1/tokens/t");
    QCOMPARE(textOf(jsonOf(read), "status"), "revoked");
    QCOMPARE(jsonOf(m_client->get("/v1/tokens")).find("tokens")->asArray()->size(), std::size_t{0});
    QCOMPARE(jsonOf(m_client->get("/v1/tokens?status=revoked")).find("tokens")->asArray()->size(), std::size_t{1});
    QCOMPARE(m_client->ask("DELETE", "/v1/tokens/t", {}, "If-Match: " + etag(read) + "\r\n").status, 204);
    QCOMPARE(m_client->patch("/v1/tokens/t", R"({"note":"x"})", "*").status, 409);
    QCOMPARE(make("t", tokenBody("token")).status, 412);
    QCOMPARE(m_client->post("/v1/tokens/t/resume", "{}").status, 409);
}

void TestTokenActions::doesWhatTheServiceDoes()
{
    make("t", tokenBody("token", R"(,"starts":"creation")"));
    QCOMPARE(textOf(jsonOf(m_client->post("/v1/tokens/t/suspend", {})), "status"), "suspended");
    QCOMPARE(m_client->post("/v1/tokens/t/suspend", {}).status, 409);
    QCOMPARE(jsonOf(m_client->get("/v1/tokens?status=suspended")).find("tokens")->asArray()->size(), std::size_t{1});
    QCOMPARE(textOf(jsonOf(m_client->post("/v1/tokens/t/resume", "{}")), "status"), "enabled");
    const Reply renewed = m_client->post("/v1/tokens/t/renew", {});
    QCOMPARE(textOf(jsonOf(renewed).find("changes")->asArray()->front(), "kind"), "renew");
    QCOMPARE(m_client->post("/v1/tokens/t/extend", "{}").status, 422);
    QCOMPARE(m_client->post("/v1/tokens/t/extend", R"({"by":"soon"})").status, 422);
    const Reply extended = m_client->post("/v1/tokens/t/extend", R"({"by":"P7D"})");
    QCOMPARE(textOf(jsonOf(extended).find("changes")->asArray()->back(), "by"), "P7D");
    QCOMPARE(m_client->post("/v1/tokens/t/rotate", R"({"overlap":"P1M"})").status, 422);
    const Reply rotated = m_client->post("/v1/tokens/t/rotate", R"({"overlap":"PT1H"})");
    QCOMPARE(rotated.status, 200);
    const std::string secret = textOf(jsonOf(rotated), "secret");
    QVERIFY(secret.ends_with(textOf(jsonOf(rotated), "last_four")));
    const Reply own = m_client->post("/v1/tokens/t/rotate", R"({"key":)" + quoted(ownKey) + "}");
    QCOMPARE(textOf(jsonOf(own), "last_four"), "wxyz");
    QCOMPARE(m_client
                 ->ask("POST", "/v1/tokens/t/suspend", "{}", "Idempotency-Key: a\r\nIf-Match: " + etag(rotated) + "\r\n")
                 .status,
        412);
    QCOMPARE(m_client
                 ->ask("POST", "/v1/tokens/t/suspend", "{}", "Idempotency-Key: a\r\nIf-Match: " + etag(own) + "\r\n")
                 .status,
        200);
}

void TestTokenActions::listsInPages()
{
    std::set<std::string> made;
    for (int i = 0; i < 25; ++i)
        made.insert(textOf(jsonOf(m_client->post("/v1/tokens",
                               tokenBody("t" + std::to_string(i), i % 2 ? R"(,"tags":["odd"])" : ""))),
            "id"));
    std::set<std::string> seen;
    std::string target = "/v1/tokens?limit=10";
    int pages = 0;
    while (!target.empty()) {
        const Reply reply = m_client->get(target);
        QCOMPARE(reply.status, 200);
        const Json page = jsonOf(reply);
        for (const Json &token : *page.find("tokens")->asArray()) {
            QVERIFY(seen.insert(textOf(token, "id")).second);
            QCOMPARE(textOf(token, "etag"), etag(m_client->get("/v1/tokens/" + textOf(token, "id"))));
        }
        ++pages;
        const std::string link = reply.header("Link").value_or(std::string());
        QVERIFY(link.empty() || link.ends_with(">; rel=\"next\""));
        target = link.empty() ? link : link.substr(1, link.find('>') - 1);
    }
    QCOMPARE(pages, 3);
    QVERIFY(seen == made);
    const auto count = [&](const std::string &query) {
        return jsonOf(m_client->get("/v1/tokens?" + query)).find("tokens")->asArray()->size();
    };
    QCOMPARE(count("tag=odd"), std::size_t{12});
    QCOMPARE(count("tag=none"), std::size_t{0});
    QCOMPARE(count("customer=acme&status=enabled"), std::size_t{25});
    QCOMPARE(m_client->get("/v1/tokens?customer=nobody").status, 404);
    QCOMPARE(m_client->get("/v1/tokens?limit=0").status, 400);
    QCOMPARE(m_client->get("/v1/tokens?cursor=abc").status, 400);
    QCOMPARE(m_client->get("/v1/tokens?tags=odd").status, 400);
}

void TestTokenActions::showsWhatIsLeft()
{
    m_client->ask("PUT", "/v1/tokens/t",
        tokenBody("token", R"(,"over_cap":"reject","access":{"rate_limit":"10/second burst 20","networks":["10.0.0.0/8"]})"),
        "If-None-Match: *\r\n");
    const Reply reply = m_client->get("/v1/tokens/t/limits");
    QCOMPARE(reply.status, 200);
    const Json body = jsonOf(reply);
    QCOMPARE(textOf(body, "state"), "unused");
    QCOMPARE(textOf(*body.find("spend_this_month"), "amount"), "0.00");
    QCOMPARE(textOf(*body.find("spend_this_month"), "currency"), "EUR");
    std::map<std::string, std::int64_t> left;
    for (const Json &limit : *body.find("limits")->asArray())
        left[textOf(limit, "kind")] = limit.find("remaining")->toInt64().value_or(-1);
    QCOMPARE(left.at("term"), std::int64_t{6000});
    QCOMPARE(left.at("window"), std::int64_t{200});
    QCOMPARE(left.at("rate"), std::int64_t{20});
    QVERIFY(!reply.header("ETag"));
    QCOMPARE(m_client->get("/v1/tokens/none/limits").status, 404);
}

void TestTokenActions::representsNothingThatVariesWithTime()
{
    m_client->ask("PUT", "/v1/tokens/t", tokenBody("token", R"(,"starts":"creation","lifetime":"PT1S")"),
        "If-None-Match: *\r\n");
    const std::string body = tokenBody("token");
    m_client->ask("PUT", "/v1/tokens/t",
        R"({"customer":"acme","name":"token","rate":"1","starts":"creation","lifetime":"PT1S"})",
        "If-None-Match: *\r\n");
    const Reply before = m_client->get("/v1/tokens/t");
    QCOMPARE(before.status, 200);
    QTRY_COMPARE(textOf(jsonOf(m_client->get("/v1/tokens/t/limits")), "state"), "expired");
    const Reply after = m_client->get("/v1/tokens/t");
    QCOMPARE(after.body, before.body);
    QCOMPARE(etag(after), etag(before));
}

QTEST_GUILESS_MAIN(TestTokenActions)
#include "tst_tokenactions.moc"
