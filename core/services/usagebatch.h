// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/storage/batchstore.h"
#include "core/usage/eventcolumns.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// The dimensions the workspace declares: cells are kept apart by them.
[[nodiscard]] Result<std::vector<std::string>> declaredDimensions(Stores &stores);

/// Writes new events as one segment with their cells, counts them in `batch` (its `added`, `first` and `last`; the
/// row itself must be there) and notes them in the ledger. Part of the transaction under way. No events: nothing.
[[nodiscard]] Result<void> appendUsage(ServiceContext &context, ImportBatch &batch, std::vector<StoredEvent> events,
    const std::vector<std::string> &dimensions);

/// The same for many events at once, which it sorts. `packed`: see UsageStore::append().
[[nodiscard]] Result<void> appendUsage(ServiceContext &context, ImportBatch &batch, EventColumns &events,
    const std::vector<std::string> &dimensions, const std::optional<Segment> &packed = {});
/// Counts new events in `batch` as if they were written.
void noteAdded(ImportBatch &batch, const EventColumns &events);

} // namespace toll
