// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/addressthrottle.h"

#include <algorithm>
#include <bit>

namespace toll::http {

AddressThrottle::AddressThrottle(RateLimit limit, std::size_t addresses, std::uint64_t seed)
    : m_limit(limit), m_seed(seed), m_sets(std::bit_ceil(std::max<std::size_t>(1, (addresses + ways - 1) / ways)))
{
}

std::optional<std::int64_t> AddressThrottle::retryAfter(const Address &address, Instant now) const
{
    const Address group = address.group();
    const Set &set = m_sets[placeOf(group)];
    const auto found = std::ranges::find(set, group, &Entry::address);
    if (found == set.end() || m_limit.fits(found->state, now, 1))
        return {};
    return m_limit.retryAfter(found->state, now, 1);
}

void AddressThrottle::failed(const Address &address, Instant now)
{
    const Address group = address.group();
    Set &set = m_sets[placeOf(group)];
    auto entry = std::ranges::find(set, group, &Entry::address);
    if (entry == set.end()) {
        entry = std::ranges::max_element(set, {}, [&](const Entry &each) { return m_limit.room(each.state, now); });
        *entry = {group, {}};
    }
    if (m_limit.fits(entry->state, now, 1))
        m_limit.take(entry->state, now, 1);
}

} // namespace toll::http
