// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/router.h"

#include <QtTest>

using namespace toll;
using namespace toll::http;

namespace {

Handler none()
{
    return [](const Request &, Response &) {};
}

Router routerOfTests()
{
    Router router;
    router.slow(Method::Get, "/v1/tokens", none())
        .slow(Method::Post, "/v1/tokens", none())
        .slow(Method::Get, "/v1/tokens/{id}", none())
        .slow(Method::Delete, "/v1/tokens/{id}", none())
        .slow(Method::Get, "/v1/tokens/latest", none())
        .slow(Method::Post, "/v1/tokens/{id}/grants/{grant}", none())
        .fast(Method::Get, "/v1/authorize", none())
        .fast(Method::Post, "/v1/authorize", none())
        .fast(Method::Get, "/", none())
        .any("/v1/authorize/{path...}", none());
    return router;
}

} // namespace

class TestRouter : public QObject {
    Q_OBJECT

private slots:
    void findsPlacesAndRoutes_data();
    void findsPlacesAndRoutes();
    void givesParameters();
    void saysWhatIsAllowed();
    void refusesTheSameRouteTwice();
    void countsRoutesInTheirOrder();
};

void TestRouter::findsPlacesAndRoutes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("pattern"); // empty: no such place
    QTest::addColumn<bool>("hasRoute");
    QTest::newRow("plain") << QByteArray("GET") << QByteArray("/v1/tokens?x=1") << QByteArray("/v1/tokens") << true;
    QTest::newRow("root") << QByteArray("GET") << QByteArray("/") << QByteArray("/") << true;
    QTest::newRow("other method") << QByteArray("POST") << QByteArray("/v1/tokens") << QByteArray("/v1/tokens") << true;
    QTest::newRow("no such method") << QByteArray("PUT") << QByteArray("/v1/tokens") << QByteArray("/v1/tokens")
        << false;
    QTest::newRow("unknown method") << QByteArray("BREW") << QByteArray("/v1/tokens") << QByteArray("/v1/tokens")
        << false;
    QTest::newRow("case of the method counts") << QByteArray("get") << QByteArray("/v1/tokens")
        << QByteArray("/v1/tokens") << false;
    QTest::newRow("HEAD by GET") << QByteArray("HEAD") << QByteArray("/v1/tokens/7") << QByteArray("/v1/tokens/{id}")
        << true;
    QTest::newRow("no HEAD by POST") << QByteArray("HEAD") << QByteArray("/v1/tokens/7/grants/1")
        << QByteArray("/v1/tokens/{id}/grants/{grant}") << false;
    QTest::newRow("name") << QByteArray("DELETE") << QByteArray("/v1/tokens/7") << QByteArray("/v1/tokens/{id}")
        << true;
    QTest::newRow("written out wins") << QByteArray("GET") << QByteArray("/v1/tokens/latest")
        << QByteArray("/v1/tokens/latest") << true;
    QTest::newRow("written out wins, escaped") << QByteArray("GET") << QByteArray("/v1/tokens/l%61test")
        << QByteArray("/v1/tokens/latest") << true;
    QTest::newRow("escaped plain") << QByteArray("GET") << QByteArray("/v1/%61uthorize") << QByteArray("/v1/authorize")
        << true;
    QTest::newRow("names are not empty") << QByteArray("GET") << QByteArray("/v1/tokens/") << QByteArray("") << false;
    QTest::newRow("longer") << QByteArray("GET") << QByteArray("/v1/tokens/7/x") << QByteArray("") << false;
    QTest::newRow("shorter") << QByteArray("GET") << QByteArray("/v1") << QByteArray("") << false;
    QTest::newRow("case of the path counts") << QByteArray("GET") << QByteArray("/V1/tokens") << QByteArray("")
        << false;
    QTest::newRow("two slashes") << QByteArray("GET") << QByteArray("//v1/tokens") << QByteArray("") << false;
    QTest::newRow("slash in a name") << QByteArray("GET") << QByteArray("/v1/tokens/a%2Fb")
        << QByteArray("/v1/tokens/{id}") << true;
    QTest::newRow("all that follows") << QByteArray("BREW") << QByteArray("/v1/authorize/a/b?x=/c")
                                      << QByteArray("/v1/authorize/{path...}") << true;
    QTest::newRow("nothing that follows") << QByteArray("OPTIONS") << QByteArray("/v1/authorize/")
                                          << QByteArray("/v1/authorize/{path...}") << true;
    QTest::newRow("what is written out wins over all that follows")
        << QByteArray("GET") << QByteArray("/v1/authorize") << QByteArray("/v1/authorize") << true;
    QTest::newRow("not all that begins alike") << QByteArray("GET") << QByteArray("/v1/authorized/x") << QByteArray("")
                                               << false;
    QTest::newRow("asterisk") << QByteArray("GET") << QByteArray("*") << QByteArray("") << false;
}

