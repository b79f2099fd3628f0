// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What gateways are told at GET /v1/authorize, and what of theirs is believed.
#include "tests/app/service/gatekeeping.h"

#include <QtTest>

#include <ifaddrs.h>

using namespace toll::test;

namespace {

const std::string everything = "?sets=id,address,endpoint,model,requests,units,reserve";

/// An IPv4 address that this machine has beside its loopback ones; empty: none.
std::string otherAddress()
{
    ifaddrs *all = nullptr;
    if (getifaddrs(&all) != 0)
        return {};
    std::string found;
    for (const ifaddrs *each = all; each && found.empty(); each = each->ifa_next) {
        if (!each->ifa_addr || each->ifa_addr->sa_family != AF_INET)
            continue;
        std::array<char, INET_ADDRSTRLEN> text{};
        inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in *>(each->ifa_addr)->sin_addr, text.data(), text.size());
        if (!std::string_view(text.data()).starts_with("127."))
            found = text.data();
    }
    freeifaddrs(all);
    return found;
}

} // namespace

class TestAuthorize : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<ServiceFolder>();
        addCustomer(*m_folder, u"Acme"_s);
    }
    void cleanup() { m_daemon.reset(); }

    void saysWhatIsLeft();
    void namesEveryRefusal_data();
    void namesEveryRefusal();
    void tellsWhenToComeAgain();
    void tellsTheTrueStatusWhereAsked();
    void takesNoWordOfTheClients();
    void takesTheWordOfTrustedPeersOnly_data();
    void takesTheWordOfTrustedPeersOnly();
    void idsOfTheGatewayCountOnce();
    void refusesFactsThatCannotBe_data();
    void refusesFactsThatCannotBe();
    void takesEndpointsAsTheyAreMeant_data();
    void takesEndpointsAsTheyAreMeant();
    void takesTheAddressTheGatewaySaw_data();
    void takesTheAddressTheGatewaySaw();
    void takesRequestsAndReservations();
    void slowsDownGuessesOfAClient();
    void answersEnvoyByAnyMethod_data();
    void answersEnvoyByAnyMethod();
    void changesHoldAtOnce();
    void speaksTheOldDialectWhereToldTo();
    void keepsNoSecret();

private:
    std::string issue(const QString &name, const QStringList &more)
    {
        return addToken(*m_folder, u"Acme"_s, name, more).secret;
    }
    void start(const QStringList &more = {})
    {
        m_daemon = std::make_unique<Daemon>(m_folder->arguments(more));
        m_client = std::make_unique<RawClient>(m_daemon->port());
    }
    Reply ask(const std::string &secret, const std::string &query = {}, const std::string &headers = {})
    {
        return m_client->ask(question(secret, query, headers));
    }
    static QString reasonOf(const Reply &reply)
    {
        return QString::fromStdString(reply.header("X-TK-Reason").value_or(reply.status == 204 ? "admitted" : "none"));
    }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<RawClient> m_client;
};

void TestAuthorize::saysWhatIsLeft()
{
    const IssuedSecret token
        = addToken(*m_folder, u"Acme"_s, u"t"_s, {u"--cap"_s, u"10/hour"_s, u"--cap"_s, u"15/day"_s, u"--lifetime"_s, u"P1D"_s});
    start();
    const Reply reply = ask(token.secret);
    QCOMPARE(reply.status, 204);
    QCOMPARE(*reply.header("X-TK-Token"), token.id);
    QVERIFY(!reply.header("X-TK-Request")->empty());
    const std::string policy = *reply.header("RateLimit-Policy");
    const std::string limit = *reply.header("RateLimit");
    // The term begins in mid-hour, so that the windows at its ends are cut: what they hold is the gate's business.
    static const QRegularExpression policies(
        uR"re(^"life";q=\d+, "hour";q=\d+;w=3600, "day";q=\d+;w=86400$)re"_s);
    static const QRegularExpression limits(
        uR"re(^"life";r=(\d+);t=\d+, "hour";r=(\d+);t=\d+, "day";r=(\d+);t=\d+$)re"_s);
    QVERIFY2(policies.match(QString::fromStdString(policy)).hasMatch(), policy.c_str());
    QVERIFY2(limits.match(QString::fromStdString(limit)).hasMatch(), limit.c_str());
    const auto left = [&](const Reply &each) {
        return limits.match(QString::fromStdString(*each.header("RateLimit"))).captured(2).toInt();
    };
    const int before = left(reply);
    QCOMPARE(left(ask(token.secret)), before - 1);
    QVERIFY(!reply.header("X-RateLimit-Limit"));
}

