// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/httpserver.h"

#include "core/server/endpoint.h"
#include "core/server/transports.h"

#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>

#include <algorithm>
#include <csignal>
#include <mutex>
#include <thread>

namespace toll {

namespace {

namespace asio = boost::asio;
using Fault = boost::system::error_code;
using tcp = asio::ip::tcp;

constexpr int mostTurnedAway = 128; ///< at a time that are told why; others are just closed
constexpr std::chrono::milliseconds acceptPause{100};
constexpr std::chrono::milliseconds stopPause{20};

} // namespace

class HttpServer::Impl {
public:
    Impl(ServerOptions given, http::Router router, http::Worker &worker, http::Log &log, http::Metrics &metrics)
        : options(std::move(given)),
          shared{options.limits, std::move(router), worker, log, http::ServerMetrics(metrics, shared.router),
              http::ConnectionCounts(options.limits.connections, options.limits.connectionsOfAddress)}
    {
        metrics.gaugeOf("tollkeeperd_worker_waiting", "Requests that wait for the worker.",
            [&worker] { return static_cast<std::int64_t>(worker.waiting()); });
        metrics.gaugeOf("tollkeeperd_log_lines_dropped", "Log lines dropped because they were not read in time.",
            [&log] { return static_cast<std::int64_t>(log.dropped()); });
    }

    Result<void> bind();
    Result<void> loadTls();
    void accept();
    void adopt(http::IoSocket socket, http::IoThread &thread);
    void waitForSignal();
    void beginStop();
    void waitForRest();
    void finish();

