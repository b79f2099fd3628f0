// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/services/context.h"
#include "core/services/settings.h"
#include "core/storage/batchstore.h"
#include "core/storage/closingstore.h"
#include "core/usage/eventcolumns.h"

#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace toll {

/// Applies the workspace's policy to one import: what is dated in a closed period (late) and what is dated more than
/// five minutes after it arrives (future). Which periods are closed is what was so when the import began. Whatever the
/// policy, a period that lost its events to retention is not reopened (its late usage comes into the next bill), and
/// one that cells alone cannot rate anew takes no late usage.
class LateUsageGuard {
public:
    /// `customer` is who tokens belong to that the import makes.
    LateUsageGuard(ServiceContext &context, std::optional<CustomerId> customer)
        : m_context(context), m_created(std::move(customer))
    {
    }

    [[nodiscard]] Result<void> begin();
    /// Whether anything at all would be refused; the same from begin() on.
    [[nodiscard]] bool mayRefuseAny() const
    {
        return (m_policy == LateUsage::Reject && m_closedUntil > earliestInstant) || m_hasFinals;
    }
    /// The fault of an event that is new, late and refused under the policy.
    [[nodiscard]] std::optional<Error> refusal(const StoredEvent &event)
    {
        return refusal(event.token, event.event.time);
    }
    /// Counts it where it has one.
    [[nodiscard]] std::optional<Error> refusal(const TokenId &token, Instant at);
    /// Whether refusal() would have one; from any thread, once begun.
    [[nodiscard]] bool refuses(const TokenId &token, Instant at) const;
    /// Counts events that are new and not refused.
    void count(std::span<const StoredEvent> events);
    void count(const EventColumns &events);
    /// Writes down what was counted since the last call, and opens periods again where that is the policy; part of the
    /// transaction that writes the events, after its batch.
    [[nodiscard]] Result<void> note(const BatchId &batch);

    [[nodiscard]] std::int64_t late() const { return m_late; } ///< refused ones too
    [[nodiscard]] std::int64_t future() const { return m_future; }

private:
    struct Tally {
        std::int64_t events = 0;
        Interval dated; ///< first and last, both inside
    };
    /// What is closed for one customer.
    struct Books {
        std::vector<Closing> closings; ///< in order of time; none: nothing is closed
        Zone zone;
        std::size_t finals = 0; ///< so many of them, the last of which can no longer be rated anew
        std::size_t lost = 0; ///< so many of them, the last of which has lost events
        std::map<std::size_t, Tally> late; ///< by closing
        Tally future;
    };

    /// Most events are of an open period.
    [[nodiscard]] bool isOrdinary(Instant at) const { return at >= m_closedUntil && at <= m_futureFrom; }
    [[nodiscard]] Result<void> readLost();
    [[nodiscard]] LateUsage policyFor(const Books &books, std::size_t closing) const;
    void count(const TokenId &token, Instant at);
    [[nodiscard]] const Books *booksOf(const TokenId &token) const;
    [[nodiscard]] Books *booksOf(const TokenId &token)
    {
        return const_cast<Books *>(std::as_const(*this).booksOf(token));
    }
    [[nodiscard]] Result<void> noteBooks(const CustomerId &customer, Books &books, const BatchId &batch);
    [[nodiscard]] Result<void> reopen(Books &books, std::size_t from, const BatchId &batch);

    ServiceContext &m_context;
    std::optional<CustomerId> m_created;
    LateUsage m_policy = LateUsage::NextBill;
    bool m_hasFinals = false;
    Instant m_closedUntil = earliestInstant; ///< the latest over all customers
    Instant m_futureFrom = latestInstant; ///< dated later than this is the future
    std::unordered_map<CustomerId, Books> m_books;
    std::unordered_map<TokenId, CustomerId> m_owners;
    std::int64_t m_late = 0;
    std::int64_t m_future = 0;
};

} // namespace toll
