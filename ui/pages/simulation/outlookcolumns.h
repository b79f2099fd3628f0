// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/simulation/outlooktab.h"

namespace toll {

[[nodiscard]] std::vector<Column<OutlookTab::FigureRow>> figureColumns();
[[nodiscard]] std::vector<Column<OutlookTab::DayRow>> dayColumns();
[[nodiscard]] std::vector<Column<OutlookTab::RunsRow>> runsColumns();
[[nodiscard]] std::vector<Column<OutlookTab::TokenRow>> outlookTokenColumns();
[[nodiscard]] std::vector<Column<OutlookTab::SideRow>> sideColumns();

} // namespace toll
