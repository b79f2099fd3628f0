// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A client that sends exactly the bytes it is told to.
#pragma once

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace toll::test {

struct Reply {
    int status = 0; ///< 0: no answer came
    std::string head; ///< with the empty line
    std::string body;

    /// The first header of that name as it is written; nothing where there is none.
    [[nodiscard]] std::optional<std::string> header(const std::string &name) const
    {
        const std::size_t at = head.find("\r\n" + name + ": ");
        if (at == head.npos)
            return {};
        const std::size_t begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
    [[nodiscard]] bool isLast() const { return header("Connection") == "close"; }
};

class RawClient {
public:
    /// Connects to a port of 127.0.0.1, from any address of this machine.
    explicit RawClient(std::uint16_t port, const char *from = "127.0.0.1")
        : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in own{};
        own.sin_family = AF_INET;
        inet_pton(AF_INET, from, &own.sin_addr);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
        m_isConnected = bind(m_socket, reinterpret_cast<const sockaddr *>(&own), sizeof own) == 0
            && connect(m_socket, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0;
    }
    ~RawClient() { ::close(m_socket); }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    [[nodiscard]] int descriptor() const { return m_socket; }

    /// False where the server has closed.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void endSending() { shutdown(m_socket, SHUT_WR); }

    /// One answer, whose length is said; `isHead` where its body is not sent.
    Reply receive(bool isHead = false)
    {
        Reply reply;
        while (m_received.find("\r\n\r\n") == m_received.npos)
            if (!more())
                return reply;
        const std::size_t end = m_received.find("\r\n\r\n") + 4;
        reply.head = m_received.substr(0, end);
        m_received.erase(0, end);
        reply.status = std::atoi(reply.head.c_str() + std::strlen("HTTP/1.1 "));
        const std::string length = isHead ? "0" : reply.header("Content-Length").value_or("0");
        const std::size_t size = std::strtoull(length.c_str(), nullptr, 10);
        while (m_received.size() < size)
            if (!more())
                return reply;
        reply.body = m_received.substr(0, size);
        m_received.erase(0, size);
        return reply;
    }
    Reply ask(std::string_view bytes)
    {
        send(bytes);
        return receive();
    }
    /// Whether the server closes, whatever it says before.
    bool isClosed()
    {
        while (more()) { }
        return m_isAtEnd;
    }

private:
    bool more()
    {
        constexpr int patience = 20'000; // ms: no test waits so long but for a fault
        pollfd ready{m_socket, POLLIN, 0};
        if (poll(&ready, 1, patience) <= 0)
            return false;
        char bytes[65536];
        const ssize_t size = recv(m_socket, bytes, sizeof bytes, 0);
        m_isAtEnd = size == 0 || (size < 0 && errno == ECONNRESET);
        if (size <= 0)
            return false;
        m_received.append(bytes, static_cast<std::size_t>(size));
        return true;
    }

    int m_socket;
    bool m_isConnected = false;
    bool m_isAtEnd = false;
    std::string m_received;
};

} // namespace toll::test
