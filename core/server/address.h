// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

namespace toll::http {

/// Who is at the other end of a connection: an IP address without its port. IPv4 written as IPv6 (::ffff:1.2.3.4) is
/// IPv4.
class Address {
public:
    Address() = default; ///< 0.0.0.0
    [[nodiscard]] static Address v4(const std::array<std::uint8_t, 4> &bytes);
    [[nodiscard]] static Address v6(const std::array<std::uint8_t, 16> &bytes);

    [[nodiscard]] bool isV6() const { return m_isV6; }
    [[nodiscard]] bool isLoopback() const;
    /// Whom limits are kept for: an IPv4 address itself, of IPv6 the first 64 bits, which is what one subscriber has.
    [[nodiscard]] Address group() const;
    [[nodiscard]] std::string text() const; ///< "192.0.2.1", "2001:db8::1"
    [[nodiscard]] std::size_t hash(std::uint64_t seed) const;

    auto operator<=>(const Address &) const = default;

private:
    std::array<std::uint8_t, 16> m_bytes{}; ///< of IPv4 the first four
    bool m_isV6 = false;
};

struct AddressHash {
    std::uint64_t seed = 0x9e3779b97f4a7c15ULL;
    std::size_t operator()(const Address &address) const { return address.hash(seed); }
};

} // namespace toll::http
