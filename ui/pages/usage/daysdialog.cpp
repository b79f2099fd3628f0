// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/daysdialog.h"

#include "ui/text/periods.h"
#include "ui/text/timetext.h"
#include "ui/widgets/style.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

namespace toll {

DaysDialog::DaysDialog(const Interval &shown, const Zone &zone, QWidget *parent)
    : QDialog(parent), m_zone(zone), m_first(new QDateEdit(localDate(shown.begin, zone), this)),
      m_last(new QDateEdit(localDate(shown.end.plus(-1), zone), this))
{
    setWindowTitle(tr("Choose days"));
    for (QDateEdit *edit : {m_first, m_last}) {
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    }
    m_last->setMinimumDate(m_first->date());
    connect(m_first, &QDateEdit::dateChanged, m_last, &QDateEdit::setMinimumDate);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *show = buttons->addButton(tr("Show"), QDialogButtonBox::AcceptRole);
    setPrimary(show);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *form = new QFormLayout(this);
    form->addRow(tr("&First day"), m_first);
    form->addRow(tr("&Last day"), m_last);
    form->addRow(new QLabel(tr("Time zone: %1").arg(QString::fromStdString(zone.id())), this));
    form->addRow(buttons);
}

Interval DaysDialog::range() const
{
    return periodOfDays(m_first->date(), m_last->date(), m_zone);
}

} // namespace toll
