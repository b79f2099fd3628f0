// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/table.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace toll {

struct CsvOptions {
    char separator = ','; ///< ; for spreadsheets in countries that write 1,5
    bool byteOrderMark = false; ///< so that spreadsheets see UTF-8
    /// A text that a spreadsheet would run as a formula gets an apostrophe before it. Turn it off where a program
    /// reads the file back: then every text comes back as it was.
    bool guardFormulas = true;

    bool operator==(const CsvOptions &) const = default;
};

/// Writes RFC 4180 (lines end in CRLF) behind what `out` holds; between rows `out` may be flushed and cleared.
class CsvWriter {
public:
    CsvWriter(std::string &out, CsvOptions options = {});

    void text(std::string_view value);
    /// Written as it is: plain decimal text made by us.
    void number(std::string_view value);
    /// An empty cell: not known.
    void empty() { number({}); }
    void endRow();

private:
    void separate();

    std::string &m_out;
    CsvOptions m_options;
    std::size_t m_rowBegin = 0;
    bool m_atRowStart = true;
};

/// The header and all rows.
[[nodiscard]] std::string toCsv(const ReportTable &table, CsvOptions options = {});

} // namespace toll
