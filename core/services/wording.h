// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/billing/change.h"
#include "core/calendar/window.h"
#include "core/rating/statement.h"
#include "core/tokens/state.h"
#include "core/usage/filter.h"

#include <QString>
#include <QStringList>

namespace toll {

/// The sentences all three programs share, in the language the program has loaded (English without one).

/// What happened and, where it helps, what to do; one sentence or two.
[[nodiscard]] QString sentence(const Error &error);
/// What is wrong with a filter, where, and what was probably meant.
[[nodiscard]] QString sentence(const FilterFault &fault);
/// Why a line costs what it costs, one fact a sentence.
[[nodiscard]] QStringList explanation(const StatementLine &line, const Statement &statement, const Zone &zone);
/// The total in the customer's own currency and its rate; what to do where no rate is known.
[[nodiscard]] QString sentence(const Conversion &conversion, const Currency &from);
/// Why one bill is not the other: a sentence for each of price, volume, mix and limits that moved it, and what the plan
/// says otherwise.
[[nodiscard]] QStringList explanation(const BillChange &change, const Zone &zone);
/// That a statement is closed, and since when.
[[nodiscard]] QString sentence(const Closure &closure, const Zone &zone);
/// That usage on a bill was dated later than it arrived.
[[nodiscard]] QString sentence(const FutureUse &use, const Zone &zone);
/// The language the sentences are in now, as a locale's code: "en", "zh_CN".
[[nodiscard]] std::string textLanguage();
[[nodiscard]] QString label(TokenState state);
[[nodiscard]] QString label(CapScope scope);
[[nodiscard]] QString label(OverCap policy);
/// "200 a day", "5 every 15 minutes".
[[nodiscard]] QString label(const Cap &cap);
/// "30 days", "1 month", "no end".
[[nodiscard]] QString label(const Lifetime &lifetime);
/// The name of a ledger kind such as "token.created".
[[nodiscard]] QString ledgerLabel(const std::string &kind);

} // namespace toll
