// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testserver.h"

#include <QtTest>

#include <atomic>
#include <mutex>
#include <optional>
#include <semaphore>

using namespace toll;
using namespace toll::test;
using namespace std::chrono_literals;

class TestServerPaces : public QObject {
    Q_OBJECT

private slots:
    void handlersSeeTheRequest();
    void answersHeadOptionsAndOthers();
    void keepsAndEndsConnections();
    void asksForTheBodyWhenExpected();
    void slowHandlersRunOnTheWorker();
    void refusesWhatWaitsTooLong();
    void refusesMoreThanMayWait();
    void guardsRefuseBeforeBodyAndWorker();
    void laterAnswersComeFromAnywhere();
    void forgottenAndFailedRequestsAre500();
    void takesOverOrMakesRequestIds();
    void countsByRouteAndStatus();
    void finishesWhatIsUnderWayWhenStopped();
    void stopsInTimeWhateverHangs();
    void refusesPlainHttpToTheWorld();
    void namesAPortThatIsTaken();
};

void TestServerPaces::handlersSeeTheRequest()
{
    http::Router router;
    router.slow(http::Method::Get, "/v1/{kind}/{id}", [](const http::Request &request, http::Response &response) {
        std::string all;
        for (const std::string_view each : {request.methodName, request.path, request.route, request.parameter("kind"),
                 request.parameter("id"), request.queryValue("q").value_or("-"), request.header("X-A").value_or("-"),
                 std::string_view(request.peer.isLoopback() ? "loopback" : "far"),
                 std::string_view(request.isTls ? "tls" : "plain")})
            (all += each) += '|';
        response.content(200, "text/plain", all);
    });
    TestServer server(std::move(router));
    RawClient client(server.port);
    QCOMPARE(client.ask(get("/v1/tokens/a%20b?q=1%2B1", "x-a:  b c \r\n")).body,
        "GET|/v1/tokens/a%20b|/v1/{kind}/{id}|tokens|a b|1+1|b c|loopback|plain|");
}

