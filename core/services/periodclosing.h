// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/storage/closingstore.h"
#include "core/tokens/customer.h"

#include <string>
#include <vector>

namespace toll {

/// What closing did for one customer.
struct ClosedNow {
    std::vector<Closing> closed;
    std::vector<Closing> known; ///< closed before
};

/// Closes the whole billing periods in a period of one customer, in one transaction, with their ledger entries; the
/// refusals are PeriodService::close()'s.
[[nodiscard]] Result<ClosedNow> closePeriod(
    ServiceContext &context, const Customer &customer, const std::string &period);

/// Whether retention dropped events of a closed period.
[[nodiscard]] Result<bool> lostEvents(Stores &stores, const Closing &closing);

/// Undoes a closing as its Reopening says, with its ledger entry; part of the transaction under way. WrongState at
/// "dropped_events" where retention dropped events of it: what is closed then could not be closed again.
[[nodiscard]] Result<void> reopenPeriod(ServiceContext &context, const Closing &closing);

} // namespace toll
