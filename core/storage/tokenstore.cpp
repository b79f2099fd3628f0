// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/tokenstore.h"

#include "core/storage/lists.h"

#include <algorithm>
#include <unordered_map>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

std::string_view textOf(TermChange::Kind kind)
{
    return kind == TermChange::Kind::Renew ? "renew" : "extend";
}

/// Takes what was read, or notes that the file holds something this program did not write.
template<typename Target, typename Source>
void take(Target &target, Result<Source> source, bool &isSound)
{
    if (source)
        target = std::move(*source);
    else
        isSound = false;
}

Result<Token> tokenOf(const Row &row)
{
    Token token;
    bool isSound = true;
    token.id = {row.text(0)};
    token.customer = {row.text(1)};
    token.name = row.text(2);
    take(token.price.rate, Decimal::parse(row.text(3)), isSound);
    take(token.price.caps, capsOf(row.text(4)), isSound);
    take(token.price.lifetime, parseLifetime(row.text(5)), isSound);
    take(token.price.capScope, parseCapScope(row.text(6)), isSound);
    take(token.price.overCap, parseOverCap(row.text(7)), isSound);
    if (const auto rate = row.optionalText(8))
        take(token.price.overageRate, Decimal::parse(*rate), isSound);
    take(token.price.align, parseAlignment(row.text(9)), isSound);
    take(token.price.renewal, parseRenewal(row.text(10)), isSound);
    take(token.starts, parseStarts(row.text(11)), isSound);
    token.plan = row.text(12);
    token.note = row.text(13);
    token.createdAt = row.instant(14);
    token.suspendedAt = row.optionalInstant(15);
    token.revokedAt = row.optionalInstant(16);
    token.secretHash = row.text(17);
    token.prefix = row.text(18);
    token.lastFour = row.text(19);
    take(token.access.rate, rateLimitOf(row.optionalText(20)), isSound);
    take(token.access.networks, parseNetworks(partsOf(row.text(21))), isSound);
    token.access.models = partsOf(row.text(22));
    token.access.endpoints = partsOf(row.text(23));
    if (!isSound)
        return fail(ErrorCode::Damaged, "token", token.id.text);
    return token;
}

QString selection(const QString &condition)
{
    return u"SELECT t.id, t.customer_id, t.name, t.rate, t.caps, t.lifetime, t.cap_scope, t.over_cap, t.overage_rate, "
           u"t.align,"
           " t.renewal, t.starts, t.plan, t.note, t.created_at, t.suspended_at, t.revoked_at, s.hash, s.prefix, "
           "s.last_four, t.rate_limit, t.networks, t.models, t.endpoints"
           " FROM token t LEFT JOIN token_secret s ON s.token_id = t.id"
           " AND s.number = (SELECT max(number) FROM token_secret WHERE token_id = t.id)"
           " WHERE "_s
        + condition + u" ORDER BY t.customer_id, t.name"_s;
}

/// The condition of selection() for a table that hangs on tokens.
QString ofThose(const QString &condition)
{
    return u" WHERE token_id IN (SELECT t.id FROM token t WHERE "_s + condition + u") ORDER BY token_id, "_s;
}

struct TagRow {
    TokenId token;
    std::string tag;
};

struct ChangeRow {
    TokenId token;
    TermChange change;
};

Result<ChangeRow> changeOf(const Row &row)
{
    ChangeRow found{{row.text(0)}, {TermChange::Kind::Renew, row.instant(2), {}}};
    if (row.text(1) == textOf(TermChange::Kind::Extend)) {
        auto by = parseSpan(row.text(3));
        if (!by)
            return fail(ErrorCode::Damaged, "token", found.token.text);
        found.change.kind = TermChange::Kind::Extend;
        found.change.by = *by;
    }
    return found;
}

struct VersionRow {
    TokenId token;
    TokenVersion version;
};

