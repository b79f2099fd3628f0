// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/groupsums.h"

#include "core/base/checked.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <utility>

namespace toll {

namespace {

constexpr int firstErrorStatus = 400;
/// Sums of so many narrow amounts cannot leave 64 bits.
constexpr std::size_t mostPlainRows = std::size_t{1} << 31;
constexpr std::int64_t mostNarrow = std::numeric_limits<std::int32_t>::max();
/// From so many values on it is quicker to sort all by value, and then by place, than each place's by themselves.
constexpr std::size_t manyValues = 4096;
constexpr unsigned widestPass = 12; ///< bits of a value that one pass sorts by: its counters fit in a core's cache

std::unexpected<Error> overflow()
{
    return fail(ErrorCode::Overflow, "requests");
}

/// How many values a percentile is not below: nearest rank, without leaving 64 bits.
std::int64_t rankOf(std::int64_t all, int percent)
{
    return all / 100 * percent + (all % 100 * percent + 99) / 100;
}

/// Of values in order. There must be one.
ExactPercentiles percentilesOf(std::span<const std::uint32_t> sorted)
{
    ExactPercentiles found{};
    for (std::size_t i = 0; i < found.size(); ++i)
        found[i] = sorted[static_cast<std::size_t>(rankOf(std::ssize(sorted), summaryPercents[i]) - 1)];
    return found;
}

bool isPlain(const AmountColumn *column)
{
    return column->isNarrow() || (column->isOneForAll() && column->all() <= mostNarrow);
}

bool addMeter(MeterSum &meter, std::int64_t sum, std::int64_t known)
{
    return addChecked(meter.sum, sum) && addChecked(meter.known, known);
}

} // namespace

ExactPercentiles percentilesOf(const ValueCounts &counts)
{
    std::int64_t all = 0;
    for (const auto &[value, count] : counts)
        all += count; // no more than the requests, which were checked
    ExactPercentiles found{};
    for (std::size_t i = 0; i < found.size(); ++i) {
        std::int64_t left = rankOf(all, summaryPercents[i]);
        for (const auto &[value, count] : counts) {
            found[i] = value;
            if ((left -= count) <= 0)
                break;
        }
    }
    return found;
}

Result<void> GroupSums::add(const GroupSums &other)
{
    bool fits = addChecked(requests, other.requests) && addChecked(errors, other.errors)
        && addMeter(responseMs, other.responseMs.sum, other.responseMs.known);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        fits = fits && addMeter(units[unit], other.units[unit].sum, other.units[unit].known);
    return fits ? Result<void>() : overflow();
}

void GroupSums::addPlainly(const GroupSums &other)
{
    requests += other.requests;
    errors += other.errors;
    responseMs.sum += other.responseMs.sum;
    responseMs.known += other.responseMs.known;
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
        units[unit].sum += other.units[unit].sum;
        units[unit].known += other.units[unit].known;
    }
}

void GroupSummer::clear()
{
    for (const std::uint32_t group : m_groups)
        if (group < m_placeOfGroup.size())
            m_placeOfGroup[group] = 0;
    m_groups.assign(1, GroupedRows::none);
    m_sums.assign(1, {});
    m_valueCount = 0;
    m_counted.clear();
    m_plainRows = 0;
}

std::uint32_t GroupSummer::placeOf(std::uint32_t group)
{
    if (group == GroupedRows::none)
        return 0;
    if (group >= m_placeOfGroup.size())
        m_placeOfGroup.resize(std::max<std::size_t>(group + std::size_t{1}, m_placeOfGroup.size() * 2));
    std::uint32_t &place = m_placeOfGroup[group];
    if (place == 0) {
        place = static_cast<std::uint32_t>(m_groups.size());
        m_groups.push_back(group);
        m_sums.emplace_back();
    }
    return place;
}

