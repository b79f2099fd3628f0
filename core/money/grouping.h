// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

#include <string>

namespace toll {

/// How a language writes numbers, each as UTF-8.
struct NumberSigns {
    std::string group = ","; ///< between thousands
    std::string point = ".";
    std::string minus = "\u2212";
};

/// All the digits of an exact number, in groups of three, with at least `decimals` decimals: "1,234.50", "−0.0025".
[[nodiscard]] std::string groupedText(const Decimal &value, int decimals, const NumberSigns &signs = {});

} // namespace toll
