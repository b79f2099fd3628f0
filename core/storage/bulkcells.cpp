// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bulkcells.h"

#include "core/usage/cellchunk.h"

#include <algorithm>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

struct Found {
    std::int64_t number = 0;
    QByteArray cells;
};

/// Writes a chunk back without a token's cells, or removes it where nothing is left.
Result<void> writeWithout(Connection &connection, std::int64_t number, CellChunk &chunk, TokenNumber token)
{
    std::erase_if(chunk.cells, [token](const TokenCell &cell) { return cell.token == token; });
    if (chunk.cells.empty())
        return connection.run(u"DELETE FROM usage_cell_chunk WHERE number = ?"_s, number);
    const std::vector<std::byte> bytes = encodeChunk(chunk, chunk.cells);
    return connection.run(u"UPDATE usage_cell_chunk SET first_token = ?, last_token = ?, cells = ? WHERE number = ?"_s,
        static_cast<std::int64_t>(chunk.cells.front().token), static_cast<std::int64_t>(chunk.cells.back().token),
        std::span(bytes), number);
}

} // namespace

Result<CellDay> takeFromChunks(Connection &connection, const TokenId &token, std::int64_t day)
{
    Q_ASSERT(connection.isInTransaction());
    CellDay sum;
    const auto number = connection.first(
        u"SELECT number FROM usage_token WHERE token_id = ?"_s, [](const Row &row) { return row.integer(0); }, token);
    if (!number)
        return std::unexpected(number.error());
    if (!*number)
        return sum;
    const auto found = connection.rows(
        u"SELECT number, cells FROM usage_cell_chunk WHERE day = ? AND first_token <= ? AND last_token >= ?"_s,
        [](const Row &row) { return Found{row.integer(0), row.blob(1)}; }, day, **number, **number);
    if (!found)
        return std::unexpected(found.error());
    const auto wanted = static_cast<TokenNumber>(**number);
    for (const Found &one : *found) {
        auto chunk = decodeChunk(bytesOf(one.cells));
        if (!chunk)
            return std::unexpected(chunk.error());
        for (const TokenCell &cell : chunk->cells) {
            if (cell.token != wanted)
                continue;
            if (auto added = sum[chunk->keyOf(cell, day)].add(chunk->sumsOf(cell)); !added)
                return std::unexpected(added.error());
        }
        if (auto written = writeWithout(connection, one.number, *chunk, wanted); !written)
            return std::unexpected(written.error());
    }
    return sum;
}

Result<void> clearChunks(Connection &connection)
{
    if (auto cleared = connection.run(u"DELETE FROM usage_cell_chunk WHERE day NOT IN (SELECT day FROM dropped_day)"_s);
        !cleared)
        return cleared;
    return connection.run(u"DELETE FROM usage_use_part"_s);
}

} // namespace toll
