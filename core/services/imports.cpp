// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/imports.h"

#include "core/services/importrun.h"
#include "core/services/inputfile.h"
#include "core/services/layoutjson.h"
#include "core/services/stores.h"

#include <QFileInfo>

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t headSize = std::size_t{256} * 1024; ///< looked at to propose a layout
constexpr std::size_t previewRows = 50;
constexpr std::size_t previewPiece = 4096;

Result<std::string> readHead(InputFile &file)
{
    std::string head;
    while (head.size() < headSize) {
        const Result<std::string_view> piece = file.next();
        if (!piece)
            return std::unexpected(piece.error());
        if (piece->empty())
            break;
        head += *piece;
    }
    return head;
}

/// The first rows of the head, which may end in the middle of one.
std::vector<ImportPreview::Row> firstRows(const std::string &head, bool isWhole, const Layout &layout, const Zone &zone)
{
    std::vector<ImportPreview::Row> rows;
    UsageReader reader(layout, zone, [&](const ReadRow &row) {
        if (rows.size() < previewRows)
            rows.push_back({row.line, row.event, row.faults});
    });
    for (std::size_t at = 0; at < head.size() && rows.size() < previewRows; at += previewPiece)
        reader.feed(std::string_view(head).substr(at, previewPiece));
    if (isWhole)
        reader.finish();
    return rows;
}

std::string joined(const std::vector<std::string> &texts)
{
    std::string all;
    for (const std::string &text : texts)
        all += (all.empty() ? "" : ", ") + text;
    return all;
}

/// What the run cannot do without.
Result<void> check(Stores &stores, const ImportOptions &options)
{
    if (const std::vector<Error> gaps = gapsOf(options.layout); !gaps.empty()) {
        Error gap = gaps.front();
        if (gap.where == "time")
            gap.expected = joined(options.layout.columns);
        return std::unexpected(std::move(gap));
    }
    if (options.token) {
        const Result<std::optional<Token>> token = stores.tokens.byId(*options.token);
        if (!token)
            return std::unexpected(token.error());
        return *token ? Result<void>() : fail(ErrorCode::NotFound, "token", options.token->text);
    }
    if (!options.layout.fields.contains("token"))
        return fail(ErrorCode::Missing, "token", {}, joined(options.layout.columns));
    if (options.createTokens && !options.customer)
        return fail(ErrorCode::Missing, "customer");
    if (options.customer)
        if (const Result<Customer> customer = stores.customers.byIdOrName(options.customer->text); !customer)
            return std::unexpected(customer.error());
    return {};
}

/// A file's beginning and how it would be read.
struct Looked {
    Layout layout;
    RecognisedEncoding encoding;
};

Result<Looked> lookAtFile(const std::string &path, ReadingChoices choices)
{
    Result<InputFile> file = InputFile::open(path, choices.encoding);
    if (!file)
        return std::unexpected(file.error());
    const Result<std::string> head = readHead(*file);
    if (!head)
        return std::unexpected(head.error());
    choices.encoding = file->encoding();
    Result<Layout> layout = proposeLayout(*head, choices);
    if (!layout)
        return std::unexpected(layout.error());
    return Looked{std::move(*layout), file->recognised()};
}

/// Nothing where none of the shape is remembered, or what is can no longer be read.
Result<std::optional<Layout>> recalled(Stores &stores, const std::string &shape)
{
    const Result<std::optional<std::string>> document = stores.layouts.recall(shape);
    if (!document)
        return std::unexpected(document.error());
    const Result<Json> json = *document ? parseJson(**document) : fail(ErrorCode::NotFound, "layout");
    Result<Layout> layout = json ? layoutFromJson(*json) : fail(ErrorCode::NotFound, "layout");
    return layout ? std::optional(std::move(*layout)) : std::nullopt;
}

/// What this file says for certain goes before what another one of its shape was: its encoding, how many lines stand
/// before its header, and whether its dates have the day or the month first.
Layout asRemembered(Layout layout, const Looked &looked)
{
    using enum TimeFormat;
    // Only these two can look like UTF-8, where the beginning happens to be ASCII.
    const bool mayBeMissed = layout.encoding == Encoding::Gb18030 || layout.encoding == Encoding::Windows1252;
    if (looked.encoding.isSure || !mayBeMissed)
        layout.encoding = looked.encoding.encoding;
    if (layout.hasHeader && layout.columns == looked.layout.columns)
        layout.dialect.skippedLines = looked.layout.dialect.skippedLines;
    const auto time = layout.fields.find("time");
    const auto found =
        time == layout.fields.end() ? looked.layout.timeFormats.end() : looked.layout.timeFormats.find(time->second);
    const bool isDecided =
        found != looked.layout.timeFormats.end() && !looked.layout.undecidedDates.contains(time->second);
    const bool isDate = layout.timeFormat == DayMonthYear || layout.timeFormat == MonthDayYear;
    if (isDecided && isDate && (found->second == DayMonthYear || found->second == MonthDayYear))
        setTimeFormat(layout, found->second);
    return layout;
}

