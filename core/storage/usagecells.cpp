// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usagestore.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

// The part of UsageStore that reads cells: those of single tokens and those in chunks, as one.
namespace toll {

namespace {

/// Collects the rows of a day from whatever holds them, and hands them on in order.
class DayRows {
public:
    DayRows(UsageTable &table, const CellDetail &detail) : m_table(table), m_detail(detail) { }

    /// `placeOf` gives a token's index in the table; rows outside the span are left out.
    template<typename PlaceOf>
    void add(const CellChunk &chunk, std::int64_t day, Interval span, PlaceOf placeOf)
    {
        const std::size_t firstKind = m_kinds.size();
        for (const CellKind &kind : chunk.kinds)
            m_kinds.push_back(kept(kind));
        for (const TokenCell &cell : chunk.cells) {
            const std::optional<std::uint32_t> token = placeOf(cell.token);
            const Instant time{day * msPerDay + cell.quarter * msPerQuarter};
            if (!token || !span.contains(time))
                continue;
            UsageRow row;
            row.time = time;
            row.token = *token;
            row.status = chunk.kinds[cell.kind].status;
            row.requests = cell.requests;
            row.units = cell.units;
            row.responseMs = cell.responseMs;
            m_rows.push_back({row, static_cast<std::uint32_t>(firstKind + cell.kind), chunk.customs[cell.customs]});
        }
    }

    /// Rows of one key are summed.
    Result<void> flush()
    {
        std::vector<std::uint32_t> order(m_kinds.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, {}, [&](std::uint32_t kind) -> const CellKind & { return m_kinds[kind]; });
        std::vector<std::uint32_t> ranks(m_kinds.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            const bool isSame = i > 0 && m_kinds[order[i]] == m_kinds[order[i - 1]];
            ranks[order[i]] = isSame ? ranks[order[i - 1]] : static_cast<std::uint32_t>(i);
        }
        for (Held &held : m_rows)
            held.kind = ranks[held.kind];
        std::ranges::stable_sort(
            m_rows, {}, [](const Held &held) { return std::tuple(held.row.time, held.row.token, held.kind); });
        for (std::size_t begin = 0, end = 0; begin < m_rows.size(); begin = end) {
            end = begin + 1;
            while (end < m_rows.size() && isSameCell(m_rows[begin], m_rows[end]))
                ++end;
            if (auto added = put(std::span(m_rows).subspan(begin, end - begin), m_kinds[order[m_rows[begin].kind]]);
                !added)
                return added;
        }
        m_rows.clear();
        m_kinds.clear();
        return {};
    }

private:
    struct Held {
        UsageRow row;
        std::uint32_t kind = 0;
        UsageTable::Customs customs;
    };

    [[nodiscard]] CellKind kept(const CellKind &kind) const
    {
        return {m_detail.models ? kind.model : std::string(), kind.status,
            m_detail.sources ? kind.source : std::string(), m_detail.dimensions ? kind.dimensions : NamedTexts()};
    }

    static bool isSameCell(const Held &a, const Held &b)
    {
        return a.kind == b.kind && a.row.token == b.row.token && a.row.time == b.row.time;
    }

    Result<void> put(std::span<const Held> cells, const CellKind &kind)
    {
        CellSums sums;
        for (const Held &held : cells) {
            CellSums one;
            one.requests = held.row.requests;
            one.units = held.row.units;
            one.responseMs = held.row.responseMs;
            one.customs = held.customs;
            if (auto added = sums.add(one); !added)
                return added;
        }
        UsageRow row = cells.front().row;
        row.requests = sums.requests;
        row.units = sums.units;
        row.responseMs = sums.responseMs;
        row.model = m_table.intern(kind.model);
        row.source = m_table.intern(kind.source);
        row.custom = m_table.addCustoms(sums.customs);
        row.dimensions = m_table.addDimensions(kind.dimensions);
        m_table.rows.push_back(row);
        return {};
    }

