// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"
#include "core/tokens/customer.h"
#include "core/tokens/token.h"

#include <map>
#include <string>
#include <vector>

namespace toll {

class Stores;

/// Which plan prices a token at an instant: its own, else its customer's, else Basic. Reads each plan once.
class PlanLookup {
public:
    explicit PlanLookup(Stores &stores) : m_stores(stores) { }

    [[nodiscard]] Result<std::string> nameFor(const Token &token, Instant at);
    /// The version in force at an instant; the first one before its own time.
    [[nodiscard]] Result<Plan> plan(const std::string &name, Instant at);

private:
    Stores &m_stores;
    std::map<CustomerId, std::vector<std::pair<Instant, std::string>>> m_assignments;
    bool m_isLoaded = false;
};

} // namespace toll
