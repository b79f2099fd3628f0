// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/services/context.h"
#include "core/services/job.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

enum class ExportFormat { Csv, JsonLines };
[[nodiscard]] std::string_view name(ExportFormat format); ///< "csv", "jsonl"
[[nodiscard]] Result<ExportFormat> parseExportFormat(std::string_view text);

struct UsageExport {
    std::optional<Interval> range; ///< absent: all there is
    std::vector<TokenId> tokens; ///< empty: all
    Zone zone; ///< of the times; each says its offset
    ExportFormat format = ExportFormat::Csv;
    /// CSV: texts that a spreadsheet would run as a formula get an apostrophe before them. What is read back then is
    /// not what was written.
    bool guardFormulas = false;
    bool tokenIds = false; ///< names tokens by id, for this workspace only, instead of by customer and name
};

struct ExportReport {
    std::int64_t events = 0;
    std::int64_t bytes = 0;
    std::optional<Instant> first;
    std::optional<Instant> last;
    std::optional<Interval> missing; ///< between which times retention dropped events, which are not in the file
};

/// Usage as the canonical file that an import reads without a mapping, event for event.
class ExportService {
public:
    using Sink = std::function<Result<void>(std::string_view)>; ///< hears the file in pieces

    explicit ExportService(ServiceContext &context) : m_context(context) { }

    /// Segment by segment, each in order of time; a few segments are the most that is in memory. An event without an id of
    /// its own gets its identity as one (core/usage/rowidentity.h). Cancelled.
    [[nodiscard]] Result<ExportReport> usage(const UsageExport &wanted, const JobControl &job, const Sink &sink) const;
    /// To a file that is there whole or not at all; one that exists is replaced.
    [[nodiscard]] Result<ExportReport> usage(
        const UsageExport &wanted, const JobControl &job, const std::string &path) const;

private:
    ServiceContext &m_context;
};

} // namespace toll
