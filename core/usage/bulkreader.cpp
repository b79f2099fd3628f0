// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/bulkreader.h"

#include "core/usage/numbertext.h"
#include "core/usage/text.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <map>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace toll {

namespace {

constexpr std::size_t pieceSize = std::size_t{256} << 10;
constexpr std::size_t longRow = std::size_t{64} << 10; ///< longer ones are the general reader's

bool isMark(char c, char delimiter)
{
    return c == delimiter || c == '\n' || c == '\r' || c == '"' || c == '\0';
}

/// Writes the places of all marks from `from` on behind the `count` there are; true if all of it is ASCII.
bool appendMarks(
    std::string_view text, std::size_t from, char delimiter, std::vector<std::uint32_t> &marks, std::size_t &count)
{
    std::size_t at = from;
    unsigned beyondAscii = 0;
    if (marks.size() < count + (text.size() - from))
        marks.resize(count + (text.size() - from));
    std::uint32_t *const to = marks.data();
#ifdef __SSE2__
    const __m128i delimiters = _mm_set1_epi8(delimiter);
    const __m128i lineFeeds = _mm_set1_epi8('\n');
    const __m128i returns = _mm_set1_epi8('\r');
    const __m128i quotes = _mm_set1_epi8('"');
    const __m128i zeros = _mm_setzero_si128();
    for (; at + 16 <= text.size(); at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text.data() + at));
        const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters), _mm_cmpeq_epi8(bytes, lineFeeds));
        const __m128i doubts = _mm_or_si128(_mm_cmpeq_epi8(bytes, returns), _mm_cmpeq_epi8(bytes, quotes));
        const __m128i found = _mm_or_si128(_mm_or_si128(ends, doubts), _mm_cmpeq_epi8(bytes, zeros));
        beyondAscii |= static_cast<unsigned>(_mm_movemask_epi8(bytes));
        for (auto bits = static_cast<unsigned>(_mm_movemask_epi8(found)); bits != 0; bits &= bits - 1)
            to[count++] = static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(bits));
    }
#endif
    for (; at < text.size(); ++at) {
        beyondAscii |= static_cast<unsigned char>(text[at]) & 0x80U;
        if (isMark(text[at], delimiter))
            to[count++] = static_cast<std::uint32_t>(at);
    }
    return beyondAscii == 0;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A few digits and nothing else.
bool readDigits(std::string_view text, std::int64_t &number)
{
    if (text.empty() || text.size() > 18)
        return false;
    std::int64_t value = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return false;
        value = 10 * value + (c - '0');
    }
    number = value;
    return true;
}

bool readTwo(const char *text, std::int64_t below, std::int64_t &number)
{
    number = 10 * (text[0] - '0') + (text[1] - '0');
    return isDigit(text[0]) && isDigit(text[1]) && number < below;
}

} // namespace

PlainRow plainOf(const ReadRow &row)
{
    const UsageEvent &event = row.event;
    PlainRow plain;
    plain.line = row.line;
    plain.raw = row.raw;
    plain.time = event.time.ms;
    plain.status = event.status;
    plain.count = event.count;
    plain.response = event.responseMs.value_or(PlainRow::absent);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        plain.units[unit] = event.units[unit].value_or(PlainRow::absent);
    plain.id = event.id;
    plain.source = event.source;
    plain.token = event.token;
    plain.customer = event.customer;
    plain.model = event.model;
    plain.endpoint = event.endpoint;
    plain.customs.assign(event.custom.begin(), event.custom.end());
    plain.dimensions.assign(event.dimensions.begin(), event.dimensions.end());
    return plain;
}

BulkReader::BulkReader(const Layout &layout, const Zone &zone, Sinks sinks)
    : m_sinks(std::move(sinks)), m_general(layout, zone, [this](const ReadRow &row) { m_sinks.other(row); }),
      m_time{layout.timeFormat, zone, layout.utcOffset, layout.timeOrigin, layout.numbers},
      m_delimiter(layout.dialect.delimiter)
{
    choose(layout);
}

/// Whether all that is mapped can be read here.
void BulkReader::choose(const Layout &layout)
{
    static const std::map<std::string_view, Kind> kinds{{"time", Kind::Time}, {"id", Kind::Id},
        {"customer", Kind::Customer}, {"token", Kind::Token}, {"status", Kind::Status}, {"response_ms", Kind::Response},
        {"count", Kind::Count}, {"model", Kind::Model}, {"endpoint", Kind::Endpoint}, {"source", Kind::Source}};
    constexpr std::string_view meterPrefix = "meter.";
    constexpr std::string_view dimensionPrefix = "dim.";
    const bool isPlain = layout.format == FileFormat::Csv && layout.numbers.isPlain()
        && layout.dialect == CsvDialect{.delimiter = layout.dialect.delimiter};
    if (!isPlain || !layout.fields.contains("time"))
        return;
    for (const auto &[field, column] : layout.fields) {
        Target target;
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
            while (target.unit < unitMeterCount && name(static_cast<UnitMeter>(target.unit)) != field)
                ++target.unit;
            if (target.unit == unitMeterCount)
                return;
        }
        m_targets.push_back(std::move(target));
        m_fields.push_back(column);
    }
    const auto unit = layout.units.find("response_ms");
    if (unit != layout.units.end())
        m_responseUnit = unit->second == "s" ? DurationUnit::Seconds : DurationUnit::Microseconds;
    m_reading = Reading::Unplaced;
}

