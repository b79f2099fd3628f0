// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/timetext.h"

#include <QCoreApplication>
#include <QTime>

#include <cstdlib>

namespace toll {

namespace {

struct Patterns {
    QString date;
    QString day;
    QString month;
    QString weekdayDate;
    QString dateTimeJoint;
};

Patterns patterns(const QLocale &locale)
{
    if (locale.language() == QLocale::Chinese)
        return {QStringLiteral("yyyy年M月d日"), QStringLiteral("M月d日"), QStringLiteral("yyyy年M月"),
            QStringLiteral("yyyy年M月d日 ddd"), QStringLiteral(" ")};
    return {QStringLiteral("d MMM yyyy"), QStringLiteral("d MMM"), QStringLiteral("MMM yyyy"),
        QStringLiteral("ddd d MMM yyyy"), QStringLiteral(", ")};
}

QTime localTime(Instant t, const Zone &zone)
{
    return QTime::fromMSecsSinceStartOfDay(static_cast<int>(zone.toLocal(t).msOfDay));
}

QString daySpanText(QDate first, QDate last, const QLocale &locale)
{
    const Patterns p = patterns(locale);
    const QString dash = QStringLiteral("\u2009–\u2009");
    if (first == last)
        return locale.toString(first, p.date);
    if (first.year() != last.year())
        return locale.toString(first, p.date) + dash + locale.toString(last, p.date);
    if (locale.language() == QLocale::Chinese)
        return locale.toString(first, p.date) + dash + locale.toString(last, p.day);
    if (first.month() == last.month())
        return QString::number(first.day()) + u'–' + locale.toString(last, p.date);
    return locale.toString(first, p.day) + dash + locale.toString(last, p.date);
}

struct Distance {
    enum class Unit { Minute, Hour, Day, Month, Year } unit;
    int count;
};

Distance distance(Instant t, Instant now, const Zone &zone)
{
    const std::int64_t ms = std::abs(t.ms - now.ms);
    if (ms < msPerHour)
        return {Distance::Unit::Minute, static_cast<int>(ms / msPerMinute)};
    const int days = static_cast<int>(std::abs(localDate(now, zone).daysTo(localDate(t, zone))));
    if (ms < msPerDay && (days == 0 || ms < 12 * msPerHour))
        return {Distance::Unit::Hour, static_cast<int>(ms / msPerHour)};
    if (days < 60)
        return {Distance::Unit::Day, days};
    if (days < 730)
        return {Distance::Unit::Month, static_cast<int>(days / 30.44)};
    return {Distance::Unit::Year, static_cast<int>(days / 365.25)};
}

// The singular has a string of its own, so that English needs no catalogue for its plurals.
QString ahead(Distance d)
{
    switch (d.unit) {
    case Distance::Unit::Minute:
        return d.count == 1 ? QCoreApplication::translate("TimeText", "in 1 minute")
                            : QCoreApplication::translate("TimeText", "in %n minutes", nullptr, d.count);
    case Distance::Unit::Hour:
        return d.count == 1 ? QCoreApplication::translate("TimeText", "in 1 hour")
                            : QCoreApplication::translate("TimeText", "in %n hours", nullptr, d.count);
    case Distance::Unit::Day:
        return d.count == 1 ? QCoreApplication::translate("TimeText", "in 1 day")
                            : QCoreApplication::translate("TimeText", "in %n days", nullptr, d.count);
    case Distance::Unit::Month:
        return d.count == 1 ? QCoreApplication::translate("TimeText", "in 1 month")
                            : QCoreApplication::translate("TimeText", "in %n months", nullptr, d.count);
    case Distance::Unit::Year:
        break;
    }
    return d.count == 1 ? QCoreApplication::translate("TimeText", "in 1 year")
                        : QCoreApplication::translate("TimeText", "in %n years", nullptr, d.count);
}

QString ago(Distance d)
{
    switch (d.unit) {
    case Distance::Unit::Minute:
        return d.count == 1 ? QCoreApplication::translate("TimeText", "1 minute ago")
                            : QCoreApplication::translate("TimeText", "%n minutes ago", nullptr, d.count);
    case Distance::Unit::Hour:
        return d.count == 1 ? QCoreApplication::translate("TimeText", "1 hour ago")
                            : QCoreApplication::translate("TimeText", "%n hours ago", nullptr, d.count);
    case Distance::Unit::Day:
        return d.count == 1 ? QCoreApplication::translate("TimeText", "1 day ago")
                            : QCoreApplication::translate("TimeText", "%n days ago", nullptr, d.count);
    case Distance::Unit::Month:
        return d.count == 1 ? QCoreApplication::translate("TimeText", "1 month ago")
                            : QCoreApplication::translate("TimeText", "%n months ago", nullptr, d.count);
    case Distance::Unit::Year:
        break;
    }
    return d.count == 1 ? QCoreApplication::translate("TimeText", "1 year ago")
                        : QCoreApplication::translate("TimeText", "%n years ago", nullptr, d.count);
}

} // namespace

QDate localDate(Instant t, const Zone &zone)
{
    const Date date = zone.toLocal(t).date;
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
        static_cast<int>(static_cast<unsigned>(date.day()))};
}

