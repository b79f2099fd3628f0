// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"
#include "core/services/context.h"

#include <optional>
#include <string>

namespace toll {

/// So many calls in a span of time, of a token or under a plan.
struct EstimateRequest {
    static constexpr std::int64_t mostCalls = 1'000'000'000'000;
    static constexpr std::int64_t mostDays = 3660;

    std::optional<TokenId> token;
    std::string plan; ///< "NAME" or "NAME@2", where there is no token
    std::int64_t calls = 0; ///< 0 to mostCalls
    Interval span; ///< not empty, at most mostDays
};

/// Prices calls that were not made, by the function that bills those that were.
class EstimateService {
public:
    /// Calls are so many moments at most: as many as calls, evenly over the time; of more calls each moment has several.
    static constexpr std::int64_t mostMoments = 10'000;

    explicit EstimateService(ServiceContext &context) : m_context(context) { }

    /// The statement of these calls alone: what was used already is left out, but the terms of a token that has begun
    /// are what they are. The calls are spread evenly over the part of the span that its first to last term of them
    /// covers, over all of it where none does; a token that was never used begins with the first of them, and so does a
    /// plan's. OutOfRange at "/calls" or "/to"; NotFound; Syntax at the pointer of a plan's value that is a token's.
    [[nodiscard]] Result<Statement> estimate(const EstimateRequest &request) const;

private:
    ServiceContext &m_context;
};

} // namespace toll
