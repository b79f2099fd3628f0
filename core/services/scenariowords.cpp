// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/scenariowords.h"

#include "core/money/percent.h"
#include "core/services/figures.h"
#include "core/services/wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ScenarioWords)
};

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

QString capsText(const std::vector<Cap> &caps)
{
    QStringList texts;
    for (const Cap &cap : caps)
        texts << label(cap);
    return texts.isEmpty() ? Words::tr("no cap") : texts.join(Words::tr(" and ", "between two caps"));
}

QString customerName(const std::string &id, const Baseline *history)
{
    for (const BaselineCustomer &customer : history ? history->customers : std::vector<BaselineCustomer>())
        if (customer.id.text == id)
            return textOf(customer.name);
    return textOf(id);
}

QString tokenName(const std::string &id, const Baseline *history)
{
    for (const BaselineCustomer &customer : history ? history->customers : std::vector<BaselineCustomer>())
        for (const RatedToken &token : customer.tokens)
            if (token.id.text == id)
                return textOf(token.name);
    return textOf(id);
}

QString shiftText(std::int64_t ms)
{
    const QString length = label(Lifetime(Span{Span::Kind::Exact, ms < 0 ? -ms : ms}));
    return ms < 0 ? Words::tr("everything happens %1 earlier").arg(length)
                  : Words::tr("everything happens %1 later").arg(length);
}

void addPlanWords(QStringList &words, const Scenario &change)
{
    if (change.plan)
        words << Words::tr("Plan “%1” instead of theirs").arg(textOf(change.plan->name));
    if (change.discount)
        words << Words::tr("Discount %1%").arg(decimalFigure(*change.discount));
    if (change.minimum)
        words << Words::tr("Minimum %1 a period").arg(decimalFigure(*change.minimum));
    if (change.maximum)
        words << Words::tr("Maximum %1 a period").arg(decimalFigure(*change.maximum));
}

QString tiersText(const std::vector<Tier> &tiers)
{
    QStringList texts;
    for (const Tier &tier : tiers)
        texts << (tier.upTo ? Words::tr("%1 up to %2", "rate, units")
                                  .arg(decimalFigure(tier.rate), countFigure(*tier.upTo))
                            : Words::tr("then %1", "rate of the last tier").arg(decimalFigure(tier.rate)));
    return texts.join(QStringLiteral(", "));
}

QString slicesText(const std::vector<Slice> &slices)
{
    QStringList texts;
    for (const Slice &slice : slices)
        texts << Words::tr("%1 × %2", "hours, multiplier")
                     .arg(textOf(toString(slice.hours)), decimalFigure(slice.multiplier));
    return texts.isEmpty() ? Words::tr("none", "no time slices") : texts.join(QStringLiteral(", "));
}

void addChargeWords(QStringList &words, const Scenario &scenario)
{
    const ChargeChange &change = scenario.ofCharge;
    if (change.tiers)
        words << Words::tr("Tiers: %1").arg(tiersText(*change.tiers));
    if (change.tierBy)
        words << (*change.tierBy == TierBy::Request ? Words::tr("Tiers by the size of a request")
                                                    : Words::tr("Tiers by the period’s quantity"));
    if (change.slices)
        words << Words::tr("Time slices: %1").arg(slicesText(*change.slices));
    if (change.size)
        words << Words::tr("Blocks of %1 units").arg(countFigure(*change.size));
    if (change.percent)
        words << Words::tr("Share of %1%").arg(decimalFigure(*change.percent));
    if (change.amount)
        words << Words::tr("Fee %1 a period").arg(decimalFigure(*change.amount));
    if (change.allowance)
        words << Words::tr("Allowance of %1 units").arg(countFigure(*change.allowance));
    if (change.perPlaces)
        words << Words::tr("Rate per 10^%1 units").arg(countFigure(*change.perPlaces));
    if (change.load)
        words << (change.load->empty() ? Words::tr("No prices by load") : Words::tr("Other prices by load"));
    if (change.serviceLevel)
        words << (change.serviceLevel->empty() ? Words::tr("No credits for slow answers")
                                               : Words::tr("Other credits for slow answers"));
    if (scenario.align)
        words << (*scenario.align == Alignment::Calendar ? Words::tr("Windows of the calendar")
                                                         : Words::tr("Windows from the term’s start"));
    if (!scenario.charge.empty())
        words << Words::tr("only charge “%1”").arg(textOf(scenario.charge));
}

ReadyQuestion question(const char *id, const QString &text, const char *setting)
{
    ReadyQuestion one{text, QString::fromLatin1(id), {}};
    one.set.changes.resize(1);
    if (!applySetting(one.set.changes.front(), setting))
        one.set.changes.clear();
    return one;
}

} // namespace

