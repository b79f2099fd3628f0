// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/rows.h"

#include "core/services/accessjson.h"

namespace toll {

namespace {

Json texts(const std::vector<std::string> &values)
{
    return Json::Array(values.begin(), values.end());
}

Json capTexts(const std::vector<Cap> &caps)
{
    Json::Array texts;
    for (const Cap &cap : caps)
        texts.emplace_back(toString(cap));
    return texts;
}

void addPrice(Json &json, const TokenPrice &price)
{
    json.set("rate", price.rate.toString());
    json.set("caps", capTexts(price.caps));
    json.set("lifetime", toString(price.lifetime));
    json.set("cap_scope", name(price.capScope));
    json.set("over_cap", name(price.overCap));
    json.set("overage_rate", price.overageRate ? Json(price.overageRate->toString()) : Json());
    json.set("align", name(price.align));
    json.set("renewal", name(price.renewal));
}

Json termJson(const std::optional<Term> &term)
{
    if (!term)
        return {};
    Json json;
    json.set("start", toRfc3339(term->span.begin));
    json.set("end", term->span.end == latestInstant ? Json() : Json(toRfc3339(term->span.end)));
    return json;
}

} // namespace

Json timeOrNull(const std::optional<Instant> &time)
{
    return time ? Json(toRfc3339(*time)) : Json();
}

std::string amountText(const Decimal &amount, const Currency &currency)
{
    return Money{amount, currency}.rounded(Rounding::HalfUp).toString();
}

Json toJson(const Customer &customer)
{
    Json json;
    json.set("id", customer.id.text);
    json.set("name", customer.name);
    json.set("currency", customer.currency);
    json.set("timezone", customer.timezone);
    json.set("contact", customer.contact);
    json.set("created", toRfc3339(customer.createdAt));
    json.set("archived", timeOrNull(customer.archivedAt));
    json.set("pool", poolJson(customer.pool));
    return json;
}

const Output::Columns &customerColumns()
{
    static const Output::Columns columns{"id", "name", "currency", "timezone", "contact", "created", "archived",
        "pool.caps", "pool.rate_limit"};
    return columns;
}

Json toJson(const TokenRow &row)
{
    const Token &token = row.token;
    Json json;
    json.set("id", token.id.text);
    json.set("name", token.name);
    json.set("customer", row.customerName);
    json.set("state", name(row.state));
    json.set("prefix", token.prefix);
    json.set("last_four", token.lastFour);
    addPrice(json, token.price);
    json.set("starts", name(token.starts));
    json.set("plan", row.planName);
    json.set("tags", texts(token.tags));
    json.set("note", token.note);
    json.set("access", accessJson(token.access));
    json.set("created", toRfc3339(token.createdAt));
    json.set("term", termJson(row.facts.currentTerm));
    json.set("allowance", row.facts.allowance ? Json(*row.facts.allowance) : Json());
    json.set("used", row.facts.usedInTerm);
    json.set("remaining", row.remaining ? Json(*row.remaining) : Json());
    json.set("over", row.over);
    json.set("last_use", timeOrNull(row.lastUse));
    Json spend;
    spend.set("amount", amountText(row.spendThisPeriod.amount, row.spendThisPeriod.currency));
    spend.set("currency", row.spendThisPeriod.currency.code);
    json.set("spend", std::move(spend));
    return json;
}

const Output::Columns &tokenColumns()
{
    static const Output::Columns columns{"id", "name", "customer", "state", "rate", "caps", "lifetime", "used",
        "remaining", "over", "spend.amount", "spend.currency", "last_use"};
    return columns;
}

const Output::Columns &tokenDetailColumns()
{
    static const Output::Columns columns{"id", "name", "customer", "state", "prefix", "last_four", "rate", "caps",
        "lifetime", "cap_scope", "over_cap", "overage_rate", "align", "renewal", "starts", "plan", "tags", "note",
        "access.rate_limit", "access.networks", "access.models", "access.endpoints", "created", "term.start", "term.end", "allowance", "used", "remaining", "over", "last_use", "spend.amount",
        "spend.currency"};
    return columns;
}

Json toJson(const IssuedToken &issued)
{
    Json json;
    json.set("id", issued.token.id.text);
    json.set("secret", issued.secret);
    json.set("prefix", issued.token.prefix);
    json.set("last_four", issued.token.lastFour);
    json.set("name", issued.token.name);
    addPrice(json, issued.token.price);
    json.set("plan", issued.token.plan);
    json.set("tags", texts(issued.token.tags));
    json.set("access", accessJson(issued.token.access));
    json.set("created", toRfc3339(issued.token.createdAt));
    return json;
}

const Output::Columns &issuedColumns()
{
    static const Output::Columns columns{"id", "name", "secret", "prefix"};
    return columns;
}

Json toJson(const PlanRow &row)
{
    Json json;
    json.set("name", row.plan.name);
    json.set("version", row.plan.version);
    json.set("versions", row.versions);
    json.set("from", row.isBuiltIn ? Json() : Json(toRfc3339(row.from)));
    json.set("currency", row.plan.currency.empty() ? Json() : Json(row.plan.currency));
    json.set("period", toString(row.plan.period));
    json.set("charges", static_cast<std::int64_t>(row.plan.charges.size()));
    json.set("customers", texts(row.customers));
    json.set("built_in", row.isBuiltIn);
    return json;
}

const Output::Columns &planColumns()
{
    static const Output::Columns columns{
        "name", "version", "versions", "from", "currency", "period", "charges", "customers", "built_in"};
    return columns;
}

} // namespace toll
