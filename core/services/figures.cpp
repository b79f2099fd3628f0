// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/figures.h"

#include "core/money/grouping.h"

#include <QCoreApplication>
#include <QLocale>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Figures)
};

QString plusOf(const Decimal &value)
{
    return value > Decimal(0) ? QStringLiteral("+") : QString();
}

} // namespace

QString countFigure(std::int64_t value)
{
    return decimalFigure(Decimal(value));
}

QString decimalFigure(const Decimal &value, int decimals)
{
    const QLocale locale;
    NumberSigns signs;
    signs.group = locale.groupSeparator().toStdString();
    signs.point = locale.decimalPoint().toStdString();
    return QString::fromStdString(groupedText(value, decimals, signs));
}

QString amountFigure(const Decimal &amount, const Currency &currency)
{
    return decimalFigure(amount, currency.minorDigits);
}

QString moneyFigure(const Decimal &amount, const Currency &currency)
{
    return amountFigure(amount, currency) + QChar(QChar::Nbsp) + QString::fromStdString(currency.code);
}

QString changeFigure(const Decimal &change, const Currency &currency)
{
    return plusOf(change) + amountFigure(change, currency);
}

QString percentFigure(const std::optional<Decimal> &percent)
{
    return percent ? plusOf(*percent) + decimalFigure(*percent, 1) + u'%' : Words::tr("n/a");
}

} // namespace toll
