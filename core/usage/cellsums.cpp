// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/cellchunk.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace toll {

namespace {

constexpr std::uint32_t quartersPerDay = static_cast<std::uint32_t>(msPerDay / msPerQuarter);

std::int64_t dayOf(std::int64_t ms)
{
    return floorTo({ms}, msPerDay).ms / msPerDay;
}

/// Sums the events of a batch: they are dealt out by token, keeping their order of time, so that those of one cell
/// are found near each other.
class EventSummer {
public:
    EventSummer(const EventColumns &events, std::span<const TokenNumber> numbers) : m_events(events), m_numbers(numbers)
    {
        m_tokens.resize(numbers.size());
        std::iota(m_tokens.begin(), m_tokens.end(), 0U);
        std::ranges::sort(m_tokens, {}, [&](std::uint32_t token) { return numbers[token]; });
    }

    /// Which kind each event is of.
    void findKinds(std::span<const std::string> declared)
    {
        const std::vector<std::uint32_t> sets = reducedSets(declared);
        std::vector<Combination> known;
        std::vector<std::uint32_t> slots(256, 0);
        m_kinds.resize(m_events.rows);
        for (std::size_t row = 0; row < m_events.rows; ++row) {
            const Combination wanted{m_events.models.rows[row], m_events.sources.rows[row],
                sets[m_events.dimensions[row]], m_events.statuses[row]};
            m_kinds[row] = numberOf(wanted, known, slots);
        }
        sortKinds(known);
    }

    Result<CellChunk> sum(std::size_t begin, std::size_t end)
    {
        CellChunk chunk;
        chunk.kinds = m_kindTexts;
        deal(begin, end);
        std::size_t at = 0;
        for (const std::uint32_t token : m_tokens) {
            const std::size_t to = m_ends[token];
            if (to > at)
                sumToken(token, std::span(m_order).subspan(at, to - at), chunk);
            at = std::max(at, to);
        }
        if (m_overflowed)
            return fail(ErrorCode::Overflow, "usage");
        return chunk;
    }

private:
    struct Combination {
        std::uint32_t model = 0;
        std::uint32_t source = 0;
        std::uint32_t dimensions = 0;
        std::int16_t status = noStatus;
        bool operator==(const Combination &) const = default;
        [[nodiscard]] std::size_t hash() const
        {
            std::uint64_t mixed = (std::uint64_t{model} << 32 | source) * 0x9e3779b97f4a7c15;
            mixed ^= (std::uint64_t{dimensions} << 16 | static_cast<std::uint16_t>(status)) * 0xff51afd7ed558ccd;
            return static_cast<std::size_t>(mixed >> 20);
        }
    };

    /// For each set of dimensions, which set of the declared ones it holds.
    std::vector<std::uint32_t> reducedSets(std::span<const std::string> declared)
    {
        std::map<NamedTexts, std::uint32_t> index;
        std::vector<std::uint32_t> sets;
        for (const NamedTexts &all : m_events.dimensionSets) {
            NamedTexts kept;
            for (const auto &dimension : all) {
                if (std::ranges::find(declared, dimension.first) != declared.end())
                    kept.push_back(dimension);
            }
            const auto [entry, isNew] = index.try_emplace(kept, m_sets.size());
            if (isNew)
                m_sets.push_back(std::move(kept));
            sets.push_back(entry->second);
        }
        return sets;
    }

    static std::uint32_t numberOf(
        const Combination &wanted, std::vector<Combination> &known, std::vector<std::uint32_t> &slots)
    {
        for (std::size_t at = wanted.hash() & (slots.size() - 1);; at = (at + 1) & (slots.size() - 1)) {
            if (slots[at] != 0 && known[slots[at] - 1] == wanted)
                return slots[at] - 1;
            if (slots[at] != 0)
                continue;
            known.push_back(wanted);
            slots[at] = static_cast<std::uint32_t>(known.size());
            if (known.size() * 2 > slots.size()) {
                slots.assign(slots.size() * 4, 0);
                for (std::uint32_t i = 0; i < known.size(); ++i) {
                    std::size_t place = known[i].hash() & (slots.size() - 1);
                    while (slots[place] != 0)
                        place = (place + 1) & (slots.size() - 1);
                    slots[place] = i + 1;
                }
            }
            return static_cast<std::uint32_t>(known.size() - 1);
        }
    }

