// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"
#include "core/storage/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// One unit of `base` costs `rate` units of `quote` from a date on, until the next date that has a rate.
struct ExchangeRate {
    std::string base; ///< ISO 4217
    std::string quote; ///< ISO 4217
    std::string date; ///< ISO 8601 "2026-10-31"
    Decimal rate; ///< above 0
    std::string source; ///< who says so: "ECB"

    bool operator==(const ExchangeRate &) const = default;
};

/// Exchange rates. Never changed once written: a bill that was converted stays provable.
class ExchangeStore {
public:
    explicit ExchangeStore(Connection &connection) : m_connection(connection) { }

    /// The same rate again changes nothing; another one for the same date is a Conflict.
    Result<void> add(const ExchangeRate &rate, Instant now);
    /// By base, quote and date.
    [[nodiscard]] Result<std::vector<ExchangeRate>> list();
    /// The last one of a date or before; nothing where there is none.
    [[nodiscard]] Result<std::optional<ExchangeRate>> at(
        const std::string &base, const std::string &quote, const std::string &date);

private:
    Connection &m_connection;
};

} // namespace toll