void TestAuthorize::namesEveryRefusal_data()
{
    QTest::addColumn<QStringList>("token");
    QTest::addColumn<QStringList>("pool");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("admitted"); // before the refusal
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("violated");
    const QStringList none;
    const auto row = [&](const char *name, const QStringList &token, const QStringList &pool, const char *headers,
                         int admitted, int status, const char *reason, const char *violated) {
        QTest::newRow(name) << token << pool << QByteArray(headers) << admitted << status << QString::fromUtf8(reason)
                            << QString::fromUtf8(violated);
    };
    row("cap", {u"--cap"_s, u"2/year"_s}, none, "", 2, 429, "over_cap", "year");
    row("cap of several units", {u"--cap"_s, u"2/3 year"_s}, none, "", 2, 429, "over_cap", "3-year");
    row("rate", {u"--rate-limit"_s, u"1/hour"_s, u"--burst"_s, u"3"_s}, none, "", 3, 429, "over_rate", "rate");
    row("pool", none, {u"--pool-cap"_s, u"1/year"_s}, "", 1, 429, "pool_cap", "pool-year");
    row("pool's rate", none, {u"--pool-rate-limit"_s, u"1/hour"_s}, "", 1, 429, "pool_rate", "pool-rate");
    row("model", {u"--allow-model"_s, u"gpt-4o*"_s}, none, "X-TK-Model: gpt-4\r\n", 0, 403, "model_not_allowed", "");
    row("model unknown", {u"--allow-model"_s, u"gpt-4o*"_s}, none, "", 0, 403, "model_not_allowed", "");
    row("endpoint", {u"--allow-endpoint"_s, u"/v1/*"_s}, none, "X-Forwarded-Uri: /v2/x\r\n", 0, 403,
        "endpoint_not_allowed", "");
    row("address", {u"--allow-ip"_s, u"10.0.0.0/8"_s}, none, "X-Forwarded-For: 192.0.2.1\r\n", 0, 403,
        "address_not_allowed", "");
}

void TestAuthorize::namesEveryRefusal()
{
    QFETCH(QStringList, token);
    QFETCH(QStringList, pool);
    QFETCH(QByteArray, headers);
    QFETCH(int, admitted);
    QFETCH(int, status);
    QFETCH(QString, reason);
    QFETCH(QString, violated);
    if (!pool.isEmpty())
        run(*m_folder, QStringList{u"customer"_s, u"set"_s, u"Acme"_s} + pool);
    const std::string secret = issue(u"t"_s, token);
    start();
    for (int i = 0; i < admitted; ++i)
        QCOMPARE(ask(secret, everything, headers.toStdString()).status, 204);
    const Reply reply = ask(secret, everything, headers.toStdString());
    QCOMPARE(reply.status, 403);
    QCOMPARE(*reply.header("X-TK-Status"), std::to_string(status));
    QCOMPARE(reasonOf(reply), reason);
    QCOMPARE(*reply.header("X-TK-Problem"), reply.body);
    QCOMPARE(*reply.header("Content-Type"), "application/problem+json");
    const toll::Json problem = jsonOf(reply);
    QCOMPARE(problem.find("status")->toInt64().value_or(0), status);
    QCOMPARE(textOf(problem, "code"), reason.toStdString());
    QVERIFY(!textOf(problem, "detail").empty());
    const toll::Json *names = problem.find("violated-policies");
    QCOMPARE(names != nullptr, !violated.isEmpty());
    QCOMPARE(reply.header("Retry-After").has_value(), !violated.isEmpty());
    if (names != nullptr) {
        QCOMPARE(*names->asArray()->front().asString(), violated.toStdString());
        QCOMPARE(textOf(problem, "type"), "https://iana.org/assignments/http-problem-types#quota-exceeded");
        QVERIFY(reply.header("RateLimit")->contains('"' + violated.toStdString() + "\";r=0;t="));
    }
}

