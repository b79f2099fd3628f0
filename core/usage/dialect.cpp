// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/dialect.h"

#include "core/usage/sample.h"
#include "core/usage/text.h"
#include "core/usage/timetext.h"

#include <algorithm>
#include <array>
#include <map>

namespace toll {

namespace {

constexpr std::size_t sniffedBytes = std::size_t{64} << 10;
constexpr std::array delimiters{',', '\t', ';', '|', '^', '~', '\x1F', '\x01'};

/// How rows of one dialect look.
struct RowsSeen {
    std::vector<std::int64_t> lines; ///< where each begins
    std::vector<std::size_t> cells; ///< of each, without empty ones at its end; 0: cannot be cut
    std::vector<std::size_t> allCells;
    std::vector<bool> isHeader; ///< whether it could be one
};

std::size_t filledCells(const std::vector<std::string_view> &cells)
{
    std::size_t count = cells.size();
    while (count > 0 && cells[count - 1].empty())
        --count;
    return count;
}

RowsSeen look(std::string_view head, const CsvDialect &dialect)
{
    constexpr std::size_t headersLookedFor = 100;
    RowsSeen seen;
    forEachRow(head, dialect, [&seen](const CsvRow &row) {
        seen.lines.push_back(row.line);
        seen.cells.push_back(row.fault ? 0 : filledCells(row.cells));
        seen.allCells.push_back(row.fault ? 0 : row.cells.size());
        if (seen.isHeader.size() < headersLookedFor)
            seen.isHeader.push_back(!row.fault && looksLikeHeader(row.cells));
    });
    return seen;
}

/// How many rows have as many cells as row `first`, in thousandths of those from it on.
std::size_t consistency(const RowsSeen &seen, std::size_t first)
{
    if (first >= seen.cells.size() || seen.allCells[first] < 2)
        return 0;
    std::size_t equal = 0;
    for (std::size_t i = first; i < seen.cells.size(); ++i)
        equal += seen.allCells[i] >= seen.allCells[first] && seen.cells[i] <= seen.allCells[first] && seen.cells[i] > 0;
    return equal * 1000 / (seen.cells.size() - first);
}

/// The row of the header behind lines of something else; 0 if there are none.
std::size_t headerRow(const RowsSeen &seen)
{
    std::map<std::size_t, std::size_t> rowsOf;
    for (const std::size_t cells : seen.allCells)
        ++rowsOf[cells];
    const auto usual = std::ranges::max_element(rowsOf, {}, [](const auto &entry) { return entry.second; });
    if (usual == rowsOf.end() || usual->first < 2)
        return 0;
    for (std::size_t row = 0; row < seen.isHeader.size(); ++row) {
        if (seen.allCells[row] == usual->first)
            return seen.isHeader[row] && seen.cells[row] == usual->first ? row : 0;
        if (seen.cells[row] >= usual->first)
            return 0; // more cells than the rest: no mere remark
    }
    return 0;
}

/// A candidate and how good it is.
struct Rated {
    CsvDialect dialect;
    std::size_t consistency = 0;
    std::size_t columns = 0;
};

Rated rate(std::string_view head, CsvDialect dialect, bool findsHeader)
{
    const RowsSeen seen = look(head, dialect);
    const std::size_t fromFirst = consistency(seen, 0);
    const std::size_t header = findsHeader ? headerRow(seen) : 0;
    const std::size_t fromHeader = header > 0 ? consistency(seen, header) : 0;
    // A few rows that are broken make no header of the row behind them.
    constexpr std::size_t clearly = 100;
    if (fromHeader > fromFirst + clearly) {
        dialect.skippedLines = seen.lines[header] - 1;
        return {dialect, fromHeader, seen.allCells[header]};
    }
    return {dialect, fromFirst, seen.allCells.empty() ? 0 : seen.allCells.front()};
}

/// Cells that begin and end with the mark.
std::size_t quotedCells(std::string_view head, char delimiter, char mark)
{
    std::size_t count = 0;
    forEachRow(head, {.delimiter = delimiter, .quote = '\0'}, [&](const CsvRow &row) {
        count += static_cast<std::size_t>(std::ranges::count_if(row.cells,
            [mark](std::string_view cell) { return cell.size() > 1 && cell.front() == mark && cell.back() == mark; }));
    });
    return count;
}

/// Rows that begin with # and are no rows: a header may begin so, too, and then has as many cells as the rest.
bool hasComments(std::string_view head, const CsvDialect &dialect)
{
    std::map<std::size_t, std::size_t> rowsOf;
    std::vector<std::size_t> marked;
    forEachRow(head, dialect, [&](const CsvRow &row) {
        if (row.raw.starts_with('#'))
            marked.push_back(row.cells.size());
        else if (!row.fault)
            ++rowsOf[row.cells.size()];
    });
    const auto usual = std::ranges::max_element(rowsOf, {}, [](const auto &entry) { return entry.second; });
    const bool isNone = marked.empty() || usual == rowsOf.end();
    return !isNone && std::ranges::none_of(marked, [&](std::size_t cells) { return cells == usual->first; });
}

CsvDialect completed(std::string_view head, CsvDialect dialect, const ReadingChoices &choices)
{
    dialect.quote = choices.quote.value_or(
        quotedCells(head, dialect.delimiter, '\'') > quotedCells(head, dialect.delimiter, '"') ? '\'' : '"');
    dialect.comment = choices.comment.value_or(hasComments(head, dialect) ? '#' : '\0');
    dialect.skippedLines = choices.skippedLines.value_or(0);
    dialect.escape = choices.escape.value_or('\0');
    if (!choices.escape && dialect.quote != '\0' && head.contains(std::string{'\\', dialect.quote})) {
        CsvDialect escaping = dialect;
        escaping.escape = '\\';
        if (rate(head, escaping, false).consistency > rate(head, dialect, false).consistency)
            return escaping;
    }
    return dialect;
}

} // namespace

void forEachRow(std::string_view head, const CsvDialect &dialect, const std::function<void(const CsvRow &)> &use)
{
    std::size_t rows = 0;
    CsvParser counter(dialect, [&rows](const CsvRow &) { ++rows; });
    counter.feed(head);
    counter.finish();
    const bool isCut = !head.ends_with('\n') && !head.ends_with('\r') && rows > 2;
    std::size_t row = 0;
    CsvParser parser(dialect, [&](const CsvRow &found) {
        if (++row < rows || !isCut)
            use(found);
    });
    parser.feed(head);
    parser.finish();
}

CsvDialect recogniseDialect(std::string_view head, const ReadingChoices &choices)
{
    const std::string_view some = head.substr(0, sniffedBytes);
    const auto isBetter = [](const Rated &one, const Rated &other) {
        return std::pair(one.consistency, one.columns) > std::pair(other.consistency, other.columns);
    };
    Rated best;
    best.dialect = completed(some, {}, choices);
    if (choices.delimiter) {
        best.dialect = completed(some, {.delimiter = *choices.delimiter}, choices);
        return rate(some, best.dialect, !choices.skippedLines).dialect;
    }
    for (const char delimiter : delimiters) {
        if (!some.contains(delimiter))
            continue;
        const CsvDialect dialect = completed(some, {.delimiter = delimiter}, choices);
        if (const Rated found = rate(some, dialect, !choices.skippedLines); isBetter(found, best))
            best = found;
    }
    return best.dialect;
}

bool looksLikeHeader(const std::vector<std::string_view> &cells)
{
    const auto isNumber = [](std::string_view text) {
        constexpr std::string_view inNumbers = "0123456789.,' -";
        const bool beginsSo = text.front() >= '0' && text.front() <= '9';
        return beginsSo && text.find_first_not_of(inNumbers) == std::string_view::npos;
    };
    return std::ranges::none_of(cells, [&](std::string_view cell) {
        const auto text = trimmed(cell);
        return !text.empty() && (isNumber(text) || recogniseTime(std::vector{std::string(cell)}, {}).has_value());
    });
}

} // namespace toll