Result<VersionRow> versionOf(const Row &row)
{
    VersionRow found{{row.text(0)}, {row.instant(1), {}, row.text(10)}};
    bool isSound = true;
    TokenPrice &price = found.version.price;
    take(price.rate, Decimal::parse(row.text(2)), isSound);
    take(price.caps, capsOf(row.text(3)), isSound);
    take(price.lifetime, parseLifetime(row.text(4)), isSound);
    take(price.capScope, parseCapScope(row.text(5)), isSound);
    take(price.overCap, parseOverCap(row.text(6)), isSound);
    if (const auto rate = row.optionalText(7))
        take(price.overageRate, Decimal::parse(*rate), isSound);
    take(price.align, parseAlignment(row.text(8)), isSound);
    take(price.renewal, parseRenewal(row.text(9)), isSound);
    if (!isSound)
        return fail(ErrorCode::Damaged, "token", found.token.text);
    return found;
}

Error named(Error error, const Token &token)
{
    if (error.code == ErrorCode::AlreadyExists)
        return {ErrorCode::AlreadyExists, "token", token.name, {}, 0};
    return error;
}

std::optional<std::string> textOf(const std::optional<Span> &span)
{
    return span ? std::optional(toString(*span)) : std::nullopt;
}

} // namespace

Result<void> TokenStore::insert(const Token &token)
{
    Q_ASSERT(m_connection.isInTransaction());
    const TokenPrice &price = token.price;
    auto done = m_connection.run(
        u"INSERT INTO token (id, customer_id, name, rate, caps, lifetime, cap_scope, over_cap, overage_rate, align,"
        " renewal, starts, plan, note, created_at, suspended_at, revoked_at, rate_limit, networks, models, endpoints)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        token.id, token.customer, token.name, price.rate, textOf(price.caps), toString(price.lifetime),
        name(price.capScope), name(price.overCap), price.overageRate, name(price.align), name(price.renewal),
        name(token.starts), token.plan, token.note, token.createdAt, token.suspendedAt, token.revokedAt,
        textOf(token.access.rate), textOf(token.access.networks), joined(token.access.models),
        joined(token.access.endpoints));
    if (!done)
        return std::unexpected(named(std::move(done.error()), token));
    if (!token.secretHash.empty())
        done = addSecret(token.id, {token.secretHash, token.prefix, token.lastFour, token.createdAt, {}});
    if (done)
        done = writeTags(token);
    for (std::size_t i = 0; done && i < token.changes.size(); ++i)
        done = addChange(token.id, token.changes[i]);
    for (std::size_t i = 0; done && i < token.versions.size(); ++i)
        done = addVersion(token.id, token.versions[i]);
    return done;
}

Result<void> TokenStore::update(const Token &token)
{
    Q_ASSERT(m_connection.isInTransaction());
    const TokenPrice &price = token.price;
    auto changed = m_connection.change(
        u"UPDATE token SET name = ?, rate = ?, caps = ?, lifetime = ?, cap_scope = ?, over_cap = ?,"
        " overage_rate = ?, align = ?, renewal = ?, starts = ?, plan = ?, note = ?, suspended_at = ?,"
        " revoked_at = ?, rate_limit = ?, networks = ?, models = ?, endpoints = ? WHERE id = ?"_s,
        token.name, price.rate, textOf(price.caps), toString(price.lifetime), name(price.capScope), name(price.overCap),
        price.overageRate, name(price.align), name(price.renewal), name(token.starts), token.plan, token.note,
        token.suspendedAt, token.revokedAt, textOf(token.access.rate), textOf(token.access.networks),
        joined(token.access.models), joined(token.access.endpoints), token.id);
    if (!changed)
        return std::unexpected(named(std::move(changed.error()), token));
    if (*changed == 0)
        return fail(ErrorCode::NotFound, "token", token.id.text);
    if (auto cleared = m_connection.run(u"DELETE FROM token_tag WHERE token_id = ?"_s, token.id); !cleared)
        return cleared;
    return writeTags(token);
}

