// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/csv.h"

#include "core/usage/text.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t pieceSize = std::size_t{256} << 10;

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

} // namespace

CsvParser::CsvParser(const CsvDialect &dialect, Sink sink) : m_dialect(dialect), m_sink(std::move(sink)) { }

void CsvParser::feed(std::string_view bytes)
{
    // In slices, so that a piece as large as the file does not double its memory.
    for (; !bytes.empty(); bytes.remove_prefix(std::min(pieceSize, bytes.size()))) {
        m_buffer += bytes.substr(0, pieceSize);
        scan();
        discardRead();
    }
}

void CsvParser::finish()
{
    if (m_atStart && m_buffer.size() < byteOrderMark.size())
        m_atStart = false;
    scan();
    while (m_state == State::Quoted) {
        leaveOpenQuote();
        scan();
    }
    if (m_state != State::Skipping && m_scan > m_rowBegin) {
        m_cell.end = m_state == State::QuoteInQuoted ? m_scan - 1 : m_scan;
        m_cells.push_back(m_cell);
        endRow();
    }
    m_rowBegin = m_scan;
    discardRead();
}

bool CsvParser::isBetweenRows() const
{
    return !m_atStart && !m_afterCr && m_buffer.empty() && m_cells.empty() && m_state == State::CellStart;
}

void CsvParser::setLine(std::int64_t line)
{
    m_line = line;
    m_cellLine = line;
    m_row.line = line;
}

void CsvParser::scan()
{
    if (m_atStart) {
        if (m_buffer.size() < byteOrderMark.size() && byteOrderMark.starts_with(m_buffer))
            return;
        m_atStart = false;
        m_scan = m_buffer.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
        beginRow();
    }
    while (m_scan < m_buffer.size()) {
        if (isCommentAhead())
            m_state = State::Skipping;
        if (!m_isEscaped && !m_afterCr)
            passOrdinary();
        if (isTooLarge() || m_scan == m_buffer.size())
            continue;
        step(m_buffer[m_scan]);
    }
    static_cast<void>(isTooLarge());
}

/// Goes on to the next byte that means something in this state.
void CsvParser::passOrdinary()
{
    // Without quote or escape the line end takes their place: it stops there anyway.
    const char quote = m_dialect.quote == '\0' ? '\n' : m_dialect.quote;
    const char escape = m_dialect.escape == '\0' ? '\n' : m_dialect.escape;
    switch (m_state) {
    case State::CellStart:
        return passPlainCells();
    case State::Quoted:
        return pass({quote, '\n', '\r', escape});
    case State::Unquoted:
    case State::AfterQuoted:
        return pass({m_dialect.delimiter, '\n', '\r', escape});
    case State::Skipping:
        return pass({'\n', '\r', '\n', '\r'});
    case State::QuoteInQuoted:
        return;
    }
}

bool CsvParser::isCommentAhead() const
{
    return m_state == State::CellStart && m_scan == m_rowBegin && !m_afterCr && m_dialect.comment != '\0'
        && m_buffer[m_scan] == m_dialect.comment;
}

/// The common case in short: whole cells without quotes, up to the one that ends the row, is quoted, is too large
/// or is not there completely.
void CsvParser::passPlainCells()
{
    const char *const begin = m_buffer.data();
    const char *const end = begin + m_buffer.size();
    const char delimiter = m_dialect.delimiter;
    const char *cell = begin + m_scan;
    if (m_dialect.escape != '\0')
        return;
    while (m_cells.size() < maxCells && cell < end && !isQuote(*cell)) {
        const char *stop = cell;
        while (stop < end && *stop != delimiter && *stop != '\n' && *stop != '\r')
            ++stop;
        const auto place = static_cast<std::size_t>(stop - begin);
        const bool isLarge = place > m_rowBegin + maxRow || place > m_scan + maxCell;
        if (stop == end || *stop != delimiter || isLarge)
            break;
        m_cells.push_back({m_scan, place, false, false});
        cell = stop + 1;
        m_scan = place + 1;
    }
    beginCell();
}

