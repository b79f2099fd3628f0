// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/buckets.h"
#include "core/services/tokenresolver.h"
#include "core/usage/reader.h"
#include "core/usage/timetext.h"

#include <string>
#include <vector>

namespace toll {

/// The order in which a store gives buckets: by time, token and model.
[[nodiscard]] bool isBefore(const UsageBucket &a, const UsageBucket &b);

/// Faults of buckets that overlap another of their token and model, or come twice; `lines`: where they stand.
[[nodiscard]] std::vector<Error> overlapsOf(
    const std::vector<UsageBucket> &buckets, const std::vector<std::int64_t> &lines, const Zone &zone);
/// Fails where a bucket has no length or is not within the range; told in the zone.
[[nodiscard]] Result<void> checkBucketSpan(Interval span, Interval range, const Zone &zone);

/// A file of buckets, read whole.
class BucketFile {
public:
    BucketFile(ServiceContext &context, const BucketImport &wanted);

    /// Missing where the layout lacks "time" or "count", or nothing says where a bucket ends ("grain"). What is wrong
    /// with single rows is among the faults.
    [[nodiscard]] Result<void> read(const std::string &path, const JobControl &job);

    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    [[nodiscard]] const std::vector<UsageBucket> &buckets() const { return m_buckets; } ///< in order
    [[nodiscard]] std::vector<Error> faults() const { return m_faults; } ///< in order of line

private:
    [[nodiscard]] Result<Layout> layout() const;
    void take(const ReadRow &row);
    [[nodiscard]] Result<Interval> spanOf(const UsageEvent &event) const;
    [[nodiscard]] Result<std::optional<TokenId>> tokenOf(const UsageEvent &event);
    void fault(Error error, std::int64_t line);
    void putInOrder();

    const BucketImport &m_wanted;
    TokenResolver m_tokens;
    TimeReading m_time; ///< of where buckets end
    std::string m_name;
    std::int64_t m_rows = 0;
    std::vector<UsageBucket> m_buckets;
    std::vector<std::int64_t> m_lines; ///< of m_buckets, as they came
    std::vector<Error> m_faults;
};

} // namespace toll
