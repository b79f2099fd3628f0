// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/services/context.h"
#include "core/services/job.h"

#include <QStringList>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// What retention drops, or would drop.
struct Retention {
    /// A customer of whom closed periods are old enough.
    struct Books {
        CustomerId customer;
        std::string customerName;
        std::vector<std::string> periods; ///< closed ones whose events go: "2026-03", …
        std::vector<std::string> kept; ///< closed ones, old enough, whose events a later bill still needs
        std::int64_t events = 0;
    };
    Instant before; ///< only periods that ended by then
    std::vector<Books> books; ///< by name; those of whom nothing goes and nothing is kept are left out
    std::int64_t events = 0;
    std::int64_t segments = 0; ///< that lose events
    std::int64_t waiting = 0; ///< events that stay because a conflict about them is not decided
    std::optional<Instant> first; ///< of the events
    std::optional<Instant> last;
    std::int64_t bytesFreed = 0; ///< of segments, less what the identities take; about, in a trial
    std::int64_t closingsFinal = 0; ///< closed periods that late usage can no longer adjust
};

/// Drops single events of closed periods. Cells, first and last uses, closed statements and the identities of the
/// events stay, so that bills remain provable and a file that comes again adds nothing.
class RetentionService {
public:
    explicit RetentionService(ServiceContext &context) : m_context(context) { }

    /// After how many months the events of closed periods may go; nothing: never.
    [[nodiscard]] Result<std::optional<int>> months() const;
    /// OutOfRange at "retention_months".
    [[nodiscard]] Result<void> setMonths(std::optional<int> months);
    /// "off" or a number of months, 1 .. 1200.
    [[nodiscard]] static Result<std::optional<int>> parseMonths(const std::string &text);

    /// The start of the month so many months before this one, in the workspace's zone: so many whole ones stay.
    [[nodiscard]] Result<Instant> beforeOf(int months) const;
    /// What the setting means today. Missing at "retention_months" where it is off.
    [[nodiscard]] Result<Instant> dueBefore() const;
    /// Drops what is of closed periods that ended by `before`, with its ledger entry, in one transaction. Events that
    /// the bill of an open period, or of a closed one that is younger, is rated from stay, and so do those that a
    /// conflict waits for. Damaged where the cells are not the sums of the events; Cancelled leaves everything as it
    /// was. `dryRun` counts only.
    [[nodiscard]] Result<Retention> drop(Instant before, const JobControl &job, bool dryRun = false);

private:
    ServiceContext &m_context;
};

/// What goes, customer by customer, and what of it stays though it is old enough; a sentence each.
[[nodiscard]] QStringList explanation(const Retention &retention);

} // namespace toll
