// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

#include <QLocale>
#include <QString>

#include <cstdint>

namespace toll {

// Numbers as the reader's locale writes them. Every function follows the application's language
// (QLocale::setDefault) unless a locale is given. The minus sign is U+2212.

/// "1,234,567", "−5".
[[nodiscard]] QString integerText(std::int64_t value, const QLocale &locale = QLocale());

/// All the digits of an exact number, grouped, with at least `decimals` decimals: "1,234.50", "0.0025".
[[nodiscard]] QString decimalText(const Decimal &value, int decimals = 0, const QLocale &locale = QLocale());

/// A ratio as a percentage: 0.124 is "12.4%". For display only.
[[nodiscard]] QString percentText(double ratio, int decimals = 1, const QLocale &locale = QLocale());

/// A rough number for axes and chips, at most three digits and a unit: "950", "1.2K", "3.4M"; in Chinese "1.2万",
/// "3.4亿".
[[nodiscard]] QString compactText(double value, const QLocale &locale = QLocale());

/// A response time in milliseconds: "812 ms", "1.2 s".
[[nodiscard]] QString millisecondsText(double milliseconds, const QLocale &locale = QLocale());

/// A size in bytes, powers of 1000: "18.2 MB".
[[nodiscard]] QString bytesText(std::int64_t bytes, const QLocale &locale = QLocale());

} // namespace toll
