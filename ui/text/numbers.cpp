// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/numbers.h"

#include "core/money/grouping.h"

#include <array>
#include <cmath>

namespace toll {

namespace {

const QChar minusSign(0x2212);

/// At most `decimals` decimals, zeros at the end cut: 1.20 is "1.2".
QString shortNumber(double value, int decimals, const QLocale &locale)
{
    const double scale = std::pow(10.0, decimals);
    const double rounded = std::round(std::abs(value) * scale) / scale;
    const bool whole = rounded == std::floor(rounded);
    return locale.toString(rounded, 'f', whole ? 0 : decimals);
}

struct Unit {
    double size;
    const char16_t *suffix;
};

constexpr std::array latinUnits{Unit{1e3, u"K"}, Unit{1e6, u"M"}, Unit{1e9, u"B"}, Unit{1e12, u"T"}};
constexpr std::array chineseUnits{Unit{1e4, u"\u4e07"}, Unit{1e8, u"\u4ebf"}, Unit{1e12, u"\u4e07\u4ebf"}};

template<std::size_t n>
QString withUnit(double magnitude, const std::array<Unit, n> &units, const QLocale &locale)
{
    // A value that would print as 1000 (or 10000) of a unit belongs to the next one.
    const Unit *chosen = nullptr;
    for (const Unit &unit : units) {
        if (magnitude >= unit.size * 0.9995)
            chosen = &unit;
    }
    if (!chosen)
        return shortNumber(magnitude, magnitude < 10 ? 2 : (magnitude < 100 ? 1 : 0), locale);
    const double scaled = magnitude / chosen->size;
    return shortNumber(scaled, scaled < 99.95 ? 1 : 0, locale) + QString::fromUtf16(chosen->suffix);
}

} // namespace

QString integerText(std::int64_t value, const QLocale &locale)
{
    return decimalText(Decimal(value), 0, locale);
}

QString decimalText(const Decimal &value, int decimals, const QLocale &locale)
{
    return QString::fromStdString(groupedText(value, decimals,
        {locale.groupSeparator().toStdString(), locale.decimalPoint().toStdString(),
            QString(minusSign).toStdString()}));
}

QString percentText(double ratio, int decimals, const QLocale &locale)
{
    const double percent = ratio * 100;
    const QString digits = locale.toString(std::abs(percent), 'f', decimals);
    const bool isNegative = percent < 0 && digits != locale.toString(0.0, 'f', decimals);
    return (isNegative ? QString(minusSign) : QString()) + digits + u'%';
}

QString compactText(double value, const QLocale &locale)
{
    const double magnitude = std::abs(value);
    const QString text = locale.language() == QLocale::Chinese ? withUnit(magnitude, chineseUnits, locale)
                                                               : withUnit(magnitude, latinUnits, locale);
    return value < 0 ? minusSign + text : text;
}

QString millisecondsText(double milliseconds, const QLocale &locale)
{
    const QChar space(0x00a0);
    if (milliseconds < 999.5)
        return shortNumber(milliseconds, milliseconds < 10 ? 1 : 0, locale) + space + QStringLiteral("ms");
    return shortNumber(milliseconds / 1000, milliseconds < 99950 ? 1 : 0, locale) + space + u's';
}

QString bytesText(std::int64_t bytes, const QLocale &locale)
{
    return locale.formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace toll