Result<void> GroupSummer::add(const GroupedRows &rows, std::size_t begin, std::size_t end)
{
    m_places.resize(end - begin);
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const std::uint32_t group = rows.groups[begin + i];
        const std::uint32_t place = group < m_placeOfGroup.size() ? m_placeOfGroup[group] : 0;
        m_places[i] = place != 0 ? place : placeOf(group);
    }
    m_plainRows += m_places.size();
    const bool isAllPlain = m_plainRows < mostPlainRows && rows.counts->isOneForAll() && rows.counts->all() == 1
        && isPlain(rows.responses) && std::ranges::all_of(rows.units, isPlain);
    Result<void> added;
    if (isAllPlain) {
        addPlainly(rows, begin);
    } else {
        m_plainRows = mostPlainRows;
        added = addCarefully(rows, begin);
    }
    if (m_valueCount + m_counted.size() >= mostValues)
        countValues();
    return added;
}

/// Single requests with amounts that no sum of a batch overflows.
void GroupSummer::addPlainly(const GroupedRows &rows, std::size_t begin)
{
    std::array<std::pair<std::size_t, const std::uint32_t *>, unitMeterCount> narrow;
    std::size_t narrowCount = 0;
    std::array<MeterSum, unitMeterCount> alike{}; // what each row adds to the units that are alike
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
        if (rows.units[unit]->isNarrow())
            narrow[narrowCount++] = {unit, rows.units[unit]->narrow() + begin};
        else if (rows.units[unit]->all() != EventColumns::absent)
            alike[unit] = {rows.units[unit]->all(), 1};
    }
    const bool isAlike = std::ranges::any_of(alike, [](const MeterSum &unit) { return unit.known > 0; });
    const std::uint32_t *const responses = rows.responses->isNarrow() ? rows.responses->narrow() + begin : nullptr;
    const std::uint32_t response = rows.responses->isNarrow() || rows.responses->all() == EventColumns::absent
        ? AmountColumn::narrowAbsent
        : static_cast<std::uint32_t>(rows.responses->all());
    Valued *next = roomForValues(m_places.size());
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const std::uint32_t place = m_places[i];
        GroupSums &sums = m_sums[place];
        ++sums.requests;
        sums.errors += rows.statuses[begin + i] >= firstErrorStatus ? 1 : 0;
        const std::uint32_t value = responses ? responses[i] : response;
        const bool isKnown = value != AmountColumn::narrowAbsent;
        sums.responseMs.sum += isKnown ? std::int64_t{value} : 0;
        sums.responseMs.known += isKnown ? 1 : 0;
        *next = {place, value};
        next += isKnown && place != 0 ? 1 : 0;
        for (std::size_t n = 0; n < narrowCount; ++n) {
            const std::uint32_t amount = narrow[n].second[i];
            const bool isThere = amount != AmountColumn::narrowAbsent;
            MeterSum &unit = sums.units[narrow[n].first];
            unit.sum += isThere ? std::int64_t{amount} : 0;
            unit.known += isThere ? 1 : 0;
        }
        for (std::size_t unit = 0; isAlike && unit < unitMeterCount; ++unit) {
            sums.units[unit].sum += alike[unit].sum;
            sums.units[unit].known += alike[unit].known;
        }
    }
    m_valueCount = static_cast<std::size_t>(next - m_values.data());
}

Result<void> GroupSummer::addCarefully(const GroupedRows &rows, std::size_t begin)
{
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const std::uint32_t place = m_places[i];
        if (place == 0)
            continue;
        const std::size_t row = begin + i;
        const std::int64_t count = rows.counts->at(row);
        const std::int64_t response = rows.responses->at(row);
        GroupSums &sums = m_sums[place];
        bool fits = addChecked(sums.requests, count)
            && addChecked(sums.errors, rows.statuses[row] >= firstErrorStatus ? count : 0);
        if (response != EventColumns::absent) {
            std::int64_t all = 0;
            fits = fits && !__builtin_mul_overflow(response, count, &all) && addMeter(sums.responseMs, all, count);
            m_counted.push_back({place, response, count});
        }
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            if (const std::int64_t amount = rows.units[unit]->at(row); amount != EventColumns::absent)
                fits = fits && addMeter(sums.units[unit], amount, count);
        if (!fits)
            return overflow();
    }
    return {};
}

