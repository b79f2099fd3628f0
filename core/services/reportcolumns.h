// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A report's machine names, as people read them.
#pragma once

#include <QString>

#include <string>

namespace toll {

enum class ReportColumnKind {
    Text,
    Count, ///< may be added up
    Figure, ///< may not: rates, means, percentiles
    Money, ///< in the currency of another column
    Currency, ///< of such an amount
    Instant, ///< RFC 3339
    ForFiles, ///< nothing for paper
};
[[nodiscard]] ReportColumnKind reportColumnKind(const std::string &column);
/// "Requests"; what has no words stays as it is.
[[nodiscard]] QString reportColumnTitle(const std::string &column);
/// "Charge by customer".
[[nodiscard]] QString reportTitle(const std::string &report);
/// A cell of text: words where the column has machine names.
[[nodiscard]] QString reportCellText(const std::string &column, const std::string &text);

} // namespace toll
