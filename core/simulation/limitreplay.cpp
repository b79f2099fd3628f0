// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/limitreplay.h"

#include "core/base/checked.h"
#include "core/rating/capped.h"
#include "core/simulation/applying.h"
#include "core/simulation/limitwalk.h"

#include <algorithm>
#include <map>
#include <memory>

namespace toll {

namespace {

__extension__ typedef __int128 Wide;

/// One customer under one plan.
struct Entry {
    const BaselineCustomer *customer = nullptr;
    std::unique_ptr<ChangedCustomer> changed;
    std::vector<bool> selected;
    std::unique_ptr<LimitWalk> walk;
};

Result<Entry> entryOf(
    const BaselineCustomer &customer, const Baseline &baseline, const Scenario &scenario, const LimitRules &rules)
{
    Entry entry;
    entry.customer = &customer;
    Result<std::unique_ptr<ChangedCustomer>> next = changed(customer, scenario, baseline.range);
    if (!next)
        return std::unexpected(next.error());
    entry.changed = std::move(*next);
    for (std::size_t token = 0; token < customer.tokens.size(); ++token)
        entry.selected.push_back(selects(scenario.on, customer, token));
    if (customer.grain == Grain::Cells && (!rules.isEmpty() || !cellsSuffice(entry.changed->input)))
        return fail(ErrorCode::WrongState, "grain", "cells", "events");
    return entry;
}

/// Rows of all entries in order of time; ties in order of entries.
Result<void> admitAll(std::vector<Entry> &entries)
{
    std::vector<std::size_t> next(entries.size(), 0);
    while (true) {
        std::optional<std::size_t> first;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const auto timeOf = [&](std::size_t entry) {
                return entries[entry].changed->input.usage->rows[next[entry]].time;
            };
            if (next[i] < entries[i].walk->rows() && (!first || timeOf(i) < timeOf(*first)))
                first = i;
        }
        if (!first)
            break;
        if (Result<void> admitted = entries[*first].walk->admit(next[*first]++); !admitted)
            return admitted;
    }
    for (Entry &entry : entries)
        if (Result<void> finished = entry.walk->finish(); !finished)
            return finished;
    return {};
}

void scale(MeterSum &meter, std::int64_t some, std::int64_t all)
{
    meter.sum = static_cast<std::int64_t>(static_cast<Wide>(meter.sum) * some / all);
    meter.known = static_cast<std::int64_t>(static_cast<Wide>(meter.known) * some / all);
}

/// The requests that were admitted. Those of one row are equal, and share its units.
UsageTable admittedUsage(const UsageTable &usage, std::span<const std::int64_t> admitted)
{
    UsageTable table = usage;
    table.rows.clear();
    for (std::size_t i = 0; i < usage.rows.size(); ++i) {
        UsageRow row = usage.rows[i];
        const std::int64_t some = i < admitted.size() ? admitted[i] : row.requests;
        if (some == 0 && row.requests > 0)
            continue;
        if (some < row.requests) {
            for (MeterSum &unit : row.units)
                scale(unit, some, row.requests);
            scale(row.responseMs, some, row.requests);
            UsageTable::Customs customs = usage.customs(row.custom);
            for (auto &[name, sum] : customs)
                scale(sum, some, row.requests);
            if (!customs.empty())
                row.custom = table.addCustoms(std::move(customs));
            row.requests = some;
        }
        table.rows.push_back(row);
    }
    return table;
}

/// Rates what was admitted. Nothing else may move with it: terms begin and periods lie where the whole history puts
/// them.
Result<Statement> rateAdmitted(const RatingInput &input, std::span<const std::int64_t> admitted)
{
    const RatedPeriods periods = ratedPeriods(input);
    if (periods.billed.empty())
        return rate(input);
    const UsageTable usage = admittedUsage(*input.usage, admitted);
    RatingInput pinned = input;
    pinned.usage = &usage;
    pinned.period = Interval{periods.billed.front().begin, periods.billed.back().end};
    if (!pinned.periodAnchor && !input.usage->rows.empty())
        pinned.periodAnchor = floorTo(input.usage->rows.front().time, msPerQuarter);
    const std::vector<std::optional<Instant>> starts = termStarts(input);
    for (std::size_t token = 0; token < starts.size(); ++token)
        pinned.tokens[token].firstTermStart = starts[token];
    return rate(pinned);
}

bool add(Decimal &sum, const Decimal &more)
{
    const Result<Decimal> total = sum.plus(more);
    sum = total.value_or(sum);
    return total.has_value();
}

bool addShares(const Statement &statement, std::vector<TokenLimits> &tokens, Decimal TokenLimits::*sum)
{
    for (const StatementLine &line : statement.lines)
        for (const LinePart &part : line.parts)
            if (!add(tokens[part.token].*sum, part.amount))
                return false;
    return true;
}

/// Everything but the money of a token, a customer or all.
template<typename Sum, typename Part>
bool addCounts(Sum &sum, const Part &part)
{
    bool isFit = addChecked(sum.admitted, part.admitted) && addChecked(sum.refused, part.refused);
    for (std::size_t reason = 0; reason < refusalReasonCount; ++reason)
        isFit = addChecked(sum.by[reason], part.by[reason]) && isFit;
    return isFit;
}

template<typename Sum>
bool subtract(Sum &sum)
{
    const Result<Decimal> delta = sum.scenario.minus(sum.baseline);
    sum.delta = delta.value_or(Decimal());
    return delta.has_value();
}

/// Bills before and after, and the shares of tokens in them.
Result<void> addMoney(const Entry &entry, const std::optional<Interval> &range, CustomerLimits &customer)
{
    std::vector<TokenLimits> &tokens = entry.walk->tokens();
    const Result<Statement> before = rate(inputOf(*entry.customer, range));
    if (!before)
        return std::unexpected(before.error());
    const Result<Statement> after = rateAdmitted(entry.changed->input, entry.walk->admitted());
    if (!after)
        return std::unexpected(after.error());
    bool isFit = add(customer.baseline, before->total) && add(customer.scenario, after->total)
        && addShares(*before, tokens, &TokenLimits::baseline) && addShares(*after, tokens, &TokenLimits::scenario);
    for (TokenLimits &token : tokens) {
        isFit = isFit && subtract(token) && addCounts(customer, token);
        customer.tokens.push_back(std::move(token));
    }
    if (!isFit)
        return fail(ErrorCode::Overflow, customer.name);
    return {};
}

/// All plans of one customer, who share a pool.
Result<void> admit(std::vector<Entry> &entries, const LimitRules &rules)
{
    const BaselineCustomer &customer = *entries.front().customer;
    Instant begin = latestInstant;
    bool isSelected = false;
    for (const Entry &entry : entries) {
        if (!entry.changed->input.usage->rows.empty())
            begin = std::min(begin, entry.changed->input.usage->rows.front().time);
        isSelected = isSelected || std::ranges::find(entry.selected, true) != entry.selected.end();
    }
    LimitPool pool = limitPoolOf(rules, isSelected, begin, customer.zone);
    for (std::uint32_t i = 0; i < entries.size(); ++i)
        entries[i].walk =
            std::make_unique<LimitWalk>(entries[i].changed->input, rules, entries[i].selected, customer.id, i, pool);
    return admitAll(entries);
}

Result<void> replayCustomer(
    std::vector<Entry> &entries, const std::optional<Interval> &range, const LimitRules &rules, LimitOutcome &outcome)
{
    const BaselineCustomer &customer = *entries.front().customer;
    if (Result<void> admitted = admit(entries, rules); !admitted)
        return admitted;
    CustomerLimits limits;
    limits.id = customer.id;
    limits.name = customer.name;
    for (const Entry &entry : entries) {
        if (Result<void> priced = addMoney(entry, range, limits); !priced)
            return priced;
        std::ranges::move(entry.walk->refusals(), std::back_inserter(outcome.refusals));
        outcome.refusedRows += entry.walk->refusedRows();
    }
    if (!subtract(limits) || !addCounts(outcome, limits) || !add(outcome.baseline, limits.baseline)
        || !add(outcome.scenario, limits.scenario))
        return fail(ErrorCode::Overflow, limits.name);
    outcome.customers.push_back(std::move(limits));
    return {};
}

Result<void> finish(LimitOutcome &outcome, std::size_t listed)
{
    std::ranges::stable_sort(outcome.refusals, {}, &RefusedRow::time);
    if (outcome.refusals.size() > listed)
        outcome.refusals.resize(listed);
    std::ranges::stable_sort(outcome.customers, {}, &CustomerLimits::name);
    if (!subtract(outcome))
        return fail(ErrorCode::Overflow, outcome.currency.code);
    return {};
}

} // namespace

