// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The price shapes of a plan file.
#include "core/rating/planreader.h"

#include <functional>
#include <map>

namespace toll {

namespace {

/// Reads the price object of one charge.
class PriceReader {
public:
    PriceReader(PlanReader &reader, const Json &json, std::string at)
        : m_reader(reader), m_json(json), m_at(std::move(at))
    {
    }

    PriceShape read()
    {
        const std::string *shape = m_reader.requiredText(m_json, m_at, "shape");
        if (!shape)
            return {};
        using Read = PriceShape (PriceReader::*)();
        static const std::map<std::string_view, Read> shapes{{"flat", &PriceReader::flat},
            {"flat_capped", &PriceReader::flatCapped}, {"graduated", &PriceReader::graduated},
            {"volume", &PriceReader::volume}, {"package", &PriceReader::package}, {"fixed", &PriceReader::fixed},
            {"percentage", &PriceReader::percentage}};
        const auto known = shapes.find(*shape);
        if (known != shapes.end())
            return (this->*known->second)();
        m_reader.report(ErrorCode::Syntax, m_at + "/shape", *shape,
            "flat, flat_capped, graduated, volume, package, fixed, percentage");
        return {};
    }

private:
    PriceShape flat()
    {
        m_reader.knownKeys(m_json, m_at, {"shape", "rate"});
        return Flat{rateOrToken()};
    }

    PriceShape flatCapped()
    {
        m_reader.knownKeys(m_json, m_at,
            {"shape", "rate", "cap", "lifetime", "cap_scope", "over_cap", "overage_rate", "throttle_to", "align", "renewal"});
        FlatCapped shape;
        shape.rate = rateOrToken();
        shape.caps = caps();
        shape.lifetime = Lifetime{};
        if (const std::string *text = m_reader.optionalText(m_json, m_at, "lifetime")) {
            if (*text == "token")
                shape.lifetime.reset();
            else
                m_reader.take(m_at + "/lifetime", parseLifetime(*text),
                    [&](const Lifetime &lifetime) { shape.lifetime = lifetime; });
        }
        m_reader.enumeration(m_json, m_at, "cap_scope", parseCapScope, shape.capScope);
        m_reader.enumeration(m_json, m_at, "over_cap", parseOverCap, shape.overCap);
        m_reader.enumeration(m_json, m_at, "align", parseAlignment, shape.align);
        m_reader.enumeration(m_json, m_at, "renewal", parseRenewal, shape.renewal);
        shape.overageRate =
            m_reader.decimal(m_json, m_at, "overage_rate", shape.overCap == OverCap::Charge, "0.03");
        shape.throttleTo = throttleTo(shape);
        return shape;
    }

    /// How fast what is over the cap is served, where it is slowed down.
    std::optional<Cap> throttleTo(const FlatCapped &shape)
    {
        std::optional<Cap> limit;
        const std::string *text = m_reader.optionalText(m_json, m_at, "throttle_to");
        if (text && shape.overCap != OverCap::Throttle)
            m_reader.report(ErrorCode::UnknownKey, m_at + "/throttle_to", "throttle_to", R"("over_cap": "throttle")");
        else if (text)
            m_reader.take(m_at + "/throttle_to", parseCap(*text), [&](const Cap &cap) { limit = cap; });
        return limit;
    }

    PriceShape graduated()
    {
        m_reader.knownKeys(m_json, m_at, {"shape", "tier_by", "tiers"});
        return Graduated{tiers(), tierBy()};
    }

    PriceShape volume()
    {
        m_reader.knownKeys(m_json, m_at, {"shape", "tier_by", "context", "tiers"});
        Volume shape{tiers(), tierBy(), {}};
        const Json::Array *context = m_reader.optionalList(m_json, m_at, "context", R"(["input_units", …])");
        if (context && shape.by == TierBy::Quantity)
            m_reader.report(ErrorCode::UnknownKey, m_at + "/context", "context", R"("tier_by": "request")");
        for (std::size_t i = 0; context && i < context->size(); ++i) {
            const std::string *meter = (*context)[i].asString();
            if (meter && isMeter(*meter))
                shape.context.push_back(*meter);
            else
                m_reader.report(ErrorCode::Syntax, m_at + "/context/" + std::to_string(i),
                    meter ? *meter : (*context)[i].dump(), meterNames());
        }
        return shape;
    }

