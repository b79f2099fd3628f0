// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/conflicts.h"

namespace toll {

/// Carries out what ConflictService::decide() promises of one conflict; part of the transaction under way.
[[nodiscard]] Result<void> decideConflict(ServiceContext &context, const ConflictChoice &choice);

} // namespace toll
