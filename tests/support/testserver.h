// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP server in this process, on a free port of 127.0.0.1.
#pragma once

#include "core/server/httpserver.h"
#include "tests/support/rawclient.h"

#include <chrono>
#include <fcntl.h>
#include <thread>

namespace toll::test {

inline Instant wallNow()
{
    return {std::chrono::system_clock::now().time_since_epoch() / std::chrono::milliseconds(1)};
}

class TestServer {
public:
    explicit TestServer(http::Router router, ServerOptions options = {})
        : worker(options.limits.waitingJobs), m_sink(open("/dev/null", O_WRONLY | O_CLOEXEC)),
          log(m_sink, http::LogLevel::Debug, wallNow)
    {
        options.listen = "127.0.0.1:0";
        if (options.threads == 0)
            options.threads = 2;
        auto made = HttpServer::listen(std::move(options), std::move(router), worker, log, metrics);
        if (!made)
            std::abort();
        server = std::move(*made);
        const std::string address = server->address();
        port = static_cast<std::uint16_t>(std::atoi(address.c_str() + address.rfind(':') + 1));
        m_thread = std::thread([this] { server->run(); });
    }
    ~TestServer()
    {
        stop();
        server.reset();
        close(m_sink);
    }
    TestServer(const TestServer &) = delete;
    TestServer &operator=(const TestServer &) = delete;

    /// Waits until it has stopped.
    void stop()
    {
        if (!m_thread.joinable())
            return;
        server->stop();
        m_thread.join();
    }

    http::Metrics metrics;
    http::Worker worker;

private:
    int m_sink;

public:
    http::Log log;
    std::unique_ptr<HttpServer> server;
    std::uint16_t port = 0;

private:
    std::thread m_thread;
};

/// "GET /path HTTP/1.1" with a Host and what else is given, each header with its CRLF.
inline std::string get(const std::string &target, const std::string &headers = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}
inline std::string post(const std::string &target, const std::string &body, const std::string &headers = {})
{
    return "POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"
        + headers + "\r\n" + body;
}

/// GET /fast says "fast", POST /echo says the body (fast), POST /slow likewise on the worker.
inline http::Router echoRouter()
{
    http::Router router;
    router.fast(http::Method::Get, "/fast",
        [](const http::Request &, http::Response &response) { response.content(200, "text/plain", "fast"); });
    const auto echo = [](const http::Request &request, http::Response &response) {
        response.content(200, "text/plain", request.body);
    };
    router.fast(http::Method::Post, "/echo", echo);
    router.slow(http::Method::Post, "/slow", echo, {.maxBody = 1024 * 1024, .takesGzip = true});
    return router;
}

} // namespace toll::test
