// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/endpoint.h"

#include <charconv>

namespace toll::http {

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

} // namespace

Result<tcp::endpoint> parseEndpoint(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    const auto bad
        = [&] { return fail(ErrorCode::Syntax, "listen", std::string(text), "127.0.0.1:8080, [::1]:8080"); };
    if (colon == text.npos)
        return bad();
    std::string_view host = text.substr(0, colon);
    const bool isBracketed = host.starts_with('[') && host.ends_with(']');
    if (isBracketed)
        host = host.substr(1, host.size() - 2);
    std::uint16_t port = 0;
    const char *end = text.data() + text.size();
    const auto [rest, fault] = std::from_chars(text.data() + colon + 1, end, port);
    boost::system::error_code error;
    const asio::ip::address ip = asio::ip::make_address(std::string(host), error);
    if (error || fault != std::errc() || rest != end || ip.is_v6() != isBracketed)
        return bad();
    return tcp::endpoint(ip, port);
}

std::string toString(const tcp::endpoint &endpoint)
{
    const std::string host = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

Address addressOf(const asio::ip::address &address)
{
    if (address.is_v4())
        return Address::v4(address.to_v4().to_bytes());
    return Address::v6(address.to_v6().to_bytes());
}

} // namespace toll::http
