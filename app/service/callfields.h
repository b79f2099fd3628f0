// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/route.h"
#include "core/calendar/window.h"
#include "core/money/decimal.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The fields of one of the original calls, from its form or query. Every fault names its field and what was expected.
class CallFields {
public:
    explicit CallFields(const std::vector<toll::http::NamedValue> &values) : m_values(values) { }

    /// Not empty.
    [[nodiscard]] std::string required(std::string_view name, std::string_view expected);
    [[nodiscard]] std::optional<std::string> text(std::string_view name);
    [[nodiscard]] std::int64_t number(
        std::string_view name, std::string_view what, std::int64_t least, std::int64_t most);
    [[nodiscard]] toll::Decimal rate(std::string_view name); ///< 0 or more, at most 12 decimals
    [[nodiscard]] std::optional<toll::Cap> cap(std::string_view name);
    void note(std::string_view name, std::string detail);

    /// What is wrong, in all; notes fields that nobody asked for.
    [[nodiscard]] std::expected<void, toll::http::Problem> finish();

private:
    const std::vector<toll::http::NamedValue> &m_values;
    std::vector<std::string> m_known;
    std::vector<toll::http::ProblemFault> m_faults;
};
