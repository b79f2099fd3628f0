// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace toll {

/// What the server asks the program behind it.
struct ServerHooks {
    /// Whether the store answers; called for GET /healthz.
    std::function<Result<void>()> check;
    std::string version;
};

/// The HTTP side of tollkeeperd: HTTP/1.1 on one thread, with bounded headers, bodies, times and connections.
/// It answers GET /healthz; anything else is an RFC 9457 problem.
class HttpServer {
public:
    /// Binds to "ADDRESS:PORT" (port 0: any free one). Syntax for a bad address, Io where it cannot be bound.
    [[nodiscard]] static Result<std::unique_ptr<HttpServer>> listen(const std::string &address, ServerHooks hooks);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// "127.0.0.1:8080", with the port that was bound.
    [[nodiscard]] std::string address() const;
    /// Serves until SIGTERM or SIGINT, or until stop(); requests under way are answered.
    void run();
    /// From any thread.
    void stop();

private:
    class Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace toll
