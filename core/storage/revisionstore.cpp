// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/revisionstore.h"

namespace toll {

using namespace Qt::StringLiterals;

namespace {

std::string_view textOf(RevisionKind kind)
{
    switch (kind) {
    case RevisionKind::Customer:
        return "customer";
    case RevisionKind::Token:
        return "token";
    case RevisionKind::Plan:
        return "plan";
    }
    return {};
}

Revision revisionOf(const Row &row)
{
    const std::string kind = row.text(1);
    return {row.integer(0),
        kind == "customer"    ? RevisionKind::Customer
            : kind == "token" ? RevisionKind::Token
                              : RevisionKind::Plan,
        row.text(2), row.text(3)};
}

} // namespace

Result<std::optional<Revision>> RevisionStore::find(RevisionKind kind, std::string_view id)
{
    return m_connection.first(
        u"SELECT seq, kind, id, mark FROM revision WHERE kind = ? AND id = ?"_s, revisionOf, textOf(kind), id);
}

Result<std::vector<Revision>> RevisionStore::all(RevisionKind kind)
{
    return m_connection.rows(u"SELECT seq, kind, id, mark FROM revision WHERE kind = ?"_s, revisionOf, textOf(kind));
}

Result<std::vector<Revision>> RevisionStore::after(std::int64_t sequence, std::int64_t limit)
{
    return m_connection.rows(u"SELECT seq, kind, id, mark FROM revision WHERE seq > ? ORDER BY seq LIMIT ?"_s,
        revisionOf, sequence, limit);
}

Result<std::string> RevisionStore::identity()
{
    const auto found =
        m_connection.first(u"SELECT identity FROM feed"_s, [](const Row &row) { return row.text(0); });
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return fail(ErrorCode::Damaged, "feed");
    return **found;
}

} // namespace toll
