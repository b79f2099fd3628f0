// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include "core/money/decimal.h"
#include "core/services/wording.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include <unistd.h>
#include <wchar.h>

namespace toll {

namespace {

std::string_view name(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Io:
        return "io";
    case ErrorCode::Database:
        return "database";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Overflow:
        return "overflow";
    case ErrorCode::Internal:
        return "internal";
    case ErrorCode::Damaged:
        return "damaged";
    case ErrorCode::NotFound:
        return "not_found";
    case ErrorCode::FileNotFound:
        return "file_not_found";
    case ErrorCode::Syntax:
        return "syntax";
    case ErrorCode::UnknownKey:
        return "unknown_key";
    case ErrorCode::Missing:
        return "missing";
    case ErrorCode::OutOfRange:
        return "out_of_range";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::Ambiguous:
        return "ambiguous";
    case ErrorCode::Negative:
        return "negative";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::AlreadyExists:
        return "already_exists";
    case ErrorCode::WrongState:
        return "wrong_state";
    case ErrorCode::PeriodClosed:
        return "period_closed";
    case ErrorCode::PeriodOpen:
        return "period_open";
    case ErrorCode::Locked:
        return "locked";
    case ErrorCode::TooNew:
        return "too_new";
    case ErrorCode::ReadOnly:
        return "read_only";
    case ErrorCode::NotAWorkspace:
        return "not_a_workspace";
    }
    return "internal";
}

Json toJson(const Error &error)
{
    Json json;
    json.set("code", name(error.code));
    json.set("message", sentence(error).toStdString());
    json.set("where", error.where.empty() ? Json() : Json(error.where));
    json.set("line", error.line == 0 ? Json() : Json(error.line));
    return json;
}

/// Data can hold anything: what would end a cell or steer a terminal is shown as a space.
std::string harmless(std::string_view text)
{
    QString shown = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (QChar &character : shown) {
        const bool steers = character.category() == QChar::Other_Control || character == QChar::LineSeparator
            || character == QChar::ParagraphSeparator || (character >= QChar(0x202A) && character <= QChar(0x202E))
            || (character >= QChar(0x2066) && character <= QChar(0x2069));
        if (steers)
            character = u' ';
    }
    return shown.toStdString();
}

std::string cellText(const Json &value)
{
    if (const bool *truth = value.asBool())
        return *truth ? "yes" : "no";
    if (const Json::Number *number = value.asNumber())
        return number->text;
    if (const std::string *text = value.asString())
        return harmless(*text);
    if (const Json::Array *array = value.asArray()) {
        std::string joined;
        for (const Json &element : *array)
            joined += (joined.empty() ? "" : ", ") + cellText(element);
        return joined;
    }
    return value.isNull() ? std::string() : harmless(value.dump());
}

/// The member at a path such as "spend.amount"; null where there is none.
std::string cellAt(const Json &object, std::string_view path)
{
    const Json *value = &object;
    while (value) {
        const std::size_t dot = path.find('.');
        value = value->find(path.substr(0, dot));
        if (dot == std::string_view::npos)
            break;
        path.remove_prefix(dot + 1);
    }
    return value ? cellText(*value) : std::string();
}

ReportTable tableOf(const Json::Array &rows, const Output::Columns &columns)
{
    ReportTable table;
    for (const std::string &column : columns)
        table.columns.push_back({column, false});
    for (const Json &row : rows) {
        std::vector<std::string> cells;
        for (const std::string &column : columns)
            cells.push_back(cellAt(row, column));
        table.rows.push_back(std::move(cells));
    }
    for (std::size_t column = 0; column < columns.size(); ++column) {
        table.columns[column].isNumber = !rows.empty() && std::ranges::all_of(table.rows, [column](const auto &row) {
            return row[column].empty() || Decimal::parse(row[column]);
        });
    }
    return table;
}

std::string padded(const std::string &text, int width, bool right)
{
    const std::string space(static_cast<std::size_t>(std::max(0, width - displayWidth(text))), ' ');
    return right ? space + text : text + space;
}

std::string trimmedEnd(std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string aligned(const ReportTable &table)
{
    std::vector<int> widths;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        int width = displayWidth(table.columns[column].name);
        for (const std::vector<std::string> &row : table.rows)
            width = std::max(width, displayWidth(harmless(row[column])));
        widths.push_back(width);
    }
    std::string text;
    const auto addLine = [&](const auto &cellOf) {
        std::string line;
        for (std::size_t column = 0; column < widths.size(); ++column)
            line += (column == 0 ? "" : "  ") + padded(cellOf(column), widths[column], table.columns[column].isNumber);
        text += trimmedEnd(std::move(line)) + '\n';
    };
    addLine([&](std::size_t column) { return table.columns[column].name; });
    addLine([&](std::size_t column) { return std::string(static_cast<std::size_t>(widths[column]), '-'); });
    for (const std::vector<std::string> &row : table.rows)
        addLine([&](std::size_t column) { return harmless(row[column]); });
    return text;
}

std::string tabSeparated(const ReportTable &table)
{
    std::string text;
    const auto addLine = [&](const auto &cellOf) {
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            text += (column == 0 ? "" : "\t") + cellOf(column);
        text += '\n';
    };
    addLine([&](std::size_t column) { return table.columns[column].name; });
    for (const std::vector<std::string> &row : table.rows)
        addLine([&](std::size_t column) { return harmless(row[column]); });
    return text;
}

} // namespace

