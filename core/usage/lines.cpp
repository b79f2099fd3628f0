// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/lines.h"

#include <algorithm>

namespace toll {

void LineSplitter::feed(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        add(bytes.substr(0, end));
        if (end == bytes.size())
            return;
        endLine();
        bytes.remove_prefix(end + 1);
    }
}

void LineSplitter::finish()
{
    endLine();
}

/// Keeps one byte more than a line may have, so that a longer one is known as such.
void LineSplitter::add(std::string_view part)
{
    m_line += part.substr(0, maxLine + 2 - std::min(m_line.size(), maxLine + 2));
}

void LineSplitter::endLine()
{
    std::string_view line = m_line;
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (m_number == 1 && line.starts_with(byteOrderMark))
        line.remove_prefix(byteOrderMark.size());
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos)
        m_sink(m_number, line.substr(0, maxLine), line.size() > maxLine);
    ++m_number;
    m_line.clear();
}

} // namespace toll
