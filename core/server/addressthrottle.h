// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/ratelimit.h"
#include "core/server/address.h"

#include <array>
#include <optional>
#include <vector>

namespace toll::http {

/// How often an address has failed of late, for thousands of addresses in a room that never grows: guesses at keys are
/// slowed down by it. IPv6 is counted by its first 64 bits. Where more addresses fail at once than there is room for,
/// the ones with the fewest failures are forgotten first. No thread safety: the owner sees to that.
///
/// Whether a throttled address is refused altogether or only with its wrong keys is the caller's choice: behind a
/// gateway all clients have one address, and then only wrong keys should be.
class AddressThrottle {
public:
    /// Room for at least `addresses`; `seed` should be random, so that nobody can aim at an address' place.
    AddressThrottle(RateLimit limit, std::size_t addresses, std::uint64_t seed);

    /// Milliseconds until another failure would be taken, in which the address is to be answered 429; nothing where one
    /// is taken now.
    [[nodiscard]] std::optional<std::int64_t> retryAfter(const Address &address, Instant now) const;
    /// Notes a failure, unless there are too many already.
    void failed(const Address &address, Instant now);

    [[nodiscard]] std::size_t room() const { return m_sets.size() * ways; }

private:
    static constexpr std::size_t ways = 8;

    struct Entry {
        Address address;
        RateState state;
    };
    using Set = std::array<Entry, ways>;

    [[nodiscard]] std::size_t placeOf(const Address &group) const { return group.hash(m_seed) & (m_sets.size() - 1); }

    RateLimit m_limit;
    std::uint64_t m_seed;
    std::vector<Set> m_sets;
};

} // namespace toll::http
