// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Random plans and usage for property tests (rapidcheck generators; only inside rc::check).
#pragma once

#include "tests/support/history.h"

#include <rapidcheck.h>

#include <string>

namespace toll::test {

inline const Instant march = at("2025-03-01T00:00:00Z");

inline std::string number(int least, int most)
{
    return std::to_string(*rc::gen::inRange(least, most));
}

inline std::string tiers()
{
    const int first = *rc::gen::inRange(1, 60);
    return R"("tiers":[{"up_to":)" + std::to_string(first) + R"(,"rate":"0.0)" + number(1, 99) + R"("},{"up_to":)"
        + std::to_string(first + *rc::gen::inRange(1, 60)) + R"(,"rate":"0.)" + number(1, 9) + R"("},{"rate":"0.00)"
        + number(1, 99) + R"("}])";
}

inline std::string capped()
{
    return R"({"shape":"flat_capped","rate":"0.0)" + number(1, 999) + R"(","cap":")" + number(0, 12) + "/"
        + *rc::gen::element<std::string>("hour", "day", "7 min", "3 day") + R"(","lifetime":")"
        + *rc::gen::element<std::string>("P1D", "PT30H", "P5D", "none") + R"(","renewal":")"
        + *rc::gen::element<std::string>("auto", "none") + R"(","cap_scope":")"
        + *rc::gen::element<std::string>("lifetime", "window") + R"(","align":")"
        + *rc::gen::element<std::string>("term", "calendar") + R"(","over_cap":")"
        + *rc::gen::element<std::string>("free", "reject", "throttle") + R"("})";
}

inline std::string price()
{
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
        return R"({"shape":"flat","rate":"0.0)" + number(1, 999) + R"("})";
    case 1:
        return R"({"shape":"graduated",)" + tiers() + "}";
    case 2:
        return R"({"shape":"volume",)" + tiers() + "}";
    case 3:
        return R"({"shape":"package","size":)" + number(1, 30) + R"(,"rate":"0.)" + number(1, 99) + R"("})";
    case 4:
        return R"({"shape":"graduated","tier_by":"request",)" + tiers() + "}";
    default:
        return capped();
    }
}

inline std::string modifiers()
{
    std::string text;
    if (*rc::gen::inRange(0, 3) == 0)
        text += R"(,"allowance":)" + number(1, 80);
    if (*rc::gen::inRange(0, 3) == 0)
        text += R"(,"slices":[{"hours":"daily 08:00-13:00","multiplier":"1.3"},{"hours":"daily 00:00-24:00","multiplier":"0.7"}])";
    if (*rc::gen::inRange(0, 3) == 0)
        text += R"(,"service_level":[{"slower_than_ms":500,"credit":"0.2"}])";
    return text;
}

/// Any shapes and modifiers that need no columns but time, status and response time.
inline Plan anyPlan()
{
    std::string charges = R"({"id":"a","price":)" + price() + modifiers() + "}";
    if (*rc::gen::arbitrary<bool>())
        charges += R"(,{"id":"b","price":)" + price() + modifiers() + "}";
    if (*rc::gen::arbitrary<bool>())
        charges += R"(,{"id":"fee","price":{"shape":"fixed","amount":"3.50"}})";
    std::string more;
    if (*rc::gen::arbitrary<bool>())
        more += R"(,"discounts":[{"percent":"7"},{"amount":"0.31"}])";
    if (*rc::gen::arbitrary<bool>())
        more += R"(,"minimum":"1.50","maximum":"9.99")";
    if (*rc::gen::arbitrary<bool>())
        more += R"(,"tax":{"percent":"19"})";
    const std::string text = R"({"name":"P","currency":"USD","timezone":"UTC","period":")"
        + *rc::gen::element<std::string>("P1D", "P1W", "P1M") + R"(","charges":[)" + charges + "]" + more + "}";
    const Checked<Plan> plan = parsePlan(std::string_view(text));
    RC_ASSERT(plan.has_value());
    return *plan;
}

/// Up to 60 rows of one to three tokens from March 2025 on.
inline void addUse(History &history)
{
    const auto tokens = *rc::gen::inRange<std::uint32_t>(1, 4);
    for (std::uint32_t token = 0; token < tokens; ++token)
        history.addToken({}, {});
    const auto rows = *rc::gen::inRange(0, 60);
    std::int64_t minutes = 0;
    for (int i = 0; i < rows; ++i) {
        minutes += *rc::gen::inRange(0, 400);
        UsageRow &row = history.add(march.plus(minutes * msPerMinute), *rc::gen::inRange(1, 12),
            *rc::gen::element<std::int16_t>(200, 200, 500, noStatus), *rc::gen::inRange<std::uint32_t>(0, tokens));
        if (*rc::gen::arbitrary<bool>())
            row.responseMs = {row.requests * *rc::gen::inRange(1, 1000), row.requests};
    }
}

} // namespace toll::test