void TestAuthorize::tellsWhenToComeAgain()
{
    const std::string secret = issue(u"t"_s, {u"--rate-limit"_s, u"1/hour"_s});
    start();
    QCOMPARE(ask(secret).status, 204);
    const int seconds = QByteArray::fromStdString(ask(secret).header("Retry-After").value_or("0")).toInt();
    QVERIFY2(seconds > 3500 && seconds <= 3600, qPrintable(QString::number(seconds)));
}

void TestAuthorize::tellsTheTrueStatusWhereAsked()
{
    const std::string secret = issue(u"t"_s, {u"--cap"_s, u"1/year"_s});
    const std::string scoped = issue(u"s"_s, {u"--allow-model"_s, u"m"_s});
    start();
    QCOMPARE(ask({}).status, 401);
    QCOMPARE(*ask({}).header("WWW-Authenticate"), R"(Bearer realm="tollkeeper")");
    QCOMPARE(reasonOf(ask({})), u"no_key"_s);
    QCOMPARE(ask("nobody's").status, 401);
    QVERIFY(ask("nobody's").header("WWW-Authenticate")->contains("invalid_token"));
    QCOMPARE(ask(secret, "?status=true").status, 204);
    QCOMPARE(ask(secret, "?status=true").status, 429);
    QCOMPARE(ask(secret, "?status=false").status, 403);
    QCOMPARE(ask(scoped, "?status=true").status, 403);
    m_client->send("HEAD /v1/authorize?status=true HTTP/1.1\r\nHost: x\r\nAuthorization: bearer " + secret + "\r\n\r\n");
    QCOMPARE(m_client->receive(true).status, 429);
}

/// Whatever headers come, nothing but the key counts as long as the gateway's settings do not name it.
void TestAuthorize::takesNoWordOfTheClients()
{
    const std::string secret = issue(u"t"_s, {u"--cap"_s, u"4/year"_s, u"--allow-endpoint"_s, u"/v1/*"_s});
    const std::string open = issue(u"o"_s, {u"--cap"_s, u"4/year"_s});
    start();
    const std::string headers = "X-Request-Id: same\r\nX-Forwarded-Uri: /v1/x\r\nX-TK-Requests: 9\r\nX-TK-Reserve: 9\r\n";
    QCOMPARE(reasonOf(ask(secret, {}, headers)), u"endpoint_not_allowed"_s);
    QCOMPARE(ask(secret, "?sets=endpoint", headers).status, 204);
    for (int i = 0; i < 4; ++i) { // the same id four times: it is nobody's but the client's
        const Reply reply = ask(open, {}, headers);
        QCOMPARE(reply.status, 204);
        QCOMPARE(*reply.header("X-Request-Id"), "same");
        QVERIFY(*reply.header("X-TK-Request") != "same");
    }
    QCOMPARE(reasonOf(ask(open, {}, headers)), u"over_cap"_s);
}

void TestAuthorize::takesTheWordOfTrustedPeersOnly_data()
{
    QTest::addColumn<bool>("isTrusted");
    QTest::newRow("stranger") << false;
    QTest::newRow("named by --trusted-proxy") << true;
}

void TestAuthorize::takesTheWordOfTrustedPeersOnly()
{
    QFETCH(bool, isTrusted);
    const std::string address = otherAddress();
    if (address.empty())
        QSKIP("this machine has no address but loopback ones");
    const std::string secret = issue(u"t"_s, {u"--cap"_s, u"3/year"_s});
    start(isTrusted ? QStringList{u"--trusted-proxy"_s, QString::fromStdString(address + "/32")} : QStringList());
    RawClient peer(m_daemon->port(), address.c_str());
    QVERIFY(peer.isConnected());
    const std::string asked = question(secret, "?sets=id,requests", "X-Request-Id: one\r\nX-TK-Requests: 3\r\n");
    const Reply first = peer.ask(asked);
    QCOMPARE(first.status, 204);
    QCOMPARE(*first.header("X-TK-Request") == "one", isTrusted);
    QVERIFY(first.header("RateLimit")->contains(isTrusted ? ";r=0;" : ";r=2;"));
    QCOMPARE(peer.ask(asked).status, 204); // the gateway's id again, or the stranger's second request
    QCOMPARE(ask(secret).status, isTrusted ? 403 : 204);
}