void TestServerPaces::answersHeadOptionsAndOthers()
{
    TestServer server(echoRouter());
    RawClient client(server.port);
    client.send("HEAD /fast HTTP/1.1\r\nHost: x\r\n\r\n");
    const Reply head = client.receive(true);
    QCOMPARE(head.status, 200);
    QCOMPARE(*head.header("Content-Length"), "4");
    const Reply options = client.ask("OPTIONS /fast HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(options.status, 204);
    QCOMPARE(*options.header("Allow"), "GET, HEAD, OPTIONS");
    QCOMPARE(client.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n").status, 204);
    for (const char *method : {"PUT", "TRACE", "BREW"}) {
        const Reply refused = client.ask(std::string(method) + " /fast HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(refused.status, 405);
        QCOMPARE(*refused.header("Allow"), "GET, HEAD, OPTIONS");
    }
    QCOMPARE(client.ask(get("/nothing")).status, 404);
    QCOMPARE(client.ask(post("/nothing", "with a body")).status, 404); // and the connection goes on
    client.send("HEAD /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(client.receive(true).status, 404);
    QCOMPARE(client.ask(get("/fast")).body, "fast");
}

void TestServerPaces::keepsAndEndsConnections()
{
    TestServer server(echoRouter());
    RawClient client(server.port);
    QVERIFY(!client.ask(get("/fast")).isLast());
    QVERIFY(client.ask(get("/fast", "Connection: close\r\n")).isLast());
    QVERIFY(client.isClosed());
    RawClient old(server.port);
    QVERIFY(old.ask("GET /fast HTTP/1.0\r\n\r\n").isLast());
    QVERIFY(old.isClosed());
    RawClient kept(server.port);
    QCOMPARE(*kept.ask("GET /fast HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("Connection"), "keep-alive");
    kept.send(get("/fast"));
    kept.endSending(); // half closed: the answer still goes out
    QCOMPARE(kept.receive().body, "fast");
    QVERIFY(kept.isClosed());
}

void TestServerPaces::asksForTheBodyWhenExpected()
{
    TestServer server(echoRouter());
    RawClient client(server.port);
    const std::string expecting = "POST /slow HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";
    QCOMPARE(client.ask(expecting).status, 100);
    QCOMPARE(client.ask("abc").body, "abc");
    QCOMPARE(client.ask(expecting + "abc").body, "abc"); // it has come already
    RawClient refused(server.port);
    refused.send("POST /nothing HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    QCOMPARE(refused.receive().status, 404);
    QVERIFY(refused.isClosed());
}

void TestServerPaces::slowHandlersRunOnTheWorker()
{
    std::mutex mutex;
    std::vector<std::thread::id> seen;
    http::Router router;
    router.slow(http::Method::Get, "/", [&](const http::Request &, http::Response &) {
        const std::scoped_lock lock(mutex);
        seen.push_back(std::this_thread::get_id());
    });
    TestServer server(std::move(router));
    std::vector<std::thread> clients;
    for (int i = 0; i < 4; ++i)
        clients.emplace_back([&] {
            RawClient client(server.port);
            for (int ask = 0; ask < 50; ++ask)
                client.ask(get("/"));
        });
    for (std::thread &thread : clients)
        thread.join();
    std::thread::id worker;
    server.worker.call([&] { worker = std::this_thread::get_id(); });
    QCOMPARE(seen.size(), 200U);
    QVERIFY(std::ranges::all_of(seen, [&](std::thread::id id) { return id == worker; }));
}

void TestServerPaces::refusesWhatWaitsTooLong()
{
    std::atomic<int> begun{0};
    http::Router router;
    router.slow(http::Method::Get, "/", [&](const http::Request &, http::Response &) {
        ++begun;
        std::this_thread::sleep_for(300ms);
    });
    ServerOptions options;
    options.limits.waitTime = 100ms;
    TestServer server(std::move(router), options);
    RawClient first(server.port);
    first.send(get("/"));
    while (begun == 0)
        std::this_thread::sleep_for(1ms);
    RawClient second(server.port);
    const Reply late = second.ask(get("/"));
    QCOMPARE(late.status, 503);
    QVERIFY(late.header("Retry-After"));
    QCOMPARE(first.receive().status, 204);
    QCOMPARE(begun.load(), 1);
}

void TestServerPaces::refusesMoreThanMayWait()
{
    std::counting_semaphore<100> go{0};
    std::atomic<int> begun{0};
    http::Router router;
    router.slow(http::Method::Get, "/", [&](const http::Request &, http::Response &) {
        ++begun;
        go.acquire();
    });
    router.fast(http::Method::Get, "/fast", [](const http::Request &, http::Response &) {});
    ServerOptions options;
    options.limits.waitingJobs = 4;
    TestServer server(std::move(router), options);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 10; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port));
        clients.back()->send(get("/"));
        while (begun == 0) // the first is not one that waits
            std::this_thread::sleep_for(1ms);
    }
    QTRY_VERIFY_WITH_TIMEOUT(server.metrics.text().contains("tollkeeperd_refused_total{reason=\"busy\"} 5\n"), 10'000);
    RawClient other(server.port);
    QCOMPARE(other.ask(get("/fast")).status, 204); // the fast ones are not held up
    go.release(10);
    int busy = 0;
    for (const auto &client : clients) {
        const Reply reply = client->receive();
        QVERIFY(reply.status == 204 || (reply.status == 503 && reply.header("Retry-After")));
        busy += reply.status == 503 ? 1 : 0;
    }
    QCOMPARE(busy, 5);
}

void TestServerPaces::guardsRefuseBeforeBodyAndWorker()
{
    std::binary_semaphore goOn(0);
    http::RouteOptions options;
    options.guard = [](const http::Request &request) -> std::optional<http::Problem> {
        if (request.header("Authorization"))
            return {};
        return http::Problem{.status = 401}.with("WWW-Authenticate", "Bearer");
    };
    const http::Handler handler = [](const http::Request &request, http::Response &response) {
        response.content(200, "text/plain", request.body);
    };
    http::Router router;
    router.slow(http::Method::Post, "/slow", handler, options);
    router.fast(http::Method::Post, "/fast", handler, options);
    router.later(
        http::Method::Post, "/later",
        [](const http::Request &, const http::Answer &answer) { answer.send(http::Response()); }, options);
    TestServer server(std::move(router));
    QVERIFY(server.worker.post([&] { goOn.acquire(); })); // nobody's turn comes
    RawClient client(server.port);
    for (const char *path : {"/slow", "/fast", "/later"}) {
        const Reply refused = client.ask(post(path, "body"));
        QCOMPARE(refused.status, 401);
        QCOMPARE(*refused.header("WWW-Authenticate"), "Bearer");
    }
    RawClient asking(server.port); // whether it may send the body
    const Reply refused = asking.ask("POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(refused.status, 401);
    client.send("OPTIONS /slow HTTP/1.1\r\nHost: x\r\n\r\n"); // says nothing that is guarded
    QCOMPARE(client.receive().status, 204);
    goOn.release();
    QCOMPARE(client.ask(post("/slow", "body", "Authorization: x\r\n")).body, "body");
    QCOMPARE(client.ask(post("/fast", "body", "Authorization: x\r\n")).body, "body");
    QCOMPARE(client.ask(post("/later", "body", "Authorization: x\r\n")).status, 204);
}

void TestServerPaces::laterAnswersComeFromAnywhere()
{
    std::mutex mutex;
    std::vector<http::Answer> waiting;
    http::Router router;
    router.later(http::Method::Get, "/wait", [&](const http::Request &, http::Answer answer) {
        const std::scoped_lock lock(mutex);
        waiting.push_back(std::move(answer));
    });
    TestServer server(std::move(router));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port));
        clients.back()->send(get("/wait"));
    }
    const auto count = [&] {
        const std::scoped_lock lock(mutex);
        return waiting.size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(count(), 20U, 10'000);
    clients.front().reset(); // who has gone is answered too
    for (const http::Answer &answer : waiting) {
        http::Response response;
        response.content(200, "text/plain", "now");
        answer.send(response);
        answer.send(response); // only the first counts
    }
    waiting.clear();
    for (std::size_t i = 1; i < clients.size(); ++i)
        QCOMPARE(clients[i]->receive().body, "now");
}

void TestServerPaces::forgottenAndFailedRequestsAre500()
{
    http::Router router;
    router.later(http::Method::Get, "/forgotten", [](const http::Request &, http::Answer) {});
    router.later(http::Method::Get, "/later",
        [](const http::Request &, http::Answer) { throw std::runtime_error("the reason"); });
    const auto failing = [](const http::Request &, http::Response &response) {
        response.content(200, "text/plain", "half");
        throw std::runtime_error("the reason");
    };
    router.fast(http::Method::Get, "/fast", failing);
    router.slow(http::Method::Get, "/slow", failing);
    TestServer server(std::move(router));
    RawClient client(server.port);
    for (const char *target : {"/forgotten", "/later", "/fast", "/slow"}) {
        const Reply reply = client.ask(get(target));
        QCOMPARE(reply.status, 500);
        QVERIFY(!reply.body.contains("the reason") && !reply.body.contains("half"));
    }
}

void TestServerPaces::takesOverOrMakesRequestIds()
{
    http::Router router;
    router.fast(http::Method::Get, "/", [](const http::Request &request, http::Response &response) {
        response.content(200, "text/plain", request.id);
    });
    TestServer server(std::move(router));
    RawClient client(server.port);
    const Reply own = client.ask(get("/", "X-Request-Id: abc-1\r\n"));
    QCOMPARE(*own.header("X-Request-Id"), "abc-1");
    QCOMPARE(own.body, "abc-1");
    const Reply odd = client.ask(get("/", "X-Request-Id: a\"b\r\n"));
    QCOMPARE(odd.header("X-Request-Id")->size(), 33U);
    QCOMPARE(odd.body, *odd.header("X-Request-Id"));
    QVERIFY(client.ask(get("/")).body != odd.body);
}

void TestServerPaces::countsByRouteAndStatus()
{
    TestServer server(echoRouter());
    RawClient client(server.port);
    for (int i = 0; i < 3; ++i)
        client.ask(get("/fast"));
    client.ask(get("/nothing/at/all"));
    client.ask("PUT /fast HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto says = [&](const char *line) { return server.metrics.text().contains(line); };
    QTRY_VERIFY(says("tollkeeperd_requests_total{method=\"GET\",route=\"/fast\",status=\"200\"} 3\n"));
    QTRY_VERIFY(says("tollkeeperd_requests_total{method=\"\",route=\"\",status=\"404\"} 1\n"));
    QTRY_VERIFY(says("tollkeeperd_requests_total{method=\"\",route=\"\",status=\"405\"} 1\n"));
    QVERIFY(says("tollkeeperd_request_duration_seconds_count{method=\"GET\",route=\"/fast\"} 3\n"));
    QVERIFY(says("tollkeeperd_connections 1\n"));
    QVERIFY(says("tollkeeperd_connections_total 1\n"));
    QVERIFY(says("tollkeeperd_worker_waiting 0\n"));
}

void TestServerPaces::finishesWhatIsUnderWayWhenStopped()
{
    std::atomic<int> begun{0};
    http::Router router;
    router.slow(http::Method::Get, "/slow", [&](const http::Request &, http::Response &response) {
        ++begun;
        std::this_thread::sleep_for(20ms);
        response.content(200, "text/plain", "done");
    });
    router.fast(http::Method::Post, "/echo", [](const http::Request &request, http::Response &response) {
        response.content(200, "text/plain", request.body);
    });
    TestServer server(std::move(router));
    RawClient idle(server.port);
    QCOMPARE(idle.ask(post("/echo", "x")).status, 200);
    RawClient half(server.port);
    half.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab");
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port));
        clients.back()->send(get("/slow"));
    }
    while (begun == 0)
        std::this_thread::sleep_for(1ms);
    server.server->stop();
    QVERIFY(idle.isClosed());
    half.send("cd");
    const Reply reply = half.receive();
    QCOMPARE(reply.body, "abcd");
    QVERIFY(reply.isLast());
    for (const auto &client : clients) {
        const Reply done = client->receive();
        QCOMPARE(done.body, "done");
        QVERIFY(done.isLast());
    }
    server.stop();
    QCOMPARE(begun.load(), 20);
    QVERIFY(!RawClient(server.port).isConnected());
}

void TestServerPaces::stopsInTimeWhateverHangs()
{
    std::optional<http::Answer> kept;
    http::Router router;
    router.later(http::Method::Get, "/", [&](const http::Request &, http::Answer answer) { kept = std::move(answer); });
    ServerOptions options;
    options.limits.stopTime = 200ms;
    TestServer server(std::move(router), options);
    RawClient asking(server.port);
    asking.send(get("/"));
    RawClient sending(server.port);
    sending.send("GET / HT");
    QTRY_VERIFY(kept.has_value());
    server.stop();
    kept->send({}); // too late: it goes nowhere
    kept.reset();
    QVERIFY(asking.isClosed());
    QVERIFY(sending.isClosed());
}

void TestServerPaces::refusesPlainHttpToTheWorld()
{
    http::Worker worker(1);
    http::Metrics metrics;
    http::Log log(2, http::LogLevel::Error, wallNow);
    const auto listen = [&](ServerOptions options) {
        const auto made = HttpServer::listen(std::move(options), {}, worker, log, metrics);
        return made ? std::optional<ErrorCode>() : made.error().code;
    };
    QCOMPARE(listen({.listen = "0.0.0.0:0"}), std::optional(ErrorCode::Unsupported));
    QCOMPARE(listen({.listen = "[::]:0"}), std::optional(ErrorCode::Unsupported));
    QCOMPARE(listen({.listen = "0.0.0.0:0", .allowsPlainRemote = true}), std::nullopt);
    for (const char *bad : {"", "8080", ":8080", "localhost:8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x",
             "127.0.0.1:65536", "[::1", "::1:8080", "[127.0.0.1]:8080"})
        QCOMPARE(listen({.listen = bad}), std::optional(ErrorCode::Syntax));
}

void TestServerPaces::namesAPortThatIsTaken()
{
    TestServer first(echoRouter());
    const std::string address = first.server->address();
    const auto second = HttpServer::listen({.listen = address}, {}, first.worker, first.log, first.metrics);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Io);
    QCOMPARE(second.error().where, address);
}

QTEST_GUILESS_MAIN(TestServerPaces)
#include "tst_serverpaces.moc"
