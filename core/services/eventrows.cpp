// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Single events as rows to be rated: the part of ratingsource.h that reads segments.
#include "core/services/ratingsource.h"
#include "core/services/stores.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace toll {

namespace {

constexpr std::uint32_t unknown = ~std::uint32_t{0};

/// Puts elements into an order.
template<typename Values>
void reorder(Values &values, const std::vector<std::uint32_t> &order)
{
    Values moved;
    moved.reserve(values.size());
    for (const std::uint32_t from : order)
        moved.push_back(values[from]);
    values = std::move(moved);
}

/// Collects the wanted rows of segments: one column after the other, so that no event is ever made whole.
class RowCollector {
public:
    RowCollector(const UsageQuery &query, const std::function<Result<bool>(const StoredEvent &)> &mark,
        std::vector<bool> &marked)
        : m_query(query), m_wanted(query.tokens.begin(), query.tokens.end()), m_mark(mark), m_marked(marked)
    {
    }

    Result<void> add(const EventColumns &columns)
    {
        const std::vector<std::uint32_t> tokens = tokensOf(columns);
        const Texts models = textsOf(columns.models);
        const Texts endpoints = textsOf(columns.endpoints);
        const Texts sources = textsOf(columns.sources);
        std::vector<std::uint32_t> dimensions;
        for (const NamedTexts &set : columns.dimensionSets)
            dimensions.push_back(m_table.addDimensions(set));
        for (std::size_t row = 0; row < columns.rows; ++row) {
            const std::uint32_t token = tokens[columns.tokens.rows[row]];
            if (token == unknown || !m_query.span.contains({columns.times[row]}))
                continue;
            UsageRow one = amountsOf(columns, row);
            one.token = token;
            one.model = models[columns.models.rows[row]];
            one.endpoint = endpoints[columns.endpoints.rows[row]];
            one.source = sources[columns.sources.rows[row]];
            one.dimensions = dimensions[columns.dimensions[row]];
            m_table.rows.push_back(one);
            m_ids.add(columns.ids.at(row));
            if (!m_mark)
                continue;
            const Result<bool> isMarked = m_mark(columns.at(row));
            if (!isMarked)
                return std::unexpected(isMarked.error());
            m_marked.push_back(*isMarked);
        }
        return {};
    }

    /// In order of time, ties by id.
    UsageTable take()
    {
        std::vector<std::uint32_t> order(m_table.rows.size());
        std::iota(order.begin(), order.end(), 0U);
        const auto isEarlier = [this](std::uint32_t a, std::uint32_t b) {
            const Instant first = m_table.rows[a].time;
            const Instant second = m_table.rows[b].time;
            return first != second ? first < second : m_ids.at(a) < m_ids.at(b);
        };
        if (!std::ranges::is_sorted(order, isEarlier)) { // segments that lie over each other
            std::ranges::stable_sort(order, isEarlier);
            reorder(m_table.rows, order);
            if (!m_marked.empty())
                reorder(m_marked, order);
        }
        dropUnusedTokens();
        return std::move(m_table);
    }

private:
    using Texts = std::vector<std::uint32_t>;

    /// By the numbers of the segment; unknown where the token is not wanted.
    std::vector<std::uint32_t> tokensOf(const EventColumns &columns)
    {
        std::vector<std::uint32_t> tokens;
        for (std::size_t i = 0; i < columns.tokens.texts.size(); ++i) {
            const TokenId id{std::string(columns.tokens.texts.at(i))};
            if (!m_wanted.empty() && !m_wanted.contains(id)) {
                tokens.push_back(unknown);
                continue;
            }
            const auto [token, isNew] = m_tokens.try_emplace(id, static_cast<std::uint32_t>(m_table.tokens.size()));
            if (isNew)
                m_table.tokens.push_back(id);
            tokens.push_back(token->second);
        }
        return tokens;
    }

    Texts textsOf(const TextColumn &column)
    {
        Texts texts;
        for (std::size_t i = 0; i < column.texts.size(); ++i)
            texts.push_back(m_table.intern(std::string(column.texts.at(i))));
        return texts;
    }

    /// As UsageTable::rowOf() has it of an event.
    UsageRow amountsOf(const EventColumns &columns, std::size_t row)
    {
        UsageRow one;
        one.time = {columns.times[row]};
        one.status = columns.statuses[row];
        one.requests = columns.counts[row];
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            if (const std::int64_t amount = columns.units[unit][row]; amount != EventColumns::absent)
                one.units[unit] = {amount, one.requests};
        if (const std::int64_t response = columns.responses[row]; response != EventColumns::absent)
            one.responseMs = {response * one.requests, one.requests};
        UsageTable::Customs customs;
        for (const auto &[meter, value] : columns.customsOf(row))
            customs.push_back({meter, {value, one.requests}});
        one.custom = m_table.addCustoms(std::move(customs));
        return one;
    }

    /// A segment names tokens of which it has no event in the span.
    void dropUnusedTokens()
    {
        std::vector<bool> isUsed(m_table.tokens.size());
        for (const UsageRow &row : m_table.rows)
            isUsed[row.token] = true;
        std::vector<std::uint32_t> final(m_table.tokens.size());
        std::vector<TokenId> used;
        for (std::size_t i = 0; i < isUsed.size(); ++i) {
            final[i] = static_cast<std::uint32_t>(used.size());
            if (isUsed[i])
                used.push_back(m_table.tokens[i]);
        }
        m_table.tokens = std::move(used);
        for (UsageRow &row : m_table.rows)
            row.token = final[row.token];
    }

    const UsageQuery &m_query;
    std::unordered_set<TokenId> m_wanted;
    const std::function<Result<bool>(const StoredEvent &)> &m_mark;
    std::vector<bool> &m_marked;
    UsageTable m_table;
    std::unordered_map<TokenId, std::uint32_t> m_tokens;
    TextArena m_ids; ///< by row, for ties
};

} // namespace

Result<UsageTable> eventRows(Stores &stores, const UsageQuery &query,
    const std::function<Result<bool>(const StoredEvent &)> &mark, std::vector<bool> &marked)
{
    RowCollector rows(query, mark, marked);
    const ColumnSet all = mark ? allColumns : allColumns & ~static_cast<ColumnSet>(SegmentColumn::Hash);
    Result<void> visited = stores.usage.checkNoneDropped(query);
    if (visited)
        visited = stores.usage.visitColumns(
            query.span, all, [&rows](const EventColumns &columns) { return rows.add(columns); }, IfDropped::LeaveOut);
    if (!visited)
        return std::unexpected(std::move(visited.error()));
    return rows.take();
}

} // namespace toll
