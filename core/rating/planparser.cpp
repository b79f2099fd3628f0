// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/plan.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

namespace toll {

namespace {

constexpr int maxRateDecimals = 12;

/// Reads one plan and keeps every fault on the way, each with its JSON pointer.
class PlanParser {
public:
    Checked<Plan> parse(const Json &document)
    {
        if (!document.asObject()) {
            report(ErrorCode::Syntax, "", document.dump(), "{…}");
            return std::unexpected(std::move(m_faults));
        }
        knownKeys(document, "",
            {"name", "currency", "timezone", "period", "period_align", "rounding", "billable", "charges", "capacity",
                "discounts", "minimum", "maximum", "tax"});
        unsupportedKeys(document, "", {"capacity", "discounts", "minimum", "maximum", "tax"});
        header(document);
        charges(document);
        if (!m_faults.empty())
            return std::unexpected(std::move(m_faults));
        return std::move(m_plan);
    }

private:
    void header(const Json &document)
    {
        if (const std::string *text = requiredText(document, "", "name")) {
            m_plan.name = *text;
            if (text->empty())
                report(ErrorCode::Missing, "/name", "", "");
        }
        if (const std::string *text = requiredText(document, "", "currency")) {
            take("/currency", currency(*text), [&](const Currency &c) { m_plan.currency = c.code; });
        }
        if (const std::string *text = optionalText(document, "", "timezone"))
            m_plan.timezone = *text;
        if (const std::string *text = optionalText(document, "", "period"))
            take("/period", parseSpan(*text), [&](const Span &span) { m_plan.period = span; });
        if (const std::string *text = optionalText(document, "", "period_align")) {
            if (*text == "calendar" || *text == "anniversary")
                m_plan.periodAlign = *text == "calendar" ? PeriodAlignment::Calendar : PeriodAlignment::Anniversary;
            else
                report(ErrorCode::Syntax, "/period_align", *text, "calendar, anniversary");
        }
        if (const std::string *text = optionalText(document, "", "rounding"))
            take("/rounding", parseRounding(*text), [&](Rounding rounding) { m_plan.rounding = rounding; });
        billable(document);
    }

    void billable(const Json &document)
    {
        const Json *list = document.find("billable");
        if (!list)
            return;
        if (!list->asArray() || list->asArray()->empty()) {
            report(ErrorCode::Syntax, "/billable", list->dump(), R"(["2xx", "404", …])");
            return;
        }
        m_plan.billable.clear();
        for (std::size_t i = 0; i < list->asArray()->size(); ++i) {
            const Json &entry = (*list->asArray())[i];
            const std::string *text = entry.asString();
            const bool isFit = text && text->size() == 3 && (*text)[0] >= '1' && (*text)[0] <= '5'
                && (text->ends_with("xx")
                    || (std::isdigit(static_cast<unsigned char>((*text)[1]))
                        && std::isdigit(static_cast<unsigned char>((*text)[2]))));
            if (isFit)
                m_plan.billable.push_back(*text);
            else
                report(ErrorCode::Syntax, "/billable/" + std::to_string(i), text ? *text : entry.dump(), "2xx, 404");
        }
    }

    void charges(const Json &document)
    {
        const Json *list = document.find("charges");
        if (!list || !list->asArray() || list->asArray()->empty()) {
            report(list ? ErrorCode::Syntax : ErrorCode::Missing, "/charges", list ? list->dump() : "", "[{…}]");
            return;
        }
        std::set<std::string> ids;
        for (std::size_t i = 0; i < list->asArray()->size(); ++i) {
            const std::string at = "/charges/" + std::to_string(i);
            Charge charge = chargeFrom((*list->asArray())[i], at, i + 1);
            if (!ids.insert(charge.id).second)
                report(ErrorCode::AlreadyExists, at + "/id", charge.id, "");
            m_plan.charges.push_back(std::move(charge));
        }
    }

    Charge chargeFrom(const Json &json, const std::string &at, std::size_t number)
    {
        Charge charge;
        charge.id = "charge-" + std::to_string(number);
        if (!json.asObject()) {
            report(ErrorCode::Syntax, at, json.dump(), "{…}");
            return charge;
        }
        knownKeys(json, at,
            {"id", "group", "meter", "match", "per", "price", "allowance", "slices", "load", "service_level",
                "per_term"});
        unsupportedKeys(json, at, {"allowance", "slices", "load", "service_level", "per_term"});
        if (const std::string *text = optionalText(json, at, "id"))
            charge.id = *text;
        if (const std::string *text = optionalText(json, at, "group"))
            charge.group = *text;
        if (const std::string *text = optionalText(json, at, "meter")) {
            charge.meter = *text;
            if (!isMeter(*text))
                report(ErrorCode::Syntax, at + "/meter", *text, meterNames());
        }
        match(json, at, charge);
        per(json, at, charge);
        price(json, at, charge);
        return charge;
    }

