// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/table.h"
#include "ui/models/cell.h"
#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/replayer.h"

namespace toll {

/// One customer's line of a what-if, in one currency.
struct ComparisonRow {
    OutcomeRow row;
    Currency currency;
    std::optional<Decimal> percent; ///< nothing where the baseline is zero
};
/// Largest difference first.
[[nodiscard]] std::vector<ComparisonRow> comparisonRows(const Outcome &outcome);
[[nodiscard]] std::vector<Column<ComparisonRow>> comparisonColumns();

/// "▲ +$12.00", "▼ −$12.00", "no difference".
[[nodiscard]] QString differenceText(const Decimal &delta, const Currency &currency);
/// "+10.0%", "−3.2%", "n/a".
[[nodiscard]] QString percentChangeText(const std::optional<Decimal> &percent);
/// More money is good news and less is not.
[[nodiscard]] Tone toneOf(const Decimal &delta);
/// "3 customers · now $10.00 · what if $11.00 · +$1.00 (+10.0%) · 4 refused".
[[nodiscard]] QString totalsText(const Outcome &outcome);
/// What was re-rated, over which days, and how.
[[nodiscard]] QString methodText(const LoadedHistory &history, qint64 microseconds);
/// Why a scenario has no answer, and what to do.
[[nodiscard]] QString whyNot(const Error &error);
/// Why a scenario cannot be a version of a plan (planUnder()), and what to do.
[[nodiscard]] QString whyNoDraft(const Error &error, const std::string &plan);

/// All currencies in one table, a total after each; numbers unformatted.
[[nodiscard]] ReportTable outcomeTable(const std::vector<Outcome> &outcomes);
/// The command that gives the same answer. What does not go into options (several changes, plans, assumptions) is read
/// from a scenario file.
[[nodiscard]] QString commandLine(const ScenarioSet &set, const LoadedHistory &history);

} // namespace toll