void TestRouter::findsPlacesAndRoutes()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, pattern);
    QFETCH(bool, hasRoute);
    const Router router = routerOfTests();
    Request request;
    QVERIFY(splitTarget({target.data(), static_cast<std::size_t>(target.size())}, request));
    const Router::Place *place = router.find(request);
    QCOMPARE(place != nullptr, !pattern.isEmpty());
    if (place == nullptr)
        return;
    QCOMPARE(QByteArray::fromStdString(place->pattern), pattern);
    QCOMPARE(QByteArray::fromStdString(std::string(request.route)), pattern);
    const Method asked = methodOf({method.data(), static_cast<std::size_t>(method.size())});
    QCOMPARE(place->routeOf(asked) != nullptr, hasRoute);
}

void TestRouter::givesParameters()
{
    const Router router = routerOfTests();
    Request request;
    QVERIFY(splitTarget("/v1/tokens/a%2Fb/grants/9", request));
    QVERIFY(router.find(request));
    QCOMPARE(std::string(request.parameter("id")), "a/b");
    QCOMPARE(std::string(request.parameter("grant")), "9");
    QCOMPARE(std::string(request.parameter("other")), "");
    QVERIFY(splitTarget("/v1/tokens", request));
    QVERIFY(router.find(request));
    QVERIFY(request.parameters.empty());
    request.clear();
    QVERIFY(splitTarget("/v1/authorize/a%20b//c/?x=1", request));
    QVERIFY(router.find(request));
    QCOMPARE(std::string(request.parameter("path")), "/a%20b//c/");
    request.clear();
    QVERIFY(splitTarget("/v1/authorize/", request));
    QVERIFY(router.find(request));
    QCOMPARE(std::string(request.parameter("path")), "/");
}

void TestRouter::saysWhatIsAllowed()
{
    const Router router = routerOfTests();
    Request request;
    QVERIFY(splitTarget("/v1/tokens/7", request));
    QCOMPARE(router.find(request)->allow, "GET, HEAD, DELETE, OPTIONS");
    QVERIFY(splitTarget("/v1/tokens/7/grants/1", request));
    QCOMPARE(router.find(request)->allow, "POST, OPTIONS");
}

void TestRouter::refusesTheSameRouteTwice()
{
    Router router = routerOfTests();
    QVERIFY_EXCEPTION_THROWN(router.fast(Method::Get, "/v1/tokens", none()), std::logic_error);
    QVERIFY_EXCEPTION_THROWN(router.fast(Method::Options, "/x", none()), std::logic_error);
}

void TestRouter::countsRoutesInTheirOrder()
{
    const Router router = routerOfTests();
    QCOMPARE(router.routeCount(), 9U + 7U); // one is for every method
    const std::vector<const Route *> routes = router.routes();
    QCOMPARE(routes[1]->method, Method::Post);
    QCOMPARE(routes[6]->pattern, "/v1/authorize");
    QCOMPARE(routes[6]->pace, Pace::Fast);
    QCOMPARE(routes[2]->pace, Pace::Slow);
}

QTEST_APPLESS_MAIN(TestRouter)
#include "tst_router.moc"
