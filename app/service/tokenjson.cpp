// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/tokenjson.h"

#include "core/services/accessjson.h"
#include "core/services/gate.h"

#include <algorithm>
#include <array>

using namespace toll;

namespace {

Json texts(const std::vector<std::string> &values)
{
    return Json::Array(values.begin(), values.end());
}

Json timeOrNull(const std::optional<Instant> &time)
{
    return time ? Json(toRfc3339(*time)) : Json();
}

void addPrice(Json &json, const TokenPrice &price, const std::string &plan)
{
    Json::Array caps;
    for (const Cap &cap : price.caps)
        caps.emplace_back(toString(cap));
    json.set("rate", price.rate.toString()).set("caps", Json(std::move(caps)));
    json.set("lifetime", toString(price.lifetime)).set("cap_scope", name(price.capScope));
    json.set("over_cap", name(price.overCap));
    json.set("overage_rate", price.overageRate ? Json(price.overageRate->toString()) : Json());
    json.set("align", name(price.align)).set("renewal", name(price.renewal));
    json.set("plan", plan.empty() ? Json() : Json(plan));
}

std::string lower(std::string text)
{
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

std::string_view statusOf(const Token &token)
{
    return token.revokedAt ? "revoked" : token.suspendedAt ? "suspended" : "enabled";
}

Json changesJson(const Token &token)
{
    Json::Array changes;
    for (const TermChange &change : token.changes) {
        Json json;
        json.set("kind", change.kind == TermChange::Kind::Renew ? "renew" : "extend");
        json.set("at", toRfc3339(change.at)).set("by", change.by ? Json(toString(*change.by)) : Json());
        changes.push_back(std::move(json));
    }
    return changes;
}

Json versionsJson(const Token &token)
{
    Json::Array versions;
    for (const TokenVersion &version : token.versions) {
        Json json;
        json.set("from", version.from == earliestInstant ? Json() : Json(toRfc3339(version.from)));
        addPrice(json, version.price, version.plan);
        versions.push_back(std::move(json));
    }
    return versions;
}

Result<Decimal> parseRate(std::string_view text)
{
    constexpr int mostDecimals = 12;
    const Result<Decimal> rate = Decimal::parse(text);
    if (!rate)
        return fail(rate.error().code, {}, std::string(text), "0.002");
    if (rate->isNegative())
        return fail(ErrorCode::Negative, {}, std::string(text), ">= 0");
    if (rate->scale() > mostDecimals)
        return fail(ErrorCode::OutOfRange, {}, std::string(text), "0.000000000001");
    return rate;
}

void readCaps(Fields &fields, std::vector<Cap> &caps)
{
    for (const std::string &text : fields.texts("caps").value_or(std::vector<std::string>())) {
        if (const Result<Cap> cap = parseCap(text))
            caps.push_back(*cap);
        else
            fields.note("caps", cap.error());
    }
}

TokenPrice readPrice(Fields &fields, bool hasPlan)
{
    TokenPrice price;
    const TokenPrice usual;
    if (const Json *rate = fields.find("rate"); !hasPlan && (!rate || rate->isNull()))
        fields.note("rate", {ErrorCode::Missing, {}, {}, {}, 0});
    price.rate = fields.parsed("rate", parseRate).value_or(Decimal());
    readCaps(fields, price.caps);
    price.lifetime = fields.parsed("lifetime", parseLifetime).value_or(usual.lifetime);
    price.capScope = fields.parsed("cap_scope", parseCapScope).value_or(usual.capScope);
    price.overCap = fields.parsed("over_cap", parseOverCap).value_or(usual.overCap);
    price.overageRate = fields.parsed("overage_rate", parseRate);
    price.align = fields.parsed("align", parseAlignment).value_or(usual.align);
    price.renewal = fields.parsed("renewal", parseRenewal).value_or(usual.renewal);
    return price;
}

TokenAccess readAccess(Fields &fields)
{
    TokenAccess access;
    std::optional<Fields> below = fields.below("access");
    if (!below)
        return access;
    access.rate = below->parsed("rate_limit", [](std::string_view text) { return parseRateLimit(text); });
    const std::vector<std::string> none;
    if (const auto networks = parseNetworks(below->texts("networks").value_or(none)))
        access.networks = *networks;
    else
        below->note("networks", networks.error());
    access.models = below->texts("models").value_or(none);
    access.endpoints = below->texts("endpoints").value_or(none);
    for (const auto &[name, patterns] : {std::pair("models", &access.models), std::pair("endpoints", &access.endpoints)})
        if (const Result<void> checked = checkPatterns(*patterns); !checked)
            below->note(name, checked.error());
    below->finish();
    return access;
}

/// What answers have beside settings says nothing new, or is refused.
void readOnly(Fields &fields, const Token *current)
{
    constexpr std::array<const char *, 9> names{
        "id", "status", "prefix", "last_four", "created", "suspended", "revoked", "changes", "versions"};
    const Json shown = current ? tokenJson(*current) : Json();
    for (const char *const name : names) {
        const Json *given = fields.find(name);
        const Json *held = shown.find(name);
        if (given && held && *given != *held)
            fields.note(name, {ErrorCode::Unsupported, {}, name, {}, 0});
    }
}

} // namespace

Json tokenJson(const Token &token)
{
    Json json;
    json.set("id", token.id.text).set("customer", token.customer.text).set("name", token.name);
    json.set("note", token.note).set("tags", texts(token.tags)).set("status", statusOf(token));
    addPrice(json, token.price, token.plan);
    json.set("starts", name(token.starts)).set("access", accessJson(token.access));
    json.set("prefix", token.prefix).set("last_four", token.lastFour);
    json.set("created", toRfc3339(token.createdAt)).set("suspended", timeOrNull(token.suspendedAt));
    json.set("revoked", timeOrNull(token.revokedAt));
    json.set("changes", changesJson(token)).set("versions", versionsJson(token));
    return json;
}

std::optional<OwnSecret> readOwnSecret(Fields &fields)
{
    const std::optional<std::string> key = fields.text("key");
    const std::optional<std::string> hash = fields.text("key_hash");
    if (key && hash) {
        fields.note("key_hash", {ErrorCode::Conflict, {}, {}, "key", 0});
        return {};
    }
    if (key) {
        Result<OwnSecret> own = ownSecret(*key);
        if (own)
            return std::move(*own);
        fields.note("key", own.error());
        return {};
    }
    if (!hash)
        return {};
    if (const Result<SecretHash> parsed = parseSecretHash(*hash); !parsed)
        fields.note("key_hash", parsed.error());
    constexpr std::size_t longestShown = 20;
    OwnSecret own{lower(*hash), fields.text("prefix").value_or(std::string()), fields.text("last_four").value_or(std::string())};
    if (own.prefix.size() > longestShown)
        fields.note("prefix", {ErrorCode::OutOfRange, {}, std::to_string(own.prefix.size()), "0…20", 0});
    if (own.lastFour.size() > 4)
        fields.note("last_four", {ErrorCode::OutOfRange, {}, std::to_string(own.lastFour.size()), "0…4", 0});
    return own;
}

TokenSettings readTokenSettings(Fields &fields, const Token *current)
{
    TokenSettings settings;
    if (!current)
        settings.secret = readOwnSecret(fields);
    settings.customer = fields.requiredText("customer");
    settings.name = fields.requiredText("name");
    settings.note = fields.text("note").value_or(std::string());
    settings.tags = fields.texts("tags").value_or(std::vector<std::string>());
    if (std::ranges::find(settings.tags, std::string()) != settings.tags.end())
        fields.note("tags", {ErrorCode::Missing, {}, {}, {}, 0});
    settings.plan = fields.text("plan").value_or(std::string());
    settings.price = readPrice(fields, !settings.plan.empty());
    settings.starts = fields.parsed("starts", parseStarts);
    settings.access = readAccess(fields);
    if (current) {
        settings.from = fields.parsed("from", parseRfc3339);
        if (settings.starts && *settings.starts != current->starts)
            fields.note("starts", {ErrorCode::WrongState, {}, std::string(name(*settings.starts)),
                std::string(name(current->starts)), 0});
    }
    readOnly(fields, current);
    fields.finish();
    return settings;
}

bool isAsAsked(const Token &token, const TokenSettings &settings, const Customer &customer)
{
    std::vector<std::string> tags = settings.tags;
    std::ranges::sort(tags);
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    const bool hasSecret = !settings.secret || settings.secret->hash == token.secretHash;
    return hasSecret && token.customer == customer.id && token.name == settings.name && token.note == settings.note
        && token.tags == tags && token.price == settings.price && token.plan == settings.plan
        && token.starts == settings.starts.value_or(Starts::FirstUse) && token.access == settings.access
        && !token.revokedAt;
}
