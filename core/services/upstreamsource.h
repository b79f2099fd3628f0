// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"
#include "core/simulation/margin.h"
#include "core/services/stores.h"
#include "core/usage/row.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// Which price list holds for which usage, and when: what of one pattern runs without a break by one plan in one currency.
class UpstreamBook {
public:
    using Run = ProviderRun;

    [[nodiscard]] static Result<UpstreamBook> load(Stores &stores);

    [[nodiscard]] const std::vector<Run> &runs() const { return m_runs; }
    /// The run that prices usage of a source at an instant; nothing where none does.
    [[nodiscard]] std::optional<std::size_t> runFor(const std::string &source, Instant time);
    /// Whether a run begins or ends inside a span, but not on a quarter of an hour.
    [[nodiscard]] bool cutsQuarters(Interval span) const;

private:
    std::vector<Run> m_runs; ///< the most exact pattern first
    std::map<std::string, std::vector<std::size_t>> m_memory; ///< source -> runs of the pattern that applies to it
};

/// Usage of all customers as one provider sees it: one account.
struct UpstreamSource {
    const UpstreamBook::Run *run = nullptr;
    Interval period; ///< what is charged: the part of the run that was asked for
    UsageTable usage; ///< of one token
    std::vector<TokenId> tokens; ///< ours
    std::vector<std::uint32_t> tokenOfRow; ///< into tokens
    std::vector<bool> marked; ///< as of RatingSource

    /// Points into this object.
    [[nodiscard]] RatingInput input() const;
};

/// What each run of the book is to be rated with, for a period; runs outside it are left out. Cells where they rate the
/// same as events, unless `mark` is given, which every event is asked.
[[nodiscard]] Result<std::vector<UpstreamSource>> loadUpstream(Stores &stores, UpstreamBook &book, Interval period,
    const std::function<Result<bool>(const StoredEvent &)> &mark);

} // namespace toll
