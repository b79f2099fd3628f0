// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/backend.h"
#include "app/service/options.h"
#include "core/server/httpserver.h"

/// The running service: the workspace on the worker's thread, and the HTTP server in front of it.
class Daemon {
public:
    explicit Daemon(DaemonOptions options);
    /// Closes the workspace, on the thread it was opened on.
    ~Daemon();
    Daemon(const Daemon &) = delete;
    Daemon &operator=(const Daemon &) = delete;

    /// Opens the workspace and binds. Fails as Backend::open and HttpServer::listen do.
    [[nodiscard]] toll::Result<void> open();
    /// A method and a path a line, also before it is open.
    [[nodiscard]] std::string routes();
    [[nodiscard]] std::string address() const { return m_server->address(); }
    /// Serves until told to stop.
    void run();

private:
    [[nodiscard]] toll::http::Router makeRouter();
    void reload();
    void raiseDescriptorLimit();

    DaemonOptions m_options;
    toll::http::Log m_log;
    toll::http::Metrics m_metrics;
    toll::http::Worker m_worker;
    Backend m_backend;
    std::unique_ptr<toll::HttpServer> m_server;
};
