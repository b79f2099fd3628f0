// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/periods.h"
#include "core/services/settings.h"
#include "ui/pages/page.h"

namespace toll {

/// Closes them as one of the window's jobs; undo opens again what was closed by it, the last first.
void closeUndoably(PageContext &context, const std::vector<OpenPeriod> &periods);
/// Opens a customer's last closed period again. Closing it anew may freeze another statement, so this is no undo step.
void reopen(PageContext &context, const OpenPeriod &period, const QString &reason);
void setPolicyUndoably(PageContext &context, LateUsage before, LateUsage policy);

} // namespace toll