void TestAuthorize::idsOfTheGatewayCountOnce()
{
    const std::string secret = issue(u"t"_s, {u"--cap"_s, u"2/year"_s});
    const std::string other = issue(u"o"_s, {});
    start();
    for (int i = 0; i < 5; ++i) {
        const Reply reply = ask(secret, "?sets=id", "X-Request-Id: one\r\n");
        QCOMPARE(reply.status, 204);
        QCOMPARE(*reply.header("X-TK-Request"), "one");
        QVERIFY(reply.header("RateLimit")->contains("\"year\";r=1;"));
    }
    QCOMPARE(reasonOf(ask(other, "?sets=id", "X-Request-Id: one\r\n")), u"request_id_taken"_s);
    QCOMPARE(ask(secret, "?sets=id", "X-Request-Id: two\r\n").status, 204);
    QCOMPARE(reasonOf(ask(secret, "?sets=id", "X-Request-Id: three\r\n")), u"over_cap"_s);
    QCOMPARE(ask(secret, "?sets=id", "X-Request-Id: two\r\n").status, 204);
}

void TestAuthorize::refusesFactsThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("headers");
    const QByteArray all = QByteArray::fromStdString(everything);
    QTest::newRow("a fact nobody knows") << QByteArray("?sets=id,color") << QByteArray();
    QTest::newRow("an id with spaces") << all << QByteArray("X-Request-Id: a b\r\n");
    QTest::newRow("an id too long") << all << "X-Request-Id: " + QByteArray(129, 'x') + "\r\n";
    QTest::newRow("no number of requests") << all << QByteArray("X-TK-Requests: many\r\n");
    QTest::newRow("no requests") << all << QByteArray("X-TK-Requests: 0\r\n");
    QTest::newRow("too many requests") << all << QByteArray("X-TK-Requests: 1000000001\r\n");
    QTest::newRow("negative units") << all << QByteArray("X-TK-Output-Units: -1\r\n");
    QTest::newRow("units and more") << all << QByteArray("X-TK-Input-Units: 1, 2\r\n");
    QTest::newRow("a reservation of no time") << all << QByteArray("X-TK-Reserve: 0\r\n");
    QTest::newRow("a reservation for years") << all << QByteArray("X-TK-Reserve: 99999999\r\n");
    QTest::newRow("a model that is no text") << all << QByteArray("X-TK-Model: \xff\r\n");
}

void TestAuthorize::refusesFactsThatCannotBe()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, headers);
    const std::string secret = issue(u"t"_s, {u"--cap"_s, u"1/year"_s});
    start();
    const Reply reply = ask(secret, query.toStdString(), headers.toStdString());
    QCOMPARE(reply.status, 400); // which no gateway takes for leave
    QCOMPARE(reasonOf(reply), u"bad_request"_s);
    QCOMPARE(ask(secret).status, 204); // nothing was counted
}

void TestAuthorize::takesEndpointsAsTheyAreMeant_data()
{
    QTest::addColumn<QByteArray>("uri");
    QTest::addColumn<bool>("passes");
    const auto row = [](const char *uri, bool passes) { QTest::newRow(uri) << QByteArray(uri) << passes; };
    row("/public/a", true);
    row("/public/a?x=/admin", true);
    row("/public/../admin", false);
    row("/public/%2e%2e/admin", false);
    row("/public/..%2fadmin", false);
    row("/admin", false);
    row("/admin?/public/a", false);
    row("/./public/a", true);
    row("//public//a", true);
    row("/x/../public/a", true);
    row("/%70ublic/a", true);
    row("/public/%", false);
    row("/public/%zz", false);
    row("/public/%00", false);
    row("/public/%ff", false);
    row("public/a", false);
    row("*", false);
    row("/../../public/a", true);
}

