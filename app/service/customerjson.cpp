// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/customerjson.h"

#include "core/services/accessjson.h"

#include <array>

using namespace toll;

namespace {

PoolLimits readPool(Fields &fields)
{
    PoolLimits pool;
    std::optional<Fields> below = fields.below("pool");
    if (!below)
        return pool;
    for (const std::string &text : below->texts("caps").value_or(std::vector<std::string>())) {
        if (const Result<Cap> cap = parseCap(text))
            pool.caps.push_back(*cap);
        else
            below->note("caps", cap.error());
    }
    pool.rate = below->parsed("rate_limit", [](std::string_view text) { return parseRateLimit(text); });
    below->finish();
    return pool;
}

} // namespace

Json customerJson(const Customer &customer)
{
    Json json;
    json.set("id", customer.id.text).set("name", customer.name).set("currency", customer.currency);
    json.set("timezone", customer.timezone).set("contact", customer.contact).set("pool", poolJson(customer.pool));
    json.set("created", toRfc3339(customer.createdAt));
    json.set("archived", customer.archivedAt ? Json(toRfc3339(*customer.archivedAt)) : Json());
    return json;
}

NewCustomer readCustomer(Fields &fields, const CustomerDefaults &defaults, const Customer *current)
{
    NewCustomer customer;
    customer.name = fields.requiredText("name");
    customer.currency = fields.text("currency").value_or(defaults.currency);
    customer.timezone = fields.text("timezone").value_or(defaults.timezone);
    customer.contact = fields.text("contact").value_or(std::string());
    customer.pool = readPool(fields);
    const Json shown = current ? customerJson(*current) : Json();
    for (const char *const name : {"id", "created", "archived"}) {
        const Json *given = fields.find(name);
        const Json *held = shown.find(name);
        if (given && held && *given != *held)
            fields.note(name, {ErrorCode::Unsupported, {}, name, {}, 0});
    }
    fields.finish();
    return customer;
}

bool isAsAsked(const Customer &customer, const NewCustomer &wanted)
{
    return customer.name == wanted.name && customer.currency == wanted.currency
        && customer.timezone == wanted.timezone && customer.contact == wanted.contact && customer.pool == wanted.pool;
}
