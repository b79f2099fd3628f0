// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace toll::http {

/// What a gzip text holds. OutOfRange once it would be more than `most` bytes, of which no more is ever unpacked;
/// Damaged where it is cut off, has something behind it or does not match its checksum.
[[nodiscard]] Result<std::string> inflateGzip(std::string_view text, std::size_t most);

} // namespace toll::http
