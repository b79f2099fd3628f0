// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/periods/reopendialog.h"

#include "ui/widgets/style.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace toll {

ReopenDialog::ReopenDialog(const PeriodRow &row, QWidget *parent)
    : QDialog(parent), m_reason(new QLineEdit)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Open a period again"));
    auto *text = new QLabel(tr("%1 of %2 was closed at %3. Opened again, its bill follows usage and plans as they are now "
                               "until it is closed anew; what was closed stays on record with your reason.")
                                .arg(periodText(row), QString::fromStdString(row.period.customerName),
                                    row.closing ? totalText(row.closing->total, row.closing->currency) : QString()));
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setPlaceholderText(tr("such as: two days of usage were missing"));
    auto *form = new QFormLayout;
    form->addRow(tr("&Reason"), m_reason);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_reopen = buttons->addButton(tr("Open again"), QDialogButtonBox::AcceptRole);
    m_reopen->setObjectName(QStringLiteral("reopen"));
    m_reopen->setEnabled(false);
    setPrimary(m_reopen);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(text);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(480, 220);
    connect(m_reason, &QLineEdit::textChanged, this, [this] { m_reopen->setEnabled(!reason().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString ReopenDialog::reason() const
{
    return m_reason->text().trimmed();
}

} // namespace toll