    UsageTable &m_table;
    CellDetail m_detail;
    std::vector<Held> m_rows;
    std::vector<CellKind> m_kinds;
};

/// The tokens that rows may name, by id, and their places.
class Places {
public:
    explicit Places(std::vector<std::string> ids) : m_ids(std::move(ids))
    {
        std::ranges::sort(m_ids);
        m_ids.erase(std::ranges::unique(m_ids).begin(), m_ids.end());
        m_isUsed.resize(m_ids.size());
    }
    [[nodiscard]] std::optional<std::uint32_t> of(const std::string &id) const
    {
        const auto found = std::ranges::lower_bound(m_ids, id);
        return found != m_ids.end() && *found == id ? std::optional(static_cast<std::uint32_t>(found - m_ids.begin()))
                                                    : std::nullopt;
    }
    void use(std::uint32_t place) { m_isUsed[place] = true; }
    /// Leaves out the tokens that were not used.
    void writeTo(UsageTable &table) const
    {
        std::vector<std::uint32_t> final(m_ids.size());
        for (std::size_t i = 0; i < m_ids.size(); ++i) {
            final[i] = static_cast<std::uint32_t>(table.tokens.size());
            if (m_isUsed[i])
                table.tokens.push_back({m_ids[i]});
        }
        for (UsageRow &row : table.rows)
            row.token = final[row.token];
    }

private:
    std::vector<std::string> m_ids;
    std::vector<bool> m_isUsed;
};

/// Cells, single or in chunks, as the rows of a table, day after day.
class TableOfCells {
public:
    /// `ids`: of the tokens that rows may name; `numbered`: all there are, by number.
    TableOfCells(
        Interval span, const CellDetail &detail, std::vector<std::string> ids, const std::vector<std::string> &numbered)
        : m_span(span), m_rows(m_table, detail), m_places(std::move(ids))
    {
        for (const std::string &id : numbered)
            m_ofNumber.push_back(m_places.of(id));
    }

