// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/conflicts.h"
#include "ui/pages/page.h"

namespace toll {

/// Decides these conflicts alike as one of the window's jobs, all of them or none; undo takes back what was decided, and
/// what was counted with it. `rows` as they are now.
void decideUndoably(PageContext &context, const std::vector<ConflictRow> &rows, Keep keep);

/// What decisions do to bills, one bill a line; says so where they change none.
[[nodiscard]] QString effectText(const std::vector<ConflictEffect> &effects);

} // namespace toll