void TestAuthorize::takesEndpointsAsTheyAreMeant()
{
    QFETCH(QByteArray, uri);
    QFETCH(bool, passes);
    const std::string secret = issue(u"t"_s, {u"--allow-endpoint"_s, u"/public/a*"_s});
    start();
    const Reply reply = ask(secret, "?sets=endpoint", "X-Forwarded-Uri: " + uri.toStdString() + "\r\n");
    QCOMPARE(reasonOf(reply), passes ? u"admitted"_s : u"endpoint_not_allowed"_s);
}

void TestAuthorize::takesTheAddressTheGatewaySaw_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("passes");
    const QByteArray sets("?sets=address");
    QTest::newRow("one") << sets << QByteArray("X-Forwarded-For: 10.1.2.3\r\n") << true;
    QTest::newRow("the last of several") << sets << QByteArray("X-Forwarded-For: 192.0.2.1, 10.1.2.3\r\n") << true;
    QTest::newRow("not the first of several") << sets << QByteArray("X-Forwarded-For: 10.1.2.3, 192.0.2.1\r\n") << false;
    QTest::newRow("with a port") << sets << QByteArray("X-Forwarded-For: 10.1.2.3:4711\r\n") << true;
    QTest::newRow("IPv6") << sets << QByteArray("X-Forwarded-For: 2001:db8::7\r\n") << true;
    QTest::newRow("IPv6 with a port") << sets << QByteArray("X-Forwarded-For: [2001:db8::7]:4711\r\n") << true;
    QTest::newRow("IPv4 within IPv6") << sets << QByteArray("X-Forwarded-For: ::ffff:10.1.2.3\r\n") << true;
    QTest::newRow("none that can be read") << sets << QByteArray("X-Forwarded-For: unknown\r\n") << false;
    QTest::newRow("none") << sets << QByteArray() << false;
    QTest::newRow("not the gateway's word") << QByteArray() << QByteArray("X-Forwarded-For: 10.1.2.3\r\n") << false;
}

void TestAuthorize::takesTheAddressTheGatewaySaw()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, headers);
    QFETCH(bool, passes);
    const std::string secret
        = issue(u"t"_s, {u"--allow-ip"_s, u"10.0.0.0/8"_s, u"--allow-ip"_s, u"2001:db8::/32"_s});
    start();
    QCOMPARE(reasonOf(ask(secret, query.toStdString(), headers.toStdString())),
        passes ? u"admitted"_s : u"address_not_allowed"_s);
}

void TestAuthorize::takesRequestsAndReservations()
{
    const std::string secret = issue(u"t"_s, {u"--cap"_s, u"10/year"_s});
    start();
    QCOMPARE(ask(secret, everything, "X-Request-Id: a\r\nX-TK-Requests: 7\r\nX-TK-Reserve: 60\r\n").status, 204);
    QCOMPARE(reasonOf(ask(secret, everything, "X-TK-Requests: 4\r\n")), u"over_cap"_s);
    ApiClient api(m_daemon->port(), m_folder->key);
    QCOMPARE(api.ask("POST", "/v1/requests/a/completion", R"({"requests":2,"status":200})").status, 204);
    const Reply reply = ask(secret, everything, "X-TK-Requests: 8\r\n");
    QCOMPARE(reply.status, 204);
    QVERIFY(reply.header("RateLimit")->contains("\"year\";r=0;"));
}

void TestAuthorize::slowsDownGuessesOfAClient()
{
    const std::string secret = issue(u"t"_s, {});
    start();
    const auto guess = [&](const std::string &address) {
        return ask("guess", "?sets=address&status=true", "X-Forwarded-For: " + address + "\r\n");
    };
    int guesses = 0;
    while (guess("192.0.2.1").status == 401)
        ++guesses;
    QCOMPARE(guesses, 20);
    const Reply slowed = guess("192.0.2.1");
    QCOMPARE(slowed.status, 429);
    QCOMPARE(reasonOf(slowed), u"too_many_wrong_keys"_s);
    QVERIFY(slowed.header("Retry-After"));
    QCOMPARE(guess("192.0.2.2").status, 401); // another client of the same gateway
    QCOMPARE(ask(secret, "?sets=address", "X-Forwarded-For: 192.0.2.1\r\n").status, 204);
}

