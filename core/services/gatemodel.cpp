// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gatemodel.h"

#include "core/services/ratingsource.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

namespace toll {

Result<GateModel> loadGateModel(Stores &stores, Instant now)
{
    GateModel model;
    const Result<std::vector<Customer>> customers = stores.customers.list(true);
    if (!customers)
        return std::unexpected(customers.error());
    for (const Customer &customer : *customers) {
        const Result<Zone> zone = zoneNamed(customer.timezone);
        if (!zone)
            return std::unexpected(zone.error());
        model.customers.push_back({customer.id, *zone, customer.pool, customer.createdAt});
    }
    SourceQuery query;
    query.period = {now, now.plus(1)};
    query.withoutUsage = true;
    Result<std::vector<RatingSource>> sources = loadSources(stores, query);
    if (!sources)
        return std::unexpected(sources.error());
    for (RatingSource &source : *sources) {
        const auto plan = std::make_shared<const GatePlan>(std::move(source.versions));
        for (std::size_t i = 0; i < source.tokens.size(); ++i) {
            Token &token = source.tokens[i];
            GateToken made;
            made.holder = std::make_shared<const GateHolder>(token.id, token.name, token.customer);
            made.rated = std::move(source.rated[i]);
            made.startsAtUse = token.starts == Starts::FirstUse;
            made.suspendedAt = token.suspendedAt;
            made.access = std::move(token.access);
            made.plan = plan;
            model.tokens.push_back(std::move(made));
        }
    }
    const auto keys = stores.tokens.keys(now);
    if (!keys)
        return std::unexpected(keys.error());
    for (const TokenStore::Key &key : *keys) {
        const Result<SecretHash> hash = parseSecretHash(key.hash);
        if (!hash)
            return fail(ErrorCode::Damaged, "token", key.token.text);
        model.keys.push_back({*hash, key.token, key.validUntil});
    }
    return model;
}

} // namespace toll