/// Where the columns are, once the general reader has found them.
bool BulkReader::place()
{
    const UsageReader::Places places = m_general.places();
    if (places.width == 0)
        return false;
    m_width = places.width;
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        const auto found = std::ranges::find(places.columns, m_fields[i]);
        m_targets[i].place = places.at[static_cast<std::size_t>(found - places.columns.begin())];
    }
    return true;
}

void BulkReader::feed(std::string_view bytes)
{
    // In slices, so that a piece as large as the file does not double its memory.
    for (; !bytes.empty(); bytes.remove_prefix(std::min(pieceSize, bytes.size()))) {
        const std::string_view piece = bytes.substr(0, pieceSize);
        if (m_reading == Reading::General) {
            m_general.feed(piece);
            continue;
        }
        compact();
        const std::size_t from = m_buffer.size();
        m_buffer += piece;
        findMarks(from);
        while (m_at < m_buffer.size() && (m_reading == Reading::Plain ? readPlain() : readLine())) { }
    }
}

void BulkReader::finish()
{
    if (m_reading == Reading::Plain)
        m_general.setLine(m_line);
    m_general.feed(std::string_view(m_buffer).substr(m_at));
    m_general.finish();
    m_buffer.clear();
    m_at = 0;
}

void BulkReader::compact()
{
    m_buffer.erase(0, m_at);
    const auto begin = m_marks.begin();
    std::transform(begin + static_cast<std::ptrdiff_t>(m_mark), begin + static_cast<std::ptrdiff_t>(m_markCount), begin,
        [this](std::uint32_t mark) { return mark - static_cast<std::uint32_t>(m_at); });
    m_markCount -= m_mark;
    m_mark = 0;
    m_at = 0;
}

void BulkReader::findMarks(std::size_t from)
{
    const bool isAscii = appendMarks(m_buffer, from, m_delimiter, m_marks, m_markCount);
    // What is left of before is mostly the end of the last piece alone.
    m_isAscii = isAscii && (from == 0 || (from <= m_pieceSize && m_isPieceAscii));
    m_isPieceAscii = isAscii;
    m_pieceSize = m_buffer.size() - from;
}

/// Gives the general reader the bytes up to the next line end; false when there is none yet.
bool BulkReader::readLine()
{
    const auto *const begin = m_buffer.data() + m_at;
    const auto *const end = static_cast<const char *>(std::memchr(begin, '\n', m_buffer.size() - m_at));
    if (end == nullptr && m_buffer.size() - m_at < longRow && m_reading == Reading::Plain)
        return false;
    const std::size_t size = end == nullptr ? m_buffer.size() - m_at : static_cast<std::size_t>(end - begin) + 1;
    if (m_reading == Reading::Plain)
        m_general.setLine(m_line);
    m_general.feed({begin, size});
    m_at += size;
    while (m_mark < m_markCount && m_marks[m_mark] < m_at)
        ++m_mark;
    const bool isUnplaced = m_reading == Reading::Unplaced;
    if (!m_general.isBetweenRows() || (isUnplaced && !place())) {
        m_reading = isUnplaced ? Reading::Unplaced : Reading::WithinRow;
        return true;
    }
    m_line = m_general.line();
    m_reading = Reading::Plain;
    return true;
}

/// Reads plain rows as far as there are any; false when more bytes are needed.
bool BulkReader::readPlain()
{
    while (m_at < m_buffer.size()) {
        const Taken taken = takeRow();
        if (taken == Taken::Doubt)
            return readLine();
        if (taken == Taken::Incomplete)
            return m_buffer.size() - m_at >= longRow && readLine();
    }
    return true;
}

BulkReader::Taken BulkReader::takeRow()
{
    const std::uint32_t *const marks = m_marks.data() + m_mark;
    const std::size_t left = m_markCount - m_mark;
    if (left == 0)
        return Taken::Incomplete;
    if (marks[0] == m_at && m_buffer[m_at] == '\n') { // an empty line
        ++m_at;
        ++m_mark;
        ++m_line;
        return Taken::Row;
    }
    for (std::size_t i = 0; i + 1 < m_width; ++i) {
        if (i >= left)
            return Taken::Incomplete;
        if (m_buffer[marks[i]] != m_delimiter)
            return Taken::Doubt;
    }
    if (left < m_width)
        return Taken::Incomplete;
    const std::size_t end = marks[m_width - 1];
    std::size_t next = end + 1;
    std::size_t used = m_width;
    if (m_buffer[end] == '\r') {
        if (next == m_buffer.size())
            return Taken::Incomplete;
        ++next;
        ++used;
    }
    if (m_buffer[next - 1] != '\n')
        return Taken::Doubt;
    if (!fill(std::string_view(m_buffer).substr(m_at, end - m_at), marks))
        return Taken::Doubt;
    m_at = next;
    m_mark += used;
    ++m_line;
    m_sinks.plain(m_row);
    return Taken::Row;
}

