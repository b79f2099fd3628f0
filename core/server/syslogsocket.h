// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace toll::http {

/// Receives syslog datagrams on a UDP port of a loopback address, or on a Unix socket.
class SyslogSocket {
public:
    /// "127.0.0.1:5140", "[::1]:5140", "unix:/run/tollkeeper/log". A socket file that nobody listens at is replaced; its
    /// own may be written by owner and group. Syntax for another form, Unsupported for an address that others can reach,
    /// Io where it cannot be bound.
    [[nodiscard]] static Result<std::unique_ptr<SyslogSocket>> open(const std::string &address);
    ~SyslogSocket();
    SyslogSocket(const SyslogSocket &) = delete;
    SyslogSocket &operator=(const SyslogSocket &) = delete;

    /// To wait at.
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    /// As it was given, with the port that was bound.
    [[nodiscard]] const std::string &address() const { return m_address; }

    /// Takes a datagram; false: not now, it comes again.
    using Take = std::function<bool(std::string_view datagram)>;
    /// Hands on what has come, some thousand at most; true where there may be more. A datagram that was cut off is
    /// handed on as far as it came.
    bool receive(const Take &take);
    /// Datagrams that the system dropped because they came faster than they were taken; of UDP only.
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }

private:
    SyslogSocket(int descriptor, std::string address, std::string file);

    int m_descriptor;
    std::string m_address;
    std::string m_file; ///< to be removed; empty: none
    std::string m_buffer;
    std::size_t m_waiting = 0; ///< bytes of a datagram that was not taken
    std::uint64_t m_dropped = 0;
};

} // namespace toll::http