    void sortKinds(const std::vector<Combination> &known)
    {
        std::vector<std::uint32_t> order(known.size());
        std::iota(order.begin(), order.end(), 0U);
        std::vector<CellKind> kinds;
        for (const Combination &one : known)
            kinds.push_back({std::string(m_events.models.texts.at(one.model)), one.status,
                std::string(m_events.sources.texts.at(one.source)), m_sets[one.dimensions]});
        std::ranges::sort(order, {}, [&](std::uint32_t kind) -> const CellKind & { return kinds[kind]; });
        std::vector<std::uint32_t> places(known.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            places[order[i]] = i;
            m_kindTexts.push_back(std::move(kinds[order[i]]));
        }
        for (std::uint32_t &kind : m_kinds)
            kind = places[kind];
    }

    void deal(std::size_t begin, std::size_t end)
    {
        m_ends.assign(m_numbers.size(), 0);
        for (std::size_t row = begin; row < end; ++row)
            ++m_ends[m_events.tokens.rows[row]];
        std::uint32_t total = 0;
        for (const std::uint32_t token : m_tokens) {
            const std::uint32_t count = m_ends[token];
            m_ends[token] = total;
            total += count;
        }
        m_order.resize(end - begin);
        for (std::size_t row = begin; row < end; ++row)
            m_order[m_ends[m_events.tokens.rows[row]]++] = static_cast<std::uint32_t>(row);
    }

    void sumToken(std::uint32_t token, std::span<const std::uint32_t> rows, CellChunk &chunk)
    {
        const std::int64_t midnight = dayOf(m_events.times[rows.front()]) * msPerDay;
        for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
            const auto quarterOf = [&](std::uint32_t row) {
                return static_cast<std::uint32_t>((m_events.times[row] - midnight) / msPerQuarter);
            };
            const std::uint32_t quarter = quarterOf(rows[begin]);
            while (end < rows.size() && quarterOf(rows[end]) == quarter)
                ++end;
            m_quarter.assign(
                rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.begin() + static_cast<std::ptrdiff_t>(end));
            sortByKind(m_quarter);
            for (std::size_t from = 0, to = 0; from < m_quarter.size(); from = to) {
                const std::uint32_t kind = m_kinds[m_quarter[from]];
                while (to < m_quarter.size() && m_kinds[m_quarter[to]] == kind)
                    ++to;
                TokenCell cell;
                cell.token = m_numbers[token];
                cell.quarter = quarter;
                cell.kind = kind;
                sumCell(std::span(m_quarter).subspan(from, to - from), cell, chunk);
            }
        }
    }

    /// Mostly there is one event, or a few.
    void sortByKind(std::vector<std::uint32_t> &rows) const
    {
        constexpr std::size_t few = 16;
        const auto kindOf = [&](std::uint32_t row) { return m_kinds[row]; };
        if (rows.size() > few) {
            std::ranges::sort(rows, {}, kindOf);
            return;
        }
        for (std::size_t i = 1; i < rows.size(); ++i) {
            for (std::size_t k = i; k > 0 && kindOf(rows[k - 1]) > kindOf(rows[k]); --k)
                std::swap(rows[k - 1], rows[k]);
        }
    }

