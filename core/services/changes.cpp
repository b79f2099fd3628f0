// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/changes.h"

#include "core/services/stores.h"
#include "core/storage/sha256.h"

#include <charconv>

namespace toll {

namespace {

constexpr std::size_t digestLength = 16; ///< hex digits that are kept of one

Result<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size() || number < 0)
        return fail(ErrorCode::Syntax, "cursor");
    return number;
}

std::string base64Of(const std::string &text)
{
    return QByteArray::fromStdString(text)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
}

std::string hexDigest(const std::string &text)
{
    return sha256(std::as_bytes(std::span(text))).toHex().toStdString().substr(0, digestLength);
}

} // namespace

/// How far the holder of a cursor has read. Beside it the cursor has the ledger's newest entry then, as a digest: the
/// ledger is never changed, so a store that has another entry there, or none, is not the one the cursor is of.
struct ChangeService::Place {
    std::int64_t sequence = 0;
};

Result<Revision> ChangeService::latest(RevisionKind kind, const std::string &id) const
{
    Result<std::optional<Revision>> found = m_context.stores->revisions.find(kind, id);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return fail(ErrorCode::NotFound, "revision", id);
    return std::move(**found);
}

Result<std::unordered_map<std::string, Revision>> ChangeService::latest(RevisionKind kind) const
{
    Result<std::vector<Revision>> all = m_context.stores->revisions.all(kind);
    if (!all)
        return std::unexpected(all.error());
    std::unordered_map<std::string, Revision> byId;
    for (Revision &revision : *all)
        byId.emplace(revision.id, revision);
    return byId;
}

Result<std::string> ChangeService::digestOf(std::int64_t ledgerSequence) const
{
    const Result<std::string> identity = m_context.stores->revisions.identity();
    if (!identity)
        return std::unexpected(identity.error());
    std::string text = *identity;
    if (ledgerSequence == 0)
        return hexDigest(text);
    const Result<std::vector<LedgerEntry>> entries = m_context.stores->ledger.page(1, ledgerSequence + 1);
    if (!entries)
        return std::unexpected(entries.error());
    if (entries->empty() || entries->front().sequence != ledgerSequence)
        return std::string();
    const LedgerEntry &entry = entries->front();
    for (const std::string &part :
        {std::to_string(entry.sequence), std::to_string(entry.time.ms), entry.actor, entry.kind, entry.payload})
        text += '\n' + part;
    return hexDigest(text);
}

Result<ChangeService::Place> ChangeService::placeOf(const std::string &cursor) const
{
    Place place;
    if (cursor.empty())
        return place;
    const QByteArray text = QByteArray::fromBase64(
        QByteArray::fromStdString(cursor), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QList<QByteArray> parts = text.split('.');
    if (parts.size() != 3 || parts[2].size() != static_cast<qsizetype>(digestLength))
        return fail(ErrorCode::Syntax, "cursor");
    const Result<std::int64_t> sequence = numberOf(parts[0].toStdString());
    const Result<std::int64_t> ledger = numberOf(parts[1].toStdString());
    if (!sequence || !ledger)
        return fail(ErrorCode::Syntax, "cursor");
    const Result<std::string> digest = digestOf(*ledger);
    if (!digest)
        return std::unexpected(digest.error());
    if (*digest != parts[2].toStdString())
        return fail(ErrorCode::WrongState, "cursor");
    place.sequence = *sequence;
    return place;
}

Result<std::string> ChangeService::cursorAt(std::int64_t sequence) const
{
    const Result<std::vector<LedgerEntry>> newest = m_context.stores->ledger.page(1);
    if (!newest)
        return std::unexpected(newest.error());
    const std::int64_t ledger = newest->empty() ? 0 : newest->front().sequence;
    const Result<std::string> digest = digestOf(ledger);
    if (!digest)
        return digest;
    return base64Of(std::to_string(sequence) + "." + std::to_string(ledger) + "." + *digest);
}

Result<ChangePage> ChangeService::since(const std::string &cursor, std::int64_t limit) const
{
    const Result<Place> place = placeOf(cursor);
    if (!place)
        return std::unexpected(place.error());
    Result<std::vector<Revision>> changes = m_context.stores->revisions.after(place->sequence, limit + 1);
    if (!changes)
        return std::unexpected(changes.error());
    ChangePage page;
    page.hasMore = std::ssize(*changes) > limit;
    if (page.hasMore)
        changes->pop_back();
    const Result<std::string> next = cursorAt(changes->empty() ? place->sequence : changes->back().sequence);
    if (!next)
        return std::unexpected(next.error());
    page.changes = std::move(*changes);
    page.cursor = *next;
    return page;
}

} // namespace toll
