// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/eventcolumns.h"

#include <algorithm>
#include <numeric>

namespace toll {

namespace {

template<typename Values>
void take(Values &to, const Values &from, std::span<const std::uint32_t> wanted)
{
    to.resize(wanted.size());
    for (std::size_t row = 0; row < wanted.size(); ++row)
        to[row] = from[wanted[row]];
}

std::optional<std::int64_t> amountOf(std::int64_t value)
{
    return value == EventColumns::absent ? std::nullopt : std::optional(value);
}

} // namespace

EventColumns::EventColumns() : dimensionSets(1) { }

void EventColumns::reserve(std::size_t size)
{
    times.reserve(size);
    ids.reserve(size);
    statuses.reserve(size);
    counts.reserve(size);
    responses.reserve(size);
    for (auto &unit : units)
        unit.reserve(size);
    for (TextColumn *column : {&tokens, &models, &endpoints, &sources})
        column->rows.reserve(size);
    dimensions.reserve(size);
    hashes.reserve(size);
}

void EventColumns::clear()
{
    times.clear();
    ids.clear();
    statuses.clear();
    counts.clear();
    responses.clear();
    for (auto &unit : units)
        unit.clear();
    for (TextColumn *column : {&tokens, &models, &endpoints, &sources}) {
        column->rows.clear();
        column->texts.clear();
    }
    customs.clear();
    dimensions.clear();
    dimensionSets.assign(1, {});
    hashes.clear();
    hashesAreOfIds = false;
    rows = 0;
}

std::uint32_t EventColumns::dimensionSet(const NamedTexts &set)
{
    if (set.empty())
        return 0;
    // Mostly the last ones come again; a batch has few.
    const auto found = std::find(dimensionSets.rbegin(), dimensionSets.rend(), set);
    if (found != dimensionSets.rend())
        return static_cast<std::uint32_t>(dimensionSets.rend() - found - 1);
    dimensionSets.push_back(set);
    return static_cast<std::uint32_t>(dimensionSets.size() - 1);
}

void EventColumns::add(const StoredEvent &stored)
{
    const UsageEvent &event = stored.event;
    times.push_back(event.time.ms);
    tokens.rows.push_back(tokens.texts.use(stored.token.text));
    ids.add(event.id);
    statuses.push_back(event.status);
    counts.push_back(event.count);
    responses.push_back(event.responseMs.value_or(absent));
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        units[unit].push_back(event.units[unit].value_or(absent));
    models.rows.push_back(models.texts.use(event.model));
    endpoints.rows.push_back(endpoints.texts.use(event.endpoint));
    sources.rows.push_back(sources.texts.use(event.source));
    if (!event.custom.empty())
        customs.emplace_back(static_cast<std::uint32_t>(rows), event.custom);
    dimensions.push_back(dimensionSet(event.dimensions));
    hashes.push_back(stored.hash);
    hashesAreOfIds = false;
    ++rows;
}

const NamedNumbers &EventColumns::customsOf(std::size_t row) const
{
    static const NamedNumbers none;
    if (customs.empty())
        return none;
    const auto found = std::ranges::lower_bound(customs, row, {}, [](const auto &entry) { return entry.first; });
    return found != customs.end() && found->first == row ? found->second : none;
}

StoredEvent EventColumns::at(std::size_t row) const
{
    StoredEvent stored;
    stored.token.text = tokens.at(row);
    stored.hash = hashes[row];
    UsageEvent &event = stored.event;
    event.id = ids.at(row);
    event.source = sources.at(row);
    event.time.ms = times[row];
    event.status = statuses[row];
    event.count = counts[row];
    event.responseMs = amountOf(responses[row]);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        event.units[unit] = amountOf(units[unit][row]);
    event.model = models.at(row);
    event.endpoint = endpoints.at(row);
    event.custom = customsOf(row);
    event.dimensions = dimensionSets[dimensions[row]];
    return stored;
}

EventColumns EventColumns::select(std::span<const std::uint32_t> wanted, Texts texts) const
{
    EventColumns chosen;
    take(chosen.times, times, wanted);
    take(chosen.statuses, statuses, wanted);
    take(chosen.counts, counts, wanted);
    take(chosen.responses, responses, wanted);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        take(chosen.units[unit], units[unit], wanted);
    take(chosen.dimensions, dimensions, wanted);
    take(chosen.hashes, hashes, wanted);
    const std::pair<TextColumn *, const TextColumn *> textColumns[] = {{&chosen.tokens, &tokens},
        {&chosen.models, &models}, {&chosen.endpoints, &endpoints}, {&chosen.sources, &sources}};
    for (const auto &[to, from] : textColumns)
        take(to->rows, from->rows, wanted);
    if (texts == Texts::Taken) {
        for (const auto &[to, from] : textColumns)
            to->texts = from->texts;
        chosen.dimensionSets = dimensionSets;
        chosen.ids.reserve(wanted.size());
        for (const std::uint32_t row : wanted)
            chosen.ids.add(ids.at(row));
    }
    for (std::size_t row = 0; row < wanted.size() && !customs.empty(); ++row) {
        if (const NamedNumbers &custom = customsOf(wanted[row]); !custom.empty())
            chosen.customs.emplace_back(static_cast<std::uint32_t>(row), custom);
    }
    chosen.hashesAreOfIds = hashesAreOfIds;
    chosen.rows = wanted.size();
    return chosen;
}

bool EventColumns::sameBody(std::size_t row, const EventColumns &other, std::size_t otherRow) const
{
    bool same = times[row] == other.times[otherRow] && statuses[row] == other.statuses[otherRow]
        && counts[row] == other.counts[otherRow] && responses[row] == other.responses[otherRow];
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        same = same && units[unit][row] == other.units[unit][otherRow];
    return same && ids.at(row) == other.ids.at(otherRow) && tokens.at(row) == other.tokens.at(otherRow)
        && models.at(row) == other.models.at(otherRow) && endpoints.at(row) == other.endpoints.at(otherRow)
        && sources.at(row) == other.sources.at(otherRow) && customsOf(row) == other.customsOf(otherRow)
        && dimensionSets[dimensions[row]] == other.dimensionSets[other.dimensions[otherRow]];
}

void EventColumns::sortByTime()
{
    if (!std::ranges::is_sorted(times)) {
        std::vector<std::pair<std::int64_t, std::uint32_t>> keys(rows);
        for (std::uint32_t row = 0; row < rows; ++row)
            keys[row] = {times[row], row};
        std::ranges::sort(keys);
        std::vector<std::uint32_t> order(rows);
        std::ranges::transform(keys, order.begin(), &std::pair<std::int64_t, std::uint32_t>::second);
        *this = select(order);
    }
    std::vector<std::uint32_t> ties;
    for (std::size_t begin = 0, end = 0; begin < rows; begin = end) {
        end = begin + 1;
        while (end < rows && times[end] == times[begin])
            ++end;
        if (end - begin == 1)
            continue;
        ties.resize(end - begin);
        std::iota(ties.begin(), ties.end(), static_cast<std::uint32_t>(begin));
        const auto hasSmallerId = [this](std::uint32_t a, std::uint32_t b) { return ids.at(a) < ids.at(b); };
        if (std::ranges::is_sorted(ties, hasSmallerId))
            continue;
        std::ranges::stable_sort(ties, hasSmallerId);
        reorder(begin, ties);
    }
}

/// Moves rows of one time among themselves; where few are to be moved this saves copying all.
void EventColumns::reorder(std::size_t begin, std::span<const std::uint32_t> order)
{
    const EventColumns moved = select(order, Texts::Left);
    const auto put = [begin](auto &to, const auto &from) {
        std::ranges::copy(from, to.begin() + static_cast<std::ptrdiff_t>(begin));
    };
    put(statuses, moved.statuses);
    put(counts, moved.counts);
    put(responses, moved.responses);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        put(units[unit], moved.units[unit]);
    put(dimensions, moved.dimensions);
    put(hashes, moved.hashes);
    put(tokens.rows, moved.tokens.rows);
    put(models.rows, moved.models.rows);
    put(endpoints.rows, moved.endpoints.rows);
    put(sources.rows, moved.sources.rows);
    ids.reorder(begin, order);
    const auto rowOf = [](const auto &entry) { return std::size_t{entry.first}; };
    const auto first = std::ranges::lower_bound(customs, begin, {}, rowOf);
    for (std::size_t i = 0; i < moved.customs.size(); ++i) {
        auto &entry = *(first + static_cast<std::ptrdiff_t>(i));
        entry = moved.customs[i];
        entry.first += static_cast<std::uint32_t>(begin);
    }
}

} // namespace toll
