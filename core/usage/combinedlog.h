// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace toll {

/// What every line of the common or combined access log of nginx and Apache holds: host, ident, user, time (without
/// brackets), method, path (without query), protocol, status, bytes, referer, agent.
[[nodiscard]] const std::vector<std::string> &combinedLogColumns();

/// Reads lines of an access log. Operators add fields of their own: a virtual host in front ("vhost"), and behind, with
/// or without quotes, values by place ("#12" is the first) or with a name ("rt=0.003" is "rt").
class AccessLogParser {
public:
    /// `columns` are those of the layout: they say whether there is a virtual host, and which values to hand out.
    explicit AccessLogParser(const std::vector<std::string> &columns);

    /// The line's values in the order of the columns, valid until the next call; "-" is empty. Escapes such as \x22
    /// and \" are undone where text comes of it. A request that is no HTTP leaves method, path and protocol empty.
    /// Nothing if the line is of another form.
    [[nodiscard]] std::optional<std::span<const std::string_view>> parse(std::string_view line);

    /// The columns that such lines have: those all logs have, with what these have beside.
    [[nodiscard]] static std::vector<std::string> columnsOf(std::span<const std::string_view> lines);

private:
    [[nodiscard]] std::string_view plain(std::string_view text);
    void placeExtra(std::string_view name, std::string_view value);

    bool m_hasVirtualHost = false;
    std::vector<std::string> m_columns;
    std::vector<std::string_view> m_values;
    std::deque<std::string> m_unescaped; ///< what m_values look at
};

} // namespace toll