void CsvParser::pass(const std::array<char, 4> &stops)
{
    const auto from = m_buffer.begin() + static_cast<std::ptrdiff_t>(m_scan);
    const auto found = std::find_if(
        from, m_buffer.end(), [&](char c) { return c == stops[0] || c == stops[1] || c == stops[2] || c == stops[3]; });
    m_scan = static_cast<std::size_t>(found - m_buffer.begin());
}

void CsvParser::step(char c)
{
    if (m_afterCr) {
        m_afterCr = false;
        if (c == '\n') {
            ++m_scan;
            beginRow();
            return;
        }
    }
    if (stepEscaped(c))
        return;
    switch (m_state) {
    case State::CellStart:
        if (isQuote(c)) {
            ++m_scan;
            beginCell();
            m_cell.quoted = true;
            m_state = State::Quoted;
            return;
        }
        m_state = State::Unquoted;
        [[fallthrough]];
    case State::Unquoted:
    case State::AfterQuoted:
        return stepOutsideQuotes(c, m_scan);
    case State::Quoted:
        return stepInQuotes(c);
    case State::QuoteInQuoted:
        return stepAfterQuote(c);
    case State::Skipping:
        ++m_line;
        ++m_scan;
        m_afterCr = c == '\r';
        return beginRow();
    }
}

/// A line end is never escaped: rows end where they seem to.
bool CsvParser::stepEscaped(char c)
{
    if (std::exchange(m_isEscaped, false)) {
        if (!isLineEnd(c))
            ++m_scan;
        return !isLineEnd(c);
    }
    const bool isInCell = m_state == State::CellStart || m_state == State::Unquoted || m_state == State::Quoted;
    if (!isEscape(c) || !isInCell)
        return false;
    if (m_state == State::CellStart)
        m_state = State::Unquoted;
    m_cell.escaped = true;
    m_isEscaped = true;
    ++m_scan;
    return true;
}

void CsvParser::stepOutsideQuotes(char c, std::size_t cellEnd)
{
    ++m_scan;
    if (c != m_dialect.delimiter && !isLineEnd(c))
        return;
    m_cell.end = cellEnd;
    m_cells.push_back(m_cell);
    if (m_cells.size() > maxCells) {
        refuse({ErrorCode::OutOfRange, "columns", "> " + std::to_string(maxCells), "<= " + std::to_string(maxCells),
            m_row.line});
        m_scan -= isLineEnd(c) ? 1 : 0;
        m_state = State::Skipping;
        return;
    }
    if (c == m_dialect.delimiter)
        return beginCell();
    --m_scan;
    endRow();
    ++m_scan;
    ++m_line;
    m_afterCr = c == '\r';
    beginRow();
}

void CsvParser::stepInQuotes(char c)
{
    ++m_scan;
    if (isQuote(c)) {
        m_state = State::QuoteInQuoted;
        return;
    }
    const bool isSecondHalf = c == '\n' && m_buffer[m_scan - 2] == '\r' && m_scan - 2 >= m_cell.begin;
    if (isSecondHalf)
        return;
    ++m_line;
    if (m_firstLineEnd == 0)
        m_firstLineEnd = m_scan;
}

void CsvParser::stepAfterQuote(char c)
{
    if (isQuote(c)) {
        ++m_scan;
        m_cell.escaped = true;
        m_state = State::Quoted;
        return;
    }
    if (c == m_dialect.delimiter || isLineEnd(c))
        return stepOutsideQuotes(c, m_scan - 1);
    if (!m_row.fault)
        m_row.fault = Error{ErrorCode::Syntax, "row", {}, {m_dialect.quote, m_dialect.delimiter}, m_line};
    m_state = State::AfterQuoted;
}

void CsvParser::beginCell()
{
    m_cell = {m_scan, m_scan, false, false};
    m_cellLine = m_line;
    m_firstLineEnd = 0;
    m_state = State::CellStart;
}

