// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/blockreader.h"

#include "core/usage/digits.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace toll {

namespace {

using Kind = PlainTarget::Kind;

using namespace digits;

/// A field that ends at `end`; bytes before it may be looked at, from `text` on.
bool readField(const char *text, const char *begin, const char *end, std::int64_t &number)
{
    const auto size = static_cast<std::size_t>(end - begin);
    if (size == 0 || size > 8 || end - text < 8)
        return readPlainNumber({begin, size}, number);
    const std::uint64_t last = lastOf(end, size);
    if (!areDigits(last))
        return false;
    number = numberOf(last);
    return true;
}

/// The fields of one column.
class Fields {
public:
    Fields(const BlockReader::Rows &rows, std::size_t place) : m_rows(rows), m_place(place) { }

    [[nodiscard]] const char *begin(std::size_t row) const
    {
        if (m_place > 0)
            return m_rows.text.data() + m_rows.ends[row * m_rows.stride + m_place - 1] + 1;
        return m_rows.text.data() + (row == 0 ? m_rows.begin : m_rows.ends[row * m_rows.stride - 1] + std::size_t{1});
    }
    [[nodiscard]] const char *end(std::size_t row) const
    {
        return m_rows.text.data() + m_rows.ends[row * m_rows.stride + m_place];
    }
    [[nodiscard]] std::string_view at(std::size_t row) const { return {begin(row), end(row)}; }

private:
    const BlockReader::Rows &m_rows;
    std::size_t m_place;
};

std::size_t readTexts(
    const BlockReader::Rows &rows, std::size_t place, std::size_t count, PlainBlock::Values<std::string_view> &to)
{
    const Fields fields(rows, place);
    for (std::size_t row = 0; row < count; ++row) {
        const std::string_view text = fields.at(row);
        to[row] = text;
        if (text.size() > maxEventText || (!text.empty() && (text.front() == ' ' || text.front() == '\t')))
            return row;
    }
    return count;
}

} // namespace

PlainBlock::PlainBlock()
{
    statuses.fill(noStatus);
    counts.fill(1);
    responses.fill(PlainRow::absent);
    for (auto &unit : units)
        unit.fill(PlainRow::absent);
}

PlainRow PlainBlock::at(std::size_t row) const
{
    PlainRow plain;
    plain.line = line + static_cast<std::int64_t>(row);
    plain.raw = raw[row];
    plain.time = times[row];
    plain.status = statuses[row];
    plain.count = counts[row];
    plain.response = responses[row];
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        plain.units[unit] = units[unit][row];
    plain.id = ids[row];
    plain.source = sources[row];
    plain.token = tokens[row];
    plain.customer = customers[row];
    plain.model = models[row];
    plain.endpoint = endpoints[row];
    return plain;
}

bool readPlainNumber(std::string_view text, std::int64_t &number)
{
    constexpr std::size_t mostDigits = 18;
    if (text.empty() || text.size() > mostDigits)
        return false;
    std::int64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return false;
        value = 10 * value + (c - '0');
    }
    number = value;
    return true;
}

bool DayTimes::readUsual(std::string_view text, std::int64_t &ms) const
{
    constexpr std::uint64_t shape = 0x3030'3a30'303a'3030; // "00:00:00", the first character lowest
    constexpr std::uint64_t colons = 0x0000'ff00'00ff'0000;
    const char *const at = text.data();
    if (std::memcmp(at, m_date.data(), m_date.size()) != 0 || at[10] != 'T')
        return false;
    const std::uint64_t clock = wordAt<std::uint64_t>(at + 11) ^ shape;
    if ((clock & colons) != 0 || !areDigits(clock))
        return false;
    const std::uint64_t pairs = clock * 10 + (clock >> 8);
    const std::int64_t hour = pairs & 0xff;
    const std::int64_t minute = pairs >> 24 & 0xff;
    const std::int64_t second = pairs >> 48 & 0xff;
    std::int64_t milliseconds = 0;
    if (text.size() == 24) {
        const std::uint32_t fraction = wordAt<std::uint32_t>(at + 19) ^ 0x3030'302eU; // ".000"
        if ((fraction & 0xff) != 0 || !areDigits(fraction))
            return false;
        milliseconds = 100 * (fraction >> 8 & 0xff) + 10 * (fraction >> 16 & 0xff) + (fraction >> 24);
    }
    ms = m_midnight + hour * msPerHour + minute * msPerMinute + second * msPerSecond + milliseconds;
    return hour < 24 && minute < 60 && second < 60;
}

