// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"
#include "core/usage/row.h"

#include <map>
#include <string>
#include <unordered_map>

namespace toll {

/// Whether rows fit a charge's patterns; each text is tried against a pattern only once. The charge and the usage must
/// outlive it.
class Matcher {
public:
    Matcher(const Charge &charge, const UsageTable &usage) : m_charge(charge), m_usage(usage) { }

    /// All patterns (billing-rules.md 30).
    [[nodiscard]] bool fits(const UsageRow &row);
    /// The one field that keeps a row from fitting; nothing where it fits, or where several do.
    [[nodiscard]] const std::pair<const std::string, std::string> *onlyObstacle(const UsageRow &row);
    /// What a row has in a field that patterns look at; empty where it has nothing.
    [[nodiscard]] std::string valueOf(const UsageRow &row, const std::string &field) const;

private:
    [[nodiscard]] bool fits(const UsageRow &row, const std::string &field, const std::string &pattern);
    [[nodiscard]] bool fitsText(std::uint32_t text, const std::string &field, const std::string &pattern);

    const Charge &m_charge;
    const UsageTable &m_usage;
    std::map<std::string, std::unordered_map<std::uint32_t, bool>> m_memory;
};

} // namespace toll
