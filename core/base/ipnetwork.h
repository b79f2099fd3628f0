// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace toll {

/// An IPv4 or IPv6 address. IPv4 is kept as IPv6 has it, mapped (::ffff:192.0.2.1), and a mapped address that is
/// written so is that IPv4 address.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};

    [[nodiscard]] bool isIpv4() const;
    auto operator<=>(const IpAddress &) const = default;
};

/// "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"; no brackets, ports or zones. Syntax otherwise.
[[nodiscard]] Result<IpAddress> parseIpAddress(std::string_view text);
/// As RFC 5952 has it: "192.0.2.1", "2001:db8::1".
[[nodiscard]] std::string toString(const IpAddress &address);

/// All addresses that begin with the same bits.
struct IpNetwork {
    IpAddress first; ///< with all bits behind the prefix 0
    int prefix = 128; ///< bits, of IPv4 too: 10.0.0.0/8 has 104

    /// An IPv4 address is in no IPv6 network, ::/0 neither.
    [[nodiscard]] bool contains(const IpAddress &address) const;
    auto operator<=>(const IpNetwork &) const = default;
};

/// "10.0.0.0/8", "2001:db8::/32", or one address. Bits behind the prefix are dropped. Syntax, OutOfRange.
[[nodiscard]] Result<IpNetwork> parseIpNetwork(std::string_view text);
/// "10.0.0.0/8"; of one address without the prefix.
[[nodiscard]] std::string toString(const IpNetwork &network);

} // namespace toll
