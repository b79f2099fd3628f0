// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the benchmark of the HTTP server, which bench_server.py runs in turn, each on its core:
//   bench_server ours PORT          our server, one I/O thread, a fast route that answers a small JSON text
//   bench_server beast PORT         a bare Boost.Beast server that answers the same text to whatever is asked
//   bench_server load PORT SECONDS CONNECTIONS [KEY]
//                                   asks over connections that stay, one request at a time on each; every request has
//                                   an id of its own, as a gateway gives it
#include "core/server/httpserver.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace toll;

namespace {

namespace beast = boost::beast;
using tcp = boost::asio::ip::tcp;

constexpr std::string_view answerText = R"({"code":"VALID","token":"tk_0123456789","remaining":42})";

int serveOurs(const char *port)
{
    http::Router router;
    router.fast(http::Method::Get, "/v1/authorize", [](const http::Request &request, http::Response &response) {
        const bool hasKey = request.header("Authorization").has_value();
        response.header("RateLimit", "\"minute\";r=12;t=31");
        response.content(hasKey ? 200 : 401, "application/json", answerText);
    });
    http::Worker worker(16);
    http::Metrics metrics;
    http::Log log(2, http::LogLevel::Info,
        [] { return Instant{std::chrono::system_clock::now().time_since_epoch() / std::chrono::milliseconds(1)}; });
    auto server = HttpServer::listen(
        {.listen = "127.0.0.1:" + std::string(port), .threads = 1}, std::move(router), worker, log, metrics);
    if (!server)
        return 1;
    (*server)->run();
    return 0;
}

/// As Beast's own small example has it, without limits and times.
class BareSession : public std::enable_shared_from_this<BareSession> {
public:
    explicit BareSession(tcp::socket socket) : m_socket(std::move(socket)) { }

    void read()
    {
        m_request = {};
        beast::http::async_read(
            m_socket, m_buffer, m_request, [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (!error)
                    self->write();
            });
    }

private:
    void write()
    {
        m_response = {};
        m_response.result(beast::http::status::ok);
        m_response.set(beast::http::field::content_type, "application/json");
        m_response.body() = answerText;
        m_response.prepare_payload();
        beast::http::async_write(
            m_socket, m_response, [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (!error)
                    self->read();
            });
    }

    tcp::socket m_socket;
    beast::flat_buffer m_buffer;
    beast::http::request<beast::http::empty_body> m_request;
    beast::http::response<beast::http::string_body> m_response;
};

class BareServer {
public:
    explicit BareServer(std::uint16_t port)
        : m_acceptor(m_context, tcp::endpoint(boost::asio::ip::address_v4::loopback(), port))
    {
    }
    void run()
    {
        accept();
        m_context.run();
    }

private:
    void accept()
    {
        m_acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
            if (!error) {
                socket.set_option(tcp::no_delay(true));
                std::make_shared<BareSession>(std::move(socket))->read();
            }
            accept();
        });
    }

    boost::asio::io_context m_context{1};
    tcp::acceptor m_acceptor;
};

/// One connection of the load: its request is under way since `begun`.
struct Lane {
    int descriptor = -1;
    std::size_t received = 0;
    std::uint32_t last = 0; ///< the four bytes that came last
    std::chrono::steady_clock::time_point begun;
};

class Load {
public:
    Load(std::uint16_t port, int connections, std::string_view key)
        : m_lanes(static_cast<std::size_t>(connections)), m_epoll(epoll_create1(0))
    {
        m_request = "GET /v1/authorize?sets=id,address,endpoint HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ";
        m_request += key;
        m_request += "\r\nX-Request-Id: 0123456789abcdef";
        m_idAt = m_request.size();
        m_request += "0000000000000000\r\nX-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Uri: /v1/chat/completions\r\n\r\n";
        m_count = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
        for (std::size_t i = 0; i < m_lanes.size(); ++i) {
            m_lanes[i].descriptor = connectTo(port);
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_lanes[i].descriptor, &event);
        }
        learnSize();
    }

    void run(std::chrono::duration<double> time)
    {
        const auto start = std::chrono::steady_clock::now();
        for (Lane &lane : m_lanes)
            ask(lane);
        std::array<epoll_event, 256> events;
        while (std::chrono::steady_clock::now() - start < time) {
            const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 100);
            for (int i = 0; i < count; ++i)
                take(m_lanes[events[static_cast<std::size_t>(i)].data.u64]);
        }
        m_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }

    void print()
    {
        std::ranges::sort(m_times);
        const auto at = [&](double part) {
            const double place = part * static_cast<double>(m_times.size() - 1);
            return static_cast<double>(m_times[static_cast<std::size_t>(place)]) / 1000;
        };
        std::printf("load requests %zu seconds %.3f p50_us %.0f p99_us %.0f max_us %.0f\n", m_times.size(), m_seconds,
            at(0.5), at(0.99), at(1));
    }

