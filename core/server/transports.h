// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/connection.h"
#include "core/server/tls.h"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace toll::http {

/// A socket that knows what its executor is: calls through any_io_executor would be felt.
using IoSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// The connection on a socket that has been accepted; with a context it speaks TLS. On the thread's own thread.
[[nodiscard]] std::shared_ptr<Connection> makeConnection(
    IoThread &thread, IoSocket socket, const Address &peer, const TlsContext &tls);

/// The same for TLS only (transporttls.cpp).
[[nodiscard]] std::shared_ptr<Connection> makeTlsConnection(
    IoThread &thread, IoSocket socket, const Address &peer, const TlsContext &tls);

} // namespace toll::http