Result<void> TokenStore::writeTags(const Token &token)
{
    for (const std::string &tag : token.tags) {
        if (auto done = m_connection.run(u"INSERT INTO token_tag (token_id, tag) VALUES (?, ?)"_s, token.id, tag);
            !done)
            return done;
    }
    return {};
}

Result<void> TokenStore::addChange(const TokenId &id, const TermChange &change)
{
    return m_connection.run(u"INSERT INTO token_change (token_id, number, kind, at, by_span)"
                            " SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ? FROM token_change WHERE token_id = ?"_s,
        id, textOf(change.kind), change.at, textOf(change.by), id);
}

Result<void> TokenStore::addVersion(const TokenId &id, const TokenVersion &version)
{
    const TokenPrice &price = version.price;
    return m_connection.run(u"INSERT INTO token_version (token_id, number, from_ms, rate, caps, lifetime, cap_scope, over_cap,"
                            " overage_rate, align, renewal, plan)"
                            " SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM token_version"
                            " WHERE token_id = ?"_s,
        id, version.from, price.rate, textOf(price.caps), toString(price.lifetime), name(price.capScope),
        name(price.overCap), price.overageRate, name(price.align), name(price.renewal), version.plan, id);
}

Result<void> TokenStore::addSecret(const TokenId &id, const StoredSecret &secret)
{
    return m_connection.run(
        u"INSERT INTO token_secret (token_id, number, hash, prefix, last_four, created_at, valid_until)"
        " SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM token_secret WHERE token_id = ?"_s,
        id, secret.hash, secret.prefix, secret.lastFour, secret.createdAt, secret.validUntil, id);
}

Result<void> TokenStore::expireOlderSecrets(const TokenId &id, Instant until)
{
    return m_connection.run(u"UPDATE token_secret SET valid_until = ? WHERE token_id = ?"
                            " AND number < (SELECT max(number) FROM token_secret WHERE token_id = ?)"
                            " AND (valid_until IS NULL OR valid_until > ?)"_s,
        until, id, id, until);
}

template<typename... Args>
Result<std::vector<Token>> TokenStore::load(const QString &condition, const Args &...args)
{
    auto tokens = m_connection.rows(selection(condition), tokenOf, args...);
    if (!tokens || tokens->empty())
        return tokens;
    auto tags = m_connection.rows(
        u"SELECT token_id, tag FROM token_tag"_s + ofThose(condition) + u"tag"_s,
        [](const Row &row) {
            return TagRow{{row.text(0)}, row.text(1)};
        },
        args...);
    if (!tags)
        return std::unexpected(std::move(tags.error()));
    auto changes =
        m_connection.rows(u"SELECT token_id, kind, at, by_span FROM token_change"_s + ofThose(condition) + u"number"_s,
            changeOf, args...);
    if (!changes)
        return std::unexpected(std::move(changes.error()));

    auto versions = m_connection.rows(u"SELECT token_id, from_ms, rate, caps, lifetime, cap_scope, over_cap, overage_rate,"
                                      " align, renewal, plan FROM token_version"_s
            + ofThose(condition) + u"number"_s,
        versionOf, args...);
    if (!versions)
        return std::unexpected(std::move(versions.error()));

    std::unordered_map<TokenId, Token *> byId;
    for (Token &token : *tokens)
        byId.emplace(token.id, &token);
    for (TagRow &row : *tags)
        byId.at(row.token)->tags.push_back(std::move(row.tag));
    for (const ChangeRow &row : *changes)
        byId.at(row.token)->changes.push_back(row.change);
    for (const VersionRow &row : *versions)
        byId.at(row.token)->versions.push_back(row.version);
    return tokens;
}

Result<std::vector<Token>> TokenStore::list()
{
    return load(u"1 = 1"_s);
}

Result<std::vector<TokenStore::Named>> TokenStore::names()
{
    return m_connection.rows(u"SELECT id, customer_id, name FROM token ORDER BY customer_id, name"_s,
        [](const Row &row) {
            return Named{{row.text(0)}, {row.text(1)}, row.text(2)};
        });
}