    PriceShape package()
    {
        m_reader.knownKeys(m_json, m_at, {"shape", "size", "rate"});
        return Package{m_reader.integer(m_json, m_at, "size", true, 1).value_or(1),
            m_reader.decimal(m_json, m_at, "rate", true, "8").value_or(0)};
    }

    PriceShape fixed()
    {
        m_reader.knownKeys(m_json, m_at, {"shape", "amount"});
        return Fixed{m_reader.decimal(m_json, m_at, "amount", true, "9.00").value_or(0)};
    }

    PriceShape percentage()
    {
        m_reader.knownKeys(m_json, m_at, {"shape", "percent"});
        return Percentage{m_reader.decimal(m_json, m_at, "percent", true, "1.5").value_or(0)};
    }

    OrToken<Decimal> rateOrToken()
    {
        const std::string *text = m_reader.requiredText(m_json, m_at, "rate");
        if (!text || *text == "token")
            return std::nullopt;
        return m_reader.decimal(m_json, m_at, "rate", true, "0.002");
    }

    OrToken<std::vector<Cap>> caps()
    {
        std::vector<Cap> caps;
        const Json *value = m_json.find("cap");
        if (!value)
            return caps;
        if (value->asString() && *value->asString() == "token")
            return std::nullopt;
        if (value->asString() && *value->asString() == "none")
            return caps;
        const auto add = [&](const Json &entry, const std::string &pointer) {
            if (entry.asString())
                m_reader.take(pointer, parseCap(*entry.asString()), [&](const Cap &cap) { caps.push_back(cap); });
            else
                m_reader.report(ErrorCode::Syntax, pointer, entry.dump(), "\"200/day\"");
        };
        if (const Json::Array *list = value->asArray()) {
            for (std::size_t i = 0; i < list->size(); ++i)
                add((*list)[i], m_at + "/cap/" + std::to_string(i));
        } else {
            add(*value, m_at + "/cap");
        }
        return caps;
    }

    TierBy tierBy()
    {
        const std::string *text = m_reader.optionalText(m_json, m_at, "tier_by");
        if (text && *text != "quantity" && *text != "request")
            m_reader.report(ErrorCode::Syntax, m_at + "/tier_by", *text, "quantity, request");
        return text && *text == "request" ? TierBy::Request : TierBy::Quantity;
    }

    /// In order, the last without end and no other.
    std::vector<Tier> tiers()
    {
        std::vector<Tier> tiers;
        const std::string at = m_at + "/tiers";
        if (!m_json.find("tiers"))
            m_reader.report(ErrorCode::Missing, at, "", "[{…}]");
        const Json::Array *list = m_reader.optionalList(m_json, m_at, "tiers", "[{…}]");
        std::int64_t before = 0;
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            const Json &json = (*list)[i];
            const std::string pointer = at + "/" + std::to_string(i);
            if (!m_reader.isObject(json, pointer))
                continue;
            m_reader.knownKeys(json, pointer, {"up_to", "rate"});
            Tier tier;
            tier.rate = m_reader.decimal(json, pointer, "rate", true, "0.010").value_or(0);
            const bool isLast = i + 1 == list->size();
            if (isLast && json.find("up_to"))
                m_reader.report(ErrorCode::OutOfRange, pointer + "/up_to", json.find("up_to")->dump(), "");
            else if (!isLast)
                tier.upTo = m_reader.integer(json, pointer, "up_to", true, before + 1);
            before = tier.upTo.value_or(before);
            tiers.push_back(std::move(tier));
        }
        return tiers;
    }

    PlanReader &m_reader;
    const Json &m_json;
    std::string m_at;
};

} // namespace

PriceShape readPrice(PlanReader &reader, const Json &charge, const std::string &at)
{
    const std::string pointer = at + "/price";
    const Json *value = charge.find("price");
    if (!value) {
        reader.report(ErrorCode::Missing, pointer, "", "{…}");
        return {};
    }
    return reader.isObject(*value, pointer) ? PriceReader(reader, *value, pointer).read() : PriceShape{};
}

} // namespace toll
