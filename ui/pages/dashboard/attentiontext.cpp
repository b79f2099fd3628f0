// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/attentiontext.h"

#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Attention)
};

} // namespace

Status concernStatus(Concern concern)
{
    switch (concern) {
    case Concern::FarOver:
        return {Shape::Triangle, Tone::Danger, Words::tr("Far over its cap")};
    case Concern::Failing:
        return {Shape::Triangle, Tone::Danger, Words::tr("Many errors")};
    case Concern::Exhausted:
        return {Shape::Triangle, Tone::Warning, Words::tr("Used up")};
    case Concern::Expiring:
        return {Shape::Half, Tone::Warning, Words::tr("Expires soon")};
    case Concern::Suspended:
        return {Shape::Square, Tone::Muted, Words::tr("Suspended")};
    case Concern::Unused:
        break;
    }
    return {Shape::Ring, Tone::Muted, Words::tr("Never used")};
}

QString concernDetails(const Attention &attention, Instant now)
{
    const TokenRow &row = attention.row;
    const TokenFacts &facts = row.facts;
    switch (attention.concern) {
    case Concern::FarOver:
    case Concern::Exhausted:
        return Words::tr("%1 used of %2 in this term")
            .arg(integerText(facts.usedInTerm), integerText(facts.allowance.value_or(0)));
    case Concern::Failing:
        return Words::tr("%1 of %2 requests failed in 7 days")
            .arg(percentText(static_cast<double>(attention.errors) / static_cast<double>(attention.requests)),
                integerText(attention.requests));
    case Concern::Expiring:
        if (facts.currentTerm)
            return Words::tr("%1, on %2")
                .arg(relativeText(facts.currentTerm->span.end, now, row.zone),
                    dayText(facts.currentTerm->span.end, row.zone));
        break;
    case Concern::Suspended:
        if (row.token.suspendedAt)
            return Words::tr("since %1").arg(dateText(*row.token.suspendedAt, row.zone));
        break;
    case Concern::Unused:
        return Words::tr("made on %1").arg(dateText(row.token.createdAt, row.zone));
    }
    return {};
}

Remedy remedyOf(Concern concern)
{
    switch (concern) {
    case Concern::Expiring:
        return Remedy::Extend;
    case Concern::FarOver:
        return Remedy::Suspend;
    case Concern::Failing:
        return Remedy::ShowUsage;
    case Concern::Exhausted:
    case Concern::Suspended:
    case Concern::Unused:
        break;
    }
    return Remedy::ShowToken;
}

QString remedyText(Remedy remedy)
{
    switch (remedy) {
    case Remedy::Extend:
        return Words::tr("Extend…");
    case Remedy::Suspend:
        return Words::tr("Suspend");
    case Remedy::ShowToken:
    case Remedy::ShowUsage:
        break;
    }
    return Words::tr("Show");
}

} // namespace toll
