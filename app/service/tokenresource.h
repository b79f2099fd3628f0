// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/resource.h"

#include <expected>

/// The token that {id} of the path names: by its id alone. 404.
[[nodiscard]] std::expected<toll::Token, toll::http::Problem> tokenOf(Call &call);
/// Its resource as it is now, with its ETag; with 201 also where it is.
[[nodiscard]] Answered tokenShown(Call &call, const toll::TokenId &id, int status);
