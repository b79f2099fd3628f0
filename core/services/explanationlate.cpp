// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/explanationlate.h"

#include "core/calendar/period.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(toll)
};

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QString number(std::int64_t value)
{
    return QString::number(value);
}

/// What the line adjusts, where that is no charge.
QString subjectText(LineKind kind)
{
    switch (kind) {
    case LineKind::Discount:
        return Words::tr("This adjusts the discount of that period.");
    case LineKind::Maximum:
        return Words::tr("This adjusts what the maximum took off in that period.");
    case LineKind::Minimum:
        return Words::tr("This adjusts what the minimum added in that period.");
    case LineKind::Tax:
        return Words::tr("This adjusts the tax of that period.");
    case LineKind::Unknown:
        return Words::tr("These requests do not state the meter, so nothing is charged for them.");
    case LineKind::Unpriced:
        return Words::tr("The plan has no charge for this use, so nothing is charged for it.");
    default:
        return {};
    }
}

QString arrivals(const LateAdjustment &late, const Zone &zone)
{
    if (late.events == 0)
        return Words::tr("No usage of this period came after that, but usage of an earlier one did, and moved what was "
                         "left of caps and allowances.");
    if (late.firstArrival == late.lastArrival)
        return Words::tr("Usage records of this period that came after that: %1, on %2.")
            .arg(number(late.events), text(zone.format(late.firstArrival)));
    return Words::tr("Usage records of this period that came after that: %1, the first on %2, the last on %3.")
        .arg(number(late.events), text(zone.format(late.firstArrival)), text(zone.format(late.lastArrival)));
}

} // namespace

QStringList lateSentences(const StatementLine &line, const Statement &statement, const Zone &zone)
{
    if (!line.late)
        return {};
    const LateAdjustment &late = *line.late;
    const auto money = [&](const Decimal &amount) {
        return text(amount.toFixed(statement.currency.minorDigits)) + u' ' + text(statement.currency.code);
    };
    QStringList sentences{Words::tr("The period %1 was closed on %2.")
                              .arg(text(periodName(line.period, zone)), text(zone.format(late.closedAt))),
        arrivals(late, zone)};
    if (const QString subject = subjectText(late.of); !subject.isEmpty())
        sentences.append(subject);
    if (line.quantity != 0 || line.billable != 0)
        sentences.append(Words::tr("Units of %1 not on its statement yet: %2, of these billed: %3.")
                .arg(text(line.meter), number(line.quantity), number(line.billable)));
    if (late.outsideTerm != 0)
        sentences.append(
            Words::tr("Outside every term of their token, so not billed: %1.").arg(number(late.outsideTerm)));
    sentences.append(Words::tr("With all usage known now it comes to %1. It was closed at %2.")
            .arg(money(late.now), money(late.frozen)));
    if (!late.adjusted.isZero())
        sentences.append(Words::tr("Earlier bills have adjusted it by %1.").arg(money(late.adjusted)));
    sentences.append(Words::tr("The difference is %1.").arg(money(line.amount)));
    if (line.parts.size() > 1)
        for (const LinePart &part : line.parts)
            if (part.token < statement.tokens.size())
                sentences.append(
                    Words::tr("Token %1: %2.").arg(text(statement.tokens[part.token].name), money(part.amount)));
    sentences.append(
        Words::tr("The closed statement stays as it is. Discounts, limits and tax of the bill's own period "
                  "do not act on this line."));
    return sentences;
}

} // namespace toll
