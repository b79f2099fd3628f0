// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/csv.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

bool isPlainNumber(std::string_view text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.starts_with('-'))
        text.remove_prefix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    const auto fraction = point < text.size() ? text.substr(point + 1) : "0";
    return point > 0 && !fraction.empty() && std::ranges::all_of(text.substr(0, point), isDigit)
        && std::ranges::all_of(fraction, isDigit);
}

/// What spreadsheets take for a formula, some after stripping control characters or widening to ASCII.
bool startsFormula(std::string_view text)
{
    constexpr std::string_view starts("=+-@\t\r\n\0", 8);
    constexpr std::array<std::string_view, 4> wideStarts{"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    if (text.empty() || isPlainNumber(text))
        return false;
    return starts.contains(text.front())
        || std::ranges::any_of(wideStarts, [text](std::string_view start) { return text.starts_with(start); });
}

} // namespace

CsvWriter::CsvWriter(std::string &out, CsvOptions options) : m_out(out), m_options(options)
{
    if (m_options.byteOrderMark)
        m_out += "\xEF\xBB\xBF";
}

void CsvWriter::text(std::string_view value)
{
    separate();
    const bool isGuarded = m_options.guardFormulas && startsFormula(value);
    // Spaces at the ends are kept by every reader only within quotes.
    const bool isQuoted = isGuarded || value.find_first_of("\"\r\n") != std::string_view::npos
        || value.contains(m_options.separator) || value.starts_with(' ') || value.ends_with(' ');
    if (!isQuoted) {
        m_out += value;
        return;
    }
    m_out += isGuarded ? "\"'" : "\"";
    for (const char c : value) {
        if (c == '"')
            m_out += '"';
        m_out += c;
    }
    m_out += '"';
}

void CsvWriter::number(std::string_view value)
{
    separate();
    m_out += value;
}

void CsvWriter::endRow()
{
    if (!m_atRowStart && m_out.size() == m_rowBegin)
        m_out += "\"\""; // one empty cell: an empty line would be no row
    m_out += "\r\n";
    m_atRowStart = true;
}

void CsvWriter::separate()
{
    if (m_atRowStart)
        m_rowBegin = m_out.size();
    else
        m_out += m_options.separator;
    m_atRowStart = false;
}

std::string toCsv(const ReportTable &table, CsvOptions options)
{
    std::string out;
    CsvWriter writer(out, options);
    for (const ReportTable::Column &column : table.columns)
        writer.text(column.name);
    writer.endRow();
    for (const auto &row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i < table.columns.size() && table.columns[i].isNumber)
                writer.number(row[i]);
            else
                writer.text(row[i]);
        }
        writer.endRow();
    }
    return out;
}

} // namespace toll
