// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <string_view>

namespace toll {

inline constexpr std::size_t longestOwnId = 64;

/// Whether an id that a client made can be taken: 1 to 64 of letters, digits and -._~, a letter or digit first. Syntax.
[[nodiscard]] Result<void> checkOwnId(std::string_view id);

} // namespace toll
