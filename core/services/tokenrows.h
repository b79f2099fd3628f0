// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/ratingsource.h"
#include "core/services/tokens.h"

#include <vector>

namespace toll {

/// Tokens with their states, terms and this month's spend; all, or those asked for. By customer, then name.
[[nodiscard]] Result<std::vector<TokenRow>> tokenRows(ServiceContext &context, const std::vector<TokenId> &tokens);
[[nodiscard]] Result<TokenRow> tokenRow(ServiceContext &context, const TokenId &id);

} // namespace toll
