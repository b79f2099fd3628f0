// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// No text may crash the plan parser, and a plan that was read is the same when it is written and read again.
#include "core/rating/plan.h"

#include <cstdint>
#include <cstdlib>

using namespace toll;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto plan = parsePlan(std::string_view(reinterpret_cast<const char *>(data), size));
    if (!plan)
        return plan.error().empty() ? std::abort(), 1 : 0;
    const auto again = parsePlan(toJson(*plan));
    if (!again || *again != *plan)
        std::abort();
    return 0;
}
