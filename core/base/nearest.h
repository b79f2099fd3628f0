// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace toll {

/// How many characters must be added, dropped, replaced or swapped with their neighbour to make one text the other; the
/// case of ASCII letters does not count. Counts bytes.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

/// What was probably meant: the nearest candidate, where it is near enough (one slip in three letters, two in more).
[[nodiscard]] std::optional<std::string> nearest(std::string_view text, std::span<const std::string> candidates);

/// ASCII letters in lower case, the rest as it is.
[[nodiscard]] std::string lowered(std::string_view text);

} // namespace toll
