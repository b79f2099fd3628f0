// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/tokens.h"

#include "core/services/accessjson.h"
#include "core/services/customerbooks.h"
#include "core/services/gate.h"
#include "core/services/planlookup.h"
#include "core/services/stores.h"
#include "core/services/tokenrows.h"
#include "core/storage/values.h"
#include "core/tokens/ownid.h"
#include "core/tokens/secret.h"

#include <QCryptographicHash>

#include <algorithm>

namespace toll {

namespace {

constexpr int maxTokensAtOnce = 1000;
constexpr int maxRateDecimals = 12;

std::string sha256(const std::string &secret)
{
    const QByteArrayView bytes(secret.data(), static_cast<qsizetype>(secret.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

Result<void> check(const TokenPrice &price)
{
    if (price.rate.isNegative())
        return fail(ErrorCode::Negative, "rate", price.rate.toString(), "0…");
    if (price.rate.scale() > maxRateDecimals)
        return fail(ErrorCode::OutOfRange, "rate", price.rate.toString(), "12");
    if (price.overageRate && (price.overageRate->isNegative() || price.overageRate->scale() > maxRateDecimals))
        return fail(ErrorCode::OutOfRange, "overage_rate", price.overageRate->toString(), "0…, 12");
    if (price.overageRate && price.overCap != OverCap::Charge)
        return fail(ErrorCode::Conflict, "overage_rate", std::string(name(price.overCap)), "charge");
    return {};
}

Json subject(const Token &token)
{
    Json payload;
    payload.set("token", token.id.text);
    return payload;
}

Json created(const Token &token)
{
    Json payload = subject(token);
    Json::Array caps;
    for (const Cap &cap : token.price.caps)
        caps.emplace_back(toString(cap));
    payload.set("customer", token.customer.text).set("name", token.name).set("rate", token.price.rate.toString());
    payload.set("caps", Json(std::move(caps))).set("lifetime", toString(token.price.lifetime));
    payload.set("cap_scope", name(token.price.capScope)).set("over_cap", name(token.price.overCap));
    payload.set("renewal", name(token.price.renewal)).set("last_four", token.lastFour);
    if (token.access != TokenAccess())
        payload.set("access", accessJson(token.access));
    return payload;
}

/// What was made elsewhere: the id, and what is known of the secret.
Result<void> checkOwn(const NewToken &token)
{
    if ((!token.id.empty() || token.secret) && token.count != 1)
        return fail(ErrorCode::Conflict, "count", std::to_string(token.count), "1");
    if (token.secret)
        if (const Result<SecretHash> hash = parseSecretHash(token.secret->hash); !hash)
            return std::unexpected(hash.error());
    return token.id.empty() ? Result<void>() : checkOwnId(token.id);
}

/// A token's first or next secret, and what is to be handed out of it.
struct MadeSecret {
    OwnSecret kept;
    std::string text; ///< empty where it was made elsewhere
};

MadeSecret secretFor(const std::optional<OwnSecret> &given, const Entropy &entropy)
{
    if (given) {
        MadeSecret made{*given, {}};
        std::ranges::transform(made.kept.hash, made.kept.hash.begin(),
            [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
        return made;
    }
    MadeSecret made;
    made.text = makeSecret(secretPrefix, entropy);
    made.kept = {sha256(made.text), std::string(prefixOf(made.text)), std::string(lastFourOf(made.text))};
    return made;
}

/// Says so where the secret is another token's.
Error named(Error error)
{
    if (error.code == ErrorCode::AlreadyExists && error.where != "token" && error.where != "id")
        return {ErrorCode::AlreadyExists, "key", {}, {}, 0};
    return error;
}

/// Errors say which list is wrong.
Result<void> check(const TokenAccess &access)
{
    const auto checkList = [](const char *where, const std::vector<std::string> &patterns) {
        Result<void> checked = checkPatterns(patterns);
        if (!checked)
            checked.error().where = where;
        return checked;
    };
    if (access.networks.size() > mostAccessEntries)
        return fail(ErrorCode::OutOfRange, "networks", std::to_string(access.networks.size()),
            std::to_string(mostAccessEntries));
    const Result<void> models = checkList("models", access.models);
    return models ? checkList("endpoints", access.endpoints) : models;
}

std::vector<std::string> sortedUnique(std::vector<std::string> tags)
{
    std::ranges::sort(tags);
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

/// Reads the token, checks that the action fits its state, and writes what `apply` makes of it.
template<typename Apply>
Result<TokenRow> act(ServiceContext &context, const TokenId &id, TokenAction action, std::string_view kind, Apply apply)
{
    Result<TokenRow> row = tokenRow(context, id);
    if (!row)
        return row;
    if (const Result<void> fits = allowed(action, row->state); !fits)
        return std::unexpected(fits.error());
    // Terms and revocations count from now: of a clock that went back they would alter what is closed.
    if (const Result<void> open = checkOpen(*context.stores, row->token.customer, context.clock(), "now"); !open)
        return std::unexpected(open.error());
    Json payload = subject(row->token);
    const Result<void> done = change(context, Topic::Tokens, [&]() -> Result<void> {
        if (Result<void> applied = apply(row->token, payload); !applied)
            return applied;
        return record(context, kind, payload);
    });
    return done ? tokenRow(context, id) : std::unexpected(done.error());
}

} // namespace

Result<std::vector<IssuedToken>> TokenService::create(const NewToken &token)
{
    if (token.name.empty())
        return fail(ErrorCode::Missing, "name");
    if (token.count < 1 || token.count > maxTokensAtOnce)
        return fail(ErrorCode::OutOfRange, "count", std::to_string(token.count), "1…1000");
    if (const Result<void> checked = check(token.price); !checked)
        return std::unexpected(checked.error());
    if (const Result<void> checked = check(token.access); !checked)
        return std::unexpected(checked.error());
    if (const Result<void> checked = checkOwn(token); !checked)
        return std::unexpected(checked.error());
    if (!token.id.empty()) {
        const Result<std::optional<Token>> known = m_context.stores->tokens.byId({token.id});
        if (!known)
            return std::unexpected(known.error());
        if (*known)
            return fail(ErrorCode::AlreadyExists, "id", token.id);
    }
    const Result<Customer> customer = m_context.stores->customers.byIdOrName(token.customer.text);
    if (!customer)
        return std::unexpected(customer.error());
    if (customer->archivedAt)
        return fail(ErrorCode::WrongState, "customer", customer->name, "active");
    if (!token.plan.empty())
        if (const Result<Plan> plan = PlanLookup(*m_context.stores).plan(token.plan, m_context.clock()); !plan)
            return std::unexpected(plan.error());
    return change(m_context, Topic::Tokens, [&]() -> Result<std::vector<IssuedToken>> {
        std::vector<IssuedToken> issued;
        for (int i = 1; i <= token.count; ++i) {
            IssuedToken next;
            const MadeSecret secret = secretFor(token.secret, m_context.entropy);
            next.secret = secret.text;
            Token &made = next.token;
            made.id = token.id.empty() ? TokenId::make(m_context.clock(), m_context.entropy) : TokenId{token.id};
            made.customer = customer->id;
            made.name = token.count == 1 ? token.name : token.name + "-" + std::to_string(i);
            made.prefix = secret.kept.prefix;
            made.lastFour = secret.kept.lastFour;
            made.secretHash = secret.kept.hash;
            made.price = token.price;
            made.starts = token.starts;
            made.plan = token.plan;
            made.tags = sortedUnique(token.tags);
            made.note = token.note;
            made.createdAt = m_context.clock();
            made.access = token.access;
            if (Result<void> inserted = m_context.stores->tokens.insert(made); !inserted)
                return std::unexpected(named(inserted.error()));
            if (Result<void> written = record(m_context, "token.created", created(made)); !written)
                return std::unexpected(written.error());
            issued.push_back(std::move(next));
        }
        return issued;
    });
}

Result<OwnSecret> ownSecret(std::string_view secret)
{
    if (Result<void> checked = checkOwnSecret(secret); !checked)
        return std::unexpected(checked.error());
    return OwnSecret{sha256(std::string(secret)), std::string(prefixOf(secret)), std::string(lastFourOf(secret))};
}

Result<std::vector<Token>> TokenService::page(const TokenPage &page) const
{
    using Status = TokenPage::Status;
    TokenStore::Choice choice;
    choice.after = page.after;
    choice.limit = page.limit;
    choice.customer = page.customer;
    choice.tag = page.tag;
    if (page.status != Status::Any)
        choice.isRevoked = page.status == Status::Revoked;
    if (page.status == Status::Enabled || page.status == Status::Suspended)
        choice.isSuspended = page.status == Status::Suspended;
    return m_context.stores->tokens.page(choice);
}

Result<std::vector<TokenRow>> TokenService::list() const
{
    return tokenRows(m_context, {});
}

Result<Token> TokenService::find(const std::string &idOrName) const
{
    return m_context.stores->tokens.byIdOrName(idOrName);
}

Result<TokenRow> TokenService::show(const TokenId &id) const
{
    return tokenRow(m_context, id);
}

Result<std::vector<HistoryEntry>> TokenService::history(const TokenId &id) const
{
    const Result<std::vector<LedgerEntry>> entries = m_context.stores->ledger.mentioning(id.text);
    if (!entries)
        return std::unexpected(entries.error());
    std::vector<HistoryEntry> history;
    for (const LedgerEntry &entry : *entries) {
        Result<Json> payload = parseJson(entry.payload);
        if (!payload)
            return fail(ErrorCode::Damaged, "ledger " + std::to_string(entry.sequence));
        history.push_back({entry.sequence, entry.time, entry.actor, entry.kind, std::move(*payload)});
    }
    return history;
}

Result<TokenRow> TokenService::renew(const TokenId &id)
{
    return act(m_context, id, TokenAction::Renew, "token.renewed", [&](const Token &token, Json &) -> Result<void> {
        if (!token.price.lifetime)
            return fail(ErrorCode::WrongState, "lifetime", "none", "P30D");
        return m_context.stores->tokens.addChange(id, {TermChange::Kind::Renew, m_context.clock(), {}});
    });
}

Result<TokenRow> TokenService::extend(const TokenId &id, const Span &by)
{
    const Result<TokenRow> row = tokenRow(m_context, id);
    if (!row)
        return row;
    // A term that ended would go on through what has been closed since.
    std::optional<Instant> end = row->facts.endOfLastTerm;
    if (!end && row->facts.currentTerm)
        end = row->facts.currentTerm->span.end;
    return act(
        m_context, id, TokenAction::Extend, "token.extended", [&](const Token &token, Json &payload) -> Result<void> {
            if (!token.price.lifetime)
                return fail(ErrorCode::WrongState, "lifetime", "none", "P30D");
            if (end)
                if (Result<void> open = checkOpen(*m_context.stores, token.customer, *end, "term"); !open)
                    return open;
            payload.set("by", toString(by));
            return m_context.stores->tokens.addChange(id, {TermChange::Kind::Extend, m_context.clock(), by});
        });
}

Result<TokenRow> TokenService::suspend(const TokenId &id)
{
    return act(m_context, id, TokenAction::Suspend, "token.suspended", [&](Token &token, Json &) {
        token.suspendedAt = m_context.clock();
        return m_context.stores->tokens.update(token);
    });
}

Result<TokenRow> TokenService::resume(const TokenId &id)
{
    return act(m_context, id, TokenAction::Resume, "token.resumed", [&](Token &token, Json &) {
        token.suspendedAt.reset();
        return m_context.stores->tokens.update(token);
    });
}

Result<TokenRow> TokenService::revoke(const TokenId &id)
{
    return act(m_context, id, TokenAction::Revoke, "token.revoked", [&](Token &token, Json &) {
        token.revokedAt = m_context.clock();
        return m_context.stores->tokens.update(token);
    });
}

Result<IssuedToken> TokenService::rotate(
    const TokenId &id, std::int64_t overlapMs, const std::optional<OwnSecret> &own)
{
    if (overlapMs < 0)
        return fail(ErrorCode::Negative, "overlap", std::to_string(overlapMs), "0…");
    if (own)
        if (const Result<SecretHash> hash = parseSecretHash(own->hash); !hash)
            return std::unexpected(hash.error());
    const MadeSecret secret = secretFor(own, m_context.entropy);
    IssuedToken issued;
    issued.secret = secret.text;
    const Result<TokenRow> row =
        act(m_context, id, TokenAction::Rotate, "token.rotated", [&](const Token &, Json &payload) -> Result<void> {
            const Instant now = m_context.clock();
            const auto &[hash, prefix, lastFour] = secret.kept;
            payload.set("last_four", lastFour).set("old_valid_until", toRfc3339(now.plus(overlapMs)));
            TokenStore &tokens = m_context.stores->tokens;
            if (Result<void> added = tokens.addSecret(id, {hash, prefix, lastFour, now, {}}); !added)
                return std::unexpected(named(added.error()));
            return tokens.expireOlderSecrets(id, now.plus(overlapMs));
        });
    if (!row)
        return std::unexpected(row.error());
    issued.token = row->token;
    return issued;
}

namespace {

/// Another price or plan: from ever while nothing was used, else from an instant on.
Result<void> changeTerms(Token &token, const TokenEdit &edit, bool isUsed, Instant now)
{
    const TokenPrice price = edit.price.value_or(token.price);
    const std::string plan = edit.plan.value_or(token.plan);
    if (price == token.price && plan == token.plan)
        return {};
    if (isUsed || !token.versions.empty()) {
        const Instant from = edit.from.value_or(now);
        const Instant last = token.versions.empty() ? earliestInstant : token.versions.back().from;
        if (from <= last)
            return fail(ErrorCode::Conflict, "from", toRfc3339(from), "> " + toRfc3339(last));
        if (token.versions.empty())
            token.versions.push_back({earliestInstant, token.price, token.plan});
        token.versions.push_back({from, price, plan});
    }
    token.price = price;
    token.plan = plan;
    return {};
}

} // namespace

Result<TokenRow> TokenService::edit(const TokenId &id, const TokenEdit &edit)
{
    const Result<TokenRow> row = tokenRow(m_context, id);
    if (!row)
        return row;
    Token token = row->token;
    if (edit.price)
        if (const Result<void> checked = check(*edit.price); !checked)
            return std::unexpected(checked.error());
    if (edit.access)
        if (const Result<void> checked = check(*edit.access); !checked)
            return std::unexpected(checked.error());
    if (edit.name && edit.name->empty())
        return fail(ErrorCode::Missing, "name");
    if (edit.plan && !edit.plan->empty())
        if (const Result<Plan> plan = PlanLookup(*m_context.stores).plan(*edit.plan, m_context.clock()); !plan)
            return std::unexpected(plan.error());
    token.name = edit.name.value_or(token.name);
    token.note = edit.note.value_or(token.note);
    token.access = edit.access.value_or(token.access);
    const std::size_t known = token.versions.size();
    const bool isUsed =
        row->state != TokenState::Unused || row->facts.firstUse; // on a plan without terms it has no state
    if (const Result<void> changed = changeTerms(token, edit, isUsed, m_context.clock()); !changed)
        return std::unexpected(changed.error());
    if (token.versions.size() > known)
        if (const Result<void> open = checkOpen(*m_context.stores, token.customer, token.versions.back().from); !open)
            return std::unexpected(open.error());
    token.tags = edit.tags ? sortedUnique(*edit.tags) : token.tags;
    const Result<void> done = change(m_context, Topic::Tokens, [&]() -> Result<void> {
        if (Result<void> updated = m_context.stores->tokens.update(token); !updated)
            return updated;
        for (std::size_t i = known; i < token.versions.size(); ++i)
            if (Result<void> added = m_context.stores->tokens.addVersion(token.id, token.versions[i]); !added)
                return added;
        Json payload = created(token);
        if (token.versions.size() > known)
            payload.set("from", toRfc3339(token.versions.back().from));
        return record(m_context, "token.changed", payload);
    });
    return done ? tokenRow(m_context, id) : std::unexpected(done.error());
}

} // namespace toll
