// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/retentionplan.h"

#include "core/services/ratingsource.h"

#include <algorithm>
#include <set>

namespace toll {

namespace {

using Books = RetentionPlan::Books;

/// What rates a period: only these facts of its sources.
struct Need {
    CustomerId customer;
    bool fromEvents = false;
    bool ofAll = false; ///< it reads the events of all customers
    Instant from;
};

/// Works out how far back the events go that younger statements are rated from.
class Planning {
public:
    Planning(Stores &stores, Instant before) : m_stores(stores), m_before(before) { }

    Result<RetentionPlan> run()
    {
        if (Result<void> read = readBooks(); !read)
            return std::unexpected(read.error());
        // A period whose events stay may itself need older ones.
        for (bool isSettled = false; !isSettled;) {
            const std::vector<std::size_t> before = counts();
            if (Result<void> kept = keepNeeded(); !kept)
                return std::unexpected(kept.error());
            isSettled = before == counts();
        }
        if (Result<void> found = findFinals(); !found)
            return std::unexpected(found.error());
        if (Result<void> found = findOwners(); !found)
            return std::unexpected(found.error());
        return std::move(m_plan);
    }

private:
    [[nodiscard]] std::vector<std::size_t> counts() const
    {
        std::vector<std::size_t> counts;
        for (const Books &books : m_plan.books)
            counts.push_back(books.dropped);
        return counts;
    }

    Result<void> readBooks()
    {
        Result<std::vector<Customer>> customers = m_stores.customers.list(true);
        const Result<std::vector<Closing>> closings = m_stores.closings.list();
        if (!customers || !closings)
            return std::unexpected(customers ? closings.error() : customers.error());
        std::map<CustomerId, std::vector<Closing>> closed;
        for (const Closing &closing : *closings)
            if (!closing.reopened)
                closed[closing.customer].push_back(closing);
        for (Customer &customer : *customers) {
            Books books{std::move(customer), {}, 0, 0, {}};
            if (const auto known = closed.find(books.customer.id); known != closed.end())
                books.closings = std::move(known->second);
            books.old = static_cast<std::size_t>(std::ranges::count_if(
                books.closings, [this](const Closing &closing) { return closing.span.end <= m_before; }));
            books.dropped = books.old;
            m_all.push_back(books.customer.id);
            if (books.old > 0)
                m_plan.books.push_back(std::move(books));
        }
        std::ranges::sort(m_plan.books, {}, [](const Books &books) { return books.customer.name; });
        return {};
    }

    /// What rates each customer's statement of the period that begins at an instant, asked for those together that have
    /// the same one.
    Result<std::vector<Need>> needsOf(const std::map<Interval, std::vector<CustomerId>> &periods)
    {
        std::vector<Need> needs;
        for (const auto &[period, customers] : periods) {
            SourceQuery query;
            query.customers = customers;
            query.period = period;
            query.withoutUsage = true;
            const Result<std::vector<RatingSource>> sources = loadSources(m_stores, query);
            if (!sources)
                return std::unexpected(sources.error());
            for (const RatingSource &source : *sources)
                needs.push_back({source.customer.id, source.grain == Grain::Events,
                    source.grain == Grain::Events && source.readsTraffic, source.usageFrom});
        }
        return needs;
    }

    /// Of every customer the periods that keep their events: the younger closed ones, and the open one after them.
    [[nodiscard]] std::map<Interval, std::vector<CustomerId>> keptPeriods() const
    {
        std::map<Interval, std::vector<CustomerId>> periods;
        std::set<CustomerId> seen;
        for (const Books &books : m_plan.books) {
            for (std::size_t i = books.dropped; i < books.closings.size(); ++i)
                periods[books.closings[i].span].push_back(books.customer.id);
            const Instant open = books.closings.back().span.end;
            periods[{open, open.plus(msPerQuarter)}].push_back(books.customer.id);
            seen.insert(books.customer.id);
        }
        // Others lose nothing, but their load may be priced by what all used.
        for (const CustomerId &customer : m_all)
            if (!seen.contains(customer) && !m_plan.books.empty())
                periods[{m_before, m_before.plus(msPerQuarter)}].push_back(customer);
        return periods;
    }

    Result<void> keepNeeded()
    {
        const Result<std::vector<Need>> needs = needsOf(keptPeriods());
        if (!needs)
            return std::unexpected(needs.error());
        for (const Need &need : *needs) {
            if (!need.fromEvents)
                continue;
            for (Books &books : m_plan.books)
                if (need.ofAll || books.customer.id == need.customer)
                    while (books.dropped > 0 && books.closings[books.dropped - 1].span.end > need.from)
                        --books.dropped;
        }
        return {};
    }

    Result<void> findFinals()
    {
        std::map<Interval, std::vector<CustomerId>> periods;
        for (const Books &books : m_plan.books)
            for (std::size_t i = 0; i < books.dropped; ++i)
                periods[books.closings[i].span].push_back(books.customer.id);
        for (const auto &[period, customers] : periods) {
            const Result<std::vector<Need>> needs = needsOf({{period, customers}});
            if (!needs)
                return std::unexpected(needs.error());
            for (Books &books : m_plan.books)
                for (std::size_t i = 0; i < books.dropped; ++i) {
                    const bool isFinal = std::ranges::any_of(*needs,
                        [&](const Need &need) { return need.fromEvents && need.customer == books.customer.id; });
                    if (books.closings[i].span == period && isFinal)
                        books.finals.push_back(books.closings[i].id);
                }
        }
        return {};
    }

    Result<void> findOwners()
    {
        const Result<std::vector<Token>> tokens = m_stores.tokens.list();
        const Result<std::vector<UsageConflict>> conflicts = m_stores.batches.conflicts(false);
        if (!tokens || !conflicts)
            return std::unexpected(tokens ? conflicts.error() : tokens.error());
        for (const Token &token : *tokens)
            for (std::size_t i = 0; i < m_plan.books.size(); ++i)
                if (m_plan.books[i].customer.id == token.customer)
                    m_plan.bookOf.emplace(token.id, i);
        for (const UsageConflict &conflict : *conflicts)
            m_plan.waiting.insert(conflict.hash);
        return {};
    }

    Stores &m_stores;
    Instant m_before;
    std::vector<CustomerId> m_all;
    RetentionPlan m_plan;
};

} // namespace

Interval RetentionPlan::Books::span() const
{
    return dropped == 0 ? Interval() : Interval{closings.front().span.begin, closings[dropped - 1].span.end};
}

const RetentionPlan::Books *RetentionPlan::booksFor(const TokenId &token, Instant time) const
{
    const auto owner = bookOf.find(token);
    return owner != bookOf.end() && books[owner->second].span().contains(time) ? &books[owner->second] : nullptr;
}

Interval RetentionPlan::span() const
{
    std::optional<Interval> whole;
    for (const Books &one : books)
        if (const Interval span = one.span(); !span.isEmpty())
            whole = whole ? Interval{std::min(whole->begin, span.begin), std::max(whole->end, span.end)} : span;
    return whole.value_or(Interval());
}

Result<RetentionPlan> planRetention(Stores &stores, Instant before)
{
    return Planning(stores, before).run();
}

} // namespace toll
