// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testserver.h"

#include <QtTest>

using namespace toll;
using namespace toll::test;

namespace {

/// The ends of lines that differ between programs are how requests are smuggled: they are written out here.
const std::string start = "POST /echo HTTP/1.1\r\nHost: x\r\n";

} // namespace

class TestSmuggling : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_server = std::make_unique<TestServer>(echoRouter()); }
    void cleanupTestCase() { m_server.reset(); }
    void refusesAndCloses_data();
    void refusesAndCloses();
    void nothingBehindARefusedRequestIsAnswered();
    void takesWhatIsRight_data();
    void takesWhatIsRight();
    void takesBodiesInAnyPieces_data();
    void takesBodiesInAnyPieces();
    void trailersSayNothing();
    void answersPipelinedRequestsInTheirOrder();

private:
    std::unique_ptr<TestServer> m_server;
};

void TestSmuggling::refusesAndCloses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const std::string &bytes, int status) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << status;
    };
    row("both lengths", start + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("both lengths, the other way", start + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400);
    row("length twice", start + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400);
    row("length twice, the same", start + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400);
    row("lengths in a list", start + "Content-Length: 3, 3\r\n\r\nabc", 400);
    row("length with a sign", start + "Content-Length: +3\r\n\r\nabc", 400);
    row("negative length", start + "Content-Length: -1\r\n\r\n", 400);
    row("hexadecimal length", start + "Content-Length: 0x3\r\n\r\nabc", 400);
    row("length in words", start + "Content-Length: three\r\n\r\nabc", 400);
    row("empty length", start + "Content-Length: \r\n\r\n", 400);
    row("length beyond 64 bits", start + "Content-Length: 99999999999999999999\r\n\r\n", 400);
    row("chunked twice", start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("chunked, chunked", start + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 501);
    row("other coding", start + "Transfer-Encoding: gzip\r\n\r\n", 501);
    row("gzip, chunked", start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501);
    row("chunked last but one", start + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 501);
    row("coding that looks alike", start + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501);
    row("coding with a vertical tab", start + "Transfer-Encoding: \x0b" "chunked\r\n\r\n0\r\n\r\n", 400);
    row("coding of HTTP/1.0", "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("space before the colon", start + "Content-Length : 3\r\n\r\nabc", 400);
    row("space before the name", "POST /echo HTTP/1.1\r\n Host: x\r\n\r\n", 400);
    row("folded header", start + "X-A: b\r\n c\r\n\r\n", 400);
    row("folded header, tab", start + "X-A: b\r\n\tc\r\n\r\n", 400);
    row("folded length", start + "Content-Length:\r\n 3\r\n\r\nabc", 400);
    row("LF alone", "GET /fast HTTP/1.1\nHost: x\n\n", 400);
    row("LF alone in a header", "GET /fast HTTP/1.1\r\nHost: x\nX-A: b\r\n\r\n", 400);
    row("LF alone at the end", "GET /fast HTTP/1.1\r\nHost: x\r\n\n", 400);
    row("CR alone", "GET /fast HTTP/1.1\r\nHost: x\rX-A: b\r\n\r\n", 400);
    row("NUL in a value", "GET /fast HTTP/1.1\r\nHost: x" + std::string(1, '\0') + "y\r\n\r\n", 400);
    row("no name", "GET /fast HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", 400);
    row("no colon", "GET /fast HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n", 400);
    row("odd name", "GET /fast HTTP/1.1\r\nHost: x\r\nX(A): y\r\n\r\n", 400);
    row("no host", "GET /fast HTTP/1.1\r\n\r\n", 400);
    row("two hosts", "GET /fast HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400);
    row("two keys", "GET /fast HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n", 400);
    row("no version", "GET /fast\r\n\r\n", 400);
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("HTTP/1.2", "GET /fast HTTP/1.2\r\nHost: x\r\n\r\n", 505);
    row("version in lower case", "GET /fast http/1.1\r\nHost: x\r\n\r\n", 505);
    row("two spaces", "GET  /fast HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("tab in the line", "GET\t/fast HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("relative address", "GET fast HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("bad escape", "GET /fa%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("TLS to a plain port", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400);
    const std::string chunked = start + "Transfer-Encoding: chunked\r\n\r\n";
    row("no size of a chunk", chunked + "\r\nabc\r\n0\r\n\r\n", 400);
    row("negative size", chunked + "-3\r\nabc\r\n0\r\n\r\n", 400);
    row("size with a prefix", chunked + "0x3\r\nabc\r\n0\r\n\r\n", 400);
    row("size beyond 64 bits", chunked + "fffffffffffffffff\r\nabc\r\n0\r\n\r\n", 400);
    row("chunk longer than its size", chunked + "3\r\nabcd\r\n0\r\n\r\n", 400);
    row("LF behind a size", chunked + "3\nabc\r\n0\r\n\r\n", 400);
    row("LF behind a chunk", chunked + "3\r\nabc\n0\r\n\r\n", 400);
    row("long extension", chunked + "3;a=" + std::string(300, 'b') + "\r\nabc\r\n0\r\n\r\n", 400);
    row("endless size", chunked + std::string(40'000, '0'), 400);
    row("length in a trailer", chunked + "3\r\nabc\r\n0\r\nContent-Length: 5\r\n\r\n", 400);
    row("other expectation", start + "Expect: 200-ok\r\nContent-Length: 1\r\n\r\n", 417);
}

void TestSmuggling::refusesAndCloses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    RawClient client(m_server->port);
    client.send(bytes.toStdString());
    const Reply reply = client.receive();
    QCOMPARE(reply.status, status);
    QVERIFY(reply.isLast());
    QCOMPARE(*reply.header("Content-Type"), "application/problem+json");
    QVERIFY(reply.header("X-Request-Id"));
    client.endSending();
    QVERIFY(client.isClosed());
}

void TestSmuggling::nothingBehindARefusedRequestIsAnswered()
{
    RawClient client(m_server->port);
    client.send(start + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + get("/fast"));
    QCOMPARE(client.receive().status, 400);
    client.endSending();
    QCOMPARE(client.receive().status, 0);
}

void TestSmuggling::takesWhatIsRight_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const std::string &bytes, const char *body) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(body);
    };
    row("length", start + "Content-Length: 3\r\n\r\nabc", "abc");
    row("no body", start + "\r\n", "");
    row("chunks", start + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "abcde");
    row("case and space", start + "tRANSFER-eNCODING:\t chunKed \r\n\r\nA\r\n0123456789\r\n0\r\n\r\n", "0123456789");
    row("no chunk", start + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "");
    row("trailer", start + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n", "a");
    row("whole address", "POST http://x/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na", "a");
    row("HTTP/1.0", "POST /echo HTTP/1.0\r\nContent-Length: 1\r\n\r\na", "a");
    row("empty lines before", "\r\n\r\n" + start + "Content-Length: 1\r\n\r\na", "a");
    row("identity", start + "Content-Encoding: identity\r\nContent-Length: 1\r\n\r\na", "a");
}

void TestSmuggling::takesWhatIsRight()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    RawClient client(m_server->port);
    const Reply reply = client.ask(bytes.toStdString());
    QCOMPARE(reply.status, 200);
    QCOMPARE(QByteArray::fromStdString(reply.body), body);
}

void TestSmuggling::takesBodiesInAnyPieces_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 2, 3, 7, 64, 1000, 5000, 20'000})
        QTest::addRow("%d bytes at a time", piece) << piece;
}

void TestSmuggling::takesBodiesInAnyPieces()
{
    QFETCH(int, piece);
    const std::size_t size = piece < 100 ? 2'000 : 60'000;
    std::string body(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
        body[i] = static_cast<char>('a' + i % 23);
    std::string chunked;
    for (std::size_t at = 0; at < size; at += 700) {
        const std::string part = body.substr(at, 700);
        chunked += QByteArray::number(static_cast<qulonglong>(part.size()), 16).toStdString() + "\r\n" + part + "\r\n";
    }
    chunked += "0\r\n\r\n";
    const std::string filler = "X-Filler: " + std::string(3'000, 'f') + "\r\n";
    RawClient client(m_server->port);
    for (const std::string &bytes : {post("/echo", body, filler),
             start + filler + "Transfer-Encoding: chunked\r\n\r\n" + chunked, post("/slow", body)}) {
        for (std::size_t at = 0; at < bytes.size(); at += static_cast<std::size_t>(piece))
            QVERIFY(client.send(std::string_view(bytes).substr(at, static_cast<std::size_t>(piece))));
        const Reply reply = client.receive();
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.body == body);
    }
}

void TestSmuggling::trailersSayNothing()
{
    http::Router router;
    router.fast(http::Method::Post, "/key", [](const http::Request &request, http::Response &response) {
        response.content(200, "text/plain", request.header("X-Key").value_or("none"));
    });
    TestServer server(std::move(router));
    RawClient client(server.port);
    const Reply reply = client.ask(
        "POST /key HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Key: root\r\n\r\n");
    QCOMPARE(reply.body, "none");
}

void TestSmuggling::answersPipelinedRequestsInTheirOrder()
{
    constexpr int count = 200;
    std::string all;
    for (int i = 0; i < count; ++i)
        all += post(i % 3 == 0 ? "/slow" : "/echo", std::to_string(i));
    RawClient client(m_server->port);
    std::thread sender([&] { client.send(all); });
    for (int i = 0; i < count; ++i)
        QCOMPARE(client.receive().body, std::to_string(i));
    sender.join();
}

QTEST_APPLESS_MAIN(TestSmuggling)
#include "tst_smuggling.moc"
