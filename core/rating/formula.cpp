// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/statement.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::size_t termsShown = 3;
constexpr int percentPlaces = 2;

std::string capped(std::int64_t n, const std::optional<std::int64_t> &allowance)
{
    return allowance ? "min(" + std::to_string(n) + ", " + std::to_string(*allowance) + ")" : std::to_string(n);
}

/// What the period adds to min(N, C·T) of one term.
std::string termText(const TermPart &term)
{
    if (term.before == 0)
        return capped(term.n, term.allowance);
    return capped(term.before + term.n, term.allowance) + " − " + capped(term.before, term.allowance);
}

bool sumsWindows(const LinePart &part)
{
    return part.price.capScope == CapScope::EachWindow && part.price.overCap != OverCap::Reject
        && !part.price.caps.empty();
}

std::string unitsText(const LinePart &part, bool isCapped)
{
    if (!isCapped || part.price.caps.empty())
        return std::to_string(part.applied.billable);
    if (sumsWindows(part))
        return std::to_string(part.applied.billable);
    std::vector<const TermPart *> used;
    for (const TermPart &term : part.terms)
        if (term.n > 0)
            used.push_back(&term);
    // Under reject the windows limit as well, so that min(N, C·T) alone would not give the number.
    if (used.empty() || used.size() > termsShown || part.price.overCap == OverCap::Reject)
        return std::to_string(part.applied.billable);
    std::string text;
    for (const TermPart *term : used)
        text += (text.empty() ? "" : " + ") + termText(*term);
    const bool isSum = used.size() > 1 || used.front()->before > 0;
    return isSum ? "(" + text + ")" : text;
}

std::string partText(const LinePart &part, const StatementLine &line)
{
    std::string text = part.price.rate.toString() + " × " + unitsText(part, line.isCapped);
    if (part.price.overCap == OverCap::Charge && part.applied.over > 0)
        text += " + " + part.price.overageRate.value_or(part.price.rate).toString() + " × "
            + std::to_string(part.applied.over);
    return text;
}

std::string powerOfTen(int places)
{
    return "1" + std::string(static_cast<std::size_t>(places), '0');
}

/// A rate times the units, token by token.
std::string linearFormula(const StatementLine &line)
{
    std::string text;
    const std::size_t shown = std::min(line.parts.size(), termsShown);
    for (std::size_t i = 0; i < shown; ++i)
        text += (text.empty() ? "" : " + ") + partText(line.parts[i], line);
    if (line.parts.size() > shown)
        text += " + … (" + std::to_string(line.parts.size()) + ")";
    if (text.empty())
        text = "0";
    if (line.isCapped && line.parts.size() == 1 && sumsWindows(line.parts.front()))
        text = line.parts.front().price.rate.toString() + " × Σ min(nᵢ, Cᵢ) = " + text;
    const int places = line.perPlaces + (line.shape == "percentage" ? percentPlaces : 0);
    if (places > 0)
        text = (line.parts.size() > 1 ? "(" + text + ")" : text) + " ÷ " + powerOfTen(places);
    return text + " = " + line.exact.toString();
}

/// What one rule did, in numbers; empty where it did nothing.
std::string stepText(const StatementLine &line, const LineStep &step)
{
    switch (line.kind) {
    case LineKind::Shape:
        return step.quantity == 0 ? "" : step.factor.toString() + " × " + std::to_string(step.quantity);
    case LineKind::Slices:
    case LineKind::Load:
        return step.base.isZero() ? "" : step.base.toString() + " × (" + step.factor.toString() + " − 1)";
    case LineKind::ServiceLevel:
        if (step.base.isZero())
            return "";
        return step.base.toString() + " × −" + step.factor.toString() + (step.rule.starts_with('p') ? " %" : "");
    case LineKind::Discount:
        return step.rule == "percent" ? step.base.toString() + " × −" + step.factor.toString() + " %"
                                      : "−min(" + step.factor.toString() + ", " + step.base.toString() + ")";
    case LineKind::Maximum:
    case LineKind::Minimum:
        return step.factor.toString() + " − " + step.base.toString();
    case LineKind::Tax:
        return step.base.toString() + " × " + step.factor.toString() + " %";
    default:
        return "";
    }
}

/// What the closed period would be now, less what it was closed at and what was adjusted already.
std::string adjustmentFormula(const StatementLine &line, const LateAdjustment &late)
{
    const auto less = [](const Decimal &amount) {
        return amount.isNegative() ? " − (" + amount.toString() + ")" : " − " + amount.toString();
    };
    std::string text = late.now.toString() + less(late.frozen);
    if (!late.adjusted.isZero())
        text += less(late.adjusted);
    return text + " = " + line.exact.toString();
}

} // namespace

void LinePart::addNotBillable(std::int16_t status, std::int64_t units)
{
    notBillable += units;
    const auto known = std::ranges::find(notBillableBy, status, &StatusUnits::status);
    if (known == notBillableBy.end())
        notBillableBy.push_back({status, units});
    else
        known->units += units;
}

std::string_view name(LineKind kind)
{
    static constexpr std::array<std::string_view, 13> names{"allowance", "shape", "slices", "load", "service_level",
        "outside_term", "unknown", "unpriced", "discount", "maximum", "minimum", "tax", "adjustment"};
    return names[static_cast<std::size_t>(kind)];
}

std::string formulaOf(const StatementLine &line)
{
    if (line.kind == LineKind::Shape && line.shape == "fixed")
        return line.steps.front().factor.toString() + " × " + std::to_string(line.days) + " ÷ "
            + std::to_string(line.daysOfPeriod) + " = " + line.exact.toString();
    if (line.late)
        return adjustmentFormula(line, *line.late);
    if (line.steps.empty())
        return line.kind == LineKind::Shape ? linearFormula(line) : "0";
    std::string text;
    for (const LineStep &step : line.steps)
        if (const std::string part = stepText(line, step); !part.empty())
            text += (text.empty() ? "" : " + ") + part;
    if (text.empty())
        text = "0";
    if (line.kind == LineKind::Shape && line.perPlaces > 0)
        text = "(" + text + ") ÷ " + powerOfTen(line.perPlaces);
    return text + " = " + line.exact.toString();
}

} // namespace toll
