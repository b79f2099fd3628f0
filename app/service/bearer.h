// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/request.h"

#include <optional>
#include <string_view>

/// The secret of "Authorization: Bearer SECRET" (RFC 6750 §2.1); nothing where there is none.
[[nodiscard]] inline std::optional<std::string_view> bearerOf(const toll::http::Request &request)
{
    constexpr std::string_view scheme = "Bearer";
    std::string_view value = request.header("Authorization").value_or(std::string_view());
    if (!toll::http::isSameName(value.substr(0, scheme.size()), scheme))
        return {};
    value.remove_prefix(scheme.size());
    const std::size_t begin = value.find_first_not_of(' ');
    if (begin == 0 || begin == value.npos)
        return {};
    return value.substr(begin);
}
