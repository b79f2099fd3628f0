// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tokens.h"
#include "ui/models/cell.h"

#include <QString>

namespace toll {

// How tokens read on their page. All of it in the customer's zone and currency.

[[nodiscard]] Status statusOf(const TokenRow &row, Instant now);
/// "4,210 / 6,000", "4,210" where there is no cap, "–" before the first term.
[[nodiscard]] QString usedText(const TokenRow &row);
/// How full the meter is, 0 to 1 and beyond; negative where there is none. For drawing only.
[[nodiscard]] double usedShare(const TokenRow &row);
/// The end of the last term that is laid already; nothing for tokens without one and for terms without end.
[[nodiscard]] std::optional<Instant> endOf(const TokenRow &row);
/// "26 Nov 2026", "never", "30 days from first use", "renews 26 Nov 2026".
[[nodiscard]] QString expiresText(const TokenRow &row);
/// "$0.002".
[[nodiscard]] QString rateText(const TokenRow &row);
/// "200 a day", "no cap"; several are joined.
[[nodiscard]] QString capsText(const TokenPrice &price);
/// The price in words: R, C and T and what happens over the cap, one fact a sentence.
[[nodiscard]] QString priceText(const TokenPrice &price, const Currency &currency);
/// What is ever shown of a secret: "tk_live_…9xKd".
[[nodiscard]] QString maskedSecret(const Token &token);
[[nodiscard]] QString lastUseText(const TokenRow &row, Instant now);
[[nodiscard]] QString nameOf(const TokenRow &row);
/// "“mobile-gw”", "5 tokens".
[[nodiscard]] QString namesText(const std::vector<TokenRow> &rows);

} // namespace toll
