// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/output.h"
#include "core/rating/statement.h"

namespace toll {

/// Prints a statement: JSON as it is kept, else a table with its total. With `explain` every line is followed by
/// the reasons for its amount; that form is for reading, on a terminal and in a pipe alike.
void showStatement(Output &out, const Statement &statement, const Zone &zone, bool explain);

} // namespace toll
