// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/tokens/access.h"

namespace toll {

/// {"rate_limit":"10/second burst 20","networks":["10.0.0.0/8"],"models":["gpt-4o*"],"endpoints":["/v1/*"]}; no limit
/// is null. As the command line, the ledger and the service write it.
[[nodiscard]] Json accessJson(const TokenAccess &access);
/// {"caps":["1000/day"],"rate_limit":null}
[[nodiscard]] Json poolJson(const PoolLimits &pool);

} // namespace toll
