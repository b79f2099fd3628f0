// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/billing/change.h"
#include "core/rating/statement.h"

namespace toll {

/// The statement as design.md §6 and billing-rules.md 6 fix it, explanation sentences included.
[[nodiscard]] Json toJson(const Statement &statement, const Zone &zone);

/// `{"currency","earlier":{"start","end"},"later","before","after","difference","price","volume","mix","limits",
/// "late" (where closed periods make one), "meters":[{"meter","before","after","volume","mix"}],"terms":[{"pointer","before","after"}],"explanation"}`
[[nodiscard]] Json toJson(const BillChange &change, const Zone &zone);

} // namespace toll
