// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/address.h"

#include <cstddef>
#include <mutex>
#include <unordered_map>

namespace toll::http {

/// How many connections there are, in all and of each address (IPv6: of each /64), within bounds. For all threads.
class ConnectionCounts {
public:
    enum class Verdict { Admitted, TooMany, TooManyOfAddress };

    ConnectionCounts(std::size_t most, std::size_t mostOfAddress) : m_most(most), m_mostOfAddress(mostOfAddress) { }

    /// Counts the connection if it is admitted; then release() must follow once.
    [[nodiscard]] Verdict admit(const Address &address)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_total >= m_most)
            return Verdict::TooMany;
        std::size_t &count = m_counts[address.group()];
        if (count >= m_mostOfAddress)
            return Verdict::TooManyOfAddress;
        ++count;
        ++m_total;
        return Verdict::Admitted;
    }
    void release(const Address &address)
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_counts.find(address.group());
        --m_total;
        if (--found->second == 0)
            m_counts.erase(found);
    }
    [[nodiscard]] std::size_t total() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_total;
    }

private:
    const std::size_t m_most;
    const std::size_t m_mostOfAddress;
    mutable std::mutex m_mutex;
    std::size_t m_total = 0;
    std::unordered_map<Address, std::size_t, AddressHash> m_counts;
};

} // namespace toll::http
