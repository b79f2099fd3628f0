// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Random plan files and usage files for properties of whole bills (rapidcheck generators; only inside rc::check).
#pragma once

#include "tests/support/history.h"
#include "tests/support/plantext.h"

#include <rapidcheck.h>

#include <vector>

namespace toll::test {

/// A plan of a few charges of every shape, with or without the plan's own limits.
inline QByteArray anyPlanText()
{
    static const std::vector<QByteArray> prices{R"("shape":"flat","rate":"0.0137")",
        R"("shape":"flat_capped","rate":"0.335","cap":"5/day","lifetime":"P7D","renewal":"auto")",
        R"("shape":"flat_capped","rate":"0.335","cap":"4/7 min","lifetime":"PT30H","cap_scope":"window")",
        R"("shape":"flat_capped","rate":"0.02","cap":["3/hour","9/day"],"lifetime":"P1M","over_cap":"reject")",
        R"("shape":"flat_capped","rate":"0.02","cap":"3/day","over_cap":"charge","overage_rate":"0.0333")",
        R"("shape":"graduated","tiers":[{"up_to":20,"rate":"0.011"},{"rate":"0.0067"}])",
        R"("shape":"volume","tiers":[{"up_to":20,"rate":"0.011"},{"rate":"0.0067"}])",
        R"("shape":"volume","tier_by":"request","tiers":[{"up_to":3,"rate":"0.2"},{"rate":"0.1"}])",
        R"("shape":"package","size":7,"rate":"0.99")"};
    static const std::vector<QByteArray> modifiers{"", "", R"(,"allowance":11)",
        R"(,"slices":[{"hours":"Mon-Fri 09:00-18:00","multiplier":"1.2"}])",
        R"(,"load":[{"above":"0.3","multiplier":"1.5"}])",
        R"(,"service_level":[{"slower_than_ms":500,"credit":"0.3"},)"
        R"({"percentile":95,"slower_than_ms":700,"credit_percent":"10"}])"};
    QByteArray charges = chargeText(R"("shape":"fixed","amount":"3.10")", {}, "fee");
    const auto count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i)
        charges +=
            ',' + chargeText(*rc::gen::elementOf(prices), *rc::gen::elementOf(modifiers), "c" + QByteArray::number(i));
    static const std::vector<QByteArray> limits{"", R"(,"minimum":"12.00")", R"(,"maximum":"2.50")",
        R"(,"minimum":"2","maximum":"6","tax":{"percent":"8.875"})",
        R"(,"discounts":[{"percent":"7"},{"amount":"0.31"}])"};
    static const std::vector<QByteArray> periods{"P1M", "P1W", "P1D"};
    return planText(charges,
        R"(,"capacity":"20/hour","period":")" + *rc::gen::elementOf(periods) + "\"" + *rc::gen::elementOf(limits));
}

inline QByteArray anyUsageCsv()
{
    QByteArray csv = "time,id,token,status,count,response_ms\n";
    const auto rows = *rc::gen::inRange(1, 60);
    for (int i = 0; i < rows; ++i)
        csv += QByteArray::fromStdString(
                   toRfc3339(at("2026-05-04T00:00:00Z").plus(*rc::gen::inRange(0, 27'000) * msPerMinute)))
            + ",r" + QByteArray::number(i) + *rc::gen::element<QByteArray>(",gateway,", ",second,")
            + *rc::gen::element<QByteArray>("200", "500", "") + ',' + QByteArray::number(*rc::gen::inRange(1, 9)) + ','
            + QByteArray::number(*rc::gen::inRange(1, 1000)) + '\n';
    return csv;
}

} // namespace toll::test
