// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/server/log.h"
#include "core/server/metrics.h"
#include "core/server/router.h"
#include "core/server/serveroptions.h"
#include "core/server/worker.h"

#include <functional>
#include <memory>
#include <string>

namespace toll {

/// The HTTP side of tollkeeperd: HTTP/1.1, plain or over TLS, on several threads, with bounds for all that clients can
/// do. What it answers is the router's business.
///
/// One thread (the one that calls run()) accepts connections and hands them to the I/O threads in turn. Handlers of
/// fast routes run on those, handlers of slow ones on the worker.
class HttpServer {
public:
    /// Binds, and reads the TLS files. Syntax for a bad address, Io where it cannot be bound or a file not be read,
    /// Unsupported for plain HTTP on an address other than loopback where that is not allowed explicitly. Worker, log
    /// and metrics must last longer than the server.
    [[nodiscard]] static Result<std::unique_ptr<HttpServer>> listen(
        ServerOptions options, http::Router router, http::Worker &worker, http::Log &log, http::Metrics &metrics);
    /// After run() has returned, or without it. No http::Answer may be kept any more.
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// "127.0.0.1:8080", with the port that was bound.
    [[nodiscard]] std::string address() const;
    /// Called by run() at SIGHUP, on its thread.
    void onReload(std::function<void()> hook);
    /// Called by run() when it is told to stop, before what is under way has ended.
    void onStop(std::function<void()> hook);
    /// Reads the TLS files anew: connections to come use them, those there are go on. With a failure all stays as it
    /// was.
    [[nodiscard]] Result<void> reloadTls();

    /// Serves until SIGTERM, SIGINT (which may have come since listen()) or stop(): then no more connections are
    /// accepted, those that do nothing are closed, and requests under way are answered within stopTime. A second signal
    /// ends that at once. When it returns, no job of this server waits for the worker.
    void run();
    /// As the signal does. From any thread.
    void stop();

private:
    class Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace toll
