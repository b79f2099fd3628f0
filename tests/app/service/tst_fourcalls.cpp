// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The four original calls, through a running service.
#include "tests/support/daemon.h"

#include <QtTest>

using namespace toll::test;
using toll::Json;

class TestFourCalls : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void followTheFormula();
    void countOncePerEvent();
    void addOnceAndTheSameAgain();
    void leaveNothingWhereTheyRefuse();
    void defaults();
    void nameEveryBadField_data();
    void nameEveryBadField();
    void sayThatTheyAreDeprecated_data();
    void sayThatTheyAreDeprecated();
    void needTheAdminKey_data();
    void needTheAdminKey();

private:
    Reply form(const std::string &target, const std::string &body)
    {
        return m_client->ask("POST", target, body, "Content-Type: application/x-www-form-urlencoded\r\n");
    }
    static std::string member(const Json &json, const char *name)
    {
        const Json *found = json.find(name);
        return found ? found->dump() : "?";
    }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<ApiClient> m_client;
};

void TestFourCalls::init()
{
    m_folder = std::make_unique<ServiceFolder>();
    m_daemon = std::make_unique<Daemon>(m_folder->arguments());
    m_client = std::make_unique<ApiClient>(m_daemon->port(), m_folder->key);
}

void TestFourCalls::cleanup()
{
    m_client.reset();
    m_daemon.reset();
}

void TestFourCalls::followTheFormula()
{
    // R = 0.02, C = 10/day, T = 2 days: C x T = 20.
    const Reply made = form("/add_token", "token_id=t&api_rate=0.02&token_life=2&cap=10%2Fday");
    QCOMPARE(made.status, 201);
    QCOMPARE(member(jsonOf(made), "remaining"), "20");
    QVERIFY(textOf(jsonOf(made), "secret").starts_with("tk_live_"));
    QCOMPARE(form("/update_token", "token_id=t&calls_made=18").status, 200);
    Json info = jsonOf(m_client->get("/get_token_info?token_id=t"));
    QCOMPARE(member(info, "calls_made"), "18");
    QCOMPARE(member(info, "remaining"), "2");
    QCOMPARE(member(info, "cost"), R"("0.36")");
    QCOMPARE(member(info, "api_rate"), R"("0.02")");
    QCOMPARE(member(info, "token_life"), "2");
    QCOMPARE(member(info, "cap"), R"("10/day")");
    QVERIFY(!textOf(info, "expires_at").empty());
    info = jsonOf(form("/update_token", "token_id=t&calls_made=5"));
    QCOMPARE(member(info, "calls_made"), "23");
    QCOMPARE(member(info, "remaining"), "0");
    QCOMPARE(member(info, "over"), "3");
    QCOMPARE(member(info, "cost"), R"("0.40")");
    for (const auto &[calls, cost, left] : {std::tuple("0", "0.00", "20"), std::tuple("7", "0.14", "13"),
             std::tuple("20", "0.40", "0"), std::tuple("1000000000000", "0.40", "0")}) {
        const Json answer = jsonOf(m_client->get(std::string("/get_cost?token_id=t&calls_made=") + calls));
        QCOMPARE(textOf(answer, "cost"), cost);
        QCOMPARE(member(answer, "remaining"), left);
    }
}

void TestFourCalls::countOncePerEvent()
{
    form("/add_token", "token_id=t&api_rate=0.02&token_life=2");
    QCOMPARE(member(jsonOf(form("/update_token", "token_id=t&calls_made=5&event_id=e1")), "added"), "5");
    QCOMPARE(member(jsonOf(form("/update_token", "token_id=t&calls_made=5&event_id=e1")), "added"), "0");
    m_client.reset();
    m_daemon.reset(); // killed
    m_daemon = std::make_unique<Daemon>(m_folder->arguments());
    m_client = std::make_unique<ApiClient>(m_daemon->port(), m_folder->key);
    const Json again = jsonOf(form("/update_token", "token_id=t&calls_made=5&event_id=e1"));
    QCOMPARE(member(again, "calls_made"), "5");
    const Reply other = form("/update_token", "token_id=t&calls_made=6&event_id=e1");
    QCOMPARE(other.status, 409);
    QVERIFY(textOf(jsonOf(other), "detail").contains("event_id"));
    QCOMPARE(member(jsonOf(form("/update_token", "token_id=t&calls_made=5")), "calls_made"), "10");
    QCOMPARE(member(jsonOf(form("/update_token", "token_id=t&calls_made=5")), "calls_made"), "15");
}

