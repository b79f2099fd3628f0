// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace toll {

/// The member a column of a JSON object names: a key, or a path of keys joined by dots ("usage.prompt_tokens").
/// Null where there is none.
[[nodiscard]] const Json *memberAt(const Json &object, std::string_view column);

/// Text of a string, number or bool; empty of null; nothing of an array or object.
[[nodiscard]] std::optional<std::string> scalarText(const Json &value);

/// Every scalar member with its path, in order; arrays are left out.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> scalarMembers(const Json &object);

} // namespace toll
