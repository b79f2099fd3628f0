// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/jsonelements.h"

namespace toll {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

void JsonElements::feed(std::string_view bytes)
{
    for (const char c : bytes) {
        if (m_isAtStart) {
            if (m_mark.size() < byteOrderMark.size() && c == byteOrderMark[m_mark.size()]) {
                m_mark += c;
                continue;
            }
            m_isAtStart = false;
            if (m_mark.size() < byteOrderMark.size())
                for (const char early : m_mark)
                    step(early);
        }
        step(c);
    }
}

void JsonElements::finish()
{
    if (m_isAtStart && m_mark.size() < byteOrderMark.size())
        for (const char early : m_mark)
            step(early);
    if (m_state == State::Scalar)
        end();
    else if (m_state == State::Bracketed)
        m_sink(m_valueLine, m_value, m_open.back() == '{' ? "}" : "]");
    else if (m_state == State::Between && m_isInArray)
        m_sink(m_line, {}, "]");
    m_state = State::Between;
    m_isInArray = false;
}

void JsonElements::step(char c)
{
    switch (m_state) {
    case State::Between:
        stepBetween(c);
        break;
    case State::Bracketed:
        m_isInString ? stepInString(c) : stepInValue(c);
        break;
    case State::Scalar:
        stepScalar(c);
        break;
    case State::Skipping:
        stepSkipping(c);
        break;
    }
    countPlace(c);
}

void JsonElements::countPlace(char c)
{
    if (c == '\n') {
        ++m_line;
        m_column = 0;
        m_isLineStart = true;
        return;
    }
    ++m_column;
    m_isLineStart = m_isLineStart && isBlank(c);
}

void JsonElements::stepBetween(char c)
{
    if (isBlank(c) || (c == ',' && m_isInArray))
        return;
    if (c == '[' && !m_isInArray) {
        m_isInArray = true;
        if (m_isLineStart && m_anchor == '\0') {
            m_anchor = c;
            m_anchorColumn = m_column;
        }
    } else if (c == ']' && m_isInArray) {
        m_isInArray = false;
    } else {
        begin(c);
    }
}

void JsonElements::begin(char c)
{
    m_value.assign(1, c);
    m_valueLine = m_line;
    m_last = c;
    m_open.clear();
    m_isInString = c == '"';
    m_isEscaped = false;
    if (c != '{' && c != '[') {
        m_state = State::Scalar;
        return;
    }
    m_state = State::Bracketed;
    m_open = c;
    if (c == '{' && m_isLineStart && m_anchor != '{') {
        m_anchor = c;
        m_anchorColumn = m_column;
    }
}

void JsonElements::stepInString(char c)
{
    if (c == '\n')
        return refuse("\"", c);
    m_value += c;
    if (m_value.size() > LineSplitter::maxLine)
        return refuse("<= " + std::to_string(LineSplitter::maxLine), c);
    if (!m_isEscaped && c == '"') {
        m_isInString = false;
        m_last = c;
    }
    m_isEscaped = !m_isEscaped && c == '\\';
}

void JsonElements::stepInValue(char c)
{
    const bool isOpening = c == '{' || c == '[';
    const bool mayOpen = m_open.back() == '{' ? m_last == ':' : m_last == '[' || m_last == ',';
    const bool closesOther = (c == '}' && m_open.back() != '{') || (c == ']' && m_open.back() != '[');
    if ((isOpening && !mayOpen) || closesOther)
        return refuse(m_open.back() == '{' ? "}" : "]", c);
    if (isOpening && m_open.size() == maxDepth)
        return refuse("depth <= " + std::to_string(maxDepth), c);
    m_value += c;
    if (m_value.size() > LineSplitter::maxLine)
        return refuse("<= " + std::to_string(LineSplitter::maxLine), c);
    if (!isBlank(c))
        m_last = c;
    if (c == '"')
        m_isInString = true;
    else if (isOpening)
        m_open += c;
    else if (c == '}' || c == ']')
        m_open.pop_back();
    if (m_open.empty())
        end();
}

void JsonElements::stepScalar(char c)
{
    const bool isEnd = !m_isInString && (isBlank(c) || c == ',' || c == ']' || c == '[' || c == '{');
    if (isEnd || c == '\n') {
        end();
        return stepBetween(c);
    }
    m_value += c;
    if (m_value.size() > LineSplitter::maxLine)
        return refuse("<= " + std::to_string(LineSplitter::maxLine), c);
    if (m_isInString && !m_isEscaped && c == '"')
        m_isInString = false;
    m_isEscaped = m_isInString && !m_isEscaped && c == '\\';
}

void JsonElements::stepSkipping(char c)
{
    if (!m_isLineStart || isBlank(c))
        return;
    if (c == m_anchor && m_column == m_anchorColumn) {
        m_state = State::Between;
        m_isInArray = m_isInArray && c == '{';
        stepBetween(c);
    } else if (c == ']' && m_isInArray && m_anchor == '{' && m_column <= m_anchorColumn) {
        m_state = State::Between;
        m_isInArray = false;
    }
}

void JsonElements::end()
{
    m_state = State::Between;
    m_sink(m_valueLine, m_value, {});
}

void JsonElements::refuse(std::string_view expected, char c)
{
    m_state = State::Skipping;
    m_sink(m_valueLine, m_value, expected);
    stepSkipping(c); // it may begin the next value itself
}

} // namespace toll
