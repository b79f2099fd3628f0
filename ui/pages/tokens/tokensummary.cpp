// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokensummary.h"

#include "core/services/wording.h"
#include "core/tokens/ceiling.h"
#include "ui/pages/tokens/tokentext.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TokenSummary)
};

QString ceilingText(const TokenPrice &price, const TermCeiling &ceiling, const Currency &currency)
{
    const QString rate = moneyText(price.rate, currency);
    if (price.caps.empty())
        return Words::tr("Every request is billed at %1. There is no cap.").arg(rate);
    if (!ceiling.allowance)
        return Words::tr("At most %1 are billed, at %2 each, for as long as the token lives.")
            .arg(capsText(price), rate);
    const QString units = integerText(*ceiling.allowance);
    if (!ceiling.amount)
        return Words::tr("At %1 for %2, %3 requests are billed at %4 each; what is over costs %5 each.")
            .arg(capsText(price), label(price.lifetime), units, rate,
                moneyText(price.overageRate.value_or(price.rate), currency));
    return Words::tr("At %1 for %2 at most %3 requests are billed: %4.")
        .arg(capsText(price), label(price.lifetime), units, moneyText(*ceiling.amount, currency));
}

QString overText(const TokenPrice &price)
{
    if (price.caps.empty() || price.overCap == OverCap::Charge)
        return {};
    return price.overCap == OverCap::Reject ? Words::tr("Requests over the cap are refused.")
                                            : Words::tr("Requests over the cap are served free.");
}

} // namespace

QString summaryOf(const TokenPrice &price, const Currency &currency, Instant start, const Zone &zone)
{
    const Result<TermCeiling> ceiling = ceilingOf(price, start, zone);
    if (!ceiling)
        return sentence(ceiling.error());
    QStringList facts{ceilingText(price, *ceiling, currency)};
    if (const QString over = overText(price); !over.isEmpty())
        facts << over;
    if (price.renewal == Renewal::Auto)
        facts << Words::tr("Each further term bills as much again.");
    return facts.join(QStringLiteral("\n\n"));
}

QString endText(const TokenPrice &price, Starts starts, Instant start, const Zone &zone)
{
    if (!price.lifetime)
        return Words::tr("It never expires.");
    const Instant end = termsOf(price, {}, start, start, zone).front().span.end;
    const QString day = weekdayDateText(end, zone);
    return starts == Starts::FirstUse ? Words::tr("Ends %1 if first used today.").arg(day)
                                      : Words::tr("Ends %1.").arg(day);
}

} // namespace toll
