// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"
#include "core/usage/bucket.h"

#include <functional>
#include <string>
#include <vector>

namespace toll {

/// Usage that sources give in buckets.
class BucketStore {
public:
    /// What there is of a source.
    struct Source {
        std::string name;
        std::int64_t buckets = 0;
        Interval span;
    };

    explicit BucketStore(Connection &connection) : m_connection(connection) { }

    /// By name.
    [[nodiscard]] Result<std::vector<Source>> sources();
    /// Buckets of a source that touch the span, by time, token and model.
    [[nodiscard]] Result<std::vector<UsageBucket>> touching(const std::string &source, Interval span);
    /// Every bucket there is; the visitor must not use the connection.
    [[nodiscard]] Result<void> visit(
        const std::function<Result<void>(std::int64_t number, const std::string &source, const UsageBucket &)> &visit);
    /// AlreadyExists where one of its time, token and model is there.
    Result<void> add(const std::string &source, const UsageBucket &bucket);
    Result<void> remove(const std::string &source, const UsageBucket &bucket);

private:
    Connection &m_connection;
};

} // namespace toll
