// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokentext.h"

#include "core/services/wording.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TokenText)
};

QString dash()
{
    return QStringLiteral("–");
}

QString expiringWord(const TokenRow &row, Instant now)
{
    const std::optional<Instant> end = endOf(row);
    const std::int64_t days = end ? (localDate(now, row.zone).daysTo(localDate(*end, row.zone))) : 0;
    if (days <= 0)
        return Words::tr("Expires today");
    return Words::tr("Expires in %n day(s)", nullptr, static_cast<int>(days));
}

QString overCapSentence(const TokenPrice &price, const Currency &currency)
{
    switch (price.overCap) {
    case OverCap::Free:
        return Words::tr("Requests over the cap are served free.");
    case OverCap::Charge:
        return Words::tr("Requests over the cap cost %1 each.")
            .arg(moneyText(price.overageRate.value_or(price.rate), currency));
    case OverCap::Reject:
        return Words::tr("Requests over the cap are refused.");
    case OverCap::Throttle:
        return Words::tr("Requests over the cap are served slower, free of charge.");
    }
    return {};
}

} // namespace

Status statusOf(const TokenRow &row, Instant now)
{
    switch (row.state) {
    case TokenState::Unused:
        return {Shape::Ring, Tone::Muted, Words::tr("Unused")};
    case TokenState::Active:
        return {Shape::Dot, Tone::Ok, Words::tr("Active")};
    case TokenState::Expiring:
        return {Shape::Half, Tone::Warning, expiringWord(row, now)};
    case TokenState::Expired:
        return {Shape::Cross, Tone::Muted, Words::tr("Expired")};
    case TokenState::Exhausted:
        return {Shape::Triangle, Tone::Danger, Words::tr("Exhausted")};
    case TokenState::Suspended:
        return {Shape::Square, Tone::Warning, Words::tr("Suspended")};
    case TokenState::Revoked:
        return {Shape::Cross, Tone::Danger, Words::tr("Revoked")};
    }
    return {};
}

QString usedText(const TokenRow &row)
{
    if (!row.facts.currentTerm)
        return dash();
    if (!row.facts.allowance)
        return integerText(row.facts.usedInTerm);
    return Words::tr("%1 / %2", "used of cap")
        .arg(integerText(row.facts.usedInTerm), integerText(*row.facts.allowance));
}

double usedShare(const TokenRow &row)
{
    if (!row.facts.currentTerm || !row.facts.allowance || *row.facts.allowance == 0)
        return -1;
    return static_cast<double>(row.facts.usedInTerm) / static_cast<double>(*row.facts.allowance);
}

std::optional<Instant> endOf(const TokenRow &row)
{
    if (!row.facts.currentTerm || !row.token.price.lifetime)
        return {};
    return row.facts.endOfLastTerm.value_or(row.facts.currentTerm->span.end);
}

QString expiresText(const TokenRow &row)
{
    const Token &token = row.token;
    if (token.revokedAt)
        return dash();
    if (!token.price.lifetime)
        return Words::tr("never");
    const std::optional<Instant> end = endOf(row);
    if (!end)
        return Words::tr("%1 from first use", "30 days from first use").arg(label(token.price.lifetime));
    const QString date = dateText(*end, row.zone);
    return token.price.renewal == Renewal::Auto ? Words::tr("renews %1").arg(date) : date;
}

QString rateText(const TokenRow &row)
{
    return moneyText(row.token.price.rate, row.currency);
}

QString capsText(const TokenPrice &price)
{
    QStringList caps;
    for (const Cap &cap : price.caps)
        caps << label(cap);
    return caps.isEmpty() ? Words::tr("no cap") : caps.join(Words::tr(" and "));
}

QString priceText(const TokenPrice &price, const Currency &currency)
{
    QStringList facts{Words::tr("%1 a request.").arg(moneyText(price.rate, currency))};
    if (price.caps.empty()) {
        facts << Words::tr("No cap: every request is billed.");
    } else {
        facts << (price.capScope == CapScope::WholeTerm
                ? Words::tr("At most %1 are billed, counted over the whole term.").arg(capsText(price))
                : Words::tr("At most %1 are billed, each window by itself.").arg(capsText(price)));
        facts << overCapSentence(price, currency);
    }
    if (!price.lifetime)
        facts << Words::tr("It never expires.");
    else if (price.renewal == Renewal::Auto)
        facts << Words::tr("A term lasts %1 and renews by itself.").arg(label(price.lifetime));
    else
        facts << Words::tr("A term lasts %1.").arg(label(price.lifetime));
    return facts.join(u' ');
}

QString maskedSecret(const Token &token)
{
    if (token.lastFour.empty())
        return Words::tr("no secret yet");
    return QString::fromStdString(token.prefix) + QStringLiteral("…") + QString::fromStdString(token.lastFour);
}

QString lastUseText(const TokenRow &row, Instant now)
{
    return row.lastUse ? relativeText(*row.lastUse, now, row.zone) : Words::tr("never used");
}

QString nameOf(const TokenRow &row)
{
    return QString::fromStdString(row.token.name);
}

QString namesText(const std::vector<TokenRow> &rows)
{
    if (rows.size() == 1)
        return Words::tr("“%1”").arg(nameOf(rows.front()));
    return Words::tr("%n token(s)", nullptr, static_cast<int>(rows.size()));
}

} // namespace toll
