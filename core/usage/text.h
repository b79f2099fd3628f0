// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

namespace toll {

/// How many of the first bytes are UTF-8 without NUL; the size of the text if all are.
[[nodiscard]] std::size_t validTextLength(std::string_view text);

/// The beginning of a file's text as a fault shows it: at most 80 bytes, cut between characters; what is not text
/// is shown as U+FFFD.
[[nodiscard]] std::string excerpt(std::string_view text);

/// Without spaces and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// True if more than half of the items pass, or there are none: bad rows do not hide what a column holds.
template<typename Items, typename Check>
[[nodiscard]] bool mostly(const Items &items, Check check)
{
    const auto passed = static_cast<std::size_t>(std::ranges::count_if(items, check));
    return passed * 2 > std::size(items) || std::empty(items);
}

} // namespace toll
