// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/filterterms.h"

#include "core/usage/filtertime.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>
#include <array>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(UsageFilterTerms)
};

CellTerms textTerms(const char *key, const std::string &value)
{
    const QString term = QString::fromStdString(exactTerm(key, value));
    return {term, u'-' + term, {}};
}

CellTerms numberTerms(const char *key, const std::optional<std::int64_t> &value)
{
    const QString name = QString::fromLatin1(key) + u':';
    if (!value) {
        const QString unknown = name + QStringLiteral("\"\"");
        return {unknown, u'-' + unknown, {}};
    }
    const QString number = QString::number(*value);
    return {name + number, u'-' + name + number, name + u'>' + number};
}

CellTerms timeTerms(Instant time, const Zone &zone)
{
    const Instant minute = floorTo(time, msPerMinute);
    const QString text = QString::fromStdString(filterTimeText({minute, minute.plus(msPerMinute)}, zone));
    const QString from = QString::fromStdString(zone.format(time));
    return {QStringLiteral("time:") + text, QStringLiteral("-time:") + text, QStringLiteral("time:>") + from};
}

} // namespace

CellTerms eventTerms(const EventRow &row, const QString &columnId, const Zone &zone)
{
    const UsageEvent &event = row.stored.event;
    const std::array<std::pair<const char *, const std::string *>, 5> texts{{{"token", &row.tokenName},
        {"customer", &row.customerName}, {"model", &event.model}, {"endpoint", &event.endpoint}, {"id", &event.id}}};
    for (const auto &[key, value] : texts)
        if (columnId == QLatin1String(key))
            return textTerms(key, *value);
    const auto unit = [&event](UnitMeter meter) { return event.units[static_cast<std::size_t>(meter)]; };
    if (columnId == QStringLiteral("status"))
        return numberTerms(
            "status", event.status == noStatus ? std::nullopt : std::optional<std::int64_t>(event.status));
    if (columnId == QStringLiteral("response"))
        return numberTerms("response", event.responseMs);
    if (columnId == QStringLiteral("count"))
        return numberTerms("count", event.count);
    if (columnId == QStringLiteral("input"))
        return numberTerms("input", unit(UnitMeter::Input));
    if (columnId == QStringLiteral("cached"))
        return numberTerms("cached_input", unit(UnitMeter::CachedInput));
    if (columnId == QStringLiteral("output"))
        return numberTerms("output", unit(UnitMeter::Output));
    return columnId == QStringLiteral("time") ? timeTerms(event.time, zone) : CellTerms();
}

CellTerms groupTerms(const std::string &filterText)
{
    const QString term = QString::fromStdString(filterText);
    return {term, u'-' + term, {}};
}

void addFilterActions(
    QMenu *menu, const CellTerms &terms, QObject *owner, const std::function<void(const QString &)> &use)
{
    const std::array<std::pair<QString, QString>, 3> offers{{{Words::tr("&Filter by this value"), terms.same},
        {Words::tr("&Exclude this value"), terms.different}, {Words::tr("&Greater than this value"), terms.greater}}};
    bool isFirst = true;
    for (const auto &[text, term] : offers) {
        if (term.isEmpty())
            continue;
        if (isFirst && !menu->isEmpty())
            menu->addSeparator();
        isFirst = false;
        QAction *action = menu->addAction(text);
        action->setToolTip(term);
        QObject::connect(action, &QAction::triggered, owner, [use, wanted = term] { use(wanted); });
    }
}

QString withTerms(const QString &filter, const QString &terms, const Zone &zone)
{
    const std::string text = filter.toStdString();
    const auto old = parseFilter(text, zone);
    const auto added = parseFilter(terms.toStdString(), zone);
    if (!old || !added)
        return terms;
    QStringList kept;
    for (const FilterTerm &term : old->terms) {
        const bool isReplaced = std::ranges::any_of(added->terms, [&term](const FilterTerm &next) {
            return next.key == term.key && next.dimension == term.dimension && !next.isExcluded && !term.isExcluded
                && term.key != FilterKey::Text;
        });
        const QString own = QString::fromStdString(text.substr(term.at, term.length));
        if (!isReplaced && !terms.contains(own))
            kept << own;
    }
    if (!terms.isEmpty())
        kept << terms;
    return kept.join(u' ');
}

} // namespace toll
