// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/capseries.h"
#include "core/rating/rate.h"

#include <optional>
#include <span>
#include <vector>

namespace toll {

/// Where an instant lies among the terms of a token.
enum class TermPlace { Inside, BeforeFirst, Ended, Revoked };

/// The terms of one token under one charge as time goes by. What was priced before a change stays as it was: a price is
/// not known before it is in force.
class TermWalk {
public:
    /// `prices`: resolved, in order of time, the first holding from ever; they and the token must outlive the walk.
    /// Terms that begin after `until` are of no interest; without it there are none.
    TermWalk(std::span<const DatedPrice> prices, const RatedToken &token, Instant firstTermStart,
        std::optional<Instant> until, const Zone &zone);

    /// Moves on to an instant, which may not be before the last one. Inside a term, what follows is of that instant; a
    /// C x T that cannot be counted is an Overflow.
    [[nodiscard]] Result<TermPlace> moveTo(Instant t);

    enum class Change {
        None,
        Learnt, ///< the term goes on, but other caps, or another C x T, may hold
        Opened, ///< another term
    };
    [[nodiscard]] Change change() const { return m_change; } ///< by the last move
    /// The windows of the term's caps; to be taken once after each change.
    [[nodiscard]] std::vector<CapSeries> takeSeries() { return std::move(m_series); }
    [[nodiscard]] const Term &term() const { return m_terms[m_term]; }
    [[nodiscard]] const TokenPrice &price() const { return m_prices[m_known - 1].price; }
    [[nodiscard]] const std::optional<std::int64_t> &allowance() const { return m_allowance; } ///< C x T
    /// All that begin until `until`, as far as is known where the walk is.
    [[nodiscard]] const std::vector<Term> &terms() const { return m_terms; }
    /// Drops the terms before the one under way, for walks that go on for years: terms() lacks them until a price is
    /// learnt.
    void forgetEnded();

private:
    void layTerms();
    [[nodiscard]] Result<void> readTerm();

    std::span<const DatedPrice> m_prices;
    const RatedToken &m_token;
    Instant m_start;
    std::optional<Instant> m_until;
    const Zone &m_zone;
    std::size_t m_known = 0; ///< prices in force so far
    std::vector<Term> m_terms; ///< by these
    std::size_t m_term = 0;
    bool m_isOpen = false;
    bool m_isStale = false; ///< a price was learnt since the term was read
    Change m_change = Change::None;
    std::optional<std::int64_t> m_allowance;
    std::vector<CapSeries> m_series;
};

} // namespace toll
