// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/startfield.h"

#include "core/services/planwords.h"
#include "ui/pages/plans/agreedwords.h"
#include "ui/text/timetext.h"

#include <QDateEdit>

#include <algorithm>

namespace toll {

StartField::StartField(Instant now, QWidget *parent) : StartField(new QDateEdit, now, parent) { }

StartField::StartField(QDateEdit *date, Instant now, QWidget *parent) : Field(date, parent), m_date(date), m_now(now)
{
    m_date->setObjectName(QStringLiteral("from"));
    m_date->setAccessibleName(tr("Holds from"));
    m_date->setCalendarPopup(true);
    m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_date->setMaximumWidth(160);
    connect(m_date, &QDateEdit::dateChanged, this, &StartField::showHint);
}

void StartField::setCustomer(const Zone &zone, const Agreed *last)
{
    m_zone = zone;
    m_last = last ? std::optional(*last) : std::nullopt;
    const QDate today = localDate(m_now, zone);
    m_date->setDate(last ? std::max(today, localDate(last->row.from, zone).addDays(1)) : today);
    showHint();
}

std::string StartField::date() const
{
    return m_date->date().toString(Qt::ISODate).toStdString();
}

void StartField::refuse(const Error &fault)
{
    showHint();
    if (!hasComplaint())
        complain(complaint(fault));
}

void StartField::showHint()
{
    const QDate day = m_date->date();
    const Instant start = m_zone.startOfDay({std::chrono::year(day.year()),
        std::chrono::month(static_cast<unsigned>(day.month())), std::chrono::day(static_cast<unsigned>(day.day()))});
    const QString zone = QString::fromStdString(m_zone.id());
    complain({});
    if (m_last && start <= m_last->row.from)
        complain(tr("It has to begin after agreement %1, which holds from %2.")
                     .arg(QString::number(m_last->row.number), agreedSince(*m_last)));
    else if (start <= m_now)
        setHint(tr("Requests since then are billed anew. The day begins at midnight in %1.").arg(zone));
    else
        setHint(tr("The day begins at midnight in %1. Until then everything stays as it is.").arg(zone));
}

} // namespace toll
