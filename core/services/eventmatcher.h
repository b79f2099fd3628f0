// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/usagescope.h"
#include "core/usage/eventcolumns.h"

#include <unordered_set>
#include <vector>

namespace toll {

/// Finds among the rows of a segment those that tokens and a filter leave. What a term says of texts that repeat it is
/// asked once a text, not once a row; only what is left then is looked at row by row.
class EventMatcher {
public:
    EventMatcher(UsageScope &scope, const std::vector<TokenId> &tokens, const EventFilter &where);

    /// The columns it looks at.
    [[nodiscard]] ColumnSet columns() const { return m_columns; }
    /// Clears what does not fit in `ofTokens` for the tokens, and in `fitting` for tokens and filter; one byte a row.
    [[nodiscard]] Result<void> match(
        const EventColumns &columns, std::vector<std::uint8_t> &ofTokens, std::vector<std::uint8_t> &fitting);

private:
    using Rows = std::vector<std::uint8_t>;

    void matchTokens(const EventColumns &columns, Rows &rows) const;
    [[nodiscard]] Result<void> matchOwners(
        const EventFilter &term, const EventColumns &columns, const std::vector<std::uint32_t> &tokens, Rows &rows);
    [[nodiscard]] Result<void> matchWhole(
        const EventFilter &terms, const EventColumns &columns, const std::vector<std::uint32_t> &tokens, Rows &rows);

    UsageScope &m_scope;
    std::unordered_set<TokenId> m_tokens;
    std::vector<EventFilter> m_quick; ///< a term each
    EventFilter m_slow; ///< the others
    ColumnSet m_columns = 0;
};

} // namespace toll