std::string_view name(RefusalReason reason)
{
    switch (reason) {
    case RefusalReason::NotBegun:
        return "not_begun";
    case RefusalReason::Expired:
        return "expired";
    case RefusalReason::Revoked:
        return "revoked";
    case RefusalReason::Exhausted:
        return "exhausted";
    case RefusalReason::OverCap:
        return "over_cap";
    case RefusalReason::OverRate:
        return "over_rate";
    case RefusalReason::PoolCap:
        return "pool_cap";
    case RefusalReason::PoolRate:
        return "pool_rate";
    }
    return {};
}

Result<std::vector<UsageTable>> admittedUse(
    const Baseline &baseline, const Scenario &scenario, const LimitRules &rules)
{
    std::map<std::string, std::vector<std::size_t>> byCustomer;
    for (std::size_t i = 0; i < baseline.customers.size(); ++i)
        byCustomer[baseline.customers[i].currency.code + ' ' + baseline.customers[i].id.text].push_back(i);
    std::vector<UsageTable> use(baseline.customers.size());
    for (const auto &[id, plans] : byCustomer) {
        std::vector<Entry> entries;
        for (const std::size_t customer : plans) {
            Result<Entry> entry = entryOf(baseline.customers[customer], baseline, scenario, rules);
            if (!entry)
                return std::unexpected(entry.error());
            entries.push_back(std::move(*entry));
        }
        if (Result<void> admitted = admit(entries, rules); !admitted)
            return std::unexpected(admitted.error());
        for (std::size_t i = 0; i < entries.size(); ++i)
            use[plans[i]] = admittedUsage(*entries[i].changed->input.usage, entries[i].walk->admitted());
    }
    return use;
}

