// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <vector>

namespace toll {

/// One statement of several over the same period: those of a customer whose tokens are on different plans. Lines keep
/// their order by period, then by statement; currencies must agree (Conflict). None at all gives an empty statement.
[[nodiscard]] Result<Statement> combine(std::vector<Statement> statements);

} // namespace toll
