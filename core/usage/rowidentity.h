// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/segment.h"

#include <optional>
#include <string>
#include <string_view>

namespace toll {

/// What an export writes as the id of an event that has none: its identity, so that the event is known again wherever
/// the export is read. "tollkeeper:row:" and 32 hexadecimal digits.
[[nodiscard]] std::string rowIdentityText(const EventHash &hash);
inline constexpr std::size_t rowIdentitySize = 47; ///< of every such text
/// The inverse; nothing for every other text.
[[nodiscard]] std::optional<EventHash> parseRowIdentity(std::string_view id);

} // namespace toll
