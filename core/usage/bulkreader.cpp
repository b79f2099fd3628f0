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
    for (; at + 64 <= text.size(); at += 64) {
        std::uint64_t found = 0;
        for (std::size_t part = 0; part < 4; ++part) {
            const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text.data() + at) + part);
            const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters), _mm_cmpeq_epi8(bytes, lineFeeds));
            const __m128i doubts = _mm_or_si128(_mm_cmpeq_epi8(bytes, returns), _mm_cmpeq_epi8(bytes, quotes));
            const __m128i marked = _mm_or_si128(_mm_or_si128(ends, doubts), _mm_cmpeq_epi8(bytes, zeros));
            beyondAscii |= static_cast<unsigned>(_mm_movemask_epi8(bytes));
            found |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(marked))} << (16 * part);
        }
        for (; found != 0; found &= found - 1)
            to[count++] = static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(found));
    }
#endif
    for (; at < text.size(); ++at) {
        beyondAscii |= static_cast<unsigned char>(text[at]) & 0x80U;
        if (isMark(text[at], delimiter))
            to[count++] = static_cast<std::uint32_t>(at);
    }
    return beyondAscii == 0;
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
      m_times({layout.timeFormat, zone, layout.utcOffset, layout.timeOrigin, layout.numbers}),
      m_delimiter(layout.dialect.delimiter)
{
    choose(layout);
}

/// Whether all that is mapped can be read here.
void BulkReader::choose(const Layout &layout)
{
    using Kind = PlainTarget::Kind;
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
        PlainTarget target;
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
    if (m_sinks.block && BlockReader::canRead(m_targets))
        m_blocks.emplace(m_times, m_responseUnit);
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
        if (m_blocks && takeBlock())
            continue;
        const Taken taken = takeRow();
        if (taken == Taken::Doubt)
            return readLine();
        if (taken == Taken::Incomplete)
            return m_buffer.size() - m_at >= longRow && readLine();
    }
    return true;
}

/// How many of the next rows, up to `most`, have their fields' ends where they should be.
std::size_t BulkReader::regularRows(std::size_t stride, std::size_t most) const
{
    const std::uint32_t *ends = m_marks.data() + m_mark;
    most = std::min(most, (m_markCount - m_mark) / stride);
    for (std::size_t row = 0; row < most; ++row, ends += stride) {
        bool isRegular = m_buffer[ends[stride - 1]] == '\n' && ends[m_width - 1] > (row == 0 ? m_at : ends[-1] + 1);
        for (std::size_t i = 0; i + 1 < m_width; ++i)
            isRegular = isRegular && m_buffer[ends[i]] == m_delimiter;
        if (stride > m_width)
            isRegular = isRegular && m_buffer[ends[m_width - 1]] == '\r' && ends[m_width] == ends[m_width - 1] + 1;
        if (!isRegular)
            return row;
    }
    return most;
}

/// Reads many rows at once; false where there are too few that are plain.
bool BulkReader::takeBlock()
{
    constexpr std::size_t fewest = 8;
    if (m_markCount - m_mark < m_width)
        return false;
    const std::size_t stride = m_buffer[m_marks[m_mark + m_width - 1]] == '\r' ? m_width + 1 : m_width;
    const std::size_t count = regularRows(stride, m_blockRows);
    if (count < fewest)
        return false;
    const BlockReader::Rows rows{m_buffer, m_at, m_marks.data() + m_mark, stride, m_width};
    const auto bytes = std::string_view(m_buffer).substr(m_at, rows.ends[count * stride - 1] - m_at);
    PlainBlock &block = m_blocks->block();
    block.rows = 0;
    if (m_isAscii || validTextLength(bytes) == bytes.size())
        m_blocks->read(rows, count, m_targets);
    // Where the rows turn out not to be plain, little is tried in vain.
    m_blockRows = std::clamp(2 * block.rows, fewest, PlainBlock::mostRows);
    if (block.rows == 0)
        return false;
    block.text = m_buffer;
    block.line = m_line;
    m_at = rows.ends[block.rows * stride - 1] + std::size_t{1};
    m_mark += block.rows * stride;
    m_line += static_cast<std::int64_t>(block.rows);
    m_sinks.block(block);
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
    for (const PlainTarget &target : m_targets) {
        const std::size_t begin = target.place == 0 ? m_at : ends[target.place - 1] + std::size_t{1};
        const std::string_view text(m_buffer.data() + begin, ends[target.place] - begin);
        if (text.empty() ? target.kind == PlainTarget::Kind::Time : !fillTarget(target, text))
            return false;
    }
    return m_row.count == 1
        || (m_row.count > 0
            && (m_row.response == PlainRow::absent
                || m_row.response <= std::numeric_limits<std::int64_t>::max() / m_row.count));
}

bool BulkReader::fillTarget(const PlainTarget &target, std::string_view text)
{
    using Kind = PlainTarget::Kind;
    std::int64_t number = 0;
    switch (target.kind) {
    case Kind::Time:
        return m_times.read(text, m_row.time);
    case Kind::Status:
        m_row.status = static_cast<std::int16_t>(readPlainNumber(text, number) && number <= 599 ? number : 0);
        return m_row.status >= 100;
    case Kind::Response:
        if (m_responseUnit == DurationUnit::Milliseconds && readPlainNumber(text, number)) {
            m_row.response = number;
            return true;
        }
        if (const auto read = parseMilliseconds(text, m_responseUnit); read) {
            m_row.response = *read;
            return true;
        }
        return false;
    case Kind::Count:
        return readPlainNumber(text, m_row.count);
    case Kind::Unit:
        return readPlainNumber(text, m_row.units[target.unit]);
    case Kind::Meter:
        if (!readPlainNumber(text, number))
            return false;
        m_row.customs.emplace_back(target.name, number);
        return true;
    default:
        return fillText(target, text);
    }
}

bool BulkReader::fillText(const PlainTarget &target, std::string_view text)
{
    using Kind = PlainTarget::Kind;
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

} // namespace toll
