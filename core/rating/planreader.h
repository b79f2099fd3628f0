// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/rating/plan.h"

#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// What a number of a plan file may be.
struct DecimalRange {
    bool mayBeNegative = false;
    std::optional<int> most; ///< largest value
};

/// Reads the values of a plan file and keeps every fault on the way, each with its JSON pointer.
class PlanReader {
public:
    [[nodiscard]] const std::vector<Error> &faults() const { return m_faults; }
    [[nodiscard]] std::vector<Error> takeFaults() { return std::move(m_faults); }

    void report(ErrorCode code, std::string where, std::string found, std::string expected);
    /// Reports every key that is not known.
    void knownKeys(const Json &json, const std::string &at, std::initializer_list<std::string_view> known);
    /// Reports each of these keys that is there: it has no meaning here.
    void noKeys(const Json &json, const std::string &at, std::initializer_list<std::string_view> keys,
        const std::string &because);

    const std::string *requiredText(const Json &json, const std::string &at, const std::string &key);
    const std::string *optionalText(const Json &json, const std::string &at, const std::string &key);
    /// The list under a key, nothing where there is none; anything else than a list of at least one is a fault.
    const Json::Array *optionalList(
        const Json &json, const std::string &at, const std::string &key, const std::string &expected);
    /// True for an object; else a fault.
    bool isObject(const Json &json, const std::string &at);

    /// A decimal in a string; at most 12 decimals.
    std::optional<Decimal> decimal(const Json &json, const std::string &at, const std::string &key, bool isRequired,
        const std::string &example, DecimalRange range = {});
    std::optional<std::int64_t> integer(const Json &json, const std::string &at, const std::string &key,
        bool isRequired, std::int64_t least, std::int64_t most = std::numeric_limits<std::int64_t>::max());

    template<typename T, typename Use>
    void take(const std::string &pointer, const Result<T> &value, Use use)
    {
        if (value)
            use(*value);
        else
            report(value.error().code, pointer, value.error().found, value.error().expected);
    }
    template<typename Parse, typename Enum>
    void enumeration(
        const Json &json, const std::string &at, const std::string &key, Parse parse, std::optional<Enum> &into)
    {
        if (const std::string *text = optionalText(json, at, key))
            take(at + "/" + key, parse(*text), [&](Enum value) { into = value; });
    }

private:
    std::vector<Error> m_faults;
};

/// The meters a charge can have (billing-rules.md 45).
[[nodiscard]] bool isMeter(std::string_view name);
[[nodiscard]] std::string meterNames();

/// The price of a charge, `at` being its JSON pointer.
[[nodiscard]] PriceShape readPrice(PlanReader &reader, const Json &charge, const std::string &at);
/// Allowance, slices, load and service level of a charge.
void readModifiers(PlanReader &reader, const Json &json, const std::string &at, Charge &charge);
/// Capacity, discounts, minimum, maximum and tax of a plan.
void readAdjustments(PlanReader &reader, const Json &document, Plan &plan);

} // namespace toll