Result<void> GroupSummer::add(const GroupSummer &other)
{
    m_plainRows = std::min(mostPlainRows, m_plainRows + other.m_plainRows);
    m_places.resize(other.m_groups.size());
    for (std::size_t place = 1; place < other.m_groups.size(); ++place)
        m_places[place] = placeOf(other.m_groups[place]);
    if (Result<void> added = addSums(other); !added)
        return added;
    Valued *const to = roomForValues(other.m_valueCount);
    for (std::size_t i = 0; i < other.m_valueCount; ++i)
        to[i] = {m_places[other.m_values[i].place], other.m_values[i].value};
    m_valueCount += other.m_valueCount;
    for (const Counted &counted : other.m_counted)
        m_counted.push_back({m_places[counted.place], counted.value, counted.count});
    if (m_valueCount + m_counted.size() >= mostValues)
        countValues();
    return {};
}

/// To the places that were found for them.
Result<void> GroupSummer::addSums(const GroupSummer &other)
{
    const bool isPlain = m_plainRows < mostPlainRows;
    for (std::size_t place = 1; place < other.m_groups.size(); ++place) {
        GroupSums &sums = m_sums[m_places[place]];
        if (isPlain)
            sums.addPlainly(other.m_sums[place]);
        else if (Result<void> added = sums.add(other.m_sums[place]); !added)
            return added;
    }
    return {};
}

/// Where the next values go, which are counted when they are there.
GroupSummer::Valued *GroupSummer::roomForValues(std::size_t count)
{
    if (m_values.size() < m_valueCount + count)
        m_values.resize(std::max(m_valueCount + count, 2 * m_values.size()));
    return m_values.data() + m_valueCount;
}

/// Passes over the bits of all values, lowest first. Equal ones keep their order.
void GroupSummer::sortByValue()
{
    std::uint32_t all = 0;
    for (const Valued &valued : std::span(m_values).first(m_valueCount))
        all |= valued.value;
    const auto width = static_cast<unsigned>(std::bit_width(all));
    const unsigned passes = (width + widestPass - 1) / widestPass;
    const unsigned bits = passes == 0 ? 0 : (width + passes - 1) / passes;
    if (m_sorted.size() < m_valueCount)
        m_sorted.resize(m_values.size());
    for (unsigned shift = 0; shift < width; shift += bits) {
        const std::uint32_t mask = (1U << bits) - 1;
        std::array<std::size_t, std::size_t{1} << widestPass> places{};
        const auto values = std::span(m_values).first(m_valueCount);
        for (const Valued &valued : values)
            ++places[valued.value >> shift & mask];
        std::size_t next = 0;
        for (std::size_t &place : std::span(places).first(mask + std::size_t{1}))
            next += std::exchange(place, next);
        for (const Valued &valued : values)
            m_sorted[places[valued.value >> shift & mask]++] = valued;
        m_values.swap(m_sorted);
    }
}

/// Values that came one by one, sorted by place, then value; `ends` says where each place's end.
std::vector<std::uint32_t> GroupSummer::valuesByPlace(std::vector<std::size_t> &ends)
{
    const bool areMany = m_valueCount >= manyValues;
    if (areMany)
        sortByValue();
    const auto values = std::span(m_values).first(m_valueCount);
    std::vector<std::size_t> next(m_groups.size() + 1);
    for (const Valued &valued : values)
        ++next[valued.place + std::size_t{1}];
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<std::uint32_t> sorted(m_valueCount);
    for (const Valued &valued : values)
        sorted[next[valued.place]++] = valued.value;
    next.pop_back();
    for (std::size_t place = 1; place < next.size() && !areMany; ++place)
        std::ranges::sort(std::span(sorted).subspan(next[place - 1], next[place] - next[place - 1]));
    ends = std::move(next);
    return sorted;
}

