// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"
#include "core/usage/cell.h"

namespace toll {

/// Takes a token's cells of a UTC day out of the chunks of many tokens and gives their sum, for whoever then keeps that
/// day in usage_cell_day. Must run inside atomically().
[[nodiscard]] Result<CellDay> takeFromChunks(Connection &connection, const TokenId &token, std::int64_t day);

/// Removes all chunks, but for days of which events were dropped, and all first and last uses that came in bulk, for
/// whoever counts everything anew.
Result<void> clearChunks(Connection &connection);

} // namespace toll
