// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace toll::http {

/// How many bytes the character at the front has (RFC 3629); 0 where there is none: a lone continuation, an overlong
/// form, a surrogate, a cut-off end. The text is not empty.
[[nodiscard]] std::size_t utf8Length(std::string_view text);
[[nodiscard]] bool isUtf8(std::string_view text);

} // namespace toll::http
