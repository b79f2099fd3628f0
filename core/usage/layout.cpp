// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/layout.h"

#include "core/usage/timetext.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::array formats{
    FileFormat::Csv, FileFormat::JsonLines, FileFormat::Json, FileFormat::CloudEvents, FileFormat::CombinedLog};

template<typename List, typename ToText>
std::string joined(const List &list, ToText toText)
{
    std::string text;
    for (const auto &item : list) {
        text += text.empty() ? "" : ", ";
        text += toText(item);
    }
    return text;
}

template<typename Format, typename Formats>
Result<Format> parseName(std::string_view text, const Formats &all, std::string where)
{
    for (const Format format : all) {
        if (name(format) == text)
            return format;
    }
    return fail(ErrorCode::UnknownKey, std::move(where), std::string(text),
        joined(all, [](Format format) { return name(format); }));
}

bool isField(std::string_view field)
{
    const bool isFamily =
        (field.starts_with("meter.") && field.size() > 6) || (field.starts_with("dim.") && field.size() > 4);
    return isFamily || std::ranges::find(canonicalFields(), field) != canonicalFields().end();
}

bool isRelative(TimeFormat format)
{
    return format == TimeFormat::RelativeSeconds || format == TimeFormat::RelativeMilliseconds;
}

} // namespace

std::string_view name(FileFormat format)
{
    switch (format) {
    case FileFormat::Csv:
        return "csv";
    case FileFormat::JsonLines:
        return "jsonl";
    case FileFormat::Json:
        return "json";
    case FileFormat::CloudEvents:
        return "cloudevents";
    case FileFormat::CombinedLog:
        return "combined-log";
    }
    return {};
}

Result<FileFormat> parseFileFormat(std::string_view text)
{
    return parseName<FileFormat>(text, formats, "format");
}

std::string_view name(TimeFormat format)
{
    switch (format) {
    case TimeFormat::Rfc3339:
        return "rfc3339";
    case TimeFormat::Local:
        return "local";
    case TimeFormat::UnixSeconds:
        return "unix-s";
    case TimeFormat::UnixMilliseconds:
        return "unix-ms";
    case TimeFormat::UnixMicroseconds:
        return "unix-us";
    case TimeFormat::UnixNanoseconds:
        return "unix-ns";
    case TimeFormat::RelativeSeconds:
        return "relative-s";
    case TimeFormat::RelativeMilliseconds:
        return "relative-ms";
    case TimeFormat::CommonLog:
        return "common-log";
    case TimeFormat::DayMonthYear:
        return "dmy";
    case TimeFormat::MonthDayYear:
        return "mdy";
    case TimeFormat::ExcelSerial:
        return "excel";
    case TimeFormat::Rfc2822:
        return "rfc2822";
    case TimeFormat::IsoWeek:
        return "iso-week";
    }
    return {};
}

const std::vector<TimeFormat> &timeFormats()
{
    using enum TimeFormat;
    static const std::vector<TimeFormat> all{Rfc3339, Local, DayMonthYear, MonthDayYear, UnixSeconds, UnixMilliseconds,
        UnixMicroseconds, UnixNanoseconds, RelativeSeconds, RelativeMilliseconds, ExcelSerial, IsoWeek, Rfc2822,
        CommonLog};
    return all;
}

bool isLocal(TimeFormat format)
{
    using enum TimeFormat;
    return format == Local || format == DayMonthYear || format == MonthDayYear || format == ExcelSerial
        || format == IsoWeek;
}

Result<TimeFormat> parseTimeFormat(std::string_view text)
{
    return parseName<TimeFormat>(text, timeFormats(), "time_format");
}

const std::vector<std::string> &canonicalFields()
{
    static const std::vector<std::string> fields{"time", "id", "customer", "token", "status", "response_ms", "count",
        "input_units", "total_input_units", "cached_input_units", "cache_write_units", "output_units", "model",
        "endpoint", "source"};
    return fields;
}

void setTimeFormat(Layout &layout, TimeFormat format)
{
    layout.timeFormat = format;
    const auto time = layout.fields.find("time");
    if (time == layout.fields.end())
        return;
    layout.timeFormats[time->second] = format;
    layout.undecidedDates.erase(time->second);
}

std::vector<Error> gapsOf(const Layout &layout)
{
    std::vector<Error> gaps;
    const auto time = layout.fields.find("time");
    if (time == layout.fields.end())
        gaps.push_back({ErrorCode::Missing, "time", {}, {}, 0});
    else if (layout.undecidedDates.contains(time->second))
        gaps.push_back({ErrorCode::Missing, "time_format", {}, "dmy, mdy", 0});
    else if (isRelative(layout.timeFormat) && !layout.timeOrigin)
        gaps.push_back({ErrorCode::Missing, "time_origin", {}, {}, 0});
    return gaps;
}

std::string shapeOf(const Layout &layout)
{
    if (!layout.shape.empty())
        return layout.shape;
    std::string shape(name(layout.format));
    if (layout.format == FileFormat::Csv)
        shape += {' ', layout.dialect.delimiter, layout.hasHeader ? 'h' : '-'};
    for (const std::string &column : layout.columns)
        shape += ' ' + std::to_string(column.size()) + ':' + column; // lengths: names may hold anything
    return shape;
}

Result<void> applyMapping(Layout &layout, std::string_view assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos)
        return fail(ErrorCode::Syntax, "map", std::string(assignment), "field=column");
    const std::string field(assignment.substr(0, equals));
    const std::string column(assignment.substr(equals + 1));
    if (!isField(field))
        return fail(ErrorCode::UnknownKey, "map", field,
            joined(canonicalFields(), [](const std::string &one) { return one; }) + ", meter.NAME, dim.NAME");
    if (column.empty()) {
        layout.fields.erase(field);
        return {};
    }
    if (std::ranges::find(layout.columns, column) == layout.columns.end())
        return fail(
            ErrorCode::UnknownKey, field, column, joined(layout.columns, [](const std::string &one) { return one; }));
    if (field == "time") {
        const auto format = layout.timeFormats.find(column);
        if (format == layout.timeFormats.end())
            return fail(ErrorCode::Unsupported, field, column,
                joined(layout.timeFormats, [](const auto &one) { return one.first; }));
        layout.timeFormat = format->second;
        layout.utcOffset = utcOffsetOf(column);
    }
    if (field == "response_ms") {
        layout.units.erase(field);
        if (const std::string_view unit = timeUnitOf(column); unit == "s" || unit == "us")
            layout.units[field] = unit;
    }
    layout.fields[field] = column;
    return {};
}

} // namespace toll
