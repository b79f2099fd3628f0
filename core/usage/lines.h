// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace toll {

/// Cuts text that comes in pieces of any size at LF or CRLF; blank lines are skipped, a UTF-8 byte order mark too.
class LineSplitter {
public:
    /// `isTooLong`: the line has more than maxLine bytes, of which `line` is the beginning. Valid during the call.
    using Sink = std::function<void(std::int64_t number, std::string_view line, bool isTooLong)>;
    static constexpr std::size_t maxLine = std::size_t{4} << 20;

    explicit LineSplitter(Sink sink) : m_sink(std::move(sink)) { }
    void feed(std::string_view bytes);
    void finish();

private:
    void add(std::string_view part);
    void endLine();

    Sink m_sink;
    std::string m_line;
    std::int64_t m_number = 1;
};

} // namespace toll
