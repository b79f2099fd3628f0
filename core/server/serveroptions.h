// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace toll {

/// What a client may send, and how long it may take. Beyond it requests are refused or connections closed.
struct ServerLimits {
    std::size_t targetBytes = 4 * 1024; ///< 414
    std::size_t headBytes = 16 * 1024; ///< request line and headers: 431
    std::size_t headerCount = 64; ///< 431
    std::uint64_t bodyBytes = 8 * 1024 * 1024; ///< of any route, whatever it asks for: 413
    std::size_t connections = 4096; ///< 503
    std::size_t connectionsOfAddress = 1024; ///< of an IPv4 address, or the first 64 bits of IPv6: 503
    std::size_t waitingJobs = 256; ///< slow requests that wait for the worker: 503
    std::chrono::milliseconds handshakeTime{10'000}; ///< of TLS
    std::chrono::milliseconds headTime{10'000}; ///< from the first byte, or from connecting, to the end of the headers
    std::chrono::milliseconds bodyTime{30'000}; ///< from there to the end of the body
    std::chrono::milliseconds waitTime{10'000}; ///< of a slow request for its turn: 503 instead of being begun
    std::chrono::milliseconds sendTime{30'000}; ///< for the client to take the answer
    /// between requests: longer than gateways keep connections (nginx: 60 s)
    std::chrono::milliseconds idleTime{75'000};
    std::chrono::milliseconds stopTime{10'000}; ///< for what is under way when the server is told to stop
};

/// PEM files.
struct TlsFiles {
    std::string certificate; ///< the chain, the server's own first
    std::string key;
};

struct ServerOptions {
    std::string listen = "127.0.0.1:8080"; ///< "ADDRESS:PORT"; port 0: any free one
    std::optional<TlsFiles> tls{}; ///< without it plain HTTP
    bool allowsPlainRemote = false; ///< plain HTTP on other than loopback addresses
    unsigned threads = 0; ///< that do I/O; 0: as many as there are cores
    ServerLimits limits{};
};

} // namespace toll
