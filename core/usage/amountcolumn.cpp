// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/amountcolumn.h"

#include "core/usage/columnform.h"
#include "core/usage/packednumbers.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::string_view countName = "count";

SegmentColumn columnNamed(std::string_view name)
{
    const auto found = std::ranges::find(columnNames, name, [](const auto &entry) { return entry.second; });
    return found == std::end(columnNames) ? SegmentColumn::Count : found->first;
}

} // namespace

Result<void> AmountColumn::decode(const Segment &segment, std::string_view name)
{
    const auto damaged = [name] { return fail(ErrorCode::Damaged, std::string(name)); };
    const auto found =
        std::ranges::find(segment.columns, name, [](const auto &entry) -> std::string_view { return entry.first; });
    if (segment.events < 0 || segment.events > static_cast<std::int64_t>(mostSegmentEvents)
        || found == segment.columns.end() || found->second.empty())
        return damaged();
    if (found->second.front() == std::byte{1})
        return decodeFirstForm(segment, name);
    const auto rows = static_cast<std::size_t>(segment.events);
    Result<ByteReader> reader = ByteReader::open(found->second, columnFormVersion, name);
    if (!reader)
        return std::unexpected(reader.error());
    if (reader->varint() != rows || !reader->ok())
        return damaged();
    const bool isCount = name == countName;
    read(*reader, rows, isCount ? 0 : 1);
    const std::int64_t least = isCount ? 1 : EventColumns::absent;
    bool fits = reader->finished();
    if (m_form == Form::OneForAll)
        fits = fits && m_all >= least;
    else if (m_form == Form::Wide)
        fits = fits && std::ranges::all_of(m_wide, [least](std::int64_t amount) { return amount >= least; });
    else if (isCount)
        fits = fits && std::ranges::find(m_narrow, 0U) == m_narrow.end();
    return fits ? Result<void>() : damaged();
}

/// Amounts are kept `above` too large, so that absent ones are 0.
void AmountColumn::read(ByteReader &reader, std::size_t rows, std::uint64_t above)
{
    PackedNumbers numbers(reader, rows);
    if (const auto all = numbers.constant()) {
        m_form = Form::OneForAll;
        m_all = static_cast<std::int64_t>(*all - above);
        return;
    }
    m_form = Form::Narrow;
    m_narrow.resize(rows);
    std::size_t row = 0;
    auto block = numbers.next();
    for (; !block.empty(); block = numbers.next()) {
        std::uint64_t bits = 0;
        for (const std::uint64_t value : block)
            bits |= value;
        // One above the widest stands for an absent amount.
        if (bits >> 31 != 0)
            break;
        std::uint32_t *const to = m_narrow.data() + row;
        for (std::size_t i = 0; i < block.size(); ++i)
            to[i] = static_cast<std::uint32_t>(block[i]) - static_cast<std::uint32_t>(above);
        row += block.size();
    }
    if (block.empty())
        return;
    m_form = Form::Wide;
    m_wide.resize(rows);
    for (std::size_t i = 0; i < row; ++i)
        m_wide[i] = m_narrow[i] == narrowAbsent ? EventColumns::absent : std::int64_t{m_narrow[i]};
    for (; !block.empty(); block = numbers.next())
        for (const std::uint64_t value : block)
            m_wide[row++] = static_cast<std::int64_t>(value - above);
}

Result<void> AmountColumn::decodeFirstForm(const Segment &segment, std::string_view name)
{
    const SegmentColumn column = columnNamed(name);
    Result<EventColumns> columns = decodeColumns(segment, static_cast<ColumnSet>(column));
    if (!columns)
        return std::unexpected(columns.error());
    m_form = Form::Wide;
    if (column == SegmentColumn::Count)
        m_wide = std::move(columns->counts);
    else if (column == SegmentColumn::Response)
        m_wide = std::move(columns->responses);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        if (toll::name(static_cast<UnitMeter>(unit)) == name)
            m_wide = std::move(columns->units[unit]);
    return {};
}

} // namespace toll
