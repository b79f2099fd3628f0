// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/reports/table.h"
#include "core/services/usage.h"

namespace toll {

/// A row of a summary with the names of design.md §6; groupings by their names. Unknown is null, never zero. With
/// `withCosts` also what upstream providers charge and what is left.
[[nodiscard]] Json toJson(const UsageSums &sums, const std::vector<Grouping> &by, bool withCosts);
/// {"rows":[…],"total":{…}}
[[nodiscard]] Json toJson(const UsageSummary &summary, bool withCosts);
/// The members a table of a summary shows, in order; the groupings first.
[[nodiscard]] std::vector<std::string> summaryColumns(const UsageSummary &summary, bool withCosts);
/// One row a group and currency, so that amounts of several currencies never share a cell; counts stand once. Without
/// the total, which a spreadsheet would count again.
[[nodiscard]] ReportTable summaryTable(const std::string &name, const UsageSummary &summary, bool withCosts);

/// An event with the names of its token and customer.
[[nodiscard]] Json toJson(const EventRow &row);
/// {"rows":[…],"matching":n,"requests":n,"all_requests":n}
[[nodiscard]] Json toJson(const EventsFound &found);
/// The columns of the canonical usage CSV, which an import reads without mapping; without rows.
[[nodiscard]] ReportTable canonicalUsageTable();

/// Why a margin is not known: "no_price_list", "no_exchange_rate", "" where it is.
[[nodiscard]] std::string_view name(MarginGap gap);

} // namespace toll
