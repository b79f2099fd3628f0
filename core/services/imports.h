// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/services/job.h"
#include "core/usage/layout.h"
#include "core/usage/reader.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// What a look at a file tells before anything is written.
struct ImportPreview {
    struct Row {
        std::int64_t line = 0;
        UsageEvent event;
        std::vector<Error> faults;
    };
    Layout layout; ///< remembered for this shape of file, else proposed
    bool isRemembered = false;
    std::vector<Row> rows; ///< the first 50, read with this layout
    std::int64_t bytes = 0; ///< size of the file
    std::string compression; ///< "", "gzip", "xz" or "zstd"
};

struct ImportOptions {
    Layout layout;
    Zone zone; ///< of local times
    std::optional<TokenId> token; ///< all rows belong to it
    std::string tokenColumn; ///< else the column that names the token; empty: the mapped "token" field
    bool createTokens = false; ///< make tokens for unknown names, for `customer`: rate 0, no cap, no secret yet
    std::optional<CustomerId> customer;
    std::string source = "import"; ///< for rows that name none
    bool dryRun = false; ///< count everything, write nothing
};

struct ImportReport {
    std::int64_t read = 0; ///< rows, blank lines and the header not counted
    std::int64_t added = 0;
    std::int64_t duplicates = 0; ///< known already: the same id, or the same row
    std::int64_t knownDropped = 0; ///< of these: known by their identity alone, for retention dropped them
    std::int64_t conflicts = 0; ///< a known id with another body; the first stands
    std::int64_t empty = 0; ///< rows that say nothing was used (count 0); nothing of them is stored
    std::int64_t rejected = 0; ///< bad rows, and rows of no known token (fault at "token")
    std::int64_t late = 0; ///< new, and dated in a period that was closed when the import began; refused ones too
    std::int64_t future = 0; ///< of the rows added: dated more than five minutes after they arrived
    std::int64_t createdTokens = 0;
    std::optional<Instant> first; ///< of the rows added
    std::optional<Instant> last;
    std::vector<Error> faults; ///< of rejected rows, the first 1,000
    bool cancelled = false; ///< stopped before the end of the file; the counts are those of what was read
    std::optional<Error> broken; ///< why the file could not be read to its end; what was read till there is kept
};

/// What a person says of every file of an import, beside where its rows belong.
struct ImportChoices {
    ReadingChoices reading;
    std::vector<std::string> mappings; ///< "field=column"
    std::optional<Instant> timeOrigin;
};

class ImportService {
public:
    using FaultSink = std::function<void(const Error &)>; ///< hears every fault

    explicit ImportService(ServiceContext &context) : m_context(context) { }

    /// Reads the head of a CSV, JSON or access log file. `layout`: read it that way instead.
    [[nodiscard]] Result<ImportPreview> preview(
        const std::string &path, const Zone &zone, const std::optional<Layout> &layout = {}) const;
    /// What is chosen goes before what is remembered, and that before what is found by looking.
    [[nodiscard]] Result<ImportPreview> preview(
        const std::string &path, const Zone &zone, const ReadingChoices &choices) const;
    /// How a file is to be read; the errors of a mapping name "map".
    [[nodiscard]] Result<Layout> layoutOf(
        const std::string &path, const Zone &zone, const ImportChoices &choices) const;
    /// Each batch of rows is written whole or not at all; cancelling keeps the batches already written, and
    /// importing the file again continues where it stopped. After a whole run the layout is remembered for the
    /// file's shape, but not the origin of relative times, which is another in each file. Missing where the layout
    /// lacks "time" (`expected`: the columns), "time_format" or "time_origin", where nothing names a token ("token") or
    /// "customer" is needed to make one.
    [[nodiscard]] Result<ImportReport> run(
        const std::string &path, const ImportOptions &options, const JobControl &job, const FaultSink &sink = {});

private:
    ServiceContext &m_context;
};

} // namespace toll
