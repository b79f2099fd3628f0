// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/jsonbody.h"
#include "core/server/response.h"

#include <QtTest>

using namespace toll;
using namespace toll::http;

namespace {

std::string wireOf(const Response &response, const Envelope &envelope)
{
    std::string wire;
    write(response, envelope, wire);
    return wire;
}

} // namespace

class TestProblem : public QObject {
    Q_OBJECT

private slots:
    void saysWhatRfc9457Names();
    void leavesOutWhatThereIsNotAndTakesMore();
    void namesEveryErrorByItsStatus_data();
    void namesEveryErrorByItsStatus();
    void pointsAtFaults();
    void keepsTheServersOwnFaultsToItself();
    void readsMediaTypes_data();
    void readsMediaTypes();
    void readsJsonBodies_data();
    void readsJsonBodies();
    void keepsTheTextOfNumbers();
    void writesResponses();
    void headersCannotBeSplit();
};

void TestProblem::saysWhatRfc9457Names()
{
    Problem problem{.status = 404, .detail = "No such token.", .instance = "/v1/tokens/7"};
    QCOMPARE(problem.toJson().dump(),
        R"({"type":"about:blank","title":"Not Found","status":404,"detail":"No such token.",)"
        R"("instance":"/v1/tokens/7"})");
}

void TestProblem::leavesOutWhatThereIsNotAndTakesMore()
{
    Problem problem{.status = 429, .type = "https://iana.org/assignments/http-problem-types#quota-exceeded"};
    Json policies;
    policies.append("minute");
    problem.extra.emplace_back("violated-policies", policies);
    QCOMPARE(problem.toJson().dump(),
        R"({"type":"https://iana.org/assignments/http-problem-types#quota-exceeded","title":"Too Many Requests",)"
        R"("status":429,"violated-policies":["minute"]})");
    Response response;
    response.header("ETag", "\"1\"");
    response.problem(Problem{.status = 503}.with("Retry-After", "1"));
    QVERIFY(response.hasHeader("retry-after"));
    QVERIFY(!response.hasHeader("ETag")); // what was begun before it failed is gone
    QVERIFY(response.headers().contains("Content-Type: application/problem+json\r\n"));
}

void TestProblem::namesEveryErrorByItsStatus_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("syntax") << ErrorCode::Syntax << 400 << QByteArray("syntax");
    QTest::newRow("missing") << ErrorCode::Missing << 422 << QByteArray("missing");
    QTest::newRow("out of range") << ErrorCode::OutOfRange << 422 << QByteArray("out-of-range");
    QTest::newRow("not found") << ErrorCode::NotFound << 404 << QByteArray("not-found");
    QTest::newRow("conflict") << ErrorCode::Conflict << 409 << QByteArray("conflict");
    QTest::newRow("exists") << ErrorCode::AlreadyExists << 409 << QByteArray("already-exists");
    QTest::newRow("closed") << ErrorCode::PeriodClosed << 409 << QByteArray("period-closed");
    QTest::newRow("locked") << ErrorCode::Locked << 503 << QByteArray("locked");
    QTest::newRow("database") << ErrorCode::Database << 500 << QByteArray("database");
    QTest::newRow("damaged") << ErrorCode::Damaged << 500 << QByteArray("damaged");
}

void TestProblem::namesEveryErrorByItsStatus()
{
    QFETCH(ErrorCode, code);
    QFETCH(int, status);
    QFETCH(QByteArray, name);
    const Problem problem = problemOf(Error{code, "where", "found", "expected"});
    QCOMPARE(problem.status, status);
    QCOMPARE(QByteArray::fromStdString(problem.type), "urn:problem-type:tollkeeper:" + name);
}

void TestProblem::pointsAtFaults()
{
    const Error error{ErrorCode::OutOfRange, "/cap/limit", "-1", "0 or more"};
    const Problem one = problemOf(error, "The cap is negative.");
    QCOMPARE(one.detail, "The cap is negative.");
    QCOMPARE(one.errors.size(), 1U);
    QCOMPARE(one.errors[0].pointer, "/cap/limit");
    const Problem bare = problemOf(error);
    QCOMPARE(bare.detail, "/cap/limit: found -1, expected 0 or more");
    const Problem all = problemOf(std::vector<Error>{error, {ErrorCode::Missing, "/name", {}, {}}},
        [](const Error &each) { return each.where + " is wrong."; });
    QCOMPARE(all.status, 422);
    QCOMPARE(all.toJson().find("errors")->dump(),
        R"([{"pointer":"/cap/limit","detail":"/cap/limit is wrong."},{"pointer":"/name","detail":"/name is wrong."}])");
}

void TestProblem::keepsTheServersOwnFaultsToItself()
{
    const Problem problem = problemOf(Error{ErrorCode::Io, "store", "/srv/secret/work.toll", "disk full"});
    QVERIFY(!problem.toJson().dump().contains("secret"));
    QCOMPARE(problem.detail, "");
}