Result<std::vector<LimitOutcome>> replayLimits(
    const Baseline &baseline, const Scenario &scenario, const LimitRules &rules)
{
    // A customer of several plans stands there once a plan, and has one pool.
    std::map<std::string, std::map<std::string, std::vector<const BaselineCustomer *>>> byCurrency;
    for (const BaselineCustomer &customer : baseline.customers)
        byCurrency[customer.currency.code][customer.id.text].push_back(&customer);
    std::vector<LimitOutcome> outcomes;
    for (const auto &[code, customers] : byCurrency) {
        LimitOutcome &outcome = outcomes.emplace_back();
        outcome.currency = customers.begin()->second.front()->currency;
        for (const auto &[id, plans] : customers) {
            std::vector<Entry> entries;
            for (const BaselineCustomer *customer : plans) {
                Result<Entry> entry = entryOf(*customer, baseline, scenario, rules);
                if (!entry)
                    return std::unexpected(entry.error());
                entries.push_back(std::move(*entry));
            }
            if (Result<void> replayed = replayCustomer(entries, baseline.range, rules, outcome); !replayed)
                return std::unexpected(replayed.error());
        }
        if (Result<void> finished = finish(outcome, rules.listed); !finished)
            return std::unexpected(finished.error());
    }
    return outcomes;
}

} // namespace toll
