// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/cell.h"

#include <algorithm>

namespace toll {

namespace {

/// Everything of a cell that can overflow: computed first, so that a refused addition changes nothing.
struct Sums {
    std::int64_t requests = 0;
    std::array<MeterSum, unitMeterCount> units{};
    MeterSum responseMs;
    bool overflowed = false;

    void add(std::int64_t &target, std::int64_t value)
    {
        overflowed = __builtin_add_overflow(target, value, &target) || overflowed;
    }
    void add(MeterSum &target, MeterSum value)
    {
        add(target.sum, value.sum);
        add(target.known, value.known);
    }
};

std::unexpected<Error> overflow()
{
    return fail(ErrorCode::Overflow, "usage");
}

/// Adds `more` (sorted by name) to `customs`.
void addCustoms(Sums &sums, UsageTable::Customs &customs, const UsageTable::Customs &more)
{
    for (const auto &[name, value] : more) {
        const auto place = std::ranges::lower_bound(
            customs, name, {}, [](const auto &entry) -> const std::string & { return entry.first; });
        if (place != customs.end() && place->first == name)
            sums.add(place->second, value);
        else
            customs.insert(place, {name, value});
    }
}

} // namespace

Result<void> CellSums::add(const UsageEvent &event)
{
    Sums sums{requests, units, responseMs};
    sums.add(sums.requests, event.count);
    for (std::size_t i = 0; i < unitMeterCount; ++i) {
        if (event.units[i])
            sums.add(sums.units[i], {*event.units[i], event.count});
    }
    if (event.responseMs) {
        MeterSum times{0, event.count};
        sums.overflowed = __builtin_mul_overflow(*event.responseMs, event.count, &times.sum) || sums.overflowed;
        sums.add(sums.responseMs, times);
    }
    if (!event.custom.empty()) {
        UsageTable::Customs added;
        for (const auto &[name, value] : event.custom)
            added.push_back({name, {value, event.count}});
        UsageTable::Customs merged = customs;
        addCustoms(sums, merged, added);
        if (!sums.overflowed)
            customs = std::move(merged);
    }
    if (sums.overflowed)
        return overflow();
    requests = sums.requests;
    units = sums.units;
    responseMs = sums.responseMs;
    if (event.responseMs)
        response.add(*event.responseMs, event.count);
    return {};
}

Result<void> CellSums::add(const CellSums &other)
{
    Sums sums{requests, units, responseMs};
    sums.add(sums.requests, other.requests);
    for (std::size_t i = 0; i < unitMeterCount; ++i)
        sums.add(sums.units[i], other.units[i]);
    sums.add(sums.responseMs, other.responseMs);
    UsageTable::Customs merged = customs;
    addCustoms(sums, merged, other.customs);
    if (sums.overflowed)
        return overflow();
    requests = sums.requests;
    units = sums.units;
    responseMs = sums.responseMs;
    customs = std::move(merged);
    response.merge(other.response);
    return {};
}

CellKey cellKeyOf(const UsageEvent &event, std::span<const std::string> declaredDimensions)
{
    CellKey key{floorTo(event.time, msPerQuarter), event.model, event.status, event.source, {}};
    for (const auto &dimension : event.dimensions) {
        if (std::ranges::find(declaredDimensions, dimension.first) != declaredDimensions.end())
            key.dimensions.push_back(dimension);
    }
    return key;
}

void appendRows(UsageTable &table, std::uint32_t token, const CellDay &day)
{
    for (const auto &[key, sums] : day) {
        UsageRow row;
        row.time = key.quarter;
        row.token = token;
        row.status = key.status;
        row.requests = sums.requests;
        row.units = sums.units;
        row.responseMs = sums.responseMs;
        row.model = table.intern(key.model);
        row.source = table.intern(key.source);
        row.custom = table.addCustoms(sums.customs);
        row.dimensions = table.addDimensions(key.dimensions);
        table.rows.push_back(row);
    }
}

} // namespace toll
