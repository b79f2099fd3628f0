// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in sentences and on paper, as the application's language (QLocale()) writes them. The minus sign is U+2212.
#pragma once

#include "core/money/money.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace toll {

/// "1,234,567".
[[nodiscard]] QString countFigure(std::int64_t value);
/// All the digits of an exact number, grouped, with at least `decimals` decimals: "1,234.50", "0.0025".
[[nodiscard]] QString decimalFigure(const Decimal &value, int decimals = 0);
/// An amount without its currency, with at least the minor unit's decimals: "1,234.50".
[[nodiscard]] QString amountFigure(const Decimal &amount, const Currency &currency);
/// With the currency's code, so that no two look alike: "1,234.50 USD".
[[nodiscard]] QString moneyFigure(const Decimal &amount, const Currency &currency);
/// An amount with an explicit plus, for differences: "+12.00", "−3.50", "0.00".
[[nodiscard]] QString changeFigure(const Decimal &change, const Currency &currency);
/// The same for a percentage, to one decimal: "+10.0%"; "n/a" where there is none.
[[nodiscard]] QString percentFigure(const std::optional<Decimal> &percent);

} // namespace toll