void TestFourCalls::addOnceAndTheSameAgain()
{
    const std::string token = "token_id=t&api_rate=0.02&token_life=30&cap=200/day&customer=Acme&currency=EUR";
    QCOMPARE(form("/add_token", token).status, 201);
    const Reply again = form("/add_token", token);
    QCOMPARE(again.status, 200);
    QVERIFY(jsonOf(again).find("secret") == nullptr);
    QCOMPARE(form("/add_token", "token_id=t&api_rate=0.03&token_life=30&cap=200/day&customer=Acme").status, 409);
    const Reply currency = form("/add_token", "token_id=u&api_rate=0.03&token_life=30&customer=Acme&currency=USD");
    QCOMPARE(currency.status, 422);
    QVERIFY(textOf(jsonOf(currency), "detail").contains("expected EUR"));
    QCOMPARE(m_client->get("/get_token_info?token_id=u").status, 404);
}

/// The customer that a token would have had is made before the token is refused.
void TestFourCalls::leaveNothingWhereTheyRefuse()
{
    QCOMPARE(form("/add_token", "token_id=t&api_rate=0.02&token_life=30").status, 201);
    QCOMPARE(form("/add_token", "token_id=t&api_rate=0.02&token_life=30&currency=JPY").status, 409);
    QVERIFY(m_client->get("/v1/customers").body.contains("default-USD"));
    QVERIFY(!m_client->get("/v1/customers").body.contains("default-JPY"));
}

void TestFourCalls::defaults()
{
    const Json made = jsonOf(form("/add_token", "token_id=t&api_rate=3&token_life=1"));
    QCOMPARE(textOf(made, "currency"), "USD");
    QCOMPARE(textOf(made, "customer"), "default-USD");
    QCOMPARE(member(made, "cap"), "null");
    QCOMPARE(member(made, "remaining"), "null");
    const Json other = jsonOf(form("/add_token", "token_id=u&api_rate=3&token_life=1&currency=JPY"));
    QCOMPARE(textOf(other, "customer"), "default-JPY");
    QCOMPARE(textOf(jsonOf(form("/add_token", "token_id=v&api_rate=3&token_life=1&currency=JPY")), "customer"),
        "default-JPY");
    QCOMPARE(textOf(jsonOf(m_client->get("/get_cost?token_id=u&calls_made=5")), "cost"), "15");
}

void TestFourCalls::nameEveryBadField_data()
{
    QTest::addColumn<std::string>("target");
    QTest::addColumn<std::string>("fields");
    QTest::addColumn<QStringList>("details");
    const auto row = [](const char *name, const char *target, const char *fields, const QStringList &details) {
        QTest::newRow(name) << std::string(target) << std::string(fields) << details;
    };
    row("nothing", "/add_token", "",
        {QStringLiteral("token_id is missing; expected an id of the client's own"),
            QStringLiteral("api_rate is missing; expected the price of one call"),
            QStringLiteral("token_life is missing; expected days, a whole number from 1 to 36500")});
    row("all bad", "/add_token", "token_id=a/b&api_rate=-1&token_life=1.5&cap=many&currency=XXQ&customer=",
        {QStringLiteral("token_id is \"a/b\"; expected 1 to 64"), QStringLiteral("api_rate is \"-1\"; expected"),
            QStringLiteral("token_life is \"1.5\"; expected days"), QStringLiteral("cap is \"many\"; expected the most"),
            QStringLiteral("currency is \"XXQ\"; expected an ISO 4217 code"),
            QStringLiteral("customer is empty; expected")});
    row("no day", "/add_token", "token_id=a&api_rate=1&token_life=0", {QStringLiteral("token_life is \"0\"")});
    row("too fine", "/add_token", "token_id=a&api_rate=0.0000000000001&token_life=1", {QStringLiteral("api_rate is")});
    row("a float", "/add_token", "token_id=a&api_rate=1e3&token_life=1", {QStringLiteral("api_rate is \"1e3\"")});
    row("twice", "/add_token", "token_id=a&token_id=b&api_rate=1&token_life=1", {QStringLiteral("token_id comes twice")});
    row("misspelt", "/add_token", "token_id=a&api_rate=1&token_life=1&capp=1/day",
        {QStringLiteral("\"capp\" is not known here; expected token_id, api_rate, token_life, cap, currency, customer")});
    row("no calls", "/update_token", "token_id=t&calls_made=0", {QStringLiteral("calls_made is \"0\"; expected how many")});
    row("text", "/update_token", "token_id=t&calls_made=two", {QStringLiteral("calls_made is \"two\"")});
    row("no event", "/update_token", "token_id=t&calls_made=2&event_id=", {QStringLiteral("event_id has 0 bytes")});
    row("negative", "/get_cost", "token_id=t&calls_made=-5", {QStringLiteral("calls_made is \"-5\"")});
    row("no token", "/get_cost", "calls_made=5", {QStringLiteral("token_id is missing; expected the token's id")});
    row("empty", "/get_token_info", "token_id=", {QStringLiteral("token_id is empty; expected the token's id")});
    row("unknown", "/get_token_info", "token_id=none", {QStringLiteral("token_id is \"none\"; there is no such token")});
    row("unknown", "/update_token", "token_id=none&calls_made=1", {QStringLiteral("token_id is \"none\"; there is no")});
}