bool DayTimes::read(std::string_view text, std::int64_t &ms)
{
    constexpr std::size_t dateSize = 10;
    const bool isUsual = m_reading.format == TimeFormat::Rfc3339 && (text.size() == 20 || text.size() == 24)
        && text.back() == 'Z' && text[dateSize] == 'T' && text[13] == ':' && text[16] == ':';
    if (isUsual && !m_date.empty() && readUsual(text, ms))
        return true;
    const auto time = parseTime(text, m_reading);
    if (!time)
        return false;
    ms = time->ms;
    if (isUsual && text[17] != '6') { // a leap second belongs to the next day
        m_date = text.substr(0, dateSize);
        m_midnight = floorTo(*time, msPerDay).ms;
    }
    return true;
}

bool BlockReader::canRead(std::span<const PlainTarget> targets)
{
    return std::ranges::none_of(targets,
        [](const PlainTarget &target) { return target.kind == Kind::Meter || target.kind == Kind::Dimension; });
}

void BlockReader::read(const Rows &rows, std::size_t count, std::span<const PlainTarget> targets)
{
    const char *begin = rows.text.data() + rows.begin;
    for (std::size_t row = 0; row < count; ++row) {
        const std::uint32_t *const ends = rows.ends + row * rows.stride;
        const char *const end = rows.text.data() + ends[rows.width - 1];
        m_block.raw[row] = {begin, end};
        begin = rows.text.data() + ends[rows.stride - 1] + 1;
    }
    for (const PlainTarget &target : targets)
        count = readTarget(rows, target, count);
    m_block.rows = checkCounts(count);
}

std::size_t BlockReader::readTarget(const Rows &rows, const PlainTarget &target, std::size_t count)
{
    switch (target.kind) {
    case Kind::Time: {
        const Fields fields(rows, target.place);
        for (std::size_t row = 0; row < count; ++row) {
            if (!m_times.read(fields.at(row), m_block.times[row]))
                return row;
        }
        return count;
    }
    case Kind::Status:
        return readStatuses(rows, target.place, count);
    case Kind::Response:
        return readResponses(rows, target.place, count);
    case Kind::Count:
        return readAmounts(rows, target.place, count, 1, m_block.counts);
    case Kind::Unit:
        return readAmounts(rows, target.place, count, PlainRow::absent, m_block.units[target.unit]);
    case Kind::Id:
        return readTexts(rows, target.place, count, m_block.ids);
    case Kind::Customer:
        return readTexts(rows, target.place, count, m_block.customers);
    case Kind::Token:
        return readTexts(rows, target.place, count, m_block.tokens);
    case Kind::Model:
        return readTexts(rows, target.place, count, m_block.models);
    case Kind::Endpoint:
        return readTexts(rows, target.place, count, m_block.endpoints);
    case Kind::Source:
        return readTexts(rows, target.place, count, m_block.sources);
    case Kind::Meter:
    case Kind::Dimension:
        break;
    }
    return 0;
}

std::size_t BlockReader::readAmounts(const Rows &rows, std::size_t place, std::size_t count, std::int64_t absent,
    PlainBlock::Values<std::int64_t> &to) const
{
    const Fields fields(rows, place);
    for (std::size_t row = 0; row < count; ++row) {
        const char *const begin = fields.begin(row);
        const char *const end = fields.end(row);
        if (begin == end)
            to[row] = absent;
        else if (!readField(rows.text.data(), begin, end, to[row]))
            return row;
    }
    return count;
}

std::size_t BlockReader::readStatuses(const Rows &rows, std::size_t place, std::size_t count)
{
    const Fields fields(rows, place);
    for (std::size_t row = 0; row < count; ++row) {
        const char *const begin = fields.begin(row);
        const char *const end = fields.end(row);
        std::int64_t number = 0;
        if (begin == end)
            m_block.statuses[row] = noStatus;
        else if (!readField(rows.text.data(), begin, end, number) || number < 100 || number > 599)
            return row;
        else
            m_block.statuses[row] = static_cast<std::int16_t>(number);
    }
    return count;
}

std::size_t BlockReader::readResponses(const Rows &rows, std::size_t place, std::size_t count)
{
    const Fields fields(rows, place);
    const bool isMilliseconds = m_responseUnit == DurationUnit::Milliseconds;
    for (std::size_t row = 0; row < count; ++row) {
        const std::string_view text = fields.at(row);
        std::int64_t &to = m_block.responses[row];
        to = PlainRow::absent;
        if (text.empty() || (isMilliseconds && readField(rows.text.data(), text.begin(), text.end(), to)))
            continue;
        const auto read = parseMilliseconds(text, m_responseUnit);
        if (!read)
            return row;
        to = *read;
    }
    return count;
}

/// A row that stands for many must not stand for more than can be summed.
std::size_t BlockReader::checkCounts(std::size_t count) const
{
    for (std::size_t row = 0; row < count; ++row) {
        const std::int64_t requests = m_block.counts[row];
        const std::int64_t response = m_block.responses[row];
        const bool isPlain = requests == 1
            || (requests > 0
                && (response == PlainRow::absent || response <= std::numeric_limits<std::int64_t>::max() / requests));
        if (!isPlain)
            return row;
    }
    return count;
}

} // namespace toll
