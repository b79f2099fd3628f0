// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/pieces.h"
#include "core/services/gate.h"
#include "core/simulation/chargegate.h"
#include "core/tokens/customer.h"
#include "core/tokens/token.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace toll {

class Stores;

/// What the gate knows of a customer.
struct GateCustomer {
    CustomerId id;
    Zone zone;
    PoolLimits pool;
    Instant createdAt; ///< windows of several units are counted from the year before

    bool operator==(const GateCustomer &) const = default;
};

/// All versions of the plan that some tokens are on.
struct GatePlan {
    explicit GatePlan(std::vector<DatedPlan> all);
    GatePlan(const GatePlan &) = delete;
    GatePlan &operator=(const GatePlan &) = delete;

    [[nodiscard]] bool isSame(const GatePlan &other) const;

    std::vector<DatedPlan> versions;
    RatedPeriods periods; ///< their versions alone
    std::vector<ChargeHistory> charges;
    std::vector<std::vector<std::uint32_t>> chargeOf; ///< by version, and the place of a charge in it
    bool looksAtTexts = false; ///< some charge has patterns
};

/// What the gate knows of a token.
struct GateToken {
    std::shared_ptr<const GateHolder> holder;
    RatedToken rated; ///< firstTermStart is absent while its first term has not begun
    bool startsAtUse = true; ///< its first term does
    std::optional<Instant> suspendedAt;
    TokenAccess access;
    std::shared_ptr<const GatePlan> plan;

    /// Whether the counters of the other are those of this one.
    [[nodiscard]] bool countsAs(const GateToken &other) const;
};

/// A secret that opens a token.
struct GateKey {
    SecretHash hash;
    TokenId token;
    std::optional<Instant> validUntil;
};

/// Who may pass, as the store has it.
struct GateModel {
    std::vector<GateCustomer> customers;
    std::vector<GateToken> tokens;
    std::vector<GateKey> keys; ///< valid now or later
};
[[nodiscard]] Result<GateModel> loadGateModel(Stores &stores, Instant now);

} // namespace toll