QString selectionWords(const Selection &on, const Baseline *history)
{
    switch (on.kind) {
    case Selection::Kind::All:
        return Words::tr("All tokens");
    case Selection::Kind::Customer:
        return Words::tr("Customer: %1").arg(customerName(on.value, history));
    case Selection::Kind::Plan:
        return Words::tr("Plan: %1").arg(textOf(on.value));
    case Selection::Kind::Tag:
        return Words::tr("Tag: %1").arg(textOf(on.value));
    case Selection::Kind::Token:
        return Words::tr("Token: %1").arg(tokenName(on.value, history));
    case Selection::Kind::Filter:
        return Words::tr("Filter: %1").arg(textOf(on.value));
    }
    return {};
}

QStringList changeWords(const Scenario &change)
{
    QStringList words;
    if (change.volumeFactor)
        words << Words::tr("Requests × %1").arg(decimalFigure(*change.volumeFactor));
    if (change.rate)
        words << Words::tr("Rate %1").arg(decimalFigure(*change.rate));
    if (change.rateFactor)
        words << Words::tr("Rate × %1").arg(decimalFigure(*change.rateFactor));
    if (change.caps)
        words << Words::tr("Cap %1", "a cap such as 150 a day").arg(capsText(*change.caps));
    if (change.lifetime)
        words << Words::tr("Lifetime %1").arg(label(*change.lifetime));
    if (change.capScope)
        words << Words::tr("Cap counts over the %1", "whole term or each window").arg(label(*change.capScope));
    if (change.overCap)
        words << Words::tr("Over the cap: %1").arg(label(*change.overCap));
    if (change.overageRate)
        words << Words::tr("Rate over the cap %1").arg(decimalFigure(*change.overageRate));
    if (change.renewal)
        words << (*change.renewal == Renewal::Auto ? Words::tr("Terms renew by themselves")
                                                   : Words::tr("Terms do not renew"));
    addPlanWords(words, change);
    addChargeWords(words, change);
    if (change.elasticity)
        words << Words::tr("Elasticity of demand %1").arg(decimalFigure(*change.elasticity));
    return words;
}

QStringList assumptionWords(const Assumptions &assumptions)
{
    QStringList words;
    if (!assumptions.churn.isZero()) {
        const Decimal percent = percentOfShare(assumptions.churn).value_or(Decimal());
        words << Words::tr("%1% of the customers leave (seed %2)")
                     .arg(decimalFigure(percent), QString::number(assumptions.seed));
    }
    if (assumptions.shift != 0)
        words << shiftText(assumptions.shift);
    for (const AddedCustomer &added : assumptions.newCustomers)
        words << Words::tr("a new customer “%1” with %2 times the use of %3")
                     .arg(textOf(added.name), decimalFigure(added.volume), textOf(added.like));
    if (assumptions.upstreamFactor != Decimal(1))
        words << Words::tr("providers charge %1 times as much").arg(decimalFigure(assumptions.upstreamFactor));
    return words;
}

QString setWords(const ScenarioSet &set, const Baseline *history)
{
    QStringList parts;
    for (const Scenario &change : set.changes) {
        const QString words = changeWords(change).join(QStringLiteral(", "));
        if (words.isEmpty())
            continue;
        parts << (change.on.kind == Selection::Kind::All
                ? words
                : Words::tr("%1: %2", "which tokens, what is changed").arg(selectionWords(change.on, history), words));
    }
    parts << assumptionWords(set.assumptions);
    return parts.isEmpty() ? Words::tr("nothing is changed") : parts.join(QStringLiteral(" · "));
}

QString parameterLabel(const std::string &key)
{
    if (key == "rate")
        return Words::tr("Rate");
    if (key == "rate_factor")
        return Words::tr("Rate, times today's");
    if (key == "cap")
        return Words::tr("Cap");
    if (key == "lifetime")
        return Words::tr("Lifetime");
    if (key == "overage_rate")
        return Words::tr("Rate over the cap");
    if (key == "discount")
        return Words::tr("Discount in %");
    if (key == "minimum")
        return Words::tr("Minimum a period");
    if (key == "maximum")
        return Words::tr("Maximum a period");
    return textOf(key);
}

QString parameterText(const std::string &key, const std::string &value)
{
    Scenario scenario;
    if (applySetting(scenario, key + '=' + value)) {
        if (scenario.caps)
            return capsText(*scenario.caps);
        if (scenario.lifetime)
            return label(*scenario.lifetime);
    }
    const Result<Decimal> number = Decimal::parse(value);
    return number ? decimalFigure(*number) : textOf(value);
}

std::vector<ReadyQuestion> readyQuestions()
{
    return {question("prices", Words::tr("What if prices rise by 10 %?"), "rate_factor=1.1"),
        question("traffic", Words::tr("What if traffic doubles?"), "volume_factor=2"),
        question("lifetimes", Words::tr("What if tokens live 30 days?"), "lifetime=P30D")};
}

} // namespace toll
