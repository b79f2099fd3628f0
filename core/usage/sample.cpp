// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/sample.h"

#include "core/usage/cloudevents.h"
#include "core/usage/combinedlog.h"
#include "core/usage/dialect.h"
#include "core/usage/jsonelements.h"
#include "core/usage/jsonlines.h"
#include "core/usage/lines.h"
#include "core/usage/text.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

constexpr std::size_t maxColumns = 500;
constexpr std::string_view knownFormats = "csv, jsonl, json, cloudevents, combined-log";

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

Result<Sample> sampleCsv(std::string_view head, const ReadingChoices &choices)
{
    Sample sample;
    sample.layout.format = FileFormat::Csv;
    sample.layout.dialect = recogniseDialect(head, choices);
    bool isFirst = true;
    bool isText = true;
    forEachRow(head, sample.layout.dialect, [&](const CsvRow &row) {
        if (isFirst) {
            isFirst = false;
            isText = !row.fault && validTextLength(row.raw) == row.raw.size() && row.cells.size() <= maxColumns;
            sample.layout.hasHeader = choices.hasHeader.value_or(looksLikeHeader(row.cells));
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

using Members = std::vector<std::pair<std::string, std::string>>;

std::optional<Members> membersOf(std::string_view text)
{
    const auto object = parseJson(text);
    return object && object->asObject() != nullptr ? std::optional(scalarMembers(*object)) : std::nullopt;
}

std::vector<Members> objectsOf(std::string_view head, FileFormat format)
{
    std::vector<Members> objects;
    const auto take = [&objects](std::string_view text) {
        if (auto members = membersOf(text))
            objects.push_back(std::move(*members));
    };
    if (format == FileFormat::JsonLines) {
        LineSplitter splitter([&take](std::int64_t, std::string_view line, bool) { take(line); });
        splitter.feed(head);
        splitter.finish();
    } else {
        JsonElements elements([&take](std::int64_t, std::string_view text, std::string_view) { take(text); });
        elements.feed(head);
        elements.finish();
    }
    return objects;
}

Result<Sample> sampleJson(std::string_view head, FileFormat format, bool isChosen)
{
    Sample sample;
    sample.layout.format = format;
    const std::vector<Members> objects = objectsOf(head, format);
    if (objects.empty())
        return fail(ErrorCode::Syntax, "format", excerpt(head), std::string(knownFormats), 1);
    std::map<std::string, std::size_t> places;
    for (const Members &object : objects) {
        for (const auto &member : object) {
            if (places.size() < maxColumns && places.try_emplace(member.first, places.size()).second)
                sample.layout.columns.push_back(member.first);
        }
    }
    for (const Members &object : objects) {
        auto &row = sample.rows.emplace_back(places.size());
        for (const auto &[column, text] : object) {
            if (const auto place = places.find(column); place != places.end())
                row[place->second] = text;
        }
    }
    if (!isChosen && isCloudEvent(sample.layout.columns))
        sample.layout.format = FileFormat::CloudEvents;
    return sample;
}

/// Lines of one object each are read line by line, so that a broken one spoils no other.
FileFormat jsonFormatOf(std::string_view firstLine)
{
    return membersOf(firstLine) ? FileFormat::JsonLines : FileFormat::Json;
}

Sample sampleCombinedLog(std::string_view head)
{
    constexpr std::size_t enough = 1000;
    Sample sample;
    sample.layout.format = FileFormat::CombinedLog;
    auto lines = firstLines(head, enough);
    if (lines.size() > 1 && lines.size() < enough)
        lines.pop_back(); // it may be cut off
    sample.layout.columns = AccessLogParser::columnsOf(lines);
    AccessLogParser parser(sample.layout.columns);
    for (const std::string_view line : lines) {
        if (const auto values = parser.parse(line))
            sample.rows.emplace_back(values->begin(), values->end());
    }
    return sample;
}

bool isAccessLog(const std::vector<std::string_view> &lines)
{
    AccessLogParser plain(combinedLogColumns());
    AccessLogParser withHost(AccessLogParser::columnsOf(lines));
    return std::ranges::any_of(lines,
        [&](std::string_view line) { return plain.parse(line).has_value() || withHost.parse(line).has_value(); });
}

Result<Sample> sampleAs(FileFormat format, std::string_view head, const ReadingChoices &choices)
{
    switch (format) {
    case FileFormat::Csv:
        return sampleCsv(head, choices);
    case FileFormat::JsonLines:
    case FileFormat::Json:
    case FileFormat::CloudEvents:
        return sampleJson(head, format, choices.format.has_value());
    case FileFormat::CombinedLog:
        return sampleCombinedLog(head);
    }
    return fail(ErrorCode::Internal, "format");
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

Result<Sample> takeSample(std::string_view head, const ReadingChoices &choices)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (head.starts_with(byteOrderMark))
        head.remove_prefix(byteOrderMark.size());
    const auto lines = firstLines(head, 5);
    if (lines.empty())
        return fail(ErrorCode::Syntax, "format", {}, std::string(knownFormats), 1);
    if (choices.format)
        return sampleAs(*choices.format, head, choices);
    const auto begin = trimmed(lines.front());
    if (begin.starts_with('{'))
        return sampleAs(jsonFormatOf(lines.front()), head, choices);
    if (isAccessLog(lines))
        return sampleCombinedLog(head);
    if (begin.starts_with('['))
        return sampleAs(FileFormat::Json, head, choices);
    return sampleCsv(head, choices);
}

} // namespace toll