    void match(const Json &json, const std::string &at, Charge &charge)
    {
        const Json *patterns = json.find("match");
        if (!patterns)
            return;
        if (!patterns->asObject()) {
            report(ErrorCode::Syntax, at + "/match", patterns->dump(), "{…}");
            return;
        }
        for (const auto &[field, pattern] : *patterns->asObject()) {
            const std::string pointer = at + "/match/" + field;
            const bool isKnown = field == "model" || field == "endpoint" || field == "source" || field == "status"
                || (field.starts_with("dim.") && field.size() > 4);
            if (!isKnown)
                report(ErrorCode::UnknownKey, pointer, field, "model, endpoint, source, status, dim.NAME");
            else if (!pattern.asString())
                report(ErrorCode::Syntax, pointer, pattern.dump(), R"("gpt-4o*")");
            else
                charge.match.emplace(field, *pattern.asString());
        }
    }

    void per(const Json &json, const std::string &at, Charge &charge)
    {
        const Json *value = json.find("per");
        if (!value)
            return;
        const Result<std::int64_t> number = value->toInt64();
        std::int64_t rest = number.value_or(0);
        int places = 0;
        while (rest > 1 && rest % 10 == 0) {
            rest /= 10;
            ++places;
        }
        if (rest == 1)
            charge.perPlaces = places;
        else
            report(ErrorCode::OutOfRange, at + "/per", value->dump(), "1, 10, 100, …, 1000000000000000000");
    }

    void price(const Json &json, const std::string &at, Charge &charge)
    {
        const std::string pointer = at + "/price";
        const Json *value = json.find("price");
        if (!value || !value->asObject()) {
            report(value ? ErrorCode::Syntax : ErrorCode::Missing, pointer, value ? value->dump() : "", "{…}");
            return;
        }
        const std::string *shape = requiredText(*value, pointer, "shape");
        if (!shape)
            return;
        if (*shape == "flat") {
            knownKeys(*value, pointer, {"shape", "rate"});
            Flat flat;
            flat.rate = rate(*value, pointer, "rate", true);
            charge.shape = flat;
        } else if (*shape == "flat_capped") {
            charge.shape = flatCapped(*value, pointer);
        } else {
            static constexpr std::array later{"graduated", "volume", "package", "fixed", "percentage"};
            const bool isLater = std::ranges::find(later, *shape) != later.end();
            report(
                isLater ? ErrorCode::Unsupported : ErrorCode::Syntax, pointer + "/shape", *shape, "flat, flat_capped");
        }
    }

    FlatCapped flatCapped(const Json &json, const std::string &at)
    {
        knownKeys(json, at,
            {"shape", "rate", "cap", "lifetime", "cap_scope", "over_cap", "overage_rate", "align", "renewal"});
        FlatCapped shape;
        shape.rate = rate(json, at, "rate", true);
        shape.caps = caps(json, at);
        shape.lifetime = Lifetime{};
        if (const std::string *text = optionalText(json, at, "lifetime")) {
            if (*text == "token")
                shape.lifetime.reset();
            else
                take(at + "/lifetime", parseLifetime(*text),
                    [&](const Lifetime &lifetime) { shape.lifetime = lifetime; });
        }
        enumeration(json, at, "cap_scope", parseCapScope, shape.capScope);
        enumeration(json, at, "over_cap", parseOverCap, shape.overCap);
        enumeration(json, at, "align", parseAlignment, shape.align);
        enumeration(json, at, "renewal", parseRenewal, shape.renewal);
        shape.overageRate = rate(json, at, "overage_rate", false);
        if (shape.overCap == OverCap::Charge && !shape.overageRate && !json.find("overage_rate"))
            report(ErrorCode::Missing, at + "/overage_rate", "", "\"0.03\"");
        return shape;
    }

