// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/money/decimal.h"
#include "core/services/context.h"
#include "core/services/job.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// A period of a customer that was closed, and perhaps opened again.
struct ClosingRow {
    ClosingId id;
    CustomerId customer;
    std::string customerName;
    Interval span;
    std::string period; ///< its name in the customer's zone: "2026-10"
    Instant closedAt;
    std::string closedBy;
    std::string currency; ///< ISO 4217
    std::string total; ///< with the currency's decimals
    std::int64_t late = 0; ///< usage records that came for it since
    std::optional<Instant> reopenedAt;
    std::string reason; ///< why it was reopened: the operator's words, or the file that brought late usage
};

/// What closing a period did, customer by customer.
struct ClosingReport {
    struct Refusal {
        CustomerId customer;
        std::string customerName;
        Error fault;
    };
    std::vector<ClosingRow> closed; ///< by this call
    std::vector<ClosingRow> known; ///< closed before
    std::vector<Refusal> refused; ///< nothing of these was closed
};

/// A billing period of a customer that is not closed.
struct OpenPeriod {
    CustomerId customer;
    std::string customerName;
    Interval span;
    std::string period; ///< its name in the customer's zone: "2026-10"
    bool isOver = false; ///< it can be closed once those before it are
    std::optional<Error> fault; ///< the customer's periods cannot be told; the span is empty then

    bool operator==(const OpenPeriod &) const = default;
};

/// What closing a period would freeze.
struct ClosingPreview {
    CustomerId customer;
    std::string customerName;
    Interval span;
    std::string period;
    std::string currency; ///< ISO 4217
    std::string total; ///< with the currency's decimals
    std::int64_t lines = 0; ///< of the statement
    std::int64_t adjustments = 0; ///< of these: for late usage of periods closed before
    std::int64_t tokens = 0; ///< that get a statement of their own
    std::int64_t waiting = 0; ///< conflicts of the workspace that wait for a decision and lie in the period
    std::optional<Error> refusal; ///< why it cannot be closed
};

/// Usage that was out of its time, as one import brought it.
struct NoticeRow {
    enum class Kind { Late, Future };
    Kind kind = Kind::Late;
    CustomerId customer;
    std::string customerName;
    std::string period; ///< the closed one that it came late for; empty for usage from the future
    std::string policy; ///< applied to late usage: "next_bill", "reopen", "reject"
    BatchId batch;
    std::string file;
    std::int64_t events = 0; ///< usage records
    Instant first; ///< as they are dated
    Instant last;
    Instant notedAt; ///< when they arrived
};

/// Closes billing periods: their statements are kept as they stand, and nothing that comes later changes them.
class PeriodService {
public:
    explicit PeriodService(ServiceContext &context) : m_context(context) { }

    /// Closes the whole billing periods in `period` (text in the customer's zone), of one customer or, without one, of
    /// all that have something to bill; each of them whole or not at all. The first closed period may be any; others
    /// follow the last one without a gap. What is closed already stays as it is. Refused: OutOfRange where the edges
    /// are not those of billing periods (`expected` names them), Conflict where a period before is still open
    /// (`expected` names it), PeriodOpen where it is not over.
    [[nodiscard]] Result<ClosingReport> close(
        const std::optional<std::string> &customer, const std::string &period, const JobControl &job = {});
    /// By customer and time; those that were reopened stand beside those that replaced them.
    [[nodiscard]] Result<std::vector<ClosingRow>> list(const std::optional<std::string> &customer = {}) const;
    /// Opens the last closed period of a customer again. NotFound where it is not closed, Conflict where a later one is
    /// (`expected` names the last), Missing without a reason.
    [[nodiscard]] Result<ClosingRow> reopen(
        const std::string &customer, const std::string &period, const std::string &reason);

    /// Billing periods that have begun and are not closed, by customer and time: from the last closed one on, else from
    /// the first use or the customer's beginning; of each customer that has tokens the 24 oldest, and the one under way.
    [[nodiscard]] Result<std::vector<OpenPeriod>> open() const;
    /// What close() would freeze of these periods, one after the other; nothing is written. Cancelled.
    [[nodiscard]] Result<std::vector<ClosingPreview>> preview(
        const std::vector<OpenPeriod> &periods, const JobControl &job = {}) const;
    /// Closes these periods in this order, each whole or not at all; what is refused of a customer holds up those that
    /// follow of the same one. Cancelling keeps what is closed by then.
    [[nodiscard]] Result<ClosingReport> close(const std::vector<OpenPeriod> &periods, const JobControl &job);

    /// Late usage and usage from the future, oldest first; one row an import, customer and closed period.
    [[nodiscard]] Result<std::vector<NoticeRow>> notices() const;

private:
    ServiceContext &m_context;
};

} // namespace toll
