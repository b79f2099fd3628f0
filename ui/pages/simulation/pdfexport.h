// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/simulation/replayer.h"

namespace toll {

class ResultTab;

/// Asks where to, and prints the scenario there as one of the window's jobs: totals, waterfall and movers, and what the tab
/// asks beside them.
void exportPdf(PageContext &context, QWidget *window, const ScenarioSet &set, const ResultTab &tab,
    const LoadedHistory &history);

} // namespace toll
