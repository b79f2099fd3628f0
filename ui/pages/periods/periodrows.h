// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/periods.h"
#include "core/services/settings.h"
#include "ui/models/rowsmodel.h"

#include <map>
#include <optional>

namespace toll {

class Services;

/// A billing period of a customer as the list shows it: open, closed, or reopened.
struct PeriodRow {
    enum class State {
        UnderWay,
        Ready, ///< over, and not closed
        Closed,
        Reopened, ///< a closing that was undone; the period itself is another row
        Unknown, ///< the customer's periods cannot be told
    };
    OpenPeriod period;
    State state = State::UnderWay;
    Zone zone; ///< the customer's
    std::optional<ClosingRow> closing;
    bool isLast = false; ///< of the customer's closed ones: it can be opened again
};

/// What the page shows.
struct PeriodsAnswer {
    std::vector<PeriodRow> rows; ///< by customer, newest first
    std::vector<NoticeRow> notices; ///< newest first
    std::map<CustomerId, Zone> zones;
    SettingsService::LatePolicy policy;
    Zone zone; ///< the workspace's
};
[[nodiscard]] Result<PeriodsAnswer> periodsAnswer(Services &services);

[[nodiscard]] std::vector<Column<PeriodRow>> periodColumns();
[[nodiscard]] QString keyOf(const PeriodRow &row);
[[nodiscard]] std::vector<Column<NoticeRow>> noticeColumns(const PeriodsAnswer &answer);
[[nodiscard]] QString keyOf(const NoticeRow &row);

/// A period by its days, in the customer's zone.
[[nodiscard]] QString periodText(const PeriodRow &row);
/// "$12.50" of a closed total.
[[nodiscard]] QString totalText(const std::string &total, const std::string &currency);
/// What the policy does, as a choice and as what became of usage.
[[nodiscard]] QString choiceText(LateUsage policy);
[[nodiscard]] QString outcomeText(const std::string &policy);

} // namespace toll
