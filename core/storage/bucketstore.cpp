// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bucketstore.h"

namespace toll {

using namespace Qt::StringLiterals;

namespace {

const QString columns = u"from_ms, to_ms, token_id, model, requests, input_units, cached_input_units,"
                        " cache_write_units, output_units"_s;

/// From the column `at` on.
UsageBucket bucketOf(const Row &row, int at)
{
    UsageBucket bucket;
    bucket.span = {row.instant(at), row.instant(at + 1)};
    if (const auto token = row.optionalText(at + 2))
        bucket.token = TokenId{*token};
    bucket.model = row.text(at + 3);
    bucket.requests = row.integer(at + 4);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
        const int column = at + 5 + static_cast<int>(unit);
        if (!row.isNull(column))
            bucket.units[unit] = row.integer(column);
    }
    return bucket;
}

} // namespace

Result<std::vector<BucketStore::Source>> BucketStore::sources()
{
    return m_connection.rows(
        u"SELECT source, count(*), min(from_ms), max(to_ms) FROM usage_bucket GROUP BY source ORDER BY source"_s,
        [](const Row &row) { return Source{row.text(0), row.integer(1), {row.instant(2), row.instant(3)}}; });
}

Result<std::vector<UsageBucket>> BucketStore::touching(const std::string &source, Interval span)
{
    return m_connection.rows(
        u"SELECT "_s + columns
            + u" FROM usage_bucket WHERE source = ? AND from_ms < ? AND to_ms > ?"
              " ORDER BY from_ms, to_ms, coalesce(token_id, ''), model"_s,
        [](const Row &row) { return bucketOf(row, 0); }, source, span.end, span.begin);
}

Result<void> BucketStore::visit(
    const std::function<Result<void>(std::int64_t number, const std::string &source, const UsageBucket &)> &visit)
{
    return m_connection.each(
        u"SELECT number, source, "_s + columns + u" FROM usage_bucket ORDER BY source, from_ms, to_ms, number"_s,
        [&visit](const Row &row) { return visit(row.integer(0), row.text(1), bucketOf(row, 2)); });
}

Result<void> BucketStore::add(const std::string &source, const UsageBucket &bucket)
{
    return m_connection.run(
        u"INSERT INTO usage_bucket (source, "_s + columns + u") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s, source,
        bucket.span.begin, bucket.span.end, bucket.token, bucket.model, bucket.requests, bucket.units[0],
        bucket.units[1], bucket.units[2], bucket.units[3]);
}

Result<void> BucketStore::remove(const std::string &source, const UsageBucket &bucket)
{
    return m_connection.run(u"DELETE FROM usage_bucket WHERE source = ? AND from_ms = ? AND to_ms = ?"
                            " AND coalesce(token_id, '') = ? AND model = ?"_s,
        source, bucket.span.begin, bucket.span.end, bucket.token.value_or(TokenId()), bucket.model);
}

} // namespace toll