    void sumCell(std::span<const std::uint32_t> rows, TokenCell &cell, CellChunk &chunk)
    {
        m_buckets.clear();
        for (const std::uint32_t row : rows) {
            const std::int64_t count = m_events.counts[row];
            add(cell.requests, count);
            for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
                if (const std::int64_t value = m_events.units[unit][row]; value != EventColumns::absent) {
                    add(cell.units[unit].sum, value);
                    add(cell.units[unit].known, count);
                }
            }
            if (const std::int64_t response = m_events.responses[row]; response != EventColumns::absent) {
                std::int64_t sum = 0;
                m_overflowed = __builtin_mul_overflow(response, count, &sum) || m_overflowed;
                add(cell.responseMs.sum, sum);
                add(cell.responseMs.known, count);
                m_buckets.emplace_back(Histogram::bucketOf(response), count);
            }
        }
        cell.bucketsBegin = static_cast<std::uint32_t>(chunk.buckets.size());
        std::ranges::sort(m_buckets, {}, &std::pair<std::int32_t, std::int64_t>::first);
        for (const auto &[bucket, count] : m_buckets) {
            if (chunk.buckets.size() > cell.bucketsBegin && chunk.buckets.back().first == bucket)
                add(chunk.buckets.back().second, count);
            else
                chunk.buckets.emplace_back(bucket, count);
        }
        cell.bucketsEnd = static_cast<std::uint32_t>(chunk.buckets.size());
        if (!m_events.customs.empty())
            sumCustoms(rows, cell, chunk);
        chunk.cells.push_back(cell);
    }

    void sumCustoms(std::span<const std::uint32_t> rows, TokenCell &cell, CellChunk &chunk)
    {
        std::map<std::string, MeterSum> sums;
        for (const std::uint32_t row : rows) {
            for (const auto &[name, value] : m_events.customsOf(row)) {
                MeterSum &sum = sums[name];
                add(sum.sum, value);
                add(sum.known, m_events.counts[row]);
            }
        }
        if (sums.empty())
            return;
        cell.customs = static_cast<std::uint32_t>(chunk.customs.size());
        chunk.customs.emplace_back(sums.begin(), sums.end());
    }

    void add(std::int64_t &target, std::int64_t value)
    {
        m_overflowed = __builtin_add_overflow(target, value, &target) || m_overflowed;
    }

    const EventColumns &m_events;
    std::span<const TokenNumber> m_numbers;
    std::vector<std::uint32_t> m_tokens; ///< of the batch, by number
    std::vector<std::uint32_t> m_kinds; ///< of each event
    std::vector<CellKind> m_kindTexts;
    std::vector<NamedTexts> m_sets;
    std::vector<std::uint32_t> m_ends; ///< of each token's events in m_order
    std::vector<std::uint32_t> m_order;
    std::vector<std::uint32_t> m_quarter;
    std::vector<std::pair<std::int32_t, std::int64_t>> m_buckets;
    bool m_overflowed = false;
};

/// The place of each kind of `kinds` among the sorted `all`.
std::vector<std::uint32_t> placesOf(const std::vector<CellKind> &kinds, const std::vector<CellKind> &all)
{
    std::vector<std::uint32_t> places;
    for (const CellKind &kind : kinds)
        places.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(all, kind) - all.begin()));
    return places;
}

/// A cell with the chunk its lists are in.
struct Source {
    TokenCell cell; ///< with the kind's number in the sum
    const CellChunk *chunk = nullptr;
};

auto orderOf(const Source &source)
{
    return std::tuple(source.cell.token, source.cell.quarter, source.cell.kind);
}

void append(CellChunk &to, const TokenCell &cell, const Histogram &response, UsageTable::Customs customs)
{
    TokenCell added = cell;
    added.bucketsBegin = static_cast<std::uint32_t>(to.buckets.size());
    to.buckets.insert(to.buckets.end(), response.buckets().begin(), response.buckets().end());
    added.bucketsEnd = static_cast<std::uint32_t>(to.buckets.size());
    added.customs = customs.empty() ? 0 : static_cast<std::uint32_t>(to.customs.size());
    if (!customs.empty())
        to.customs.push_back(std::move(customs));
    to.cells.push_back(added);
}

void append(CellChunk &to, TokenCell cell, CellSums sums)
{
    cell.requests = sums.requests;
    cell.units = sums.units;
    cell.responseMs = sums.responseMs;
    append(to, cell, sums.response, std::move(sums.customs));
}

} // namespace

CellKey CellChunk::keyOf(const TokenCell &cell, std::int64_t day) const
{
    const CellKind &kind = kinds[cell.kind];
    return {{day * msPerDay + cell.quarter * msPerQuarter}, kind.model, kind.status, kind.source, kind.dimensions};
}