    OrToken<std::vector<Cap>> caps(const Json &json, const std::string &at)
    {
        std::vector<Cap> caps;
        const Json *value = json.find("cap");
        if (!value)
            return caps;
        if (value->asString() && *value->asString() == "token")
            return std::nullopt;
        if (value->asString() && *value->asString() == "none")
            return caps;
        const auto add = [&](const Json &entry, const std::string &pointer) {
            if (entry.asString())
                take(pointer, parseCap(*entry.asString()), [&](const Cap &cap) { caps.push_back(cap); });
            else
                report(ErrorCode::Syntax, pointer, entry.dump(), "\"200/day\"");
        };
        if (const Json::Array *list = value->asArray()) {
            for (std::size_t i = 0; i < list->size(); ++i)
                add((*list)[i], at + "/cap/" + std::to_string(i));
        } else {
            add(*value, at + "/cap");
        }
        return caps;
    }

    std::optional<Decimal> rate(const Json &json, const std::string &at, const std::string &key, bool isRequired)
    {
        const std::string pointer = at + "/" + key;
        const std::string *text = isRequired ? requiredText(json, at, key) : optionalText(json, at, key);
        if (!text || (isRequired && *text == "token"))
            return std::nullopt;
        const Result<Decimal> value = Decimal::parse(*text);
        if (!value) {
            report(ErrorCode::Syntax, pointer, *text, "\"0.002\"");
            return std::nullopt;
        }
        if (value->isNegative())
            report(ErrorCode::Negative, pointer, *text, "0…");
        else if (value->scale() > maxRateDecimals)
            report(ErrorCode::OutOfRange, pointer, *text, "12");
        return *value;
    }

    template<typename Parse, typename Enum>
    void enumeration(
        const Json &json, const std::string &at, const std::string &key, Parse read, std::optional<Enum> &into)
    {
        if (const std::string *text = optionalText(json, at, key))
            take(at + "/" + key, read(*text), [&](Enum value) { into = value; });
    }

    static bool isMeter(const std::string &name)
    {
        static const std::set<std::string> names{"requests", "input_units", "cached_input_units", "cache_write_units",
            "output_units", "response_ms", "errors"};
        return names.contains(name) || (name.starts_with("meter.") && name.size() > 6);
    }
    static std::string meterNames()
    {
        return "requests, input_units, cached_input_units, cache_write_units, output_units, response_ms, errors, "
               "meter.NAME";
    }

    template<typename T, typename Use>
    void take(const std::string &pointer, const Result<T> &value, Use use)
    {
        if (value)
            use(*value);
        else
            report(value.error().code, pointer, value.error().found, value.error().expected);
    }

    const std::string *requiredText(const Json &json, const std::string &at, const std::string &key)
    {
        if (!json.find(key)) {
            report(ErrorCode::Missing, at + "/" + key, "", "\"…\"");
            return nullptr;
        }
        return optionalText(json, at, key);
    }

    const std::string *optionalText(const Json &json, const std::string &at, const std::string &key)
    {
        const Json *value = json.find(key);
        if (value && !value->asString())
            report(ErrorCode::Syntax, at + "/" + key, value->dump(), "\"…\"");
        return value ? value->asString() : nullptr;
    }

    void knownKeys(const Json &json, const std::string &at, std::initializer_list<std::string_view> known)
    {
        for (const auto &[key, value] : *json.asObject()) {
            if (std::ranges::find(known, key) != known.end())
                continue;
            std::string list;
            for (std::string_view name : known)
                list += (list.empty() ? "" : ", ") + std::string(name);
            report(ErrorCode::UnknownKey, at + "/" + key, key, list);
        }
    }

    void unsupportedKeys(const Json &json, const std::string &at, std::initializer_list<std::string_view> keys)
    {
        for (std::string_view key : keys)
            if (json.find(key))
                report(ErrorCode::Unsupported, at + "/" + std::string(key), std::string(key), "");
    }

    void report(ErrorCode code, std::string where, std::string found, std::string expected)
    {
        m_faults.push_back({code, std::move(where), std::move(found), std::move(expected), 0});
    }

    Plan m_plan;
    std::vector<Error> m_faults;
};

} // namespace

Checked<Plan> parsePlan(const Json &document)
{
    return PlanParser().parse(document);
}

Checked<Plan> parsePlan(std::string_view text)
{
    const Result<Json> document = parseJson(text);
    if (!document)
        return std::unexpected(std::vector{document.error()});
    return parsePlan(*document);
}

} // namespace toll
