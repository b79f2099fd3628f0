// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/tokens/access.h"

#include <optional>
#include <string>

namespace toll {

/// Who is billed.
struct Customer {
    CustomerId id;
    std::string name; ///< unique in a workspace, not empty
    std::string currency = "USD"; ///< ISO 4217 code
    std::string timezone = "UTC"; ///< IANA name
    std::string contact; ///< free text: a mail address, a person
    Instant createdAt;
    std::optional<Instant> archivedAt; ///< hidden from lists and new tokens; history and bills stay
    PoolLimits pool{}; ///< what all its tokens share

    bool operator==(const Customer &) const = default;
};

} // namespace toll
