// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/scenario.h"

namespace toll {

namespace {

const std::string settingNames =
    "rate, rate_factor, cap, lifetime, cap_scope, over_cap, overage_rate, renewal, align, discount, minimum, maximum, "
    "volume_factor, elasticity, charge, "
    + std::string(chargeSettingNames);

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

Result<std::vector<Cap>> parseCaps(std::string_view text)
{
    std::vector<Cap> caps;
    if (text == "none")
        return caps;
    while (true) {
        const std::size_t comma = text.find(',');
        const Result<Cap> cap = parseCap(trimmed(text.substr(0, comma)));
        if (!cap)
            return std::unexpected(cap.error());
        caps.push_back(*cap);
        if (comma == std::string_view::npos)
            return caps;
        text.remove_prefix(comma + 1);
    }
}

Result<Decimal> parseRate(std::string_view text)
{
    Result<Decimal> rate = Decimal::parse(text);
    if (rate && rate->isNegative())
        return fail(ErrorCode::Negative, {}, std::string(text), "0…");
    return rate;
}

Result<Decimal> parsePercent(std::string_view text)
{
    Result<Decimal> percent = parseRate(text.ends_with('%') ? text.substr(0, text.size() - 1) : text);
    if (percent && *percent > Decimal(100))
        return fail(ErrorCode::OutOfRange, {}, std::string(text), "0…100");
    return percent;
}

template<typename T>
Result<void> assign(std::optional<T> &target, Result<T> value)
{
    if (!value)
        return std::unexpected(value.error());
    target = std::move(*value);
    return {};
}

Result<void> set(Scenario &scenario, std::string_view key, std::string_view value)
{
    if (key == "rate")
        return assign(scenario.rate, parseRate(value));
    if (key == "rate_factor")
        return assign(scenario.rateFactor, parseRate(value));
    if (key == "cap")
        return assign(scenario.caps, parseCaps(value));
    if (key == "lifetime")
        return assign(scenario.lifetime, parseLifetime(value));
    if (key == "cap_scope")
        return assign(scenario.capScope, parseCapScope(value));
    if (key == "over_cap")
        return assign(scenario.overCap, parseOverCap(value));
    if (key == "overage_rate")
        return assign(scenario.overageRate, parseRate(value));
    if (key == "renewal")
        return assign(scenario.renewal, parseRenewal(value));
    if (key == "align")
        return assign(scenario.align, parseAlignment(value));
    if (key == "discount")
        return assign(scenario.discount, parsePercent(value));
    if (key == "minimum")
        return assign(scenario.minimum, parseRate(value));
    if (key == "maximum")
        return assign(scenario.maximum, parseRate(value));
    if (key == "volume_factor")
        return assign(scenario.volumeFactor, parseRate(value));
    if (key == "elasticity")
        return assign(scenario.elasticity, Decimal::parse(value));
    if (key == "charge" && value.empty())
        return fail(ErrorCode::Missing, std::string(key));
    if (key == "charge") {
        scenario.charge = value;
        return {};
    }
    if (isChargeSetting(key))
        return setOfCharge(scenario.ofCharge, key, value);
    return fail(ErrorCode::UnknownKey, std::string(key), std::string(key), settingNames);
}

/// A value of a scenario file: text, and where a plan file has a list or a whole number also that.
Result<void> setFrom(Scenario &scenario, std::string_view key, const Json &value)
{
    if (value.asString())
        return set(scenario, key, *value.asString());
    if (isWrittenAsJson(key))
        return set(scenario, key, value.dump());
    return fail(ErrorCode::Syntax, {}, value.dump(), "\"…\"");
}

/// Where a fault of a setting lies: in the setting as a whole, or deeper in.
std::string placeOf(const std::string &key, const Error &error)
{
    return "/set/" + (error.where.starts_with(key + '/') ? error.where : key);
}

} // namespace

std::vector<std::string> settingsOf(const Scenario &scenario)
{
    std::vector<std::string> settings;
    const auto add = [&settings](const char *key, std::string_view value) {
        settings.push_back(std::string(key) + '=' + std::string(value));
    };
    if (scenario.rate)
        add("rate", scenario.rate->toString());
    if (scenario.rateFactor)
        add("rate_factor", scenario.rateFactor->toString());
    if (scenario.caps) {
        std::string caps;
        for (const Cap &cap : *scenario.caps)
            caps += (caps.empty() ? "" : ",") + toString(cap);
        add("cap", caps.empty() ? "none" : caps);
    }
    if (scenario.lifetime)
        add("lifetime", toString(*scenario.lifetime));
    if (scenario.capScope)
        add("cap_scope", toll::name(*scenario.capScope));
    if (scenario.overCap)
        add("over_cap", toll::name(*scenario.overCap));
    if (scenario.overageRate)
        add("overage_rate", scenario.overageRate->toString());
    if (scenario.renewal)
        add("renewal", toll::name(*scenario.renewal));
    if (scenario.align)
        add("align", toll::name(*scenario.align));
    for (const auto &[key, value] : {std::pair("discount", &scenario.discount), std::pair("minimum", &scenario.minimum),
             std::pair("maximum", &scenario.maximum), std::pair("volume_factor", &scenario.volumeFactor),
             std::pair("elasticity", &scenario.elasticity)})
        if (*value)
            add(key, (*value)->toString());
    if (!scenario.charge.empty())
        add("charge", scenario.charge);
    for (const auto &[key, value] : settingsOf(scenario.ofCharge))
        add(key.c_str(), value);
    return settings;
}

bool Scenario::changesNothing() const
{
    return !changesPrices() && !changesPlans() && !volumeFactor && !elasticity;
}

bool Scenario::changesPrices() const
{
    return rate || rateFactor || caps || lifetime || capScope || overCap || overageRate || renewal || align;
}

bool Scenario::changesPlans() const
{
    return plan || discount || minimum || maximum || !ofCharge.changesNothing();
}

Result<void> applySetting(Scenario &scenario, std::string_view assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos)
        return fail(ErrorCode::Syntax, "set", std::string(assignment), "key=value: " + settingNames);
    const std::string_view key = trimmed(assignment.substr(0, equals));
    const std::string_view value = trimmed(assignment.substr(equals + 1));
    Result<void> result = set(scenario, key, value);
    if (!result && result.error().where.empty())
        result.error().where = std::string(key);
    return result;
}

