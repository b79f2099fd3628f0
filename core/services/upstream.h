// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"
#include "core/services/context.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// By which plan a provider charges us, from when until when.
struct UpstreamRow {
    std::string pattern; ///< of sources: "*" is all
    std::string plan; ///< name
    std::string currency;
    Instant from; ///< earliestInstant: from ever
    std::optional<Instant> until; ///< nothing: without end
};

/// What was written about a pattern: from an instant on this plan, until the next.
struct UpstreamEntry {
    std::string plan; ///< name; empty: nothing is charged from here on
    Instant from;

    bool operator==(const UpstreamEntry &) const = default;
};

/// Price lists of upstream providers: plans like any other, rated by the same function over the usage of all customers
/// whose source fits a pattern. To each usage one list applies, that of the most exact pattern that fits: most characters
/// that are not wildcards, then the first by alphabet.
class UpstreamService {
public:
    explicit UpstreamService(ServiceContext &context) : m_context(context) { }

    /// From `from` on (a date in the workspace's zone, or RFC 3339; absent: from ever for a pattern's first list, else from
    /// now), until the pattern's next one. A plan that takes prices from tokens is Unsupported: a provider knows none.
    [[nodiscard]] Result<UpstreamRow> assign(
        const std::string &plan, const std::string &pattern, const std::optional<std::string> &from = {});
    /// Nothing is charged for the pattern from `from` (absent: now) on. NotFound where it has no list then.
    [[nodiscard]] Result<UpstreamRow> end(const std::string &pattern, const std::optional<std::string> &from = {});
    /// By pattern, oldest first.
    [[nodiscard]] Result<std::vector<UpstreamRow>> list() const;
    /// Everything written about a pattern, oldest first: what restore() puts back.
    [[nodiscard]] Result<std::vector<UpstreamEntry>> entries(const std::string &pattern) const;
    /// Makes these the pattern's entries again, as undo does; whatever else was written about it goes.
    [[nodiscard]] Result<void> restore(const std::string &pattern, const std::vector<UpstreamEntry> &entries);

private:
    [[nodiscard]] Result<Instant> start(const std::optional<std::string> &from, Instant otherwise) const;

    ServiceContext &m_context;
};

} // namespace toll
