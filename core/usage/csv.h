// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace toll {

/// How a CSV file is cut into rows and cells.
struct CsvDialect {
    char delimiter = ',';
    char quote = '"'; ///< 0: none, quotes are ordinary characters
    char escape = '\0'; ///< makes the character behind it an ordinary one, in quotes and outside; 0: none
    char comment = '\0'; ///< a row that begins with it is skipped; 0: none
    std::int64_t skippedLines = 0; ///< before the header or the first row

    bool operator==(const CsvDialect &) const = default;
};

/// One record of a CSV file. All views are valid during the call only.
struct CsvRow {
    std::int64_t line = 0; ///< where it begins, counted from 1
    std::string_view raw; ///< its bytes without the line end; empty when refused for its size
    std::vector<std::string_view> cells; ///< without their quotes; bytes as they were, valid UTF-8 or not
    std::optional<Error> fault; ///< why it could not be cut into cells: `line` is where the trouble begins
};

/// Reads RFC 4180 in pieces of any size: quotes, embedded line ends, LF, CRLF or CR, a UTF-8 byte order mark, a
/// last row without line end. Empty lines are skipped. A quote inside an unquoted cell is an ordinary character. Other
/// dialects differ in what CsvDialect says.
///
/// What cannot be read is one fault, and reading goes on behind it: text after a closing quote spoils its row; a
/// quote that is never closed (or not within maxCell) spoils the row up to the end of the line it stands on; a row
/// beyond maxRow or maxCells is skipped to the next line end.
class CsvParser {
public:
    using Sink = std::function<void(const CsvRow &)>;
    static constexpr std::size_t maxCell = std::size_t{1} << 20;
    static constexpr std::size_t maxRow = std::size_t{4} << 20;
    static constexpr std::size_t maxCells = std::size_t{1} << 14;

    CsvParser(char delimiter, Sink sink) : CsvParser(CsvDialect{.delimiter = delimiter}, std::move(sink)) { }
    CsvParser(const CsvDialect &dialect, Sink sink);
    void feed(std::string_view bytes);
    void finish();
    /// Whether all bytes so far are whole rows; then the line the next one begins on can be asked for and set.
    [[nodiscard]] bool isBetweenRows() const;
    [[nodiscard]] std::int64_t line() const { return m_line; }
    void setLine(std::int64_t line);

private:
    enum class State {
        CellStart,
        Unquoted,
        Quoted,
        QuoteInQuoted, ///< a quote inside a quoted cell: its end, or the first half of two
        AfterQuoted, ///< text behind a closing quote
        Skipping, ///< to the next line end
    };
    /// Places in m_buffer.
    struct Cell {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool quoted = false;
        bool escaped = false; ///< has doubled quotes or escapes
    };

    void scan();
    void step(char c);
    bool stepEscaped(char c);
    void stepInQuotes(char c);
    void stepAfterQuote(char c);
    void stepOutsideQuotes(char c, std::size_t cellEnd);
    void passOrdinary();
    void pass(const std::array<char, 4> &stops);
    void passPlainCells();
    void beginCell();
    void beginRow();
    void endRow();
    bool isTooLarge();
    void refuse(Error fault);
    void leaveOpenQuote();
    [[nodiscard]] std::string_view viewOf(const Cell &cell);
    void discardRead();

    [[nodiscard]] bool isQuote(char c) const { return c == m_dialect.quote && c != '\0'; }
    [[nodiscard]] bool isEscape(char c) const { return c == m_dialect.escape && c != '\0'; }
    [[nodiscard]] bool isCommentAhead() const;

    CsvDialect m_dialect;
    Sink m_sink;
    std::string m_buffer; ///< from the beginning of the row being read
    std::size_t m_scan = 0; ///< the next byte to look at
    std::size_t m_rowBegin = 0;
    std::size_t m_firstLineEnd = 0; ///< behind the first line end in the quoted cell; 0: none yet
    Cell m_cell;
    std::vector<Cell> m_cells;
    CsvRow m_row;
    std::string m_unescaped;
    State m_state = State::CellStart;
    std::int64_t m_line = 1;
    std::int64_t m_cellLine = 1;
    bool m_isEscaped = false; ///< the escape character has been read, what it escapes has not
    bool m_afterCr = false; ///< a line end's CR has been read, its LF may follow
    bool m_atStart = true;
};

} // namespace toll
