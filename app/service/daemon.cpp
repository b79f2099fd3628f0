// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/daemon.h"

#include "app/service/notify.h"
#include "app/service/routes.h"
#include "core/services/entropy.h"
#include "core/services/wording.h"

#include <algorithm>

#include <sys/resource.h>
#include <unistd.h>

using namespace toll;

Daemon::Daemon(DaemonOptions options)
    : m_options(std::move(options)),
      m_log(STDERR_FILENO, m_options.logLevel, systemClock()),
      m_worker(m_options.server.limits.waitingJobs),
      m_backend(m_options, m_worker, m_log, m_metrics)
{
}

Daemon::~Daemon()
{
    m_worker.call([] { }); // what still waits there answers to the server
    m_server.reset();
}

Result<void> Daemon::open()
{
    raiseDescriptorLimit();
    if (Result<void> opened = m_backend.open(); !opened)
        return opened;
    auto server = HttpServer::listen(m_options.server, makeRouter(), m_worker, m_log, m_metrics);
    if (!server)
        return std::unexpected(server.error());
    m_server = std::move(*server);
    m_server->onReload([this] { reload(); });
    m_server->onStop([this] {
        notifyServiceManager("STOPPING=1");
        m_backend.stopWaiting();
    });
    return {};
}

http::Router Daemon::makeRouter()
{
    http::Router router;
    addServiceRoutes(router, m_backend);
    addDescriptionRoutes(router);
    addGateRoutes(router, m_backend);
    addAdminKeyRoutes(router, m_backend);
    addTokenRoutes(router, m_backend);
    addTokenActionRoutes(router, m_backend);
    addCustomerRoutes(router, m_backend);
    addPlanRoutes(router, m_backend);
    addChangeRoutes(router, m_backend);
    addEventRoutes(router, m_backend);
    addUsageRoutes(router, m_backend);
    addBucketRoutes(router, m_backend);
    addEstimateRoutes(router, m_backend);
    addOpenMeterRoutes(router, m_backend);
    addFourCalls(router, m_backend);
    return router;
}

std::string Daemon::routes()
{
    const http::Router router = makeRouter();
    std::string text;
    for (const http::Route *route : router.routes())
        if (route->method != http::Method::Other)
            text += std::string(http::nameOf(route->method)) + " " + route->pattern + "\n";
    return text;
}

void Daemon::reload()
{
    notifyServiceManager("RELOADING=1");
    Result<void> loaded = m_server->reloadTls();
    if (loaded)
        loaded = m_backend.reloadKeys();
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
