// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/combinedlog.h"

#include <algorithm>

namespace toll {

namespace {

/// Takes the line apart from left to right.
class Fields {
public:
    explicit Fields(std::string_view line) : m_rest(line) { }

    /// Up to the text `end`, which is skipped.
    std::optional<std::string_view> until(std::string_view end)
    {
        const std::size_t at = m_rest.find(end);
        if (at == std::string_view::npos)
            return std::nullopt;
        const auto field = m_rest.substr(0, at);
        m_rest.remove_prefix(at + end.size());
        return field;
    }

    /// A word, up to the next space or the end.
    std::string_view word()
    {
        const std::size_t end = std::min(m_rest.find(' '), m_rest.size());
        const auto field = m_rest.substr(0, end);
        m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
        return field;
    }

    /// What stands in quotes, backslashes hiding those inside.
    std::optional<std::string_view> quoted()
    {
        if (!m_rest.starts_with('"'))
            return std::nullopt;
        std::size_t end = 1;
        while (end < m_rest.size() && m_rest[end] != '"')
            end += m_rest[end] == '\\' ? 2 : 1;
        if (end >= m_rest.size())
            return std::nullopt;
        const auto field = m_rest.substr(1, end - 1);
        m_rest.remove_prefix(std::min(end + 2, m_rest.size()));
        return field;
    }

private:
    std::string_view m_rest;
};

bool isNumber(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view orEmpty(std::string_view text)
{
    return text == "-" ? std::string_view() : text;
}

} // namespace

const std::vector<std::string> &combinedLogColumns()
{
    static const std::vector<std::string> columns{
        "host", "ident", "user", "time", "method", "path", "protocol", "status", "bytes", "referer", "agent"};
    return columns;
}

std::optional<std::array<std::string_view, 11>> parseCombinedLog(std::string_view line)
{
    Fields fields(line);
    const auto host = fields.word();
    const auto ident = fields.word();
    const auto user = fields.until(" [");
    const auto time = user ? fields.until("] ") : std::nullopt;
    const auto request = time ? fields.quoted() : std::nullopt;
    if (!request || host.empty() || ident.empty())
        return std::nullopt;
    const auto status = fields.word();
    const auto bytes = fields.word();
    if ((!isNumber(status) && status != "-") || (!isNumber(bytes) && bytes != "-"))
        return std::nullopt;
    Fields parts(*request);
    auto method = parts.word();
    auto path = parts.word();
    const auto protocol = parts.word();
    if (!path.starts_with('/') && !protocol.starts_with("HTTP/"))
        method = path = {};
    path = path.substr(0, path.find_first_of("?#"));
    const auto referer = fields.quoted().value_or("");
    const auto agent = fields.quoted().value_or("");
    return std::array{host, orEmpty(ident), orEmpty(*user), *time, method, path,
        method.empty() ? std::string_view() : protocol, orEmpty(status), orEmpty(bytes), orEmpty(referer),
        orEmpty(agent)};
}

} // namespace toll
