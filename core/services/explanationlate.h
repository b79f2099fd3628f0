// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <QStringList>

namespace toll {

/// What an adjustment's line makes up for: the closed period, what came late, and the amounts it is the difference of.
/// Nothing for other lines.
[[nodiscard]] QStringList lateSentences(const StatementLine &line, const Statement &statement, const Zone &zone);

} // namespace toll