    Result<void> add(const UsageStore::StoredDay &day)
    {
        const auto cells = decodeCellDay(bytesOf(day.cells));
        if (!cells)
            return std::unexpected(cells.error());
        const auto place = m_places.of(day.token.text);
        m_places.use(*place);
        CellChunk chunk;
        chunk.add(0, *cells);
        m_rows.add(chunk, day.day, m_span, [place](TokenNumber) { return place; });
        return {};
    }
    Result<void> addChunk(const QByteArray &bytes, std::int64_t day)
    {
        const auto chunk = decodeChunk(bytesOf(bytes));
        if (!chunk)
            return std::unexpected(chunk.error());
        m_rows.add(*chunk, day, m_span, [this](TokenNumber token) {
            const auto place = token < m_ofNumber.size() ? m_ofNumber[token] : std::nullopt;
            if (place)
                m_places.use(*place);
            return place;
        });
        return {};
    }
    Result<void> endDay() { return m_rows.flush(); }
    [[nodiscard]] UsageTable take()
    {
        m_places.writeTo(m_table);
        return std::move(m_table);
    }

private:
    Interval m_span;
    UsageTable m_table;
    DayRows m_rows;
    Places m_places;
    std::vector<std::optional<std::uint32_t>> m_ofNumber; ///< the places of tokens
};

/// Cells of one token and day, wherever they are.
struct Piece {
    std::string_view token;
    std::int64_t day = 0;
    const UsageStore::StoredDay *single = nullptr;
    const CellChunk *chunk = nullptr;
    std::span<const TokenCell> cells; ///< of the chunk
};

/// Adds the wanted tokens' pieces of a chunk; false where it names a token that has no id.
bool addPieces(const CellChunk &chunk, std::int64_t day, const std::vector<std::string> &ids,
    const std::unordered_set<TokenId> &wanted, std::vector<Piece> &pieces)
{
    const std::span<const TokenCell> cells(chunk.cells);
    for (std::size_t begin = 0, end = 0; begin < cells.size(); begin = end) {
        while (end < cells.size() && cells[end].token == cells[begin].token)
            ++end;
        if (cells[begin].token >= ids.size())
            return false;
        const std::string &id = ids[cells[begin].token];
        if (wanted.empty() || wanted.contains({id}))
            pieces.push_back({id, day, nullptr, &chunk, cells.subspan(begin, end - begin)});
    }
    return true;
}

Result<CellDay> sumOf(std::span<const Piece> pieces)
{
    CellDay sum;
    for (const Piece &piece : pieces) {
        if (piece.single != nullptr) {
            const auto cells = decodeCellDay(bytesOf(piece.single->cells));
            if (!cells)
                return std::unexpected(cells.error());
            for (const auto &[key, sums] : *cells) {
                if (auto added = sum[key].add(sums); !added)
                    return std::unexpected(added.error());
            }
        }
        for (const TokenCell &cell : piece.cells) {
            if (auto added = sum[piece.chunk->keyOf(cell, piece.day)].add(piece.chunk->sumsOf(cell)); !added)
                return std::unexpected(added.error());
        }
    }
    return sum;
}

} // namespace

Result<UsageTable> UsageStore::cells(const UsageQuery &query, const CellDetail &detail)
{
    auto days = cellDays(query);
    if (!days)
        return std::unexpected(std::move(days.error()));
    if (auto synced = syncNumbers(); !synced)
        return std::unexpected(std::move(synced.error()));
    const auto bulkDays = chunkDays(query.span);
    if (!bulkDays)
        return std::unexpected(bulkDays.error());

    const std::unordered_set<TokenId> wanted(query.tokens.begin(), query.tokens.end());
    std::vector<std::string> ids;
    for (const StoredDay &day : *days)
        ids.push_back(day.token.text);
    for (const std::string &id : m_tokenIds) {
        if (!id.empty() && !bulkDays->empty() && (wanted.empty() || wanted.contains({id})))
            ids.push_back(id);
    }
    TableOfCells table(query.span, detail, std::move(ids), m_tokenIds);

    // Day after day, so that only a day's rows at a time are to be sorted, and only its chunks in memory.
    std::ranges::stable_sort(*days, {}, &StoredDay::day);
    auto single = days->begin();
    auto bulk = bulkDays->begin();
    while (single != days->end() || bulk != bulkDays->end()) {
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        const std::int64_t day =
            std::min(single != days->end() ? single->day : most, bulk != bulkDays->end() ? *bulk : most);
        for (; single != days->end() && single->day == day; ++single)
            if (auto added = table.add(*single); !added)
                return std::unexpected(std::move(added.error()));
        if (bulk != bulkDays->end() && *bulk == day) {
            ++bulk;
            const Instant begin{day * msPerDay};
            const auto stored = chunks({query.tokens, intersection(query.span, {begin, begin.plus(msPerDay)})});
            if (!stored)
                return std::unexpected(stored.error());
            for (const StoredChunk &chunk : *stored)
                if (auto added = table.addChunk(chunk.cells, day); !added)
                    return std::unexpected(std::move(added.error()));
        }
        if (auto flushed = table.endDay(); !flushed)
            return std::unexpected(std::move(flushed.error()));
    }
    return table.take();
}

Result<void> UsageStore::visitCells(const UsageQuery &query, const CellVisitor &visit)
{
    auto days = cellDays(query);
    if (!days)
        return std::unexpected(std::move(days.error()));
    const auto bulkDays = chunkDays(query.span);
    if (!bulkDays)
        return std::unexpected(bulkDays.error());
    std::ranges::stable_sort(*days, {}, &StoredDay::day);
    // Day after day, so that only a day's chunks at a time are decoded.
    auto single = days->begin();
    auto bulk = bulkDays->begin();
    while (single != days->end() || bulk != bulkDays->end()) {
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        const std::int64_t day =
            std::min(single != days->end() ? single->day : most, bulk != bulkDays->end() ? *bulk : most);
        const auto end = std::find_if(single, days->end(), [day](const StoredDay &one) { return one.day != day; });
        const Instant begin{day * msPerDay};
        const UsageQuery ofDay{query.tokens, intersection(query.span, {begin, begin.plus(msPerDay)})};
        const bool isInBulk = bulk != bulkDays->end() && *bulk == day;
        auto visited = visitDay(day, {single, end}, isInBulk ? ofDay : UsageQuery{{}, {}}, query.span, visit);
        if (!visited)
            return visited;
        single = end;
        if (isInBulk)
            ++bulk;
    }
    return {};
}

Result<void> UsageStore::visitDay(std::int64_t day, std::span<const StoredDay> singles, const UsageQuery &inBulk,
    Interval span, const CellVisitor &visit)
{
    auto stored = chunks(inBulk);
    if (!stored)
        return std::unexpected(std::move(stored.error()));
    const std::vector<std::string> ids = stored->empty()
        ? std::vector<std::string>()
        : m_tokenIds; // the visitor may ask for more, and they be read again
    const std::unordered_set<TokenId> wanted(inBulk.tokens.begin(), inBulk.tokens.end());
    std::vector<Piece> pieces;
    for (const StoredDay &one : singles)
        pieces.push_back({one.token.text, day, &one, nullptr, {}});
    std::vector<CellChunk> decoded;
    decoded.reserve(stored->size());
    for (const StoredChunk &one : *stored) {
        auto chunk = decodeChunk(bytesOf(one.cells));
        if (!chunk)
            return std::unexpected(std::move(chunk.error()));
        decoded.push_back(std::move(*chunk));
        if (!addPieces(decoded.back(), day, ids, wanted, pieces))
            return fail(ErrorCode::Damaged, "cells");
    }
    std::ranges::stable_sort(pieces, {}, &Piece::token);
    for (std::size_t begin = 0, end = 0; begin < pieces.size(); begin = end) {
        while (end < pieces.size() && pieces[end].token == pieces[begin].token)
            ++end;
        auto sum = sumOf(std::span(pieces).subspan(begin, end - begin));
        if (!sum)
            return std::unexpected(std::move(sum.error()));
        std::erase_if(*sum, [&](const auto &cell) { return !span.contains(cell.first.quarter); });
        if (sum->empty())
            continue;
        if (auto visited = visit({std::string(pieces[begin].token)}, *sum); !visited)
            return visited;
    }
    return {};
}

} // namespace toll
