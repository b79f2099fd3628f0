// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/server/address.h"

#include <boost/asio/ip/tcp.hpp>

namespace toll::http {

/// Reads "ADDRESS:PORT": "127.0.0.1:8080", "[::1]:8080". Syntax for anything else, also for names.
[[nodiscard]] Result<boost::asio::ip::tcp::endpoint> parseEndpoint(std::string_view text);
/// The same form.
[[nodiscard]] std::string toString(const boost::asio::ip::tcp::endpoint &endpoint);
[[nodiscard]] Address addressOf(const boost::asio::ip::address &address);

} // namespace toll::http