void TestAuthorize::answersEnvoyByAnyMethod_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"})
        QTest::newRow(method) << QByteArray(method) << QByteArray("/public/a?sets=id,requests&status=false") << 200;
    QTest::newRow("not this endpoint") << QByteArray("GET") << QByteArray("/admin") << 403;
    QTest::newRow("a path that is none") << QByteArray("POST") << QByteArray("/public/%2e%2e/admin") << 400;
    QTest::newRow("root") << QByteArray("OPTIONS") << QByteArray("/") << 403;
}

void TestAuthorize::answersEnvoyByAnyMethod()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    const std::string secret = issue(u"t"_s, {u"--cap"_s, u"1/year"_s, u"--allow-endpoint"_s, u"/public/*"_s});
    start();
    const std::string request = method.toStdString() + " /v1/authorize" + path.toStdString()
        + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nAuthorization: Bearer " + secret
        + "\r\nX-Request-Id: same\r\nX-TK-Requests: 5\r\n\r\n";
    QCOMPARE(m_client->ask(request).status, status);
    if (status == 200)
        QCOMPARE(m_client->ask(request).status, 429); // its query and its headers are the client's
}

/// What was changed holds for the next request after the answer to the change, without a restart.
void TestAuthorize::changesHoldAtOnce()
{
    const IssuedSecret token = addToken(*m_folder, u"Acme"_s, u"t"_s, {});
    start();
    ApiClient desk(m_daemon->port(), m_folder->key);
    const std::string path = "/v1/tokens/" + token.id;
    QCOMPARE(ask(token.secret).status, 204);
    QCOMPARE(desk.post(path + "/suspend", {}).status, 200);
    const Reply reply = ask(token.secret);
    QCOMPARE(reasonOf(reply), u"suspended"_s);
    QCOMPARE(textOf(jsonOf(reply), "type"), "urn:problem-type:tollkeeper:suspended");
    QCOMPARE(desk.post(path + "/resume", {}).status, 200);
    QCOMPARE(ask(token.secret).status, 204);
    const std::string next = textOf(jsonOf(desk.post(path + "/rotate", {})), "secret");
    QCOMPARE(reasonOf(ask(token.secret)), u"unknown_key"_s);
    QCOMPARE(ask(next).status, 204);
    const std::string etag = *desk.get(path).header("ETag");
    QCOMPARE(desk.ask("DELETE", path, {}, "If-Match: " + etag + "\r\n").status, 204);
    QCOMPARE(reasonOf(ask(next)), u"revoked"_s);
}

void TestAuthorize::speaksTheOldDialectWhereToldTo()
{
    const std::string secret = issue(u"t"_s, {u"--cap"_s, u"5/year"_s, u"--rate-limit"_s, u"1/hour"_s, u"--burst"_s, u"3"_s});
    start({u"--old-rate-limit-headers"_s});
    const Reply reply = ask(secret);
    QCOMPARE(*reply.header("X-RateLimit-Limit"), "3"); // the nearest to its end
    QCOMPARE(*reply.header("X-RateLimit-Remaining"), "2");
    QCOMPARE(*reply.header("X-RateLimit-Reset"), "3600");
}

void TestAuthorize::keepsNoSecret()
{
    const std::string secret = issue(u"t"_s, {});
    start({u"--log-level"_s, u"debug"_s});
    QCOMPARE(ask(secret).status, 204);
    ApiClient api(m_daemon->port(), m_folder->key);
    const std::string body = R"({"key":")" + secret + R"("})";
    QCOMPARE(api.ask("POST", "/v1/verify", body).status, 200);
    m_daemon->signal(SIGTERM);
    QCOMPARE(m_daemon->code(), 0);
    QVERIFY(!m_daemon->errors().contains(secret.c_str() + 10));
    QCOMPARE(m_folder->filesWith(QByteArray::fromStdString(secret)), QStringList());
}

QTEST_GUILESS_MAIN(TestAuthorize)
#include "tst_authorize.moc"