QString dateText(Instant t, const Zone &zone, const QLocale &locale)
{
    return locale.toString(localDate(t, zone), patterns(locale).date);
}

QString dayText(Instant t, const Zone &zone, const QLocale &locale)
{
    return locale.toString(localDate(t, zone), patterns(locale).day);
}

QString weekdayDateText(Instant t, const Zone &zone, const QLocale &locale)
{
    return locale.toString(localDate(t, zone), patterns(locale).weekdayDate);
}

QString monthText(Instant t, const Zone &zone, const QLocale &locale)
{
    return locale.toString(localDate(t, zone), patterns(locale).month);
}

QString timeText(Instant t, const Zone &zone)
{
    return localTime(t, zone).toString(QStringLiteral("HH:mm"));
}

QString dateTimeText(Instant t, const Zone &zone, const QLocale &locale)
{
    return dateText(t, zone, locale) + patterns(locale).dateTimeJoint + timeText(t, zone);
}

QString offsetText(Instant t, const Zone &zone)
{
    const std::int32_t seconds = zone.offsetAt(t);
    if (seconds == 0)
        return QStringLiteral("UTC");
    const int minutes = std::abs(seconds) / 60;
    return QStringLiteral("UTC%1%2:%3")
        .arg(seconds < 0 ? QChar(0x2212) : QChar(u'+'))
        .arg(minutes / 60, 2, 10, QChar(u'0'))
        .arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString exactTimeText(Instant t, const Zone &zone)
{
    const QString moment = localDate(t, zone).toString(Qt::ISODate) + u' '
        + localTime(t, zone).toString(QStringLiteral("HH:mm:ss")) + u' ' + offsetText(t, zone);
    const QString id = QString::fromStdString(zone.id());
    return id == QStringLiteral("UTC") ? moment : moment + QStringLiteral(" (") + id + u')';
}

QString intervalText(Interval span, const Zone &zone, const QLocale &locale)
{
    const QDate first = localDate(span.begin, zone);
    const QDate last = span.isEmpty() ? first : localDate(span.end.plus(-1), zone);
    const bool startsMonth = first.day() == 1;
    const bool endsMonth = last.day() == last.daysInMonth();
    if (startsMonth && endsMonth && first.year() == last.year()) {
        if (first.month() == last.month())
            return locale.toString(first, patterns(locale).month);
        if (first.month() == 1 && last.month() == 12)
            return locale.language() == QLocale::Chinese ? first.toString(QStringLiteral("yyyy年"))
                                                         : first.toString(QStringLiteral("yyyy"));
    }
    return daySpanText(first, last, locale);
}

QString relativeText(Instant t, Instant now, const Zone &zone)
{
    if (std::abs(t.ms - now.ms) < msPerMinute)
        return QCoreApplication::translate("TimeText", "just now");
    const Distance d = distance(t, now, zone);
    return t > now ? ahead(d) : ago(d);
}

} // namespace toll
