// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/moneytext.h"

#include "ui/text/numbers.h"

#include <cmath>

namespace toll {

namespace {

const QChar minusSign(0x2212);

/// What stands before the digits: a sign sticks to them, a code keeps a no-break space.
QString prefix(const Currency &currency)
{
    const QString sign = currencySign(currency);
    return sign.size() == 1 ? sign : sign + QChar(0x00a0);
}

} // namespace

QString currencySign(const Currency &currency)
{
    if (currency.code == "USD")
        return QStringLiteral("$");
    if (currency.code == "CNY")
        return QString(QChar(0x00a5));
    return QString::fromStdString(currency.code);
}

QString moneyText(const Decimal &amount, const Currency &currency, const QLocale &locale)
{
    const QString digits = prefix(currency) + decimalText(amount.abs(), currency.minorDigits, locale);
    return amount.isNegative() ? minusSign + digits : digits;
}

QString moneyText(const Money &money, const QLocale &locale)
{
    return moneyText(money.amount, money.currency, locale);
}

QString moneyChangeText(const Money &change, const QLocale &locale)
{
    const bool isGain = !change.amount.isNegative() && !change.amount.isZero();
    return isGain ? u'+' + moneyText(change, locale) : moneyText(change, locale);
}

QString moneyTickText(double position, const Currency &currency, const QLocale &locale)
{
    const QString digits = prefix(currency) + compactText(std::abs(position), locale);
    return position < 0 ? minusSign + digits : digits;
}

} // namespace toll