void CsvParser::beginRow()
{
    m_rowBegin = m_scan;
    m_cells.clear();
    m_row.fault.reset();
    m_row.line = m_line;
    m_isEscaped = false;
    beginCell();
    if (m_line <= m_dialect.skippedLines)
        m_state = State::Skipping;
}

/// Hands on the row that ends at m_scan.
void CsvParser::endRow()
{
    m_row.raw = std::string_view(m_buffer).substr(m_rowBegin, m_scan - m_rowBegin);
    if (m_row.raw.empty())
        return;
    if (m_row.fault)
        m_row.fault->found = excerpt(m_row.raw);
    m_unescaped.clear();
    m_unescaped.reserve(m_row.raw.size()); // the views into it must stay
    m_row.cells.clear();
    for (const Cell &cell : m_cells)
        m_row.cells.push_back(viewOf(cell));
    m_sink(m_row);
}

std::string_view CsvParser::viewOf(const Cell &cell)
{
    const auto text = std::string_view(m_buffer).substr(cell.begin, cell.end - cell.begin);
    if (!cell.escaped)
        return text;
    const std::size_t begin = m_unescaped.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isEscape(text[i]) && i + 1 < text.size() && !isLineEnd(text[i + 1])) {
            m_unescaped += text[++i];
            continue;
        }
        m_unescaped += text[i];
        if (cell.quoted && isQuote(text[i]))
            ++i;
    }
    return std::string_view(m_unescaped).substr(begin);
}

/// Refuses what has grown too large up to m_scan. Of cell and row the one whose limit came first decides, so
/// that the answer does not depend on how the file was cut into pieces.
bool CsvParser::isTooLarge()
{
    if (m_state == State::Skipping) {
        m_rowBegin = m_scan;
        return false;
    }
    const bool cellFirst = m_cell.begin + maxCell <= m_rowBegin + maxRow;
    if (m_scan <= (cellFirst ? m_cell.begin + maxCell : m_rowBegin + maxRow))
        return false;
    if (cellFirst && (m_state == State::Quoted || m_state == State::QuoteInQuoted)) {
        leaveOpenQuote();
        return true;
    }
    const auto text = std::string_view(m_buffer).substr(cellFirst ? m_cell.begin : m_rowBegin);
    refuse({ErrorCode::OutOfRange, cellFirst ? "cell" : "row", excerpt(text),
        "<= " + std::to_string(cellFirst ? maxCell : maxRow), m_row.line});
    m_state = State::Skipping;
    return true;
}

void CsvParser::refuse(Error fault)
{
    m_row.raw = {};
    m_row.cells.clear();
    m_row.fault = std::move(fault);
    m_sink(m_row);
    m_cells.clear();
}

/// Gives up the row with the open quote and reads on behind the line the quote stands on. What follows has no
/// open quote of its own (it would have closed this one), so that this costs no more than reading it twice.
void CsvParser::leaveOpenQuote()
{
    refuse({ErrorCode::Syntax, "row", excerpt(std::string_view(m_buffer).substr(m_cell.begin - 1)), {m_dialect.quote},
        m_cellLine});
    if (m_firstLineEnd == 0) {
        m_state = State::Skipping;
        return;
    }
    m_scan = m_firstLineEnd;
    m_line = m_cellLine + 1;
    m_afterCr = m_buffer[m_scan - 1] == '\r';
    beginRow();
}

void CsvParser::discardRead()
{
    if (m_rowBegin == 0)
        return;
    m_buffer.erase(0, m_rowBegin);
    for (Cell &cell : m_cells) {
        cell.begin -= m_rowBegin;
        cell.end -= m_rowBegin;
    }
    m_scan -= m_rowBegin;
    if (m_state != State::Skipping) {
        m_cell.begin -= m_rowBegin;
        m_cell.end -= m_rowBegin;
    }
    if (m_firstLineEnd != 0)
        m_firstLineEnd -= m_rowBegin;
    m_rowBegin = 0;
}

} // namespace toll
