// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/tokenrows.h"

#include "core/rating/termuse.h"
#include "core/services/stores.h"

#include <algorithm>

namespace toll {

namespace {

/// The end of the quarter of an hour that has begun: a span up to here cuts no cell, and cells are read faster than
/// events.
Instant quarterAfter(Instant now)
{
    return floorTo(now, msPerQuarter).plus(msPerQuarter);
}

TokenRow emptyRow(const RatingSource &source, std::size_t index)
{
    TokenRow row;
    row.token = source.tokens[index];
    row.customerName = source.customer.name;
    row.planName = source.plan.name;
    row.currency = source.currency;
    row.zone = source.zone;
    row.spendThisPeriod = {{}, source.currency};
    return row;
}

Result<void> addSpend(std::vector<TokenRow> &rows, const Statement &statement)
{
    for (const StatementLine &line : statement.lines)
        for (const LinePart &part : line.parts) {
            TokenRow &row = rows[part.token];
            const Result<Decimal> sum = row.spendThisPeriod.amount.plus(part.amount);
            if (!sum)
                return std::unexpected(sum.error());
            row.spendThisPeriod.amount = *sum;
        }
    return {};
}

void addFacts(TokenRow &row, const std::optional<TermUse> &use)
{
    if (!use)
        return;
    row.facts.currentTerm = use->term;
    row.facts.allowance = use->allowance;
    row.facts.usedInTerm = use->n;
    if (use->allowance) {
        row.remaining = std::max<std::int64_t>(0, *use->allowance - use->n);
        row.over = std::max<std::int64_t>(0, use->n - *use->allowance);
    }
}

/// The rows of one customer on one plan.
Result<std::vector<TokenRow>> rowsOf(
    const RatingSource &source, const std::unordered_map<TokenId, UseSpan> &uses, Instant now)
{
    const Interval month = monthOf(now, source.zone);
    std::vector<TokenRow> rows;
    for (std::size_t i = 0; i < source.tokens.size(); ++i)
        rows.push_back(emptyRow(source, i));
    const RatingInput input = source.input(Interval{month.begin, quarterAfter(now)});
    const Result<Statement> statement = rate(input);
    if (!statement)
        return std::unexpected(statement.error());
    const Result<std::vector<std::optional<TermUse>>> terms = termUses(input, now);
    if (!terms)
        return std::unexpected(terms.error());
    if (Result<void> added = addSpend(rows, *statement); !added)
        return std::unexpected(added.error());
    for (const UsageRow &usage : source.usage.rows)
        if (month.contains(usage.time))
            rows[usage.token].requestsThisPeriod += usage.requests;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        TokenRow &row = rows[i];
        addFacts(row, (*terms)[i]);
        if (const auto use = uses.find(row.token.id); use != uses.end()) {
            row.facts.firstUse = use->second.first;
            row.lastUse = use->second.last;
        }
        row.state = stateOf(row.token, row.facts, now);
    }
    return rows;
}

} // namespace

Result<std::vector<TokenRow>> tokenRows(ServiceContext &context, const std::vector<TokenId> &tokens)
{
    const Instant now = context.clock();
    // A month begins at different instants in different zones: load from the earliest of them.
    const Instant monthBegin = monthOf(now.plus(-msPerDay), Zone{}).begin.plus(-msPerDay);
    const Result<std::vector<RatingSource>> sources =
        loadSources(*context.stores, {.customer = {}, .tokens = tokens, .period = {monthBegin, quarterAfter(now)}});
    const Result<std::unordered_map<TokenId, UseSpan>> uses = context.stores->usage.useSpans();
    if (!sources || !uses)
        return std::unexpected(!sources ? sources.error() : uses.error());
    std::vector<TokenRow> all;
    for (const RatingSource &source : *sources) {
        Result<std::vector<TokenRow>> rows = rowsOf(source, *uses, now);
        if (!rows)
            return rows;
        std::ranges::move(*rows, std::back_inserter(all));
    }
    return all;
}

Result<TokenRow> tokenRow(ServiceContext &context, const TokenId &id)
{
    const Result<Token> token = context.stores->tokens.byIdOrName(id.text);
    if (!token)
        return std::unexpected(token.error());
    Result<std::vector<TokenRow>> rows = tokenRows(context, {token->id});
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty())
        return fail(ErrorCode::NotFound, "token", id.text);
    return std::move(rows->front());
}

} // namespace toll