Result<std::vector<std::pair<TokenId, std::string>>> TokenStore::tags()
{
    return m_connection.rows(u"SELECT token_id, tag FROM token_tag ORDER BY tag"_s, [](const Row &row) {
        return std::pair<TokenId, std::string>{{row.text(0)}, row.text(1)};
    });
}

Result<std::vector<Token>> TokenStore::page(const Choice &choice)
{
    auto page = load(u"t.id IN (SELECT p.id FROM token p WHERE p.id > ?"
                     " AND (? IS NULL OR p.customer_id = ?)"
                     " AND (? IS NULL OR EXISTS (SELECT 1 FROM token_tag g WHERE g.token_id = p.id AND g.tag = ?))"
                     " AND (? IS NULL OR (p.revoked_at IS NOT NULL) = ?)"
                     " AND (? IS NULL OR (p.suspended_at IS NOT NULL) = ?)"
                     " ORDER BY p.id LIMIT ?)"_s,
        choice.after, choice.customer, choice.customer, choice.tag, choice.tag, choice.isRevoked, choice.isRevoked,
        choice.isSuspended, choice.isSuspended, choice.limit);
    if (page)
        std::ranges::sort(*page, {}, &Token::id);
    return page;
}

Result<std::vector<Token>> TokenStore::listOf(const CustomerId &customer)
{
    return load(u"t.customer_id = ?"_s, customer);
}

Result<std::optional<Token>> TokenStore::byId(const TokenId &id)
{
    auto found = load(u"t.id = ?"_s, id);
    if (!found)
        return std::unexpected(std::move(found.error()));
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Result<std::vector<Token>> TokenStore::byName(std::string_view name)
{
    return load(u"t.name = ?"_s, name);
}

Result<std::optional<Token>> TokenStore::byName(const CustomerId &customer, std::string_view name)
{
    auto found = load(u"t.customer_id = ? AND t.name = ?"_s, customer, name);
    if (!found)
        return std::unexpected(std::move(found.error()));
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Result<Token> TokenStore::byIdOrName(std::string_view text)
{
    auto exact = byId({std::string(text)});
    if (!exact)
        return std::unexpected(std::move(exact.error()));
    if (*exact)
        return std::move(**exact);
    auto found = byName(text);
    if (!found)
        return std::unexpected(std::move(found.error()));
    if (found->empty())
        return fail(ErrorCode::NotFound, "token", std::string(text));
    if (found->size() == 1)
        return std::move(found->front());
    std::string ids;
    for (const Token &token : *found)
        ids += (ids.empty() ? "" : ", ") + token.id.text;
    return fail(ErrorCode::Ambiguous, "token", std::string(text), ids);
}

Result<std::vector<StoredSecret>> TokenStore::secrets(const TokenId &id)
{
    return m_connection.rows(
        u"SELECT hash, prefix, last_four, created_at, valid_until FROM token_secret WHERE token_id = ? ORDER BY number DESC"_s,
        [](const Row &row) {
            return StoredSecret{row.text(0), row.text(1), row.text(2), row.instant(3), row.optionalInstant(4)};
        },
        id);
}

Result<std::vector<TokenStore::Key>> TokenStore::keys(Instant now)
{
    return m_connection.rows(
        u"SELECT token_id, hash, valid_until FROM token_secret WHERE valid_until IS NULL OR valid_until > ?"_s,
        [](const Row &row) {
            return Key{{row.text(0)}, row.text(1), row.optionalInstant(2)};
        },
        now);
}

Result<std::optional<TokenId>> TokenStore::bySecretHash(std::string_view hash, Instant now)
{
    return m_connection.first(
        u"SELECT token_id FROM token_secret WHERE hash = ? AND (valid_until IS NULL OR valid_until > ?)"_s,
        [](const Row &row) { return TokenId{row.text(0)}; }, hash, now);
}

} // namespace toll
