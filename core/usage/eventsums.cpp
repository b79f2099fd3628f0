// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/cellchunk.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

namespace toll {

namespace {

constexpr std::uint32_t quartersPerDay = static_cast<std::uint32_t>(msPerDay / msPerQuarter);

std::int64_t dayOf(std::int64_t ms)
{
    return floorTo({ms}, msPerDay).ms / msPerDay;
}

/// Sums the events of a batch: those of a day are dealt out by token, keeping their order of time, and their columns
/// with them, so that those of one cell lie side by side.
class EventSummer {
public:
    EventSummer(const EventColumns &events, std::span<const TokenNumber> numbers) : m_events(events), m_numbers(numbers)
    {
        sortTokens();
        m_areSingle = std::ranges::all_of(events.counts, [](std::int64_t count) { return count == 1; });
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
            const auto isKnown = [](std::int64_t value) { return value != EventColumns::absent; };
            if (std::ranges::any_of(events.units[unit], isKnown))
                m_knownUnits.push_back(unit);
        }
    }

    /// Numbers that lie close together, as they mostly do, are put in their places; others are sorted.
    void sortTokens()
    {
        constexpr std::size_t mostSpread = 8;
        const std::size_t largest = m_numbers.empty() ? 0 : std::ranges::max(m_numbers);
        if (largest > mostSpread * m_numbers.size()) {
            m_tokens.resize(m_numbers.size());
            std::iota(m_tokens.begin(), m_tokens.end(), 0U);
            std::ranges::sort(m_tokens, {}, [&](std::uint32_t token) { return m_numbers[token]; });
            return;
        }
        std::vector<std::uint32_t> ofNumber(largest + 1, 0); // one more than the token
        for (std::uint32_t token = 0; token < m_numbers.size(); ++token)
            ofNumber[m_numbers[token]] = token + 1;
        for (const std::uint32_t token : ofNumber)
            if (token != 0)
                m_tokens.push_back(token - 1);
    }

    /// Which kind each event is of.
    void findKinds(std::span<const std::string> declared)
    {
        const std::vector<std::uint32_t> sets = reducedSets(declared);
        const StatusPlaces statuses(m_events.statuses);
        const std::uint64_t sources = m_events.sources.texts.size();
        const std::uint64_t all = m_events.models.texts.size() * sources * m_sets.size() * statuses.size();
        KindNumbers numbers(all);
        std::vector<CellKind> known;
        m_kinds.resize(m_events.rows);
        for (std::size_t row = 0; row < m_events.rows; ++row) {
            const std::uint32_t model = m_events.models.rows[row];
            const std::uint32_t source = m_events.sources.rows[row];
            const std::uint32_t set = sets[m_events.dimensions[row]];
            const std::int16_t status = m_events.statuses[row];
            const std::uint64_t combination =
                ((model * sources + source) * m_sets.size() + set) * statuses.size() + statuses.at(status);
            std::uint32_t &number = numbers[combination];
            if (number == 0) {
                known.push_back({std::string(m_events.models.texts.at(model)), status,
                    std::string(m_events.sources.texts.at(source)), m_sets[set]});
                number = static_cast<std::uint32_t>(known.size());
            }
            m_kinds[row] = number - 1;
        }
        sortKinds(std::move(known));
    }

    Result<CellChunk> sum(std::size_t begin, std::size_t end)
    {
        CellChunk chunk;
        chunk.kinds = m_kindTexts;
        deal(begin, end);
        gather(dayOf(m_events.times[begin]) * msPerDay);
        chunk.cells.reserve(end - begin);
        chunk.buckets.reserve(end - begin);
        std::size_t at = 0;
        for (const std::uint32_t token : m_tokens) {
            const std::size_t to = m_ends[token];
            if (to > at)
                sumToken(token, at, to, chunk);
            at = std::max(at, to);
        }
        if (m_overflowed)
            return fail(ErrorCode::Overflow, "usage");
        return chunk;
    }

private:
    /// The statuses of a batch, numbered in order of first use.
    class StatusPlaces {
    public:
        explicit StatusPlaces(const std::vector<std::int16_t> &statuses) : m_places(UINT16_MAX + 1, 0)
        {
            for (const std::int16_t status : statuses) {
                std::uint16_t &place = m_places[static_cast<std::uint16_t>(status)];
                if (place == 0)
                    place = ++m_count;
            }
        }
        [[nodiscard]] std::uint64_t size() const { return m_count; }
        [[nodiscard]] std::uint64_t at(std::int16_t status) const
        {
            return m_places[static_cast<std::uint16_t>(status)] - std::uint64_t{1};
        }