void TestProblem::readsMediaTypes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("read"); // type;charset, or nothing
    QTest::newRow("plain") << QByteArray("application/json") << QByteArray("application/json;");
    QTest::newRow("case") << QByteArray("Application/JSON; Charset=\"UTF-8\"") << QByteArray("application/json;utf-8");
    QTest::newRow("more") << QByteArray("a/b ; x=y;charset=latin1 ;") << QByteArray("a/b;latin1");
    QTest::newRow("suffix") << QByteArray("application/merge-patch+json")
        << QByteArray("application/merge-patch+json;");
    QTest::newRow("no slash") << QByteArray("json") << QByteArray();
    QTest::newRow("empty") << QByteArray("") << QByteArray();
    QTest::newRow("space inside") << QByteArray("application / json") << QByteArray();
    QTest::newRow("bad parameter") << QByteArray("a/b; charset") << QByteArray();
}

void TestProblem::readsMediaTypes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, read);
    const auto media = parseMediaType({text.data(), static_cast<std::size_t>(text.size())});
    QCOMPARE(media ? QByteArray::fromStdString(media->type + ";" + media->charset) : QByteArray(), read);
}

void TestProblem::readsJsonBodies_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status"); // 0: taken
    QTest::newRow("taken") << QByteArray("application/json") << QByteArray("{\"a\":1}") << 0;
    QTest::newRow("in UTF-8") << QByteArray("application/json; charset=utf-8") << QByteArray("[]") << 0;
    QTest::newRow("other charset") << QByteArray("application/json; charset=utf-16") << QByteArray("[]") << 415;
    QTest::newRow("other type") << QByteArray("text/plain") << QByteArray("{}") << 415;
    QTest::newRow("no type") << QByteArray() << QByteArray("{}") << 415;
    QTest::newRow("empty") << QByteArray("application/json") << QByteArray() << 400;
    QTest::newRow("cut off") << QByteArray("application/json") << QByteArray("{\"a\":") << 400;
    QTest::newRow("key twice") << QByteArray("application/json") << QByteArray("{\"a\":1,\"a\":2}") << 400;
    QTest::newRow("deep") << QByteArray("application/json") << QByteArray(65, '[') + QByteArray(65, ']') << 400;
    QTest::newRow("very deep") << QByteArray("application/json") << QByteArray(100'000, '[') << 400;
    QTest::newRow("no UTF-8") << QByteArray("application/json") << QByteArray("\"\xff\"") << 400;
    QTest::newRow("NaN") << QByteArray("application/json") << QByteArray("NaN") << 400;
}

void TestProblem::readsJsonBodies()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    Request request;
    if (!type.isNull())
        request.headers.push_back({"content-type", {type.data(), static_cast<std::size_t>(type.size())}});
    request.body = {body.data(), static_cast<std::size_t>(body.size())};
    const auto json = readJson(request);
    QCOMPARE(json ? 0 : json.error().status, status);
    if (status == 415)
        QCOMPARE(json.error().headers.at(0).first, "Accept");
}

void TestProblem::keepsTheTextOfNumbers()
{
    Request request;
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = R"({"rate":0.00150000000000000000001})";
    const auto json = readJson(request);
    QVERIFY(json);
    QCOMPARE(json->find("rate")->asNumber()->text, "0.00150000000000000000001");
}

void TestProblem::writesResponses()
{
    Response response;
    const Envelope plain{.requestId = "r1", .date = "D"};
    QCOMPARE(wireOf(response, plain), "HTTP/1.1 204 No Content\r\nDate: D\r\nX-Request-Id: r1\r\n\r\n");
    response.header("ETag", "\"7\"").content(200, "text/plain", "hello");
    const std::string head = "HTTP/1.1 200 OK\r\nDate: D\r\nX-Request-Id: r1\r\nETag: \"7\"\r\n"
                             "Content-Type: text/plain\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Length: 5\r\n";
    QCOMPARE(wireOf(response, plain), head + "\r\nhello");
    QCOMPARE(wireOf(response, {.requestId = "r1", .date = "D", .isLast = true, .isHead = true}),
        head + "Connection: close\r\n\r\n");
    QCOMPARE(wireOf(response, {.requestId = "r1", .date = "D", .isHttp10 = true}),
        head + "Connection: keep-alive\r\n\r\nhello");
    response.status = 304;
    QVERIFY(!wireOf(response, plain).contains("hello"));
    QCOMPARE(httpDate(784111777), "Sun, 06 Nov 1994 08:49:37 GMT"); // the example of RFC 9110
}

void TestProblem::headersCannotBeSplit()
{
    Response response;
    response.header("Location", "/a\r\nSet-Cookie: x=1\n\x01");
    QCOMPARE(std::string(response.headers()), "Location: /a  Set-Cookie: x=1  \r\n");
}

QTEST_APPLESS_MAIN(TestProblem)
#include "tst_problem.moc"