    const ServerOptions options;
    http::ServerContext shared;
    std::function<void()> reload;
    std::function<void()> stopping;
    asio::io_context context{1}; ///< of the thread that runs: accepts, signals
    tcp::acceptor acceptor{context};
    asio::signal_set signals{context};
    asio::steady_timer timer{context};
    std::vector<std::unique_ptr<http::IoThread>> ioThreads;
    std::vector<std::thread> threads;
    std::size_t next = 0;
    std::int64_t stopBy = 0;
    std::mutex tlsMutex;
    http::TlsContext tls;
};

Result<void> HttpServer::Impl::loadTls()
{
    if (!options.tls)
        return {};
    Result<http::TlsContext> loaded = http::makeTlsContext(*options.tls);
    if (!loaded)
        return std::unexpected(loaded.error());
    const std::scoped_lock lock(tlsMutex);
    tls = std::move(*loaded);
    return {};
}

Result<void> HttpServer::Impl::bind()
{
    const Result<tcp::endpoint> endpoint = http::parseEndpoint(options.listen);
    if (!endpoint)
        return std::unexpected(endpoint.error());
    if (!options.tls && !options.allowsPlainRemote && !http::addressOf(endpoint->address()).isLoopback())
        return fail(ErrorCode::Unsupported, "listen", options.listen, "TLS, or a loopback address");
    Fault fault;
    acceptor.open(endpoint->protocol(), fault);
    if (!fault)
        acceptor.set_option(asio::socket_base::reuse_address(true), fault);
    if (!fault)
        acceptor.bind(*endpoint, fault);
    if (!fault)
        acceptor.listen(asio::socket_base::max_listen_connections, fault);
    if (!fault)
        acceptor.non_blocking(true, fault);
    if (fault)
        return fail(ErrorCode::Io, options.listen, fault.message());
    return {};
}

void HttpServer::Impl::accept()
{
    http::IoThread &thread = *ioThreads[next++ % ioThreads.size()];
    acceptor.async_accept(thread.context(), [this, &thread](const Fault &fault, http::IoSocket socket) {
        if (!fault) // also one that came just before the acceptor was closed
            adopt(std::move(socket), thread);
        if (fault == asio::error::operation_aborted || !acceptor.is_open())
            return;
        if (!fault || fault == asio::error::connection_aborted) {
            accept();
            return;
        }
        // No more descriptors, most likely: what is there must end first.
        shared.metrics.refused("accept");
        timer.expires_after(acceptPause);
        timer.async_wait([this](const Fault &cancelled) {
            if (!cancelled && acceptor.is_open())
                accept();
        });
    });
}

void HttpServer::Impl::adopt(http::IoSocket socket, http::IoThread &thread)
{
    Fault fault;
    const tcp::endpoint peer = socket.remote_endpoint(fault);
    if (fault)
        return; // gone again
    shared.metrics.accepted.add();
    const http::Address address = http::addressOf(peer.address());
    const http::ConnectionCounts::Verdict verdict = shared.counts.admit(address);
    const bool isAdmitted = verdict == http::ConnectionCounts::Verdict::Admitted;
    const bool isTotal = verdict == http::ConnectionCounts::Verdict::TooMany;
    if (!isAdmitted) {
        shared.metrics.refused(isTotal ? "connections" : "connections-of-address");
        if (++shared.turnedAway > mostTurnedAway) {
            --shared.turnedAway;
            return;
        }
    }
    http::TlsContext with;
    {
        const std::scoped_lock lock(tlsMutex);
        with = tls;
    }
    asio::post(thread.context(),
        [&thread, isAdmitted, isTotal, address, with = std::move(with), socket = std::move(socket)]() mutable {
            const auto connection = http::makeConnection(thread, std::move(socket), address, with);
            if (isAdmitted)
                connection->start();
            else
                connection->turnAway(http::Problem{.status = 503,
                    .detail = isTotal ? "There are too many connections."
                                      : "There are too many connections from this address."}
                                         .with("Retry-After", "1"));
        });
}

void HttpServer::Impl::waitForSignal()
{
    signals.async_wait([this](const Fault &fault, int signal) {
        if (fault)
            return;
        if (signal == SIGHUP && reload)
            reload();
        else if (signal != SIGHUP)
            beginStop();
        if (!shared.isAborting)
            waitForSignal();
    });
}

void HttpServer::Impl::beginStop()
{
    if (shared.isStopping.exchange(true)) {
        stopBy = 0; // asked twice: at once
        return;
    }
    if (stopping)
        stopping();
    stopBy = http::steadyMs() + options.limits.stopTime.count();
    // Who has connected already is served still.
    Fault fault;
    while (!fault) {
        http::IoThread &thread = *ioThreads[next++ % ioThreads.size()];
        http::IoSocket socket(thread.context());
        acceptor.accept(socket, fault);
        if (!fault)
            adopt(std::move(socket), thread);
    }
    acceptor.close(fault);
    for (const auto &thread : ioThreads)
        asio::post(thread->context(), [io = thread.get()] { io->stopServing(); });
    waitForRest();
}

void HttpServer::Impl::waitForRest()
{
    if (shared.counts.total() == 0 || http::steadyMs() >= stopBy) {
        shared.isAborting = true;
        signals.cancel();
        return; // nothing is left to do here
    }
    timer.expires_after(stopPause);
    timer.async_wait([this](const Fault &) { waitForRest(); });
}

void HttpServer::Impl::finish()
{
    for (const auto &thread : ioThreads)
        asio::post(thread->context(), [io = thread.get()] { io->finish(); });
    for (std::thread &thread : threads)
        thread.join();
    threads.clear();
    // What the worker has of ours it skips or finishes; its answers find closed connections.
    shared.worker.call([] { });
    for (const auto &thread : ioThreads) {
        thread->context().restart();
        thread->context().poll();
    }
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) { }
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::listen(
    ServerOptions options, http::Router router, http::Worker &worker, http::Log &log, http::Metrics &metrics)
{
    if (options.threads == 0)
        options.threads = std::max(1U, std::thread::hardware_concurrency());
    auto impl = std::make_unique<Impl>(std::move(options), std::move(router), worker, log, metrics);
    if (const Result<void> loaded = impl->loadTls(); !loaded)
        return std::unexpected(loaded.error());
    if (const Result<void> bound = impl->bind(); !bound)
        return std::unexpected(bound.error());
    // From now on, not from run() on: a signal between must not end the process.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        impl->signals.add(signal);
    for (unsigned i = 0; i < impl->options.threads; ++i)
        impl->ioThreads.push_back(std::make_unique<http::IoThread>(impl->shared));
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

std::string HttpServer::address() const
{
    Fault ignored;
    return http::toString(m_impl->acceptor.local_endpoint(ignored));
}

void HttpServer::onReload(std::function<void()> hook)
{
    m_impl->reload = std::move(hook);
}

void HttpServer::onStop(std::function<void()> hook)
{
    m_impl->stopping = std::move(hook);
}

Result<void> HttpServer::reloadTls()
{
    return m_impl->loadTls();
}

void HttpServer::run()
{
    m_impl->waitForSignal();
    for (const auto &ioThread : m_impl->ioThreads)
        m_impl->threads.emplace_back([io = ioThread.get()] { io->run(); });
    m_impl->accept();
    m_impl->context.run();
    m_impl->finish();
}

void HttpServer::stop()
{
    asio::post(m_impl->context, [impl = m_impl.get()] { impl->beginStop(); });
}

} // namespace toll
