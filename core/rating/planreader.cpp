// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/planreader.h"

#include <algorithm>
#include <set>

namespace toll {

namespace {

constexpr int maxDecimals = 12;

} // namespace

void PlanReader::report(ErrorCode code, std::string where, std::string found, std::string expected)
{
    m_faults.push_back({code, std::move(where), std::move(found), std::move(expected), 0});
}

void PlanReader::knownKeys(const Json &json, const std::string &at, std::initializer_list<std::string_view> known)
{
    for (const auto &[key, value] : *json.asObject()) {
        if (std::ranges::find(known, key) != known.end())
            continue;
        std::string list;
        for (const std::string_view name : known)
            list += (list.empty() ? "" : ", ") + std::string(name);
        report(ErrorCode::UnknownKey, at + "/" + key, key, list);
    }
}

void PlanReader::noKeys(const Json &json, const std::string &at, std::initializer_list<std::string_view> keys,
    const std::string &because)
{
    for (const std::string_view key : keys)
        if (json.find(key))
            report(ErrorCode::UnknownKey, at + "/" + std::string(key), std::string(key), because);
}

const std::string *PlanReader::requiredText(const Json &json, const std::string &at, const std::string &key)
{
    if (!json.find(key)) {
        report(ErrorCode::Missing, at + "/" + key, "", "\"…\"");
        return nullptr;
    }
    return optionalText(json, at, key);
}

const std::string *PlanReader::optionalText(const Json &json, const std::string &at, const std::string &key)
{
    const Json *value = json.find(key);
    if (value && !value->asString())
        report(ErrorCode::Syntax, at + "/" + key, value->dump(), "\"…\"");
    return value ? value->asString() : nullptr;
}

const Json::Array *PlanReader::optionalList(
    const Json &json, const std::string &at, const std::string &key, const std::string &expected)
{
    const Json *value = json.find(key);
    if (value && (!value->asArray() || value->asArray()->empty())) {
        report(ErrorCode::Syntax, at + "/" + key, value->dump(), expected);
        return nullptr;
    }
    return value ? value->asArray() : nullptr;
}

bool PlanReader::isObject(const Json &json, const std::string &at)
{
    if (!json.asObject())
        report(ErrorCode::Syntax, at, json.dump(), "{…}");
    return json.asObject() != nullptr;
}

std::optional<Decimal> PlanReader::decimal(const Json &json, const std::string &at, const std::string &key,
    bool isRequired, const std::string &example, DecimalRange range)
{
    const std::string pointer = at + "/" + key;
    const std::string *text = isRequired ? requiredText(json, at, key) : optionalText(json, at, key);
    if (!text)
        return std::nullopt;
    const Result<Decimal> value = Decimal::parse(*text);
    if (!value) {
        report(ErrorCode::Syntax, pointer, *text, '"' + example + '"');
        return std::nullopt;
    }
    const std::string limits = range.most ? (range.mayBeNegative ? "…" : "0…") + std::to_string(*range.most) : "0…";
    if (value->isNegative() && !range.mayBeNegative)
        report(ErrorCode::Negative, pointer, *text, limits);
    else if (range.most && *value > Decimal(*range.most))
        report(ErrorCode::OutOfRange, pointer, *text, limits);
    else if (value->scale() > maxDecimals)
        report(ErrorCode::OutOfRange, pointer, *text, std::to_string(maxDecimals));
    return *value;
}

std::optional<std::int64_t> PlanReader::integer(const Json &json, const std::string &at, const std::string &key,
    bool isRequired, std::int64_t least, std::int64_t most)
{
    const std::string pointer = at + "/" + key;
    const std::string limits =
        std::to_string(least) + "…" + (most == std::numeric_limits<std::int64_t>::max() ? "" : std::to_string(most));
    const Json *value = json.find(key);
    if (!value) {
        if (isRequired)
            report(ErrorCode::Missing, pointer, "", limits);
        return std::nullopt;
    }
    const Result<std::int64_t> number = value->toInt64();
    if (!number) {
        report(ErrorCode::Syntax, pointer, value->dump(), limits);
        return std::nullopt;
    }
    if (*number < least || *number > most) {
        report(*number < 0 ? ErrorCode::Negative : ErrorCode::OutOfRange, pointer, value->dump(), limits);
        return std::nullopt;
    }
    return *number;
}

bool isMeter(std::string_view name)
{
    static const std::set<std::string_view> names{"requests", "input_units", "cached_input_units",
        "cache_write_units", "output_units", "response_ms", "errors"};
    return names.contains(name) || (name.starts_with("meter.") && name.size() > 6);
}

std::string meterNames()
{
    return "requests, input_units, cached_input_units, cache_write_units, output_units, response_ms, errors, "
           "meter.NAME";
}

} // namespace toll
