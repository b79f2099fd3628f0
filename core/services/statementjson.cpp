// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/statementjson.h"

#include "core/services/wording.h"

#include <algorithm>
#include <functional>
#include <map>
#include <span>

namespace toll {

namespace {

Json spanJson(const Interval &span)
{
    Json json;
    json.set("start", toRfc3339(span.begin));
    json.set("end", span.end == latestInstant ? Json() : Json(toRfc3339(span.end)));
    return json;
}

Json optionalNumber(std::optional<std::int64_t> value)
{
    return value ? Json(*value) : Json();
}

/// One cap as a string, several as an array, none as null (billing-rules.md 18).
Json capJson(const std::vector<Cap> &caps)
{
    if (caps.empty())
        return {};
    if (caps.size() == 1)
        return toString(caps.front());
    Json::Array texts;
    for (const Cap &cap : caps)
        texts.emplace_back(toString(cap));
    return texts;
}

void addPrice(Json &json, const TokenPrice &price, const StatementLine &line)
{
    json.set(line.shape == "percentage" ? "percent" : "rate", price.rate.toString());
    if (!line.isCapped)
        return;
    json.set("cap", capJson(price.caps));
    json.set("lifetime", toString(price.lifetime));
    json.set("cap_scope", name(price.capScope));
    json.set("over_cap", name(price.overCap));
    json.set("overage_rate",
        price.overCap == OverCap::Charge ? Json(price.overageRate.value_or(price.rate).toString()) : Json());
    if (price.throttleTo)
        json.set("throttle_to", toString(*price.throttleTo));
}

/// The sum over terms of C x T; null as soon as one of them has no limit.
std::optional<std::int64_t> allowanceOf(std::span<const LinePart> parts)
{
    std::int64_t sum = 0;
    for (const LinePart &part : parts) {
        for (const TermPart &term : part.terms) {
            if (!term.allowance || __builtin_add_overflow(sum, *term.allowance, &sum))
                return {};
        }
    }
    return sum;
}

template<typename Value>
std::int64_t total(std::span<const LinePart> parts, Value value)
{
    std::int64_t sum = 0;
    for (const LinePart &part : parts)
        sum += std::invoke(value, part);
    return sum;
}

Json otherScope(std::span<const LinePart> parts, const Decimal &exact)
{
    Json json;
    const bool wholeTerm = parts.front().price.capScope == CapScope::WholeTerm;
    json.set("cap_scope", name(wholeTerm ? CapScope::EachWindow : CapScope::WholeTerm));
    json.set("within", total(parts, [](const LinePart &part) { return part.other.billable; }));
    json.set("over", total(parts, [](const LinePart &part) { return part.other.over; }));
    json.set("exact", exact.toString());
    return json;
}

/// The counts that F = R x min(N, C x T) is made of, over one part or several.
void addCounts(Json &json, std::span<const LinePart> parts, const Decimal &otherExact, bool isCapped)
{
    if (isCapped) {
        json.set("windows", total(parts, &LinePart::windows));
        const std::optional<std::int64_t> allowance = allowanceOf(parts);
        json.set("allowance", optionalNumber(allowance));
        json.set("ct", optionalNumber(allowance));
    }
    json.set("n", total(parts, &LinePart::n));
    json.set("given", total(parts, &LinePart::given));
    json.set("within", total(parts, [](const LinePart &part) { return part.applied.billable; }));
    json.set("over", total(parts, [](const LinePart &part) { return part.applied.over; }));
    json.set("absent_status", total(parts, &LinePart::absentStatus));
    json.set("not_billable", total(parts, &LinePart::notBillable));
    json.set("outside_term", total(parts, &LinePart::outsideTerm));
    if (!isCapped)
        return;
    json.set("refused", total(parts, &LinePart::refused));
    json.set("full_windows", total(parts, &LinePart::fullWindows));
    json.set("other_scope", otherScope(parts, otherExact));
}

Json termsJson(const LinePart &part)
{
    Json::Array terms;
    for (const TermPart &term : part.terms) {
        Json json = spanJson(term.term.span);
        json.set("number", term.term.number);
        json.set("allowance", optionalNumber(term.allowance));
        json.set("before", term.before);
        json.set("n", term.n);
        json.set("within", term.billable);
        json.set("over", term.over);
        terms.push_back(std::move(json));
    }
    return terms;
}

Json fullestJson(const std::optional<FullWindow> &window)
{
    if (!window)
        return {};
    Json json = spanJson(window->span);
    json.set("cap", window->cap);
    json.set("over", window->over);
    return json;
}

Json partJson(const LinePart &part, const StatementLine &line, const Statement &statement)
{
    Json json;
    if (part.token < statement.tokens.size()) {
        json.set("id", statement.tokens[part.token].id.text);
        json.set("name", statement.tokens[part.token].name);
    }
    if (line.kind != LineKind::Shape || line.shape == "fixed") {
        json.set("quantity", part.quantity);
        if (part.share)
            json.set("share", *part.share);
        json.set("amount", part.amount.toFixed(statement.currency.minorDigits));
        return json;
    }
    json.set("quantity", part.quantity);
    if (line.steps.empty())
        addPrice(json, part.price, line);
    addCounts(json, std::span(&part, 1), part.otherExact, line.isCapped);
    if (line.isCapped) {
        json.set("terms", termsJson(part));
        json.set("fullest_window", fullestJson(part.fullest));
    }
    json.set("exact", part.exact.toString());
    json.set("amount", part.amount.toFixed(statement.currency.minorDigits));
    return json;
}

/// A tier, a block, a slice, a band, a credit or an adjustment with its numbers, named as the plan file names them.
Json stepJson(const LineStep &step, const StatementLine &line)
{
    Json json;
    switch (line.kind) {
    case LineKind::Shape:
        json.set(line.shape == "package" ? "size" : "up_to", optionalNumber(step.upTo));
        json.set("rate", step.factor.toString());
        json.set(line.shape == "package" ? "blocks" : "quantity", step.quantity);
        json.set("exact", step.exact.toString());
        return json;
    case LineKind::Slices:
        json.set("hours", step.rule).set("multiplier", step.factor.toString());
        break;
    case LineKind::Load:
        json.set("above", step.rule.substr(2)).set("multiplier", step.factor.toString());
        break;
    case LineKind::ServiceLevel:
        json.set("slower", step.rule);
        json.set(step.rule.starts_with('p') ? "credit_percent" : "credit", step.factor.toString());
        break;
    case LineKind::Discount:
        json.set(step.rule, step.factor.toString());
        if (!step.tag.empty())
            json.set("tag", step.tag);
        break;
    case LineKind::Maximum:
    case LineKind::Minimum:
        json.set(std::string(name(line.kind)), step.factor.toString());
        break;
    default:
        json.set("percent", step.factor.toString());
    }
    json.set("base", step.base.toString());
    if (line.kind < LineKind::Discount)
        json.set("quantity", step.quantity);
    return json.set("exact", step.exact.toString());
}

void addSteps(Json &json, const StatementLine &line)
{
    if (line.shape == "fixed") {
        json.set("fee", line.steps.front().factor.toString());
        json.set("days", line.days).set("days_of_period", line.daysOfPeriod);
        return;
    }
    if (line.steps.empty())
        return;
    Json::Array steps;
    for (const LineStep &step : line.steps)
        steps.push_back(stepJson(step, line));
    json.set(line.kind == LineKind::Shape && line.shape != "package" ? "tiers" : "rules", std::move(steps));
}

Json nearJson(const std::vector<NearRule> &near)
{
    Json::Array rules;
    for (const NearRule &rule : near) {
        Json json;
        json.set("charge", rule.charge);
        if (rule.takenBy.empty())
            json.set("field", rule.field).set("wanted", rule.pattern).set("found", rule.value);
        else
            json.set("taken_by", rule.takenBy);
        rules.push_back(json.set("requests", rule.requests));
    }
    return rules;
}

/// Why the line is this one and not another: version, patterns, what nearly matched, what was not billed and why.
void addReasons(Json &json, const StatementLine &line)
{
    if (line.inForceFrom)
        json.set("in_force_from", toRfc3339(*line.inForceFrom));
    if (line.agreement > 0)
        json.set("agreement", line.agreement);
    if (!line.match.empty()) {
        Json match;
        for (const auto &[field, pattern] : line.match)
            match.set(field, pattern);
        json.set("match", std::move(match));
    }
    if (!line.near.empty())
        json.set("near", nearJson(line.near));
    if (!line.idle.empty()) {
        Json::Array rules;
        for (const IdleRule &idle : line.idle)
            rules.push_back(Json()
                                .set("kind", name(idle.kind))
                                .set("rule", idle.rule)
                                .set("factor", idle.factor.toString()));
        json.set("idle_rules", std::move(rules));
    }
    std::map<std::int16_t, std::int64_t> byStatus;
    OutsideUnits outside;
    for (const LinePart &part : line.parts) {
        for (const StatusUnits &units : part.notBillableBy)
            byStatus[units.status] += units.units;
        outside.beforeFirst += part.outsideBy.beforeFirst;
        outside.ended += part.outsideBy.ended;
        outside.revoked += part.outsideBy.revoked;
    }
    if (!byStatus.empty()) {
        Json::Array statuses;
        for (const auto &[status, units] : byStatus)
            statuses.push_back(Json().set("status", std::int64_t(status)).set("units", units));
        json.set("not_billable_by", std::move(statuses));
    }
    if (outside != OutsideUnits())
        json.set("outside_by",
            Json()
                .set("before_first_term", outside.beforeFirst)
                .set("term_ended", outside.ended)
                .set("revoked", outside.revoked));
}

/// The amounts that an adjustment is the difference of, and what came late.
void addLate(Json &json, const LateAdjustment &late, const Statement &statement)
{
    const auto amount = [&](const Decimal &value) { return value.toFixed(statement.currency.minorDigits); };
    json.set("adjusts", name(late.of)).set("now", amount(late.now)).set("closed", amount(late.frozen));
    json.set("adjusted", amount(late.adjusted)).set("outside_term", late.outsideTerm);
    json.set("closed_at", toRfc3339(late.closedAt)).set("late_events", late.events);
    json.set("first_arrival", late.events > 0 ? Json(toRfc3339(late.firstArrival)) : Json());
    json.set("last_arrival", late.events > 0 ? Json(toRfc3339(late.lastArrival)) : Json());
}

Json inputsJson(const StatementLine &line, const Statement &statement)
{
    Json json = Json::Object{};
    if (line.kind != LineKind::Shape || line.parts.empty() || line.shape == "fixed") {
        json.set("n", line.n);
    } else {
        const TokenPrice &price = line.parts.front().price;
        const bool samePrice =
            std::ranges::all_of(line.parts, [&](const LinePart &part) { return part.price == price; });
        if (samePrice && line.steps.empty())
            addPrice(json, price, line);
        json.set("per", Json::Number{"1" + std::string(static_cast<std::size_t>(line.perPlaces), '0')});
        addCounts(json, line.parts, line.otherExact, line.isCapped);
        if (line.parts.size() == 1 && line.isCapped) {
            json.set("terms", termsJson(line.parts.front()));
            json.set("fullest_window", fullestJson(line.parts.front().fullest));
        }
    }
    if (line.late)
        addLate(json, *line.late, statement);
    else
        addSteps(json, line);
    addReasons(json, line);
    if (line.kind == LineKind::Allowance) {
        const bool isDivided =
            std::ranges::any_of(line.parts, [](const LinePart &part) { return part.share.has_value(); });
        json.set("allowance_policy", isDivided ? "fixed_shares" : "shared_pool");
    }
    const bool isDividedAlone = line.parts.size() == 1 && line.parts.front().share;
    if (line.parts.size() > 1 || isDividedAlone) {
        Json::Array parts;
        for (const LinePart &part : line.parts)
            parts.push_back(partJson(part, line, statement));
        json.set("tokens", std::move(parts));
    }
    return json;
}

Json lineJson(const StatementLine &line, const Statement &statement, const Zone &zone)
{
    Json json;
    json.set("charge", line.charge);
    json.set("kind", name(line.kind));
    json.set("version", line.version);
    json.set("period", spanJson(line.period));
    json.set("meter", line.meter);
    json.set("quantity", line.quantity);
    json.set("billable", line.billable);
    json.set("formula", formulaOf(line));
    json.set("inputs", inputsJson(line, statement));
    json.set("exact", line.exact.toString());
    json.set("amount", line.amount.toFixed(statement.currency.minorDigits));
    json.set("explanation", explanation(line, statement, zone).join(QChar(u'\n')).toStdString());
    return json;
}

Json conversionJson(const Conversion &conversion)
{
    Json json;
    json.set("currency", conversion.currency.code);
    json.set("date", conversion.date);
    if (!conversion.total)
        return json.set("rate", Json()).set("total", Json());
    json.set("rate", conversion.rate.toString()).set("source", conversion.source);
    return json.set("total", conversion.total->toFixed(conversion.currency.minorDigits));
}

} // namespace

Json toJson(const Statement &statement, const Zone &zone)
{
    Json json;
    json.set("currency", statement.currency.code);
    json.set("timezone", statement.timezone);
    json.set("plan", statement.plan);
    json.set("rounding", name(statement.rounding));
    Json::Array statuses;
    for (const std::string &status : statement.billableStatuses)
        statuses.emplace_back(status);
    json.set("billable", std::move(statuses));
    Json period;
    period.set("start", statement.period ? Json(toRfc3339(statement.period->begin)) : Json());
    period.set("end", statement.period ? Json(toRfc3339(statement.period->end)) : Json());
    json.set("period", std::move(period));
    Json::Array lines;
    for (const StatementLine &line : statement.lines)
        lines.push_back(lineJson(line, statement, zone));
    json.set("lines", std::move(lines));
    json.set("total", statement.total.toFixed(statement.currency.minorDigits));
    if (statement.converted)
        json.set("converted", conversionJson(*statement.converted));
    if (statement.closed)
        json.set("closed", Json().set("at", toRfc3339(statement.closed->at)).set("by", statement.closed->by));
    if (!statement.future.empty()) {
        Json::Array future;
        for (const FutureUse &use : statement.future)
            future.push_back(Json()
                                 .set("file", use.file)
                                 .set("events", use.events)
                                 .set("first", toRfc3339(use.first))
                                 .set("last", toRfc3339(use.last))
                                 .set("arrived", toRfc3339(use.arrived)));
        json.set("future", std::move(future));
    }
    return json;
}

} // namespace toll
