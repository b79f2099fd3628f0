// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace toll::http {

/// The words of a status in the registry of HTTP: "Not Found". Of one that is not known those of its class.
[[nodiscard]] std::string_view reasonOf(int status);

} // namespace toll::http