bool BulkReader::fill(std::string_view raw, const std::uint32_t *ends)
{
    if (raw.empty() || (!m_isAscii && validTextLength(raw) < raw.size()))
        return false;
    m_row.line = m_line;
    m_row.raw = raw;
    m_row.status = noStatus;
    m_row.count = 1;
    m_row.response = PlainRow::absent;
    m_row.units.fill(PlainRow::absent);
    for (std::string_view *text :
        {&m_row.id, &m_row.source, &m_row.token, &m_row.customer, &m_row.model, &m_row.endpoint})
        *text = {};
    m_row.customs.clear();
    m_row.dimensions.clear();
    for (const Target &target : m_targets) {
        const std::size_t begin = target.place == 0 ? m_at : ends[target.place - 1] + std::size_t{1};
        const std::string_view text(m_buffer.data() + begin, ends[target.place] - begin);
        if (text.empty() ? target.kind == Kind::Time : !fillTarget(target, text))
            return false;
    }
    return m_row.count == 1
        || (m_row.count > 0
            && (m_row.response == PlainRow::absent
                || m_row.response <= std::numeric_limits<std::int64_t>::max() / m_row.count));
}

bool BulkReader::fillTarget(const Target &target, std::string_view text)
{
    std::int64_t number = 0;
    switch (target.kind) {
    case Kind::Time:
        return fillTime(text);
    case Kind::Status:
        m_row.status = static_cast<std::int16_t>(readDigits(text, number) && number <= 599 ? number : 0);
        return m_row.status >= 100;
    case Kind::Response:
        if (m_responseUnit == DurationUnit::Milliseconds && readDigits(text, number)) {
            m_row.response = number;
            return true;
        }
        if (const auto read = parseMilliseconds(text, m_responseUnit); read) {
            m_row.response = *read;
            return true;
        }
        return false;
    case Kind::Count:
        return readDigits(text, m_row.count);
    case Kind::Unit:
        return readDigits(text, m_row.units[target.unit]);
    case Kind::Meter:
        if (!readDigits(text, number))
            return false;
        m_row.customs.emplace_back(target.name, number);
        return true;
    default:
        return fillText(target, text);
    }
}

bool BulkReader::fillText(const Target &target, std::string_view text)
{
    if (text.size() > maxEventText || text.front() == ' ' || text.front() == '\t')
        return false;
    switch (target.kind) {
    case Kind::Id:
        m_row.id = text;
        return true;
    case Kind::Customer:
        m_row.customer = text;
        return true;
    case Kind::Token:
        m_row.token = text;
        return true;
    case Kind::Model:
        m_row.model = text;
        return true;
    case Kind::Endpoint:
        m_row.endpoint = text;
        return true;
    case Kind::Source:
        m_row.source = text;
        return true;
    default:
        m_row.dimensions.emplace_back(target.name, text);
        return true;
    }
}

/// The same date comes again and again, in "YYYY-MM-DDThh:mm:ssZ" or with milliseconds.
bool BulkReader::fillTime(std::string_view text)
{
    constexpr std::size_t dateSize = 10;
    const bool isUsual = m_time.format == TimeFormat::Rfc3339 && (text.size() == 20 || text.size() == 24)
        && text.back() == 'Z' && text[dateSize] == 'T' && text[13] == ':' && text[16] == ':';
    if (isUsual && text.starts_with(m_date) && !m_date.empty()) {
        std::int64_t hour = 0, minute = 0, second = 0, milliseconds = 0;
        const bool isTime = readTwo(text.data() + 11, 24, hour) && readTwo(text.data() + 14, 60, minute)
            && readTwo(text.data() + 17, 60, second)
            && (text.size() == 20 || (text[19] == '.' && readDigits(text.substr(20, 3), milliseconds)));
        if (isTime) {
            m_row.time = m_midnight + hour * msPerHour + minute * msPerMinute + second * msPerSecond + milliseconds;
            return true;
        }
    }
    const auto time = parseTime(text, m_time);
    if (!time)
        return false;
    m_row.time = time->ms;
    if (isUsual && text[17] != '6') { // a leap second belongs to the next day
        m_date = text.substr(0, dateSize);
        m_midnight = floorTo(*time, msPerDay).ms;
    }
    return true;
}

} // namespace toll
