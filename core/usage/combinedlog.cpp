// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/combinedlog.h"

#include "core/usage/text.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::string_view virtualHost = "vhost";

/// Takes the line apart from left to right.
class Fields {
public:
    explicit Fields(std::string_view line) : m_rest(line) { }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] bool isQuoted() const { return m_rest.starts_with('"'); }

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
        if (!isQuoted())
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

    /// The name of "name=value" or "name=\"value\"", which is skipped; empty where there is none.
    std::string_view key()
    {
        const auto isLetter = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        };
        const auto end = static_cast<std::size_t>(std::ranges::find_if_not(m_rest, isLetter) - m_rest.begin());
        if (end == 0 || end >= m_rest.size() || m_rest[end] != '=')
            return {};
        const auto name = m_rest.substr(0, end);
        m_rest.remove_prefix(end + 1);
        return name;
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

std::optional<unsigned> hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f')
        return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F')
        return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

/// \xHH, \" and \\ undone; other escapes stay.
std::string unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        const auto high = next == 'x' && i + 3 < text.size() ? hexDigit(text[i + 2]) : std::nullopt;
        const auto low = high ? hexDigit(text[i + 3]) : std::nullopt;
        if (low) {
            plain += static_cast<char>(16 * *high + *low);
            i += 3;
        } else if (next == '"' || next == '\\') {
            plain += next;
            ++i;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

/// A line as it stands, without its escapes undone.
struct Line {
    std::string_view vhost;
    std::array<std::string_view, 11> values; ///< by combinedLogColumns()
    std::vector<std::pair<std::string_view, std::string_view>> extras; ///< by name, empty where there is none
};

/// Whatever cannot be cut ends them: these fields are the operator's own, and no reason to refuse a request.
void readExtras(Fields &fields, Line &line)
{
    while (!fields.atEnd()) {
        const std::string_view name = fields.key();
        if (fields.isQuoted()) {
            const auto value = fields.quoted();
            if (!value)
                return;
            line.extras.emplace_back(name, orEmpty(*value));
        } else if (const std::string_view value = fields.word(); !value.empty() || !name.empty()) {
            line.extras.emplace_back(name, orEmpty(value));
        }
    }
}

std::optional<Line> readLine(std::string_view text, bool hasVirtualHost)
{
    Line line;
    Fields fields(text);
    if (hasVirtualHost)
        line.vhost = fields.word();
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
    const auto referer = fields.quoted();
    const auto agent = referer ? fields.quoted() : std::nullopt;
    line.values = {host, orEmpty(ident), orEmpty(*user), *time, method, path,
        method.empty() ? std::string_view() : protocol, orEmpty(status), orEmpty(bytes), orEmpty(referer.value_or("")),
        orEmpty(agent.value_or(""))};
    readExtras(fields, line);
    return line;
}

/// "example.com:443 10.0.0.1 - - […": a name before the address.
bool startsWithVirtualHost(std::string_view text)
{
    const auto isAddress = [](std::string_view word) {
        const bool isV6 = std::ranges::count(word, ':') >= 2;
        const bool isV4 =
            std::ranges::count(word, '.') == 3 && word.find_first_not_of("0123456789.") == std::string_view::npos;
        return isV6 || isV4;
    };
    Fields fields(text);
    const auto first = fields.word();
    const auto second = fields.word();
    return isAddress(second) && !isAddress(first) && readLine(text, true).has_value();
}

} // namespace

const std::vector<std::string> &combinedLogColumns()
{
    static const std::vector<std::string> columns{
        "host", "ident", "user", "time", "method", "path", "protocol", "status", "bytes", "referer", "agent"};
    return columns;
}

AccessLogParser::AccessLogParser(const std::vector<std::string> &columns)
    : m_hasVirtualHost(std::ranges::find(columns, virtualHost) != columns.end()), m_columns(columns)
{
}

std::string_view AccessLogParser::plain(std::string_view text)
{
    if (!text.contains('\\'))
        return text;
    std::string plain = unescaped(text);
    // What browsers and scanners send need be no text; such a request counts all the same.
    const bool isText = validTextLength(plain) == plain.size()
        && std::ranges::none_of(plain, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    return isText ? std::string_view(m_unescaped.emplace_back(std::move(plain))) : text;
}

void AccessLogParser::placeExtra(std::string_view name, std::string_view value)
{
    const std::size_t common = std::min(m_columns.size(), combinedLogColumns().size());
    const auto own = m_columns.begin() + static_cast<std::ptrdiff_t>(common);
    const auto place = std::find(own, m_columns.end(), name);
    if (place != m_columns.end())
        m_values[static_cast<std::size_t>(place - m_columns.begin())] = plain(value);
}

std::optional<std::span<const std::string_view>> AccessLogParser::parse(std::string_view text)
{
    const auto line = readLine(text, m_hasVirtualHost);
    if (!line)
        return std::nullopt;
    m_unescaped.clear();
    m_values.assign(m_columns.size(), {});
    const std::size_t common = std::min(m_columns.size(), line->values.size());
    for (std::size_t i = 0; i < common; ++i)
        m_values[i] = plain(line->values[i]);
    if (m_columns.size() == common)
        return m_values;
    if (m_hasVirtualHost)
        placeExtra(virtualHost, line->vhost);
    std::size_t place = line->values.size();
    for (const auto &[name, value] : line->extras)
        placeExtra(name.empty() ? '#' + std::to_string(++place) : std::string(name), value);
    return m_values;
}

std::vector<std::string> AccessLogParser::columnsOf(std::span<const std::string_view> lines)
{
    std::vector<std::string> columns = combinedLogColumns();
    const auto withHost = static_cast<std::size_t>(std::ranges::count_if(lines, startsWithVirtualHost));
    const bool hasVirtualHost = withHost > 0 && withHost * 2 > lines.size();
    if (hasVirtualHost)
        columns.emplace_back(virtualHost);
    for (const std::string_view text : lines) {
        const auto line = readLine(text, hasVirtualHost);
        if (!line)
            continue;
        std::size_t place = line->values.size();
        for (const auto &[name, value] : line->extras) {
            std::string column = name.empty() ? '#' + std::to_string(++place) : std::string(name);
            constexpr std::size_t mostColumns = 40; // scanners may send anything
            if (columns.size() < mostColumns && std::ranges::find(columns, column) == columns.end())
                columns.push_back(std::move(column));
        }
    }
    return columns;
}

} // namespace toll