CellSums CellChunk::sumsOf(const TokenCell &cell) const
{
    CellSums sums;
    sums.requests = cell.requests;
    sums.units = cell.units;
    sums.responseMs = cell.responseMs;
    sums.customs = customs[cell.customs];
    const auto first = buckets.begin();
    sums.response = Histogram::fromBuckets({first + cell.bucketsBegin, first + cell.bucketsEnd}).value_or(Histogram());
    return sums;
}

void CellChunk::add(TokenNumber token, const CellDay &day)
{
    for (const auto &[key, sums] : day) {
        const CellKind kind{key.model, key.status, key.source, key.dimensions};
        const auto known = std::ranges::find(kinds, kind);
        TokenCell cell;
        cell.token = token;
        cell.quarter = static_cast<std::uint32_t>((key.quarter.ms - floorTo(key.quarter, msPerDay).ms) / msPerQuarter);
        cell.kind = static_cast<std::uint32_t>(known - kinds.begin());
        if (known == kinds.end())
            kinds.push_back(kind);
        append(*this, cell, sums);
    }
}

Result<CellChunk> mergedChunks(std::span<const CellChunk> chunks)
{
    CellChunk sum;
    for (const CellChunk &chunk : chunks)
        sum.kinds.insert(sum.kinds.end(), chunk.kinds.begin(), chunk.kinds.end());
    std::ranges::sort(sum.kinds);
    sum.kinds.erase(std::ranges::unique(sum.kinds).begin(), sum.kinds.end());
    std::vector<Source> sources;
    for (const CellChunk &chunk : chunks) {
        const auto places = placesOf(chunk.kinds, sum.kinds);
        for (const TokenCell &cell : chunk.cells) {
            sources.push_back({cell, &chunk});
            sources.back().cell.kind = places[cell.kind];
        }
    }
    std::ranges::stable_sort(sources, {}, orderOf);
    for (std::size_t begin = 0, end = 0; begin < sources.size(); begin = end) {
        end = begin + 1;
        const auto sumsAt = [&](std::size_t place) { return sources[place].chunk->sumsOf(sources[place].cell); };
        CellSums sums = sumsAt(begin);
        for (; end < sources.size() && orderOf(sources[end]) == orderOf(sources[begin]); ++end) {
            if (Result<void> added = sums.add(sumsAt(end)); !added)
                return std::unexpected(added.error());
        }
        append(sum, sources[begin].cell, std::move(sums));
    }
    return sum;
}

std::vector<std::span<const TokenCell>> partsOf(const CellChunk &chunk)
{
    std::vector<std::span<const TokenCell>> parts;
    const std::span<const TokenCell> cells(chunk.cells);
    for (std::size_t begin = 0, end = 0; begin < cells.size(); begin = end) {
        end = std::min(begin + chunkCells, cells.size());
        while (end < cells.size() && cells[end].token == cells[end - 1].token)
            ++end;
        parts.push_back(cells.subspan(begin, end - begin));
    }
    return parts;
}

Result<void> sumEvents(const EventColumns &events, std::span<const TokenNumber> numbers,
    std::span<const std::string> declaredDimensions,
    const std::function<Result<void>(std::int64_t day, const CellChunk &chunk)> &take)
{
    static_assert(quartersPerDay == 96);
    EventSummer summer(events, numbers);
    summer.findKinds(declaredDimensions);
    for (std::size_t begin = 0, end = 0; begin < events.rows; begin = end) {
        const std::int64_t day = dayOf(events.times[begin]);
        const auto nextDay = std::ranges::lower_bound(
            events.times.begin() + static_cast<std::ptrdiff_t>(begin), events.times.end(), (day + 1) * msPerDay);
        end = static_cast<std::size_t>(nextDay - events.times.begin());
        const Result<CellChunk> chunk = summer.sum(begin, end);
        if (!chunk)
            return std::unexpected(chunk.error());
        if (Result<void> taken = take(day, *chunk); !taken)
            return taken;
    }
    return {};
}

} // namespace toll
