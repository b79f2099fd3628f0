// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/callfields.h"

#include "core/usage/text.h"

#include <algorithm>
#include <charconv>

using namespace toll;

namespace {

constexpr int mostRateDecimals = 12;

std::string inQuotes(std::string_view text)
{
    return "\"" + excerpt(text) + "\"";
}

} // namespace

void CallFields::note(std::string_view name, std::string detail)
{
    m_faults.push_back({"/" + std::string(name), std::string(name) + " " + std::move(detail)});
}

std::optional<std::string> CallFields::text(std::string_view name)
{
    m_known.emplace_back(name);
    std::optional<std::string> found;
    for (const http::NamedValue &value : m_values) {
        if (value.name != name)
            continue;
        if (found) {
            note(name, "comes twice; expected once");
            return found;
        }
        found = std::string(value.value);
    }
    return found;
}

std::string CallFields::required(std::string_view name, std::string_view expected)
{
    std::optional<std::string> value = text(name);
    if (!value || value->empty())
        note(name, (value ? "is empty; expected " : "is missing; expected ") + std::string(expected));
    return value.value_or(std::string());
}

std::int64_t CallFields::number(
    std::string_view name, std::string_view what, std::int64_t least, std::int64_t most)
{
    const std::string expected =
        std::string(what) + ", a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    const std::string value = required(name, expected);
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool isWhole = fault == std::errc() && end == value.data() + value.size();
    if (!value.empty() && (!isWhole || number < least || number > most))
        note(name, "is " + inQuotes(value) + "; expected " + expected);
    return number;
}

Decimal CallFields::rate(std::string_view name)
{
    constexpr std::string_view expected =
        "the price of one call, a decimal number such as 0.002, 0 or more, with at most 12 decimals";
    const std::string value = required(name, expected);
    const Result<Decimal> rate = Decimal::parse(value);
    if (!value.empty() && (!rate || rate->isNegative() || rate->scale() > mostRateDecimals))
        note(name, "is " + inQuotes(value) + "; expected " + std::string(expected));
    return rate.value_or(Decimal());
}

std::optional<Cap> CallFields::cap(std::string_view name)
{
    const std::optional<std::string> value = text(name);
    if (!value || *value == "none")
        return {};
    const Result<Cap> cap = parseCap(*value);
    if (cap)
        return *cap;
    note(name, "is " + inQuotes(*value) + "; expected the most billable calls of a window, such as 200/day or 5/15 min, or none");
    return {};
}

std::expected<void, http::Problem> CallFields::finish()
{
    for (const http::NamedValue &value : m_values)
        if (std::ranges::find(m_known, value.name) == m_known.end()) {
            std::string known;
            for (const std::string &name : m_known)
                known += (known.empty() ? "" : ", ") + name;
            m_faults.push_back({{}, inQuotes(value.name) + " is not known here; expected " + known});
            break;
        }
    if (m_faults.empty())
        return {};
    http::Problem problem{.status = 422, .type = "urn:problem-type:tollkeeper:not-valid"};
    problem.detail = "Nothing was changed.";
    for (const http::ProblemFault &fault : m_faults)
        problem.detail += " " + fault.detail + ".";
    problem.errors = std::move(m_faults);
    return std::unexpected(std::move(problem));
}