    private:
        std::vector<std::uint16_t> m_places;
        std::uint16_t m_count = 0;
    };

    /// A number for each combination, 0 at first: in a table where there can be few, as there mostly are.
    class KindNumbers {
    public:
        explicit KindNumbers(std::uint64_t combinations)
        {
            if (combinations <= mostInTable)
                m_table.resize(combinations, 0);
        }
        std::uint32_t &operator[](std::uint64_t combination)
        {
            return m_table.empty() ? m_map[combination] : m_table[combination];
        }

    private:
        static constexpr std::uint64_t mostInTable = std::uint64_t{1} << 16;

        std::vector<std::uint32_t> m_table;
        std::unordered_map<std::uint64_t, std::uint32_t> m_map;
    };

    /// The columns of a day's events, by token, then time.
    struct Dealt {
        std::vector<std::uint32_t> quarters; ///< of the day
        std::vector<std::uint32_t> kinds;
        std::vector<std::int64_t> counts; ///< unless all are 1
        std::vector<std::int64_t> responses;
        std::array<std::vector<std::int64_t>, unitMeterCount> units; ///< those of m_knownUnits
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

    void sortKinds(std::vector<CellKind> known)
    {
        std::vector<std::uint32_t> order(known.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, {}, [&](std::uint32_t kind) -> const CellKind & { return known[kind]; });
        std::vector<std::uint32_t> places(known.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            places[order[i]] = i;
            m_kindTexts.push_back(std::move(known[order[i]]));
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

    /// One column after the other: many places of one column are fetched at once, one of each is not.
    void gather(std::int64_t midnight)
    {
        const auto take = [this](const auto &from, auto &to, auto change) {
            to.resize(m_order.size());
            for (std::size_t i = 0; i < m_order.size(); ++i)
                to[i] = change(from[m_order[i]]);
        };
        const auto same = [](auto value) { return value; };
        take(m_events.times, m_dealt.quarters, [midnight](std::int64_t time) {
            return static_cast<std::uint32_t>(time - midnight) / static_cast<std::uint32_t>(msPerQuarter);
        });
        take(m_kinds, m_dealt.kinds, same);
        if (!m_areSingle)
            take(m_events.counts, m_dealt.counts, same);
        take(m_events.responses, m_dealt.responses, same);
        for (const std::size_t unit : m_knownUnits)
            take(m_events.units[unit], m_dealt.units[unit], same);
    }

    void sumToken(std::uint32_t token, std::size_t begin, std::size_t end, CellChunk &chunk)
    {
        TokenCell cell;
        cell.token = m_numbers[token];
        for (std::size_t at = begin; at < end;) {
            cell.quarter = m_dealt.quarters[at];
            m_quarter.clear();
            for (; at < end && m_dealt.quarters[at] == cell.quarter; ++at)
                m_quarter.push_back(static_cast<std::uint32_t>(at));
            sortByKind(m_quarter);
            for (std::size_t from = 0, to = 0; from < m_quarter.size(); from = to) {
                cell.kind = m_dealt.kinds[m_quarter[from]];
                while (to < m_quarter.size() && m_dealt.kinds[m_quarter[to]] == cell.kind)
                    ++to;
                sumCell(std::span(m_quarter).subspan(from, to - from), cell, chunk);
            }
        }
    }

    /// Mostly there is one event, or a few.
    void sortByKind(std::vector<std::uint32_t> &events) const
    {
        constexpr std::size_t few = 16;
        const auto kindOf = [&](std::uint32_t event) { return m_dealt.kinds[event]; };
        if (events.size() > few) {
            std::ranges::sort(events, {}, kindOf);
            return;
        }
        for (std::size_t i = 1; i < events.size(); ++i) {
            for (std::size_t k = i; k > 0 && kindOf(events[k - 1]) > kindOf(events[k]); --k)
                std::swap(events[k - 1], events[k]);
        }
    }

    /// `events`: places in m_dealt; `place`: the cell, still empty.
    void sumCell(std::span<const std::uint32_t> events, const TokenCell &place, CellChunk &chunk)
    {
        chunk.cells.push_back(place);
        TokenCell &cell = chunk.cells.back();
        m_buckets.clear();
        for (const std::uint32_t event : events) {
            const std::int64_t count = countOf(event);
            add(cell.requests, count);
            for (const std::size_t unit : m_knownUnits) {
                if (const std::int64_t value = m_dealt.units[unit][event]; value != EventColumns::absent) {
                    add(cell.units[unit].sum, value);
                    add(cell.units[unit].known, count);
                }
            }
            if (const std::int64_t response = m_dealt.responses[event]; response != EventColumns::absent) {
                std::int64_t sum = 0;
                m_overflowed = __builtin_mul_overflow(response, count, &sum) || m_overflowed;
                add(cell.responseMs.sum, sum);
                add(cell.responseMs.known, count);
                m_buckets.emplace_back(Histogram::bucketOf(response), count);
            }
        }
        addBuckets(cell, chunk);
        if (!m_events.customs.empty())
            sumCustoms(events, cell, chunk);
    }

    void addBuckets(TokenCell &cell, CellChunk &chunk)
    {
        cell.bucketsBegin = static_cast<std::uint32_t>(chunk.buckets.size());
        sortBuckets();
        for (const auto &[bucket, count] : m_buckets) {
            if (chunk.buckets.size() > cell.bucketsBegin && chunk.buckets.back().first == bucket)
                add(chunk.buckets.back().second, count);
            else
                chunk.buckets.emplace_back(bucket, count);
        }
        cell.bucketsEnd = static_cast<std::uint32_t>(chunk.buckets.size());
    }

    /// Mostly a few, as sortByKind() has it.
    void sortBuckets()
    {
        constexpr std::size_t few = 16;
        if (m_buckets.size() > few)
            std::ranges::sort(m_buckets, {}, &std::pair<std::int32_t, std::int64_t>::first);
        for (std::size_t i = 1; i < m_buckets.size() && m_buckets.size() <= few; ++i) {
            for (std::size_t k = i; k > 0 && m_buckets[k - 1].first > m_buckets[k].first; --k)
                std::swap(m_buckets[k - 1], m_buckets[k]);
        }
    }

    void sumCustoms(std::span<const std::uint32_t> events, TokenCell &cell, CellChunk &chunk)
    {
        std::map<std::string, MeterSum> sums;
        for (const std::uint32_t event : events) {
            for (const auto &[name, value] : m_events.customsOf(m_order[event])) {
                MeterSum &sum = sums[name];
                add(sum.sum, value);
                add(sum.known, countOf(event));
            }
        }
        if (sums.empty())
            return;
        cell.customs = static_cast<std::uint32_t>(chunk.customs.size());
        chunk.customs.emplace_back(sums.begin(), sums.end());
    }

    [[nodiscard]] std::int64_t countOf(std::uint32_t event) const { return m_areSingle ? 1 : m_dealt.counts[event]; }

    void add(std::int64_t &target, std::int64_t value)
    {
        m_overflowed = __builtin_add_overflow(target, value, &target) || m_overflowed;
    }

    const EventColumns &m_events;
    std::span<const TokenNumber> m_numbers;
    std::vector<std::uint32_t> m_tokens; ///< of the batch, by number
    std::vector<std::size_t> m_knownUnits; ///< that any event of the batch has
    std::vector<std::uint32_t> m_kinds; ///< of each event
    std::vector<CellKind> m_kindTexts;
    std::vector<NamedTexts> m_sets;
    std::vector<std::uint32_t> m_ends; ///< of each token's events in m_order
    std::vector<std::uint32_t> m_order; ///< the day's events by token
    Dealt m_dealt; ///< in that order
    std::vector<std::uint32_t> m_quarter;
    std::vector<std::pair<std::int32_t, std::int64_t>> m_buckets;
    bool m_areSingle = false; ///< each event stands for one request
    bool m_overflowed = false;
};

} // namespace

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
