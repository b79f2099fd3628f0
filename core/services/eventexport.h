// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/eventview.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>

namespace toll {

class OutputFile;
class Stores;

enum class EventFileFormat {
    Csv, ///< the canonical columns, which an import reads without mapping; formulas are guarded
    Json, ///< {"rows":[…],"matching":n,"requests":n,"all_requests":n}
};

/// A view's rows on their way to a file, in the order of the view and piece by piece, so that whoever writes them can
/// tell how far it is, stop, and do other things between. The file is there whole at the end or not at all.
class EventExport {
public:
    static constexpr std::int64_t piece = 16'384; ///< rows that advance() writes

    /// Io where the file cannot be written. `limit`: the first rows only.
    [[nodiscard]] static Result<std::shared_ptr<EventExport>> begin(Stores &stores, std::shared_ptr<EventView> view,
        const std::string &path, EventFileFormat format, std::int64_t limit = std::numeric_limits<std::int64_t>::max());
    ~EventExport();

    /// Writes the next piece; with the last one the file takes its place. An outdated view (isOutdated()) ends it.
    [[nodiscard]] Result<void> advance(Stores &stores);
    [[nodiscard]] bool isFinished() const { return m_isFinished; }
    [[nodiscard]] std::int64_t done() const { return m_done; }
    [[nodiscard]] std::int64_t total() const { return m_total; }

private:
    EventExport(std::shared_ptr<EventView> view, const std::string &path, EventFileFormat format, std::int64_t limit);
    void writeHead();
    void writeCsv(const std::vector<EventRow> &rows);
    void writeJson(const std::vector<EventRow> &rows);
    void writeTail();
    [[nodiscard]] Result<void> send();

    std::shared_ptr<EventView> m_view;
    std::unique_ptr<OutputFile> m_file;
    EventFileFormat m_format;
    EventView::Names m_names;
    std::string m_out;
    std::int64_t m_done = 0;
    std::int64_t m_total = 0;
    bool m_isFinished = false;
};

} // namespace toll
