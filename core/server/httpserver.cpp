// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/httpserver.h"

#include "core/base/json.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <charconv>
#include <chrono>
#include <csignal>
#include <optional>

namespace toll {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

constexpr std::uint32_t maxHeaderBytes = 8 * 1024;
constexpr std::uint64_t maxBodyBytes = 64 * 1024;
constexpr int maxConnections = 1024;
constexpr std::chrono::seconds requestTimeout{30};

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

Response jsonResponse(const Request &request, http::status status, const char *type, const Json &body)
{
    Response response(status, request.version());
    response.set(http::field::content_type, type);
    response.set(http::field::cache_control, "no-store");
    response.keep_alive(request.keep_alive());
    response.body() = body.dump();
    response.prepare_payload();
    return response;
}

Response problem(const Request &request, http::status status)
{
    Json body;
    body.set("type", "about:blank").set("title", std::string(http::obsolete_reason(status)));
    body.set("status", static_cast<std::int64_t>(status));
    return jsonResponse(request, status, "application/problem+json", body);
}

Response answer(const Request &request, const ServerHooks &hooks)
{
    if (request.target() != "/healthz")
        return problem(request, http::status::not_found);
    if (request.method() != http::verb::get && request.method() != http::verb::head) {
        Response response = problem(request, http::status::method_not_allowed);
        response.set(http::field::allow, "GET, HEAD");
        return response;
    }
    const bool isHealthy = hooks.check().has_value();
    Json body;
    body.set("status", isHealthy ? "ok" : "failing").set("version", hooks.version);
    return jsonResponse(
        request, isHealthy ? http::status::ok : http::status::service_unavailable, "application/json", body);
}

/// One connection: reads a request, answers it, and so on while the client keeps it open.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, const ServerHooks &hooks, int &connections)
        : m_stream(std::move(socket)), m_hooks(hooks), m_connections(connections)
    {
        ++m_connections;
    }
    ~Session() { --m_connections; }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    void read()
    {
        m_parser.emplace();
        m_parser->header_limit(maxHeaderBytes);
        m_parser->body_limit(maxBodyBytes);
        m_stream.expires_after(requestTimeout);
        http::async_read(
            m_stream, m_buffer, *m_parser, [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (error == http::error::body_limit)
                    self->refuse(http::status::payload_too_large);
                else if (error == http::error::header_limit)
                    self->refuse(http::status::request_header_fields_too_large);
                else if (!error)
                    self->write(answer(self->m_parser->get(), self->m_hooks));
                else if (error.category() == beast::error_code(http::error::bad_method).category()
                    && error != http::error::end_of_stream)
                    self->refuse(http::status::bad_request);
                else
                    self->close();
            });
    }

private:
    void refuse(http::status status)
    {
        Request closing;
        closing.version(11);
        closing.keep_alive(false);
        write(problem(closing, status));
    }

    void write(Response response)
    {
        const bool isHead = m_parser->get().method() == http::verb::head;
        m_response = std::move(response);
        m_serializer.emplace(*m_response);
        m_serializer->split(isHead);
        const auto done = [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (error || self->m_response->need_eof())
                self->close();
            else
                self->read();
        };
        if (isHead)
            http::async_write_header(m_stream, *m_serializer, done);
        else
            http::async_write(m_stream, *m_serializer, done);
    }

    void close()
    {
        beast::error_code ignored;
        m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer{maxHeaderBytes + maxBodyBytes};
    std::optional<http::request_parser<http::string_body>> m_parser;
    std::optional<Response> m_response;
    std::optional<http::response_serializer<http::string_body>> m_serializer;
    const ServerHooks &m_hooks;
    int &m_connections;
};

} // namespace

class HttpServer::Impl {
public:
    explicit Impl(ServerHooks given) : hooks(std::move(given)) { }

    void accept()
    {
        acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            if (!error && connections < maxConnections)
                std::make_shared<Session>(std::move(socket), hooks, connections)->read();
            accept();
        });
    }

    void close()
    {
        beast::error_code ignored;
        acceptor.close(ignored);
        signals.cancel(ignored);
        context.stop();
    }

    ServerHooks hooks;
    int connections = 0;
    asio::io_context context{1};
    tcp::acceptor acceptor{context};
    asio::signal_set signals{context, SIGINT, SIGTERM};
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) { }
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const std::string &address, ServerHooks hooks)
{
    const std::size_t colon = address.rfind(':');
    const auto bad = [&] { return fail(ErrorCode::Syntax, "listen", address, "127.0.0.1:8080, [::1]:8080"); };
    if (colon == std::string::npos)
        return bad();
    std::string host = address.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    unsigned short port = 0;
    const char *end = address.data() + address.size();
    const auto [rest, fault] = std::from_chars(address.data() + colon + 1, end, port);
    beast::error_code error;
    const asio::ip::address ip = asio::ip::make_address(host, error);
    if (error || fault != std::errc() || rest != end)
        return bad();
    auto impl = std::make_unique<Impl>(std::move(hooks));
    const tcp::endpoint endpoint(ip, port);
    impl->acceptor.open(endpoint.protocol(), error);
    if (!error)
        impl->acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        impl->acceptor.bind(endpoint, error);
    if (!error)
        impl->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return fail(ErrorCode::Io, "listen", address, error.message());
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

std::string HttpServer::address() const
{
    const tcp::endpoint endpoint = m_impl->acceptor.local_endpoint();
    const std::string host = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

void HttpServer::run()
{
    m_impl->signals.async_wait([impl = m_impl.get()](beast::error_code error, int) {
        if (!error)
            impl->close();
    });
    m_impl->accept();
    m_impl->context.run();
}

void HttpServer::stop()
{
    asio::post(m_impl->context, [impl = m_impl.get()] { impl->close(); });
}

} // namespace toll
