// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/options.h"
#include "core/server/httpserver.h"
#include "core/services/services.h"

/// The running service: the workspace on the worker's thread, and the HTTP server in front of it.
class Daemon {
public:
    explicit Daemon(DaemonOptions options);
    /// Closes the workspace, on the thread it was opened on.
    ~Daemon();
    Daemon(const Daemon &) = delete;
    Daemon &operator=(const Daemon &) = delete;

    /// Opens the workspace and binds. Fails as Services::open and HttpServer::listen do.
    [[nodiscard]] toll::Result<void> open();
    [[nodiscard]] std::string address() const { return m_server->address(); }
    /// Serves until told to stop.
    void run();

private:
    [[nodiscard]] toll::http::Router makeRouter();
    void reload();
    void answerHealth(toll::http::Response &response);
    void raiseDescriptorLimit();

    DaemonOptions m_options;
    toll::http::Log m_log;
    toll::http::Metrics m_metrics;
    toll::http::Worker m_worker;
    std::unique_ptr<toll::Services> m_services; ///< the worker's thread only
    toll::Result<void> m_health; ///< likewise
    std::int64_t m_healthAt = 0; ///< steady ms at which that was found; 0: not yet
    std::unique_ptr<toll::HttpServer> m_server;
};
