// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tokens.h"
#include "ui/models/rowsmodel.h"

namespace toll {

using TokenModel = RowsModel<TokenRow>;

/// The columns of the list; `now` is read whenever a cell is.
[[nodiscard]] std::vector<Column<TokenRow>> tokenColumns(const Instant &now);
[[nodiscard]] QString keyOf(const TokenRow &row);
/// What the list shows as CSV text, in its order, money with its currency in a column of its own.
[[nodiscard]] QByteArray csvOf(const TokenModel &model);

} // namespace toll