private:
    static int connectTo(std::uint16_t port)
    {
        const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
            std::perror("connect");
            std::exit(1);
        }
        return descriptor;
    }

    /// Answers with a body are all of one size: the first says which. Others end with their headers.
    void learnSize()
    {
        ask(m_lanes[0]);
        std::string answer;
        std::array<char, 4096> bytes;
        std::size_t end = 0;
        std::size_t size = 0;
        while (end == 0 || answer.size() < end + size) {
            const ssize_t got = recv(m_lanes[0].descriptor, bytes.data(), bytes.size(), 0);
            if (got <= 0)
                std::exit(1);
            answer.append(bytes.data(), static_cast<std::size_t>(got));
            if (end == 0 && answer.contains("\r\n\r\n")) {
                end = answer.find("\r\n\r\n") + 4;
                const std::size_t length = answer.find("Content-Length: ");
                size = length < end ? std::strtoull(answer.c_str() + length + 16, nullptr, 10) : 0;
                m_hasBody = length < end;
            }
        }
        if (!answer.starts_with("HTTP/1.1 20")) {
            std::fprintf(stderr, "%s\n", answer.c_str());
            std::exit(1);
        }
        m_size = end + size;
    }

    void ask(Lane &lane)
    {
        constexpr std::string_view digits = "0123456789abcdef";
        std::uint64_t number = ++m_count;
        for (std::size_t at = m_idAt + 16; at > m_idAt; number >>= 4)
            m_request[--at] = digits[number & 15];
        lane.received = 0;
        lane.last = 0;
        lane.begun = std::chrono::steady_clock::now();
        if (::send(lane.descriptor, m_request.data(), m_request.size(), MSG_NOSIGNAL)
            != static_cast<ssize_t>(m_request.size()))
            std::exit(1);
    }

    void take(Lane &lane)
    {
        std::array<char, 4096> bytes;
        const ssize_t got = recv(lane.descriptor, bytes.data(), bytes.size(), 0);
        if (got <= 0) {
            std::fprintf(stderr, "the server closed a connection\n");
            std::exit(1);
        }
        lane.received += static_cast<std::size_t>(got);
        for (ssize_t at = std::max<ssize_t>(0, got - 4); at < got; ++at)
            lane.last = lane.last << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(at)]);
        constexpr std::uint32_t emptyLine = 0x0d0a0d0a;
        if (m_hasBody ? lane.received < m_size : lane.last != emptyLine)
            return;
        m_times.push_back(static_cast<std::uint32_t>(std::min<std::int64_t>(
            (std::chrono::steady_clock::now() - lane.begun) / std::chrono::nanoseconds(1), 4'000'000'000)));
        ask(lane);
    }

    std::vector<Lane> m_lanes;
    std::vector<std::uint32_t> m_times; ///< ns
    int m_epoll;
    std::string m_request;
    std::size_t m_idAt = 0; ///< where the sixteen digits are that differ
    std::uint64_t m_count = 0;
    std::size_t m_size = 0;
    bool m_hasBody = false;
    double m_seconds = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    const std::string_view role = argc > 2 ? argv[1] : "";
    if (role == "ours")
        return serveOurs(argv[2]);
    if (role == "beast") {
        BareServer(static_cast<std::uint16_t>(std::atoi(argv[2]))).run();
        return 0;
    }
    if (role == "load" && argc >= 5) {
        const char *const key = argc > 5 ? argv[5] : "tk_live_Zq3vN8rT1xK5mB7wC9yD2fG4hJ6kLp0aQe4T";
        Load load(static_cast<std::uint16_t>(std::atoi(argv[2])), std::atoi(argv[4]), key);
        load.run(std::chrono::duration<double>(std::atof(argv[3])));
        load.print();
        return 0;
    }
    std::fprintf(stderr, "bench_server ours PORT | beast PORT | load PORT SECONDS CONNECTIONS [KEY]\n");
    return 2;
}
