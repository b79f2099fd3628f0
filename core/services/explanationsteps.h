// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <QStringList>

namespace toll {

/// What each rule of a line did, one sentence a rule: tiers, blocks, fees, slices, load, credits, discounts, limits, tax.
/// Nothing for lines without rules.
[[nodiscard]] QStringList stepSentences(const StatementLine &line, const Statement &statement);

} // namespace toll