/// Which column is what; how its times are written is for the file to say.
void takeFields(Layout &layout, const Layout &remembered)
{
    layout.fields = remembered.fields;
    layout.units = remembered.units;
    layout.utcOffset = remembered.utcOffset;
    const auto time = layout.fields.find("time");
    if (time == layout.fields.end())
        return;
    if (const auto format = layout.timeFormats.find(time->second); format != layout.timeFormats.end())
        layout.timeFormat = format->second;
}

Result<void> mapTokenColumn(Layout &layout, const std::string &column)
{
    const bool isOpen = layout.format == FileFormat::JsonLines || layout.format == FileFormat::Json
        || layout.format == FileFormat::CloudEvents; // later objects may have members the first lack
    if (!isOpen && std::ranges::find(layout.columns, column) == layout.columns.end())
        return fail(ErrorCode::NotFound, "token_column", column, joined(layout.columns));
    layout.fields["token"] = column;
    return {};
}

} // namespace

Result<ImportPreview> ImportService::preview(
    const std::string &path, const Zone &zone, const std::optional<Layout> &layout) const
{
    if (!layout)
        return preview(path, zone, ReadingChoices());
    Result<InputFile> file = InputFile::open(path, layout->encoding);
    if (!file)
        return std::unexpected(file.error());
    const Result<std::string> head = readHead(*file);
    if (!head)
        return std::unexpected(head.error());
    ImportPreview preview;
    preview.bytes = file->size();
    preview.compression = file->compression();
    preview.layout = *layout;
    preview.rows = firstRows(*head, head->size() < headSize, preview.layout, zone);
    return preview;
}

Result<ImportPreview> ImportService::preview(
    const std::string &path, const Zone &zone, const ReadingChoices &choices) const
{
    Result<Looked> looked = lookAtFile(path, {});
    const bool isChosen = choices != ReadingChoices();
    if (!looked && !isChosen)
        return std::unexpected(looked.error());
    const std::string shape = looked ? shapeOf(looked->layout) : std::string();
    Result<Looked> chosen = isChosen ? lookAtFile(path, choices) : looked;
    if (!chosen)
        return std::unexpected(chosen.error());
    const Result<std::optional<Layout>> remembered = recalled(*m_context.stores, shape);
    if (!remembered)
        return std::unexpected(remembered.error());
    Layout layout = std::move(chosen->layout);
    bool isRemembered = false;
    if (*remembered && !isChosen) {
        layout = asRemembered(**remembered, *looked);
        isRemembered = true;
    } else if (*remembered && (*remembered)->columns == layout.columns) {
        takeFields(layout, **remembered);
        if (choices.timeFormat)
            setTimeFormat(layout, *choices.timeFormat);
        isRemembered = true;
    }
    if (!shape.empty() && shapeOf(layout) != shape)
        layout.shape = shape;
    Result<ImportPreview> result = preview(path, zone, layout);
    if (result)
        result->isRemembered = isRemembered;
    return result;
}

Result<Layout> ImportService::layoutOf(const std::string &path, const Zone &zone, const ImportChoices &choices) const
{
    Result<ImportPreview> found = preview(path, zone, choices.reading);
    if (!found)
        return std::unexpected(found.error());
    Layout layout = std::move(found->layout);
    for (const std::string &mapping : choices.mappings) {
        if (Result<void> applied = applyMapping(layout, mapping); !applied) {
            applied.error().where = "map";
            return std::unexpected(applied.error());
        }
    }
    if (choices.reading.timeFormat)
        setTimeFormat(layout, *choices.reading.timeFormat); // also of a column that was mapped just now
    if (choices.timeOrigin)
        layout.timeOrigin = choices.timeOrigin;
    return layout;
}

Result<ImportReport> ImportService::run(
    const std::string &path, const ImportOptions &given, const JobControl &job, const FaultSink &sink)
{
    ImportOptions options = given;
    if (!options.token && !options.tokenColumn.empty())
        if (Result<void> mapped = mapTokenColumn(options.layout, options.tokenColumn); !mapped)
            return std::unexpected(mapped.error());
    if (Result<void> checked = check(*m_context.stores, options); !checked)
        return std::unexpected(checked.error());
    Result<InputFile> file = InputFile::open(path, options.layout.encoding);
    if (!file)
        return std::unexpected(file.error());
    ImportRun run(m_context, options, QFileInfo(QString::fromStdString(path)).fileName().toStdString(), sink);
    if (Result<void> begun = run.begin(); !begun)
        return std::unexpected(begun.error());
    return run.run(*file, job);
}

} // namespace toll
