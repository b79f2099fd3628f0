// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/planreader.h"

#include <set>

namespace toll {

namespace {

/// Reads one plan and keeps every fault on the way.
class PlanParser {
public:
    Checked<Plan> parse(const Json &document)
    {
        if (m_reader.isObject(document, "")) {
            m_reader.knownKeys(document, "",
                {"name", "currency", "timezone", "period", "period_align", "rounding", "billable", "charges",
                    "capacity", "discounts", "minimum", "maximum", "tax"});
            header(document);
            charges(document);
            readAdjustments(m_reader, document, m_plan);
        }
        if (!m_reader.faults().empty())
            return std::unexpected(m_reader.takeFaults());
        return std::move(m_plan);
    }

private:
    void header(const Json &document)
    {
        if (const std::string *text = m_reader.requiredText(document, "", "name")) {
            m_plan.name = *text;
            if (text->empty())
                m_reader.report(ErrorCode::Missing, "/name", "", "");
        }
        if (const std::string *text = m_reader.requiredText(document, "", "currency"))
            m_reader.take("/currency", currency(*text), [&](const Currency &c) { m_plan.currency = c.code; });
        if (const std::string *text = m_reader.optionalText(document, "", "timezone"))
            m_plan.timezone = *text;
        if (const std::string *text = m_reader.optionalText(document, "", "period"))
            m_reader.take("/period", parseSpan(*text), [&](const Span &span) { m_plan.period = span; });
        if (const std::string *text = m_reader.optionalText(document, "", "period_align")) {
            if (*text == "calendar" || *text == "anniversary")
                m_plan.periodAlign = *text == "calendar" ? PeriodAlignment::Calendar : PeriodAlignment::Anniversary;
            else
                m_reader.report(ErrorCode::Syntax, "/period_align", *text, "calendar, anniversary");
        }
        if (const std::string *text = m_reader.optionalText(document, "", "rounding"))
            m_reader.take("/rounding", parseRounding(*text), [&](Rounding rounding) { m_plan.rounding = rounding; });
        billable(document);
    }

    void billable(const Json &document)
    {
        const Json::Array *list = m_reader.optionalList(document, "", "billable", R"(["2xx", "404", …])");
        if (!list)
            return;
        m_plan.billable.clear();
        for (std::size_t i = 0; i < list->size(); ++i) {
            const std::string *text = (*list)[i].asString();
            const auto isDigit = [&](std::size_t at) { return (*text)[at] >= '0' && (*text)[at] <= '9'; };
            const bool isFit = text && text->size() == 3 && (*text)[0] >= '1' && (*text)[0] <= '5'
                && (text->ends_with("xx") || (isDigit(1) && isDigit(2)));
            if (isFit)
                m_plan.billable.push_back(*text);
            else
                m_reader.report(
                    ErrorCode::Syntax, "/billable/" + std::to_string(i), text ? *text : (*list)[i].dump(), "2xx, 404");
        }
    }

    void charges(const Json &document)
    {
        if (!document.find("charges"))
            m_reader.report(ErrorCode::Missing, "/charges", "", "[{…}]");
        const Json::Array *list = m_reader.optionalList(document, "", "charges", "[{…}]");
        std::set<std::string> ids;
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            const std::string at = "/charges/" + std::to_string(i);
            Charge charge = chargeFrom((*list)[i], at, i + 1);
            if (!ids.insert(charge.id).second)
                m_reader.report(ErrorCode::AlreadyExists, at + "/id", charge.id, "");
            m_plan.charges.push_back(std::move(charge));
        }
    }

    Charge chargeFrom(const Json &json, const std::string &at, std::size_t number)
    {
        Charge charge;
        charge.id = "charge-" + std::to_string(number);
        if (!m_reader.isObject(json, at))
            return charge;
        m_reader.knownKeys(json, at,
            {"id", "group", "meter", "match", "per", "price", "allowance", "slices", "load", "service_level",
                "per_term", "allowance_policy", "allowance_shares"});
        if (const std::string *text = m_reader.optionalText(json, at, "id")) {
            charge.id = *text;
            if (text->empty()) // an empty one means the whole plan, in a statement's lines
                m_reader.report(ErrorCode::Missing, at + "/id", "", "");
        }
        if (const std::string *text = m_reader.optionalText(json, at, "group"))
            charge.group = *text;
        if (const std::string *text = m_reader.optionalText(json, at, "meter")) {
            charge.meter = *text;
            if (!isMeter(*text))
                m_reader.report(ErrorCode::Syntax, at + "/meter", *text, meterNames());
        }
        charge.shape = readPrice(m_reader, json, at);
        match(json, at, charge);
        per(json, at, charge);
        readModifiers(m_reader, json, at, charge);
        if (std::holds_alternative<Fixed>(charge.shape)) {
            charge.meter.clear();
            m_reader.noKeys(json, at,
                {"meter", "match", "per", "allowance", "allowance_policy", "allowance_shares", "slices", "load",
                    "service_level"},
                "id, price");
        }
        if (std::holds_alternative<Package>(charge.shape))
            m_reader.noKeys(json, at, {"per"}, "\"size\"");
        return charge;
    }

    void match(const Json &json, const std::string &at, Charge &charge)
    {
        const Json *patterns = json.find("match");
        if (!patterns || !m_reader.isObject(*patterns, at + "/match"))
            return;
        for (const auto &[field, pattern] : *patterns->asObject()) {
            const std::string pointer = at + "/match/" + field;
            const bool isKnown = field == "model" || field == "endpoint" || field == "source" || field == "status"
                || (field.starts_with("dim.") && field.size() > 4);
            if (!isKnown)
                m_reader.report(ErrorCode::UnknownKey, pointer, field, "model, endpoint, source, status, dim.NAME");
            else if (!pattern.asString())
                m_reader.report(ErrorCode::Syntax, pointer, pattern.dump(), R"("gpt-4o*")");
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
            m_reader.report(ErrorCode::OutOfRange, at + "/per", value->dump(), "1, 10, 100, …, 1000000000000000000");
    }

    PlanReader m_reader;
    Plan m_plan;
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
