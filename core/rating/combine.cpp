// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/combine.h"

#include <algorithm>

namespace toll {

Result<Statement> combine(std::vector<Statement> statements)
{
    Statement whole;
    if (statements.empty())
        return whole;
    whole = std::move(statements.front());
    for (std::size_t i = 1; i < statements.size(); ++i) {
        Statement &next = statements[i];
        if (next.currency != whole.currency)
            return fail(ErrorCode::Conflict, "currency", next.currency.code, whole.currency.code);
        const Result<Decimal> total = whole.total.plus(next.total);
        if (!total)
            return std::unexpected(total.error());
        whole.total = *total;
        whole.plan += ", " + next.plan;
        const auto offset = static_cast<std::uint32_t>(whole.tokens.size());
        std::ranges::move(next.tokens, std::back_inserter(whole.tokens));
        for (StatementLine &line : next.lines) {
            for (LinePart &part : line.parts)
                part.token += offset;
            whole.lines.push_back(std::move(line));
        }
    }
    std::ranges::stable_sort(whole.lines, {}, [](const StatementLine &line) { return line.period.begin; });
    return whole;
}

} // namespace toll
