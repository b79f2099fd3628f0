// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/output.h"
#include "core/services/services.h"

namespace toll {

/// Things as JSON, and which of their members a table shows.
[[nodiscard]] Json toJson(const Customer &customer);
[[nodiscard]] const Output::Columns &customerColumns();

[[nodiscard]] Json toJson(const TokenRow &row);
[[nodiscard]] const Output::Columns &tokenColumns(); ///< of a list
[[nodiscard]] const Output::Columns &tokenDetailColumns(); ///< of one token

/// With the secret, which is shown this once.
[[nodiscard]] Json toJson(const IssuedToken &issued);
[[nodiscard]] const Output::Columns &issuedColumns();

[[nodiscard]] Json toJson(const PlanRow &row);
[[nodiscard]] const Output::Columns &planColumns();

/// RFC 3339, or null.
[[nodiscard]] Json timeOrNull(const std::optional<Instant> &time);
/// An amount with its currency's decimals; `amount` may have more, which are rounded half up.
[[nodiscard]] std::string amountText(const Decimal &amount, const Currency &currency);

} // namespace toll
