// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/chargegate.h"
#include "core/simulation/limitreplay.h"

#include <memory>
#include <span>
#include <vector>

namespace toll {

/// What a customer's tokens share, over all plans they are on.
struct LimitPool {
    LimitBook book;
    bool isShared = false; ///< the pool's holder has limits
    std::vector<WindowGrid> grids;
    std::vector<Cap> caps;
    std::optional<RateLimit> rate;
};
/// `begin`: at or before the first row.
[[nodiscard]] LimitPool limitPoolOf(const LimitRules &rules, bool isSelected, Instant begin, const Zone &zone);

/// Admits the rows of one customer under one plan, in order.
class LimitWalk {
public:
    /// `entry` tells walks that share a pool apart. `selected`: tokens that the rules are about. All must outlive it.
    LimitWalk(const RatingInput &input, const LimitRules &rules, const std::vector<bool> &selected,
        const CustomerId &customer, std::uint32_t entry, LimitPool &pool);

    /// How many rows there are to admit: those before the end of what is billed.
    [[nodiscard]] std::size_t rows() const { return m_admitted.size(); }
    [[nodiscard]] Result<void> admit(std::size_t row);
    /// Terms that followed by themselves; after the last row.
    [[nodiscard]] Result<void> finish();

    [[nodiscard]] std::vector<TokenLimits> &tokens() { return m_tokens; }
    [[nodiscard]] std::vector<RefusedRow> &refusals() { return m_refusals; }
    [[nodiscard]] std::int64_t refusedRows() const { return m_refusedRows; }
    /// Requests of each row that were admitted.
    [[nodiscard]] std::span<const std::int64_t> admitted() const { return m_admitted; }

private:
    /// One charge that caps a token.
    struct Gate : ChargeGate {
        using ChargeGate::ChargeGate;
        std::uint32_t charge = 0; ///< index into m_charges
        std::int64_t exhaustedIn = 0; ///< number of the last term that ran out
    };
    struct Taken {
        std::uint32_t row = 0;
        std::uint32_t charge = 0;
        std::int64_t quantity = 0;
    };
    void distributeRows();
    void buildGates();
    [[nodiscard]] Gate *gateOf(std::uint32_t charge, std::uint32_t token) { return m_gates[charge][token].get(); }
    [[nodiscard]] Result<std::optional<RefusalReason>> meetGates(std::size_t row);
    [[nodiscard]] std::optional<Window> windowAt(const CounterId &holder, std::uint32_t which, Instant t) const;
    void admitInto(const UsageRow &row, std::int64_t &admitted, TokenLimits *token);
    void noteRunOut(Gate &gate, Instant t, TokenLimits *token);
    [[nodiscard]] RefusedRow refusedRow(const UsageRow &row, std::int64_t requests) const;
    void explain(const UsageRow &row, RefusedRow &refused) const;
    void note(const RefusedRow &refused, TokenLimits &token);

    const RatingInput &m_input;
    const LimitRules &m_rules;
    const std::vector<bool> &m_selected;
    const CustomerId &m_customer;
    std::uint32_t m_entry;
    LimitPool &m_pool;
    RatedPeriods m_periods;
    Interval m_range{}; ///< what is reported
    std::vector<std::optional<Instant>> m_starts;
    std::vector<ChargeHistory> m_charges;
    std::vector<Taken> m_taken; ///< in order of rows
    std::size_t m_nextTaken = 0;
    std::vector<std::vector<std::unique_ptr<Gate>>> m_gates; ///< by charge and token
    std::vector<Meeting> m_meetings; ///< of the row at hand
    WindowsAt m_windowsAt;
    std::vector<std::int64_t> m_admitted;
    std::vector<TokenLimits> m_tokens;
    std::vector<RefusedRow> m_refusals;
    std::int64_t m_refusedRows = 0;
};

} // namespace toll
