// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/agreement.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::array<std::string_view, 5> agreeable{"charges", "discounts", "minimum", "maximum", "tax"};

std::string agreeableKeys()
{
    std::string keys;
    for (const std::string_view key : agreeable)
        keys.append(keys.empty() ? "" : ", ").append(key);
    return keys;
}

/// RFC 7396.
Json merged(const Json &target, const Json &patch)
{
    const Json::Object *changes = patch.asObject();
    if (!changes)
        return patch;
    Json::Object result = target.asObject() ? *target.asObject() : Json::Object();
    for (const auto &[key, value] : *changes) {
        const auto known = std::ranges::find(result, key, [](const auto &member) { return member.first; });
        if (value.isNull()) {
            if (known != result.end())
                result.erase(known);
        } else if (known != result.end()) {
            known->second = merged(known->second, value);
        } else {
            result.emplace_back(key, merged(Json(), value));
        }
    }
    return result;
}

/// Puts terms into a plan file.
class Agreeing {
public:
    explicit Agreeing(const Plan &plan) : m_document(toJson(plan)) { }

    void apply(const Json &terms)
    {
        const Json::Object *members = terms.asObject();
        if (!members) {
            report(ErrorCode::Syntax, "", "", "{…}");
            return;
        }
        Json rest = Json::Object{};
        for (const auto &[key, value] : *members) {
            if (std::ranges::find(agreeable, key) == agreeable.end())
                report(ErrorCode::UnknownKey, "/" + key, key, agreeableKeys());
            else if (key == "charges")
                applyCharges(value);
            else
                rest.set(key, value);
        }
        m_document = merged(m_document, rest);
    }

    Checked<Plan> finish() const
    {
        if (!m_faults.empty())
            return std::unexpected(m_faults);
        return parsePlan(m_document);
    }

private:
    void applyCharges(const Json &terms)
    {
        const Json::Array *entries = terms.asArray();
        if (!entries) {
            report(ErrorCode::Syntax, "/charges", "", R"([{"id":…}])");
            return;
        }
        Json::Array charges = *m_document.find("charges")->asArray();
        for (std::size_t i = 0; i < entries->size(); ++i) {
            const std::string where = "/charges/" + std::to_string(i) + "/id";
            const Json *id = (*entries)[i].find("id");
            const std::string *text = id ? id->asString() : nullptr;
            if (!text) {
                report(ErrorCode::Missing, where, "", idsOf(charges));
                continue;
            }
            const auto charge = std::ranges::find_if(charges, [&](const Json &each) { return idOf(each) == *text; });
            if (charge == charges.end())
                report(ErrorCode::NotFound, where, *text, idsOf(charges));
            else
                *charge = merged(*charge, (*entries)[i]);
        }
        m_document.set("charges", std::move(charges));
    }

    static std::string idOf(const Json &charge)
    {
        const Json *id = charge.find("id");
        return id && id->asString() ? *id->asString() : std::string();
    }

    static std::string idsOf(const Json::Array &charges)
    {
        std::string ids;
        for (const Json &charge : charges)
            ids.append(ids.empty() ? "" : ", ").append(idOf(charge));
        return ids;
    }

    void report(ErrorCode code, std::string where, std::string found, std::string expected)
    {
        m_faults.push_back({code, std::move(where), std::move(found), std::move(expected), 0});
    }

    Json m_document;
    std::vector<Error> m_faults;
};

} // namespace

Checked<Plan> withAgreement(const Plan &plan, const Json &terms)
{
    Agreeing agreeing(plan);
    agreeing.apply(terms);
    Checked<Plan> agreed = agreeing.finish();
    if (agreed)
        agreed->version = plan.version;
    return agreed;
}

} // namespace toll
