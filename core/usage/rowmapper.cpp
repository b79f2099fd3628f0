// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/rowmapper.h"

#include "core/usage/text.h"

#include <algorithm>

namespace toll {

/// A row while it is being filled.
struct RowMapper::Filling {
    ReadRow &row;
    std::optional<std::int64_t> totalInput;

    void fault(const Target &target, Error error, std::string_view text) const
    {
        if (error.where.empty())
            error.where = target.field;
        error.found = excerpt(text);
        error.line = row.line;
        row.faults.push_back(std::move(error));
    }
};

RowMapper::RowMapper(const Layout &layout, Zone zone)
    : m_time{layout.timeFormat, std::move(zone), layout.utcOffset, layout.timeOrigin, layout.numbers},
      m_numbers(layout.numbers), m_encoding(encodingText(layout.encoding))
{
    for (const auto &[field, column] : layout.fields) {
        Target target = targetOf(field);
        const auto known = std::ranges::find(m_columns, column);
        target.column = static_cast<std::size_t>(known - m_columns.begin());
        if (known == m_columns.end())
            m_columns.push_back(column);
        m_hasTime = m_hasTime || target.kind == Kind::Time;
        m_targets.push_back(std::move(target));
    }
    if (const auto unit = layout.units.find("response_ms"); unit != layout.units.end())
        m_responseUnit = unit->second == "s" ? DurationUnit::Seconds : DurationUnit::Microseconds;
}

const std::string &RowMapper::fieldOf(std::size_t column) const
{
    return std::ranges::find(m_targets, column, &Target::column)->field;
}

RowMapper::Target RowMapper::targetOf(const std::string &field)
{
    static const std::map<std::string_view, Kind> kinds{{"time", Kind::Time}, {"id", Kind::Id},
        {"customer", Kind::Customer}, {"token", Kind::Token}, {"status", Kind::Status}, {"response_ms", Kind::Response},
        {"count", Kind::Count}, {"model", Kind::Model}, {"endpoint", Kind::Endpoint}, {"source", Kind::Source},
        {"total_input_units", Kind::TotalInput}};
    Target target;
    target.field = field;
    constexpr std::string_view meterPrefix = "meter.";
    constexpr std::string_view dimensionPrefix = "dim.";
    if (const auto kind = kinds.find(field); kind != kinds.end()) {
        target.kind = kind->second;
    } else if (field.starts_with(meterPrefix)) {
        target.kind = Kind::Meter;
        target.name = field.substr(meterPrefix.size());
    } else if (field.starts_with(dimensionPrefix)) {
        target.kind = Kind::Dimension;
        target.name = field.substr(dimensionPrefix.size());
    } else {
        target.kind = Kind::Unit;
        while (target.unit + 1 < unitMeterCount && name(static_cast<UnitMeter>(target.unit)) != field)
            ++target.unit;
    }
    return target;
}

void RowMapper::map(std::span<const std::string_view> values, ReadRow &row) const
{
    row.event = UsageEvent();
    Filling filling{row, {}};
    if (!m_hasTime)
        row.faults.push_back({ErrorCode::Missing, "time", {}, {}, row.line});
    for (const Target &target : m_targets) {
        const std::string_view text = values[target.column];
        if (validTextLength(text) < text.size())
            filling.fault(target, {ErrorCode::Syntax, {}, {}, m_encoding, 0}, text);
        else if (!trimmed(text).empty())
            fill(target, text, filling);
        else if (target.kind == Kind::Time)
            filling.fault(target, {ErrorCode::Missing, {}, {}, std::string(name(m_time.format)), 0}, text);
    }
    takeOffCached(filling);
    if (!row.faults.empty())
        return;
    row.faults = faultsOf(row.event);
    for (Error &fault : row.faults)
        fault.line = row.line;
}

void RowMapper::fill(const Target &target, std::string_view text, Filling &filling) const
{
    switch (target.kind) {
    case Kind::Time:
        if (const auto time = parseTime(text, m_time))
            filling.row.event.time = *time;
        else
            filling.fault(target, time.error(), text);
        return;
    case Kind::Status:
    case Kind::Response:
    case Kind::Count:
    case Kind::Unit:
    case Kind::TotalInput:
    case Kind::Meter: {
        const auto number = numberOf(target, text);
        if (number)
            fillNumber(target, text, *number, filling);
        else
            filling.fault(target, number.error(), text);
        return;
    }
    case Kind::Id:
    case Kind::Customer:
    case Kind::Token:
    case Kind::Model:
    case Kind::Endpoint:
    case Kind::Source:
    case Kind::Dimension:
        fillText(target, text, filling.row.event);
        return;
    }
}

Result<std::int64_t> RowMapper::numberOf(const Target &target, std::string_view text) const
{
    std::string plain;
    if (!m_numbers.isPlain()) {
        auto read = plainNumber(text, m_numbers);
        if (!read)
            return fail(ErrorCode::Syntax, {}, {}, example(m_numbers));
        plain = std::move(*read);
        text = plain;
    }
    return target.kind == Kind::Response ? parseMilliseconds(text, m_responseUnit) : parseWhole(text);
}

void RowMapper::fillNumber(const Target &target, std::string_view text, std::int64_t number, Filling &filling)
{
    UsageEvent &event = filling.row.event;
    if (target.kind == Kind::Status && (number < 100 || number > 599)) {
        filling.fault(target, {ErrorCode::OutOfRange, {}, {}, "100..599", 0}, text);
    } else if (target.kind == Kind::Status) {
        event.status = static_cast<std::int16_t>(number);
    } else if (target.kind == Kind::Count && number < 0) {
        filling.fault(target, {ErrorCode::OutOfRange, {}, {}, ">= 0", 0}, text);
    } else if (target.kind == Kind::Count) {
        event.count = number;
    } else if (target.kind == Kind::Response) {
        event.responseMs = number;
    } else if (target.kind == Kind::TotalInput) {
        filling.totalInput = number;
    } else if (target.kind == Kind::Unit) {
        event.units[target.unit] = number;
    } else {
        event.custom.emplace_back(target.name, number);
    }
}

void RowMapper::fillText(const Target &target, std::string_view text, UsageEvent &event)
{
    switch (target.kind) {
    case Kind::Id:
        event.id = text;
        return;
    case Kind::Customer:
        event.customer = text;
        return;
    case Kind::Token:
        event.token = text;
        return;
    case Kind::Model:
        event.model = text;
        return;
    case Kind::Endpoint:
        event.endpoint = text;
        return;
    case Kind::Source:
        event.source = text;
        return;
    default:
        event.dimensions.emplace_back(target.name, text);
    }
}

/// Our meters are disjoint: input that a source counts with its cached parts loses them here.
void RowMapper::takeOffCached(Filling &filling)
{
    UsageEvent &event = filling.row.event;
    auto &input = event.units[static_cast<std::size_t>(UnitMeter::Input)];
    if (!filling.totalInput || input)
        return;
    const std::int64_t cached = event.units[static_cast<std::size_t>(UnitMeter::CachedInput)].value_or(0);
    const std::int64_t written = event.units[static_cast<std::size_t>(UnitMeter::CacheWrite)].value_or(0);
    if (cached > *filling.totalInput || written > *filling.totalInput - cached) {
        Target total;
        total.field = "total_input_units";
        filling.fault(total,
            {ErrorCode::Negative, {}, {}, ">= " + std::to_string(cached) + " + " + std::to_string(written), 0},
            std::to_string(*filling.totalInput));
        return;
    }
    input = *filling.totalInput - cached - written;
}

} // namespace toll
