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

Result<void> mapTokenColumn(Layout &layout, const std::string &column)
{
    const bool isOpen = layout.format == FileFormat::JsonLines; // later objects may have members the first lack
    if (!isOpen && std::ranges::find(layout.columns, column) == layout.columns.end())
        return fail(ErrorCode::NotFound, "token_column", column, joined(layout.columns));
    layout.fields["token"] = column;
    return {};
}

} // namespace

Result<ImportPreview> ImportService::preview(
    const std::string &path, const Zone &zone, const std::optional<Layout> &layout) const
{
    Result<InputFile> file = InputFile::open(path);
    if (!file)
        return std::unexpected(file.error());
    const Result<std::string> head = readHead(*file);
    if (!head)
        return std::unexpected(head.error());
    ImportPreview preview;
    preview.bytes = file->size();
    preview.compression = file->compression();
    if (layout) {
        preview.layout = *layout;
    } else {
        Result<Layout> proposed = proposeLayout(*head);
        if (!proposed)
            return std::unexpected(proposed.error());
        const Result<std::optional<std::string>> remembered = m_context.stores->layouts.recall(shapeOf(*proposed));
        if (!remembered)
            return std::unexpected(remembered.error());
        preview.layout = std::move(*proposed);
        if (*remembered)
            if (const Result<Json> json = parseJson(**remembered))
                if (Result<Layout> known = layoutFromJson(*json)) {
                    preview.layout = std::move(*known);
                    preview.isRemembered = true;
                }
    }
    preview.rows = firstRows(*head, head->size() < headSize, preview.layout, zone);
    return preview;
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
    Result<InputFile> file = InputFile::open(path);
    if (!file)
        return std::unexpected(file.error());
    ImportRun run(m_context, options, QFileInfo(QString::fromStdString(path)).fileName().toStdString(), sink);
    if (Result<void> begun = run.begin(); !begun)
        return std::unexpected(begun.error());
    return run.run(*file, job);
}

} // namespace toll
