// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/explanationsteps.h"

#include <QCoreApplication>

#include <algorithm>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(toll)
};

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QString text(const Decimal &value)
{
    return text(value.toString());
}

QString number(std::int64_t value)
{
    return QString::number(value);
}

/// Writes down the rules of one line.
class StepTeller {
public:
    StepTeller(const StatementLine &line, const Statement &statement) : m_line(line), m_statement(statement) { }

    QStringList sentences()
    {
        switch (m_line.kind) {
        case LineKind::Allowance:
            say(Words::tr("The plan gives the first units of a period free, in order of time: %1.")
                    .arg(number(m_line.quantity)));
            tellDivision();
            say(Words::tr("They use up no cap and no tier, and nothing is charged for them."));
            break;
        case LineKind::Shape:
            tellShape();
            break;
        case LineKind::Slices:
        case LineKind::Load:
        case LineKind::ServiceLevel:
            for (const LineStep &step : m_line.steps)
                tellModifier(step);
            break;
        default:
            for (const LineStep &step : m_line.steps)
                tellAdjustment(step);
        }
        return m_sentences;
    }

private:
    void say(const QString &sentence) { m_sentences.append(sentence); }

    [[nodiscard]] QString money(const Decimal &value) const
    {
        return text(value) + u' ' + text(m_statement.currency.code);
    }

    /// Who of the customer's tokens could use it.
    void tellDivision()
    {
        const bool isDivided =
            std::ranges::any_of(m_line.parts, [](const LinePart &part) { return part.share.has_value(); });
        if (isDivided)
            say(Words::tr("Each token has a fixed share of the allowance; what one leaves, no other may use."));
        else if (m_statement.tokens.size() > 1)
            say(Words::tr("The customer's tokens share one pool: whoever comes first."));
        if (!isDivided && m_line.parts.size() < 2)
            return;
        for (const LinePart &part : m_line.parts) {
            const QString token =
                part.token < m_statement.tokens.size() ? text(m_statement.tokens[part.token].name) : QString();
            say(part.share
                    ? Words::tr("Token %1: %2 of its %3.").arg(token, number(part.quantity), number(*part.share))
                    : Words::tr("Token %1: %2.").arg(token, number(part.quantity)));
        }
    }

    void tellShape()
    {
        if (m_line.steps.empty())
            return;
        if (m_line.shape == "fixed") {
            say(Words::tr("The fee for a whole period is %1. It is owed for %2 of its %3 days: %4.")
                    .arg(money(m_line.steps.front().factor), number(m_line.days), number(m_line.daysOfPeriod),
                        money(m_line.exact)));
            return;
        }
        if (m_line.shape == "package") {
            const LineStep &blocks = m_line.steps.front();
            say(Words::tr("Each started block of %1 costs %2. Started: %3. That makes %4.")
                    .arg(number(blocks.upTo.value_or(1)), money(blocks.factor), number(blocks.quantity),
                        money(m_line.exact)));
            return;
        }
        say(m_line.shape == "graduated" ? Words::tr("Each unit has the price of the tier it falls in.")
                                        : Words::tr("All units have the price of the tier the whole falls in."));
        std::int64_t from = 1;
        for (const LineStep &tier : m_line.steps) {
            tellTier(tier, from);
            from = tier.upTo.value_or(0) + 1;
        }
        say(Words::tr("That makes %1.").arg(money(m_line.exact)));
    }

    void tellTier(const LineStep &tier, std::int64_t from)
    {
        const QString rate = m_line.perPlaces > 0
            ? Words::tr("%1 per %2").arg(money(tier.factor), u'1' + QString(m_line.perPlaces, u'0'))
            : money(tier.factor);
        if (tier.quantity == 0) {
            if (m_line.billable > 0)
                say(Words::tr("No unit fell in the tier from %1 on, at %2.").arg(number(from), rate));
            return;
        }
        const QString units = number(tier.quantity);
        const QString amount = money(tier.exact);
        say(tier.upTo ? Words::tr("From %1 to %2, at %3: %4, which makes %5.")
                            .arg(number(from), number(*tier.upTo), rate, units, amount)
                      : Words::tr("From %1 on, at %2: %3, which makes %4.").arg(number(from), rate, units, amount));
    }

    void tellModifier(const LineStep &step)
    {
        if (step.quantity == 0)
            return;
        const QString rule = text(step.rule);
        const QString units = number(step.quantity);
        const QString base = money(step.base);
        const QString factor = text(step.factor);
        const QString change = money(step.exact);
        if (m_line.kind == LineKind::Slices)
            say(Words::tr("Units used %1: %2. Their price of %3 is multiplied by %4, a difference of %5.")
                    .arg(rule, units, base, factor, change));
        else if (m_line.kind == LineKind::Load)
            say(Words::tr("Units used while the load was %1 of the capacity: %2. Their price of %3 is multiplied by "
                          "%4, a difference of %5.")
                    .arg(rule, units, base, factor, change));
        else if (step.rule.starts_with('p'))
            say(Words::tr("The response time was %1 over the whole period: %2 % of %3 are credited, a difference of %4.")
                    .arg(rule, factor, base, change));
        else
            say(Words::tr("Units answered in %1: %2. Of their price of %3 the share %4 is credited, a difference of %5.")
                    .arg(rule, units, base, factor, change));
    }

    void tellAdjustment(const LineStep &step)
    {
        const QString base = money(step.base);
        const QString factor = text(step.factor);
        const QString change = money(step.exact);
        switch (m_line.kind) {
        case LineKind::Discount:
            if (!step.tag.empty())
                say(Words::tr("This discount is for tokens with the tag “%1” alone; they owe %2 so far.")
                        .arg(text(step.tag), base));
            say(step.rule == "percent"
                    ? Words::tr("A discount of %1 % on %2, the sum so far: %3.").arg(factor, base, change)
                    : Words::tr("A discount of %1 on %2, the sum so far: %3.").arg(money(step.factor), base, change));
            break;
        case LineKind::Maximum:
            say(Words::tr("The sum of %1 is above the maximum of %2. The difference: %3.")
                    .arg(base, money(step.factor), change));
            break;
        case LineKind::Minimum:
            say(Words::tr("The sum of %1 is below the minimum of %2. The difference: %3.")
                    .arg(base, money(step.factor), change));
            break;
        case LineKind::Tax:
            say(Words::tr("Tax of %1 % on the sum of %2: %3.").arg(factor, base, change));
            break;
        default:
            break;
        }
    }

    const StatementLine &m_line;
    const Statement &m_statement;
    QStringList m_sentences;
};

} // namespace

QStringList stepSentences(const StatementLine &line, const Statement &statement)
{
    return StepTeller(line, statement).sentences();
}

} // namespace toll