int displayWidth(const std::string &text)
{
    int width = 0;
    for (const uint character : QString::fromStdString(text).toUcs4())
        width += std::max(0, wcwidth(static_cast<wchar_t>(character)));
    return width;
}

Output::Output() : m_answersToTerminal(isatty(STDOUT_FILENO) == 1), m_notesToTerminal(isatty(STDERR_FILENO) == 1) { }

void Output::object(const Json &object, const Columns &columns)
{
    if (m_json || !m_answersToTerminal)
        return m_json ? document(object) : table(tableOf({object}, columns));
    int width = 0;
    for (const std::string &column : columns)
        width = std::max(width, displayWidth(column));
    for (const std::string &column : columns)
        text(trimmedEnd(padded(column, width, false) + "  " + cellAt(object, column)) + '\n');
}

void Output::rows(const Json::Array &rows, const Columns &columns, const Json &extra)
{
    if (!m_json)
        return table(tableOf(rows, columns));
    Json all;
    all.set("rows", rows);
    if (const Json::Object *members = extra.asObject()) {
        for (const auto &[key, value] : *members)
            all.set(key, value);
    }
    document(all);
}

void Output::document(const Json &document)
{
    text(document.dumpPretty());
}

void Output::table(const ReportTable &table)
{
    text(m_answersToTerminal ? aligned(table) : tabSeparated(table));
}

void Output::text(const std::string &text)
{
    endProgress();
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void Output::note(const QString &sentence)
{
    endProgress();
    std::fprintf(stderr, "tollkeeper-cli: %s\n", harmless(sentence.toStdString()).c_str());
}

void Output::failures(const std::vector<Error> &errors)
{
    if (errors.empty())
        return;
    if (!m_json) {
        for (const Error &error : errors)
            note(sentence(error));
        return;
    }
    endProgress();
    Json json;
    json.set("error", toJson(errors.front()));
    if (errors.size() > 1) {
        Json::Array all;
        for (const Error &error : errors)
            all.push_back(toJson(error));
        json.set("errors", std::move(all));
    }
    std::fprintf(stderr, "%s\n", json.dump().c_str());
}

void Output::progress(std::int64_t done, std::int64_t total)
{
    if (!m_notesToTerminal || total <= 0)
        return;
    const int percent = static_cast<int>(std::min(done, total) * 100 / total);
    if (percent == m_lastPercent)
        return;
    m_lastPercent = percent;
    std::fprintf(stderr, "\r%3d %%", percent);
}

void Output::endProgress()
{
    if (m_lastPercent >= 0)
        std::fputs("\r     \r", stderr);
    m_lastPercent = -1;
}

} // namespace toll
