// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"

#include <string>
#include <vector>

namespace toll {

/// By which plan a provider charges us from an instant on, for usage whose source fits the pattern.
struct UpstreamAssignment {
    std::string pattern; ///< of sources: * any run, ? one character
    std::string plan; ///< name; empty: nothing from here on
    Instant from;

    bool operator==(const UpstreamAssignment &) const = default;
};

/// Upstream price lists.
class UpstreamStore {
public:
    explicit UpstreamStore(Connection &connection) : m_connection(connection) { }

    /// Replaces an assignment of the pattern from the same instant. NotFound when there is no such plan.
    Result<void> assign(const UpstreamAssignment &assignment, Instant now);
    /// Nothing where there is none.
    Result<void> remove(const std::string &pattern, Instant from);
    /// By pattern, then time.
    [[nodiscard]] Result<std::vector<UpstreamAssignment>> list();

private:
    Connection &m_connection;
};

} // namespace toll
