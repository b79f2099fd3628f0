// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/retention.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(toll)
};

constexpr std::size_t periodsTold = 4;

/// "2026-01, 2026-02", or the first and the last of many.
QString periodsText(const std::vector<std::string> &periods)
{
    const auto text = [](const std::string &period) { return QString::fromStdString(period); };
    if (periods.size() > periodsTold)
        return Words::tr("%1 to %2").arg(text(periods.front()), text(periods.back()));
    QStringList all;
    for (const std::string &period : periods)
        all << text(period);
    return all.join(QStringLiteral(", "));
}

} // namespace

QStringList explanation(const Retention &retention)
{
    QStringList facts;
    for (const Retention::Books &books : retention.books) {
        const QString customer = QString::fromStdString(books.customerName);
        if (books.events > 0)
            facts << Words::tr("%1: %2 usage records of %3 go.")
                         .arg(customer, QString::number(books.events), periodsText(books.periods));
        if (!books.kept.empty())
            facts << Words::tr("%1: those of %2 stay, for a younger bill is rated from them.")
                         .arg(customer, periodsText(books.kept));
    }
    if (retention.waiting > 0)
        facts
            << Words::tr("Usage records that stay until a conflict about them is decided: %1.").arg(retention.waiting);
    if (retention.closingsFinal > 0)
        facts << Words::tr(
            "Closed periods whose bills need single records: %1. Late usage can no longer adjust them and "
            "is refused.")
                     .arg(retention.closingsFinal);
    return facts;
}

} // namespace toll
