// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/usage/csv.h"
#include "core/usage/encoding.h"
#include "core/usage/event.h"
#include "core/usage/numberstyle.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

enum class FileFormat {
    Csv,
    JsonLines,
    Json, ///< objects in an array, in several arrays or one behind the other, over any number of lines
    CloudEvents, ///< the same, or one a line, of CloudEvents 1.0
    CombinedLog, ///< common or combined access log, with fields of its own behind
};
[[nodiscard]] std::string_view name(FileFormat format); ///< "csv", "jsonl", "json", "cloudevents", "combined-log"
[[nodiscard]] Result<FileFormat> parseFileFormat(std::string_view text);

/// How the time column is written.
enum class TimeFormat {
    Rfc3339, ///< with Z or an offset
    Local, ///< "2023-11-16 18:15:46.6805900" or with T, no zone: read in the layout's zone
    UnixSeconds, ///< may have a fraction
    UnixMilliseconds,
    UnixMicroseconds,
    UnixNanoseconds,
    RelativeSeconds, ///< since the layout's origin, may have a fraction
    RelativeMilliseconds,
    CommonLog, ///< 01/Jul/1995:00:00:01 -0400
    DayMonthYear, ///< 16.11.2023 18:15 or 16/11/23 6:15 PM, read in the layout's zone
    MonthDayYear, ///< 11/16/2023 18:15 or 11/16/23 6:15 PM, likewise
    ExcelSerial, ///< days since 30 December 1899 with a fraction, likewise
    Rfc2822, ///< Thu, 16 Nov 2023 18:15:46 +0100
    IsoWeek, ///< 2023-W46-4 or 2023-W46, with or without a time; read in the layout's zone
};
/// All of them, in the order they are offered in.
[[nodiscard]] const std::vector<TimeFormat> &timeFormats();
/// True for the formats that state no zone.
[[nodiscard]] bool isLocal(TimeFormat format);
[[nodiscard]] std::string_view name(TimeFormat format); ///< "rfc3339", "local", "unix-s", "dmy", "excel", …
[[nodiscard]] Result<TimeFormat> parseTimeFormat(std::string_view text);

/// How one file is to be read: found by looking at it, shown and changed before anything is written, and
/// remembered under the file's shape. Fields are named as in the canonical usage CSV of design.md §4.
struct Layout {
    FileFormat format = FileFormat::Csv;
    Encoding encoding = Encoding::Utf8; ///< of the file; readers get it as UTF-8
    CsvDialect dialect; ///< CSV
    bool hasHeader = true;
    std::vector<std::string> columns; ///< as the header or the first objects name them
    std::map<std::string, std::string> fields; ///< canonical field -> column
    TimeFormat timeFormat = TimeFormat::Rfc3339;
    std::optional<std::int32_t> utcOffset; ///< of local times, seconds east, where the file states it
    std::optional<Instant> timeOrigin; ///< for the relative formats
    std::map<std::string, std::string> units; ///< field -> "s" or "us" where a time column does not count ms
    NumberStyle numbers; ///< CSV
    /// Column -> how its values would read as times: what mapping `time` to another column changes timeFormat to.
    std::map<std::string, TimeFormat> timeFormats;
    /// Columns of dates such as 03/04/2024, of which none tells day from month: a person has to.
    std::set<std::string> undecidedDates;
    /// The shape it is remembered under, where that is not its own: a person reads the file in another way than was
    /// found by looking at it.
    std::string shape;

    bool operator==(const Layout &) const = default;
};

/// All canonical field names that a column can be mapped to (meter.NAME and dim.NAME are open families), and
/// "total_input_units": input counted with its cached parts, from which cached_input_units and cache_write_units are
/// taken off where they are known, because our meters are disjoint.
[[nodiscard]] const std::vector<std::string> &canonicalFields();

/// What a person says of a file; the rest is found by looking at it.
struct ReadingChoices {
    std::optional<FileFormat> format;
    std::optional<Encoding> encoding;
    std::optional<char> delimiter;
    std::optional<char> quote; ///< 0: none
    std::optional<char> escape; ///< 0: none
    std::optional<char> comment; ///< 0: none
    std::optional<std::int64_t> skippedLines;
    std::optional<bool> hasHeader;
    std::optional<char> point;
    std::optional<char> group; ///< 0: none
    std::optional<TimeFormat> timeFormat;

    bool operator==(const ReadingChoices &) const = default;
};

/// Reads the first bytes of a file and proposes how to read it. Known headers of gateways and of published traces
/// are recognised by name and by what their values look like; the more of the file there is to see (a quarter of a
/// MiB is plenty), the surer. What is not recognised stays unmapped. An unreadable file is a Syntax error.
[[nodiscard]] Result<Layout> proposeLayout(std::string_view head, const ReadingChoices &choices = {});

/// Sets how the times are written, as a person says.
void setTimeFormat(Layout &layout, TimeFormat format);

/// What must be known before the file can be read: Missing errors at "time", "time_format" or "time_origin".
[[nodiscard]] std::vector<Error> gapsOf(const Layout &layout);

/// The shape a layout is remembered under: format, delimiter and columns.
[[nodiscard]] std::string shapeOf(const Layout &layout);

/// Sets one mapping from the command line's `--map field=column`; unknown fields and columns are errors that
/// list the known ones. `field=` (no column) removes a mapping. Mapping `time` sets
/// timeFormat to what that column's values look like; a column that holds no times is Unsupported.
[[nodiscard]] Result<void> applyMapping(Layout &layout, std::string_view assignment);

} // namespace toll
