// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/plantokenvalues.h"

namespace toll {

std::vector<Error> tokenValuesOf(const Plan &plan)
{
    std::vector<Error> faults;
    for (std::size_t i = 0; i < plan.charges.size(); ++i) {
        const std::string price = "/charges/" + std::to_string(i) + "/price/";
        const auto report = [&](bool isToken, const char *key, const char *expected) {
            if (isToken)
                faults.push_back({ErrorCode::Syntax, price + key, "token", expected, 0});
        };
        if (const auto *capped = std::get_if<FlatCapped>(&plan.charges[i].shape)) {
            report(!capped->rate, "rate", "0.002");
            report(!capped->caps, "cap", "200/day");
            report(!capped->lifetime, "lifetime", "P30D");
        } else if (const auto *flat = std::get_if<Flat>(&plan.charges[i].shape)) {
            report(!flat->rate, "rate", "0.002");
        }
    }
    return faults;
}

} // namespace toll
