// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"

#include <QLocale>
#include <QString>

namespace toll {

/// An exact amount: "$1,234.50", "¥1,234.50", "−$1.00", "EUR 1,234.50". Dollars and yuan by their sign, every other
/// currency by its code, so that no two look alike. At least the minor unit's decimals, and every further digit the
/// amount has (so a rate of 0.0025 USD is "$0.0025").
[[nodiscard]] QString moneyText(const Money &money, const QLocale &locale = QLocale());
[[nodiscard]] QString moneyText(const Decimal &amount, const Currency &currency, const QLocale &locale = QLocale());

/// The same with an explicit plus: "+$1,180.00", for differences.
[[nodiscard]] QString moneyChangeText(const Money &change, const QLocale &locale = QLocale());

/// A place on a money axis, "$1.2K": rough, never an amount.
[[nodiscard]] QString moneyTickText(double position, const Currency &currency, const QLocale &locale = QLocale());

/// "$", "¥" or the code.
[[nodiscard]] QString currencySign(const Currency &currency);

} // namespace toll
