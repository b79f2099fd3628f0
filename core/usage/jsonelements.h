// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/lines.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace toll {

/// Cuts JSON that comes in pieces of any size into the values to be read one by one: the elements of an array, of
/// several arrays, or values one behind the other; a UTF-8 byte order mark is skipped. Only brackets and strings are
/// looked at, the rest is for the parser of the value.
///
/// A value that cannot be right (a bracket of the wrong kind or where none can open, a line end in a string, more than
/// maxDepth or LineSplitter::maxLine, the end) is one fault, and reading goes on where the next line begins as the
/// first value did. In a text of one line that is nowhere: the fault says that the rest was not read.
class JsonElements {
public:
    /// `fault` is empty, or what would have been right; `text` is then the value's beginning. Valid during the call.
    using Sink = std::function<void(std::int64_t line, std::string_view text, std::string_view fault)>;
    static constexpr std::size_t maxDepth = 64;

    explicit JsonElements(Sink sink) : m_sink(std::move(sink)) { }
    void feed(std::string_view bytes);
    void finish();

private:
    enum class State {
        Between, ///< values
        Bracketed,
        Scalar, ///< a number, a word or a string that stands alone
        Skipping, ///< to the next line that begins as the first value did
    };

    void step(char c);
    void stepBetween(char c);
    void stepInValue(char c);
    void stepInString(char c);
    void stepScalar(char c);
    void stepSkipping(char c);
    void begin(char c);
    void end();
    void refuse(std::string_view expected, char c);
    void countPlace(char c);

    Sink m_sink;
    State m_state = State::Between;
    bool m_isInArray = false;
    bool m_isInString = false;
    bool m_isEscaped = false;
    bool m_isLineStart = true; ///< nothing but blanks stands before in this line
    std::string m_open; ///< brackets of the value under way, outermost first
    char m_last = '\0'; ///< the last byte of it that is no blank
    std::string m_value;
    std::int64_t m_line = 1;
    std::int64_t m_valueLine = 1;
    std::size_t m_column = 0;
    std::string m_mark; ///< what is still to come of a byte order mark
    bool m_isAtStart = true;
    char m_anchor = '\0'; ///< what a line that can be read again begins with, at m_anchorColumn
    std::size_t m_anchorColumn = 0;
};

} // namespace toll
