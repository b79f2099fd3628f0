// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/explanationrules.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace toll {

namespace {

using namespace Qt::Literals::StringLiterals;

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

QString quoted(const std::string &value)
{
    return Words::tr("“%1”").arg(text(value));
}

/// A moment in a zone, by date alone where a day begins with it.
QString momentText(Instant time, const Zone &zone)
{
    const Date date = zone.toLocal(time).date;
    return text(zone.startOfDay(date) == time ? toIso(date) : zone.format(time));
}

QString nearSentence(const NearRule &rule)
{
    const QString requests = number(rule.requests);
    if (!rule.takenBy.empty())
        return Words::tr("%1 requests fitted the charge %2 too, but %3 comes before it in their group and took them.")
            .arg(requests, quoted(rule.charge), quoted(rule.takenBy));
    if (rule.value.empty())
        return Words::tr("%1 requests nearly fitted the charge %2: they state no %3, and it wants %4.")
            .arg(requests, quoted(rule.charge), text(rule.field), quoted(rule.pattern));
    return Words::tr("%1 requests nearly fitted the charge %2: their %3 is %4, and it wants %5.")
        .arg(requests, quoted(rule.charge), text(rule.field), quoted(rule.value), quoted(rule.pattern));
}

QString idleSentence(const IdleRule &idle)
{
    const QString rule = text(idle.rule);
    const QString factor = text(idle.factor.toString());
    switch (idle.kind) {
    case LineKind::Slices:
        return Words::tr("Nothing was used in the hours %1 (× %2).").arg(rule, factor);
    case LineKind::Load:
        return Words::tr("Nothing was used while the load was %1 of the capacity (× %2).").arg(rule, factor);
    default:
        break;
    }
    return idle.rule.starts_with('p')
        ? Words::tr("The response time was not %1 over the whole period (a credit of %2 %).").arg(rule, factor)
        : Words::tr("Nothing was answered in %1 (a credit of the share %2).").arg(rule, factor);
}

} // namespace

QStringList matchSentences(const StatementLine &line, const Zone &zone)
{
    QStringList sentences;
    if (line.inForceFrom)
        sentences.append(Words::tr("Version %1 of the plan, in force from %2.")
                             .arg(number(line.version), momentText(*line.inForceFrom, zone)));
    if (line.agreement > 0)
        sentences.append(Words::tr("As agreed with this customer (agreement %1), not as the plan says for everybody.")
                             .arg(number(line.agreement)));
    if (line.match.empty())
        return sentences;
    QStringList patterns;
    for (const auto &[field, pattern] : line.match)
        patterns.append(Words::tr("%1 fits %2").arg(text(field), quoted(pattern)));
    sentences.append(Words::tr("The charge %1 takes requests whose %2.")
                         .arg(quoted(line.charge), patterns.join(Words::tr(" and whose "))));
    return sentences;
}

QStringList nearSentences(const StatementLine &line)
{
    QStringList sentences;
    for (const NearRule &rule : line.near)
        sentences.append(nearSentence(rule));
    for (const IdleRule &idle : line.idle)
        sentences.append(idleSentence(idle));
    return sentences;
}

QStringList notBilledSentences(const StatementLine &line)
{
    std::map<std::int16_t, std::int64_t> byStatus;
    OutsideUnits outside;
    for (const LinePart &part : line.parts) {
        for (const StatusUnits &units : part.notBillableBy)
            byStatus[units.status] += units.units;
        outside.beforeFirst += part.outsideBy.beforeFirst;
        outside.ended += part.outsideBy.ended;
        outside.revoked += part.outsideBy.revoked;
    }
    QStringList sentences;
    if (!byStatus.empty()) {
        QStringList statuses;
        std::int64_t all = 0;
        for (const auto &[status, units] : byStatus) {
            statuses.append(Words::tr("%1: %2").arg(number(status), number(units)));
            all += units;
        }
        sentences.append(
            Words::tr("Not counted because of their status: %1 (%2).").arg(number(all), statuses.join(u", "_s)));
    }
    if (outside.beforeFirst > 0)
        sentences.append(
            Words::tr("Not counted because they came before the first term: %1.").arg(number(outside.beforeFirst)));
    if (outside.ended > 0)
        sentences.append(
            Words::tr("Not counted because the term had ended: %1.").arg(number(outside.ended)));
    if (outside.revoked > 0)
        sentences.append(
            Words::tr("Not counted because the token had been revoked: %1.").arg(number(outside.revoked)));
    return sentences;
}

} // namespace toll
