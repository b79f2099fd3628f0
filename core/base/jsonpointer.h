// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

namespace toll {

/// A key as it stands in a JSON pointer (RFC 6901): "a/b~c" is "a~1b~0c".
[[nodiscard]] std::string pointerKey(std::string_view key);
/// The keys of a pointer; none for the whole document.
[[nodiscard]] std::vector<std::string> pointerKeys(std::string_view pointer);

/// What a pointer names, null where there is nothing.
[[nodiscard]] const Json *valueAt(const Json &document, std::string_view pointer);
/// The document with this value there: in place of what there was, or new. An index one past the end appends. NotFound
/// where nothing could hold it.
[[nodiscard]] Result<Json> withValue(const Json &document, std::string_view pointer, const Json &value);
/// The document without what the pointer names; as it was where there is nothing.
[[nodiscard]] Json withoutValue(const Json &document, std::string_view pointer);
/// With a value put before an element of an array, the rest following it.
[[nodiscard]] Result<Json> withInserted(const Json &document, std::string_view pointer, const Json &value);

} // namespace toll