void TestFourCalls::nameEveryBadField()
{
    QFETCH(std::string, target);
    QFETCH(std::string, fields);
    QFETCH(QStringList, details);
    const bool isRead = target.starts_with("/get");
    const Reply reply = isRead ? m_client->get(target + "?" + fields) : form(target, fields);
    QVERIFY(reply.status == 422 || reply.status == 404);
    const Json body = jsonOf(reply);
    const QString detail = QString::fromStdString(textOf(body, "detail"));
    for (const QString &expected : details)
        QVERIFY2(detail.contains(expected), qPrintable(detail));
    QCOMPARE(body.find("errors")->asArray()->size(), static_cast<std::size_t>(details.size()));
}

void TestFourCalls::sayThatTheyAreDeprecated_data()
{
    QTest::addColumn<std::string>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<std::string>("successor");
    QTest::newRow("info") << std::string("/get_token_info?token_id=t") << 200 << std::string("/v1/tokens");
    QTest::newRow("info refused") << std::string("/get_token_info") << 422 << std::string("/v1/tokens");
    QTest::newRow("cost") << std::string("/get_cost?token_id=t&calls_made=1") << 200 << std::string("/v1/estimates");
    QTest::newRow("update") << std::string("/update_token") << 422 << std::string("/v1/events");
    QTest::newRow("add") << std::string("/add_token") << 422 << std::string("/v1/tokens");
}

void TestFourCalls::sayThatTheyAreDeprecated()
{
    QFETCH(std::string, target);
    QFETCH(std::string, successor);
    form("/add_token", "token_id=t&api_rate=0.02&token_life=2");
    const Reply reply = target.starts_with("/get") ? m_client->get(target) : form(target, "");
    QTEST(reply.status, "status");
    QCOMPARE(*reply.header("Deprecation"), "@1767225600");
    QCOMPARE(*reply.header("Link"), "<" + successor + ">; rel=\"successor-version\"");
}

void TestFourCalls::needTheAdminKey_data()
{
    QTest::addColumn<std::string>("method");
    QTest::addColumn<std::string>("target");
    QTest::newRow("add") << std::string("POST") << std::string("/add_token");
    QTest::newRow("info") << std::string("GET") << std::string("/get_token_info?token_id=t");
    QTest::newRow("update") << std::string("POST") << std::string("/update_token");
    QTest::newRow("cost") << std::string("GET") << std::string("/get_cost?token_id=t&calls_made=1");
}

void TestFourCalls::needTheAdminKey()
{
    QFETCH(std::string, method);
    QFETCH(std::string, target);
    const std::string lesser = textOf(
        jsonOf(m_client->post("/v1/admin-keys", R"({"name":"x","scopes":["tokens:write","usage:write"]})")), "secret");
    QCOMPARE(ApiClient(m_daemon->port(), lesser).ask(method, target).status, 403);
    QCOMPARE(ApiClient(m_daemon->port(), {}).ask(method, target).status, 401);
}

QTEST_GUILESS_MAIN(TestFourCalls)
#include "tst_fourcalls.moc"
