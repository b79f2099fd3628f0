// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/daemon.h"

#include "app/service/notify.h"
#include "core/services/entropy.h"
#include "core/services/wording.h"

#include <algorithm>
#include <chrono>

#include <sys/resource.h>
#include <unistd.h>

using namespace toll;

namespace {

constexpr std::int64_t healthAge = 1000; ///< ms a finding about the store stands

std::int64_t steadyMs()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::milliseconds(1);
}

} // namespace

Daemon::Daemon(DaemonOptions options)
    : m_options(std::move(options)),
      m_log(STDERR_FILENO, m_options.logLevel, systemClock()),
      m_worker(m_options.server.limits.waitingJobs)
{
}

Daemon::~Daemon()
{
    m_server.reset();
    m_worker.call([this] { m_services.reset(); });
}

Result<void> Daemon::open()
{
    raiseDescriptorLimit();
    Result<void> opened;
    m_worker.call([&] {
        Services::Options options;
        options.path = m_options.store;
        options.mode = OpenMode::WriteOrCreate;
        auto services = Services::open(std::move(options));
        if (services)
            m_services = std::move(*services);
        else
            opened = std::unexpected(services.error());
    });
    if (!opened)
        return opened;
    auto server = HttpServer::listen(m_options.server, makeRouter(), m_worker, m_log, m_metrics);
    if (!server)
        return std::unexpected(server.error());
    m_server = std::move(*server);
    m_server->onReload([this] { reload(); });
    m_server->onStop([] { notifyServiceManager("STOPPING=1"); });
    return {};
}

http::Router Daemon::makeRouter()
{
    http::Router router;
    router.slow(http::Method::Get, "/healthz",
        [this](const http::Request &, http::Response &response) { answerHealth(response); });
    router.fast(
        http::Method::Get, "/metrics", [this](const http::Request &request, http::Response &response) {
            if (m_options.hasPublicMetrics || request.peer.isLoopback())
                response.content(200, http::metricsMediaType, m_metrics.text());
            else
                response.problem({.status = 403, .detail = "Metrics are answered to this machine only."});
        });
    return router;
}

void Daemon::answerHealth(http::Response &response)
{
    const std::int64_t now = steadyMs();
    if (m_healthAt == 0 || now - m_healthAt >= healthAge) {
        const auto info = m_services->settings.info();
        m_health = info ? Result<void>() : std::unexpected(info.error());
        m_healthAt = now;
        if (!m_health)
            m_log.write(http::LogLine(http::LogLevel::Error, "store does not answer")
                            .add("what", sentence(m_health.error()).toStdString()));
    }
    Json body;
    body.set("status", m_health ? "ok" : "failing").set("version", TOLL_VERSION);
    response.json(m_health ? 200 : 503, body);
}

void Daemon::reload()
{
    notifyServiceManager("RELOADING=1");
    const Result<void> loaded = m_server->reloadTls();
    if (loaded)
        m_log.write(http::LogLine(http::LogLevel::Info, "reloaded"));
    else
        m_log.write(http::LogLine(http::LogLevel::Error, "not reloaded, all goes on as it was")
                        .add("what", sentence(loaded.error()).toStdString()));
    notifyServiceManager("READY=1");
}

/// Connections are descriptors; as many must be allowed as connections are.
void Daemon::raiseDescriptorLimit()
{
    constexpr rlim_t others = 256; // the store, the log, epoll
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    const rlim_t wanted = m_options.server.limits.connections + others;
    if (limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= wanted)
        return;
    const std::size_t possible = limit.rlim_cur > 2 * others ? limit.rlim_cur - others : limit.rlim_cur / 2;
    m_options.server.limits.connections = possible;
    m_log.write(http::LogLine(http::LogLevel::Warning, "fewer connections than wished for: descriptors are limited")
                    .add("connections", static_cast<std::int64_t>(possible)));
}

void Daemon::run()
{
    m_log.write(http::LogLine(http::LogLevel::Info, "started").add("version", TOLL_VERSION).add("listen", address()));
    notifyServiceManager("READY=1");
    m_server->run();
    m_log.write(http::LogLine(http::LogLevel::Info, "stopped"));
}
