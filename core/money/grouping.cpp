// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/grouping.h"

#include <algorithm>

namespace toll {

std::string groupedText(const Decimal &value, int decimals, const NumberSigns &signs)
{
    const std::string plain = value.abs().toString();
    const std::size_t whole = std::min(plain.find('.'), plain.size());
    std::string fraction = whole < plain.size() ? plain.substr(whole + 1) : std::string();
    if (fraction.size() < static_cast<std::size_t>(std::max(0, decimals)))
        fraction.resize(static_cast<std::size_t>(decimals), '0');
    std::string text = value.isNegative() ? signs.minus : std::string();
    for (std::size_t i = 0; i < whole; ++i) {
        if (i > 0 && (whole - i) % 3 == 0)
            text += signs.group;
        text += plain[i];
    }
    return fraction.empty() ? text : text + signs.point + fraction;
}

} // namespace toll
