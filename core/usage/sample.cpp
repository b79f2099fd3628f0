// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/sample.h"

#include "core/usage/combinedlog.h"
#include "core/usage/csv.h"
#include "core/usage/jsonlines.h"
#include "core/usage/lines.h"
#include "core/usage/text.h"
#include "core/usage/timetext.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

constexpr std::size_t sniffedBytes = std::size_t{64} << 10;
constexpr std::size_t maxColumns = 500;
constexpr std::string_view knownFormats = "csv, jsonl, combined-log";

std::vector<std::string_view> firstLines(std::string_view head, std::size_t count)
{
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < head.size() && lines.size() < count;) {
        const std::size_t end = std::min(head.find_first_of("\r\n", at), head.size());
        if (end > at)
            lines.push_back(head.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// Calls `use` for each good row; the last one, which may be cut off, only if there is no other.
template<typename Use>
void readRows(std::string_view head, char delimiter, Use use)
{
    std::size_t rows = 0;
    CsvParser counter(delimiter, [&rows](const CsvRow &) { ++rows; });
    counter.feed(head);
    counter.finish();
    const bool isCut = !head.ends_with('\n') && !head.ends_with('\r') && rows > 2;
    std::size_t row = 0;
    CsvParser parser(delimiter, [&](const CsvRow &found) {
        if (++row < rows || !isCut)
            use(found);
    });
    parser.feed(head);
    parser.finish();
}

/// How well a delimiter cuts the rows into as many cells as the first one has, in thousandths; 0 for one column.
std::size_t consistency(std::string_view head, char delimiter, std::size_t &columns)
{
    std::size_t rows = 0;
    std::size_t equal = 0;
    columns = 0;
    readRows(head, delimiter, [&](const CsvRow &row) {
        if (rows == 0)
            columns = row.cells.size();
        ++rows;
        if (!row.fault && row.cells.size() >= columns && restIsEmpty(row.cells, columns))
            ++equal;
    });
    return columns > 1 ? equal * 1000 / rows : 0;
}

char findDelimiter(std::string_view head)
{
    char best = ',';
    std::size_t bestConsistency = 0;
    std::size_t bestColumns = 0;
    for (const char delimiter : {',', '\t', ';', '|'}) {
        std::size_t columns = 0;
        const std::size_t found = consistency(head.substr(0, sniffedBytes), delimiter, columns);
        if (std::pair(found, columns) > std::pair(bestConsistency, bestColumns)) {
            best = delimiter;
            bestConsistency = found;
            bestColumns = columns;
        }
    }
    return best;
}

/// Names are neither numbers nor times.
bool looksLikeHeader(const std::vector<std::string_view> &cells)
{
    return std::ranges::none_of(cells, [](std::string_view cell) {
        return !trimmed(cell).empty() && recogniseTime(std::vector{std::string(cell)}, {}).has_value();
    });
}

Result<Sample> sampleCsv(std::string_view head)
{
    Sample sample;
    sample.layout.format = FileFormat::Csv;
    sample.layout.delimiter = findDelimiter(head);
    bool isFirst = true;
    bool isText = true;
    readRows(head, sample.layout.delimiter, [&](const CsvRow &row) {
        if (isFirst) {
            isFirst = false;
            isText = !row.fault && validTextLength(row.raw) == row.raw.size() && row.cells.size() <= maxColumns;
            sample.layout.hasHeader = looksLikeHeader(row.cells);
            sample.layout.columns =
                columnNames(sample.layout.hasHeader ? row.cells : std::vector<std::string_view>(row.cells.size()));
            if (sample.layout.hasHeader)
                return;
        }
        const std::size_t columns = sample.layout.columns.size();
        if (row.fault || row.cells.size() < columns || !restIsEmpty(row.cells, columns))
            return;
        sample.rows.emplace_back(row.cells.begin(), row.cells.begin() + static_cast<std::ptrdiff_t>(columns));
    });
    if (isFirst || !isText)
        return fail(ErrorCode::Syntax, "format", excerpt(head), std::string(knownFormats), 1);
    return sample;
}

Result<Sample> sampleJsonLines(std::string_view head)
{
    Sample sample;
    sample.layout.format = FileFormat::JsonLines;
    std::vector<std::vector<std::pair<std::string, std::string>>> objects;
    LineSplitter splitter([&objects](std::int64_t, std::string_view line, bool) {
        const auto object = parseJson(line);
        if (object && object->asObject() != nullptr)
            objects.push_back(scalarMembers(*object));
    });
    splitter.feed(head);
    splitter.finish();
    if (objects.empty())
        return fail(ErrorCode::Syntax, "format", excerpt(head), std::string(knownFormats), 1);
    std::map<std::string, std::size_t> places;
    for (const auto &object : objects) {
        for (const auto &member : object) {
            if (places.size() < maxColumns && places.try_emplace(member.first, places.size()).second)
                sample.layout.columns.push_back(member.first);
        }
    }
    for (const auto &object : objects) {
        auto &row = sample.rows.emplace_back(places.size());
        for (const auto &[column, text] : object) {
            if (const auto place = places.find(column); place != places.end())
                row[place->second] = text;
        }
    }
    return sample;
}

Sample sampleCombinedLog()
{
    Sample sample;
    sample.layout.format = FileFormat::CombinedLog;
    sample.layout.columns = combinedLogColumns();
    return sample;
}

} // namespace

std::vector<std::string> columnNames(const std::vector<std::string_view> &cells)
{
    std::vector<std::string> names;
    std::map<std::string, int, std::less<>> seen;
    for (const std::string_view cell : cells) {
        const auto header = trimmed(cell);
        std::string name = header.empty() ? '#' + std::to_string(names.size() + 1) : std::string(header);
        const int times = ++seen[name];
        names.push_back(times == 1 ? name : name + '#' + std::to_string(times));
    }
    return names;
}

bool restIsEmpty(const std::vector<std::string_view> &cells, std::size_t columns)
{
    for (std::size_t i = columns; i < cells.size(); ++i) {
        if (!cells[i].empty())
            return false;
    }
    return true;
}

Result<Sample> takeSample(std::string_view head)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    const auto text = head.starts_with(byteOrderMark) ? head.substr(byteOrderMark.size()) : head;
    const auto lines = firstLines(text, 5);
    if (lines.empty())
        return fail(ErrorCode::Syntax, "format", {}, std::string(knownFormats), 1);
    const auto begin = trimmed(lines.front());
    if (begin.starts_with('{'))
        return sampleJsonLines(head);
    if (std::ranges::any_of(lines, [](std::string_view line) { return parseCombinedLog(line).has_value(); }))
        return sampleCombinedLog();
    if (begin.starts_with('['))
        return fail(ErrorCode::Syntax, "format", excerpt(begin), std::string(knownFormats), 1);
    return sampleCsv(head);
}

} // namespace toll
