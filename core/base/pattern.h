// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace toll {

/// Whether the whole text fits the pattern: `*` is any run, `?` one character (a UTF-8 sequence counts as one),
/// case-sensitive (billing-rules.md 30).
[[nodiscard]] bool fitsPattern(std::string_view text, std::string_view pattern);

} // namespace toll
