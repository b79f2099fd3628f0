// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/syslogmessage.h"

#include "core/usage/numbertext.h"

#include <optional>

namespace toll {

namespace {

std::optional<std::string_view> afterWord(std::string_view text)
{
    const std::size_t at = text.find(' ');
    return at == std::string_view::npos ? std::nullopt : std::optional(text.substr(at + 1));
}

/// What follows the structured data of RFC 5424, which is "-" or elements in brackets.
std::optional<std::string_view> afterStructuredData(std::string_view text)
{
    if (text.starts_with('-'))
        return text.substr(1);
    if (!text.starts_with('['))
        return std::nullopt;
    bool isQuoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (isQuoted && text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && text[at] == ']' && (at + 1 == text.size() || text[at + 1] != '['))
            return text.substr(at + 1);
    }
    return std::nullopt;
}

std::optional<std::string_view> ofNewSyslog(std::string_view text)
{
    std::optional<std::string_view> rest(text);
    for (int word = 0; word < 5 && rest; ++word) // time, host, program, process, kind
        rest = afterWord(*rest);
    rest = rest ? afterStructuredData(*rest) : std::nullopt;
    if (!rest || !rest->starts_with(' '))
        return std::nullopt;
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    rest->remove_prefix(1);
    return rest->starts_with(mark) ? rest->substr(mark.size()) : *rest;
}

/// "Nov 30 19:00:00 host nginx: message", of which the host may be missing.
std::optional<std::string_view> ofOldSyslog(std::string_view text)
{
    constexpr std::size_t timeSize = 16;
    const bool hasTime
        = text.size() > timeSize && text[3] == ' ' && text[9] == ':' && text[12] == ':' && text[15] == ' ';
    const std::size_t at = hasTime ? text.find(": ", timeSize) : std::string_view::npos;
    return at == std::string_view::npos ? std::nullopt : std::optional(text.substr(at + 2));
}

} // namespace

Result<std::string_view> syslogMessage(std::string_view datagram)
{
    const auto refused = [] { return fail(ErrorCode::Syntax, "syslog", {}, "RFC 3164, RFC 5424"); };
    constexpr std::int64_t mostPriority = 191;
    const std::size_t end = datagram.find('>');
    if (!datagram.starts_with('<') || end == std::string_view::npos || end < 2 || end > 4)
        return refused();
    const Result<std::int64_t> priority = parseWhole(datagram.substr(1, end - 1));
    if (!priority || *priority > mostPriority)
        return refused();
    const std::string_view rest = datagram.substr(end + 1);
    const auto message = rest.starts_with("1 ") ? ofNewSyslog(rest.substr(2)) : ofOldSyslog(rest);
    if (!message)
        return refused();
    std::string_view text = *message;
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == '\0'))
        text.remove_suffix(1);
    return text;
}

} // namespace toll