Checked<Scenario> parseScenario(const Json &document)
{
    Scenario scenario;
    std::vector<Error> faults;
    if (!document.asObject())
        return std::unexpected(std::vector{Error{ErrorCode::Syntax, "", document.dump(), "{…}", 0}});
    for (const auto &[key, value] : *document.asObject()) {
        const std::string *text = value.asString();
        if (key == "set" && value.asObject()) {
            for (const auto &[name, setting] : *value.asObject()) {
                if (const Result<void> done = setFrom(scenario, name, setting); !done)
                    faults.push_back({done.error().code, placeOf(name, done.error()), done.error().found,
                        done.error().expected, 0});
            }
        } else if (key == "plan" && value.asObject()) {
            Checked<Plan> plan = parsePlan(value);
            if (plan)
                scenario.plan = std::move(*plan);
            else
                for (const Error &fault : plan.error())
                    faults.push_back({fault.code, "/plan" + fault.where, fault.found, fault.expected, 0});
        } else if (key == "name" && text) {
            scenario.name = *text;
        } else if (key == "on" && text) {
            const Result<Selection> on = parseSelection(*text);
            if (on)
                scenario.on = *on;
            else
                faults.push_back({on.error().code, '/' + on.error().where, on.error().found, on.error().expected, 0});
        } else {
            const bool isText = key == "name" || key == "on";
            const bool isKnown = isText || key == "set" || key == "plan";
            faults.push_back({isKnown ? ErrorCode::Syntax : ErrorCode::UnknownKey, "/" + key,
                isKnown ? value.dump() : key, isText ? "\"…\"" : isKnown ? "{…}" : "name, on, set, plan", 0});
        }
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return scenario;
}

Json toJson(const Scenario &scenario)
{
    Json json;
    if (!scenario.name.empty())
        json.set("name", scenario.name);
    if (const std::string on = toString(scenario.on); !on.empty())
        json.set("on", on);
    Json settings{Json::Object()};
    for (const std::string &setting : settingsOf(scenario)) {
        const std::size_t equals = setting.find('=');
        const std::string key = setting.substr(0, equals);
        const std::string text = setting.substr(equals + 1);
        const Result<Json> value = isWrittenAsJson(key) ? parseJson(text) : Result<Json>(Json(text));
        settings.set(key, value.value_or(Json(text))); // "none" is no JSON
    }
    json.set("set", std::move(settings));
    if (scenario.plan)
        json.set("plan", toJson(*scenario.plan));
    return json;
}

} // namespace toll
