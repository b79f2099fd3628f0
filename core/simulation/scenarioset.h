// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/replay.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// A customer who is not there yet, but uses what another one does.
struct AddedCustomer {
    std::string name;
    std::string like; ///< name or id of the one who is there
    Decimal volume{1}; ///< times the other's use; 0 or more

    bool operator==(const AddedCustomer &) const = default;
};

/// What is taken for granted beside the changes.
struct Assumptions {
    Decimal churn; ///< share of the customers who leave before it all begins, 0 to 1
    std::uint64_t seed = 1; ///< decides which ones: the same seed, the same customers
    std::int64_t shift = 0; ///< everything happens so much later; ms, whole quarters of an hour
    std::vector<AddedCustomer> newCustomers;
    Decimal upstreamFactor{1}; ///< times what providers charge; 0 or more

    bool operator==(const Assumptions &) const = default;
};

/// Named changes over a baseline, made one after the other, and what is assumed with them.
struct ScenarioSet {
    std::string name;
    std::vector<Scenario> changes;
    Assumptions assumptions;

    bool operator==(const ScenarioSet &) const = default;
    [[nodiscard]] bool changesNothing() const;
};

/// Takes one `key=value`: churn, seed, shift ("PT3H", "-PT45M"), upstream_factor.
[[nodiscard]] Result<void> applyAssumption(Assumptions &assumptions, std::string_view assignment);

/// {"name":…, "changes":[{"on":"plan:Pro","set":{"rate":"0.003"}}, …], "assume":{"churn":"0.05","seed":7,
/// "shift":"PT3H", "new_customers":[{"name":…,"like":…,"volume":"0.5"}],"upstream_factor":"1.1"}}; one change may stand
/// without "changes", as parseScenario() reads it. Every fault with its JSON pointer.
[[nodiscard]] Checked<ScenarioSet> parseScenarioSet(const Json &document);
[[nodiscard]] Json toJson(const ScenarioSet &set);

/// A baseline as a scenario set has it before its last change is made, and that change. The customers keep the totals of
/// their bills; those who are new have none.
struct PreparedScenario {
    std::shared_ptr<const Baseline> baseline;
    Scenario last;
    std::vector<std::string> left; ///< names of the customers who left, in order
    /// The same before the last change acts on its use, and that change with its volume factor and elasticity: what other
    /// values of it are tried on.
    std::shared_ptr<const Baseline> unscaled{};
    Scenario asked{};
};
/// The same baseline where nothing but one change is asked for. NotFound for a customer to be like who is not there; the
/// errors of changed(), scaleUsage() and demandFactor().
[[nodiscard]] Result<PreparedScenario> prepare(std::shared_ptr<const Baseline> baseline, const ScenarioSet &set);

} // namespace toll
