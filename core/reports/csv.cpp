// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/csv.h"

#include "core/money/decimal.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace toll {

namespace {

using namespace std::string_view_literals;

/// What makes spreadsheets calculate, full-width forms of the signs included.
constexpr std::array formulaStarts{
    "="sv, "+"sv, "-"sv, "@"sv, "\t"sv, "\r"sv, "\n"sv, "\0"sv, "\uff1d"sv, "\uff0b"sv, "\uff0d"sv, "\uff20"sv};

bool isFormula(std::string_view cell)
{
    return std::ranges::any_of(formulaStarts, [cell](std::string_view start) { return cell.starts_with(start); })
        && !Decimal::parse(cell);
}

void addCell(std::string &text, std::string_view cell, bool isGuarded)
{
    const bool guard = isGuarded && isFormula(cell);
    if (!guard && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        text += cell;
        return;
    }
    text += guard ? "\"'" : "\"";
    for (const char character : cell) {
        text += character;
        if (character == '"')
            text += '"';
    }
    text += '"';
}

} // namespace

std::string toCsv(const ReportTable &table)
{
    std::string text;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        text += column == 0 ? "" : ",";
        addCell(text, table.columns[column].name, true);
    }
    text += "\r\n";
    for (const std::vector<std::string> &row : table.rows) {
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            text += column == 0 ? "" : ",";
            addCell(text, row[column], !table.columns[column].isNumber);
        }
        text += "\r\n";
    }
    return text;
}

} // namespace toll
