// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <concepts>
#include <type_traits>

namespace toll {

/// T, const or not.
template<typename T, typename Of>
concept Is = std::same_as<std::remove_const_t<T>, Of>;

// Every kind of thing names its members once; the archive writes or reads them.

void members(auto &archive, Is<Interval> auto &span)
{
    archive("begin", span.begin);
    archive("end", span.end);
}

void members(auto &archive, Is<Currency> auto &currency)
{
    archive("code", currency.code);
    archive("digits", currency.minorDigits);
}

void members(auto &archive, Is<ScopeResult> auto &result)
{
    archive("billable", result.billable);
    archive("over", result.over);
}

void members(auto &archive, Is<FullWindow> auto &window)
{
    archive("span", window.span);
    archive("cap", window.cap);
    archive("over", window.over);
}

void members(auto &archive, Is<StatusUnits> auto &units)
{
    archive("status", units.status);
    archive("units", units.units);
}

void members(auto &archive, Is<OutsideUnits> auto &units)
{
    archive("before_first", units.beforeFirst);
    archive("ended", units.ended);
    archive("revoked", units.revoked);
}

void members(auto &archive, Is<NearRule> auto &rule)
{
    archive("charge", rule.charge);
    archive("field", rule.field);
    archive("pattern", rule.pattern);
    archive("value", rule.value);
    archive("taken_by", rule.takenBy);
    archive("requests", rule.requests);
}

void members(auto &archive, Is<Term> auto &term)
{
    archive("span", term.span);
    archive("number", term.number);
    archive("wall", term.wall);
}

void members(auto &archive, Is<TermPart> auto &part)
{
    archive("term", part.term);
    archive("allowance", part.allowance);
    archive("before", part.before);
    archive("n", part.n);
    archive("billable", part.billable);
    archive("over", part.over);
}

void members(auto &archive, Is<TokenPrice> auto &price)
{
    archive("rate", price.rate);
    archive("caps", price.caps);
    archive("lifetime", price.lifetime);
    archive("cap_scope", price.capScope);
    archive("over_cap", price.overCap);
    archive("overage_rate", price.overageRate);
    archive("align", price.align);
    archive("renewal", price.renewal);
}

void members(auto &archive, Is<LinePart> auto &part)
{
    archive("token", part.token);
    archive("price", part.price);
    archive("terms", part.terms);
    archive("quantity", part.quantity);
    archive("n", part.n);
    archive("not_billable", part.notBillable);
    archive("not_billable_by", part.notBillableBy);
    archive("absent_status", part.absentStatus);
    archive("outside_term", part.outsideTerm);
    archive("outside_by", part.outsideBy);
    archive("given", part.given);
    archive("share", part.share);
    archive("refused", part.refused);
    archive("applied", part.applied);
    archive("other", part.other);
    archive("windows", part.windows);
    archive("full_windows", part.fullWindows);
    archive("fullest", part.fullest);
    archive("exact", part.exact);
    archive("other_exact", part.otherExact);
    archive("amount", part.amount);
}

void members(auto &archive, Is<LineStep> auto &step)
{
    archive("rule", step.rule);
    archive("up_to", step.upTo);
    archive("quantity", step.quantity);
    archive("base", step.base);
    archive("factor", step.factor);
    archive("exact", step.exact);
    archive("tag", step.tag);
}

void members(auto &archive, Is<IdleRule> auto &rule)
{
    archive("kind", rule.kind);
    archive("rule", rule.rule);
    archive("factor", rule.factor);
}

void members(auto &archive, Is<LateAdjustment> auto &late)
{
    archive("of", late.of);
    archive("now", late.now);
    archive("frozen", late.frozen);
    archive("adjusted", late.adjusted);
    archive("outside_term", late.outsideTerm);
    archive("closed_at", late.closedAt);
    archive("events", late.events);
    archive("first_arrival", late.firstArrival);
    archive("last_arrival", late.lastArrival);
}

void members(auto &archive, Is<StatementLine> auto &line)
{
    archive("charge", line.charge);
    archive("shape", line.shape);
    archive("kind", line.kind);
    archive("version", line.version);
    archive("in_force_from", line.inForceFrom);
    archive("agreement", line.agreement);
    archive("period", line.period);
    archive("meter", line.meter);
    archive("quantity", line.quantity);
    archive("billable", line.billable);
    archive("n", line.n);
    archive("given", line.given);
    archive("per_places", line.perPlaces);
    archive("steps", line.steps);
    archive("idle", line.idle);
    archive("match", line.match);
    archive("near", line.near);
    archive("days", line.days);
    archive("days_of_period", line.daysOfPeriod);
    archive("capped", line.isCapped);
    archive("parts", line.parts);
    archive("exact", line.exact);
    archive("other_exact", line.otherExact);
    archive("amount", line.amount);
    archive("late", line.late);
    archive("explained", line.explained);
}

void members(auto &archive, Is<Conversion> auto &conversion)
{
    archive("currency", conversion.currency);
    archive("date", conversion.date);
    archive("rate", conversion.rate);
    archive("source", conversion.source);
    archive("total", conversion.total);
}

void members(auto &archive, Is<Closure> auto &closure)
{
    archive("at", closure.at);
    archive("by", closure.by);
    archive("language", closure.language);
}

void members(auto &archive, Is<FutureUse> auto &use)
{
    archive("file", use.file);
    archive("events", use.events);
    archive("first", use.first);
    archive("last", use.last);
    archive("arrived", use.arrived);
}

void members(auto &archive, Is<Statement::TokenName> auto &token)
{
    archive("id", token.id.text);
    archive("name", token.name);
    archive("tags", token.tags);
}

void members(auto &archive, Is<Statement> auto &statement)
{
    archive("currency", statement.currency);
    archive("timezone", statement.timezone);
    archive("plan", statement.plan);
    archive("rounding", statement.rounding);
    archive("billable", statement.billableStatuses);
    archive("period", statement.period);
    archive("tokens", statement.tokens);
    archive("lines", statement.lines);
    archive("total", statement.total);
    archive("converted", statement.converted);
    archive("closed", statement.closed);
    archive("future", statement.future);
}

} // namespace toll
