// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/checkrun.h"

#include "core/calendar/period.h"
#include "core/storage/bucketstore.h"

#include <tuple>

// The part of a check that looks at usage that came already summed.
namespace toll {

namespace {

constexpr int firstWithBuckets = 9; ///< schema version

} // namespace

Result<void> CheckRun::checkBuckets()
{
    const Result<int> version = m_stores.connection->schemaVersion();
    if (!version || *version < firstWithBuckets)
        return version ? Result<void>() : std::unexpected(version.error());
    using Place = std::tuple<std::string, std::optional<TokenId>, std::string>; // source, token, model
    std::map<Place, Instant> ends;
    return BucketStore(*m_stores.connection)
        .visit([&](std::int64_t, const std::string &source, const UsageBucket &bucket) -> Result<void> {
            ++m_report.buckets;
            const auto [end, isFirst] = ends.try_emplace({source, bucket.token, bucket.model}, bucket.span.end);
            if (!isFirst && bucket.span.begin < end->second)
                add(FindingKind::Bucket, source, periodName(bucket.span, Zone()));
            end->second = std::max(end->second, bucket.span.end);
            return {};
        });
}

} // namespace toll