/// Makes one of the values of a place that equal each other, so that they take less room.
void GroupSummer::countValues()
{
    std::vector<std::size_t> ends;
    const std::vector<std::uint32_t> values = valuesByPlace(ends);
    m_valueCount = 0;
    const std::size_t before = m_counted.size();
    for (std::size_t place = 1; place < ends.size(); ++place) {
        const auto ofPlace = std::span(values).subspan(ends[place - 1], ends[place] - ends[place - 1]);
        for (std::size_t begin = 0, end = 0; begin < ofPlace.size(); begin = end) {
            while (end < ofPlace.size() && ofPlace[end] == ofPlace[begin])
                ++end;
            m_counted.push_back(
                {static_cast<std::uint32_t>(place), ofPlace[begin], static_cast<std::int64_t>(end - begin)});
        }
    }
    const auto middle = m_counted.begin() + static_cast<std::ptrdiff_t>(before);
    if (!std::is_sorted(m_counted.begin(), middle))
        std::sort(m_counted.begin(), middle);
    std::inplace_merge(m_counted.begin(), middle, m_counted.end());
    std::size_t kept = 0;
    for (const Counted &counted : m_counted) {
        Counted &last = m_counted[kept == 0 ? 0 : kept - 1];
        if (kept > 0 && last.place == counted.place && last.value == counted.value)
            last.count += counted.count; // no more than the requests, which were checked
        else
            m_counted[kept++] = counted;
    }
    m_counted.resize(kept);
    // Where they mostly differ, more are let come before the next time.
    mostValues = std::max(mostValues, 2 * kept);
}

ValueCounts GroupSummer::valuesOf(std::size_t &next) const
{
    ValueCounts values;
    for (const std::uint32_t place = m_counted[next].place; next < m_counted.size() && m_counted[next].place == place;
        ++next)
        values.emplace_back(m_counted[next].value, m_counted[next].count);
    return values;
}

std::span<SummedGroup> GroupSummer::takePercentiles(SummedGroups &room)
{
    const std::span<SummedGroup> groups = sums(room);
    if (m_counted.empty()) {
        std::vector<std::size_t> ends;
        const std::vector<std::uint32_t> values = valuesByPlace(ends);
        for (std::size_t place = 1; place < m_groups.size(); ++place)
            if (ends[place] > ends[place - 1])
                groups[place - 1].percentiles =
                    percentilesOf(std::span(values).subspan(ends[place - 1], ends[place] - ends[place - 1]));
    } else {
        countValues();
        for (std::size_t next = 0; next < m_counted.size();) {
            const std::uint32_t place = m_counted[next].place;
            groups[place - 1].percentiles = toll::percentilesOf(valuesOf(next));
        }
    }
    clear();
    return groups;
}

std::span<SummedGroup> GroupSummer::takeValues(SummedGroups &room, std::vector<ValueCounts> &values)
{
    countValues();
    const std::span<SummedGroup> groups = sums(room);
    values.assign(groups.size(), {});
    for (std::size_t next = 0; next < m_counted.size();) {
        const std::uint32_t place = m_counted[next].place;
        values[place - 1] = valuesOf(next);
    }
    clear();
    return groups;
}

std::span<SummedGroup> GroupSummer::sums(SummedGroups &room) const
{
    const std::span<SummedGroup> groups = room.take(m_groups.size() - 1);
    for (std::size_t place = 1; place < m_groups.size(); ++place)
        groups[place - 1] = {m_groups[place], m_sums[place], {}};
    return groups;
}

std::span<SummedGroup> SummedGroups::take(std::size_t count)
{
    constexpr std::size_t aChunk = std::size_t{1} << 18;
    const std::lock_guard lock(m_mutex);
    if (m_chunks.empty() || m_chunks.back().capacity() - m_chunks.back().size() < count)
        m_chunks.emplace_back().reserve(std::max(aChunk, count));
    auto &chunk = m_chunks.back(); // it never grows beyond what it was made for, so that its groups stay where they are
    chunk.resize(chunk.size() + count);
    return std::span(chunk).last(count);
}

} // namespace toll
