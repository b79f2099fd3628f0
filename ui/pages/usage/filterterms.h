// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/usage.h"

#include <QString>

#include <functional>

class QMenu;
class QObject;

namespace toll {

/// What a cell offers to a filter; empty where it makes no sense.
struct CellTerms {
    QString same; ///< finds just this value
    QString different; ///< finds all but this value
    QString greater; ///< finds what is more (later)
};

/// Of a cell of the table of events, by its column's id.
[[nodiscard]] CellTerms eventTerms(const EventRow &row, const QString &columnId, const Zone &zone);
/// Of the group of a row of the table of sums.
[[nodiscard]] CellTerms groupTerms(const std::string &filterText);

/// "Filter by this value", "Exclude" and "Greater than", as far as there are terms for them.
void addFilterActions(
    QMenu *menu, const CellTerms &terms, QObject *owner, const std::function<void(const QString &)> &use);

/// The filter with these terms in place of its own on the same keys.
[[nodiscard]] QString withTerms(const QString &filter, const QString &terms, const Zone &zone);

} // namespace toll
